"""Which arm each figure of a contrast belongs to.

The arms that a clause names take its figures in order; where it names none, the trial's inventory does, the arms
of the sentence before, its only arm, or the whole trial. What does not come out even is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Arm
from kg.reading.context import Context
from kg.reading.results.figures import population, words
from kg.reading.results.told import Contrast
from kg.reading.results.view import Result

Named = list[tuple[int, Arm]]
"""Arms with their places in the typed text, in order."""


def placed(result: Result, contrast: Contrast, context: Context, last: tuple[Arm | None, ...]) -> Contrast | None:
    """The contrast with an arm for each figure, or None where it does not come out even."""
    named = _in_clause(result, contrast)
    if len(contrast.figures) == 1:
        return _single(result, contrast, named, context)
    return _several(result, contrast, named, context, last)


def _in_clause(result: Result, contrast: Contrast) -> Named:
    """The arms of the contrast's clause; all of the sentence's where its clause names none."""
    bounds = [m.span() for m in words("clause_end").finditer(result.typed)]
    low = max((end for _, end in bounds if end <= contrast.start), default=0)
    high = min((start for start, _ in bounds if start >= contrast.end), default=len(result.typed))
    everywhere = sorted(result.arms.items())
    return [(at, arm) for at, arm in everywhere if low <= at < high] or everywhere


# ---- several figures ---------------------------------------------------------------------------------------------


def _several(
    result: Result, contrast: Contrast, named: Named, context: Context, last: tuple[Arm | None, ...]
) -> Contrast | None:
    count = len(contrast.figures)
    found = _arms_near(result, contrast, named)
    distinct = list(dict.fromkeys(found))
    known = context.arms.of(result.trial)
    if len(distinct) == count:
        return replace(contrast, arms=tuple(distinct), rule="outcome.ordered")
    if len(found) == count and len(known) < count:  # one treatment on two schedules
        return replace(contrast, arms=tuple(found), rule="outcome.ordered")
    if distinct or not _adjacent(result, contrast):
        one_of_two = len(distinct) == 1 and count == 2 and len(known) == 2
        return _completed(result, contrast, distinct[0], known) if one_of_two else None
    if len(last) == count and all(arm and arm.trial == result.trial for arm in last):
        return replace(contrast, arms=last, rule="outcome.as-before")
    if len(known) == count and context.arms.contrasted(result.trial):
        return replace(contrast, arms=known, rule="outcome.inventory")
    return None


def _adjacent(result: Result, contrast: Contrast) -> bool:
    """Whether only a word stands between the contrast's figures, as in "74% vs 68%"."""
    pairs = zip(contrast.figures, contrast.figures[1:], strict=False)
    return all(
        len(re.sub(r"[(\[][^()\[\]]{0,60}[)\]]", "", result.between(one.end, other.at))) < 20 for one, other in pairs
    )


def _arms_near(result: Result, contrast: Contrast, named: Named) -> list[Arm]:
    """The arms that the contrast's figures may take, in order: those between and around them first."""
    low = max(
        (at for at in result.measures if at < contrast.start and contrast.measure and at != contrast.measure.start),
        default=-1,
    )
    inside = [(at, arm) for at, arm in named if contrast.start - 40 < at < contrast.end + 90]
    if len({a for _, a in inside}) >= len(contrast.figures):
        return _trimmed(_before_predicate(inside, contrast), contrast)
    return [arm for at, arm in named if at > low or at < contrast.start]


def _before_predicate(inside: Named, contrast: Contrast) -> Named:
    """Without the arms behind what the figures' subjects did ("crossed over to A"), where others stand before it."""
    measure = contrast.measure
    if measure is None or measure.start < contrast.start:
        return inside
    before = [(at, arm) for at, arm in inside if at < measure.start]
    return before if len({arm for _, arm in before}) >= len(contrast.figures) else inside


