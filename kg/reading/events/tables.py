"""Untoward events in tables: one event a row and one group a column, or one drug a row and one event a column.

A table's row is a passage of its own whose path ends with the table's header row; cells are parted by `|`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.events.figures import Figure, figures
from kg.reading.events.names import Item, by_form, form, no_event
from kg.reading.events.owners import Owner, distinct, owners
from kg.reading.events.scene import Said
from kg.reading.rows import Cell, cells, header_row

RULE = "adverse_event.table"
_PERCENT = re.compile(r"(?i)%|\bpercent")
_TREND = re.compile(r"(?i)\b(?:efficacy|response|relief|improve\w*|baseline|prevalence|prevention)\b")


def row(context: Context, sentence: Sentence) -> Iterator[Said]:
    """The events that a row of a table tells, each with its group and figure."""
    header = header_row(context.annotated, sentence)
    if header is None or _TREND.search(header.text):
        return
    heads, here = cells(header.typed), cells(sentence.typed)
    if len(here) < 2 or len(heads) != len(here):
        return
    groups = [_one(context, header, cell) for cell in heads]
    if sum(1 for g in groups if g) > 1 and len(distinct([g for g in groups if g])) == sum(1 for g in groups if g):
        yield from _by_group(sentence, here, header, heads, groups)
    elif (owner := _one(context, sentence, here[0])) is not None:
        yield from _by_event(sentence, here, header, heads, owner)


def _one(context: Context, sentence: Sentence, cell: Cell) -> Owner | None:
    """The only group or drug that a cell names."""
    inside = [o for o in owners(context, sentence) if cell[0] <= o.start and o.end <= cell[1]]
    return inside[0] if len(inside) == 1 else None


def _event(sentence: Sentence, cell: Cell) -> Item | None:
    """The event that is the whole of a cell, a grade and brackets aside."""
    text = sentence.typed
    name = re.match(r"\s*(?:grades?\s\S+\s)?([^(\[,|]+?)\s*(?:[(\[,][^|]*)?$", text[cell[0] : cell[1]])
    if name is None or no_event().match(name.group(1)):
        return None
    low, high = cell[0] + name.start(1), cell[0] + name.end(1)
    found = next(by_form(sentence, low, high), None)
    return found if found and found.end == high and found.start - low < len("gastrointestinal ") else None


def _figures(sentence: Sentence, cell: Cell, head: str) -> list[Figure]:
    """The figures of a cell: as in prose, or one bare number, a percentage where the column's head says so."""
    found = figures(sentence, *cell)
    marks = sentence.marks_in(*cell)
    bare = [m for m in marks if m.kind == "number" and m.quantity and m.quantity.value is not None]
    if found or len(marks) != 1 or not bare or bare[0].quantity is None or bare[0].quantity.upper is not None:
        return found
    unit = "percent" if _PERCENT.search(head) else ""
    return [Figure(cell[0], cell[1], bare[0].quantity.value or Decimal(0), unit, bare[0].quantity.qualifier)]


def _by_group(
    sentence: Sentence, here: list[Cell], header: Sentence, heads: list[Cell], groups: list[Owner | None]
) -> Iterator[Said]:
    event = _event(sentence, here[0])
    for cell, head, owner in zip(here[1:], heads[1:], groups[1:], strict=True):
        if event is not None and owner is not None:
            for f in _figures(sentence, cell, header.words(*head)):
                yield Said(event, (owner,), RULE, f.value, f.unit, f.qualifier)


def _by_event(
    sentence: Sentence, here: list[Cell], header: Sentence, heads: list[Cell], owner: Owner
) -> Iterator[Said]:
    for cell, head in zip(here[1:], heads[1:], strict=True):
        event = next(by_form(header, *head), None)
        if event is not None and form().search(header.typed, *head):
            for f in _figures(sentence, cell, header.words(*head)):
                yield Said(event, (owner,), RULE, f.value, f.unit, f.qualifier)
