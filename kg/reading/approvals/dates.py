"""When an agency approved a drug: the date that belongs to the verb, as precisely as it is given."""

from __future__ import annotations

import re

from kg.reading.annotate import Mark, Sentence
from kg.reading.approvals.topics import Page
from kg.reading.patterns import pattern

FAMILY = "approvals"
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip


def date_of(about: Page, sentence: Sentence, head: int, end: int) -> str | None:
    """The date of an approval whose words reach from `head` to `end` of the typed text, or None.

    A month without a year ("last November") is the last such month before the date of the page's source.
    """
    before = pattern(r"(?:^|[,;:(] ?|\band )(?:{dated})(?:{date_gap})$", FAMILY).search(sentence.typed, 0, head)
    inside = pattern("{dated}", FAMILY).finditer(sentence.typed, head, end)
    for found in [*([before] if before else []), *inside]:
        said = _date(sentence, found) or _month(about.source_date, found.group("month"))
        if said is not None:
            return said
    return None


def _date(sentence: Sentence, found: re.Match[str]) -> str | None:
    if found.group("date") is None:
        return None
    for mark in sentence.marks_in(*found.span("date"), "date", "number"):
        if mark.kind == "number":
            return _year(mark, sentence)
        return mark.quantity.unit if mark.quantity else None
    return None


def _year(mark: Mark, sentence: Sentence) -> str | None:
    """A number as a year, where it can be one."""
    words = mark.span.of(sentence.passage.text)
    return words if re.fullmatch(r"(?:19[3-9]|20[0-4])\d", words) else None


def _month(source: str | None, word: str | None) -> str | None:
    """A month without a year, told from the date of the page's source.

    >>> _month("2012-06-07", "January"), _month("2011-03-03", "november"), _month(None, "May")
    ('2012-01', '2010-11', None)
    """
    if word is None or source is None:
        return None
    month = MONTHS.index(word.lower()) + 1
    return f"{int(source[:4]) - (month > int(source[5:7]))}-{month:02d}"
