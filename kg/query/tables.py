"""Rows as text: for a terminal, for Markdown, for a spreadsheet's cell."""

from __future__ import annotations

import re
import shutil
import textwrap
import unicodedata
from collections.abc import Sequence

from kg import names
from kg.cells import readable, text
from kg.nquads import Iri, Value
from kg.terms import KG

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_GAP = 2
_NARROWEST = 14
"""Terminal columns that a cell needs to be read, where its text is as long as that."""
_FEW = 8
"""Terminal columns that a field gets where the terminal is as narrow as that."""
_LONG = 40
"""Terminal columns that sentences need."""
_UNBROKEN = 32
"""Terminal columns that a word without a gap gets, so that it is not broken."""


def shown(one: Value) -> str:
    r"""A value for people, on one line, without control characters and the addresses of Markdown links.

    The graph's own IRIs are shown without their base. What must keep every letter leaves as CSV or JSON.

    >>> shown(Iri(KG + "Drug")), shown("two\nlines\x1b[2J")
    ('kg:Drug', 'two lines�[2J')
    """
    full = text(one)
    if isinstance(one, Iri):
        full = "kg:" + full.removeprefix(KG) if full.startswith(KG) else full.removeprefix(names.BASE)
    return _CONTROL.sub("\ufffd", readable(full) if isinstance(one, str) else full)


def markdown(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    r"""A table of GitHub's Markdown.

    >>> print(markdown(["a"], [["x|y"]]), end="")
    | a |
    | --- |
    | x\|y |
    """
    lines = [list(columns), ["---"] * len(columns), *([_marked(shown(v)) for v in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _marked(plain: str) -> str:
    escaped = re.sub(r"([\\|`*_\[\]])", r"\\\1", plain)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")


def table(columns: Sequence[str], rows: Sequence[Sequence[Value]], width: int | None = None) -> str:
    """A table that fits a terminal; long text is wrapped within its column, and a figure keeps its sign (<0.001).

    Args:
        columns: the header; printed also where there are no rows.
        rows: values.
        width: of the terminal in columns; asked of the system where it is not given.

    >>> print(table(["drug", "target"], [["sorafenib", "BRAF"], ["x", None]], 40), end="")
    drug       target
    ─────────  ──────
    sorafenib  BRAF
    x

    """
    room = width or shutil.get_terminal_size((100, 24)).columns
    columns, cells = _signed(columns, [[shown(v) for v in row] for row in rows])
    widths = _widths([list(columns), *cells], room)
    if widths is not None:
        return _grid(columns, cells, widths)
    used = [i for i in range(len(columns)) if any(row[i] for row in cells)]
    extent = {i: _extent([row[i] for row in cells]) for i in used}
    rare = {i: 2 * sum(bool(row[i]) for row in cells) < len(cells) for i in used}
    while used and room >= _LONG and len(used) > len(columns) // 2:
        short = [i for i in used if extent[i] <= _LONG]
        widths = _widths([[line[i] for i in short] for line in [list(columns), *cells]], room)
        if widths and len(short) > 1:
            return _storeys(columns, cells, short, widths, room)
        # what few rows have goes below, then what stands last: what a row is about stands first
        extent[max(short, key=lambda i: (rare[i], i), default=0)] = _LONG + 1
        if len(short) < 3:
            break
    return _fields(columns, cells, room)


def _signed(columns: Sequence[str], cells: list[list[str]]) -> tuple[Sequence[str], list[list[str]]]:
    """A table in which what qualifies a figure stands before it, however the columns are laid out.

    >>> _signed(["qualifier", "value"], [["<", "0.001"], ["not reached", ""], ["", "5"]])
    (['value'], [['<0.001'], ['not reached'], ['5']])
    """
    if not {"qualifier", "value"} <= set(columns):
        return columns, cells
    sign, figure = columns.index("qualifier"), columns.index("value")
    for row in cells:
        row[figure] = row[sign] + row[figure]
    return [c for i, c in enumerate(columns) if i != sign], [row[:sign] + row[sign + 1 :] for row in cells]


def _grid(columns: Sequence[str], cells: list[list[str]], widths: list[int]) -> str:
    lines = [list(columns), ["─" * w for w in widths], *cells]
    return "".join(_line(line, widths) for line in lines)


def _storeys(columns: Sequence[str], cells: list[list[str]], short: list[int], widths: list[int], room: int) -> str:
    """Each row as a line of its short cells, and the others below; columns without any value are left out."""
    out = [_line([columns[i] for i in short], widths), _line(["─" * w for w in widths], widths)]
    for row in cells:
        out.append(_line([row[i] for i in short], widths))
        below = [(columns[i], row[i]) for i in range(len(row)) if row[i] and i not in short]
        out += [_line(["", f"“{one}”" if name == "quote" else f"{name}: {one}"], [_GAP, room - 2 * _GAP])
                for name, one in below]  # fmt: skip
        out.append("\n")
    return "".join(out[:-1])


def _widths(lines: list[list[str]], room: int) -> list[int] | None:
    """How wide each column may be: the widest give way first. None where some would not be legible."""
    columns = list(zip(*lines, strict=True))
    widths = [max(_columns(one) for one in column) for column in columns]
    least = [_least(column, width) for column, width in zip(columns, widths, strict=True)]
    free = room - _GAP * (len(widths) - 1)
    if free < sum(least):
        return None
    while sum(widths) > free:
        widest = max((w, -i) for i, w in enumerate(widths) if w > least[i])
        widths[-widest[1]] -= 1
    return widths


def _least(column: Sequence[str], width: int) -> int:
    """The terminal columns that a column of this width cannot do without."""
    word = max(_columns(word) for one in column for word in (one.split() or [""]))
    return min(width, _LONG if _extent(column[1:]) > _LONG else max(_NARROWEST, min(word, _UNBROKEN)))


def _extent(column: Sequence[str]) -> float:
    """How long the texts of a column are: one long name among short ones makes no column of sentences."""
    texts = [_columns(one) for one in column if one]
    return sum(texts) / len(texts) if texts else 0


def _line(line: list[str], widths: list[int]) -> str:
    wrapped = [_wrap(one, width) for one, width in zip(line, widths, strict=True)]
    out = []
    for number in range(max((len(w) for w in wrapped), default=0)):
        row = [w[number] if number < len(w) else "" for w in wrapped]
        padded = (one + " " * (width - _columns(one)) for one, width in zip(row, widths, strict=True))
        out.append((" " * _GAP).join(padded).rstrip() + "\n")
    return "".join(out)


def _fields(columns: Sequence[str], cells: list[list[str]], room: int) -> str:
    """Each row as a list of its fields, for tables that are too wide."""
    label = max(len(c) for c in columns)
    out = ["  ".join(columns) + "\n"] if not cells else []
    for number, row in enumerate(cells, 1):
        out.append(f"── {number} ──\n")
        for column, one in zip(columns, row, strict=True):
            if one:
                out.append(_line([column, one], [label, max(room - label - _GAP, _FEW)]))
    return "".join(out)


def _wrap(one: str, width: int) -> list[str]:
    if _columns(one) <= width:
        return [one]
    scale = width if one.isascii() else max(1, width * len(one) // max(_columns(one), 1))
    return textwrap.wrap(one, min(scale, width), break_on_hyphens=False) or [""]


def _columns(one: str) -> int:
    """How many terminal columns a text takes: wide characters take two, combining marks none."""
    if one.isascii():
        return len(one)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in one)
