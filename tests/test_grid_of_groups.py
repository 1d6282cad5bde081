"""Ordinary sentences of how groups fared that no treatment makes, multiplied: arrangements × groups × measures.

What is promised of a cell: each group's figure is found with its measure and its people, and no other outcome is made
up. The sentences stand in `grids/groups.toml`, the measures in `grids/outcomes.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from gridding import rows
from prose import facts, given, name
from test_grid_of_outcomes import arms_of, sentence
from test_grid_of_outcomes import grid as outcomes

GRID = Path(__file__).parent / "grids" / "groups.toml"
EVERY = 13
"""Of the cells of an arrangement, one in so many is read, another one for each arrangement."""
STUDY = "# Treatment of Thymoma (PDQ®)\n\n## Evidence\n\nA retrospective study included 90 patients. "


@cache
def grid() -> dict[str, list[dict[str, Any]]]:
    """The arrangements and the ways of naming groups."""
    return tomllib.loads(GRID.read_text("utf-8"))


def cells(text: str, step: int = EVERY) -> list[tuple[list[str], dict[str, Any]]]:
    """The groups and the measures with which an arrangement is read."""
    groups = [g["people"] for g in grid()["groups"] if len(g["people"]) == arms_of(text)]
    every = [(people, measure) for people in groups for measure in outcomes()["measure"]]
    return every[len(text) % min(step, len(every)) :: step]


def found(text: str) -> set[tuple[str, str, str]]:
    """The outcomes that are read: measure, people in small letters, value; with what they were given, if anything."""
    told = facts(f"{STUDY}{text}\n", "outcome", "nci_pdq")
    whom = ["+".join(given(f)) + str(f.one("population") or "").lower() for f in told]
    return {(name(f, "measure"), people, str(f.one("value"))) for f, people in zip(told, whom, strict=True)}


@pytest.mark.parametrize("arrangement", rows(grid()["arrangement"]))
def test_each_figure_is_its_group_s_and_none_is_made_up(arrangement: dict[str, Any]) -> None:
    for people, measure in cells(arrangement["text"]):
        text = sentence(arrangement["text"], {"arm": [{"forms": [one] * 3} for one in people]}, measure)
        values = zip(people, measure["values"], strict=False) if arrangement.get("told", True) else []
        assert found(text) == {(measure["name"], one.lower(), value) for one, value in values}, text
