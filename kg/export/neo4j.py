"""CSV for `neo4j-admin database import` (<https://neo4j.com/docs/operations-manual/current/import/>).

`nodes.csv` and `relationships.csv` begin with the header that the importer reads; `README.txt` says how to
import them, and under which licences.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import provenance
from kg.cells import line
from kg.export import dataset
from kg.export.dataset import Nodes, Source
from kg.export.property_graph import attributes, edges, identifier, kept

_TYPES = {"start": "start:int", "end": "end:int", "confidence": "confidence:float"}
_FIRST = ("label", "kind", "iri")


def neo4j(graph: Source) -> dict[str, Iterator[str]]:
    """The files of the import: nodes with their attributes, relationships with the words of their evidence."""
    nodes = Nodes.of(graph.triples())
    ends = kept(nodes)
    return {
        "nodes.csv": _nodes(nodes, ends),
        "relationships.csv": _relationships(nodes, ends),
        "README.txt": _readme(graph),
    }


def _nodes(nodes: Nodes, ends: list[str]) -> Iterator[str]:
    described = [(subject, attributes(nodes, subject)) for subject in ends]
    more = sorted({name for _, given in described for name in given} - set(_FIRST))
    yield line([":ID", *_FIRST, *more, ":LABEL"])
    for subject, given in described:
        cells = [given.get(name) for name in (*_FIRST, *more)]
        yield line([identifier(subject), *cells, given["kind"]])


def _relationships(nodes: Nodes, ends: list[str]) -> Iterator[str]:
    columns = ("under", "quote", "start", "end", "method", "confidence")
    yield line([":START_ID", *(_TYPES.get(name, name) for name in columns), ":END_ID", ":TYPE"])
    for source, target, given in edges(nodes, ends):
        cells = [given.get(name) for name in columns]
        yield line([identifier(source), *cells, identifier(target), given["label"]])


def _readme(graph: Source) -> Iterator[str]:
    yield f"{dataset.TITLE}, version {provenance.software_version()}. {provenance.NOTE}\n\n"
    files = "--nodes=nodes.csv --relationships=relationships.csv"
    yield f"neo4j-admin database import full {files} --multiline-fields=true\n\n"
    yield f"{dataset.RIGHTS}\nLicences of its documents:\n"
    yield from (f"- {' '.join(licence.split())}\n" for licence in dataset.licences(graph))
