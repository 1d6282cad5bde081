"""When an agency approved a drug: the date that belongs to the verb, as precisely as it is given."""

from __future__ import annotations

import re

from kg.reading.annotate import Sentence
from kg.reading.approvals.topics import Page
from kg.reading.patterns import pattern

FAMILY = "approvals"
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip


def date_of(about: Page, sentence: Sentence, head: int, end: int) -> str | None:
    """The date of an approval whose words reach from `head` to `end` of the typed text, or None.

    A month without a year ("last November", "on June 3") is the last such month before the report was published.
    """
    before = pattern(
        r"(?:^|[,;:(] ?|\band |^(?:However|But|Then|Later|Finally),? )(?:{dated})(?:{date_gap})$", FAMILY
    ).search(sentence.typed, 0, head)
    inside = pattern("{dated}", FAMILY).finditer(sentence.typed, head, end)
    for found in [*([before] if before else []), *inside]:
        said = _date(sentence, found) or _recent(about.reported(sentence), found.group("month"), _day(sentence, found))
        if said is not None:
            return said
    return None


def _date(sentence: Sentence, found: re.Match[str]) -> str | None:
    name = "date" if found.group("date") else "year"
    for mark in sentence.marks_in(*found.span(name), "date", "number") if found.group(name) else ():
        words = mark.span.of(sentence.passage.text)
        year = words if re.fullmatch(r"(?:19[3-9]|20[0-4])\d", words) else None
        return year if mark.kind == "number" else mark.quantity.unit
    return None


def _day(sentence: Sentence, found: re.Match[str]) -> str | None:
    marks = sentence.marks_in(*found.span("day"), "number") if found.group("day") else ()
    words = [mark.span.of(sentence.passage.text) for mark in marks]
    return words[0] if words and re.fullmatch(r"[1-9]|[12]\d|3[01]", words[0]) else None


def _recent(reported: str | None, month: str | None, day: str | None) -> str | None:
    """A month, or a day of one, without a year: the last before the report was published.

    >>> _recent("2012-06-07", "January", None), _recent("2011-03-03", "november", "9"), _recent(None, "May", None)
    ('2012-01', '2010-11-09', None)
    """
    if month is None or reported is None:
        return None
    number = MONTHS.index(month.lower()) + 1
    year = int(reported[:4]) - (number > int(reported[5:7]))
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
