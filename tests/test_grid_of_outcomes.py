"""Ordinary sentences of results, multiplied: every arrangement of words with ways of naming arms and with measures.

What is promised of a cell: each arm's figure is found, with its measure and its arm, and no other outcome is made up.
The sentences stand in `grids/outcomes.toml`; an arrangement that is not read yet has `reads = false` there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from grid_facts import told
from gridding import LETTERS, Cell, Row, Way, assert_read, fitting, grid, rows
from prose import facts

Measure = Mapping[str, Any]
MEASURES: list[Measure] = grid("outcomes")["measure"]
UNITS = {measure["unit"] for measure in MEASURES}
EVERY = 23
"""Of the cells of an arrangement, one in so many is read, another one for each arrangement."""


def cells(row: Row, named: list[Way], measures: list[Measure], every: int = EVERY) -> Iterator[Cell]:
    """Some of the ways of naming arms with some of the measures."""
    pairs = [(way, measure) for way in named for measure in measures if measure["unit"] in row.get("takes", UNITS)]
    for way, measure in pairs[len(row["text"]) % min(every, len(pairs)) :: every]:
        yield measured(row, way, measure)


def measured(row: Row, way: Way, measure: Measure) -> Cell:
    """An arrangement with the values of a measure; where it does not say otherwise, it tells each arm's."""
    unit = measure["unit"] if measure["unit"][0] in "% " else f" {measure['unit']}"
    places = {"u": unit, "m": measure["said"], "mm": measure["said"].removeprefix("the ")}
    arms = LETTERS[: len(way.arms)]
    for letter, value in zip(arms, measure["values"], strict=False):
        places |= {f"v{letter}": value + unit, f"n{letter}": value}
        places |= {f"lo_{letter}": f"{float(value) * 0.8:.1f}", f"hi_{letter}": f"{float(value) * 1.3:.1f}"}
    each = [f"{letter} m n{letter}" for letter in arms]
    return Cell({"facts": each, **row}, way, places, {**places, "m": measure["name"]})


def of_trials(row: Row) -> Iterator[Cell]:
    """An arrangement as it is read with arms of trials; one that tells figures of its own with one measure."""
    return cells(row, fitting("outcomes", row, 1), MEASURES[:1] if "facts" in row else MEASURES)


def without_roles(line: str) -> str:
    """A line of `facts` without when or of whom a figure is told."""
    return line.partition(" | ")[0]


@pytest.mark.parametrize(("_number", "row"), rows("outcomes"))
def test_each_figure_is_its_arms_and_none_is_made_up(_number: int, row: Row) -> None:
    missed = []
    for cell in of_trials(row):
        read = facts(f"{cell.way.design}\n\n{cell.sentence}\n", "outcome", "abstract")
        found = {one[:4] for fact in read for one in told(fact)}
        missed.append(cell.has(found, facts=map(without_roles, cell.row["facts"])))
    assert_read(row, missed)


def _with_roles() -> list[Any]:
    """The arrangements that say when or of whom a figure is told."""
    told_when = [row for row in grid("outcomes")["arrangement"] if any(" | " in line for line in row.get("facts", ()))]
    return [pytest.param(row, id=row["text"][:70]) for row in told_when if row.get("reads", True)]


@pytest.mark.parametrize("row", _with_roles())
def test_figures_are_told_when_and_of_whom(row: Row) -> None:
    for cell in of_trials(row):
        read = facts(f"{cell.way.design}\n\n{cell.sentence}\n", "outcome", "abstract")
        for line in row["facts"]:
            figure, *roles = line.split(" | ")
            (wanted,) = cell.tells([figure])
            mine = [fact for fact in read for one in told(fact) if (one[1], one[3]) == (wanted[1], wanted[3])]
            for role, _, said in (role.partition(" ") for role in roles):
                assert any(said in str(fact.one(role)) for fact in mine), (cell.sentence, role, said)
