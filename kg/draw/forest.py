"""The forest view: what trials found, one row a trial and endpoint, on a common scale.

Ratios with their confidence intervals on a logarithmic scale; times and percentages of the arms as marks on
one line; and directions that a document states without a figure, since a result that shows no difference is
a result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from kg.draw import axes, labels, page, style
from kg.draw.axes import Scale
from kg.draw.labels import Row, field
from kg.draw.page import Key
from kg.draw.result_lines import RATIOS, SHARE, TIME, VERDICT, Line, Point
from kg.draw.results import lines
from kg.draw.scene import Item, Mark, Rect, Scene, Spot, Stroke, Text
from kg.draw.text import line_height, wrap
from kg.errors import UsageError

_LEFT = 3.5  # inches for the names on the left
_PLOT = 3.6  # inches of the scale
_SAID = 2.3  # inches for the figures in words on the right
_PAD = 0.3
_ARMS: Final = (
    ("circle", style.BLUE), ("square", style.VERMILION), ("triangle", style.GREEN),
    ("diamond", style.PURPLE), ("pentagon", style.ORANGE), ("wedge", style.GREY),
)  # fmt: skip
"""Shape and colour of the marks of the first arm of a row, the second, …"""

_AXES: Final = {
    **{
        name: f"{name}, logarithmic. 1: no difference. It may be of the outcome or of its absence: the words tell"
        for name in RATIOS.values()
    },
    RATIOS["hazard_ratio"]: "Hazard ratio, logarithmic. Below 1: less often or later with the arm named first",
    TIME: "Months (years, weeks and days are converted for the scale)",
    SHARE: "Percent",
    VERDICT: "What the document says of the arm named first",
}
_HEADS: Final = {
    **{name: f"{name}s" for name in RATIOS.values()},
    TIME: "Times of each arm",
    SHARE: "Percentages of each arm",
    VERDICT: "Directions stated in words",
}


def forest(rows: Iterable[Row], entity: str | None = None, name: str = "") -> tuple[Scene, list[str]]:
    """The scene of results, and what there is to say about it.

    Args:
        rows: the answer to `queries/draw/forest.rq`.
        entity: the IRI of what the results are about; all results, where it is not given.
        name: what it is called.

    Raises:
        UsageError: where no result can be drawn.
    """
    kept = [row for row in rows if entity is None or field(row, "about") == entity]
    found, total = lines(kept)
    if not found:
        about = f" about {name}" if name else ""
        raise UsageError(
            f"there are no results{about} to compare", "", "name a trial that reports figures of two arms, or a ratio"
        )
    messages = []
    if total > len(found):
        first = "those with intervals, of primary endpoints and of efficacy first"
        messages.append(f"{total:,} rows are too many; {len(found)} are drawn, {first}")
    items: list[Item] = []
    y = 0.0
    for section, some in groupby(found, key=lambda line: line.section):
        drawn, y = _section(section, list(some), y)
        items += drawn
        y += 0.34
    documents = {document for line in found for document in line.documents}
    trials = {line.trial for line in found}
    subtitle = (
        f"{labels.count(len(found), 'row')} from {labels.count(len(trials), 'trial')} "
        f"in {labels.count(len(documents), 'document')}"
    )
    title = f"What trials found: {name}" if name else "What trials found"
    return page.compose(items, title, subtitle, [_keys(found)], [_note(found), *messages]), messages


def _note(found: Sequence[Line]) -> str:
    said = labels.abbreviations(f"{line.said} {line.more}" for line in found)
    sure = any(point.low is not None for line in found for point in line.points)
    return f"Lines are confidence intervals, taken as 95% where no level is named. {said}".strip() if sure else said


def _keys(found: Sequence[Line]) -> list[Key]:
    keys = []
    ratios = [point for line in found if line.section in RATIOS.values() for point in line.points]
    if any(_apart(point) for point in ratios):
        keys.append(Key((_interval(0.3), Mark(0, 0, "square", 0.115, style.INK)), "interval does not reach 1"))
    if any(not _apart(point) for point in ratios):
        keys.append(
            Key(
                (_interval(0.3), Mark(0, 0, "square", 0.115, style.PAPER, style.INK)),
                "interval reaches 1, or none is given",
            )
        )
    most = max((len(_arms(line)) for line in found if line.section in (TIME, SHARE)), default=0)
    ordinals = ("first", "second", "third", "fourth", "fifth", "sixth or later")
    for (shape, colour), ordinal in list(zip(_ARMS, ordinals, strict=True))[:most]:
        keys.append(Key((Mark(0, 0, shape, 0.12, colour),), f"arm named {ordinal}"))
    if any(line.section == VERDICT for line in found):
        keys.append(Key((Mark(0, 0, "diamond", 0.13, style.INK),), "stated direction"))
    return keys


def _interval(length: float) -> Stroke:
    return Stroke(((-length / 2, 0), (length / 2, 0)), style.INK, 1.3)


def _apart(point: Point) -> bool:
    """Whether a ratio's interval is given and lies on one side of 1."""
    return point.low is not None and point.high is not None and (point.low > 1 or point.high < 1)


