"""The page around a picture: title, legend, notes, margins; and the box of a node, which all views share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg import provenance
from kg.draw import style
from kg.draw.scene import Area, Item, Mark, Rect, Scene, Stroke, Text, cropped
from kg.draw.text import clean, line_height, width, wrap

"""What stands under every picture."""

MARGIN = 0.4
_NARROWEST = 6.4  # inches of content that a title and a legend need


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: a sample (a mark or a line, drawn around the origin) and its words."""

    sample: tuple[Item, ...]
    words: str


def compose(
    items: Iterable[Item], title: str, subtitle: str, keys: Sequence[Sequence[Key]], notes: Sequence[str] = ()
) -> Scene:
    """A scene: title and subtitle, a legend of one or more rows, the items, notes.

    Args:
        items: the picture itself, anywhere; it is moved into its place and centred.
        title: what is shown.
        subtitle: how much of it, from how many documents.
        keys: the legend's rows; each breaks where the page ends.
        notes: what to know of the picture; the note on its use comes last.
    """
    across, down, moved = cropped(items)
    inside = max(across, _NARROWEST)
    head, top = _head(title, subtitle, inside)
    for row in keys:
        legend, top = _legend(row, inside, top)
        head += legend
    top += 0.24
    picture = [item.moved(MARGIN + (inside - across) / 2, top) for item in moved]
    foot, bottom = _foot(notes, inside, top + down + 0.3)
    said = " ".join([*_sentences([subtitle, *notes]), provenance.NOTE])
    return Scene(inside + 2 * MARGIN, bottom + MARGIN - 0.06, (*head, *picture, *foot), clean(title), clean(said))


def _sentences(notes: Iterable[str]) -> list[str]:
    """What is said, each with its full stop."""
    return [note.removesuffix(".") + "." for note in notes if note]


def _head(title: str, subtitle: str, inside: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    y = MARGIN + 0.12
    for text, size, colour, bold in (
        (title, style.TITLE, style.INK, True),
        (subtitle, style.SUBTITLE, style.MUTED, False),
    ):
        for line in wrap(text, size, inside, 3, bold):
            items.append(Text(MARGIN, y, line, size, colour, bold))
            y += line_height(size)
    return items, y + 0.06


def _legend(row: Sequence[Key], inside: float, y: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    x = MARGIN
    for key in row:
        room = max((item.extent.width for item in key.sample), default=0.0)
        long = room + 0.07 + width(key.words, style.HEADING)
        if x > MARGIN and x + long > MARGIN + inside:
            x, y = MARGIN, y + 0.2
        items += [item.moved(x + room / 2, y) for item in key.sample]
        items.append(Text(x + room + 0.07, y + 0.04, key.words, style.HEADING, style.INK))
        x += long + 0.24
    return items, y + 0.2 if row else y


def _foot(notes: Sequence[str], inside: float, y: float) -> tuple[list[Item], float]:
    items: list[Item] = [Stroke(((MARGIN, y), (MARGIN + inside, y)), style.HAIRLINE, 0.8)]
    y += 0.17
    for note in [*_sentences(notes), provenance.NOTE]:
        for line in wrap(note, style.CAPTION, inside, 4):
            items.append(Text(MARGIN, y, line, style.CAPTION, style.MUTED))
            y += line_height(style.CAPTION)
    return items, y - line_height(style.CAPTION) + 0.06


def node_keys(kinds: Iterable[str]) -> list[Key]:
    """The legend of kinds of node, in their order."""
    looks = [style.kind(name) for name in sorted(set(kinds), key=style.rank)]
    return [Key((mark(look),), look.plural) for look in looks]


def edge_keys(edges: Iterable[str]) -> list[Key]:
    """The legend of kinds of edge, in their order; kinds that read the same share an entry."""
    order = list(style.EDGES)
    ranked = sorted(set(edges), key=lambda name: (order.index(name) if name in order else len(order), name))
    looks = list(dict.fromkeys(style.edge(name) for name in ranked))
    return [Key((Stroke(((-0.13, 0), (0.13, 0)), look.colour, 1.6),), look.plural) for look in looks]


def mark(look: style.Look, x: float = 0.0, y: float = 0.0, size: float = 0.115) -> Mark:
    """The mark of a kind of node."""
    return Mark(x, y, look.shape, size, look.colour, style.mix(look.colour, 0.75, "#000000"))


@dataclass(frozen=True, slots=True)
class Box:
    """A node's box before it has its place: its kind's mark, its label's lines and its small print.

    Attributes:
        kind: the node's kind.
        iri: the node itself.
        lines: the label, broken.
        small: the small print, broken.
        loud: whether it is the node that the picture is about.
    """

    kind: str
    iri: str
    lines: tuple[str, ...]
    small: tuple[str, ...] = ()
    loud: bool = False

    @property
    def _size(self) -> float:
        return style.LABEL + 2.5 if self.loud else style.LABEL

    @property
    def width(self) -> float:
        """Its width in inches."""
        words = [width(line, self._size, self.loud) for line in self.lines]
        words += [width(line, style.DETAIL) for line in self.small]
        return max(words) + (0.43 if self.loud else 0.34)

    @property
    def height(self) -> float:
        """Its height in inches."""
        high = len(self.lines) * line_height(self._size) + len(self.small) * line_height(style.DETAIL)
        return high + (0.15 if self.loud else 0.09)

    def at(self, left: float, middle: float, wide: float = 0.0) -> list[Item]:
        """The items of the box with its left edge and the height of its middle; `wide` inches wide at least."""
        look = style.kind(self.kind)
        fill = look.colour if self.loud else style.mix(look.colour, 0.1)
        edge = style.mix(look.colour, 0.55)
        area = Rect(left, middle - self.height / 2, max(self.width, wide), self.height)
        items: list[Item] = [Area(area, fill, look.colour if self.loud else edge, 0.07, self.iri)]
        pad = 0.15 if self.loud else 0.125
        lone = mark(look, left + pad, middle)
        items.append(Mark(lone.x, lone.y, lone.shape, lone.size, style.PAPER) if self.loud else lone)
        y = area.top + (0.15 if self.loud else 0.09) / 2
        for line in self.lines:
            base = y + line_height(self._size) * 0.76
            items.append(Text(left + 2 * pad + 0.01, base, line, self._size, _ink(look, self.loud), self.loud))
            y += line_height(self._size)
        for line in self.small:
            items.append(
                Text(left + 2 * pad + 0.01, y + line_height(style.DETAIL) * 0.76, line, style.DETAIL, style.MUTED)
            )
            y += line_height(style.DETAIL)
        return items


def _ink(look: style.Look, loud: bool) -> str:
    light = sum(int(look.colour[i : i + 2], 16) * part for i, part in ((1, 0.3), (3, 0.59), (5, 0.11)))
    return style.PAPER if loud and light < 150 else style.INK


def box(iri: str, node: Mapping[str, object], detail: str, room: float, loud: bool = False) -> Box:
    """The box of a node (`kg.draw.graph.to_networkx`), its label broken to at most `room` inches."""
    kind, label = str(node["kind"]), str(node["label"])
    lines = wrap(label, style.LABEL + 2.5 if loud else style.LABEL, room, 4, loud)
    return Box(kind, iri, lines, wrap(detail, style.DETAIL, room, 3) if detail else (), loud)
