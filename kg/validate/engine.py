"""The graph against the shapes, by pyshacl: no other module knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg import nquads, terms
from kg.errors import ValidationError
from kg.terms import OA, RDF, SH
from kg.validate.data import Data
from kg.validate.report import Violation

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def violations(shapes: Graph, data: Data) -> Iterator[Violation]:
    """Where the graph breaks the shapes; a ValidationError where they cannot be applied."""
    import pyshacl  # noqa: PLC0415 - imported late: 0.7 s

    try:
        conforms, results, text = pyshacl.validate(
            _rdflib(data.triples),
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
    if isinstance(results, Exception | bytes | str):
        raise ValidationError(f"the shapes could not be applied: {text}", "shapes", "mend the shape that it names")
    violations = list(_results(results, data))
    if conforms != (not violations):
        raise ValidationError(f"the engine's report cannot be read: {text[:300]}", "shapes")
    yield from violations


def _rdflib(triples: Iterable[tuple[str, str, str]]) -> Graph:
    from rdflib import Graph, Literal, URIRef  # noqa: PLC0415
    from rdflib.term import BNode  # noqa: PLC0415

    @cache
    def node(term: str) -> Node:
        if term[0] == "<":
            return URIRef(nquads.unescape(term[1:-1]))
        if term[0] == "_":
            return BNode(term[2:])
        text, datatype, language = nquads.parts(term)
        plain = language or datatype == terms.XSD + "string"
        return Literal(text, lang=language or None, datatype=None if plain else URIRef(datatype))

    graph = Graph()
    for subject, term, value in triples:
        graph.add((node(subject), node(term), node(value)))
    return graph


def _results(results: Graph, data: Data) -> Iterator[Violation]:
    """The validation results (SHACL, section 3.6.2) as violations, one for each piece of evidence."""
    from rdflib import URIRef  # noqa: PLC0415

    def said(result: Node, name: str) -> str:
        return next((str(value) for value in results.objects(result, URIRef(SH + name))), "")

    for result in results.subjects(URIRef(RDF + "type"), URIRef(SH + "ValidationResult")):
        focus, value = said(result, "focusNode"), said(result, "value")
        what, remedy, found_there = _told(said(result, "resultMessage"))
        component = said(result, "sourceConstraintComponent").removeprefix(SH).removesuffix("ConstraintComponent")
        name = component.lower() if component.isupper() else component[:1].lower() + component[1:]
        constraint = f"{said(result, 'sourceShape').removeprefix(terms.SHAPE)} {name}"
        fact, found = (focus, value if value != focus else "")
        if component == "SPARQL" and value:
            fact, found = value, found_there
        elif component == "Closed":
            found = f"{said(result, 'resultPath')} {value}"
        for document, quote in _evidence(fact, data):
            yield Violation(what, remedy, document, quote, fact, found, constraint)


def _told(message: str) -> tuple[str, str, str]:
    """A shape's message as the rule, the remedy and what was found.

    >>> _told("Sizes are numbers: read it again (found many).")
    ('Sizes are numbers', 'read it again', 'many')
    """
    rule, _, rest = message.removesuffix(".").partition(": ")
    remedy, _, found = rest.removesuffix(")").partition(" (found ") if rest.endswith(")") else (rest, "", "")
    return rule, remedy, found


def _evidence(node: str, data: Data) -> list[tuple[str, str]]:
    """The documents and words that a node was read from: its own, or those of the facts that speak of it."""
    places = [node] if data.one(node, OA + "exact") else data.subjects(terms.supports, node)
    found = [(data.one(place, OA + "hasSource"), data.one(place, OA + "exact")) for place in places]
    return found or [(node if node in data.instances(terms.Document) else "", "")]
