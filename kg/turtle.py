"""Turtle and TriG, written from N-Quads text: readable, and the same bytes for the same graph.

The grammar is that of <https://www.w3.org/TR/turtle/> and <https://www.w3.org/TR/trig/>. The graph has no
blank nodes, so its triples in sorted order are already a canonical form, and writing them needs no library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg import names
from kg.nquads import RDF_TYPE, XSD, parts, split
from kg.terms import PREFIXES

_ROOMS = ("drug", "target", "cancer", "measure", "event", "agency", "organization", "person", "model", "intervention",
          "exposure", "trial", "arm", "fact", "evidence", "lead", "document", "link", "graph", "build")  # fmt: skip
"""The first parts of the graph's own IRIs; each is a prefix."""

_LOCAL = re.compile(r"(?:\w|%[0-9A-Fa-f]{2})(?:(?:[\w.-]|%[0-9A-Fa-f]{2})*(?:[\w-]|%[0-9A-Fa-f]{2}))?", re.ASCII)
_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}


def prefixes() -> dict[str, str]:
    """Every prefix that the exports use: the ontology's map and one for each kind of node."""
    return dict(sorted({**PREFIXES, **{room: f"{names.BASE}{room}/" for room in _ROOMS}}.items()))


def turtle(triples: Iterable[str], note: str = "") -> str:
    """Sorted N-Triples lines as Turtle.

    Args:
        triples: lines, sorted.
        note: what shall stand in the first line as a comment.

    >>> print(turtle(['<https://w3id.org/oncology-kg/drug/a> <http://purl.org/dc/terms/title> "a" .']))
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix drug: <https://w3id.org/oncology-kg/drug/> .
    <BLANKLINE>
    drug:a dcterms:title "a" .
    <BLANKLINE>

    """
    writer = _Writer()
    return writer.framed(list(writer.subjects(triples)), note)


def trig(lines: Iterable[str], note: str = "") -> str:
    """Sorted N-Quads lines as TriG: one block a named graph, sorted by its name."""
    writer, blocks = _Writer(), []
    quads = sorted((split(line) for line in lines), key=lambda q: (q[3], q[:3]))
    for graph, members in groupby(quads, key=lambda q: q[3]):
        body = "".join(writer.subjects(f"{s} {p} {o} ." for s, p, o, _ in members))
        inside = "".join(f"  {line}\n" if line else "\n" for line in body.rstrip("\n").split("\n"))
        blocks.append(f"{writer.term(graph)} {{\n{inside}}}\n\n")
    return writer.framed(blocks, note)


class _Writer:
    """Writes terms short and remembers which prefixes it used."""

    def __init__(self) -> None:
        self._spaces = sorted(((space, prefix) for prefix, space in prefixes().items()), key=lambda p: -len(p[0]))
        self._used: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def framed(self, blocks: list[str], note: str) -> str:
        head = f"# {note}\n" if note else ""
        head += "".join(f"@prefix {p}: <{s}> .\n" for p, s in sorted(self._used.items()))
        return head + "\n" + "".join(blocks).rstrip("\n") + "\n"

    def subjects(self, triples: Iterable[str]) -> Iterator[str]:
        statements = (split(line)[:3] for line in triples)
        for subject, group in groupby(statements, key=lambda t: t[0]):
            yield self._subject(subject, list(group))

    def _subject(self, subject: str, statements: list[tuple[str, str, str]]) -> str:
        said: dict[str, list[str]] = {}
        for _, predicate, thing in sorted(statements, key=lambda t: (t[1] != RDF_TYPE, t)):
            said.setdefault(predicate, []).append(self.term(thing))
        pairs = (f"{self._predicate(p)} {' , '.join(things)}" for p, things in said.items())
        return f"{self.term(subject)} " + " ;\n    ".join(pairs) + " .\n\n"

    def _predicate(self, term: str) -> str:
        return "a" if term == RDF_TYPE else self.term(term)

    def term(self, term: str) -> str:
        """A term as short as Turtle allows."""
        if term[0] == '"':
            return self._literal(term)
        if term not in self._known:
            self._known[term] = self._short(term[1:-1])
        return self._known[term]

    def _short(self, iri: str) -> str:
        for space, prefix in self._spaces:
            if iri.startswith(space):
                local = iri[len(space) :]
                if _LOCAL.fullmatch(local):
                    self._used[prefix] = space
                    return f"{prefix}:{local}"
        return f"<{iri}>"

    def _literal(self, term: str) -> str:
        if term[-1] == '"':
            return term
        text, datatype, language = parts(term)
        bare = _BARE.get(datatype)
        if language:
            return term
        if bare and bare.fullmatch(text):
            return text
        return f"{term[: term.rindex('^^')]}^^{self.term(f'<{datatype}>')}"
