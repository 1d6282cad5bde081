"""Figures of a whole trial beside those of its arms: "36 deaths (14 in A and 22 in B)", "69%, with no difference".

The rules of `kg/rules/totals.toml` find the figure, its measure, and, where numbers are added, the numbers of the arms;
a number that is not their sum is no total.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from decimal import Decimal

from kg.model import Concept
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context
from kg.reading.measures import Measure
from kg.reading.number_forms import number
from kg.reading.patterns import Match, matches, may_match, pattern
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.finding.found import is_of_deaths
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result


def totals(result: Result, context: Context, taken: Container[int]) -> Iterator[Contrast]:
    """The figures of a whole trial that a sentence tells, at places that no other contrast has."""
    sentence, trials = result.sentence, context.trials
    if (
        not may_match("totals", sentence, "measure", "arm")
        or not trials.told(sentence)
        or trials.known_before(sentence)
    ):
        return
    done: set[int] = set()
    for match in matches("totals", sentence):
        at = match.found.start("figure")
        if at in done or at in taken or _is_of_some(result, at):
            continue
        figure, measure = _figure(match), _measure(result, match)
        if figure is not None and measure is not None and (match.rule.kind != "sum" or _adds_up(match, figure)):
            done.add(at)
            yield Contrast((figure,), measure, (None,), match.rule.name, groups=("",))


def _is_of_some(result: Result, at: int) -> bool:
    """Whether an arm or a treatment stands before a figure, so that it may be of those who were given that."""
    return any(place < at for place in result.arms) or bool(result.sentence.marks_in(0, at, *TREATMENTS))


def _value(match: Match) -> tuple[Decimal | None, str]:
    """The value of a number in digits or in words, and its unit."""
    marks = match.marks("figure")
    if not marks:
        return number(match.words("figure")), "participants"
    quantity = marks[0].quantity
    if quantity.upper is not None:
        return None, ""
    return quantity.value, quantity.unit or "participants"


def _figure(match: Match) -> Figure | None:
    value, unit = _value(match)
    return None if value is None else Figure(*match.found.span("figure"), value, unit)


def _measure(result: Result, match: Match) -> Measure | None:
    """What a total counts: what is named behind its number, or deaths, where the number is one of these."""
    measure = result.measures.get(match.found.start("measure")) if match.has("measure") else None
    if measure is not None:
        return measure
    at = match.found.start("figure")
    counted = [mark for mark in match.marks("figure", "count") if is_of_deaths(result.sentence, mark)]
    return Measure(at, at + 1, Concept("measure", "deaths")) if counted else None


def _adds_up(match: Match, figure: Figure) -> bool:
    """Whether a number is the sum of those behind it."""
    low, high = match.found.span("parts")
    values = [m.quantity.value for m in match.sentence.marks_in(low, high, "number", "count") if m.quantity.value]
    words = [number(found.group()) for found in pattern(r"\b{few}\b").finditer(match.sentence.typed, low, high)]
    return sum([*values, *words]) == figure.value
