"""Ordinary sentences that compare two arms are read whole, and nothing is made up, however arms and measures are named.

`grids/comparisons.toml` has the arrangements; each is read with several ways of naming arms and several measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from grid_facts import RESULTS, Told, told
from gridding import Cell, Row, assert_read, fitting, grid, rows
from prose import document, lexicon

from kg.model import Arm, Fact
from kg.reading.read import read

_CELLS = 2
"""How many ways of naming arms, each with a measure of its own, an arrangement is read with."""
_KINDS = grid("comparisons")["kinds"]
_STEMS = {"prolonged": "prolong", "improved": "improve", "reduced": "reduce"}


class _Words(str):
    """What is compared or measured, with its verb and the words that tell of more and less of it."""

    called: str
    better: str
    worse: str
    gained: str
    gain: str
    gains: str
    was: str
    kind: str


def _measure(kind: str, told: dict[str, Any]) -> _Words:
    words = _KINDS[kind]
    found = _Words(told["text"])
    found.called, found.kind, found.was = told["name"], kind, "were" if told.get("plural") else "was"
    found.better, found.worse = (words["more"], words["less"]) if words["good"] else (words["less"], words["more"])
    found.gained = words["raise"] if words["good"] else words["lower"]
    found.gain = _STEMS[found.gained]
    found.gains = f"{found.gain}s"
    return found


_MEASURES = [_measure(kind, told) for kind, words in _KINDS.items() for told in words["measures"]]


def _choices(row: Row) -> Sequence[Mapping[str, str]]:
    """What may fill the places of an arrangement for measures, or for events."""
    text = row["text"].lower()
    if "{x}" in text:
        return [dict(zip("xyz", events, strict=True)) for events in grid("comparisons")["events"]["lists"]]
    if "{m}" not in text:
        return [{}]
    pool = [m for m in _MEASURES if m.kind in row.get("takes", _KINDS)]
    made = []
    for i, one in enumerate(pool):
        others = [m for m in (*pool[i + 1 :], *pool[:i]) if m.called != one.called]
        others = [m for m in others if m.kind == one.kind] if row.get("alike") else others[4:] + others[:4]
        if len(others) >= ("{n" in text) + ("{o" in text):
            made.append(dict(zip("mno", (one, *others), strict=False)))
    return made


def of_arms(number: int, row: Row) -> Iterator[Cell]:
    """Some ways of naming arms with what is measured in them, others for each arrangement."""
    named, choices = fitting("comparisons", {"of": 2, **row}, 2), _choices(row)
    for i in range(min(_CELLS, len(named))):
        way = named[(number + i * len(named) // min(_CELLS, len(named))) % len(named)]
        measured = choices[(number + i) % len(choices)]
        tested = _Words(way.arms[0].name)
        tested.was = "were" if tested.endswith("courses") else "was"
        called = {place: getattr(words, "called", words) for place, words in measured.items()}
        yield Cell(row, way, {**measured, "a": tested}, called)


def without_figure(told: Told) -> Iterator[Told]:
    """What a line tells beside: who had an event that is counted, or more of what there was more of."""
    if told[0] == "adverse_event":
        yield (*told[:3], None)
    elif told[-1] in ("worsened", "improved"):
        yield ("adverse_event", told[1], told[2 if told[-1] == "worsened" else 3], None)


def _facts(cell: Cell) -> list[Fact]:
    text = f"# {cell.way.title}\n\nMETHODS: {cell.way.design}\n\nRESULTS: {cell.sentence}\n"
    found = [finding.fact for finding in read(document(text, "abstract"), lexicon()).findings]
    return [fact for fact in found if fact.kind in RESULTS and not is_of_people(fact)]


def _read(cell: Cell) -> set[Told]:
    return {one for fact in _facts(cell) for one in told(fact)}


def is_of_people(fact: Fact) -> bool:
    """Whether a comparison is of people whom no treatment sets apart, or of no one: it is told of no arm."""
    sides = [side for role in ("arm", "comparator") if isinstance(side := fact.one(role), Arm)]
    return fact.kind == "comparison" and all(c.kind == "exposure" for side in sides for c in side.interventions)


@pytest.mark.parametrize(("number", "row"), rows("comparisons"))
def test_all_that_an_arrangement_tells_is_read_and_nothing_else(number: int, row: Row) -> None:
    missed = []
    for cell in of_arms(number, row):
        tells = cell.tells([*row["facts"], *row.get("may", ())])
        missed.append(cell.has(_read(cell), may=(event for one in tells for event in without_figure(one))))
    assert_read(row, missed)


@pytest.mark.parametrize(("number", "row"), [one for one in rows("comparisons") if "when" in one.values[1]])
def test_what_sets_two_arms_apart_says_when(number: int, row: Row) -> None:
    read_of = [fact for cell in of_arms(number, row) for fact in _facts(cell) if fact.kind == "comparison"]
    told_when = {str(fact.one("timepoint")) for fact in read_of}
    assert told_when == {row["when"]}
