"""The layered view: columns from drugs over targets, cancers and trials to what the trials found.

Each edge runs from column to column; where it passes one, it has a place of its own among the boxes, so that
no line runs behind a label. Edges of one kind from one node share such a place, as a trunk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.draw import graph, labels, ordering, page, style
from kg.draw.scene import Item, Point, Scene, Stroke, Text
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.draw.graph import Network

COLUMNS: Final = (
    ("Drugs", ("drug", "intervention")),
    ("Targets", ("target",)),
    ("Cancers", ("cancer",)),
    ("Trials", ("trial",)),
    ("Results", ("outcome", "comparison")),
)
"""The columns from left to right, and the kinds of node in them."""

EDGES: Final = ("targets", "approvedFor", "tests", "studies", "hasOutcome", "hasComparison", "biomarkerFinding")
"""The edges that are drawn."""

_ROOM: Final = {"Results": 3.3, "Cancers": 1.9, "Trials": 1.7}
_GAP = 0.065  # inches between boxes
_LANE = 0.05  # inches on either side of a line that passes a column


@dataclass(frozen=True, slots=True)
class _Place:
    """Something with a height in a column: a node's box, or the lane of edges that pass (`box` is None)."""

    box: page.Box | None

    @property
    def half(self) -> float:
        return self.box.height / 2 if self.box else 0.0


@dataclass(frozen=True, slots=True)
class _Edge:
    """An edge as it runs: the places it goes through, leftmost first, and its kind."""

    path: tuple[str, ...]
    kind: str


def layered(network: Network, entity: str | None = None) -> tuple[Scene, list[str]]:
    """The scene of a network in columns, and what there is to say about it.

    Args:
        network: as `kg.draw.graph.to_networkx` makes it.
        entity: the IRI of the thing whose neighbourhood is drawn; everything, where it is not given and
            the network is small enough.

    Raises:
        UsageError: where nothing belongs into a column.
    """
    part, centre, messages = _part(network, entity)
    columns = _columns(part)
    if not columns:
        raise UsageError("there is nothing to draw in columns", "", "drugs, targets, cancers, trials and results are")
    edges, layers = _routes(part, columns)
    layers = ordering.ordered(layers, [s for edge in edges for s in pairwise(edge.path)])
    places = _places(part, layers, centre)
    heights = _heights(layers, places, edges)
    items = _drawn(columns, layers, places, heights, edges)
    title = (
        f"{labels.capital(str(network.nodes[centre]['label']))}: from drug to outcome"
        if centre
        else "From drug to outcome"
    )
    told = [text for iri in part for text in (part.nodes[iri]["label"], part.nodes[iri]["detail"])]
    keys = [page.node_keys(part.nodes[iri]["kind"] for iri in part), page.edge_keys(edge.kind for edge in edges)]
    return page.compose(items, title, summary(part), keys, [labels.abbreviations(told), *messages]), messages


def summary(part: Network) -> str:
    """How much a picture shows: things, links and documents."""
    return (
        f"{labels.count(len(part), 'thing')} and {labels.count(part.number_of_edges(), 'link')} "
        f"from {labels.count(graph.documents(part), 'document')}"
    )


def _part(network: Network, entity: str | None) -> tuple[Network, str | None, list[str]]:
    """What is drawn of the network (what is linked within the columns), around what, and what to say of it."""
    kinds = {kind for _, names in COLUMNS for kind in names}
    inside = network.subgraph([iri for iri, kind in network.nodes(data="kind") if kind in kinds])
    fitting = inside.edge_subgraph([(a, b, k) for a, b, k in inside.edges(keys=True) if k in EDGES]).copy()
    if entity is None and len(fitting) <= graph.LIMIT:
        return fitting, None, []
    if entity is not None and entity not in fitting:
        name = network.nodes[entity]["label"]
        raise UsageError(f"{name} has no link that is drawn in columns", "", "choose the view ego")
    centre = entity or graph.hub(fitting)
    kept, message = graph.nearest(fitting, graph.rings(fitting, centre, 2))
    said = [message] if message else []
    if entity is None:
        name = network.nodes[centre]["label"]
        said.insert(0, f"{len(fitting):,} things are too many for one picture; the neighbourhood of {name} is drawn")
    return fitting.subgraph([iri for ring in kept for iri in ring]).copy(), centre, said


def _columns(part: Network) -> list[tuple[str, list[str]]]:
    found = [
        (name, sorted((iri for iri in part if part.nodes[iri]["kind"] in kinds), key=lambda iri: graph.key(part, iri)))
        for name, kinds in COLUMNS
    ]
    return [(name, iris) for name, iris in found if iris]


