"""Ratios and p values in tables: a column headed by one, beside two arms' columns or groups of people as rows.

"| | Tamoxifen | Raloxifene | RR, 95% CI |" tells of the arms for what each row names; "| Risk group | RR for prostate
cancer (95% CI) |" tells of the people that each row names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Arm, Concept, Value
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context, Proposal
from kg.reading.marks import QUANTITY_KINDS
from kg.reading.measure_names import own, tidy
from kg.reading.numbers import Quantity
from kg.reading.results.comparing.effects import RATIOS
from kg.reading.results.comparing.sides import NOBODY, Sides
from kg.reading.results.exposures.stretches import named
from kg.reading.results.figures.seen import result_of
from kg.reading.results.figures.tables import arm_of, header_of, measure_of
from kg.reading.results.view import Result
from kg.reading.rows import Cell, columns

_OF = re.compile(r"\s(?:of|for)\s(?P<what>[^()\[\]]{3,50}?)\s?(?:[(\[]|,|$)")
"""What a column's ratio is of: "RR for prostate cancer (95% CI)"."""
_P = re.compile(r"\W*(?:two-sided |log-rank )?p(?:[\s-]?values?)?\W*", re.IGNORECASE)
"""A column of p values."""
_REFERENCE = re.compile(r"(?:no|none|never|without|reference|average|general)\b", re.IGNORECASE)
"""What a row begins with whose people the others are measured against."""
_OF_RATES = ("risk_ratio", "odds_ratio")
"""The ratios that are below 1 where the rate is less; a hazard ratio is so where a survival is more."""


@dataclass(frozen=True)
class _Column:
    """A column of statistics: the kind of ratio or p values, and what it is a ratio of, where its head says so."""

    cell: Cell
    effect: str
    of: Concept | None


def row(context: Context, sentence: Sentence) -> Iterator[Proposal]:
    """The comparisons of a table's row."""
    result = result_of(context, sentence)
    head = header_of(context, sentence)
    if head is None:
        return
    pairs = columns(head.typed, result.typed)
    told_in = [_column(head, cell, place) for cell, place in pairs]
    if not any(told_in):
        return
    sides = _sides(head, [cell for cell, _ in pairs], context)
    rates = _rates(result, head, pairs)
    for column in filter(None, told_in[1:]):
        yield from (_by_rates(told, rates) for told in _told(result, head, pairs[0][1], column, sides))


def _column(head: Result, cell: Cell, place: Cell) -> _Column | None:
    """The column whose head is a cell, where that names one kind of ratio; `place` is its cell in the row."""
    words = head.sentence.words(*cell)
    kinds = [name for name, form in RATIOS.items() if form.search(words)] or ["p_value"] * bool(_P.fullmatch(words))
    found = _OF.search(words)
    told = head.sentence.marks_in(*cell, "cancer", "event") or any(cell[0] <= at < cell[1] for at in head.measures)
    of = own(tidy(found["what"])) if found and told else None
    return _Column(place, kinds[0], of) if len(kinds) == 1 else None


def _sides(head: Result, heads: Sequence[Cell], context: Context) -> Sides:
    """The two treatments whose columns stand in a table: as a trial of the document sets them, else in order."""
    arms = [arm for cell in heads if (arm := arm_of(head, cell)) is not None]
    if len(arms) == 2 and arms[0].trial == arms[1].trial and arms[0] != arms[1]:
        sides = context.arms.sides(arms[0].trial)
        return sides if sides and {*sides} == {*arms} else (arms[0], arms[1])
    named = [head.sentence.marks_in(*cell, *TREATMENTS) for cell in heads]
    given = [marks[0].concept for marks in named if len(marks) == 1]
    if len(given) != 2 or given[0] == given[1]:
        return NOBODY
    return context.arms.set_against(given) or (Arm(head.trial, (given[0],)), Arm(head.trial, (given[1],)))


