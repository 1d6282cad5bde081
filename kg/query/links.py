"""What follows from several documents together: the links that the CONSTRUCTs of `queries/rules/` derive."""

from __future__ import annotations

import hashlib
from typing import Protocol

from kg import names
from kg.nquads import Answer
from kg.query.headers import rules


class Graph(Protocol):
    """What the rules need of a graph."""

    def query(self, text: str) -> Answer:
        """Answer a SPARQL query."""


def digest() -> str:
    """SHA-256 of the rules, hexadecimal."""
    total = hashlib.sha256()
    for rule in rules():
        total.update(f"{rule.name}\0{rule.text}\0".encode())
    return total.hexdigest()


def derive(graph: Graph) -> list[str]:
    """The links between what the documents name, each with its reason.

    Args:
        graph: a graph without links.

    Returns:
        Sorted N-Quads lines of the graph of links.

    """
    found = set[str]()
    for rule in rules():
        answer = graph.query(rule.text)
        found.update(f"{s} {p} {o} <{names.LINKS_GRAPH}> ." for s, p, o in answer.rows)
    return sorted(found)
