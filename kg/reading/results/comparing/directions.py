"""What a cue says of a thing: that one side did better or worse, that they did not differ, or nothing."""

from __future__ import annotations

import re

from kg.model import Concept
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.marks import SIGNS
from kg.reading.patterns import Match
from kg.reading.results.comparing.clause_sides import Told
from kg.reading.results.phrases.things import Thing, is_found
from kg.reading.results.view import Result
from kg.reading.results.view import findings as _words


def direction(result: Result, match: Match, thing: Thing, whom: Told) -> str | None:
    """What a cue says of a thing; None of one that no list knows where the rule, or who it is told of, needs that."""
    if match.rule.options.get("marked") and not thing.marked:
        return None
    if (given := _treatments(result, thing)) and (_ranks(match) or given & _given(whom)):
        return None
    gained = match.rule.options.get("changes") and match.has("better") and not result.arms
    if gained and (not _is_known(thing) or (not thing.good and _COUNTED.match(result.typed, thing.measure.end))):
        return None  # of "improvement in pain (52% v 59%)" nobody knows who did better
    if match.has("same") and _is_what_is_treated(result, thing):
        return None
    if whom.own and not (thing.marked and _is_known(thing)):
        return None
    if whom.sides[1] is None and _ALIKE.search(match.words("same")) and not result.sentence.search(_words("alike")):
        return None  # similar to what nobody names
    joined = whom.sides[1] is None and _words("joined_by_and").search(result.typed, 0, match.found.start())
    if joined and _DIFFERS.search(match.words("same")):
        return None  # "A and B did not differ" tells of no combination
    return _by_words(match, thing)


_COUNTED = re.compile(rf"\s?[(\[]{SIGNS['percent']}\s(?:vs?\.?|versus)\s{SIGNS['percent']}")
"""Behind a symptom, how many of two groups were relieved of it."""


def _is_what_is_treated(result: Result, thing: Thing) -> bool:
    """Whether a cancer is told as what treatments are for: "was similar to B as treatment for | X"."""
    last = thing.measure.end - 1
    named = result.sentence.marks_in(last, last + 1, "cancer")
    return bool(named and _FOR.search(result.typed, 0, thing.measure.start))


_FOR = re.compile(r"\bfor\s(?:[a-z-]+\s){0,2}$")
_ALIKE = re.compile(r"similar|comparable|equivalent|same|identical|equal|\bas\b", re.IGNORECASE)
_DIFFERS = re.compile(r"differ", re.IGNORECASE)


def _treatments(result: Result, thing: Thing) -> set[Concept | None]:
    """The treatments by which a thing is called: "intermittent A"."""
    last = thing.measure.end - 1
    return set() if thing.marked else {mark.concept for mark in result.sentence.marks_in(last, last + 1, *TREATMENTS)}


def _given(whom: Told) -> set[Concept | None]:
    """What those were given of whom a cue is told: "fewer operations" are none of an arm of surgery."""
    return {concept for side in whom.sides if side for concept in side.interventions}


def _ranks(match: Match) -> bool:
    """Whether a cue says how good its subject is, and not how much of it there was: "was not inferior"."""
    ranked = match.has("better") or match.has("worse") or bool(_RANKS.search(match.words("same")))
    return ranked and match.rule.options.get("slot") == "subject"


_RANKS = re.compile(r"inferior|superior|equivalent|different|comparable|similar")


def _is_known(thing: Thing) -> bool:
    """Whether the words of a thing tell whether more of it is good."""
    return thing.good is not None


def _by_words(match: Match, thing: Thing) -> str | None:
    """What a cue's own words say of a thing; None where nothing tells whether more of it is good."""
    if match.has("same") or match.has("not"):
        return "no_difference"
    if match.has("better") or match.has("worse"):
        return "improved" if match.has("better") != match.has("less") else "worsened"
    if thing.good is None:
        return None
    longer = match.has("up") or (thing.measure.timed and match.words("down").lower() == "delayed")
    if is_found(thing.concept) and longer == match.has("less"):
        return None
    return "improved" if thing.good == (longer != match.has("less")) else "worsened"
