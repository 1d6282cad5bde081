"""The targets view: which drug acts on which target, one row a drug, one column a target.

Drugs that act on the same targets stand below each other, and targets that many drugs share stand first, so that a
class of drugs is a block. Beside each drug stands what it is approved for, as far as the documents say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.draw import graph, labels, page, style
from kg.draw.layered import summary
from kg.draw.scene import Area, Item, Mark, Rect, Scene, Spot, Stroke, Text
from kg.draw.text import width, wrap
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.draw.graph import Network

_ROW = 0.235  # inches a drug
_COLUMN = 0.26  # inches a target
_HEADS = 1.9  # inches that a target's name may be long
_USES = 5.6  # inches for what a drug is approved for

ACTIONS: Final = {
    "inhibits": ("circle", style.BLUE), "binds": ("hexagon", style.GREEN), "activates": ("triangle", style.ORANGE),
    "degrades": ("cross", style.VERMILION), "modulates": ("diamond", style.PURPLE), "targets": ("square", style.GREY),
}  # fmt: skip
"""The shape and colour of each action, in the order of the legend."""


def targets(network: Network, entity: str | None = None) -> tuple[Scene, list[str]]:
    """The scene of the drugs and targets of a network, and what there is to say about it.

    Args:
        network: as `kg.draw.graph.to_networkx` makes it.
        entity: the IRI of a drug, target or cancer, whose drugs and their targets are drawn; all by default.

    Raises:
        UsageError: where no document says what a drug acts on.
    """
    part, messages = _part(network, entity)
    columns = sorted((iri for iri in part if _kind(part, iri) == "target"), key=lambda iri: _shared(part, iri))
    rows = sorted((iri for iri in part if _kind(part, iri) == "drug"), key=lambda iri: _like(part, iri, columns))
    name = "" if entity is None else f" around {network.nodes[entity]['label']}"
    actions = {_action(data["label"]) for *_, data in part.edges(data=True)}
    keys = [page.Key((Mark(0, 0, *_look(action)),), action) for action in ACTIONS if action in actions]
    if any(int(told["weight"]) > 1 for *_, told in part.edges(data=True)):
        keys.append(page.Key((Mark(0, 0, "circle", 0.17, style.GREY),), "larger: told by several documents"))
    drawn = [*_grid(part, rows, columns), *_marks(part, rows, columns), *_uses(network, rows, columns)]
    return page.compose(drawn, f"Drugs and what they act on{name}", summary(part), [keys], messages), messages


def _kind(network: Network, iri: str) -> str:
    return str(network.nodes[iri]["kind"])


def _part(network: Network, entity: str | None) -> tuple[Network, list[str]]:
    """The drugs and targets that are drawn, and what to say of the others."""
    acting = network.edge_subgraph([(a, b, k) for a, b, k in network.edges(keys=True) if k == "targets"])
    if entity is not None:
        acting = acting.subgraph(_around(network, acting, entity))
    if not len(acting):
        about = "" if entity is None else f" around {network.nodes[entity]['label']}"
        raise UsageError(f"no document says what a drug acts on{about}", "", "choose the view ego")
    kept = _largest(acting)
    if len(kept) == len(acting):
        return acting.copy(), []
    left = sum(_kind(acting, iri) == "target" for iri in acting) - sum(_kind(acting, iri) == "target" for iri in kept)
    said = f"{labels.count(left, 'target')} that fewer drugs act on {'is' if left == 1 else 'are'} left out"
    return acting.subgraph(kept).copy(), [said]


def _around(network: Network, acting: Network, entity: str) -> set[str]:
    """The drugs that a thing is about (itself, those on a target, those for a cancer) and their targets.

    Beside a drug stand the others that share a target with it.
    """
    near = {entity, *graph.neighbours(network, entity)}
    drugs = {iri for iri in acting if _kind(acting, iri) == "drug" and iri in near}
    reached = {target for drug in drugs for target in acting.successors(drug)}
    if _kind(network, entity) == "drug":
        drugs = {drug for target in reached for drug in acting.predecessors(target)}
    return drugs | reached


def _largest(acting: Network) -> set[str]:
    """The targets with the most drugs, and these drugs, as many as a picture holds."""
    kept: set[str] = set()
    ranked = (iri for iri in acting if _kind(acting, iri) == "target")
    for target in sorted(ranked, key=lambda iri: _shared(acting, iri)):
        wider = kept | {target, *acting.predecessors(target)}
        if len(wider) > graph.LIMIT and kept:
            break
        kept = wider
    return kept


def _shared(network: Network, target: str) -> tuple[int, str, str]:
    """What targets are sorted by: those of many drugs first."""
    return -len(set(network.predecessors(target))), str(network.nodes[target]["label"]).casefold(), target


def _like(network: Network, drug: str, columns: list[str]) -> tuple[tuple[int, ...], str, str]:
    """What drugs are sorted by: the columns in which they have a mark."""
    hit = set(network.successors(drug))
    places = tuple(at for at, target in enumerate(columns) if target in hit)
    return places, str(network.nodes[drug]["label"]).casefold(), drug


def _action(label: object) -> str:
    return str(label) if str(label) in ACTIONS else "targets"


def _look(action: str, size: float = 0.13) -> tuple[str, float, str]:
    shape, colour = ACTIONS[action]
    return shape, size, colour


def _grid(part: Network, rows: list[str], columns: list[str]) -> list[Item]:
    """The names of drugs and targets, and the lines that lead the eye from them to the marks."""
    across, down = len(columns) * _COLUMN, len(rows) * _ROW
    items: list[Item] = []
    for number, drug in enumerate(rows):
        y = number * _ROW
        if number % 2 == 0:
            items.append(Area(Rect(0, y, across, _ROW), style.mix(style.FAINT, 0.25)))
        items.append(Text(-0.1, y + 0.155, _cut(part, drug, 2.4), style.LABEL, style.INK, anchor="right"))
    for number, target in enumerate(columns):
        x = (number + 0.5) * _COLUMN
        items.append(Stroke(((x, 0), (x, down)), style.HAIRLINE, 0.6))
        items.append(Text(x + 0.045, -0.08, _cut(part, target, _HEADS), style.LABEL, style.INK, turned=True))
    return items


def _cut(part: Network, iri: str, room: float) -> str:
    return wrap(str(part.nodes[iri]["label"]), style.LABEL, room, 1)[0]


def _marks(part: Network, rows: list[str], columns: list[str]) -> list[Item]:
    """A mark for each drug and target, larger where several documents say so."""
    at = {iri: number for number, iri in enumerate(rows)} | {iri: number for number, iri in enumerate(columns)}
    items: list[Item] = []
    for drug, target, told in sorted(part.edges(data=True), key=lambda edge: edge[:2]):
        size = min(0.17, 0.1 + 0.025 * int(told["weight"]))
        x, y = (at[target] + 0.5) * _COLUMN, (at[drug] + 0.5) * _ROW
        cell = Rect(at[target] * _COLUMN, at[drug] * _ROW, _COLUMN, _ROW)
        action = f"{part.nodes[drug]['label']} {told['label'] or 'targets'} {part.nodes[target]['label']}"
        items += [Spot(cell, action, graph.words(told)), Mark(x, y, *_look(_action(told["label"]), size))]
    return items


def _uses(network: Network, rows: list[str], columns: list[str]) -> list[Item]:
    """What each drug is approved for, as one line beside its row."""
    left = len(columns) * _COLUMN + 0.15
    items: list[Item] = []
    for number, drug in enumerate(rows):
        approved = {
            str(network.nodes[cancer]["label"]): graph.words(told, str(network.nodes[cancer]["label"]))
            for _, cancer, kind, told in network.out_edges(drug, keys=True, data=True)
            if kind == "approvedFor"
        }
        words = _listed(sorted(approved))
        if words:
            items.append(Text(left, number * _ROW + 0.15, words, style.DETAIL, style.MUTED))
            room = Rect(left, number * _ROW, width(words, style.DETAIL), _ROW)
            title = f"What {network.nodes[drug]['label']} is approved for"
            items.append(Spot(room, title, tuple(one for name in sorted(approved) for one in approved[name])))
    if items:
        items.append(Text(left, -0.08, "APPROVED FOR", style.HEADING, style.MUTED, bold=True))
    return items


def _listed(names: list[str]) -> str:
    """As many names as there is room for, and how many more there are."""
    for shown in range(len(names), 0, -1):
        more = len(names) - shown
        words = ", ".join(names[:shown]) + (f" and {more} more" if more else "")
        if width(words, style.DETAIL) <= _USES or shown == 1:
            return wrap(words, style.DETAIL, _USES, 1)[0]
    return ""
