"""The ego view: one thing in the middle, what is linked to it around it, and what is linked to that further out.

The nodes lie in sectors by kind on two rings, which are drawn out into arcs to the left and the right, so that
labels are read level and each has a row of its own. What hangs on a node of the inner ring lies behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from math import sqrt
from typing import TYPE_CHECKING, Final

from kg.draw import graph, labels, page, style
from kg.draw.layered import curve, summary
from kg.draw.scene import Area, Item, Point, Scene, Stroke, Text
from kg.draw.text import width

if TYPE_CHECKING:
    from kg.draw.graph import Network

_GAP = 0.06  # inches between boxes
_SECTOR = 0.2  # inches between sectors
_HEAD = 0.24  # inches for a sector's heading
_INNER = 1.15  # inches from the middle's box to the inner ring

_SAID: Final = ("targets", "approved")
"""Edge labels that say no more than the edge's kind does."""

_OTHER: Final = page.Key((Stroke(((-0.13, 0), (0.13, 0)), style.GREY, 0.9, dashed=True),), "other links")


@dataclass(slots=True)
class _Branch:
    """A node of the inner ring with the nodes behind it, and its height once it has a place."""

    iri: str
    box: page.Box
    behind: list[tuple[str, page.Box]] = field(default_factory=list)
    top: float = 0.0

    @property
    def outer(self) -> float:
        """Inches from the box to the outer ring: more where the lines climb far."""
        return min(1.3, 0.55 + 0.07 * self.height)

    @property
    def height(self) -> float:
        return max(self.box.height, self.taken + 2 * _GAP if self.behind else 0.0)

    @property
    def taken(self) -> float:
        """The height of the nodes behind it."""
        return sum(box.height + _GAP for _, box in self.behind) - _GAP if self.behind else 0.0

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def rows(self) -> list[tuple[str, page.Box, float]]:
        """The nodes behind with the heights of their middles."""
        y, found = self.middle - self.taken / 2, []
        for iri, box in self.behind:
            found.append((iri, box, y + box.height / 2))
            y += box.height + _GAP
        return found


@dataclass(slots=True)
class _Sector:
    """The nodes of one kind on the inner ring, or a part of them on one side."""

    heading: str
    branches: list[_Branch]
    top: float = 0.0

    @property
    def height(self) -> float:
        return _HEAD + sum(branch.height + _GAP for branch in self.branches) - _GAP


def ego(network: Network, entity: str) -> tuple[Scene, list[str]]:
    """The scene of what lies up to two links from a thing, and what there is to say about it.

    Args:
        network: as `kg.draw.graph.to_networkx` makes it.
        entity: the IRI of the thing in the middle.
    """
    rings, message = graph.nearest(network, graph.rings(network, entity))
    messages = [message] if message else []
    part = network.subgraph([iri for ring in rings for iri in ring]).copy()
    sheet = _Sheet(part, entity, _box(part, entity, loud=True))
    sheet.draw(_sides(_sectors(part, entity, rings)))
    others = _others(part, sheet.ends, sheet.tree)
    if len(part) == 1:
        messages.append("nothing is linked to it")
    told = [text for iri in part for text in (part.nodes[iri]["label"], part.nodes[iri]["detail"])]
    lines = [*page.edge_keys(kind for *_, kind in part.edges(keys=True)), *([_OTHER] if others else [])]
    return page.compose(
        [*others, *sheet.strokes, *sheet.boxes],
        f"What the documents link to {part.nodes[entity]['label']}",
        summary(part),
        [page.node_keys(part.nodes[iri]["kind"] for iri in part), lines],
        [labels.abbreviations(told), *messages],
    ), messages


def _box(part: Network, iri: str, centre: str = "", loud: bool = False) -> page.Box:
    node = part.nodes[iri]
    detail = str(node["detail"])
    if centre and not detail:
        said = {
            data["label"]
            for a, b in ((iri, centre), (centre, iri))
            if part.has_edge(a, b)
            for data in part[a][b].values()
        }
        detail = labels.dated(", ".join(sorted(said - {"", *_SAID})))
    short = (loud or centre) and node["kind"] not in ("outcome", "comparison")
    return page.box(iri, node, detail, 1.9 if short else 2.7, loud)


