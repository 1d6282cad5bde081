"""Figures from which and to which something changed, of the control and of the arm that is tested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Arm
from kg.reading.context import Context
from kg.reading.patterns import pattern
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.figures.whose.tied import Named
from kg.reading.results.named_arms import is_measured_against
from kg.reading.results.view import Result, words


def changed(result: Result, contrast: Contrast, named: Named, context: Context) -> Contrast | None:
    """What "improved from 35 to 50 months" tells: the control's figure first, unless the sentence names both arms."""
    told = _set_against(result, named)
    sides = told or context.arms.sides(result.trial) or _unopposed(contrast, named, context.arms.of(result.trial))
    ends = _ends_of(result, contrast)
    added = words("by_adding").search(result.sentence.words(0, contrast.start))
    if (
        not sides
        or len(ends) != 2
        or words("in_time").search(result.typed, ends[0].at, ends[1].end + 20)
        or (len({arm for _, arm in named}) > 1 and not (added or told))
    ):
        return None
    return replace(contrast, figures=ends, arms=(sides[1], sides[0]), rule="outcome.changed")


def _set_against(result: Result, named: Named) -> tuple[Arm, Arm] | None:
    """Two arms of which a sentence sets the one against the other, that one first: "compared with B, A improved it"."""
    arms = list(dict.fromkeys(arm for _, arm in named))
    others = {arm for at, arm in named if is_measured_against(result, at)}
    if len(arms) != 2 or len(others) != 1 or pattern(r"\b(?:{did_not}|without\s)").search(result.typed):
        return None
    return (arms[0], arms[1]) if arms[1] in others else (arms[1], arms[0])


def _unopposed(contrast: Contrast, named: Named, known: Sequence[Arm]) -> tuple[Arm, None] | None:
    """The one arm that is known of a trial, whose other nobody names, where a chance or a survival changed.

    "A lowered the chance of a relapse from 47% to 35%" tells what that was without A; a pain before A is no such thing.
    """
    alone = len(known) == 1 and {arm for _, arm in named} == {*known}
    chance = contrast.measure is not None and _CHANCES.search(contrast.measure.concept.name)
    return (known[0], None) if alone and chance else None


_CHANCES = re.compile(r"surviv|recurren|relaps|progression|\bdeath|\brisk of")


def _ends_of(result: Result, contrast: Contrast) -> tuple[Figure, ...]:
    """The figures from which and to which something changed: two with "to" between them, or the ends of a range."""
    first = contrast.figures[0]
    if len(contrast.figures) == 1 and first.upper is not None:
        return replace(first, upper=None), replace(first, value=first.upper, upper=None)
    if len(contrast.figures) != 2 or not re.search(r"\bto\s$", result.between(first.end, contrast.figures[1].at)):
        return ()
    return contrast.figures
