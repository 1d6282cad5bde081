"""Scenes to files: the only module that paints with matplotlib.

The same scene gives the same bytes: no date, no software version, fixed ids, the settings of matplotlib
itself and not the user's, and a fixed resolution.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.draw.scene import Area, Mark, Scene, Spot, Stroke, Text
from kg.errors import UsageError
from kg.files import write_whole

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

DPI = 160
"""Dots per inch of a PNG."""

ENDINGS = (".svg", ".png", ".html")
"""The endings of the files that can be written."""

_FONTS = ["DejaVu Sans", "sans-serif"]
"""What an SVG asks for: the font that it was measured with, else any (nearly all are narrower)."""

_LONGEST = 1000
"""Inches that a side of a picture may have."""

_LARGEST = 60_000
"""Pixels that a side of a PNG may have; the painter breaks at 65,536."""


def ending(path: Path) -> str:
    """The ending of a picture's file.

    Raises:
        UsageError: where no such pictures are made.

    >>> ending(Path("a.SVG"))
    '.svg'
    """
    found = path.suffix.lower()
    if found not in ENDINGS:
        raise UsageError(
            f"pictures are not written as {found or 'files without an ending'}", str(path),
            f"give a file name that ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}",
        )  # fmt: skip
    return found


def save(scene: Scene, path: Path) -> Path:
    """Write a scene, as SVG with text that can be selected or as PNG, whole or not at all.

    Args:
        scene: what is painted.
        path: the file; its ending tells the format.

    Raises:
        UsageError: where the ending is unknown, the scene is too large, or the file cannot be written.
    """
    return write_whole(path, [painted(scene, ending(path))])


def painted(scene: Scene, kind: str) -> bytes:
    """A scene as the bytes of an `.svg` or `.png` file; errors as those of `save`."""
    _check_size(scene, kind)
    out = io.BytesIO()
    with _settings(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # said in words by `draw`
        figure(scene).savefig(out, format=kind[1:], dpi=DPI, metadata=_metadata(scene, kind))
    return out.getvalue()


def _check_size(scene: Scene, kind: str) -> None:
    longest = max(scene.width, scene.height)
    if longest > _LONGEST:
        size = f"{scene.width:,.0f} by {scene.height:,.0f} inches"
        raise UsageError(f"a picture of {size} cannot be made", "", "draw less: name one thing")
    if kind == ".png" and longest * DPI > _LARGEST:
        raise UsageError("the picture is too large for a PNG", "", "write an .svg file, or name one thing")


def _metadata(scene: Scene, kind: str) -> dict[str, str | None]:
    said: dict[str, str | None] = {"Title": scene.title, "Description": scene.description}
    return said | ({"Date": None, "Creator": "kg"} if kind == ".svg" else {"Software": None})


@contextmanager
def _settings() -> Iterator[None]:
    """The settings that matplotlib comes with, whatever the user's are; after that the user's again."""
    import matplotlib as mpl  # noqa: PLC0415  (more than a second to import)

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {"svg.fonttype": "none", "svg.hashsalt": "kg", "path.simplify": False, "savefig.bbox": None,
             "font.family": ["sans-serif"], "font.sans-serif": ["DejaVu Sans"],
             "text.hinting": "none", "text.parse_math": False}  # unhinted letters are as wide as they were measured
        )  # fmt: skip
        yield


def figure(scene: Scene) -> Figure:
    """A scene as a matplotlib figure without any global state, as large as it is."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    made = Figure(figsize=(scene.width, scene.height), facecolor="white")
    FigureCanvasAgg(made)
    axes = made.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0.0, scene.width)
    axes.set_ylim(scene.height, 0.0)
    for order, item in enumerate(item for item in scene.items if not isinstance(item, Spot)):
        artist = _artist(item, order)
        artist.set_clip_on(False)  # nothing stands outside, and clips make an SVG twice as long
        axes.add_artist(artist)
    return made


def _artist(item: Text | Stroke | Area | Mark, order: int) -> Artist:
    from matplotlib.patches import FancyBboxPatch, PathPatch  # noqa: PLC0415
    from matplotlib.path import Path as Outline  # noqa: PLC0415
    from matplotlib.text import Text as Words  # noqa: PLC0415

    match item:
        case Text():
            return Words(item.x, item.y, item.text, color=item.colour, ha=item.anchor, va="baseline",
                         fontsize=item.size, family=_FONTS, parse_math=False, zorder=order,
                         weight="bold" if item.bold else "normal", rotation=90 if item.turned else 0,
                         rotation_mode="anchor")  # fmt: skip
        case Stroke():
            codes = [1] + [4 if item.curved else 2] * (len(item.points) - 1)
            return PathPatch(Outline(item.points, codes), fill=False, edgecolor=item.colour, zorder=order,
                             linewidth=item.width, alpha=item.opacity, capstyle="round",
                             linestyle=(0, (3, 2.5)) if item.dashed else "solid")  # fmt: skip
        case Area():
            box, style = item.extent, f"round,pad=0,rounding_size={item.radius}" if item.radius else "square,pad=0"
            return FancyBboxPatch((box.left, box.top), box.width, box.height, boxstyle=style, zorder=order,
                                  facecolor=item.fill, edgecolor=item.edge or "none", lw=0.9)  # fmt: skip
        case Mark():
            corners = [(item.x + x * item.size / 2, item.y + y * item.size / 2) for x, y in SHAPES[item.shape]]
            return PathPatch(Outline([*corners, corners[0]], closed=True), facecolor=item.fill, zorder=order,
                             edgecolor=item.edge or item.fill, linewidth=0.8, joinstyle="miter")  # fmt: skip


def _round(corners: int, turn: float = 0.0, inner: float = 1.0) -> tuple[tuple[float, float], ...]:
    """A regular shape's corners; every second one nearer to the middle where `inner` is below 1."""
    angles = [2 * math.pi * i / corners + turn for i in range(corners)]
    reach = [inner if i % 2 else 1.0 for i in range(corners)]
    return tuple((r * math.sin(a), -r * math.cos(a)) for a, r in zip(angles, reach, strict=True))


SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "circle": _round(36),
    "square": ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "hexagon": _round(6),
    "pentagon": _round(5),
    "triangle": ((0, -1), (1, 0.8), (-1, 0.8)),
    "wedge": ((0, 1), (1, -0.8), (-1, -0.8)),
    "star": _round(10, 0.0, 0.48),
    "cross": tuple(
        ((x - y) * math.sqrt(0.5), (x + y) * math.sqrt(0.5))
        for x, y in ((-0.36, -1), (0.36, -1), (0.36, -0.36), (1, -0.36), (1, 0.36), (0.36, 0.36), (0.36, 1),
                     (-0.36, 1), (-0.36, 0.36), (-1, 0.36), (-1, -0.36), (-0.36, -0.36))
    ),
}  # fmt: skip
"""The shapes of marks: corners around the origin, y downwards, about one away from it."""
