"""Graphs that the tests ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.query import derive
from kg.store import Store

FIXTURES = Path(__file__).parent / "fixtures" / "queries"


@cache
def world() -> Store:
    """The small world of `world.trig`, with the links that the rules derive."""
    lines = read("world.trig")
    return Store.memory([*lines, *derive(Store.memory(lines))])


def read(name: str) -> list[str]:
    """A fixture's N-Quads lines."""
    return [f"{quad} ." for quad in ox.parse((FIXTURES / name).read_bytes(), format=ox.RdfFormat.TRIG)]