def _routes(part: Network, columns: list[tuple[str, list[str]]]) -> tuple[list[_Edge], list[list[str]]]:
    """The edges with the places they pass, and the layers with those places in them."""
    at = {iri: number for number, (_, iris) in enumerate(columns) for iri in iris}
    layers = [list(iris) for _, iris in columns]
    edges = []
    for source, target, kind in sorted(part.edges(keys=True)):
        first, last = sorted((source, target), key=lambda iri: (at[iri], iri))
        lanes = [f"lane {first} {kind} {number}" for number in range(at[first] + 1, at[last])]
        for number, lane in zip(range(at[first] + 1, at[last]), lanes, strict=True):
            if lane not in layers[number]:
                layers[number].append(lane)
        edges.append(_Edge((first, *lanes, last), kind))
    return edges, layers


def _places(part: Network, layers: list[list[str]], centre: str | None) -> dict[str, _Place]:
    rooms = {kind: _ROOM.get(name, 1.5) for name, kinds in COLUMNS for kind in kinds}

    def box(iri: str) -> page.Box:
        node = part.nodes[iri]
        return page.box(iri, node, node["detail"], rooms[node["kind"]], iri == centre)

    return {name: _Place(box(name) if name in part else None) for layer in layers for name in layer}


def _heights(layers: list[list[str]], places: Mapping[str, _Place], edges: list[_Edge]) -> dict[str, float]:
    """The height of each place: near to its neighbours', straight where lines pass, never too close."""
    near: dict[str, list[str]] = {}
    for edge in edges:
        for a, b in pairwise(edge.path):
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
    aparts = [[0.0, *(_apart(places[a], places[b]) for a, b in pairwise(layer))] for layer in layers]
    heights: dict[str, float] = {}
    for layer, apart in zip(layers, aparts, strict=True):
        placed = ordering.spread([0.0] * len(layer), apart)
        heights |= dict(zip(layer, placed, strict=True))
    for sweep in range(24):
        for layer, apart in list(zip(layers, aparts, strict=True))[:: 1 if sweep % 2 else -1]:
            wanted = [_mean([heights[other] for other in near.get(name, [name])]) for name in layer]
            heights |= dict(zip(layer, ordering.spread(wanted, apart), strict=True))
    return heights


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _apart(one: _Place, other: _Place) -> float:
    return (
        one.half + other.half + (_GAP if one.box and other.box else _LANE + (2 * _GAP if one.box or other.box else 0))
    )


def _drawn(
    columns: list[tuple[str, list[str]]], layers: list[list[str]], places: Mapping[str, _Place],
    heights: Mapping[str, float], edges: list[_Edge],
) -> list[Item]:  # fmt: skip
    wide = [max((p.box.width for n in layer if (p := places[n]).box), default=0.5) for layer in layers]
    gaps = _gaps(layers, heights, edges)
    lefts = [sum(wide[:i]) + sum(gaps[:i]) for i in range(len(layers))]
    top = min(heights[name] - places[name].half for layer in layers for name in layer)
    items: list[Item] = []
    strokes = {stroke: None for edge in edges for stroke in _strokes(edge, layers, heights, lefts, wide)}
    items += strokes
    for (name, iris), layer, left, across in zip(columns, layers, lefts, wide, strict=True):
        items.append(Text(left, top - 0.2, f"{name}\u2002{len(iris)}".upper(), style.HEADING, style.MUTED, bold=True))
        items.append(Stroke(((left, top - 0.13), (left + across, top - 0.13)), style.FAINT, 0.8))
        for place in layer:
            if box := places[place].box:
                items += box.at(left, heights[place], across)
    return items


def _gaps(layers: list[list[str]], heights: Mapping[str, float], edges: list[_Edge]) -> list[float]:
    """The room between columns: wider where lines climb far, so that they do not run too steep."""
    column = {name: number for number, layer in enumerate(layers) for name in layer}
    climbs: list[list[float]] = [[0.0] for _ in layers]
    for edge in edges:
        for a, b in pairwise(edge.path):
            climbs[column[a]].append(abs(heights[a] - heights[b]))
    return [min(1.5, max(0.6, 0.45 + 0.16 * max(climb))) for climb in climbs]


def _strokes(
    edge: _Edge, layers: list[list[str]], heights: Mapping[str, float], lefts: list[float], wide: list[float]
) -> list[Stroke]:
    """The lines of an edge: curves between columns, straight through the columns that it passes."""
    column = {name: number for number, layer in enumerate(layers) for name in layer}
    colour = style.edge(edge.kind).colour
    found = []
    for a, b in pairwise(edge.path):
        start: Point = (lefts[column[a]] + wide[column[a]], heights[a])
        end: Point = (lefts[column[b]], heights[b])
        found.append(Stroke(curve(start, end), colour, 1.1, curved=True, opacity=0.75))
        if b != edge.path[-1]:
            found.append(Stroke((end, (end[0] + wide[column[b]], end[1])), colour, 1.1, opacity=0.75))
    return found


def curve(start: Point, end: Point) -> tuple[Point, ...]:
    """A cubic Bézier curve that leaves and arrives level."""
    middle = (start[0] + end[0]) / 2
    return start, (middle, start[1]), (middle, end[1]), end