def _trimmed(inside: Named, contrast: Contrast) -> list[Arm]:
    """One arm a figure where each figure has its own: the arm behind it, else the one before it."""
    figures_at = [f.at for f in contrast.figures]
    behind = [_first(inside, at, nxt) for at, nxt in zip(figures_at, [*figures_at[1:], contrast.end + 90], strict=True)]
    if all(behind) and len(set(behind)) == len(behind):
        return [a for a in behind if a]
    ahead = [
        _first(list(reversed(inside)), prev, at) for prev, at in zip([-1, *figures_at[:-1]], figures_at, strict=True)
    ]
    if all(ahead) and len(set(ahead)) == len(ahead):
        return [a for a in ahead if a]
    return [arm for _, arm in inside]


def _first(arms: Named, low: int, high: int) -> Arm | None:
    return next((arm for at, arm in arms if low < at < high), None)


def _completed(result: Result, contrast: Contrast, arm: Arm, known: tuple[Arm, ...]) -> Contrast | None:
    """Two figures and one named arm of two: the named arm takes the nearer figure, the other arm the other."""
    other = known[1] if known[0] == arm else known[0]
    at = next(place for place, a in result.arms.items() if a == arm)
    first = abs(at - contrast.figures[0].at) <= abs(at - contrast.figures[1].at) or at < contrast.start
    return replace(contrast, arms=(arm, other) if first else (other, arm), rule="outcome.completed")


# ---- one figure --------------------------------------------------------------------------------------------------


def _single(result: Result, contrast: Contrast, named: Named, context: Context) -> Contrast | None:
    if words("of_everybody").search(result.typed[contrast.end : contrast.end + 60]):
        return replace(contrast, arms=(None,), rule="outcome.everybody")
    if len(each := _each(result, contrast, context)) > 1:
        return replace(contrast, figures=contrast.figures * len(each), arms=each, rule="outcome.each-arm")
    distinct = {arm for _, arm in named}
    if len(distinct) == 1:
        return replace(contrast, arms=(named[0][1],), rule="outcome.single")
    if distinct:
        near = _behind(result, contrast, named) or _subject(result, contrast, named)
        return replace(contrast, arms=(near,), rule="outcome.nearest") if near else None
    return _of_no_arm(result, contrast, context)


def _behind(result: Result, contrast: Contrast, named: Named) -> Arm | None:
    """The arm that a preposition ties to the figure: "30% of A", "30% in the A group"."""
    for at, arm in named:
        if contrast.end <= at < contrast.end + 60:
            between = result.between(contrast.end, at)
            if words("tied_to_arm").fullmatch(between):
                return arm
            tied = not words("parted_from_arm").search(between)
            return arm if tied and not words("does").match(result.typed[at + 1 : at + 40]) else None
    return None


def _each(result: Result, contrast: Contrast, context: Context) -> tuple[Arm, ...]:
    """The arms of a figure that holds for each of them: "regardless of whether they received A or B"."""
    found = words("each_arm").search(result.typed[contrast.end : contrast.end + 120])
    if not found:
        return ()
    start = contrast.end + found.end()
    behind = tuple(dict.fromkeys(arm for at, arm in sorted(result.arms.items()) if start <= at < start + 90))
    return behind if len(behind) > 1 else () if found.group("named") else context.arms.of(result.trial)


def _subject(result: Result, contrast: Contrast, named: Named) -> Arm | None:
    """The last arm before the figure, where it is not the one that another is measured against."""
    before = [(at, arm) for at, arm in named if at < contrast.start]
    if not before or words("measured_against").search(result.typed[: before[-1][0]]):
        return None
    return before[-1][1]


def _of_no_arm(result: Result, contrast: Contrast, context: Context) -> Contrast | None:
    """A figure of a sentence that names no arm: the whole trial's, or that of its only arm."""
    if words("general").search(result.typed):
        return None
    if words("whole").search(result.typed):
        return replace(contrast, arms=(None,), rule="outcome.whole-trial")
    if population(result):
        return replace(contrast, arms=(None,), rule="outcome.population")
    if (only := context.arms.only(result.trial)) is not None:
        return replace(contrast, arms=(only,), rule="outcome.single-arm")
    return None
