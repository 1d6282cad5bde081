"""Ordinary sentences of results, multiplied: every arrangement of words with ways of naming arms and with measures.

What is promised of a cell: each arm's figure is found, with its measure and its arm, and no other outcome is made up.
The sentences stand in `grids/outcomes.toml`; an arrangement that is not read yet has `reads = false` there.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from gridding import rows
from prose import facts, given, name

from kg.model import Arm

Told = set[tuple[str, tuple[str, ...], str, str]]
GRID = Path(__file__).parent / "grids" / "outcomes.toml"
EVERY = 23
"""Of the cells of an arrangement, one in so many is read, another one for each arrangement."""


@cache
def grid() -> dict[str, list[dict[str, Any]]]:
    """The arrangements, the ways of naming arms, and the measures."""
    return tomllib.loads(GRID.read_text("utf-8"))


def arms_of(text: str) -> int:
    """How many arms an arrangement has places for."""
    return max((int(place) for place in re.findall(r"\{[a-zA-Z]+(\d)\}", text)), default=1)


def _unit(measure: dict[str, Any]) -> str:
    return str(measure["unit"]) if measure["unit"][0] in "% " else f" {measure['unit']}"


def first_up(text: str) -> str:
    return text[0].upper() + text[1:]


def sentence(text: str, arms: dict[str, Any], measure: dict[str, Any]) -> str:
    """An arrangement filled with the names of arms and the values of a measure."""
    unit, said = _unit(measure), measure["said"]
    places = {"u": unit, "m": said, "M": first_up(said), "mm": said.removeprefix("the ")}
    for i, (arm, value) in enumerate(zip(arms["arm"], measure["values"], strict=False), 1):
        places |= {f"v{i}": value + unit, f"n{i}": value}
        places |= {f"lo{i}": f"{float(value) * 0.8:.1f}", f"hi{i}": f"{float(value) * 1.3:.1f}"}
        for kind, form in zip("agp", arm["forms"], strict=True):
            places |= {f"{kind}{i}": form, f"{kind.upper()}{i}": first_up(form)}
    return first_up(text.format(**places))


def cells(arrangement: dict[str, Any], step: int = EVERY) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The ways of naming arms and the measures with which an arrangement is read."""
    text = arrangement["text"]
    arms = [a for a in grid()["arms"] if len(a["arm"]) == arrangement.get("arms", arms_of(text))]
    units = arrangement.get("units")
    measures = [m for m in grid()["measure"] if units is None or m["unit"] in units]
    measures = measures[:1] if "told" in arrangement else measures  # it has its own
    every = [(a, m) for a in arms for m in measures]
    return every[len(text) % min(step, len(every)) :: step]


def expected(arrangement: dict[str, Any], arms: dict[str, Any], measure: dict[str, Any]) -> Told:
    """What each figure tells: that of each arm, where an arrangement does not say otherwise."""
    each = [[measure["name"], i, value] for i, value in enumerate(measure["values"][: len(arms["arm"])], 1)]
    everybody: dict[str, Any] = {"given": []}
    known = [everybody, *arms["arm"]]
    told = [(name, known[i], value) for name, i, value, *_ in arrangement.get("told", each)]
    return {(name, tuple(sorted(arm["given"])), arm.get("detail", ""), value) for name, arm, value in told}


def found(text: str, details: list[str]) -> Told:
    """The outcomes that are read from a text: measure, what the arm is given, by what it is told from others, value."""
    made: Told = set()
    for fact in facts(text, "outcome", "abstract"):
        arm = fact.one("arm")
        said = arm.detail if isinstance(arm, Arm) else ""
        detail = next((d for d in details if d and (said == d or said.startswith(f"{d}-"))), said)
        made.add((name(fact, "measure"), tuple(sorted(given(fact))) if arm else (), detail, str(fact.one("value"))))
    return made


@pytest.mark.parametrize("arrangement", rows(grid()["arrangement"]))
def test_each_figure_is_its_arms_and_none_is_made_up(arrangement: dict[str, Any]) -> None:
    for arms, measure in cells(arrangement):
        text = sentence(arrangement["text"], arms, measure)
        details = [arm.get("detail", "") for arm in arms["arm"]]
        assert found(f"{arms['design']}\n\n{text}\n", details) == expected(arrangement, arms, measure), text


def _with_roles() -> list[Any]:
    """The arrangements that say when or of whom a figure is told."""
    return [
        a for a in grid()["arrangement"] if any(len(told) > 3 for told in a.get("told", ())) and a.get("reads", True)
    ]


@pytest.mark.parametrize("arrangement", _with_roles(), ids=lambda arrangement: str(arrangement["text"]))
def test_figures_are_told_when_and_of_whom(arrangement: dict[str, Any]) -> None:
    for arms, measure in cells(arrangement):
        text = sentence(arrangement["text"], arms, measure)
        made = facts(f"{arms['design']}\n\n{text}\n", "outcome", "abstract")
        for called, _, value, *roles in arrangement["told"]:
            mine = [f for f in made if name(f, "measure") == called and str(f.one("value")) == value]
            for role, said in (roles[0] if roles else {}).items():
                assert any(said in str(fact.one(role)) for fact in mine), (text, role, said)
