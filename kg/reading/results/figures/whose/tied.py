"""Which arm a figure is tied to by the words around it: behind it, before its bracket, as its clause's subject."""

from __future__ import annotations

import re

from kg.model import Arm
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result, words

Named = list[tuple[int, Arm]]
"""Arms with their places in the typed text, in order."""


def behind(result: Result, contrast: Contrast, named: Named) -> Arm | None:
    """The arm that a preposition ties to the figure: "30% of A", "30% in the A group"; not what was crossed over to."""
    measure = contrast.measure
    crossed = measure.start if measure is not None and measure.concept.name == "crossover" else len(result.typed)
    for at, arm in named:
        if contrast.end <= at < min(contrast.end + 60, crossed):
            between = words("respectively_aside").sub("", result.between(contrast.end, at))
            if words("tied_to_arm").fullmatch(between):
                return arm
            tied = not words("parted_from_arm").search(between)
            return arm if tied and not words("does").match(result.typed[at + 1 : at + 40]) else None
    return None


def doer(result: Result, contrast: Contrast, named: Named) -> Arm | None:
    """The one arm between a figure and what its people did: "57 of A who had progressed crossed over to B"."""
    measure = contrast.measure
    done = measure is not None and (measure.predicate or measure.concept.name == "crossover")
    if measure is None or not done or measure.start < contrast.end:
        return None
    if words("had_before").search(result.typed, contrast.end, measure.start):
        return None
    between = {arm for at, arm in named if contrast.end <= at < measure.start}
    return between.pop() if len(between) == 1 else None


def ahead(result: Result, contrast: Contrast, named: Named) -> Arm | None:
    """The next arm behind, where no other arm is set against it on the way: "ORR was 47% and CR 3% in A, …"."""
    next_one = next(((at, arm) for at, arm in named if at >= contrast.end), None)
    between = result.between(contrast.end, next_one[0]) if next_one else ""
    if next_one is None or words("against").search(between) or _ANEW.search(between):
        return None
    return None if words("does").match(result.typed[next_one[0] + 1 : next_one[0] + 40]) else next_one[1]


_ANEW = re.compile(r"[,;]\s(?:there|it|this|they)\s|;\s(?:the\s)?$|\s?[—–]\s?")
"""Where another clause begins: "in which 29 men had X, there was more X in the A group"."""


def subject(result: Result, contrast: Contrast, named: Named) -> Arm | None:
    """The last arm before the figure, where neither is set against the other, nor is it one of those of a bracket."""
    before = [(at, arm) for at, arm in named if at < contrast.start]
    bracket = result.bracket_at(before[-1][0]) if before else None
    if bracket and bracket[1] <= contrast.start and len({arm for at, arm in before if at > bracket[0]}) > 1:
        return None
    if not before or words("measured_against").search(result.typed[: before[-1][0]]):
        return None
    return None if words("against").search(result.between(before[-1][0], contrast.start)) else before[-1][1]


def before_bracket(result: Result, figure: Figure) -> Arm | None:
    """The arm right before the bracket that a figure opens."""
    before = words("arm_before").search(result.typed[: figure.at])
    return result.arms.get(before.start()) if before else None


def strange(result: Result, figure: Figure) -> bool:
    """Whether a figure is told of a group that is none of the arms found: "5.3 months in the wait-list group"."""
    tail = result.typed[figure.end : figure.end + 120]
    named = words("measure_behind").match(tail)  # "a 30% survival rate | for those not given A"
    after = words("strange_behind").search(tail) or (named and words("strange_behind").search(tail[named.end() :]))
    if words("strange_subject").search(result.typed, 0, figure.at):
        return True
    return bool(after or words("strange_before").search(result.typed[max(0, figure.at - 30) : figure.at]))


def against_others(result: Result, at: int, stop: int | None = None) -> bool:
    """Whether an arm at a place is set against people who were given what is no arm that the document tells of."""
    return bool(words("against_others").search(result.typed, at, len(result.typed) if stop is None else stop))


def all_of_last(result: Result, contrast: Contrast, named: Named) -> bool:
    """Whether figures that "and" joins are all of the arm behind them: of "61% with A, and 52% and 48% with B" B's."""
    if not all(map(words("list_of_figures").fullmatch, contrast.gaps(result))):
        return False
    before = max((at for at, _ in named if at < contrast.start), default=None)
    last = next((at for at, _ in named if at >= contrast.end), None)
    if before is None or last is None or not words("tied_to_arm").fullmatch(result.between(contrast.end, last)):
        return False
    return bool(words("has_its_figure").search(result.typed, 0, before))


def at_another_time(result: Result, contrast: Contrast) -> bool:
    """Whether several figures may be those of several times: "94%, and 87% at some time", "1/2-year survival"."""
    between = result.between(contrast.figures[0].end, contrast.end + 12)
    return bool(words("and_then").search(between) or result.sentence.search(words("times_in_one")))
