"""The graph that is validated, as text terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg import nquads, schema
from kg.errors import ValidationError
from kg.terms import RDF, RDFS


class Data:
    """The merged statements of N-Quads lines by subject and property, with the class hierarchy."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.triples: set[tuple[str, str, str]] = set()
        self._values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for number, line in enumerate(lines, 1):
            self._add(line.strip(), number)
        for sub, above in schema.hierarchy():
            self.triples.add((f"<{sub}>", f"<{RDFS}subClassOf>", f"<{above}>"))

    def _add(self, line: str, number: int) -> None:
        if not line or line.startswith("#"):
            return
        try:
            subject, term, value, _ = nquads.split(line)
            plain = _plain(value)
        except (ValueError, IndexError, KeyError) as error:
            raise ValidationError(
                f"line {number} is not N-Quads: {line[:80]}", "the graph", "build it again"
            ) from error
        if (subject, term, value) not in self.triples:
            self.triples.add((subject, term, value))
            self._values[_plain(subject), term[1:-1]].append(plain)
            self._subjects[term[1:-1], plain].append(_plain(subject))

    def all(self, subject: str, term: str) -> list[str]:
        """The texts of a property's values, sorted."""
        return sorted(self._values.get((subject, term), ()))

    def one(self, subject: str, term: str) -> str:
        """The text of a property's first value, or ""."""
        return next(iter(self.all(subject, term)), "")

    def subjects(self, term: str, value: str) -> list[str]:
        """The nodes whose property has this value, sorted."""
        return sorted(self._subjects.get((term, value), ()))

    def instances(self, cls: str) -> list[str]:
        """The nodes that are said to be of a class, sorted."""
        return self.subjects(RDF + "type", cls)


def _plain(term: str) -> str:
    """The text of a term: an IRI's, a literal's characters, or a blank node's name."""
    if term[0] == "<":
        return nquads.unescape(term[1:-1])
    return term if term.startswith("_:") else nquads.parts(term)[0]
