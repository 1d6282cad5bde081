"""Figures in a bracket that tell a part of the figure before it: "64% (18% complete response)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.reading.measures import Measure
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.told import Contrast, counted
from kg.reading.results.view import Result, words


@dataclass(frozen=True)
class Part:
    """A figure in a bracket that tells a part of the figure before it: "64% (18% complete response)"."""

    figure: Figure
    measure: Measure
    parent: Figure


def parts(result: Result, found: list[Figure]) -> list[Part]:
    """The figures of a sentence that tell parts of others."""
    return [part for figure in found if (part := _part(result, figure, found)) is not None]


def _part(result: Result, figure: Figure, found: list[Figure]) -> Part | None:
    if not result.bracketed(figure.at):
        return None
    parent = next((f for f in reversed(found) if f.at < figure.at and result.enclosed(figure.at, f.at)), None)
    if parent is None or parent.unit == "participants" != figure.unit or _names_arms(result, figure):
        return None
    if result.enclosed(parent.at, figure.at) or _is_set_against(result, figure, found):
        return None
    close = min(high for low, high in result.brackets if low < figure.at < high)
    behind = [m for at, m in sorted(result.measures.items()) if figure.end <= at < close]
    before = [m for at, m in sorted(result.measures.items()) if parent.end <= at < figure.at]
    named = before and words("in_bracket").search(result.typed[: figure.at])
    measure = before[-1] if named else counted(result, figure, behind)
    return Part(figure, measure, parent) if measure else None


def _is_set_against(result: Result, figure: Figure, found: list[Figure]) -> bool:
    """Whether "versus" stands right behind a figure, or right before it: "(OS, 22 versus 18 months)"."""
    pairs = ((one, other) for one, other in pairwise(found) if figure in (one, other))
    return any(words("versus_figure").fullmatch(result.between(one.end, other.at)) for one, other in pairs)


def _names_arms(result: Result, figure: Figure) -> bool:
    """Whether a figure's bracket says whose it is: "(median PFS, 4.6 months with A vs. 4.4 months with B)"."""
    return any(
        low < figure.at < high and any(figure.end <= at < high for at in result.arms) for low, high in result.brackets
    )


def of_parts(contrast: Contrast, parts: list[Part]) -> Iterator[Contrast]:
    """What the brackets behind a contrast's figures tell of its arms, by measure."""
    arms = {figure.at: arm for figure, arm in zip(contrast.figures, contrast.arms, strict=True)}
    mine = [part for part in parts if part.parent.at in arms]
    for name in dict.fromkeys(part.measure.concept for part in mine):
        told = [part for part in mine if part.measure.concept == name]
        yield Contrast(
            tuple(part.figure for part in told),
            told[0].measure,
            tuple(arms[part.parent.at] for part in told),
            contrast.rule,
        )
