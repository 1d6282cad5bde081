"""What a clause tells of a figure where no list of measures knows it.

Most measures occur once in a collection: "visible shrinkage of the lesion", "re-excision", "the full 12 cycles".
Their place in the clause makes them measures, not their words: the object of what the people whom a figure counts
had or did, the subject of what was seen in so many, the noun phrase before a bracket with a figure for each arm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.reading.annotate import SIGNS
from kg.reading.patterns import Match, matches, pattern, table
from kg.reading.results.figures import Figure
from kg.reading.results.measures import Measure, own, tidy
from kg.reading.results.view import Result

LONGEST = 9
"""Words of a measure; what is longer is a clause and no name."""


@cache
def _form(name: str) -> re.Pattern[str]:
    return pattern("|".join(f"(?:{p})" for p in table("slots", name)), "slots")


def slotted(result: Result, found: tuple[Figure, ...]) -> tuple[Measure, str] | None:
    """The measure that the clause of some figures gives, and the rule that says so; None where none does."""
    for match in _matches(result):
        at = match.found.start("figure")
        if any(figure.at <= at < figure.end for figure in _near(match, found)):
            measure = _ahead(result, match) if match.has("from") else _behind(result, match)
            if measure is not None:
                return measure, match.rule.name
    return None


def _near(match: Match, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures a rule may speak of: what stands before figures tells the first, what stands behind them any."""
    return found if match.has("from") else found[:1]


def _matches(result: Result) -> Iterator[Match]:
    return matches("slots", result.sentence)


def _ahead(result: Result, match: Match) -> Measure | None:
    """The phrase that begins at a place."""
    start = match.found.start("from")
    stop = _form("ends").search(result.typed, start)
    return _measure(result, start, stop.start() if stop else len(result.typed.rstrip(" .")), predicate=True)


def _behind(result: Result, match: Match) -> Measure | None:
    """The phrase that ends at a place, from where its clause begins."""
    end = match.found.start("to")
    start = max((found.end() for found in _form("begins").finditer(result.typed, 0, end)), default=0)
    lead = _form("leading").match(result.typed[start:end])
    return _measure(result, start + (lead.end() if lead else 0), end)


_GIVEN = re.compile(f"[{SIGNS['arm']}{SIGNS['percent']}{SIGNS['count']}{SIGNS['measure']}{SIGNS['trial']}]")
_NAMED = re.compile(f"[{''.join(SIGNS[kind] for kind in ('event', 'cancer', 'drug', 'intervention'))}]")


def _measure(result: Result, start: int, end: int, predicate: bool = False) -> Measure | None:
    typed = result.typed[start:end]
    start += len(typed) - len(typed.lstrip())
    typed = typed.strip()
    while trimmed := _form("trimmed").search(typed):
        if trimmed.start() == 0:
            start += trimmed.end()
        typed = (typed[: trimmed.start()] + typed[trimmed.end() :]) if trimmed.start() else typed[trimmed.end() :]
    words = result.sentence.words(start, start + len(typed))
    if not words or _GIVEN.search(typed) or _NAMED.fullmatch(typed) or len(words.split()) > LONGEST:
        return None
    if _form("never").search(words) or not re.search("[a-z]{3}", words):
        return None
    return Measure(start, start + len(typed), own(tidy(words)), predicate=predicate)
