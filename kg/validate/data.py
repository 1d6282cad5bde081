"""The graph that is validated: its merged statements as text terms, by subject and by object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kg import nquads, schema
from kg.errors import ValidationError
from kg.terms import RDF, RDFS

_NOTHING: Mapping[str, list[str]] = {}


class Data:
    """The merged statements of N-Quads lines, with the class hierarchy.

    Terms are kept as N-Quads writes them (IRIs without escapes); what takes or gives plain texts says so.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._out: dict[str, dict[str, list[str]]] = {}
        self._into: dict[str, dict[str, list[str]]] = {}
        for number, line in enumerate(lines, 1):
            self._add(line.strip(), number)
        self._above: dict[str, set[str]] = {}
        self._below: dict[str, frozenset[str]] = {}
        told = ((sub, above) for sub, terms in self._out.items() for above in terms.get(RDFS + "subClassOf", ()))
        for sub, above in [*((f"<{s}>", f"<{a}>") for s, a in schema.hierarchy()), *told]:
            self._above.setdefault(sub, set()).add(above)

    def _add(self, line: str, number: int) -> None:
        if not line or line.startswith("#"):
            return
        try:
            subject, term, value, _ = nquads.split(line)
            if value[0] not in "<_":
                literal(value)
            elif "\\" in value:
                value = nquads.unescape(value)
            if "\\" in subject or "\\" in term:
                subject, term = nquads.unescape(subject), nquads.unescape(term)
            if term[0] != "<" or subject[0] not in "<_":
                raise ValueError(term)
        except (ValueError, IndexError, KeyError) as error:
            raise ValidationError(
                f"line {number} is not N-Quads: {line[:80]}", "the graph", "build it again"
            ) from error
        values = self._out.setdefault(subject, {}).setdefault(term[1:-1], [])
        if value not in values:
            values.append(value)
            if value[0] != '"':
                self._into.setdefault(value, {}).setdefault(term[1:-1], []).append(subject)

    # ---- terms ----

    def triples(self) -> Iterator[tuple[str, str, str]]:
        """Every statement once, and the class hierarchy."""
        for subject, terms in self._out.items():
            for term, values in terms.items():
                yield from ((subject, f"<{term}>", value) for value in values)
        for sub, aboves in self._above.items():
            yield from ((sub, f"<{RDFS}subClassOf>", above) for above in aboves)

    def properties(self, subject: str) -> Mapping[str, Sequence[str]]:
        """The values of each property of a node, by the property's IRI."""
        return self._out.get(subject, _NOTHING)

    def values(self, subject: str, term: str) -> Sequence[str]:
        """The values of a property of a node."""
        return self._out.get(subject, _NOTHING).get(term, ())

    def sources(self, value: str, term: str) -> Sequence[str]:
        """The nodes whose property has a node as its value."""
        return self._into.get(value, _NOTHING).get(term, ())

    def classes(self, cls: str) -> frozenset[str]:
        """A class and those below it."""
        if cls not in self._below:
            found, new = {cls}, {cls}
            while new:
                new = {sub for sub, above in self._above.items() if above & new} - found
                found |= new
            self._below[cls] = frozenset(found)
        return self._below[cls]

    # ---- plain texts ----

    def all(self, subject: str, term: str) -> list[str]:
        """The texts of a property's values, sorted."""
        return sorted(map(plain, self.values(_node(subject), term)))

    def one(self, subject: str, term: str) -> str:
        """The text of a property's first value, or ""."""
        return next(iter(self.all(subject, term)), "")

    def subjects(self, term: str, node: str) -> list[str]:
        """The nodes whose property has this node as its value, sorted."""
        return sorted(map(plain, self.sources(_node(node), term)))

    def instances(self, cls: str) -> list[str]:
        """The nodes that are said to be of a class, sorted."""
        return self.subjects(RDF + "type", cls)

    def is_a(self, node: str, cls: str) -> bool:
        """Whether a node is said to be of just this class."""
        return f"<{cls}>" in self.values(_node(node), RDF + "type")


def _node(text: str) -> str:
    return text if text.startswith("_:") else f"<{text}>"


def plain(term: str) -> str:
    """The text of a term: an IRI's, a literal's characters, or a blank node's name."""
    if term[0] == "<":
        return term[1:-1]
    return term if term[0] == "_" else literal(term)[0]


@lru_cache(maxsize=1 << 16)
def literal(term: str) -> tuple[str, str, str]:
    """A literal's characters, datatype and language."""
    text, datatype, language = nquads.parts(term)
    return text, RDF + "langString" if language else datatype, language
