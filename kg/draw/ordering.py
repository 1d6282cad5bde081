"""Layers of a drawing: which order has few crossings, and where things stand in it.

The method is that of Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
structures" (1981): sweeps over the layers, in which each thing goes to the mean place of its neighbours.
Heights come from isotonic regression: as near to the neighbours as the order and the distances allow.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

Segment = tuple[str, str]
"""A piece of an edge from a thing of one layer to a thing of the next."""


def crossings(left: Sequence[str], right: Sequence[str], segments: Iterable[Segment]) -> int:
    """How many pairs of segments cross between two layers.

    >>> crossings(["a", "b"], ["x", "y"], [("a", "y"), ("b", "x")])
    1
    >>> crossings(["a"], ["x", "y"], [("a", "x"), ("a", "y")])
    0
    """
    here, there = ({name: i for i, name in enumerate(layer)} for layer in (left, right))
    pairs = sorted((here[a], there[b]) for a, b in segments if a in here and b in there)
    total, seen = 0, list[int]()
    waiting: list[int] = []
    for place, (start, end) in enumerate(pairs):
        if place and start != pairs[place - 1][0]:
            for one in waiting:
                insort(seen, one)
            waiting = []
        total += len(seen) - bisect_left(seen, end + 1)
        waiting.append(end)
    return total


def ordered(layers: Sequence[Sequence[str]], segments: Iterable[Segment], sweeps: int = 12) -> list[list[str]]:
    """The layers in an order with few crossings; the given order decides where nothing else does.

    >>> ordered([["a", "b"], ["x", "y"]], [("a", "y"), ("b", "x")])
    [['a', 'b'], ['y', 'x']]
    """
    pieces = sorted(set(segments))
    before, after = _links(pieces)
    best = current = [list(layer) for layer in layers]
    fewest = _total(best, pieces)
    for sweep in range(sweeps):
        forward = sweep % 2 == 0
        current = [list(layer) for layer in current]
        places = range(1, len(current)) if forward else range(len(current) - 2, -1, -1)
        for at in places:
            fixed = current[at - 1 if forward else at + 1]
            current[at] = _by_mean(current[at], fixed, before if forward else after)
        found = _total(current, pieces)
        if found < fewest:
            best, fewest = current, found
    return [list(layer) for layer in best]


def _links(pieces: Sequence[Segment]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for a, b in pieces:
        before.setdefault(b, []).append(a)
        after.setdefault(a, []).append(b)
    return before, after


def _total(layers: Sequence[Sequence[str]], pieces: Sequence[Segment]) -> int:
    return sum(crossings(a, b, pieces) for a, b in pairwise(layers))


def _by_mean(layer: Sequence[str], fixed: Sequence[str], links: Mapping[str, Sequence[str]]) -> list[str]:
    """A layer sorted by the mean place of the neighbours in the fixed one; things without any keep theirs."""
    place = {name: i / max(1, len(fixed) - 1) for i, name in enumerate(fixed)}
    own = {name: i / max(1, len(layer) - 1) for i, name in enumerate(layer)}

    def mean(name: str) -> float:
        near = [place[other] for other in links.get(name, ()) if other in place]
        return sum(near) / len(near) if near else own[name]

    return sorted(layer, key=lambda name: (round(mean(name), 9), own[name]))


def spread(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Places as near to the wanted ones as their order and distances allow (least squares).

    Args:
        wanted: where each would stand by itself, in their order.
        apart: the least distance of each from the one before it; the first is not used.

    The pool-adjacent-violators algorithm (Barlow et al. 1972), after the distances are taken out.

    >>> spread([0, 0, 5], [0, 1, 1])
    [-0.5, 0.5, 5.0]
    """
    taken, total = [], 0.0
    for place, distance in enumerate(apart):
        total += distance if place else 0.0
        taken.append(total)
    pools: list[tuple[float, int]] = []
    for want, off in zip(wanted, taken, strict=True):
        pools.append((want - off, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            last, previous = pools.pop(), pools.pop()
            pools.append((last[0] + previous[0], last[1] + previous[1]))
    levels = [total / size for total, size in pools for _ in range(size)]
    return [level + off for level, off in zip(levels, taken, strict=True)]
