"""The timeline view: approvals by date, one band a drug, the labels packed into lanes within the band.

What the documents do not date stands beside the dated, in the drug's band: it is known, but not when.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, floor
from typing import Final

from kg.draw import labels, page, style
from kg.draw.approvals import STATUS_WORDS, Approval, approvals
from kg.draw.axes import Scale
from kg.draw.graph import LIMIT
from kg.draw.labels import Row, field
from kg.draw.page import Key
from kg.draw.scene import Area, Item, Mark, Rect, Scene, Spot, Stroke, Text, Words
from kg.draw.text import line_height, width, wrap
from kg.errors import UsageError

_DRUG = 1.7  # inches for the drugs' names
_ASIDE = 1.9  # inches for what is not dated
_PAD = 0.4
_LABEL = 1.75  # inches that a label may be wide
_BANDS = 6  # drugs without any date have bands of their own where they are so few
_STATUS: Final = {
    "approved": Mark(0, 0, "circle", 0.13, style.VERMILION, style.mix(style.VERMILION, 0.75, "#000000")),
    "accelerated": Mark(0, 0, "diamond", 0.14, style.PAPER, style.VERMILION),
    "revoked": Mark(0, 0, "cross", 0.14, style.GREY, style.INK),
}


def timeline(rows: Iterable[Row], entity: str | None = None, name: str = "") -> tuple[Scene, list[str]]:
    """The scene of approvals, and what there is to say about it.

    Args:
        rows: the answer to `queries/draw/timeline.rq`.
        entity: the IRI of what the approvals are about; all approvals, where it is not given.
        name: what it is called.

    Raises:
        UsageError: where there is no approval to draw.
    """
    kept = [row for row in rows if entity is None or field(row, "about") == entity]
    about = {field(row, "fact") for row in kept}
    found = approvals(row for row in kept if field(row, "fact") in about)
    if not found:
        raise UsageError(
            f"no document tells of an approval{f' about {name}' if name else ''}", "", "name another drug or cancer"
        )
    bands, others, messages = _bands(found)
    if not any(approval.date for approval in found):
        messages.append("no document says when: the picture lists what is approved, without a date")
    shown = [approval for _, some in bands for approval in some]
    documents = {field(row, "document") for row in kept}
    drugs = labels.count(len(bands) + len(others), "drug")
    dated = labels.count(sum(1 for approval in shown if approval.date), "dated approval")
    subtitle = f"{drugs} and {dated} from {labels.count(len(documents), 'document')}"
    title = f"Approvals over time: {name}" if name else "Approvals over time"
    return page.compose(_drawn(bands, others), title, subtitle, [_keys(shown)], messages), messages


def _keys(shown: Sequence[Approval]) -> list[Key]:
    present = {approval.status for approval in shown if approval.date}
    keys = [Key((mark,), STATUS_WORDS[status]) for status, mark in _STATUS.items() if status in present]
    if any(approval.date and len(approval.date) < 10 for approval in shown):
        bar = Stroke(((-0.13, 0), (0.13, 0)), style.mix(style.VERMILION, 0.35), 4)
        keys.append(Key((bar,), "some day of this month or year"))
    return keys


_Bands = list[tuple[str, list[Approval]]]


def _bands(found: list[Approval]) -> tuple[_Bands, _Bands, list[str]]:
    """The drugs in the order of their first date with their approvals, drugs without any, and what to say."""
    messages = []
    dated = [approval for approval in found if approval.date]
    if len(dated) > LIMIT:
        messages.append(f"{len(dated):,} dated approvals are too many; the latest {LIMIT} are drawn")
        dated = dated[-LIMIT:]
    bands: dict[tuple[str, str], list[Approval]] = {}
    for approval in dated:
        bands.setdefault(approval.drug, []).append(approval)
    others: dict[tuple[str, str], list[Approval]] = {}
    for approval in found:
        if not approval.date and approval.drug not in bands:
            others.setdefault(approval.drug, []).append(approval)
    if len(others) <= _BANDS:
        bands |= {drug: [] for drug in others}
        others = {}
    undated = [approval for approval in found if not approval.date and approval.drug in bands]
    if len(dated) + len(undated) > LIMIT:
        messages.append(f"{len(undated):,} approvals without a date are left out; one thing's timeline shows them")
        undated = []
    for approval in undated:
        bands[approval.drug].append(approval)
    return [(name, some) for (_, name), some in bands.items()], [(name, a) for (_, name), a in others.items()], messages


def _scale(bands: _Bands) -> Scale:
    """Years, with room for the last label; ticks at round years."""
    ends = [labels.span(approval.date) for _, some in bands for approval in some if approval.date]
    if not ends:
        return Scale(0.0, 1.0, 0.0, ())
    low, high = floor(min(start for start, _ in ends)), ceil(max(end for _, end in ends) + 0.01)
    low, high = (low, high) if high - low >= 4 else (low - (4 - high + low) // 2, high + (5 - high + low) // 2)
    length = min(11.0, max(5.0, 0.62 * (high - low)))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (high - low) / step * 0.55 <= length)
    ticks = tuple(float(year) for year in range(low, high + 1) if year % step == 0)
    return Scale(float(low), float(high), length, ticks)


def _drawn(bands: _Bands, others: _Bands) -> list[Item]:
    scale = _scale(bands)
    left = _DRUG + _PAD
    undated = any(_undated(some) for _, some in bands)
    aside = left + scale.length + (_PAD if scale.length else 0.0)
    right = max(aside + (_ASIDE if undated else -_PAD), 6.4)
    y = 0.1
    rows: list[Item] = []
    for name, some in bands:
        rows.append(Stroke(((0, y), (right, y)), style.FAINT, 0.8))
        drawn, y = _band(name, some, scale, left, aside, y + 0.09)
        rows += drawn
    rows.append(Stroke(((0, y), (right, y)), style.FAINT, 0.8))
    grid: list[Item] = []
    for tick in scale.ticks:
        x = left + scale.at(tick)
        grid.append(Stroke(((x, 0.1), (x, y)), style.HAIRLINE, 0.8))
        for level in (0.03, y + 0.16):
            grid.append(Text(x, level, f"{tick:.0f}", style.DETAIL, style.MUTED, anchor="center"))
    if undated:
        grid.append(Text(aside, 0.03, "NO DATE GIVEN", style.DETAIL, style.MUTED, bold=True))
    y += 0.2
    return [*grid, *rows, *_others(others, right, y + 0.25)]


def _others(others: _Bands, room: float, y: float) -> list[Item]:
    """The drugs whose approvals no document dates, as running text."""
    if not others:
        return []
    drugs = [name for name, _ in others]
    items: list[Item] = [
        Text(0, y, f"NO DATE GIVEN FOR {labels.count(len(drugs), 'DRUG', 'DRUGS')}", style.DETAIL, style.MUTED, True)
    ]
    for number, line in enumerate(wrap(", ".join(drugs), style.LABEL - 0.5, room, 40), 1):
        items.append(Text(0, y + 0.04 + number * line_height(style.LABEL - 0.5), line, style.LABEL - 0.5, style.MUTED))
    told = tuple(replace(one, said=f"{name}: {one.said}") for name, some in others for a in some for one in a.told)
    high = len(items) * line_height(style.LABEL - 0.5)
    return [Spot(Rect(0, y - 0.1, room, high + 0.1), "Approvals without a date", told), *items]


def _band(
    name: str, some: list[Approval], scale: Scale, left: float, aside: float, y: float
) -> tuple[list[Item], float]:
    """One drug: its name, its dated approvals in lanes, its undated ones beside them."""
    items: list[Item] = [page.mark(style.kind("drug"), 0.07, y + 0.07)]
    ends = [y + 0.2]
    for number, line in enumerate(wrap(name, style.LABEL, _DRUG - 0.2, 3, bold=True)):
        items.append(Text(0.2, y + 0.11 + number * line_height(style.LABEL), line, style.LABEL, bold=True))
        ends.append(y + 0.2 + number * line_height(style.LABEL))
    placed = list[Rect]()
    for approval in some:
        if approval.date:
            drawn, extent = _label(approval, scale, left, y, placed)
            placed.append(extent)
            items += drawn
            ends.append(extent.bottom)
    drawn, end = _aside(name, _undated(some), aside, y)
    return [*items, *drawn], max([*ends, end]) + 0.08


def _undated(some: Sequence[Approval]) -> list[tuple[str, tuple[Words, ...]]]:
    """What a drug is approved for, or was, at a time that no document gives, and what shows it.

    What is dated too is left out.
    """
    dated = {(approval.status, cancer) for approval in some if approval.date for cancer in approval.cancers}
    said = []
    for status, words in STATUS_WORDS.items():
        mine = [a for a in some if not a.date and a.status == status]
        cancers = sorted({c for a in mine for c in a.cancers if (status, c) not in dated})
        if cancers:
            told = tuple(word for a in mine for word in a.told)
            said.append((("" if status == "approved" else f"{words}: ") + ", ".join(cancers), told))
    return said


def _label(approval: Approval, scale: Scale, left: float, y: float, placed: Sequence[Rect]) -> tuple[list[Item], Rect]:
    """An approval's mark and label in the first lane where it fits, and the room that they take."""
    start, end = (left + scale.at(year) for year in labels.span(approval.date))
    x = (start + end) / 2
    small = wrap(approval.small, style.DETAIL, _LABEL, 2)
    words = wrap(approval.words, style.LABEL, _LABEL, 5)
    setting = wrap(approval.setting, style.DETAIL, _LABEL, 3) if approval.setting else []
    wide = max([*(width(t, style.DETAIL, True) for t in (*small, *setting)), *(width(t, style.LABEL) for t in words)])
    high = (len(small) + len(setting)) * line_height(style.DETAIL) + len(words) * line_height(style.LABEL) + 0.07
    aside = max(0.13, end - x + 0.07)
    after = x + aside + wide <= left + scale.length + 0.1
    edge, anchor = (x + aside, "left") if after else (x - aside, "right")
    across = aside + wide + max(0.08, end - x)
    around = Rect(min(start, x - 0.08) if after else x - aside - wide, y, across, high)
    around = _lane(around, placed)
    level = around.top + 0.07
    title = f"{approval.drug[1]}: {approval.words}" + (f" ({approval.small})" if approval.small else "")
    items: list[Item] = [
        Area(Rect(edge - (0 if after else wide) - 0.02, around.top, wide + 0.04, high - 0.05), style.PAPER),
        Spot(Rect(around.left, around.top, around.width, high - 0.05), title, approval.told),
    ]
    if end > start:
        items.append(Stroke(((start, level), (end, level)), style.mix(style.VERMILION, 0.35), 4))
    items.append(_STATUS.get(approval.status, _STATUS["approved"]).moved(x, level))
    base = around.top + 0.02
    for line in small:
        base += line_height(style.DETAIL)
        items.append(Text(edge, base - 0.03, line, style.DETAIL, style.MUTED, anchor=anchor))
    for line in words:
        base += line_height(style.LABEL)
        items.append(Text(edge, base - 0.04, line, style.LABEL, style.INK, anchor=anchor))
    for line in setting:
        base += line_height(style.DETAIL)
        items.append(Text(edge, base - 0.03, line, style.DETAIL, style.MUTED, anchor=anchor))
    return items, around


def _lane(wanted: Rect, placed: Sequence[Rect]) -> Rect:
    """The rectangle moved down until it is clear of the others."""
    tops = sorted({wanted.top, *(other.bottom for other in placed)})
    tried = (Rect(wanted.left, top, wanted.width + 0.06, wanted.height) for top in tops)
    free = next(one for one in tried if not any(one.overlaps(other) for other in placed))
    return Rect(wanted.left, free.top, wanted.width, wanted.height)


def _aside(name: str, said: Sequence[tuple[str, tuple[Words, ...]]], x: float, y: float) -> tuple[list[Item], float]:
    """What is not dated, at the side."""
    items: list[Item] = []
    for one, told in said:
        top = y
        for line in wrap(one, style.LABEL - 0.5, _ASIDE, 6):
            items.append(Text(x, y + 0.11, line, style.LABEL - 0.5, style.MUTED))
            y += line_height(style.LABEL - 0.5)
        items.append(Spot(Rect(x, top, _ASIDE, y - top), f"{name}: {one} (no date given)", told))
        y += 0.03
    return items, y
