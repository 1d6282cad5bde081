"""The graph against the shapes by pyshacl, which knows all of SHACL: no other module knows it.

It is the referee: shapes that are not compiled (`kg.validate.compiled`) are left to it, and the tests hold the compiled
ones to what it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg import terms
from kg.errors import ValidationError
from kg.terms import RDF, SH
from kg.validate.data import Data, literal
from kg.validate.report import Result

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def results(shapes: Graph, data: Data) -> Iterator[Result]:
    """Where the graph breaks the shapes; a ValidationError where they cannot be applied."""
    import pyshacl  # noqa: PLC0415 - imported late: 0.7 s

    try:
        conforms, report, text = pyshacl.validate(
            as_rdflib(data.triples()),
            shacl_graph=shapes,
            advanced=False,
            js=False,
            do_owl_imports=False,
            inplace=False,
        )
    except Exception as error:  # the engine lets through whatever its parsers and its query engine raise
        raise ValidationError(
            f"the shapes could not be applied: {error}", "shapes", "mend the shape that it names"
        ) from error
    if isinstance(report, Exception | bytes | str):
        raise ValidationError(f"the shapes could not be applied: {text}", "shapes", "mend the shape that it names")
    found = list(_results(report))
    if conforms != (not found):
        raise ValidationError(f"the engine's report cannot be read: {text[:300]}", "shapes")
    yield from found


def as_rdflib(triples: Iterable[tuple[str, str, str]]) -> Graph:
    """Statements as a graph of rdflib's."""
    from rdflib import Graph, Literal, URIRef  # noqa: PLC0415
    from rdflib.term import BNode  # noqa: PLC0415

    @cache
    def node(term: str) -> Node:
        if term[0] == "<":
            return URIRef(term[1:-1])
        if term[0] == "_":
            return BNode(term[2:])
        text, datatype, language = literal(term)
        is_plain = language or datatype == terms.XSD + "string"
        kind = None if is_plain else URIRef(datatype)
        return Literal(text, lang=language or None, datatype=kind, normalize=False)

    graph = Graph()
    for subject, term, value in triples:
        graph.add((node(subject), node(term), node(value)))
    return graph


def _results(report: Graph) -> Iterator[Result]:
    from rdflib import URIRef  # noqa: PLC0415
    from rdflib.term import BNode  # noqa: PLC0415

    def said(result: Node, name: str) -> str | None:
        value = next(iter(report.objects(result, URIRef(SH + name))), None)
        is_blank = isinstance(value, BNode) and name != "sourceShape"
        return None if value is None else f"_:{value}" if is_blank else str(value)

    for result in report.subjects(URIRef(RDF + "type"), URIRef(SH + "ValidationResult")):
        component = str(said(result, "sourceConstraintComponent")).removeprefix(SH).removesuffix("ConstraintComponent")
        yield Result(
            said(result, "focusNode") or "",
            (said(result, "resultPath") or "") if component == "Closed" else "",
            said(result, "value"),
            said(result, "resultMessage") or "",
            said(result, "sourceShape") or "",
            component.lower() if component.isupper() else component[:1].lower() + component[1:],
        )