def _sectors(part: Network, entity: str, rings: list[list[str]]) -> list[_Sector]:
    """The sectors in the order of the kinds, each node of the outer ring behind one of the inner."""
    inner = sorted(rings[1] if len(rings) > 1 else [], key=lambda iri: graph.key(part, iri))
    branches = {iri: _Branch(iri, _box(part, iri, entity)) for iri in inner}
    for iri in sorted(rings[2] if len(rings) > 2 else [], key=lambda iri: graph.key(part, iri)):
        parents = [near for near in inner if part.has_edge(near, iri) or part.has_edge(iri, near)]
        branches[parents[0]].behind.append((iri, _box(part, iri)))
    kinds: dict[str, list[_Branch]] = {}
    for iri in inner:
        kinds.setdefault(part.nodes[iri]["kind"], []).append(branches[iri])
    return [_Sector(f"{style.kind(kind).plural}\u2002{len(some)}".upper(), some) for kind, some in kinds.items()]


def _sides(sectors: list[_Sector]) -> tuple[list[_Sector], list[_Sector]]:
    """The sectors of the right and the left side, about as high as each other; a large one is cut in two."""
    total = sum(sector.height for sector in sectors)

    def skew(rightwards: tuple[bool, ...]) -> tuple[float, tuple[bool, ...]]:
        high = sum(sector.height for sector, here in zip(sectors, rightwards, strict=True) if here)
        return round(abs(total - 2 * high), 6), tuple(not here for here in rightwards)

    chosen = min(product((True, False), repeat=len(sectors)), key=skew)
    right = [sector for sector, here in zip(sectors, chosen, strict=True) if here]
    left = [sector for sector, here in zip(sectors, chosen, strict=True) if not here]
    high, low = (right, left) if _height(right) >= _height(left) else (left, right)
    if _height(high) - _height(low) > 1.2 and (cut := _cut(high, low)):
        low.append(cut)
    return right, left


def _height(side: list[_Sector]) -> float:
    return sum(sector.height + _SECTOR for sector in side)


def _cut(high: list[_Sector], low: list[_Sector]) -> _Sector | None:
    """Part of the longest sector of the higher side, so that both are about as high; None where none helps."""
    longest = max(high, key=lambda sector: (len(sector.branches), sector.heading))
    moved: list[_Branch] = []
    while len(longest.branches) > 1:
        branch = longest.branches[-1]
        if _height(low) + _HEAD + sum(b.height + _GAP for b in [*moved, branch]) > _height(high) - branch.height:
            break
        moved.insert(0, longest.branches.pop())
    return _Sector(f"{longest.heading}, CONTINUED", moved) if moved else None


def _stack(side: list[_Sector]) -> float:
    """Give the sectors and branches of a side their heights around 0; half of what they take."""
    total = _height(side) - _SECTOR if side else 0.0
    y = -total / 2
    for sector in side:
        sector.top = y
        y += _HEAD
        for branch in sector.branches:
            branch.top = y
            y += branch.height + _GAP
        y += _SECTOR - _GAP
    return total / 2


