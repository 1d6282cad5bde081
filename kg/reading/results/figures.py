"""The figures of a result: numbers that tell an outcome, not a time, a change or who took part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.reading.annotate import Mark
from kg.reading.patterns import pattern, table
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Figure:
    """A number of a result: what was said, where, with its interval and what stands in brackets beside it."""

    at: int
    end: int
    value: Decimal | None
    unit: str
    qualifier: str = ""
    upper: Decimal | None = None
    interval: tuple[Decimal, Decimal] | None = None
    level: Decimal | None = None


@cache
def words(name: str) -> re.Pattern[str]:
    """A table of `kg/rules/outcomes.toml` as one pattern."""
    return pattern("|".join(f"(?:{p})" for p in table("outcomes", name)), "outcomes")


def population(result: Result) -> str | None:
    """For whom a sentence's results hold, in its words; None where it does not say."""
    found = words("population").search(result.typed)
    span = next((found.span(g) for g in ("p", "p2", "p3") if found and found.group(g)), None)
    return result.sentence.words(*span) if span else None


def figures(result: Result) -> list[Figure]:
    """The figures of a sentence that may be outcomes, in order; "43 and 24%" are two of one unit."""
    found: list[Figure] = []
    for mark in reversed(result.sentence.marks):
        figure = _figure(result, mark) or _sharing(result, mark, found[-1] if found else None) or _counted(result, mark)
        if figure is not None:
            found.append(figure)
    return list(reversed(found))


def _counted(result: Result, mark: Mark) -> Figure | None:
    """A bare number of responses: "3 complete responses"."""
    quantity, at = mark.quantity, result.sentence.typed_at(mark)
    behind = result.measures.get(at + 2) if result.typed[at + 1 : at + 2] == " " else None
    if mark.kind != "number" or quantity is None or behind is None or behind.predicate or quantity.upper is not None:
        return None
    place = result.sentence.place(behind.start, behind.end).of(result.sentence.passage.text)
    whole = quantity.value is not None and quantity.value == int(quantity.value)
    return (
        Figure(at, at + 1, quantity.value, "participants", quantity.qualifier)
        if whole and place.endswith("responses")
        else None
    )


def _sharing(result: Result, mark: Mark, behind: Figure | None) -> Figure | None:
    """A bare number that takes the unit of the figure right behind it."""
    quantity, at = mark.quantity, result.sentence.typed_at(mark)
    if behind is None or mark.kind != "number" or quantity is None or quantity.upper is not None:
        return None
    between = result.between(at + 1, behind.at)
    if behind.unit == "participants" or not pattern("{and_of_one_unit}", "outcomes").fullmatch(between):
        return None
    return Figure(at, at + 1, quantity.value, behind.unit, quantity.qualifier)


def _figure(result: Result, mark: Mark) -> Figure | None:
    quantity, at = mark.quantity, result.sentence.typed_at(mark)
    if quantity is None or quantity.value is None:
        return None
    before, after = result.typed[max(0, at - 60) : at], result.typed[at + 1 : at + 60]
    if mark.kind == "duration" and _says_when(result, mark, before, after):
        return None
    if mark.kind in ("percent", "duration") and (
        words("change_before").search(before) or words("change_after").search(after)
    ):
        return None
    if mark.kind == "percent" and words("not_people").search(after):
        return None
    if mark.kind == "count" and not _told_of_people(result, at, quantity.of is not None):
        return None
    if mark.kind not in ("percent", "duration", "count"):
        return None
    made = Figure(at, at + 1, quantity.value, quantity.unit, quantity.qualifier, quantity.upper)
    return _with_interval(result, made)


def _says_when(result: Result, mark: Mark, before: str, after: str) -> bool:
    """Whether a duration says when, not how long: "at 2 years", "5-year survival"; not "lived 4.0 months without …"."""
    if words("when_before").search(before):
        return True
    plural = mark.span.of(result.sentence.passage.text).endswith("s")
    if plural and words("followed_by_measure").search(after) and re.search(r"\b(?:lived|survived|live)\b", before):
        return False
    return bool(words("when_after").search(after))


def _told_of_people(result: Result, at: int, of: bool) -> bool:
    """Whether a count tells how many had an outcome, not how many were enrolled or made up a group."""
    before, after = result.typed[max(0, at - 60) : at], result.typed[at + 1 : at + 90]
    if words("beside_percent").search(result.typed[:at]):
        return True
    if words("enrolled_before").search(before) or words("enrolled_after").search(after):
        return False
    predicate = any(m.predicate and at < place < at + 60 for place, m in result.measures.items())
    return of or predicate or bool(pattern(r"^\s?[(\[]\s?{percent}\s?[)\]]").search(after))


@cache
def _interval_behind() -> re.Pattern[str]:
    return pattern(r"^\s?[(\[]?\s?(?:{interval}|(?:range[,:]?\s)?{number})")


def _with_interval(result: Result, figure: Figure) -> Figure:
    """The figure with the confidence interval in brackets behind it."""
    found = _interval_behind().match(result.typed[figure.end : figure.end + 20])
    if not found or "range" in found.group():
        return figure
    marks = result.sentence.marks_in(figure.end, figure.end + found.end(), "interval", "number")
    quantity = marks[0].quantity if marks else None
    if quantity is None or quantity.value is None or quantity.upper is None or figure.value is None:
        return figure
    if not quantity.value <= figure.value <= quantity.upper:
        return figure
    level = quantity.level if quantity.level != 95 else None
    return replace(figure, end=figure.end + found.end(), interval=(quantity.value, quantity.upper), level=level)
