"""Arms that a result calls by words of their introduction: "the X-ray arm" of "chest X-rays or CT scans".

A word counts where it stands in the introduction of one arm and of no other, so that no table needs to know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.patterns import pattern
from kg.reading.results.entries import Entry


@cache
def _groups() -> re.Pattern[str]:
    return pattern(r"(?<![^\s(])(?P<words>(?:(?!(?:in|of|to|for|with|from|among|between|the|an?|and|or|than|both)\s)[^\s.,;:()%]{1,30}[\s-]){1,3})(?:groups?|arms?|cohorts?)\b")


def worded(sentence: Sentence, entries: Sequence[Entry]) -> Iterator[tuple[int, int, Arm]]:
    """The arms that a sentence calls by their words: the range of the typed text, and the arm."""
    own = _distinctive(entries) if len(entries) > 1 and _groups().search(sentence.typed) else []
    if not any(own):
        return
    for found in _groups().finditer(sentence.typed):
        said = words_of(sentence.words(*found.span("words")))
        meant = [entry.arm for entry, words in zip(entries, own, strict=True) if said & words]
        if len(meant) == 1:
            yield found.start(), found.end(), meant[0]


def _distinctive(entries: Sequence[Entry]) -> list[frozenset[str]]:
    """For each arm the words of its introduction that no other's holds."""
    words = [words_of(" ".join((e.arm.detail or _introduction(e), *e.labels))) for e in entries]
    return [mine - frozenset().union(*(w for w in words if w is not mine)) for mine in words]


def _introduction(entry: Entry) -> str:
    start, end = entry.stretch if entry.stretch != (0, 0) else (entry.phrase.start, entry.phrase.end)
    return entry.sentence.words(start, end) if end > start else ""


def words_of(text: str) -> frozenset[str]:
    """The words of a text that may name something, without their plural.

    >>> sorted(words_of("the chest X-rays (n = 40) or a 2-cm margin"))
    ['2-cm', 'chest', 'margin', 'x-ray']
    """
    words = (re.sub(r"(?<=[a-z]{3})s$|(?<=-ray)s$", "", w) for w in re.findall(r"[\w-]{2,}", text.lower()))
    return frozenset(w for w in words if w not in _EMPTY and not w.isdigit())


_EMPTY = frozenset(
    "an and any are as at be by each either for from had has have in into is it its no not of on one or other same "
    "than that the their then they this those to two three four was were which who will with without arm group cohort "
    "patient participant people women men children receive received receiving treatment treated treatments therapy "
    "regimen trial study randomly random assigned randomized allocated given day daily week weekly month year after "
    "before followed plus alone only also all both more most control standard first second high low risk".split()
)
"""Words that tell no arm from another."""
