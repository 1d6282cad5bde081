"""What follows from several documents together: the links that the CONSTRUCTs of `queries/rules/` derive."""

from __future__ import annotations

from kg import names
from kg.query.headers import rules
from kg.query.parameters import Engine


def derive(graph: Engine) -> list[str]:
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
