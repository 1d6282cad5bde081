"""What one arm is measured against, where that is several: "less pain with A than with B (P = .02) or C (P = .03)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Arm, Value
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Proposal
from kg.reading.marks import SIGNS
from kg.reading.patterns import pattern
from kg.reading.results.comparing.clause_sides import Told, clause_end
from kg.reading.results.comparing.sides import NOBODY, Sides
from kg.reading.results.named_arms import before_bracket, is_measured_against, named_arms
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


def both_against(result: Result, low: int, start: int) -> list[Told]:
    """What is told of two arms alike against a third: "both A and B were superior to C"."""
    found = _BOTH.search(result.unbracketed, low, start)
    if found is None or _NOT_BOTH.search(result.unbracketed, low, found.start()):
        return []
    both = [result.arms[found.start(group)] for group in ("one", "other")]
    end = clause_end(result.unbracketed, start)
    behind = [(at, arm) for at, arm in named_arms(result) if start <= at < end]
    if len(behind) != 1 or behind[0][1] in both or not is_measured_against(result, behind[0][0]):
        return []
    return [Told((arm, behind[0][1]), contrasted=True) for arm in dict.fromkeys(both)]


_BOTH = re.compile(
    rf"(?P<one>{SIGNS['arm']})(?:\s\(\0+\))?\s(?:and|as well as)\s(?:the\s)?"
    rf"(?P<other>{SIGNS['arm']})(?:\s\(\0+\))?(?:\s[a-z]+){{0,3}}\s?$"
)
"""Two arms that are the subject of what follows."""
_NOT_BOTH = re.compile(r"\b(?:not|neither)\s(?:both\s)?(?:the\s)?$", re.IGNORECASE)
"""Before two arms, that what follows is denied of one of them: "Not both | A and B were superior to C"."""


def beside(result: Result, at: int) -> Sides:
    """The sides of a figure whose bracket stands right behind what its own arm is measured against.

    "Less pain with A than with B (P = .02) or C (P = .03)" tells the second of A against C; a bracket may name both
    itself, and so may the words behind a figure: "(HR for A vs C 0.4)", "P = .3 for B vs C".
    """
    if (named := _named_in_bracket(result, at) if result.bracketed(at) else NOBODY) != NOBODY:
        return named
    if (named := _named_behind(result, at)) != NOBODY:
        return named
    opened = max((start for start, end in result.brackets if start < at < end), default=0)
    place = before_bracket(result, opened)
    against = _treatment_at(result, place) if opened else None
    if against is None or not is_measured_against(result, place):
        return NOBODY
    told = [
        arm for where, arm in sorted(result.arms.items()) if where < place and not is_measured_against(result, where)
    ]
    return (told[-1], against) if told and told[-1] != against else NOBODY


def _named_in_bracket(result: Result, at: int) -> Sides:
    """The two arms that a bracket sets against each other before a figure, behind its last semicolon."""
    opened = min((start for start, end in result.brackets if start < at < end), default=at)
    low = max(opened, result.typed.rfind(";", opened, at))
    places = [place for place in range(low, at) if result.typed[place] in _SIGNS]
    named = [arm for place in places if (arm := _treatment_at(result, place)) is not None]
    if len(named) != 2 or len(places) != 2 or named[0] == named[1]:
        return NOBODY
    return (named[0], named[1]) if pattern(r"\b{versus}(?=\s)", "sides").search(result.typed, *places) else NOBODY


def _named_behind(result: Result, at: int) -> Sides:
    """The two arms of a figure of which the words behind it tell it: "0.7 (…) for A versus C", "P = .3 for B v C".

    The second may be told before all of them: "compared with C, 0.7 (…) for A and 0.9 (…) for B".
    """
    found = _BEHIND.match(result.typed, at + 1)
    arm = _treatment_at(result, found.end() - 1) if found else None
    if found is None or arm is None:
        return NOBODY
    versus = _THEN_VERSUS.match(result.typed, found.end()) or _LEAD.match(result.typed)
    against = _treatment_at(result, versus.end() - 1) if versus else None
    return (arm, against) if against is not None and against != arm else NOBODY


_SIGNS = "".join(SIGNS[kind] for kind in ("arm", *TREATMENTS))
_BEHIND = re.compile(
    rf"(?:\s?[,(\[;]\s?{SIGNS['interval']})?(?:[,;]\s{SIGNS['p_value']})?[)\]]?(?:\s?[(\[][^()\[\]]*[)\]])?,?"
    rf"\s(?:for|with|in)\s(?:the\s)?[{_SIGNS}]"
)
_THEN_VERSUS = pattern(r"(?:\salone)?\s{versus}\s(?:the\s)?[{arm}{drug}{intervention}]", "sides")
_LEAD = pattern(r"(?:(?:when\s|as\s)?compared (?:with|to)|relative to)\s(?:the\s)?[{arm}{drug}{intervention}]", "sides")


def in_turn(
    figures: Sequence[Proposal], pairs: Sequence[tuple[Value | Sequence[Value] | None, ...]]
) -> Iterator[Proposal]:
    """The figures that name their own sides; the others of one kind where they are as many as the pairs, in order."""
    yield from (figure for figure in figures if figure.roles["arm"] and figure.roles["comparator"])
    bare = [figure for figure in figures if not figure.roles["arm"] and not figure.roles["population"]]
    for effect in dict.fromkeys(figure.roles["effect"] for figure in bare):
        told = [figure for figure in bare if figure.roles["effect"] == effect]
        if len(told) == len(pairs):
            for figure, (arm, comparator) in zip(told, pairs, strict=True):
                yield replace(figure, roles={**figure.roles, "arm": arm, "comparator": comparator})


def _treatment_at(result: Result, at: int) -> Arm | None:
    """The arm at a place, else what is given there."""
    marks = result.sentence.marks_in(at, at + 1, *TREATMENTS)
    given = marks[0].concept if marks else None
    return result.arms.get(at) or (Arm(result.trial, (given,)) if given else None)