def _rates(result: Result, head: Result, columns: Iterable[tuple[Cell, Cell]]) -> dict[frozenset[Concept], Decimal]:
    """The numbers of a row by the treatments that their columns' heads name."""
    made: dict[frozenset[Concept], Decimal] = {}
    for cell, place in columns:
        arm, marks = arm_of(head, cell), head.sentence.marks_in(*cell, *TREATMENTS)
        given = arm.interventions if arm else [mark.concept for mark in marks]
        marked = result.sentence.marks_in(*place, *QUANTITY_KINDS)
        told = [m.quantity.value for m in marked if m.quantity.value is not None]
        made |= {frozenset(given): told[0]} if given and told else {}
    return made


def _by_rates(told: Proposal, rates: Mapping[frozenset[Concept], Decimal]) -> Proposal:
    """A ratio of two arms of the one whose rate in its row is the less where it is below 1, else of the other."""
    value, arm, comparator = (told.roles.get(role) for role in ("value", "arm", "comparator"))
    mine, other = (rates.get(frozenset(a.interventions)) if isinstance(a, Arm) else None for a in (arm, comparator))
    if not isinstance(value, Decimal) or told.roles["effect"] not in _OF_RATES or mine is None or other is None:
        return told
    turned = (mine < other) != (value < 1)
    return replace(told, roles={**told.roles, "arm": comparator, "comparator": arm}) if turned else told


def _told(result: Result, head: Result, first: Cell, column: _Column, sides: Sides) -> Iterator[Proposal]:
    """What a cell of a column of ratios tells of what its row names."""
    words = result.sentence.words(*first).strip()
    marked = result.sentence.marks_in(*first, "cancer", "event") or any(
        first[0] <= at < first[1] for at in result.measures
    )
    if column.of is None and sides != NOBODY and marked:
        of = measure_of(result, first)
        measure = of.concept if of else own(tidy(words))
        common: dict[str, Value | None] = {"measure": measure, "arm": sides[0], "comparator": sides[1]}
        rule = "effect.table"
    elif column.of is not None and sides == NOBODY and words and not _REFERENCE.match(words):
        common, rule = {"measure": column.of, "arm": named(result.trial, words), "comparator": None}, "exposure.table"
    else:
        return
    for told in _figures(result, column):
        trial = sides[0].trial if sides[0] else result.trial
        roles = {"trial": trial, "population": None, **common, **told}
        yield Proposal("comparison", roles, result.sentence.source(), rule, (head.sentence.source(),))


def _figures(result: Result, column: _Column) -> Iterator[dict[str, Value | None]]:
    """The ratio of a cell with its interval, and its p value."""
    marks = result.sentence.marks_in(*column.cell, *QUANTITY_KINDS)
    values = [m.quantity for m in marks if m.kind == "number" and m.quantity.upper is None]
    if column.effect == "p_value":
        if len(marks) == 1 and values and values[0].value is not None and values[0].value <= 1:
            yield {"effect": "p_value", "value": values[0].value, "qualifier": values[0].qualifier or None}
    elif values and values[0].value is not None and values[0].value <= 100:
        low, high = _interval([m.quantity for m in marks], values[0])
        yield {"effect": column.effect, "value": values[0].value, "ci_low": low, "ci_high": high,
               "qualifier": values[0].qualifier or None}  # fmt: skip
    for mark in marks:
        if mark.kind == "p_value" and mark.quantity.value is not None and mark.quantity.value <= 1:
            yield {"effect": "p_value", "value": mark.quantity.value, "qualifier": mark.quantity.qualifier or None}


def _interval(quantities: list[Quantity], value: Quantity) -> tuple[Value | None, Value | None]:
    """The range behind a value that holds it."""
    for other in quantities:
        low, high = other.value, other.upper
        if low is not None and high is not None and value.value is not None and low <= value.value <= high:
            return low, high
    return None, None
