"""Ordinary sentences that introduce a trial are read whole, however its arms, its people and their numbers are named.

`grids/trials.toml` has the arrangements; each is read with several ways of naming arms, and with other people for each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from gridding import assert_read
from prose import document, given, lexicon, name

from kg.model import Arm, Fact
from kg.reading.read import read

_DATA = tomllib.loads((Path(__file__).parent / "grids" / "trials.toml").read_text("utf-8"))
_CELLS = 4
"""How many ways of naming arms an arrangement is read with."""
_OWN: dict[str, Any] = {"name": "its own", "given": {}}
"""The way of an arrangement that names its arms itself."""
_KINDS = ("trial", "arm", "endpoint")

Told = tuple[object, ...]
Places = Mapping[str, str]


def _cells(number: int, arrangement: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Places]]:
    """Some ways of naming arms that have an arrangement's places, each with people and numbers of its own."""
    wanted = set(re.findall(r"\{([a-z]+)\}", arrangement["text"].lower()))
    of_arms = wanted & {place for way in _DATA["arms"] for place in way["given"]}
    ways = [way for way in _DATA["arms"] if of_arms <= way["given"].keys()] if of_arms else [_OWN]
    ways = [way for way in ways if way["name"] in arrangement.get("arms", [way["name"]])]
    for i in range(min(_CELLS, max(len(ways), 2))):
        way = ways[(number + i * max(1, len(ways) // _CELLS)) % len(ways)]
        condition = _DATA["condition"][(number + 3 * i) % len(_DATA["condition"])]
        numbers = _DATA["number"][(number + i) % len(_DATA["number"])]
        said = {place: str(way[place]) for place in way["given"]}
        yield way, {**said, **numbers, "x": condition["text"], "p": condition["people"]}


def _sentence(text: str, places: Places) -> str:
    made = text.format(**{k.capitalize(): v[0].upper() + v[1:] for k, v in places.items()}, **places)
    return made[0].upper() + made[1:]


def _number(said: str, places: Places) -> float:
    return float(places.get(said, said).replace(",", ""))


def _wanted(line: str, way: dict[str, Any], places: Places) -> Told:
    """What a line of `facts` tells."""
    what, _, said = line.partition(" ")
    if what in ("dose", "schedule"):
        arm, _, how = said.removeprefix("= ").partition(" | ")
        return (what, frozenset(arm.split(", ")), how)
    if what in ("primary", "secondary", "exploratory", "unranked"):
        return ("endpoint", said, None if what == "unranked" else what)
    if what != "arm":
        attributes: dict[str, Told] = {
            "randomized": ("allocation", "randomized"),
            "condition": ("condition", said or places["x"].lower()),
            "control": ("control", said or way.get("control", "active")),
            "enrollment": ("enrollment", _number(said, places) if what == "enrollment" else 0),
        }
        return ("trial", *attributes.get(what, (what, said)))
    if said.startswith("= "):
        of, detail, size = (*(part.strip() for part in said[2:].split("|")), "", "")[:3]
        return ("arm", frozenset(of.split(", ")), detail, _number(size, places) if size else None)
    of, _, size = said.partition(" ")
    arm_of = frozenset(name for part in of.split("+") for name in way["given"].get(part, [part]))
    return ("arm", arm_of, way.get("detail", {}).get(of, ""), _number(size, places) if size else None)


def _found(fact: Fact) -> Iterator[Told]:
    if fact.kind == "endpoint":
        yield ("endpoint", name(fact, "measure"), fact.one("role"))
    elif fact.kind == "trial":
        value = fact.one("value")
        yield ("trial", fact.one("attribute"), float(value) if isinstance(value, Decimal) else str(value))
    else:
        arm, size = fact.one("arm"), fact.one("size")
        detail = arm.detail if isinstance(arm, Arm) else ""
        yield ("arm", frozenset(given(fact)), detail, float(size) if isinstance(size, Decimal) else None)
        yield from (
            (role, frozenset(given(fact)), str(told)) for role in ("dose", "schedule") if (told := fact.one(role))
        )


def _read(sentence: str, kinds: set[object]) -> set[Told]:
    """What is read of a sentence; of doses and schedules only where these are asked for."""
    found = read(document(f"# A trial in cancer\n\n{sentence}\n", "abstract"), lexicon()).findings
    told = {told for f in found if f.fact.kind in _KINDS for told in _found(f.fact)}
    return {one for one in told if one[0] in (*_KINDS, *kinds)}


@pytest.mark.parametrize(("number", "arrangement"), list(enumerate(_DATA["arrangement"])), ids=lambda v: str(v)[:70])
def test_all_that_introduces_a_trial_is_read_and_nothing_else(number: int, arrangement: dict[str, Any]) -> None:
    missed: list[str] = []
    for way, places in _cells(number, arrangement):
        sentence = _sentence(arrangement["text"], places)
        wanted = {_wanted(line, way, places) for line in arrangement["facts"]}
        found = _read(sentence, {one[0] for one in wanted})
        without_size = {(*one[:3], None) for one in wanted - found if one[0] == "arm"}
        unread = way["name"] in arrangement.get("not_with", [])
        assert found - wanted - without_size == set(), f"made up of: {sentence}"
        if unread:
            assert wanted - found, f"read with {way['name']}: take it out of `not_with`"
            continue
        if wanted - found:
            missed.append(f"{way['name']}: {sentence}\n  not read: {sorted(wanted - found, key=str)}")
    assert_read(arrangement, missed)
