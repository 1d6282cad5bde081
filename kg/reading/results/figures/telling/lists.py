"""Lists of figures that tell a list of measures or of times, one by one.

"The 1- and 2-year survival rates were 80% and 60%" are two results, not one for each arm; "PFS and OS were 5.1 and
10.2 months with A and 4.0 and 9.1 months with B" are four. Figures that a list joins are a *cell*; what a cell's
figures tell, one by one, are its *labels*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from kg.reading.marks import SIGNS
from kg.reading.measures import Measure
from kg.reading.number_forms import number
from kg.reading.patterns import pattern
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.told import Contrast, fits, measured
from kg.reading.results.view import Result, words


@dataclass(frozen=True)
class Label:
    """What one figure of a list tells: a measure, and at which time where times are listed."""

    measure: Measure
    time: str | None = None


Cell = tuple[Figure, ...]


@dataclass(frozen=True)
class LabelledCells:
    """Cells whose figures tell the same labels, one cell for each arm."""

    labels: tuple[Label, ...]
    cells: list[Cell]


@dataclass(frozen=True)
class Chain:
    """Figures with nothing but commas, "and" and "versus" between them.

    Attributes:
        rows: what commas and "and" part; within a row stands "versus".
        versus: whether "versus" stands anywhere, so that its figures are those of arms.
        floor: where the figure before the chain ends.

    """

    rows: tuple[Cell, ...]
    versus: bool
    floor: int

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The chain as one list, two that "versus" parts in the middle, or its figures one by one."""
        single = tuple(figure for row in self.rows for figure in row)
        half, odd = divmod(len(single), 2)
        if half > 1 and not odd and [len(row) for row in self.rows] == [1] * (half - 1) + [2] + [1] * (half - 1):
            return single[:half], single[half:]
        return tuple((figure,) for figure in single) if self.versus else (single,)


def listed(result: Result, found: list[Figure]) -> list[Contrast]:
    """The contrasts that lists of measures or times make: each label's figures from all cells that share the labels."""
    made: list[Contrast] = []
    before: LabelledCells | None = None
    chains = _chains(result, found)
    made.extend(_mirrored(result, found))
    taken = {figure.at for contrast in made for figure in contrast.figures}
    rows = (contrast for chain in chains for contrast in _by_rows(result, chain))
    made.extend(contrast for contrast in rows if contrast.start not in taken)
    taken = {figure.at for contrast in made for figure in contrast.figures}
    cells = [cell for chain in chains for cell in chain.cells if cell[0].at not in taken]
    for i, cell in enumerate(cells):
        told = _told(result, cells, i)
        if told is None and before and _continues(result, before, cell):
            before.cells.append(cell)
            continue
        made.extend(_columns(before))
        before = told
    return [*made, *_columns(before)]


def _mirrored(result: Result, found: list[Figure]) -> list[Contrast]:
    """Figures that each name their measure, and as many of another arm set against them that name none again.

    "In A the response rate was 34% and PFS 5.2 months, as against 20% and 4.0 months in B".
    """
    for i, first in enumerate(found):
        if i < 2 or not words("set_against_all").fullmatch(result.between(found[i - 1].end, first.at)):
            continue
        others = found[i:]
        joined = (words("list_of_figures").fullmatch(result.between(a.end, b.at)) for a, b in pairwise(others))
        others = others[: 1 + sum(takewhile(bool, map(bool, joined)))]
        ones = found[i - len(others) : i]
        told = [t for one in ones if (t := measured(result, Contrast((one,)))) is not None]
        units = [one.unit for one in ones] == [other.unit for other in others]
        if len(others) > 1 and units and len({t.measure.start for t in told if t.measure}) == len(others):
            return [replace(t, figures=(t.figures[0], other)) for t, other in zip(told, others, strict=True)]
    return []


