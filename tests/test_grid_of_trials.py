"""Ordinary sentences that introduce a trial are read whole, however its arms, its people and their numbers are named.

`grids/trials.toml` has the arrangements; each is read with several ways of naming arms, and with other people for each.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from grid_facts import TRIAL, told
from gridding import Cell, Row, Way, assert_read, fitting, grid, letters, rows, ways
from prose import document, lexicon

from kg.reading.read import read

_CELLS = 4
"""How many ways of naming arms an arrangement is read with."""
_OWN = Way("its own")
"""The way of an arrangement that names its arms itself."""


def _ways(row: Row) -> list[Way]:
    """The ways of naming arms that have an arrangement's places."""
    parts = {part for part in ("base", "extra") if f"{{{part}}}" in row["text"].lower()}
    if parts:
        return [way for way in ways("trials") if parts <= way.parts.keys() and way.name in row.get("arms", [way.name])]
    return fitting("trials", row, 0) if letters(row) else [_OWN]


def _cells(number: int, row: Row) -> Iterator[Cell]:
    """Some ways of naming arms, each with people and numbers of its own."""
    named, conditions, numbers = _ways(row), grid("trials")["condition"], grid("trials")["number"]
    for i in range(min(_CELLS, max(len(named), 2))):
        way = named[(number + i * max(1, len(named) // _CELLS)) % len(named)]
        condition, counted = conditions[(number + 3 * i) % len(conditions)], numbers[(number + i) % len(numbers)]
        places = {**counted, "x": condition["text"], "p": condition["people"]}
        yield Cell(row, way, places, {**counted, "the condition": condition["text"].lower()})


@pytest.mark.parametrize(("number", "row"), rows("trials"))
def test_all_that_introduces_a_trial_is_read_and_nothing_else(number: int, row: Row) -> None:
    missed = []
    for cell in _cells(number, row):
        wanted = cell.tells(row["facts"])
        kinds = {*TRIAL, *(one[0] for one in wanted)}  # doses and schedules where these are asked for
        findings = read(document(f"# A trial in cancer\n\n{cell.sentence}\n", "abstract"), lexicon()).findings
        found = {one for finding in findings for one in told(finding.fact) if one[0] in kinds}
        without_size = {(*one[:2], None) for one in wanted - found if one[0] == "arm"}
        missed.append(cell.has(found, may=without_size))
    assert_read(row, missed)
