"""The graph as things with attributes and edges between them, for formats that know no statements about statements.

Nodes are things, facts and documents, with their literals as attributes. Edges are the triples between them;
each piece of evidence is an edge from its fact to its document, with the quote and its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import names, terms
from kg.cells import text
from kg.export.dataset import Nodes
from kg.nquads import RDF_TYPE, value
from kg.terms import DCTERMS, OA, RDFS

EVIDENCE = {OA + "exact": "quote", OA + "start": "start", OA + "end": "end", terms.method: "method",
            terms.confidence: "confidence"}  # fmt: skip
"""What an evidence's edge carries, by property."""


def kept(nodes: Nodes) -> list[str]:
    """The subjects that become nodes, sorted."""
    left_out = {f"<{terms.Evidence}>", f"<{terms.Lead}>", f"<{terms.Build}>"}
    return sorted(s for s, said in nodes.said.items() if said.get(RDF_TYPE) and not left_out & set(said[RDF_TYPE]))


def attributes(nodes: Nodes, subject: str) -> dict[str, str]:
    """A node's label, kind and IRI, and its literals by the names of their properties."""
    kinds = [kind for kind in nodes.said[subject][RDF_TYPE] if kind != f"<{terms.Fact}>"]
    kind = local(kinds[0])
    fact = f"<{terms.Fact}>" in nodes.said[subject][RDF_TYPE]
    given = {"label": kind if fact else nodes.label(subject), "kind": kind, "iri": subject[1:-1]}
    for predicate, things in nodes.said[subject].items():
        literals = [text(value(thing)) for thing in things if thing.startswith('"')]
        if literals and predicate not in {f"<{RDFS}label>", f"<{DCTERMS}title>"}:
            given[local(predicate)] = "; ".join(literals)
    return given


def edges(nodes: Nodes, ends: list[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Source, target and attributes of each edge between nodes, sorted; then those of evidence."""
    known = set(ends)
    for subject in ends:
        for predicate, things in sorted(nodes.said[subject].items()):
            for thing in things:
                if thing in known and predicate != RDF_TYPE:
                    yield subject, thing, {"label": local(predicate)}
    for fact, members in sorted(nodes.evidence().items()):
        for one in members:
            given = {name: nodes.one(one, term) for term, name in EVIDENCE.items()} | {"under": nodes.under(one)}
            for document in nodes.all(one, OA + "hasSource"):
                if document in known and fact in known:
                    yield fact, document, {"label": "evidence", **{k: v for k, v in given.items() if v}}


def local(term: str) -> str:
    """The last part of a term's IRI."""
    return re.split(r"[/#]", term[1:-1])[-1]


def identifier(term: str) -> str:
    """How a node is called: its IRI without the graph's base."""
    return term[1:-1].removeprefix(names.BASE)
