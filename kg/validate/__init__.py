"""Whether a graph keeps the shapes, told so that a person can mend it.

Two things are checked beside the shapes, because SHACL cannot say them: each quote stands in its document to
the letter, and each number of a fact stands in every quote that supports it. They are reported alike.

An engine says *conforms* where it had nothing to check or did not know a constraint; here that is an error
(`ValidationError`), so that silence means that all was checked. The project's shapes are compiled into checks
(`kg.validate.compiled`); shapes that use more of SHACL are left to pyshacl, which is also the tests' referee.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg import terms
from kg.nquads import Answer
from kg.terms import OA
from kg.validate import engine, shapes, words
from kg.validate.data import Data
from kg.validate.report import Report, Violation

__all__ = ["Report", "Violation", "validate"]


def validate(
    graph: Iterable[str] | Path | str,
    texts: Mapping[str, str] | None = None,
    using: Sequence[Path] | None = None,
    ask: Callable[[str], Answer] | None = None,
) -> Report:
    """Check a graph against the shapes, and its quotes against their documents.

    Args:
        graph: N-Quads lines, or the path of a file of them; its named graphs are merged.
        texts: the documents' texts by their IRIs; quotes of other documents are not compared.
        using: Turtle files of shapes; those of the project where None.
        ask: asks the same graph in its store, where it lies in one; else it is loaded into one in memory.

    Raises:
        ValidationError: where there is nothing to check, a shape is misspelt, or the graph cannot be read.
    """
    data = Data(_lines(graph))
    checked = shapes.load(tuple(using) if using is not None else shapes.own())
    nodes = shapes.focus_nodes(checked, data)
    found = {
        *engine.violations(checked, data, ask),
        *words.quotes_in_documents(data, texts or {}),
        *words.numbers_in_quotes(data),
    }
    quotes = data.instances(terms.Evidence)
    compared = sum(data.one(quote, OA + "hasSource") in (texts or {}) for quote in quotes)
    return Report(tuple(sorted(found)), nodes, len(quotes), compared)


def _lines(graph: Iterable[str] | Path | str) -> Iterator[str]:
    if isinstance(graph, str | Path):
        with Path(graph).open(encoding="utf-8") as file:
            yield from file
    else:
        yield from graph
