"""The table of facts as Parquet (<https://parquet.apache.org/>), each column of one type.

Figures are doubles and offsets integers; `value`, which may be words, stands as text and, where it is a
number, once more as the double `number`. Licences, version and note are the schema's metadata.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kg import provenance
from kg.cells import text
from kg.errors import UsageError
from kg.export import dataset, facts
from kg.export.dataset import Source
from kg.nquads import Value

_DOUBLES = {"ci_low", "ci_high", "ci_level", "upper", "confidence", "number"}
_INTEGERS = {"start", "end", "size"}
_TRUTHS = {"serious"}


def parquet(graph: Source) -> Iterator[bytes]:
    """Facts as one Parquet file; the same columns as the CSV table, and `number`.

    Raises:
        UsageError: where pyarrow is not installed.

    """
    try:
        import pyarrow as pa  # noqa: PLC0415  (only this format needs it)
        from pyarrow import parquet as writer  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("pyarrow is not installed", "", "pip install 'oncology-kg[parquet]'") from error
    types = {"double": pa.float64(), "integer": pa.int64(), "truth": pa.bool_(), "text": pa.string()}
    held = list(facts.rows(graph))
    names = facts.columns()
    columns = {name: [row[at] for row in held] for at, name in enumerate(names)}
    columns["number"] = columns.get("value", [])
    arrays = [pa.array([_as(v, _kind(n)) for v in column], types[_kind(n)]) for n, column in columns.items()]
    said = {"note": provenance.NOTE, "licences": json.dumps(dataset.licences(graph)), "rights": dataset.RIGHTS,
            "version": provenance.software_version()}  # fmt: skip
    fields = [pa.field(name, types[_kind(name)]) for name in columns]
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=said))
    sink = pa.BufferOutputStream()
    writer.write_table(table, sink, compression="zstd")
    yield sink.getvalue().to_pybytes()


def _kind(name: str) -> str:
    if name in _DOUBLES:
        return "double"
    if name in _INTEGERS:
        return "integer"
    return "truth" if name in _TRUTHS else "text"


def _as(one: Value, kind: str) -> Any:
    """A value as its column's type has it; None where it has none of that type."""
    if one is None:
        return None
    if kind == "text":
        return text(one)
    if kind == "truth":
        return one if isinstance(one, bool) else None
    if isinstance(one, bool) or not isinstance(one, int | Decimal | float):
        return None
    return int(one) if kind == "integer" else float(one)
