"""Shapes compiled into checks: the subset of SHACL that the project's shapes are written in.

A shape that uses anything else is not compiled (`compiled` gives None), and the whole graph is then left to the
referee (`kg.validate.referee`): what is not known here is never passed over. Tests compare both on every broken
fixture and on mutated graphs. Numbers in the docstrings are sections of SHACL (W3C Recommendation, 20 July 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.terms import RDF, RDFS, SH
from kg.validate import constraints
from kg.validate.constraints import Constraint, Values
from kg.validate.data import Data
from kg.validate.literals import LEXICAL
from kg.validate.report import Result

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


class _UnknownError(Exception):
    """A construct that is not compiled."""


@dataclass(frozen=True)
class Query:
    """A SPARQL constraint (5): what its results say, and its query, parted where the focus node is given."""

    message: str
    before: str
    after: str

    def of(self, focus: str) -> str:
        """The query of a focus node."""
        return f"{self.before} VALUES $this {{ {focus} }} {self.after}"


@dataclass(frozen=True)
class Shape:
    """A shape (2.1).

    Attributes:
        name: its IRI, or its blank node.
        message: what its results say; "" where it reports nothing of its own.
        path: from a focus node to its value nodes; to itself for a node shape.
        constraints: with the names of their components.
        properties: the property shapes of its value nodes.
        queries: SPARQL constraints.
        targets: terms of the classes and of the nodes that it is asked of.

    """

    name: str
    message: str
    path: Values
    constraints: tuple[tuple[str, Constraint], ...]
    properties: tuple[Shape, ...]
    queries: tuple[Query, ...]
    targets: tuple[tuple[str, str], ...]

    def focus(self, data: Data) -> Iterator[str]:
        """The nodes that it is asked of (2.1.3)."""
        for kind, term in self.targets:
            if kind == "targetNode":
                yield term
            else:
                for cls in data.classes(term):
                    yield from data.sources(cls, RDF + "type")

    def results(self, data: Data, focus: str) -> Iterator[Result]:
        """Where a focus node breaks it."""
        values = self.path(data, focus)
        for component, constraint in self.constraints:
            for value, path in constraint(data, focus, values):
                yield Result(focus, path, value, self.message, self.name, component)
        for shape in self.properties:
            for value in values:
                yield from shape.results(data, value)

    def holds(self, data: Data, focus: str) -> bool:
        """Whether a focus node keeps it."""
        return next(self.results(data, focus), None) is None


def compiled(shapes: Graph) -> tuple[Shape, ...] | None:
    """The shapes that have targets, or None where one of them uses what is not known here."""
    try:
        return tuple(_Reader(shapes).all())
    except _UnknownError:
        return None


_DESCRIPTIVE: Final = frozenset(SH + n for n in ("name", "description", "order", "group", "defaultValue", "message"))
_TARGETS: Final = ("targetClass", "targetNode")
_PLACED: Final = frozenset(SH + n for n in ("path", *_TARGETS, "property", "sparql", "ignoredProperties"))
_LISTS: Final = ("or", "and", "xone")


class _Reader:
    """Reads shapes from their graph."""

    def __init__(self, shapes: Graph) -> None:
        from rdflib import URIRef  # noqa: PLC0415 - imported late: 0.4 s

        self._graph = shapes
        self._iri = URIRef

    def all(self) -> Iterator[Shape]:
        """The shapes with targets; the rest stands within them."""
        classes = set(self._graph.subjects(self._iri(RDF + "type"), self._iri(RDFS + "Class")))
        named = {
            s
            for n in ("NodeShape", "PropertyShape")
            for s in self._graph.subjects(self._iri(RDF + "type"), self._iri(SH + n))
        }
        if classes & named:
            raise _UnknownError  # an implicit class target (2.1.3.3)
        targeted = {s for n in ("targetClass", "targetNode") for s in self._graph.subjects(self._iri(SH + n))}
        for node in sorted(targeted, key=str):
            yield self._shape(node)

    def _shape(self, node: Node, depth: int = 0) -> Shape:
        told: dict[str, list[Node]] = {}
        for term, value in self._graph.predicate_objects(node):
            told.setdefault(str(term), []).append(value)
        if depth > 9:
            raise _UnknownError
        constraints_ = tuple(self._constraints(told, depth))
        message = self._one(told, "message")
        if (constraints_ and not message and depth == 0) or len(told.get(SH + "message", ())) > 1:
            raise _UnknownError  # the referee words its own messages
        return Shape(
            str(node),
            str(message or ""),
            self._path(told),
            constraints_,
            tuple(self._shape(one, depth + (depth > 0)) for one in sorted(told.get(SH + "property", ()), key=str)),
            tuple(self._query(one) for one in told.get(SH + "sparql", ())),
            tuple((k, _term(v)) for k in _TARGETS for v in told.get(SH + k, ())),
        )

    def _one(self, told: Mapping[str, list[Node]], name: str) -> Node | None:
        return next(iter(told.get(SH + name, ())), None)

    def _path(self, told: Mapping[str, list[Node]]) -> Values:
        paths = told.get(SH + "path", [])
        if not paths:
            return lambda _, focus: (focus,)
        if len(paths) > 1:
            raise _UnknownError
        if isinstance(paths[0], self._iri):
            return constraints.forward(str(paths[0]))
        inner = list(self._graph.predicate_objects(paths[0]))
        if len(inner) == 1 and str(inner[0][0]) == SH + "inversePath" and isinstance(inner[0][1], self._iri):
            return constraints.inverse(str(inner[0][1]))
        raise _UnknownError

    def _constraints(self, told: Mapping[str, list[Node]], depth: int) -> Iterator[tuple[str, Constraint]]:
        for term in sorted(told):
            name = term.removeprefix(SH)
            if term in _DESCRIPTIVE or term in _PLACED or (term == RDF + "type" and depth >= 0):
                continue
            make = _MAKERS.get(name) if term.startswith(SH) else None
            for value in told[term]:
                if name in _LISTS:
                    members = tuple(self._shape(one, depth + 1) for one in self._graph.items(value))
                    yield name, constraints.members(name, tuple(member.holds for member in members))
                elif name in ("not", "node"):
                    holds = self._shape(value, depth + 1).holds
                    yield name, constraints.members("and" if name == "node" else "not", (holds,))
                elif name == "in":
                    yield name, constraints.among(frozenset(map(_term, self._graph.items(value))))
                elif name == "closed":
                    yield name, self._closed(told, str(value))
                elif make is None or len(told[term]) > 1:
                    raise _UnknownError
                else:
                    yield name, make(_term(value))

    def _closed(self, told: Mapping[str, list[Node]], value: str) -> Constraint:
        if value not in ("true", "false"):
            raise _UnknownError
        lists = told.get(SH + "ignoredProperties", ())
        known = {str(term) for one in lists for term in self._graph.items(one)}
        paths = (self._graph.value(one, self._iri(SH + "path")) for one in told.get(SH + "property", ()))
        return constraints.closed(frozenset(known | {str(path) for path in paths}) if value == "true" else None)

    def _query(self, node: Node) -> Query:
        """A SPARQL constraint's message and its query, prefixes written out (5.2)."""
        told = {str(term): value for term, value in self._graph.predicate_objects(node)}
        if (
            set(told) - {RDF + "type", *(SH + n for n in ("message", "prefixes", "select"))}
            or SH + "message" not in told
        ):
            raise _UnknownError
        declared = self._graph.objects(told.get(SH + "prefixes"), self._iri(SH + "declare"))
        pairs = (
            (self._graph.value(one, self._iri(SH + "prefix")), self._graph.value(one, self._iri(SH + "namespace")))
            for one in declared
        )
        prefixes = "".join(f"PREFIX {name}: <{space}>\n" for name, space in sorted(pairs))
        parted = constraints.asked(str(told[SH + "select"]))
        if parted is None:
            raise _UnknownError
        return Query(str(told[SH + "message"]), prefixes + parted[0], parted[1])


