"""What a question answers: rows of typed values, and the forms they leave in."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from kg.cells import as_written, line, readable
from kg.errors import UsageError
from kg.names import literal
from kg.nquads import Iri, Value, value
from kg.query import frames, tables
from kg.turtle import turtle

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

FORMATS = ("table", "csv", "tsv", "json", "md", "ttl")
"""The forms that `Result.to` makes."""

_TELLING = ("quote", "values")
"""Columns whose text writes the numbers of their row."""

_SHOWN = 200
"""Rows that a notebook shows; it says how many more there are."""


@dataclass(frozen=True)
class Result:
    """The answer to a question: columns and rows.

    Attributes:
        form: `select`, `ask` or `construct`.
        columns: their names.
        terms: the rows as N-Triples terms, None where nothing is bound.
        name: the question's name; "" for a foreign query.
        programs: columns that tables for people leave out; CSV, JSON, data frames and `rows` hold them.

    """

    form: str
    columns: tuple[str, ...]
    terms: tuple[tuple[str | None, ...], ...]
    name: str = ""
    programs: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows as Python values: `Iri`, str, int, Decimal, float, bool, date, datetime, None.

        Numbers have the digits that the row's own words write them with: 0.60 and 4.0, which equal 0.6 and 4.
        """
        told = [at for at, column in enumerate(self.columns) if column in _TELLING]
        return tuple(_written(tuple(value(term) for term in row), told) for row in self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return iter(self.records())

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: str) -> tuple[Value, ...]: ...
    def __getitem__(self, index: int | str) -> dict[str, Value] | tuple[Value, ...]:
        """A row by its number, or a column by its name; a KeyError, where there is none, names those that there are."""
        if isinstance(index, int):
            return dict(zip(self.columns, self.rows[index], strict=True))
        if index not in self.columns:
            raise KeyError(f"there is no column {index!r}; there are {', '.join(self.columns)}")
        at = self.columns.index(index)
        return tuple(row[at] for row in self.rows)

    def __str__(self) -> str:
        """The answer as a terminal shows it: of a long one the first rows, and how many more there are."""
        if self.form == "construct":
            return self.to_turtle()
        columns, rows = self.for_people()
        more = f"… and {len(self) - _SHOWN} more rows\n" if len(self) > _SHOWN else ""
        return (tables.table(columns, rows[:_SHOWN]) + more).removesuffix("\n")

    def __repr__(self) -> str:
        return f"<kg.Result{f' {self.name}' if self.name else ''}: {len(self)} rows of {', '.join(self.columns)}>"

    def plain(self) -> Result:
        """The answer with its texts as tables show them, without marks and links: for what is read, not looked up.

        A quote then need not stand in its document to the letter; `start` and `end` still tell where it does. Triples
        stay as the graph has them.
        """
        if self.form == "construct":
            return self
        rows = (tuple(term and _plainly(term) for term in row) for row in self.terms)
        return replace(self, terms=tuple(rows))

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to(self, form: str) -> str:
        """The answer as text of one of `FORMATS`.

        Raises:
            UsageError: where there is no such format.

        """
        makers = {"table": self.to_table, "csv": self.to_csv, "tsv": self.to_tsv, "json": self.to_json,
                  "md": self.to_markdown, "ttl": self.to_turtle}  # fmt: skip
        if form not in makers:
            raise UsageError(f"there is no format {form!r}", "", f"choose from {', '.join(FORMATS)}")
        return makers[form]()

    def to_csv(self) -> str:
        """Comma-separated values (RFC 4180) with a header; text that a spreadsheet would run is disarmed."""
        return self._separated(",")

    def to_tsv(self) -> str:
        """Tab-separated values with a header, quoted and disarmed as `to_csv`."""
        return self._separated("\t")

    def _separated(self, mark: str) -> str:
        return "".join(line(row, mark) for row in (self.columns, *self.rows))

    def to_json(self) -> str:
        """A list of objects; safe inside a web page's script. Numbers stay exact, or become strings."""
        text = json.dumps([{k: _plain(v) for k, v in row.items()} for row in self], ensure_ascii=False, indent=2)
        return text.replace("</", "<\\/") + "\n"

    def for_people(self) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
        """The columns and the rows without what is for programs alone."""
        shown = [i for i, column in enumerate(self.columns) if column not in self.programs]
        return tuple(self.columns[i] for i in shown), [tuple(row[i] for i in shown) for row in self.rows]

    def to_markdown(self) -> str:
        """A table of GitHub's Markdown."""
        return tables.markdown(*self.for_people())

    def to_table(self, width: int | None = None) -> str:
        """A table for a terminal of `width` columns (its own, where it is not given); long text wraps."""
        return tables.table(*self.for_people(), width)

    def to_turtle(self) -> str:
        """The triples of a CONSTRUCT or DESCRIBE as Turtle.

        Raises:
            UsageError: where the answer is a table.

        """
        if self.form != "construct":
            raise UsageError("the answer is a table, not a graph", self.name, "choose another format")
        return turtle(sorted({f"{s} {p} {o} ." for s, p, o in self.terms}))

    def to_pandas(self) -> pd.DataFrame:
        """A pandas DataFrame with typed columns (see `kg.query.frames`).

        Raises:
            QueryError: where pandas is not installed.

        """
        return frames.to_pandas(self.columns, self.rows)

    def to_polars(self) -> pl.DataFrame:
        """A polars DataFrame with typed columns (see `kg.query.frames`).

        Raises:
            QueryError: where polars is not installed.

        """
        return frames.to_polars(self.columns, self.rows)

    def _repr_html_(self) -> str:
        columns, rows = self.for_people()
        head = "".join(f"<th>{html.escape(c)}</th>" for c in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(tables.shown(v))}</td>" for v in row) + "</tr>" for row in rows[:_SHOWN]
        )
        more = f"<p>… and {len(self) - _SHOWN} more rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _written(row: tuple[Value, ...], told: Sequence[int]) -> tuple[Value, ...]:
    """A row's numbers with their digits as its words in the columns `told` write them."""
    words = " ".join(str(row[at]) for at in told if row[at] is not None)
    return tuple(as_written(one, words) if isinstance(one, Decimal) else one for one in row) if words else row


def _plainly(term: str) -> str:
    """A term with its text as it reads."""
    one = value(term) if term[0] == '"' else None
    return literal(readable(one)) if isinstance(one, str) and readable(one) != one else term


def _plain(one: Value) -> Any:
    match one:
        case Decimal():
            return float(one) if Decimal(repr(float(one))) == one else str(one)
        case float() if not math.isfinite(one):  # JSON has no word for it
            return str(one)
        case date():
            return one.isoformat()
        case Iri():
            return str(one)
        case _:
            return one
