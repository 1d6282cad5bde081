"""Turtle, TriG and N-Quads."""

from __future__ import annotations

from collections.abc import Iterator

from kg import names
from kg import turtle as writer
from kg.export import dataset
from kg.export.dataset import Nodes, Source


def nquads(graph: Source) -> Iterator[str]:
    """Sorted N-Quads; the description of the dataset stands in the build's graph."""
    for line in _lines(graph):
        yield line + "\n"


def trig(graph: Source) -> Iterator[str]:
    """TriG, one block a named graph."""
    yield writer.trig(_lines(graph), dataset.heading(graph))


def turtle(graph: Source) -> Iterator[str]:
    """Turtle: what is said, whoever says it; documents, things, then facts, each with its evidence."""
    nodes = Nodes.of(iter(sorted({*graph.triples(), *dataset.describe(graph)})))
    triples = (
        f"{subject} {predicate} {thing} ."
        for subject in nodes.ordered()
        for predicate, things in nodes.said[subject].items()
        for thing in things
    )
    yield writer.turtle(triples, dataset.heading(graph))


def _lines(graph: Source) -> list[str]:
    described = (f"{line[:-2]} <{names.BUILD_GRAPH}> ." for line in dataset.describe(graph))
    return sorted({*graph.lines(), *described})
