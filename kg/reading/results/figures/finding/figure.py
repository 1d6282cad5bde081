"""A figure of a result, with the interval that stands behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.reading.patterns import pattern
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Figure:
    """A number of a result: what was said, where, with its interval and what stands in brackets beside it.

    Attributes:
        at, end: its range in the result's typed text, with its interval and its twin.
        counts: what it counts if that is no people: "deaths".
        twin: the same told in another unit, in brackets behind it: the 40 percent of "12 patients (40%)".

    """

    at: int
    end: int
    value: Decimal | None
    unit: str
    qualifier: str = ""
    upper: Decimal | None = None
    interval: tuple[Decimal, Decimal] | None = None
    level: Decimal | None = None
    twin: Figure | None = None
    counts: str = ""


def with_interval(result: Result, figure: Figure) -> Figure:
    """The figure with the confidence interval in brackets behind it, or behind its arm."""
    tail = result.typed[figure.end : figure.end + 90]
    if (behind := _INTERVAL_OF_ARM.match(tail)) is not None:
        made = _with_found(result, figure, behind)
        return replace(made, end=figure.end)
    found = _INTERVAL_BEHIND.match(tail)
    spread = found and ("range" in found.group() or _is_spread(result, figure.end))
    made = _with_found(result, figure, found) if found and not spread else figure
    return replace(made, end=figure.end) if result.typed.startswith(";", made.end) else made


_INSIDE = r"(?:{interval}|(?:range[,:]?\s)?{number})"
_BARE = r"[(\[]\s?(?:{percent}|{duration})\s?[)\]]|,\s(?:{percent}|{duration})(?=\s?(?:[;)\]]|vs|versus))"
_WHOLE = r"(?:[^()\[\]{measure}]{0,60}[)\]]|(?=;\s{measure}))"
_INTERVAL_BEHIND = pattern(rf"^\s?(?:{_BARE}|[(\[]\s?{_INSIDE}{_WHOLE}|[(\[]?\s?{_INSIDE})")
_INTERVAL_OF_ARM = pattern(r"^\s(?:in|with|for|among)\s(?:the\s)?{arm}\s?[(\[]\s?{interval}\s?[)\]]")
"""Behind a figure, its arm with the interval in brackets: "14 months | in the A arm (95% CI, 11.2–16.5)"."""


def _is_spread(result: Result, at: int) -> bool:
    """Whether ranges are last said to be spreads before a place: "13 months [IQR 7–21] versus 11 months | [5–19]"."""
    if result.sentence.marks_in(at, at + 4, "interval"):
        return False
    told = list(_RANGES.finditer(result.sentence.passage.text, 0, result.sentence.place(at, at).start))
    return bool(told) and told[-1].lastgroup == "spread"


_RANGES = re.compile(r"(?P<spread>\bIQR|\binter-?quartile)|\bCIs?\b|\bconfidence\b")
"""What says of which kind the ranges behind it are."""


def _with_found(result: Result, figure: Figure, found: re.Match[str]) -> Figure:
    """The figure with the interval of a match behind it, where that holds it."""
    marks = result.sentence.marks_in(figure.end, figure.end + found.end(), "interval", "number", "percent", "duration")
    quantity = marks[0].quantity if marks else None
    if quantity is None or quantity.value is None or quantity.upper is None or figure.value is None:
        return figure
    if not quantity.value <= figure.value <= quantity.upper:
        return figure
    level = quantity.level if quantity.level != 95 else None
    return replace(figure, end=figure.end + found.end(), interval=(quantity.value, quantity.upper), level=level)
