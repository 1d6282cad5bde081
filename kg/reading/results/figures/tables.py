"""Results in tables: one measure a column and one arm a row, or one arm a column and one measure a row.

A table's row is a passage of its own whose path ends with the table's header row; cells are parted by `|`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import arm_words
from kg.reading.context import Context
from kg.reading.measures import Measure
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.finding.found import figures
from kg.reading.results.figures.seen import result_of
from kg.reading.results.figures.telling.told import Contrast, fits
from kg.reading.results.view import Result, words
from kg.reading.rows import Cell, columns, header_row

RULE = "outcome.table"


def row(context: Context, result: Result) -> Iterator[Contrast]:
    """What a row of a table tells: figures of its measure and of each column's arm, or the other way round."""
    header = header_of(context, result.sentence)
    pairs = columns(header.typed, result.typed) if header else []
    if header is None or not pairs:
        return
    first, under = pairs[0][1], (header.sentence.source(),)
    measure, arm = measure_of(result, first), _row_arm(context, result, first)
    for head, cell in pairs[1:]:
        column_measure, column_arm = _of_column(header, head), arm_of(header, head)
        told, of = _within(result, cell) or column_measure or measure, column_arm or arm
        if told is None or of is None or (column_measure and measure) or (column_arm and arm):
            continue
        unit = header.sentence.words(*head) if column_measure else result.sentence.words(*first)
        for figure in _figures(result, cell, unit):
            if fits(told, figure):
                yield Contrast((figure,), told, (of,), RULE, _time(result, first), under=under)


def header_of(context: Context, sentence: Sentence) -> Result | None:
    """The header row of a row's table, where it has one."""
    header = header_row(context.annotated, sentence)
    return result_of(context, header) if header else None


def measure_of(result: Result, cell: Cell) -> Measure | None:
    """The only measure that a cell names."""
    inside = [m for at, m in result.measures.items() if cell[0] <= at < cell[1]]
    return inside[0] if len(inside) == 1 else None


def _of_column(header: Result, head: Cell) -> Measure | None:
    """The measure of a column; its place in the head is none in the rows below."""
    measure = measure_of(header, head)
    if measure is None:
        return None
    dying = measure.concept.name == "overall survival" and words("dying").search(header.sentence.words(*head))
    concept = Concept("measure", "risk of death") if dying else measure.concept
    return replace(measure, start=0, end=0, concept=concept)


def _within(result: Result, cell: Cell) -> Measure | None:
    """The measure that a cell begins with, where it is not its column's: "PFS: 92%"."""
    measure = measure_of(result, cell)
    begins = measure is not None and not result.typed[cell[0] : measure.start].strip()
    return measure if begins and measure and result.typed.startswith(":", measure.end) else None


def arm_of(result: Result, cell: Cell) -> Arm | None:
    """The only arm that a cell names."""
    inside = {arm for at, arm in result.arms.items() if cell[0] <= at < cell[1]}
    return inside.pop() if len(inside) == 1 else None


def _row_arm(context: Context, result: Result, cell: Cell) -> Arm | None:
    """The arm that a row's first cell names, by its treatment or by what alone tells it from the trial's others."""
    if arm_words("row_choice").search(result.typed, *cell):
        return None
    if (named := arm_of(result, cell)) is not None:
        return named
    told = result.sentence.words(*cell).casefold()
    fitting = [arm for arm in context.arms.of(result.trial) if arm.detail and arm.detail.casefold() == told]
    return fitting[0] if len(fitting) == 1 else None


def _time(result: Result, cell: Cell) -> str | None:
    """The time that is the whole of a row's first cell; none where the row is an arm's."""
    marks = result.sentence.marks_in(*cell)
    whole = len(marks) == 1 and marks[0].kind == "duration" and not result.typed[cell[0] : cell[1]].strip()[1:]
    return result.sentence.words(*cell) if whole else None


def _figures(result: Result, cell: Cell, head: str) -> list[Figure]:
    """The figures of a cell: as in prose, or one bare number whose unit is told beside its measure."""
    found = [f for f in figures(result) if cell[0] <= f.at < cell[1]]
    marks = result.sentence.marks_in(*cell)
    if found or len(marks) != 1 or marks[0].kind not in ("number", "count"):
        return found
    quantity, at = marks[0].quantity, result.sentence.typed_at(marks[0])
    unit = next((name for name in ("percent", "months", "years") if words(f"head_{name}").search(head)), None)
    if unit is None or quantity.value is None or marks[0].kind == "count":
        return []
    return [replace(Figure(at, at + 1, quantity.value, unit, quantity.qualifier), upper=quantity.upper)]
