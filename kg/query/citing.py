"""What a citation of an answer's rows needs: where each quote stands, and what its document is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from kg.errors import QueryError
from kg.names import literal
from kg.nquads import value
from kg.query.parameters import Engine
from kg.query.result import Result
from kg.query.run import run

Row: TypeAlias = tuple[str | None, ...]
Places: TypeAlias = Mapping[str | None, Sequence[Mapping[str, str | None]]]
"""By a quote, where it stands: the columns of the question `citations`."""

_FROM: Final = {"quote": ("saidIn", "document"), "otherQuote": ("otherDocument",), "saysRevoked": ("revokedIn",)}
"""The columns of quotes, each with the column of the document that it is of: the first that an answer has."""
_SEVERAL: Final = "quotes"
_HEAD: Final = re.compile(r"(?:^|; )(?P<name>[^\s;:,]+)(?:, \d{4}-\d\d-\d\d)?: “")


def cited(graph: Engine, result: Result) -> Result:
    """An answer with the columns of the question `citations` behind its own, for each of its quotes.

    A quote without a document beside it is cited from a document that the row names, else from the first that says
    these words. Where a document says the same words twice, the first place is given, unless the row has the place or
    the words above it.
    What the answer has already stays as it is. Columns of a second quote begin as its document's column does
    (`otherTitle`); a row that holds several quotes in one cell stands once for each.

    Raises:
        QueryError: where the answer gives no quotes.

    """
    found = run(graph, "citations")
    at = found.columns.index("quote")
    places: dict[str | None, list[dict[str, str | None]]] = {}
    for row in found.terms:
        places.setdefault(row[at], []).append(dict(zip(found.columns, row, strict=True)))
    if not set(_FROM) & set(result.columns):
        result = _one_by_one(result, places)
    for quote in _FROM:
        if quote in result.columns:
            result = _beside(result, quote, [one for one in found.columns if one != "quote"], places)
    return result


def _beside(result: Result, quote: str, told: Sequence[str], places: Places) -> Result:
    """An answer with what a citation of one of its columns of quotes needs."""
    source = next((column for column in _FROM[quote] if column in result.columns), "")
    lead = "" if source == "document" else source.removesuffix("Document")
    new = {(lead + one[0].upper() + one[1:] if lead else one): one for one in told if not (lead and one == "document")}
    new = {name: one for name, one in new.items() if name not in result.columns}
    sure = [one for one in ("start", "under") if not lead and one in result.columns]

    def cite(row: Row) -> Row:
        known = dict(zip(result.columns, row, strict=True))
        standing = [p for p in places.get(known[quote], ()) if not source or p["document"] == known[source]]
        within = [p for p in standing if p["document"] in row and all(p[one] == known[one] for one in sure)]
        place = next(iter(within or standing), {})
        return tuple(place.get(one) for one in new.values())

    return replace(result, columns=(*result.columns, *new), terms=tuple((*row, *cite(row)) for row in result.terms))


def _one_by_one(result: Result, places: Places) -> Result:
    """An answer whose rows hold several quotes in one cell, with a row for each of them.

    Raises:
        QueryError: where there are none.

    """
    cells = result[_SEVERAL] if _SEVERAL in result.columns else (0,)
    if not all(isinstance(cell, str) or cell is None for cell in cells):
        remedy = "cite a question that has a column `quote` or `quotes`"
        raise QueryError("the answer gives no quotes that could be cited", result.name, remedy)
    words = {str(value(term)): term for term in places if term}
    named = {
        iri.removesuffix(">").rpartition("/")[2]: iri
        for found in places.values()
        for p in found
        if (iri := p["document"])
    }
    rows = [
        (*row, document or None, quote)
        for row, cell in zip(result.terms, cells, strict=True)
        for document, quote in [*_parted(str(cell or ""), words, places, named)] or [("", None)]
    ]
    return replace(result, columns=(*result.columns, "document", "quote"), terms=tuple(rows))


def _parted(
    cell: str, words: Mapping[str, str], places: Places, named: Mapping[str, str]
) -> Iterator[tuple[str, str | None]]:
    """The quotes of a cell such as `page, 2026-01-01: “one … other”; second: “third”`, each with its document.

    What is no quote of the document before it stands as it is, without a place.
    """
    heads = [head for head in _HEAD.finditer(cell) if head["name"] in named]
    for head, end in zip(heads, [*(later.start() for later in heads[1:]), len(cell)], strict=True):
        document = named[head["name"]]
        parts = cell[head.end() : end].removesuffix("”").split(" … ")
        while parts:  # the longest first: a quote may hold the mark that parts quotes
            tried = ((size, words.get(" … ".join(parts[:size]))) for size in range(len(parts), 0, -1))
            own = ((size, term) for size, term in tried if any(p["document"] == document for p in places.get(term, ())))
            size, term = next(own, (1, None))
            yield document, term or literal(parts[0])
            parts = parts[size:]
