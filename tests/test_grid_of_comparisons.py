"""Ordinary sentences that compare two arms are read whole, and nothing is made up, however arms and measures are named.

`grids/comparisons.toml` has the arrangements; each is read with several ways of naming arms and several measures.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from gridding import assert_read
from prose import document, given, lexicon, name

from kg.model import Arm, Concept, Fact
from kg.reading.read import read

_DATA = tomllib.loads((Path(__file__).parent / "grids" / "comparisons.toml").read_text())
_CELLS = 2
"""How many ways of naming arms, each with a measure of its own, an arrangement is read with."""
_EFFECTS = {
    "p": "p_value",
    "hr": "hazard_ratio",
    "odds": "odds_ratio",
    "risk": "risk_ratio",
    "difference": "difference",
    "change": "relative_change",
}
_VERDICTS = ("improved", "worsened", "no_difference")
_STEMS = {"prolonged": "prolong", "improved": "improve", "reduced": "reduce"}


class _Measure(str):
    """The words of a measure, with those that tell of more and less of it."""

    called: str
    better: str
    worse: str
    gained: str
    gain: str
    gains: str
    was: str
    kind: str


def _measure(kind: str, told: dict[str, Any]) -> _Measure:
    words = _DATA["kinds"][kind]
    found = _Measure(told["text"])
    found.called, found.kind, found.was = told["name"], kind, "were" if told.get("plural") else "was"
    found.better, found.worse = (words["more"], words["less"]) if words["good"] else (words["less"], words["more"])
    found.gained = words["raise"] if words["good"] else words["lower"]
    found.gain = _STEMS[found.gained]
    found.gains = f"{found.gain}s"
    return found


_MEASURES = [_measure(kind, told) for kind, words in _DATA["kinds"].items() for told in words["measures"]]
_NAMES = {str(m): m.called for m in _MEASURES}


def _choices(arrangement: dict[str, Any]) -> Sequence[Mapping[str, str]]:
    """What may fill the places of an arrangement for measures, or for events."""
    text = arrangement["text"].lower()
    if "{x}" in text:
        return [dict(zip("xyz", events, strict=True)) for events in _DATA["events"]["lists"]]
    if "{m}" not in text:
        return [{}]
    takes = arrangement.get("takes", list(_DATA["kinds"]))
    pool = [m for m in _MEASURES if m.kind in takes]
    made = []
    for i, one in enumerate(pool):
        others = [m for m in (*pool[i + 1 :], *pool[:i]) if m.called != one.called]
        others = [m for m in others if m.kind == one.kind] if arrangement.get("alike") else others[4:] + others[:4]
        if len(others) >= ("{n" in text) + ("{o" in text):
            made.append(dict(zip("mno", (one, *others), strict=False)))
    return made


def _cells(number: int, arrangement: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Mapping[str, str]]]:
    """Some ways of naming arms with what is measured in them, others for each arrangement."""
    ways = [way for way in _DATA["arms"] if len(way["arm"]) == arrangement.get("of", 2)]
    ways = [way for way in ways if way["name"] in arrangement.get("arms", [way["name"]])]
    choices = _choices(arrangement)
    for i in range(min(_CELLS, len(ways))):
        place = number + i * len(ways) // min(_CELLS, len(ways))
        yield ways[place % len(ways)], choices[(number + i) % len(choices)]


def _sentence(arrangement: dict[str, Any], way: dict[str, Any], measured: Mapping[str, str]) -> str:
    places: dict[str, str] = dict(measured)
    for letter, arm in zip("abc", way["arm"], strict=False):
        places |= dict(zip((letter, f"in_{letter}", f"who_{letter}"), arm["forms"], strict=True))
    arm = _Measure(places["a"])
    arm.was = "were" if arm.endswith("courses") else "was"
    capitals = {k[0].upper() + k[1:]: v[0].upper() + v[1:] for k, v in places.items()}
    return str(arrangement["text"].format(**capitals, **{**places, "a": arm}))


Told = tuple[object, ...]


def _wanted(line: str, way: dict[str, Any], measured: Mapping[str, str]) -> Told:
    """What a line of `facts` tells of two arms."""
    sides = dict(zip("abc", ((*arm["given"], arm.get("detail", "")) for arm in way["arm"]), strict=False))
    sides[""] = sides["all"] = ("",)
    words = line.split()
    arm, against = (words.pop(0) if "-" in words[0][1:2] else "a-b").split("-")
    if words[0] in sides and words[1] in ("x", "y", "z"):
        return ("event", measured[words[1]], sides[words[0]], float(words[2]) if words[2:] else None)
    if words[0] in sides:
        said = " ".join(measured.get(word, word) for word in words[1:-2])
        return ("outcome", _NAMES.get(said, said), sides[words[0]], float(words[-2]), words[-1])
    at = next(i for i, word in enumerate(words) if word in (*_EFFECTS, *_VERDICTS))
    said = " ".join(measured.get(word, word) for word in words[:at])
    what = _NAMES.get(said, said)
    if words[at] in _VERDICTS:
        return (what, sides[arm], sides[against], "verdict", words[at])
    return (what, sides[arm], sides[against], _EFFECTS[words[at]], *map(float, words[at + 1 :]))


def _without_figure(told: Told) -> Iterator[Told]:
    """What a line tells beside: who had an event that is counted, or more of what there was more of."""
    if told[0] == "event":
        yield (*told[:3], None)
    elif told[-1] in ("worsened", "improved"):
        yield ("event", told[0], told[1 if told[-1] == "worsened" else 2], None)


def _side(fact: Fact, role: str = "arm") -> tuple[str, ...]:
    """What an arm was given, and what tells it apart."""
    arm, drug = fact.one(role), fact.one("drug") if fact.kind == "adverse_event" else None
    alone = (drug.name,) if isinstance(drug, Concept) else ()
    return (*alone, *given(fact, role), (arm.detail or "") if isinstance(arm, Arm) else "")


def _found(fact: Fact) -> Told:
    value = fact.one("value")
    number = float(value) if isinstance(value, Decimal) else None
    if fact.kind == "adverse_event":
        return ("event", name(fact, "event"), _side(fact), number)
    if fact.kind == "outcome":
        return ("outcome", name(fact, "measure"), _side(fact), number, str(fact.one("unit")))
    effect = str(fact.one("effect"))
    told = str(fact.one("verdict")) if effect == "verdict" else number
    bounds = [float(bound) for role in ("ci_low", "ci_high") if isinstance(bound := fact.one(role), Decimal)]
    return (name(fact, "measure"), _side(fact), _side(fact, "comparator"), effect, told, *bounds)


def _read(way: dict[str, Any], sentence: str) -> set[Told]:
    title = way.get("title", "A randomized trial in advanced cancer")
    text = f"# {title}\n\nMETHODS: {way['design']}\n\nRESULTS: {sentence}\n"
    found = read(document(text, "abstract"), lexicon()).findings
    kinds = ("comparison", "outcome", "adverse_event")
    return {_found(f.fact) for f in found if f.fact.kind in kinds and not _is_of_people(f.fact)}


def _is_of_people(fact: Fact) -> bool:
    """Whether a comparison is of people whom no treatment sets apart, or of no one: it is told of no arm."""
    sides = [side for role in ("arm", "comparator") if isinstance(side := fact.one(role), Arm)]
    return fact.kind == "comparison" and all(c.kind == "exposure" for side in sides for c in side.interventions)


@pytest.mark.parametrize(("number", "arrangement"), list(enumerate(_DATA["arrangements"])), ids=lambda v: str(v)[:60])
def test_all_that_an_arrangement_tells_is_read_and_nothing_else(number: int, arrangement: dict[str, Any]) -> None:
    missed: list[str] = []
    unread = arrangement.get("not_with", [])
    for way, measured in _cells(number, arrangement):
        sentence = _sentence(arrangement, way, measured)
        found = _read(way, sentence)
        wanted = {_wanted(line, way, measured) for line in arrangement["facts"]}
        may = {_wanted(line, way, measured) for line in arrangement.get("may", [])} | wanted
        told_without_figures = {event for told in may for event in _without_figure(told)}
        assert found - may - told_without_figures == set(), f"made up of: {sentence}"
        if way["name"] in unread:
            assert wanted - found, f"read with {way['name']}: take it out of `not_with`"
        elif wanted - found:
            missed.append(f"{way['name']}: {sentence}\n  not read: {sorted(wanted - found, key=str)}")
    assert_read(arrangement, missed)
