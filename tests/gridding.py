"""What the grids of ordinary sentences share: ways of naming arms, how places are filled, what is missed or made up.

A row of `grids/*.toml` is an arrangement of words with places, and `facts`: all that it tells, a line each
(`grid_facts.py`). It is read with several ways of naming arms, each in a cell of its own. `ways` of a grid are those of
`grids/arms.toml` that it is read with; of a row, `arms` are the only ones that fit, and `of` is how many arms it has.
{a}, {in_a}, {who_a} are an arm's name, its group and its people, {b} … those of the next; a capital ({In_a}) begins a
sentence. What is not read yet says so: `reads = false` where some of it is not, whatever the arms, or `not_with` these.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from grid_facts import Side, Told, wanted

Row = Mapping[str, Any]
LETTERS = "abcd"


@dataclass(frozen=True)
class Party:
    """Those who are told of in one arm: what they are called, what they were given, and what tells them apart."""

    name: str
    group: str
    people: str
    given: frozenset[str] = frozenset()
    detail: str = ""

    @classmethod
    def of(cls, told: Row | str) -> Party:
        """An arm as a table has it, or people whom no treatment sets apart."""
        if isinstance(told, str):
            return cls(told, told, told, detail=told.lower())
        called, group, people = told["forms"] * (3 if len(told["forms"]) == 1 else 1)
        return cls(called, group, people, frozenset(told["given"]), told.get("detail", ""))

    @property
    def side(self) -> Side:
        """The arm as facts have it."""
        return (self.given, self.detail)


@dataclass(frozen=True)
class Way:
    """A way of naming arms, with the sentence that introduces them."""

    name: str
    arms: tuple[Party, ...] = ()
    parts: Mapping[str, Party] = field(default_factory=dict)
    design: str = ""
    title: str = "A randomized trial in advanced cancer"
    control: str = "active"

    @classmethod
    def of(cls, told: Row) -> Way:
        """A way as a table has it."""
        arms = tuple(Party.of(arm) for arm in told.get("arm", told.get("people", ())))
        parts = {part: Party.of(told[part]) for part in ("base", "extra") if part in told}
        said = {key: told[key] for key in ("design", "title", "control") if key in told}
        return cls(told["name"], arms, parts, **said)

    @property
    def sides(self) -> dict[str, Side]:
        """What a line of `facts` may name: each arm, what all or some are given, everybody."""
        named = dict(zip(LETTERS, self.arms, strict=False)) | dict(self.parts)
        return {place: party.side for place, party in named.items()} | {"all": (frozenset(), "")}

    @property
    def places(self) -> dict[str, str]:
        """How the arms fill the places of an arrangement."""
        filled = {part: party.name for part, party in self.parts.items()}
        for letter, arm in zip(LETTERS, self.arms, strict=False):
            filled |= {letter: arm.name, f"in_{letter}": arm.group, f"who_{letter}": arm.people}
        return filled


@dataclass(frozen=True)
class Cell:
    """An arrangement filled: with which arms, the words of its places, and what these are called in facts."""

    row: Row
    way: Way
    places: Mapping[str, str]
    called: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The arrangement with its places filled; it begins with a capital, and so does each place that says so."""
        places = {**self.way.places, **self.places}
        capitals = {first_up(place): first_up(words) for place, words in places.items()}
        return first_up(self.row["text"].format(**capitals, **places))

    def tells(self, lines: Iterable[str]) -> set[Told]:
        """What lines tell of these arms."""
        called = {"the control": self.way.control, **self.called}
        return {wanted(line, self.way.sides, called) for line in lines}

    def has(self, found: set[Told], may: Iterable[Told] = (), facts: Iterable[str] | None = None) -> str:
        """What the row tells that was not found, in words, if anything; nothing is found that it does not tell."""
        told = self.tells(self.row["facts"] if facts is None else facts)
        may = told | self.tells(self.row.get("may", ())) | set(may)
        assert found - may == set(), f"made up of: {self.sentence}"
        missed = told - found
        if self.way.name in self.row.get("not_with", ()):
            assert missed, f"read with {self.way.name}: take it out of `not_with`"
            return ""
        return f"{self.way.name}: {self.sentence}\n  not read: {sorted(missed, key=str)}" if missed else ""


def first_up(text: str) -> str:
    """A text that begins with a capital."""
    return text[0].upper() + text[1:]


@cache
def grid(name: str) -> dict[str, Any]:
    """A table of `grids/`."""
    return tomllib.loads((Path(__file__).parent / "grids" / f"{name}.toml").read_text("utf-8"))


@cache
def ways(name: str) -> tuple[Way, ...]:
    """The ways of naming arms with which a grid is read, those that it has itself first."""
    own, shared = grid(name).get("arms", ()), {told["name"]: told for told in grid("arms")["arms"]}
    return tuple(Way.of(told) for told in (*own, *(shared[way] for way in grid(name).get("ways", ()))))


def letters(row: Row) -> str:
    """The arms for which an arrangement has places."""
    return "".join(letter for letter in LETTERS if re.search(rf"(?i)\{{(?:in_|who_|v)?{letter}\}}", row["text"]))


def fitting(name: str, row: Row, otherwise: int) -> list[Way]:
    """The ways of a grid that fit an arrangement; it has so many arms where its text does not say otherwise."""
    number = row.get("of", len(letters(row)) or otherwise)
    return [way for way in ways(name) if len(way.arms) == number and way.name in row.get("arms", [way.name])]


def rows(name: str) -> list[Any]:
    """A parameter for each arrangement of a grid, with its number."""
    return [pytest.param(number, row, id=row["text"][:70]) for number, row in enumerate(grid(name)["arrangement"])]


def assert_read(row: Row, missed: Sequence[str]) -> None:
    """An arrangement misses nothing in its cells, or says that it does: `reads = false`."""
    told = [one for one in missed if one]
    if row.get("reads", True):
        assert not told, "\n".join(told)
    else:
        assert told, "all of it is read: take `reads = false` away"
