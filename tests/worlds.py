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


def trials(*documents: str) -> Store:
    """A graph of documents, each given as the inside of its named graph; that of the first is called 0."""
    base = "https://w3id.org/oncology-kg/"
    rooms = {"d": "document/", "t": "trial/", "f": "fact/", "g": "drug/", "kg": "ontology#"}
    rooms |= {"m": "measure/", "a": "arm/", "e": "evidence/", "c": "cancer/", "n": "event/"}
    head = "".join(f"@prefix {prefix}: <{base}{room}> . " for prefix, room in rooms.items())
    head += "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix oa: <http://www.w3.org/ns/oa#> . "
    head += "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    head += 'd:drugs { g:x a kg:Drug ; rdfs:label "x" . g:y a kg:Drug ; rdfs:label "y" } '
    text = head + "".join(f"d:{n} {{ d:{n} a kg:Document . {inside} }}" for n, inside in enumerate(documents))
    return Store.memory(f"{q} ." for q in ox.parse(text.encode(), format=ox.RdfFormat.TRIG))
