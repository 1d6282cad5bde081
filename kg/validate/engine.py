"""The graph against the shapes: compiled where all of them can be, else by the referee; the same violations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from kg import terms
from kg.nquads import Answer
from kg.store import Store
from kg.terms import OA
from kg.validate import referee
from kg.validate.compiled import Shape, compiled
from kg.validate.data import Data, plain
from kg.validate.report import Result, Violation

if TYPE_CHECKING:
    from rdflib import Graph

Ask = Callable[[str], Answer]
"""Asks a SPARQL query of the merged graph."""


def violations(shapes: Graph, data: Data, ask: Ask | None = None) -> Iterator[Violation]:
    """Where the graph breaks the shapes; a ValidationError where they cannot be applied.

    Args:
        shapes: as `kg.validate.shapes.load` reads them.
        data: the graph.
        ask: asks the same graph in its store; it is loaded into one where None and a shape has a query.

    """
    made = compiled(shapes)
    return _told_all(referee.results(shapes, data) if made is None else applied(made, data, ask), data)


def applied(shapes: Iterable[Shape], data: Data, ask: Ask | None = None) -> Iterator[Result]:
    """The results of compiled shapes."""
    for shape in shapes:
        for focus in set(shape.focus(data)):
            yield from (_plain(result) for result in shape.results(data, focus))
            for query in shape.queries:
                ask = ask or _in_memory(data)
                yield from _answered(shape, query.message, focus, ask(query.of(focus)))


_BLANK: Final = "urn:blank:"


def _in_memory(data: Data) -> Ask:
    """Asks the graph in a store of its own; its blank nodes go there as IRIs, since a store names them anew."""

    def named(term: str) -> str:
        return f"<{_BLANK}{term[2:]}>" if term[0] == "_" else term

    return Store.memory(f"{named(s)} {p} {named(o)} <urn:graph> ." for s, p, o in data.triples()).query


def _found(term: str) -> str:
    """The text of a term that a store found."""
    text = plain(term)
    return f"_:{text.removeprefix(_BLANK)}" if text.startswith(_BLANK) else text


def _plain(result: Result) -> Result:
    value = None if result.value is None else plain(result.value)
    return Result(plain(result.focus), result.path, value, result.message, result.shape, result.component)


def _answered(shape: Shape, message: str, focus: str, answer: Answer) -> Iterator[Result]:
    """The results of a SPARQL constraint: one for each solution (5.3.2)."""
    for row in answer.rows:
        bound = {name: _found(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        said = message
        for name, text in bound.items():
            said = said.replace(f"{{?{name}}}", text).replace(f"{{${name}}}", text)
        value = bound.get("value", bound.get("this"))
        yield Result(plain(focus), bound.get("path", ""), value, said, shape.name, "sparql")


def _told_all(results: Iterable[Result], data: Data) -> Iterator[Violation]:
    """The results as violations, one for each piece of evidence."""
    for result in results:
        what, remedy, found_there = _told(result.message)
        constraint = f"{result.shape.removeprefix(terms.SHAPE)} {result.component}"
        fact, found = (result.focus, result.value if result.value and result.value != result.focus else "")
        if result.component == "sparql" and result.value:
            fact, found = result.value, found_there
        elif result.component == "closed":
            found = f"{result.path} {result.value or ''}"
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
    return found or [(node if data.is_a(node, terms.Document) else "", "")]