def _by_rows(result: Result, chain: Chain) -> list[Contrast]:
    """A list of contrasts that tells measures, or one at several times: "PFS and OS were 5 vs 4 and 10 vs 9 months"."""
    first = chain.rows[0][0]
    told = [Label(m, _own_time(result, m)) for m in _measures_before(result, chain.floor, first.at)]
    rows = chain.rows if chain.versus else _parted_rows(result, chain, len(told))
    if len(rows) < 2 or any(len(row) < 2 for row in rows):
        return []
    times = _times(result, chain.floor, (first, rows[-1][-1])) if len(told) == 1 else []
    told = [replace(told[0], time=time) for time in times] or told
    if len(told) != len(rows) or not all(fits(label.measure, row[0]) for label, row in zip(told, rows, strict=True)):
        return []
    return [Contrast(row, label.measure, time=label.time) for label, row in zip(told, rows, strict=True)]


def _parted_rows(result: Result, chain: Chain, count: int) -> tuple[Cell, ...]:
    """The rows of a list where commas or brackets part it: "5 and 4 (P = .1), and 10 and 9 (P = .2)"."""
    figures = [figure for row in chain.rows for figure in row]
    size = len(figures) // max(count, 1)
    if count < 2 or size < 2 or size * count != len(figures):
        return ()
    parted = [i for i in range(1, len(figures)) if result.between(figures[i - 1].end, figures[i].at).strip() != "and"]
    if parted != list(range(size, len(figures), size)):
        return ()
    return tuple(tuple(figures[i : i + size]) for i in range(0, len(figures), size))


def _columns(told: LabelledCells | None) -> list[Contrast]:
    if told is None:
        return []
    return [
        Contrast(tuple(cell[i] for cell in told.cells), label.measure, time=label.time)
        for i, label in enumerate(told.labels)
    ]


def _chains(result: Result, found: list[Figure]) -> list[Chain]:
    """The figures in chains: joined by commas, "and" or "versus", with nothing else between them."""
    made: list[Chain] = []
    rows: list[list[Figure]] = []
    floor, versus = 0, False
    for i, figure in enumerate(found):
        between = result.between(found[i - 1].end, figure.at) if i else "."
        if words("versus_figure").fullmatch(between):
            rows[-1].append(figure)
            versus = True
        elif words("list_of_figures").fullmatch(_P_VALUE.sub("", between) if versus else between):
            rows.append([figure])
        else:
            made.extend([Chain(tuple(map(tuple, rows)), versus, floor)] if rows else [])
            floor, rows, versus = (found[i - 1].end if i else 0), [[figure]], False
    return [*made, Chain(tuple(map(tuple, rows)), versus, floor)] if rows else made


_P_VALUE = re.compile(f",?\\s?{SIGNS['p_value']}")
"""How likely two figures of arms differ by chance, between them and the next two of the list."""


def _told(result: Result, cells: list[Cell], i: int) -> LabelledCells | None:
    """What the figures of a cell tell one by one, or None where they tell one measure (of several arms)."""
    cell = cells[i]
    if len(cell) < 2:
        return None
    floor = cells[i - 1][-1].end if i else 0
    if len({arm for at, arm in result.arms.items() if floor <= at < cell[0].at}) == len(cell):
        return None
    measures = _measures_before(result, floor, cell[0].at)
    plain = [Label(m, _own_time(result, m)) for m in measures]
    timed = [Label(m, time) for m in measures for time in _times_at(result, m)]
    for labels in (plain, timed):
        if len(labels) == len(cell) and all(fits(label.measure, f) for label, f in zip(labels, cell, strict=True)):
            return LabelledCells(tuple(labels), [cell])
    times = _times(result, floor, cell)
    if len(times) == len(cell) and len({f.unit for f in cell}) == 1:
        one = measured(result, Contrast(cell))
        return LabelledCells(tuple(Label(one.measure, time) for time in times), [cell]) if one and one.measure else None
    return None


