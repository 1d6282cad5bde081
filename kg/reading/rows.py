"""The rows of tables: their cells, and the header row above them."""

from __future__ import annotations

from itertools import pairwise

from kg.reading.annotate import Annotated, Sentence

Cell = tuple[int, int]
"""A range of a row's typed text."""


def cells(typed: str) -> list[Cell]:
    """The cells of a row; an empty first cell is one too.

    >>> cells("A | B | ")
    [(0, 2), (3, 6), (7, 8)]
    """
    bars = [i for i, char in enumerate(typed) if char == "|"]
    edges = [-1, *bars, len(typed)]
    return [(a + 1, b) for a, b in pairwise(edges)]


def columns(header: str, row: str) -> list[tuple[Cell, Cell]]:
    """The cells of a table's head, each with the row's below it; [] where these are not as many.

    >>> columns("A | B", "1 | 2"), columns("A | B", "1")
    ([((0, 2), (0, 2)), ((3, 5), (3, 5))], [])
    """
    heads, below = cells(header), cells(row)
    return list(zip(heads, below, strict=True)) if len(heads) == len(below) > 1 else []


def header_row(annotated: Annotated, sentence: Sentence) -> Sentence | None:
    """The header row of a row's table, where it has one."""
    path = sentence.passage.path
    if not path or "|" not in path[-1]:
        return None
    for at in range(sentence.index - 1, -1, -1):
        earlier = annotated.sentences[at]
        if earlier.passage.block != "row":
            return None
        if earlier.passage.text == path[-1]:
            return earlier
    return None
