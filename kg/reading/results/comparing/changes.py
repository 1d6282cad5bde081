"""Changes in time within an arm: "pain decreased from baseline in the A group (P = .01)" sets no arm against another.

Such a change is told of the arm alone, against what it was before. Where a clause sets the arm against another one, or
says that the arms did or did not differ, it is a contrast, which is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from kg.model import Arm, Concept, Value
from kg.reading.context import Context, Proposal
from kg.reading.patterns import Match, matches, one_of, pattern
from kg.reading.results.comparing.hedges import hedged, is_denied
from kg.reading.results.comparing.verdicts import direction
from kg.reading.results.phrases.spoken import in_slot
from kg.reading.results.phrases.things import Thing
from kg.reading.results.view import Result

_words = partial(one_of, "findings")

Place = tuple[int, Arm]
"""An arm and where it stands in the typed text."""

BASELINE = Concept("exposure", "baseline", known=False)
"""What an arm was before, as what it is set against."""


def whose(result: Result, context: Context) -> list[Place]:
    """The arms of which a sentence tells how each changed in time; none where it tells no such thing."""
    if not result.sentence.search(_words("changed")) or result.sentence.search(_words("contrasts")):
        return []
    named, known = sorted(result.arms.items()), context.arms.of(result.trial)
    each = {arm for _, arm in named}
    if not named and len(known) > 1 and result.sentence.search(_words("in_all_arms")):
        return [(0, arm) for arm in known] if result.sentence.search(_words("in_time")) else []
    if len(each) > 1:
        told = [(at, arm) for at, arm in named if _own_p().match(result.typed, at)]
        return told if len(told) == len(each) == len({arm for _, arm in told}) else []
    times = ("only_one", "in_time") if len(known) > 1 else ("in_time", "treated_since")
    if not any(result.sentence.search(_words(name)) for name in times):
        return []
    return named[:1] or [(0, arm) for arm in known if len(known) == 1]


@cache
def _own_p() -> re.Pattern[str]:
    """An arm with the p value that is its own behind it."""
    return pattern(r"{arm}(?:\s(?:groups?|arms?|patients|participants))?\s?[(\[](?:[^()\[\]]{0,60}[\s,;])?{p_value}")


def told(result: Result, places: Sequence[Place]) -> Iterator[Proposal]:
    """The verdicts and p values of the changes of each arm, none where no cue says what changed."""
    cues = [(match, in_slot(result, match)[0]) for match in matches("verdicts", result.sentence) if _is_change(match)]
    cues = [(match, [t for t in found if not _NEVER_BEFORE.search(t.concept.name)]) for match, found in cues]
    cues = [(match, found) for match, found in cues if found and not hedged(result, match)]
    cues = sorted(cues, key=lambda cue: cue[0].found.start())
    for at, arm in places if cues else ():
        mine = cues if len(places) == 1 else [_nearest(cues, at)]
        for match, found in mine:
            denied = is_denied(result, match) or _BUT_NOT.search(result.typed, max(0, at - 30), at)
            for thing in found:
                verdict = "no_difference" if denied else direction(match, thing)
                if verdict:
                    yield _proposal(result, arm, thing.concept, {"effect": "verdict", "verdict": verdict})
    for mark in result.sentence.of_kind("p_value") if cues else ():
        at, quantity = result.sentence.typed_at(mark), mark.quantity
        if quantity is not None and quantity.value is not None and quantity.value <= 1:
            before = [arm for place, arm in places if place < at or place == places[0][0]]
            figure: dict[str, Value | None] = {
                "effect": "p_value", "value": quantity.value, "qualifier": quantity.qualifier or None,
            }  # fmt: skip
            for arm in before if places[-1][0] == 0 else before[-1:]:
                yield _proposal(result, arm, _nearest(cues, at)[1][-1].concept, figure)


_NEVER_BEFORE = re.compile(r"survival|mortality|\bdeaths?\b|\bdeath from\b")
"""Measures that nobody has before treatment, so that they change from no baseline."""
_BUT_NOT = re.compile(r"\bbut\snot\s(?:[a-z]+\s){0,3}$", re.IGNORECASE)
_CHANGES = frozenset(
    f"verdict.{name}" for name in ("changed", "was", "gain-in", "had-more", "no-difference", "did-not-differ")
)
"""Rules whose cues may say that something changed in time."""


def _is_change(match: Match) -> bool:
    return match.rule.name in _CHANGES


def _nearest(cues: Sequence[tuple[Match, list[Thing]]], at: int) -> tuple[Match, list[Thing]]:
    """The last cue before a place, else the first of all."""
    return [cue for cue in cues if cue[0].found.start() < at or cue is cues[0]][-1]


def _proposal(result: Result, arm: Arm, measure: Concept, said: dict[str, Value | None]) -> Proposal:
    roles = {
        "trial": result.trial, "measure": measure, "arm": arm, "comparator": Arm(result.trial, (BASELINE,)),
        "population": result.carried, **said,
    }  # fmt: skip
    return Proposal("comparison", roles, result.sentence.source(), f"change.{str(said['effect']).replace('_', '-')}")
