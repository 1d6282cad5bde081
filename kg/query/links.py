"""What follows from several documents together.

Links, which the CONSTRUCTs of `queries/rules/` derive; and the name that all names of a trial share by these links, so
that questions which compare documents need not look for it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Final, Protocol

from kg import names, terms
from kg.nquads import Answer, parts
from kg.query.headers import rules
from kg.terms import SKOS

_SPEAKING: Final = f"""SELECT ?trial (COUNT(?document) AS ?n)
WHERE {{ GRAPH ?document {{ ?trial a <{terms.Trial}> }} }} GROUP BY ?trial"""
_STUDIED: Final = f"""SELECT ?trial ?disease ?above ?over WHERE {{
  ?trial <{terms.studies}> ?disease
  OPTIONAL {{ ?disease <{SKOS}broader> ?above OPTIONAL {{ ?above <{SKOS}broader> ?over }} }}
}}"""

_SIZES: Final = f"""SELECT ?trial ?size
WHERE {{ ?fact <{terms.trial}> ?trial ; <{terms.attribute}> "enrollment" ; <{terms.value}> ?size }}"""
_PART: Final = Decimal("0.8")
"""Of two sizes of one trial, one below this share of the other is that of a part (so in disagreements-on-trials)."""


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
    """The links between what the documents name, each with its reason, and what trials are compared as.

    Args:
        graph: a graph without links.

    Returns:
        Sorted N-Quads lines of the graph of links.

    """
    found = {row for rule in rules() for row in graph.query(rule.text).rows}
    same = {(str(s), str(o)) for s, p, o in found if p == f"<{terms.sameTrialAs}>"}
    shared = {(trial, f"<{terms.comparedAs}>", names.literal(name[1:-1])) for trial, name in _shared(graph, same)}
    return sorted(f"{s} {p} {o} <{names.LINKS_GRAPH}> ." for s, p, o in found | shared)


def _shared(graph: Graph, same: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each trial that documents can be compared on, and the first of its names, as terms.

    Documents are compared on a trial of which more than one of them speaks, under this name or another.
    """
    twins: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in same:
        twins[one].add(other)
    several = {str(trial) for trial, count in graph.query(_SPEAKING).rows if int(parts(str(count))[0]) > 1}
    studied, sizes = (_studied(graph), _sizes(graph)) if twins else ({}, {})
    for trial in several | twins.keys():
        apart = _apart(trial, twins, studied) or _in_part(trial, twins, sizes)
        if trial in several or not apart:
            yield trial, trial if apart else min(_reached(trial, twins), key=lambda term: term[1:-1])


def _reached(trial: str, twins: Mapping[str, set[str]]) -> set[str]:
    """All names of a trial."""
    found, new = {trial}, {trial}
    while new:
        new = {other for one in new for other in twins.get(one, ())} - found
        found |= new
    return found


def _studied(graph: Graph) -> dict[str, dict[str, set[str]]]:
    """The diseases that each trial studies, each with what it is a kind of, two steps up."""
    found: dict[str, dict[str, set[str]]] = {}
    for trial, disease, *above in graph.query(_STUDIED).rows:
        found.setdefault(str(trial), {}).setdefault(str(disease), set()).update(str(one) for one in above if one)
    return found


def _apart(trial: str, twins: Mapping[str, set[str]], studied: Mapping[str, Mapping[str, set[str]]]) -> bool:
    """Whether a trial and its other names study diseases, of which none of one is a kind of any of the other."""
    mine = studied.get(trial, {})
    pairs = [pair for twin in twins.get(trial, ()) for pair in product(mine.items(), studied.get(twin, {}).items())]
    return bool(pairs) and not any(
        one == two or one in above_two or two in above_one for (one, above_one), (two, above_two) in pairs
    )


def _sizes(graph: Graph) -> dict[str, set[Decimal]]:
    """The sizes that documents give each trial."""
    found: defaultdict[str, set[Decimal]] = defaultdict(set)
    for trial, size in graph.query(_SIZES).rows:
        found[str(trial)].add(Decimal(parts(str(size))[0]))
    return found


def _in_part(trial: str, twins: Mapping[str, set[str]], sizes: Mapping[str, set[Decimal]]) -> bool:
    """Whether of a trial and its other names, where all have sizes, one is always much larger than the other."""
    pairs = [pair for twin in twins.get(trial, ()) for pair in product(sizes.get(trial, ()), sizes.get(twin, ()))]
    return bool(pairs) and all(min(pair) < _PART * max(pair) for pair in pairs)
