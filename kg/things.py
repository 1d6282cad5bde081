"""What a name means in a graph, whatever kind of thing it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import names, query
from kg.nquads import Iri, value
from kg.query.parameters import KINDS
from kg.store import Store
from kg.terms import RDFS, SKOS


@dataclass(frozen=True, slots=True)
class Thing:
    """What a name means.

    Attributes:
        kinds: the kinds of thing it is.
        label: how the graph calls it.
        others: its other names in the graph, sorted.
        iris: the thing itself, first, and what is narrower or the same as it.
        matches: what it is elsewhere, as IRIs.
    """

    kinds: tuple[str, ...]
    label: str
    others: tuple[str, ...]
    iris: tuple[Iri, ...]
    matches: tuple[Iri, ...]


def find(graph: Store, name: str) -> Thing:
    """The thing of this name.

    Raises:
        QueryError: where nothing has it; the message names what comes near.
    """
    found = query.meanings(graph, name)
    return _described(graph, name, found)


def _described(graph: Store, name: str, found: Mapping[str, Sequence[Iri]]) -> Thing:
    """The thing among what a name means by kind; what is called so is first a drug, a target, a cancer, and so on."""
    kinds = {iri: kind for kind in reversed(KINDS) for iri in found.get(kind, ())}
    called = {iri: (_values(graph, iri, RDFS + "label"), _values(graph, iri, SKOS + "altLabel")) for iri in kinds}

    def closeness(iri: Iri) -> tuple[bool, bool, int, int, str]:
        labels, others = called[iri]
        low = name.strip().lower()
        last = str(iri).rpartition("/")[2].lower()
        is_it = low in map(str.lower, labels) or names.slug(low) == last or low == str(iri).lower()
        return not is_it, low not in map(str.lower, others), KINDS.index(kinds[iri]), len(iri), iri

    ordered = sorted(kinds, key=closeness)
    labels, others = called[ordered[0]]
    label = labels[0] if labels else name
    matches = tuple(Iri(iri) for iri in _values(graph, ordered[0], SKOS + "exactMatch"))
    return Thing(tuple(found), label, tuple(o for o in others if o != label), tuple(ordered), matches)


def _values(graph: Store, iri: str, term: str) -> list[str]:
    """The values of a property of a thing, sorted."""
    rows = graph.query(f"SELECT DISTINCT ?value WHERE {{ <{iri}> <{term}> ?value }} ORDER BY ?value").rows
    return [str(value(row[0])) for row in rows if row[0] is not None]
