"""What a citation of an answer's rows needs: where each quote stands, and what its document is."""

from __future__ import annotations

from dataclasses import replace

from kg.errors import QueryError
from kg.query.parameters import Engine
from kg.query.result import Result
from kg.query.run import run

_BY = ("document", "quote")


def cited(graph: Engine, result: Result) -> Result:
    """An answer with the columns of the question `citations` behind its own, by each row's document and quote.

    Where a document says the same words twice, the first place is given; what the answer has already stays as it is.

    Raises:
        QueryError: where the answer gives no quotes.

    """
    if not set(_BY) <= set(result.columns):
        asked = "columns `document` and `quote` are needed"
        raise QueryError("the answer gives no quotes that could be cited", result.name, asked)
    found = run(graph, "citations")
    new = [name for name in found.columns if name not in result.columns]
    places = [found.columns.index(name) for name in new]
    known: dict[tuple[str | None, ...], tuple[str | None, ...]] = {}
    for row in found.terms:
        known.setdefault(_key(row, found.columns), tuple(row[at] for at in places))
    nothing = (None,) * len(new)
    rows = tuple((*row, *known.get(_key(row, result.columns), nothing)) for row in result.terms)
    return replace(result, columns=(*result.columns, *new), terms=rows)


def _key(row: tuple[str | None, ...], columns: tuple[str, ...]) -> tuple[str | None, ...]:
    return tuple(row[columns.index(name)] for name in _BY)
