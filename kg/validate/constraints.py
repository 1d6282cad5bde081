"""The constraint components of SHACL Core (4) that shapes are compiled into, as functions over values.

A constraint takes the graph, a focus node and its value nodes, and yields what breaks it: the value (None where no
single value does) and, for closed shapes, the property.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from kg.terms import RDF, XSD
from kg.validate.data import Data, literal, plain
from kg.validate.literals import LEXICAL, less

Values = Callable[[Data, str], Sequence[str]]
Broken = Iterator[tuple[str | None, str]]
Constraint = Callable[[Data, str, Sequence[str]], Broken]

KINDS: Final = {
    "IRI": "<", "BlankNode": "_", "Literal": '"',
    "BlankNodeOrIRI": "_<", "BlankNodeOrLiteral": '_"', "IRIOrLiteral": '<"',
}  # fmt: skip
"""How the terms of each kind of node begin (4.1.3)."""


def forward(term: str) -> Values:
    """The values of a property."""
    return lambda data, focus: data.values(focus, term)


def inverse(term: str) -> Values:
    """The nodes whose property has the focus node as its value."""
    return lambda data, focus: data.sources(focus, term)


@lru_cache(maxsize=1 << 16)
def _canonical(term: str) -> str:
    return term if term[0] != '"' else canonical(*literal(term))


def canonical(text: str, datatype: str, language: str) -> str:
    """A literal by its characters, datatype and language, however it is written; not N-Quads, only to be compared."""
    return f'"{text}"@{language}' if language else f'"{text}"^^{datatype or XSD + "string"}'


def each(holds: Callable[[Data, str], bool]) -> Constraint:
    """What every value must fulfil."""

    def constraint(data: Data, _: str, values: Sequence[str]) -> Broken:
        return ((value, "") for value in values if not holds(data, value))

    return constraint


def of_class(term: str) -> Constraint:
    """Values of a class or of one below it (4.1.1)."""
    return each(lambda data, value: not data.classes(term).isdisjoint(data.values(value, RDF + "type")))


def datatype(iri: str) -> Constraint:
    """Literals of a datatype whose characters fit it (4.1.2)."""

    def holds(_: Data, value: str) -> bool:
        if value[0] != '"':
            return False
        text, kind, _language = literal(value)
        return kind == iri and LEXICAL[iri](text)

    return each(holds)


def count(fits: Callable[[int], bool]) -> Constraint:
    """A number of values (4.2)."""

    def constraint(_: Data, __: str, values: Sequence[str]) -> Broken:
        if not fits(len(values)):
            yield None, ""

    return constraint


def whole(term: str) -> int:
    """The whole number of a canonical literal."""
    return int(term[1 : term.rindex('"')])


def bound(term: str, above: bool, or_equal: bool) -> Constraint:
    """Values above or below a limit (4.3)."""
    text, _, kind = term[1:].rpartition('"^^')
    limit = (text, kind, "")

    def holds(_: Data, value: str) -> bool:
        if value[0] != '"':
            return False
        own = literal(value)
        return less(limit, own, or_equal) if above else less(own, limit, or_equal)

    return each(holds)


def length(fits: Callable[[int], bool]) -> Constraint:
    """A number of characters (4.4.1, 4.4.2)."""
    return each(lambda _, value: value[0] != "_" and fits(len(plain(value))))


def matching(term: str) -> Constraint:
    """Texts that a pattern is found in (4.4.3)."""
    pattern = re.compile(term[1 : term.rindex('"')])
    return each(lambda _, value: value[0] != "_" and pattern.search(plain(value)) is not None)


def among(allowed: frozenset[str]) -> Constraint:
    """Values of a list (4.8.3)."""
    return each(lambda _, value: _canonical(value) in allowed)


def has_value(term: str) -> Constraint:
    """One of the values is this (4.8.2)."""

    def constraint(_: Data, __: str, values: Sequence[str]) -> Broken:
        if all(_canonical(value) != term for value in values):
            yield None, ""

    return constraint


def less_than(term: str, or_equal: bool) -> Constraint:
    """Values less than those of another property (4.5.3, 4.5.4)."""

    def constraint(data: Data, focus: str, values: Sequence[str]) -> Broken:
        for value in values:
            for other in data.values(focus, term[1:-1]):
                comparable = value[0] == other[0] == '"'
                if not (comparable and less(literal(value), literal(other), or_equal)):
                    yield value, ""

    return constraint


def members(name: str, shapes: tuple[Callable[[Data, str], bool], ...]) -> Constraint:
    """Values that keep all (`and`), none (`not`), some (`or`) or just one (`xone`) of several shapes (4.6)."""

    def holds(data: Data, value: str) -> bool:
        kept = [shape(data, value) for shape in shapes]
        return {"and": all(kept), "not": not any(kept), "or": any(kept), "xone": kept.count(True) == 1}[name]

    return each(holds)


def closed(known: frozenset[str] | None) -> Constraint:
    """No properties but those known (4.8.1); all, where that is None."""

    def constraint(data: Data, _: str, values: Sequence[str]) -> Broken:
        if known is None:
            return
        for value in values:
            for term, objects in data.properties(value).items():
                if term not in known:
                    yield from ((one, term) for one in objects)

    return constraint


_SELECT = re.compile(r"\s*SELECT\s+(?:DISTINCT\s+)?\$this\b[^{}]*?\bWHERE\s*\{")
_ELSEWHERE = re.compile(
    r"\b(?:SELECT|MINUS|VALUES|SERVICE|FROM|GRAPH)\b|\$(?:shapesGraph|currentShape|PATH)|subClassOf|#", re.I
)


def asked(query: str) -> tuple[str, str] | None:
    """A query parted where its focus node can be given; None where that is not so simple (5.3.1)."""
    head = _SELECT.match(query)
    if head is None or _ELSEWHERE.search(query, head.end()):
        return None
    return head.group(), query[head.end() :]
