"""A table of facts: one row for each fact and each quote that shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from kg import provenance, schema, terms
from kg.cells import as_written, line
from kg.export import dataset
from kg.export.dataset import Nodes, Source
from kg.nquads import Iri, Value, value
from kg.terms import DCTERMS, OA

_PROOF = ("document", "under", "quote", "start", "end", "method", "confidence", "license")


def csv(graph: Source) -> Iterator[str]:
    """Facts as CSV (RFC 4180): kind, roles, then the evidence; things by labels, several in one cell."""
    yield line(columns())
    yield from map(line, rows(graph))


def columns() -> list[str]:
    """The columns of the table, in their order."""
    return ["fact", "kind", *_roles(), *_PROOF]


def rows(graph: Source) -> Iterator[list[Value]]:
    """The rows of the table as values."""
    nodes = Nodes.of(graph.triples())
    evidence = nodes.evidence()
    roles = _roles()
    for signature in schema.signatures().values():
        for fact in nodes.of_kind(signature.iri):
            told = [_told(nodes, nodes.all(fact, role)) for role in roles.values()]
            for one in evidence.get(fact, []):
                proof = _proof(nodes, one)
                written = (as_written(v, str(proof[2])) if isinstance(v, Decimal) else v for v in told)
                yield [Iri(fact[1:-1]), signature.kind, *written, *proof]


def _roles() -> dict[str, str]:
    """Every role of every kind, in the order in which the kinds name them: name and property."""
    return {name: role.iri for signature in schema.signatures().values() for name, role in signature.roles.items()}


def _told(nodes: Nodes, things: list[str]) -> Value:
    if len(things) == 1 and not things[0].startswith("<"):
        return value(things[0])
    return "; ".join(nodes.label(thing) for thing in things) or None


def _proof(nodes: Nodes, evidence: str) -> list[Value]:
    found = [nodes.all(evidence, OA + term) for term in ("hasSource", "exact", "start", "end")]
    found += [nodes.all(evidence, terms.method), nodes.all(evidence, terms.confidence)]
    source = found[0][0] if found[0] else ""
    found.append(nodes.all(source, DCTERMS + "license"))
    document, *rest = [value(things[0]) if things else None for things in found]
    return [document, nodes.under(evidence) or None, *rest]


def description(graph: Source, name: str) -> Iterator[str]:
    """The table's description as CSV on the Web has it (<https://www.w3.org/TR/tabular-metadata/>)."""
    said = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dc:title": f"{dataset.TITLE}: facts",
        "dc:description": provenance.NOTE,
        "dc:license": dataset.licences(graph),
        "dc:rights": dataset.RIGHTS,
        "schema:version": provenance.software_version(),
        "tableSchema": {"columns": [{"name": c, "titles": c} for c in columns()]},
    }
    yield json.dumps(said, ensure_ascii=False, indent=2) + "\n"
