"""GraphML (<http://graphml.graphdrawing.org/specification.html>), for Gephi, Cytoscape and networkx.

Nodes are things, facts and documents, with their literals as attributes. Edges are the triples between them;
each piece of evidence is an edge from its fact to its document, with the quote and its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kg import names, provenance, terms
from kg.cells import text
from kg.export import dataset
from kg.export.dataset import Nodes, Source
from kg.nquads import RDF_TYPE, value
from kg.terms import DCTERMS, OA, RDFS

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EVIDENCE = {OA + "exact": "quote", OA + "start": "start", OA + "end": "end", terms.method: "method",
             terms.confidence: "confidence"}  # fmt: skip


def graphml(graph: Source) -> Iterator[str]:
    """The graph as GraphML; all attributes are strings, so that every reader takes them."""
    nodes = Nodes.of(graph.triples())
    evidence = {f"<{terms.Evidence}>", f"<{terms.Build}>"}
    kept = {s for s, said in nodes.said.items() if said.get(RDF_TYPE) and not evidence & set(said[RDF_TYPE])}
    attributes = {s: _attributes(nodes, s) for s in sorted(kept)}
    edges = list(_edges(nodes, kept))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<!-- {_clean(dataset.heading(graph)).replace('--', '- -')} -->\n"
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from _keys("graph", {"note", "licence", "version"})
    yield from _keys("node", {name for given in attributes.values() for name in given})
    yield from _keys("edge", {name for _, _, given in edges for name in given})
    yield '<graph edgedefault="directed">\n'
    about = {"note": provenance.NOTE, "licence": "; ".join(dataset.licences(graph)),
             "version": provenance.software_version()}  # fmt: skip
    yield _data("graph", about)
    for subject, given in attributes.items():
        yield f"<node id={_quoted(_id(subject))}>{_data('node', given)}</node>\n"
    for number, (source, target, given) in enumerate(edges):
        ends = f"source={_quoted(_id(source))} target={_quoted(_id(target))}"
        yield f'<edge id="e{number}" {ends}>{_data("edge", given)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _attributes(nodes: Nodes, subject: str) -> dict[str, str]:
    kinds = [kind for kind in nodes.said[subject][RDF_TYPE] if kind != f"<{terms.Fact}>"]
    kind = _local(kinds[0])
    fact = f"<{terms.Fact}>" in nodes.said[subject][RDF_TYPE]
    given = {"label": kind if fact else nodes.label(subject), "kind": kind, "iri": subject[1:-1]}
    for predicate, things in nodes.said[subject].items():
        literals = [text(value(thing)) for thing in things if thing.startswith('"')]
        if literals and predicate not in {f"<{RDFS}label>", f"<{DCTERMS}title>"}:
            given[_local(predicate)] = "; ".join(literals)
    return given


def _edges(nodes: Nodes, kept: set[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    for subject in sorted(kept):
        for predicate, things in sorted(nodes.said[subject].items()):
            for thing in things:
                if thing in kept and predicate != RDF_TYPE:
                    yield subject, thing, {"label": _local(predicate)}
    for fact, members in sorted(nodes.evidence().items()):
        for one in members:
            given = {name: nodes.one(one, term) for term, name in _EVIDENCE.items()}
            for document in nodes.all(one, OA + "hasSource"):
                if document in kept and fact in kept:
                    yield fact, document, {"label": "evidence", **{k: v for k, v in given.items() if v}}


def _local(term: str) -> str:
    return re.split(r"[/#]", term[1:-1])[-1]


def _id(term: str) -> str:
    return term[1:-1].removeprefix(names.BASE)


def _keys(domain: str, attributes: set[str]) -> Iterator[str]:
    for name in sorted(attributes):
        yield f'<key id="{domain[0]}_{name}" for="{domain}" attr.name="{name}" attr.type="string"/>\n'


def _data(domain: str, given: dict[str, str]) -> str:
    return "".join(f'<data key="{domain[0]}_{k}">{escape(_clean(v))}</data>' for k, v in sorted(given.items()))


def _quoted(plain: str) -> str:
    return quoteattr(_clean(plain))


def _clean(plain: str) -> str:
    """Text without the characters that XML 1.0 does not allow."""
    return _ILLEGAL.sub("\ufffd", plain)