def _continues(result: Result, before: LabelledCells, cell: Cell) -> bool:
    """Whether a cell tells the same labels as the ones before it, for another arm."""
    last = before.cells[-1]
    between = result.between(last[-1].end, cell[0].at)
    inside = any(last[-1].end <= at < cell[0].at for at in result.measures)
    return (
        len(cell) == len(before.labels)
        and not inside
        and [f.unit for f in cell] == [f.unit for f in last]
        and bool(words("contrast").search(between))
    )


def _measures_before(result: Result, start: int, end: int) -> list[Measure]:
    """The list of measures that ends last in a range."""
    inside = [m for at, m in sorted(result.measures.items()) if start <= at < end]
    kept: list[Measure] = inside[-1:]
    for measure in reversed(inside[:-1]):
        if not words("list_of_measures").fullmatch(result.between(measure.end, kept[0].start)):
            break
        kept.insert(0, measure)
    return kept


_TIMES_BEFORE = pattern("{time_list}", "outcomes")
_TIMES_RIGHT_BEFORE = pattern(r"{time_list}[\s-]$", "outcomes")
_TIMES_BEHIND = pattern(r"\s?[)\]]?\s?(?:at|after)\s{time_list}", "outcomes")
_TIMES = r"{number}(?:\s?,\s?{number}){0,3}\s?,?\s(?:and|or)\s{number}"
_IN_A_ROW = pattern(
    rf"\s?[)\]]?\s?(?:at|after|by)\s(?P<unit>years|months|weeks)\s(?P<times>{_TIMES})(?!\s?[(\[%])", "outcomes"
)
"""Times whose unit stands before them, right behind a list: "… 3% and 6% at years 2 and 3"."""


def _times(result: Result, start: int, cell: Cell) -> list[str]:
    """The times that a list before or right behind a cell names."""
    if rowed := _IN_A_ROW.match(result.typed, cell[-1].end):
        unit = rowed["unit"].removesuffix("s")
        values = [m.quantity.value for m in result.sentence.marks_in(*rowed.span("times"), "number")]
        return [f"{value} {unit if value == 1 else f'{unit}s'}" for value in values]
    found = list(_TIMES_BEFORE.finditer(result.typed, start, cell[0].at))
    return _each(result, found[-1] if found else _TIMES_BEHIND.match(result.typed, cell[-1].end))


def _times_at(result: Result, measure: Measure) -> Sequence[str | None]:
    """The times of the list right before a measure, else its own: "1-year and 2-year | survival rates"."""
    found = _TIMES_RIGHT_BEFORE.search(result.typed, max(0, measure.start - 60), measure.start)
    return _each(result, found) or [_own_time(result, measure)]


def _each(result: Result, match: re.Match[str] | None) -> list[str]:
    """The times of a list, each with the unit of the last."""
    if match is None:
        return []
    marks = result.sentence.marks_in(*match.span("times"), "number", "duration", "count")
    unit = next((m.quantity.unit for m in reversed(marks) if m.kind == "duration"), "")
    told = [(result.sentence.typed_at(m), m.quantity.value) for m in marks if m.quantity.value]
    worded = [(w.start(), number(w.group().lower())) for w in _WORDS.finditer(result.typed, *match.span("times"))]
    return [
        f"{value} {unit.removesuffix('s') if value == 1 else unit}" for _, value in sorted([*told, *worded]) if value
    ]


_WORDS = re.compile(r"\b(?:one|two|three|five|ten)\b", re.IGNORECASE)
"""Times of a list in words: "five- and 10-year"."""


def _own_time(result: Result, measure: Measure) -> str | None:
    """The time right at a measure of a list: "2-year overall survival", "the 2-year rate of PFS", "PFS at 2 years"."""
    found = _AHEAD.search(result.typed[: measure.start]) or _BEHIND.match(result.typed, measure.end)
    return result.sentence.words(*found.span("at")).replace("-", " ") if found else None


_AHEAD = pattern(r"(?P<at>{duration})[\s-](?:rates?\sof\s)?$")
_BEHIND = pattern(r"\s(?:at|after)\s(?P<at>{duration})")
