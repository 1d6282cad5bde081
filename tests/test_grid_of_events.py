"""Ordinary sentences that tell of untoward events are read as they are said, whatever was given and whatever befell.

`grids/events.toml` has the arrangements; each is read with several treatments and events, and must tell all of its
facts and no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from gridding import Row, assert_read, first_up, grid, rows
from prose import facts, given

from kg.model import Concept, Fact

Told = tuple[str, str, str, str]
"""An event, what was given, the figure and the people."""


def _cells() -> Iterator[dict[str, str]]:
    """Each treatment with events of its own, so that every treatment and every event is met."""
    events = grid("events")["event"]
    for number, treatment in enumerate(grid("events")["treatment"]):
        yield from ({**treatment, **event} for event in events[number : number + 2])


def _wanted(line: str, cell: Mapping[str, str]) -> Told:
    told, _, people = line.format(**cell).partition(" | ")
    *event, treatment, value = told.removeprefix("= ").split(" ")
    name = " ".join(event)
    return cell.get(name, name), cell[treatment], value, people


def _found(fact: Fact) -> Told:
    event, drug, value = fact.one("event"), fact.one("drug"), fact.one("value")
    assert isinstance(event, Concept)
    treatment = drug.name if isinstance(drug, Concept) else "+".join(given(fact))
    figure = str(value) if isinstance(value, Decimal) else "-"
    return event.shown.lower(), treatment, figure, str(fact.one("population") or "")


@pytest.mark.parametrize(("_number", "row"), rows("events"))
def test_an_event_is_told_of_those_who_had_it_and_of_what_they_were_given(_number: int, row: Row) -> None:
    missed: list[str] = []
    for cell in _cells():
        text = row["text"].format(**cell, **{k.upper(): first_up(v) for k, v in cell.items()})
        found = {_found(fact) for fact in facts(text, "adverse_event", "nci_page")}
        wanted = {_wanted(line, cell) for line in row["facts"]}
        assert found <= wanted, f"made up of: {text}"
        missed.append(f"{text}\n  not read: {sorted(wanted - found)}" if wanted - found else "")
    assert_read(row, missed)
