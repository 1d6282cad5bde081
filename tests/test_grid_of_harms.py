"""Ordinary sentences of what befell the arms of a trial are read whole, however the arms are named.

`grids/harms.toml` has the arrangements; each is read with several ways of naming arms, and must tell all of its facts
and no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from gridding import Row, Way, assert_read, first_up, fitting, grid, rows
from prose import facts, given

from kg.model import Concept, Fact

Told = tuple[str, frozenset[str], str, str]
"""An event, what its arm was given, what tells that arm apart, and the figure."""
_EVERY = 3
"""Of the ways of naming arms, one in so many is read with an arrangement, another one with each."""


def _cells(number: int, row: Row) -> Iterator[tuple[Way, Mapping[str, str]]]:
    """Some of the ways of naming arms, each with events of its own."""
    events = grid("harms")["event"]
    for i, way in enumerate(fitting("harms", row, 2)[number % _EVERY :: _EVERY]):
        yield way, events[(number + i) % len(events)]


def _wanted(line: str, way: Way, event: Mapping[str, str]) -> Told:
    name, arm, value = line.split(" ")
    names, detail = way.sides[arm]
    return event.get(name, name.replace("_", " ")), names, detail.lower(), value


def _found(fact: Fact) -> Told:
    event, value = fact.one("event"), fact.one("value")
    assert isinstance(event, Concept)
    drug = fact.one("drug")
    names = {drug.name} if isinstance(drug, Concept) else set(given(fact))
    arm = fact.one("arm")
    detail = str(getattr(arm, "detail", "") or "").lower()
    return event.shown.lower(), frozenset(names), detail, "-" if value is None else f"{value:f}"


@pytest.mark.parametrize(("number", "row"), rows("harms"))
def test_what_befell_an_arm_is_told_of_it_and_of_no_other(number: int, row: Row) -> None:
    missed = []
    for way, event in _cells(number, row):
        places = {**way.places, **event}
        text = first_up(row["text"].format(**places, **{first_up(k): first_up(v) for k, v in places.items()}))
        found = {
            _found(fact) for fact in facts(f"# {way.title}\n\n{way.design}\n\n{text}\n", "adverse_event", "abstract")
        }
        wanted = {_wanted(line, way, event) for line in row["facts"]}
        assert found <= wanted, f"made up of: {text}"
        if way.name in row.get("not_with", ()):
            assert wanted - found, f"read with {way.name}: take it out of `not_with`"
        else:
            missed.append(f"{way.name}: {text}\n  not read: {wanted - found}" if wanted - found else "")
    assert_read(row, missed)