def _term(node: Node) -> str:
    """An RDF term as N-Quads text; literals by their characters and datatype."""
    from rdflib import Literal, URIRef  # noqa: PLC0415

    if isinstance(node, URIRef):
        return f"<{node}>"
    if not isinstance(node, Literal):
        raise _UnknownError
    return constraints.canonical(str(node), str(node.datatype or ""), node.language or "")


def _datatype(term: str) -> Constraint:
    if term[1:-1] not in LEXICAL:
        raise _UnknownError
    return constraints.datatype(term[1:-1])


def _node_kind(term: str) -> Constraint:
    kinds = constraints.KINDS.get(term[1:-1].removeprefix(SH))
    if kinds is None:
        raise _UnknownError
    return constraints.each(lambda _, value: value[0] in kinds)


_MAKERS: Final[Mapping[str, Callable[[str], Constraint]]] = {
    "class": constraints.of_class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minCount": lambda term: constraints.count(lambda n: n >= constraints.whole(term)),
    "maxCount": lambda term: constraints.count(lambda n: n <= constraints.whole(term)),
    "minExclusive": lambda term: constraints.bound(term, above=True, or_equal=False),
    "minInclusive": lambda term: constraints.bound(term, above=True, or_equal=True),
    "maxExclusive": lambda term: constraints.bound(term, above=False, or_equal=False),
    "maxInclusive": lambda term: constraints.bound(term, above=False, or_equal=True),
    "minLength": lambda term: constraints.length(lambda n: n >= constraints.whole(term)),
    "maxLength": lambda term: constraints.length(lambda n: n <= constraints.whole(term)),
    "pattern": constraints.matching,
    "lessThan": lambda term: constraints.less_than(term, or_equal=False),
    "lessThanOrEquals": lambda term: constraints.less_than(term, or_equal=True),
    "hasValue": constraints.has_value,
}
