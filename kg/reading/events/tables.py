"""Untoward events in tables: one event a row and one group a column, or one drug a row and one event a column.

A table's row is a passage of its own whose path ends with the table's header row; cells are parted by `|`. What a bare
number counts is told by its column's head ("%"), by a row that spans the table ("Symptoms (0–4 scale)") or by the line
above the table ("per 1,000 women"); a number of which nothing tells it is no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.events.counting.figures import Figure, figures
from kg.reading.events.naming.names import NO_EVENT, Item, by_form, form
from kg.reading.events.owners import Owner, distinct, owners
from kg.reading.events.scene import Said
from kg.reading.rows import Cell, columns, header_row

RULE = "adverse_event.table"
_PERCENT = re.compile(r"(?i)%|\bpercent")
_TREND = re.compile(r"(?i)\b(?:efficacy|response|relief|improve\w*|baseline|prevalence|prevention)\b")


def row(context: Context, sentence: Sentence) -> Iterator[Said]:
    """The events that a row of a table tells, each with its group and figure."""
    header = header_row(context.annotated, sentence)
    if header is None or _TREND.search(header.text):
        return
    table = _Table(context, header, sentence, columns(header.typed, sentence.typed))
    if not table.columns:
        return
    groups = _as_arms(context, [_one(context, header, head) for head, _ in table.columns])
    told = [group for group in groups if group]
    if 1 < len(told) == len(distinct(told)):
        yield from _by_group(table, groups)
    elif (owner := _one(context, sentence, table.columns[0][1])) is not None:
        yield from _by_event(table, owner)


def _as_arms(context: Context, groups: list[Owner | None]) -> list[Owner | None]:
    """Columns of two drugs as the arms of the trial of the document that sets them against each other."""
    drugs = [owner.given for owner in groups if owner and isinstance(owner.given, Concept)]
    sides = context.arms.set_against(drugs) if len(drugs) == 2 else None
    arms = {side.interventions[0]: side for side in sides or ()}
    return [replace(o, given=arms.get(o.given, o.given)) if o and isinstance(o.given, Concept) else o for o in groups]


@dataclass(frozen=True)
class _Table:
    """A row with its table's header row, and its cells with their heads."""

    context: Context
    header: Sentence
    row: Sentence
    columns: list[tuple[Cell, Cell]]

    def unit(self, head: Cell) -> str:
        """What a bare number below a head counts; "" where nothing tells it."""
        if _PERCENT.search(self.header.words(*head)):
            return "percent"
        sentences = self.context.annotated.sentences
        for above in reversed(sentences[self.header.index + 1 : self.row.index]):
            if not above.text.split("|", 1)[-1].strip(" |") and (scale := _SCALE.search(above.text)):
                return f"points ({scale['range']} scale)"
        caption = sentences[self.header.index - 1] if self.header.index else None
        rate = _RATE.search(caption.text) if caption and caption.passage.block != "row" else None
        return rate.group().lower() if rate else ""


_SCALE = re.compile(r"\b(?P<range>\d{1,3}\s?[-–]\s?\d{1,3})[\s-](?:points?[\s-])?scale\b", re.IGNORECASE)
_RATE = re.compile(
    r"\bper\s1(?:,?000|00,?000)\s(?:person-years|women|men|patients|people|persons|children|participants)\b",
    re.IGNORECASE,
)


def _one(context: Context, sentence: Sentence, cell: Cell) -> Owner | None:
    """The only group or drug that a cell names."""
    inside = [o for o in owners(context, sentence) if cell[0] <= o.start and o.end <= cell[1]]
    return inside[0] if len(inside) == 1 else None


def _event(sentence: Sentence, cell: Cell) -> Item | None:
    """The event that is the whole of a cell, a grade and brackets aside."""
    text = sentence.typed
    name = re.match(r"\s*(?:grades?\s\S+\s)?([^(\[,|]+?)\s*(?:[(\[,][^|]*)?$", text[cell[0] : cell[1]])
    if name is None or NO_EVENT.match(name.group(1)):
        return None
    low, high = cell[0] + name.start(1), cell[0] + name.end(1)
    found = next(by_form(sentence, low, high), None)
    return found if found and found.end == high and found.start - low < len("gastrointestinal ") else None


def _figures(table: _Table, cell: Cell, head: Cell) -> list[Figure]:
    """The figures of a cell: as in prose, or one bare number of what the table tells."""
    sentence = table.row
    found = figures(sentence, *cell)
    marks = sentence.marks_in(*cell)
    bare = [m for m in marks if m.kind == "number" and m.quantity.value is not None]
    if found or len(marks) != 1 or not bare or bare[0].quantity.upper is not None:
        return found
    unit, quantity = table.unit(head), bare[0].quantity
    return [Figure(*cell, quantity.value or Decimal(0), unit, quantity.qualifier)] if unit else []


def _by_group(table: _Table, groups: list[Owner | None]) -> Iterator[Said]:
    event = _event(table.row, table.columns[0][1])
    for (head, cell), owner in zip(table.columns[1:], groups[1:], strict=True):
        if event is not None and owner is not None:
            for f in _figures(table, cell, head):
                yield Said(event, (owner,), RULE, f.value, f.unit, f.qualifier)


def _by_event(table: _Table, owner: Owner) -> Iterator[Said]:
    for head, cell in table.columns[1:]:
        event = next(by_form(table.header, *head), None)
        if event is not None and form().search(table.header.typed, *head):
            for f in _figures(table, cell, head):
                yield Said(event, (owner,), RULE, f.value, f.unit, f.qualifier)
