"""The treatments that a clause itself tells of, where they are no known arms: "A reduced the risk of X".

Reviews and summaries tell of many trials in a sentence each, whose arms nothing else introduces. There the clause's own
words say who was given what: its subject, or what stands behind it, and what that is measured against.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Arm
from kg.reading.arms.entries import CONTROLS, is_control
from kg.reading.arms.wording.passing import CONTROLLED
from kg.reading.arms.wording.treatments import phrases
from kg.reading.results.comparing.clause_sides import Told
from kg.reading.results.comparing.sides import NOBODY
from kg.reading.results.named_arms import is_beside_the_point, is_one_of_several
from kg.reading.results.view import Result
from kg.reading.results.view import sides as _words


@dataclass(frozen=True)
class _Given:
    """A treatment at a range of the typed text."""

    start: int
    end: int
    arm: Arm


def treated(result: Result, cue: tuple[int, int], low: int, acts: bool) -> Told:
    """The sides that a clause itself names; nobody, where its words do not tie a treatment to what its cue says.

    Args:
        result: the sentence.
        cue: where the cue begins, and where it and what fills its slot end.
        low: where the cue's clause begins.
        acts: whether the cue says what its subject does, so that who is told of stands before it.

    """
    named = _given(result)
    if not named:
        return Told(NOBODY)
    mine, base = _subject(result, cue[0], low, named), None
    if mine is not None:
        other = _behind(result, cue[1], named) if result.typed.startswith(" with ", cue[1]) else None
        if other is not None and other.arm != mine.arm:
            return Told(NOBODY)  # "A-treated patients had less pain with B"
        mine, base = _added(result, mine, named, low)
    elif not acts:
        mine = _behind(result, cue[1], named)
        another = _words("other_subject").search(result.unbracketed, low, cue[0])
        mine = None if another and mine and not _against(result, mine.end, mine, named) else mine
    if mine is None or all(c.name in CONTROLS for c in mine.arm.interventions):
        return Told(NOBODY)
    against = base or _against(result, max(cue[0] + 1, mine.end), mine, named)
    return _told(mine.arm, against)


def named_in(result: Result, span: tuple[int, int]) -> Told:
    """The one treatment that a cue itself names: "no benefit for A in overall survival"."""
    found = phrases(result.sentence, *span)
    return Told((Arm(result.trial, found[0].given), None), own=True) if len(found) == 1 else Told(NOBODY)


def with_comparator(result: Result, cue: tuple[int, int], told: Told) -> Told:
    """What is told of a known arm alone, with the treatment that its clause sets it against, be it no known arm."""
    mine, against = told.sides
    if mine is None or against is not None or told.own or told.turned:
        return told
    named = _given(result)
    unknown = next((g for g in named if g.start >= cue[1] and g.start not in result.arms), None)
    found = _against(result, cue[0] + 1, None, [unknown]) if unknown else None
    if found is None or {*found.interventions} == {*mine.interventions} or is_control(mine, found):
        return told
    return Told((mine, found), contrasted=True)


def _told(mine: Arm, against: Arm | None) -> Told:
    if against is None or against == mine:
        return Told((mine, None), own=True)
    turned = is_control(mine, against)
    return Told((against, mine) if turned else (mine, against), turned, contrasted=True, own=True)


def _given(result: Result) -> list[_Given]:
    """The arms and the treatments of a sentence, in order."""
    found = [_Given(at, at + 1, arm) for at, arm in result.arms.items()]
    found += [
        _Given(p.start, p.end, Arm(result.trial, p.given))
        for p in phrases(result.sentence)
        if not any(p.start <= at < p.end for at in result.arms)
    ]
    meant = (g for g in found if not (is_beside_the_point(result, g.start) or CONTROLLED.match(result.typed, g.end)))
    return sorted(meant, key=lambda g: g.start)


def _subject(result: Result, start: int, low: int, named: list[_Given]) -> _Given | None:
    """The treatment that is the subject of the cue, or that its subjects were given."""
    typed = result.unbracketed
    for given in named:
        if not low <= given.start < start:
            continue
        lead = _words("treated_lead").search(typed[low : given.start])
        if lead is None and _words("treated_before").search(typed, low, given.start):
            continue
        if lead is None or _words("treated_not").search(typed, max(low, given.start - 60), given.start):
            return None
        whole = _words("treated_tail").fullmatch(typed, given.end, start) and not is_one_of_several(result, given.end)
        return given if whole else None
    return None


def _added(result: Result, mine: _Given, named: list[_Given], low: int) -> tuple[_Given, Arm | None]:
    """With "adding A to B" both are given, and B is what that is measured against."""
    if not _words("adding").search(result.typed, low, mine.start):
        return mine, None
    base = next((g for g in named if mine.end < g.start < mine.end + 40), None)
    if base is None or not _words("added_onto").fullmatch(result.unbracketed, mine.end, base.start):
        return mine, None
    both = tuple(dict.fromkeys((*mine.arm.interventions, *base.arm.interventions)))
    return _Given(mine.start, base.end, Arm(result.trial, both)), base.arm


def _behind(result: Result, end: int, named: list[_Given]) -> _Given | None:
    """The treatment behind what the cue is told of: "… with A", "… in patients who received A"."""
    link = _words("treated_behind").match(result.unbracketed, end)
    if link is None:
        return None
    found = next((g for g in named if g.start == link.end()), None)
    return None if found is None or is_one_of_several(result, found.end) else found


def _against(result: Result, end: int, mine: _Given | None, named: list[_Given]) -> Arm | None:
    """What the clause measures a treatment against."""
    for given in named:
        if given is not mine and end <= given.start < end + 140:
            before = result.unbracketed[end : given.start]
            if _words("against_clause").fullmatch(before):
                return None if is_one_of_several(result, given.end) else given.arm
    return None
