"""A picture before it is painted: texts, lines, areas and marks in inches from the top left corner.

The views make scenes without matplotlib's objects, so that tests can ask where everything lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.draw.style import INK, LABEL
from kg.draw.text import width

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, its top left corner first; y grows downwards.

    >>> Rect(0, 0, 2, 1).overlaps(Rect(1, 0.5, 2, 1)), Rect(0, 0, 1, 1).overlaps(Rect(1, 0, 1, 1))
    (True, False)
    """

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.top + self.height / 2

    def overlaps(self, other: Rect) -> bool:
        """Whether the two have an area in common (more than a thousandth of an inch either way)."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.001 and down > 0.001


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: where its base line begins, is centred or ends (`anchor` left, center, right).

    Where `turned`, it begins there and runs upwards.
    """

    x: float
    y: float
    text: str
    size: float = LABEL
    colour: str = INK
    bold: bool = False
    anchor: str = "left"
    turned: bool = False

    def moved(self, dx: float, dy: float) -> Text:
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    @property
    def extent(self) -> Rect:
        """The room it takes, ascenders and descenders of the font included."""
        across = width(self.text, self.size, self.bold)
        if self.turned:
            return Rect(self.x - 0.76 * self.size / 72, self.y - across, 0.99 * self.size / 72, across)
        left = self.x - across * {"left": 0.0, "center": 0.5, "right": 1.0}[self.anchor]
        return Rect(left, self.y - 0.76 * self.size / 72, across, 0.99 * self.size / 72)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; where `curved`, the points are those of cubic Bézier curves (1 + 3n of them)."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.0
    curved: bool = False
    dashed: bool = False
    opacity: float = 1.0

    def moved(self, dx: float, dy: float) -> Stroke:
        """The same elsewhere."""
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))

    @property
    def extent(self) -> Rect:
        """A rectangle around its points."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle that is filled, with round corners of a `radius`; `node` is the node whose box it is, or ""."""

    extent: Rect
    fill: str
    edge: str = ""
    radius: float = 0.0
    node: str = ""

    def moved(self, dx: float, dy: float) -> Area:
        """The same elsewhere."""
        return replace(self, extent=replace(self.extent, left=self.extent.left + dx, top=self.extent.top + dy))


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape around a point, `size` inches across."""

    x: float
    y: float
    shape: str
    size: float
    fill: str
    edge: str = ""

    def moved(self, dx: float, dy: float) -> Mark:
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    @property
    def extent(self) -> Rect:
        """The room it takes."""
        return Rect(self.x - self.size / 2, self.y - self.size / 2, self.size, self.size)


@dataclass(frozen=True, slots=True)
class Words:
    """What a document says of something that is drawn: the fact in short, its quote, the document's name."""

    said: str
    quote: str
    document: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is drawn that can be asked for its words: nothing to see, but on a web page.

    Attributes:
        extent: where.
        title: what is drawn there.
        words: what shows it, in order.
    """

    extent: Rect
    title: str
    words: tuple[Words, ...]

    def moved(self, dx: float, dy: float) -> Spot:
        """The same elsewhere."""
        return replace(self, extent=replace(self.extent, left=self.extent.left + dx, top=self.extent.top + dy))


Item = Text | Stroke | Area | Mark | Spot


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its size in inches, what it is called, and its items, the lowest first."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str = ""
    description: str = ""

    @property
    def texts(self) -> list[Text]:
        """Its lines of text."""
        return [item for item in self.items if isinstance(item, Text)]

    @property
    def spots(self) -> list[Spot]:
        """What can be asked for its words, in the order of its items."""
        return [item for item in self.items if isinstance(item, Spot)]

    @property
    def boxes(self) -> list[Rect]:
        """The boxes of its nodes."""
        return [item.extent for item in self.items if isinstance(item, Area) and item.node]


def cropped(items: Iterable[Item]) -> tuple[float, float, tuple[Item, ...]]:
    """The items moved to the corner, and the width and height that they take together."""
    kept = tuple(items)
    around = [item.extent for item in kept]
    left, top = min(r.left for r in around), min(r.top for r in around)
    across, down = max(r.right for r in around) - left, max(r.bottom for r in around) - top
    return across, down, tuple(item.moved(-left, -top) for item in kept)
