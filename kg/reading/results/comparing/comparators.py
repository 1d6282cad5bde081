"""What one arm is measured against, where that is several: "less pain with A than with B (P = .02) or C (P = .03)"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Arm
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.marks import SIGNS
from kg.reading.results.comparing.clause_sides import Told, clause_end
from kg.reading.results.comparing.sides import NOBODY, Sides
from kg.reading.results.named_arms import is_measured_against, named_arms
from kg.reading.results.view import Result


def with_each(result: Result, told: Told, start: int) -> list[Told]:
    """What is told of an arm against each of several that its clause joins: "longer with A than with B or C"."""
    mine, against = told.sides
    end = clause_end(result.unbracketed, start)
    places = [at for at, arm in named_arms(result) if start <= at < end and is_measured_against(result, at)]
    several = list(dict.fromkeys(result.arms[at] for at in places if at in result.arms))
    if told.turned or not told.contrasted or against not in several or mine in several:
        return [told]
    return [replace(told, sides=(mine, each)) for each in several]


def beside(result: Result, at: int) -> Sides:
    """The sides of a figure whose bracket stands right behind what its own arm is measured against.

    "Less pain with A than with B (P = .02) or C (P = .03)" tells the second of A against C; a bracket may name both
    itself: "(HR for A vs C 0.4)".
    """
    if (named := _named_in_bracket(result, at)) != NOBODY:
        return named
    opened = max((start for start, end in result.brackets if start < at < end), default=0)
    place = len(result.typed[:opened].rstrip()) - 1
    against = _treatment_at(result, place) if opened else None
    if against is None or not is_measured_against(result, place):
        return NOBODY
    told = [arm for where, arm in named_arms(result) if where < place and not is_measured_against(result, where)]
    return (told[-1], against) if told and told[-1] != against else NOBODY


def _named_in_bracket(result: Result, at: int) -> Sides:
    """The two arms that a bracket sets against each other before a figure, behind its last semicolon."""
    opened = min((start for start, end in result.brackets if start < at < end), default=at)
    low = max(opened, result.typed.rfind(";", opened, at))
    places = [place for place in range(low, at) if result.typed[place] in _SIGNS]
    named = [arm for place in places if (arm := _treatment_at(result, place)) is not None]
    if len(named) != 2 or len(places) != 2 or named[0] == named[1]:
        return NOBODY
    return (named[0], named[1]) if _VERSUS.search(result.typed, *places) else NOBODY


_SIGNS = "".join(SIGNS[kind] for kind in ("arm", *TREATMENTS))
_VERSUS = re.compile(r"\b(?:vs\.?|versus|compared (?:with|to)|over)(?=\s)")


def _treatment_at(result: Result, at: int) -> Arm | None:
    """The arm at a place, else what is given there."""
    marks = result.sentence.marks_in(at, at + 1, *TREATMENTS)
    given = marks[0].concept if marks else None
    return result.arms.get(at) or (Arm(result.trial, (given,)) if given else None)