def _arms(line: Line) -> list[str]:
    return list(dict.fromkeys(point.arm for point in line.points))


def _scale(section: str, some: Sequence[Line]) -> Scale:
    values = [v for line in some for p in line.points for v in (p.value, p.low, p.high) if v is not None]
    if section in RATIOS.values():
        return axes.ratio(values, _PLOT)
    if section == VERDICT:
        return Scale(-1.45, 1.45, _PLOT, (-1.0, 0.0, 1.0))
    return axes.linear(values, _PLOT, 100 if section == SHARE and max(values) <= 100 else None)


def _section(section: str, some: list[Line], y: float) -> tuple[list[Item], float]:
    """A section's items, and the height where it ends."""
    scale = _scale(section, some)
    left = _LEFT + _PAD
    right = left + _PLOT + _PAD + _SAID
    items: list[Item] = [Text(0, y, _HEADS[section].upper(), style.HEADING, style.MUTED, True)]
    y += 0.09
    top = y
    marks: list[Item] = []
    for trial, rows in groupby(some, key=lambda line: (line.trial, line.rank[1])):
        marks.append(Stroke(((0, y), (right, y)), style.FAINT, 0.8))
        drawn, y = _trial(trial[0], y + 0.06)
        marks += drawn
        for line in rows:
            drawn, y = _row(line, scale, left, y)
            marks += drawn
        y += 0.07
    ticks, end = _axis(section, scale, left, (top, y), repeated=len(some) > 8)
    return [*items, *ticks, *marks], end


def _trial(name: str, y: float) -> tuple[list[Item], float]:
    items: list[Item] = [page.mark(style.kind("trial"), 0.07, y + 0.1)]
    for line in wrap(name, style.LABEL, _LEFT - 0.2, 2, bold=True):
        items.append(Text(0.2, y + 0.14, line, style.LABEL, style.INK, True))
        y += line_height(style.LABEL)
    return items, y + 0.03


def _axis(
    section: str, scale: Scale, left: float, between: tuple[float, float], repeated: bool
) -> tuple[list[Item], float]:
    """Grid lines behind the rows, under them the ticks (also over them, where `repeated`), and what they mean."""
    top, bottom = between
    names = {-1.0: "worsened", 0.0: "no difference", 1.0: "improved"} if section == VERDICT else {}
    items: list[Item] = []
    for tick in scale.ticks:
        x = left + scale.at(tick)
        strong = tick == 1 and section in RATIOS.values()
        items.append(
            Stroke(((x, top + 0.02), (x, bottom)), style.GREY if strong else style.HAIRLINE, 1.0 if strong else 0.8)
        )
        for y in (bottom + 0.13, top - 0.05)[: 2 if repeated else 1]:
            items.append(Text(x, y, names.get(tick, f"{tick:g}"), style.DETAIL, style.MUTED, anchor="center"))
    items.append(Stroke(((left, bottom), (left + _PLOT, bottom)), style.GREY, 0.9))
    y = bottom + 0.28
    for line in wrap(_AXES[section], style.DETAIL, _PLOT + 2 * _PAD, 2):
        items.append(Text(left + _PLOT / 2, y, line, style.DETAIL, style.MUTED, anchor="center"))
        y += line_height(style.DETAIL)
    return items, y


