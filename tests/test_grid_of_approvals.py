"""Ordinary sentences that tell of an approval are read whole, however what is approved and what for are named.

`grids/approvals.toml` has the arrangements; each is read with its ways of naming what is approved, and with some uses.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from grid_facts import Told
from gridding import Row, first_up, grid, rows
from prose import document, lexicon, name

from kg.model import Concept, Fact
from kg.reading.read import read

_USES = 2
"""How many uses each way of naming what is approved is read with."""


def _cells(number: int, row: Row) -> Iterator[tuple[Row, Row]]:
    """What is approved, and what for."""
    drugs = [drug for drug in grid("approvals")["drug"] if drug["name"] in row.get("drugs", ["one", "two", "joined"])]
    uses = grid("approvals")["use"]
    for i, drug in enumerate(drugs):
        yield from ((drug, uses[(number + i + 2 * j) % len(uses)]) for j in range(_USES))


def _wanted(row: Row, drug: Row, use: Row) -> Iterator[Told]:
    """What the lines of an arrangement tell of a cell."""
    for line in row["facts"]:
        what, aim, agency, date, status = ("" if part == "-" else part for part in line.split(" | "))
        cancer, setting = (use["cancer"], use.get("setting", "")) if aim == "u" else (aim, "")
        own, _, more = what.partition(" + ")
        for one in drug["tells"] if own == "d" else [own]:
            named, _, others = one.partition(" + ")
            yield (named, more or others, cancer, setting, agency, date, status)


def _told(fact: Fact) -> Told:
    """An approval that was read, in the same form."""
    others = " + ".join(other.name for other in fact["with"] if isinstance(other, Concept))
    said = (str(fact.one(role) or "") for role in ("setting", "date", "status"))
    setting, date, status = said
    agency = name(fact, "agency") if fact.one("agency") else ""
    return (name(fact, "drug"), others, name(fact, "cancer"), setting, agency, date, status)


@pytest.mark.parametrize(("number", "row"), rows("approvals"))
def test_all_that_is_told_of_an_approval_is_read_and_nothing_else(number: int, row: Row) -> None:
    missed = []
    for drug, use in _cells(number, row):
        places = {"d": drug["text"], "D": first_up(drug["text"]), "u": use["text"]}
        sentence = first_up(row["text"].format(**places))
        findings = read(document(f"# A report\n\n{sentence}\n", "nci_page"), lexicon()).findings
        found = {_told(finding.fact) for finding in findings if finding.fact.kind == "approval"}
        wanted = set(_wanted(row, drug, use))
        assert found <= wanted, f"made up of: {sentence}"
        missed += [f"{sentence}\n  not read: {sorted(wanted - found)}"] if wanted - found else []
    assert not missed, "\n".join(missed)
