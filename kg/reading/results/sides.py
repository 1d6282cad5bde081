"""The two sides of a comparison: which arm a sentence speaks of, and what it is measured against."""

from __future__ import annotations

import re
from functools import cache

from kg.model import Arm
from kg.reading.context import Context
from kg.reading.patterns import pattern, table
from kg.reading.results.arms import CONTROLS, is_control
from kg.reading.results.treatments import classes
from kg.reading.results.view import Result

Sides = tuple[Arm | None, Arm | None]


@cache
def _words(name: str) -> re.Pattern[str]:
    return pattern("|".join(f"(?:{p})" for p in table("comparisons", name)), "comparisons")


def compared(result: Result, context: Context) -> Sides:
    """The experimental arm and the comparator of a sentence: as it names them, else the trial's two sides."""
    named = list(dict.fromkeys(arm for _, arm in sorted(result.arms.items())))
    sides = context.arms.sides(result.trial)
    if sides is not None and set(named) <= set(sides):
        return sides
    if len(named) == 2:
        first, second = named
        return (second, first) if _precedes(second, first, context.arms.of(result.trial)) else (first, second)
    if len(named) == 1:
        at = next(place for place, arm in result.arms.items() if arm == named[0])
        return (None, None) if is_measured_against(result, at) else (named[0], None)
    known = context.arms.of(result.trial)
    return (known[0], None) if len(known) == 1 and not named else (None, None)


def _precedes(one: Arm, other: Arm, known: tuple[Arm, ...]) -> bool:
    """Whether, of two arms, this one is the experimental one although the sentence names it second."""
    if is_control(one, other) or is_control(other, one):
        return is_control(other, one)
    return one in known and other not in known and bool({c.name for c in other.interventions} & (classes() | CONTROLS))


def is_measured_against(result: Result, at: int) -> bool:
    """Whether the arm at a place is what another is measured against ("than in A")."""
    return bool(_words("against").search(result.typed, max(0, at - 40), at))


def owner(result: Result, start: int, end: int, low: int) -> Arm | None:
    """The arm that a cue is told of, or None where the sentence does not say.

    Args:
        result: the sentence.
        start: where the cue begins.
        end: where the cue and what fills its slot end.
        low: where the cue's clause begins.

    """
    stop = _clause_end(result.typed, end)
    near = [(at, arm) for at, arm in sorted(result.arms.items()) if low <= at < stop]
    near = [(at, arm) for at, arm in near if not _words("added_to").search(result.typed, low, at)]
    told = [(at, arm) for at, arm in near if not is_measured_against(result, at)]
    behind = [arm for at, arm in told if end <= at < end + 110]
    before = [arm for at, arm in told if at < end]
    if len({arm for _, arm in told}) > 1 and not (before and len(near) > len(told)):
        return None if len(set(before)) > 1 or not before else before[0]
    return before[-1] if before else behind[0] if behind else None


def _clause_end(typed: str, at: int) -> int:
    found = _words("clause_end").search(typed, at)
    return found.start() if found else len(typed)


def other(result: Result, arm: Arm, sides: Sides) -> Arm | None:
    """The arm against which the sentence measures this one, where it names it."""
    against = [a for at, a in sorted(result.arms.items()) if a != arm and is_measured_against(result, at)]
    return against[0] if against else next((a for a in sides if a is not None and a != arm), None)
