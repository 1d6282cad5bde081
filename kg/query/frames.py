"""Answers as data frames of pandas and polars, each column of one type.

A column of whole numbers, numbers, truths or days has that type; any other is text (IRIs in full). Decimals
become floats, which frames count with; their exact digits leave as CSV or JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.cells import text
from kg.errors import QueryError
from kg.nquads import Value

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

PANDAS = {"integer": "Int64", "number": "Float64", "truth": "boolean", "day": "datetime64[s]", "text": "string"}
"""The dtypes of pandas; all but days are those that know a missing value."""


def kind(values: Sequence[Value]) -> str:
    """The one type of a column: `integer`, `number`, `truth`, `day` or `text`.

    >>> kind([1, None, 2]), kind([1, Decimal("1.5")]), kind([date(2013, 11, 22)]), kind([1, "many"])
    ('integer', 'number', 'day', 'text')
    """
    types = {type(value) for value in values if value is not None}
    whole = all(-(2**63) <= value < 2**63 for value in values if type(value) is int)
    if types == {bool}:
        return "truth"
    if types == {int} and whole:
        return "integer"
    if types and types <= {int, Decimal, float}:
        return "number"
    return "day" if types == {date} else "text"


def plain(values: Sequence[Value], wanted: str) -> list[Any]:
    """The values of a column as its type has them; None where there is none."""
    if wanted == "number":
        return [None if value is None else float(text(value)) for value in values]
    return [text(value) if wanted == "text" and value is not None else value for value in values]


def to_pandas(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> pd.DataFrame:
    """A pandas DataFrame.

    Raises:
        QueryError: where pandas is not installed.

    """
    try:
        import pandas as pd  # noqa: PLC0415  (half a second, and not everyone has it)
    except ImportError as error:
        raise missing("pandas") from error
    series = []
    for at in range(len(columns)):
        values = [row[at] for row in rows]
        wanted = kind(values)
        series.append(pd.Series(plain(values, wanted), dtype=PANDAS[wanted]))
    frame = pd.concat(series, axis=1) if series else pd.DataFrame()
    frame.columns = pd.Index(columns, dtype="object")
    return frame


def to_polars(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> pl.DataFrame:
    """A polars DataFrame.

    Raises:
        QueryError: where polars is not installed.

    """
    try:
        import polars as pl  # noqa: PLC0415  (not everyone has it)
    except ImportError as error:
        raise missing("polars") from error
    types = {"integer": pl.Int64, "number": pl.Float64, "truth": pl.Boolean, "day": pl.Date, "text": pl.String}
    made = []
    for at, name in enumerate(columns):
        values = [row[at] for row in rows]
        wanted = kind(values)
        made.append(pl.Series(name, plain(values, wanted), dtype=types[wanted]))
    return pl.DataFrame(made)


def missing(library: str) -> QueryError:
    """What to say where a library of an extra is not installed."""
    return QueryError(f"{library} is not installed", "", f"pip install 'oncology-kg[{library}]'")