@dataclass(slots=True)
class _Sheet:
    """The drawing as it grows.

    Attributes:
        part: the network that is drawn.
        entity: the node in the middle.
        middle: its box.
        half: half the height of the higher side.
        strokes: the lines from the middle outwards.
        boxes: what lies over them.
        ends: for each node that has its place, the middles of its left and right edges.
        tree: the pairs of nodes that the lines join.
    """

    part: Network
    entity: str
    middle: page.Box
    half: float = 0.6
    strokes: list[Item] = field(default_factory=list)
    boxes: list[Item] = field(default_factory=list)
    ends: dict[str, tuple[Point, Point]] = field(default_factory=dict)
    tree: set[frozenset[str]] = field(default_factory=set)

    def draw(self, sides: tuple[list[_Sector], list[_Sector]]) -> None:
        """Draw the middle, and the sectors to its right and left."""
        self.half = max(0.6, *(_stack(side) for side in sides))
        self._place(self.entity, self.middle, -self.middle.width / 2, 0.0, 1)
        for side, sign in zip(sides, (1, -1), strict=True):
            for sector in side:
                self.boxes += self._heading(sector, sign)
                for branch in sector.branches:
                    named = width(sector.heading, style.HEADING, True) if branch is sector.branches[0] else 0.0
                    self._branch(branch, sign, max(named, branch.box.width))

    def _ring(self, y: float) -> float:
        """How far from the middle the inner ring is at a height: a flattened ellipse, open at its ends."""
        reach = self.middle.width / 2 + _INNER
        return reach * (0.45 + 0.55 * sqrt(max(0.0, 1 - (y / (self.half * 1.12)) ** 2)))

    def _place(self, iri: str, box: page.Box, near: float, y: float, sign: int) -> None:
        """A box, its inner edge `near` inches from the middle."""
        left = near if sign > 0 else -near - box.width
        self.ends[iri] = ((left, y), (left + box.width, y))
        self.boxes += box.at(left, y)

    def _line(self, one: str, other: str, route: tuple[Point, ...]) -> None:
        self.strokes.append(Stroke(route, _colour(self.part, one, other), 1.1, curved=True, opacity=0.75))
        self.tree.add(frozenset((one, other)))

    def _heading(self, sector: _Sector, sign: int) -> list[Item]:
        """A sector's heading, right above its first box, on a ground that keeps lines off it."""
        first = sector.branches[0]
        y = first.middle - first.box.height / 2 - 0.08
        anchor = "left" if sign > 0 else "right"
        words = Text(sign * self._ring(y - 0.05), y, sector.heading, style.HEADING, style.MUTED, True, anchor)
        return [Area(words.extent, style.PAPER), words]

    def _branch(self, branch: _Branch, sign: int, wide: float) -> None:
        """A node of the inner ring and those behind it.

        The lines to those behind run level below the heading (`wide` inches), bend, and run level to their boxes.
        """
        near, y = self._ring(branch.middle), branch.middle
        self._place(branch.iri, branch.box, near, y, sign)
        self._line(self.entity, branch.iri, curve((sign * self.middle.width / 2, 0.0), (sign * near, y)))
        bend = 0.35 * sqrt(max(0.0, branch.height)) if len(branch.behind) > 1 else 0.0
        out, edge = sign * (near + branch.box.width), near + wide
        start, knee = (sign * edge, y), edge + branch.outer - 0.35 * bend
        for iri, box, level in branch.rows():
            away = (level - y) / (branch.height / 2 + 0.01)
            far = edge + branch.outer + bend * (sqrt(max(0.0, 1 - (away * 0.94) ** 2)) - 0.35)
            self._place(iri, box, far, level, sign)
            end = (sign * far, level)
            bent = curve(start, (sign * knee, level))
            self._line(branch.iri, iri, ((out, y), start, start, *bent, end, end, end))


def _colour(part: Network, one: str, other: str) -> str:
    """The colour of the first kind of edge between two nodes."""
    order = list(style.EDGES)
    kinds = {kind for a, b in ((one, other), (other, one)) if part.has_edge(a, b) for kind in part[a][b]}
    return style.edge(min(kinds, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))).colour


def _others(part: Network, spots: dict[str, tuple[Point, Point]], tree: set[frozenset[str]]) -> list[Item]:
    """The edges that are not part of the tree, thin and dashed, under everything."""
    strokes: list[Item] = []
    for one, other in sorted({tuple(sorted((a, b))) for a, b in part.edges() if a != b}):
        if frozenset((one, other)) in tree or one not in spots or other not in spots:
            continue
        pairs = [(a, b) for a in spots[one] for b in spots[other]]
        start, end = min(pairs, key=lambda pair: (abs(pair[0][0] - pair[1][0]) + abs(pair[0][1] - pair[1][1]), pair))
        bow = _bow(spots, one, other, start, end)
        strokes.append(Stroke(bow, style.GREY, 0.7, curved=True, dashed=True, opacity=0.55))
    return strokes


def _bow(spots: dict[str, tuple[Point, Point]], one: str, other: str, start: Point, end: Point) -> tuple[Point, ...]:
    """A curve that leaves each box at its side, outwards."""
    outs = [(-1 if point == spots[iri][0] else 1) for iri, point in ((one, start), (other, end))]
    reach = min(0.7, 0.2 + 0.25 * (abs(start[0] - end[0]) + abs(start[1] - end[1])))
    return start, (start[0] + outs[0] * reach, start[1]), (end[0] + outs[1] * reach, end[1]), end