def _row(line: Line, scale: Scale, left: float, y: float) -> tuple[list[Item], float]:
    name = line.measure + (f" ({line.role})" if line.role else "")
    words, one = _words(name, line.small, 0.2, _LEFT - 0.2, y)
    said, two = _words(line.said, line.more, left + _PLOT + _PAD, _SAID, y)
    bottom = max(one, two) + 0.07
    told = " ".join(filter(None, (line.trial, name, f"({line.small})" if line.small else "")))
    spot = Spot(Rect(0.1, y + 0.02, left + _PLOT + _PAD + _SAID - 0.1, bottom - y - 0.03), told, line.words)
    return [spot, *words, *said, *_marks(line, scale, left, y + 0.1)], bottom


def _words(text: str, small: str, x: float, room: float, y: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    for line in wrap(text, style.LABEL, room, 3):
        items.append(Text(x, y + 0.14, line, style.LABEL))
        y += line_height(style.LABEL)
    for line in wrap(small, style.DETAIL, room, 3) if small else ():
        items.append(Text(x, y + 0.11, line, style.DETAIL, style.MUTED))
        y += line_height(style.DETAIL)
    return items, y


def _marks(line: Line, scale: Scale, left: float, y: float) -> list[Item]:
    if line.section in RATIOS.values():
        (point,) = line.points
        assert point.value is not None  # noqa: S101  (a ratio without a figure makes no row)
        fill = style.INK if _apart(point) else style.PAPER
        return [
            *_whisker(point, scale, left, y, style.INK),
            Mark(left + scale.at(point.value), y, "square", 0.115, fill, style.INK),
        ]
    if line.section == VERDICT:
        return [Mark(left + scale.at(p.value or 0.0), y, "diamond", 0.13, style.INK) for p in line.points]
    return _dumbbell(line, scale, left, y)


def _dumbbell(line: Line, scale: Scale, left: float, y: float) -> list[Item]:
    """A mark for each arm's figure, joined by a line; a figure that was not reached is an arrow at the end."""
    arms = _arms(line)
    xs = [left + (scale.at(p.value) if p.value is not None else scale.length) for p in line.points]
    items: list[Item] = [Stroke(((min(xs), y), (max(xs), y)), style.FAINT, 2.6)] if len(xs) > 1 else []
    close = max(xs) - min(xs) < 0.14
    for order, (point, x) in enumerate(zip(line.points, xs, strict=True)):
        shape, colour = _ARMS[min(arms.index(point.arm), len(_ARMS) - 1)]
        level = y + (0.06 * (order - (len(xs) - 1) / 2) if close or point.low is not None else 0.0)
        items += _whisker(point, scale, left, level, colour)
        if point.value is None:
            end = (x + 0.1, level)
            items.append(
                Stroke(((x, level), end, (x + 0.05, level - 0.04), end, (x + 0.05, level + 0.04)), colour, 1.3)
            )
        items.append(Mark(x, level, shape, 0.12, colour, style.mix(colour, 0.75, "#000000")))
    return items


def _whisker(point: Point, scale: Scale, left: float, y: float, colour: str) -> list[Item]:
    """A confidence interval; an end that the scale cuts off, or that is not given, is an arrow."""
    if point.low is None and point.high is None:
        return []
    start = scale.low if point.low is None else point.low
    end = scale.high if point.high is None else point.high
    a, b = left + scale.at(start), left + scale.at(end)
    items: list[Item] = [Stroke(((a, y), (b, y)), colour, 1.3)]
    for x, cut, sign in (
        (a, start <= scale.low or point.low is None, 1),
        (b, end > scale.high or point.high is None, -1),
    ):
        tip = (
            ((x + sign * 0.05, y - 0.04), (x, y), (x + sign * 0.05, y + 0.04))
            if cut
            else ((x, y - 0.035), (x, y + 0.035))
        )
        items.append(Stroke(tip, colour, 1.2))
    return items
