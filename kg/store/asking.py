"""Questions to the engine, and its answers as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.errors import MalformedError, QueryError, StoreError
from kg.nquads import Answer
from kg.store.layout import AGAIN


class Embedded:
    """The engine in this process."""

    def __init__(self, engine: ox.Store, check: Callable[[], object] | None = None) -> None:
        # `check` raises an error that names what is damaged, where something is
        self._engine, self._check = engine, check

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(str(graph.value) for graph in self._engine.named_graphs())

    def query(self, text: str, seconds: float | None = None) -> Answer:
        """The answer to a SPARQL 1.1 query. The rows come as they are found: read them before the next question.

        Args:
            text: the query.
            seconds: of no use here: the engine knows no deadline.

        Raises:
            QueryError: where the query is not well-formed or fails.
            StoreError: where the store's files are damaged.

        """
        del seconds
        try:
            found = self._engine.query(text)
        except SyntaxError as error:
            raise MalformedError(f"the query is not well-formed: {error}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise self._trouble(error) from error
        if isinstance(found, ox.QuerySolutions):
            names = tuple(variable.value for variable in found.variables)
            return Answer("select", names, self._solutions(found))
        if isinstance(found, ox.QueryTriples):
            return Answer("construct", ("subject", "predicate", "object"), self._constructed(found))
        answer = f'"{str(bool(found)).lower()}"^^<http://www.w3.org/2001/XMLSchema#boolean>'
        return Answer("ask", ("answer",), iter([(answer,)]))

    def _solutions(self, found: ox.QuerySolutions) -> Iterator[tuple[str | None, ...]]:
        try:
            for solution in found:
                yield tuple(None if term is None else str(term) for term in solution)
        except (OSError, RuntimeError, ValueError) as error:
            raise self._trouble(error) from error

    def _constructed(self, found: ox.QueryTriples) -> Iterator[tuple[str | None, ...]]:
        try:
            for triple in found:
                yield str(triple.subject), str(triple.predicate), str(triple.object)
        except (OSError, RuntimeError, ValueError) as error:
            raise self._trouble(error) from error

    def _trouble(self, error: Exception) -> QueryError | StoreError:
        """What an error of the engine's means; where its files are damaged, it does not always name the file."""
        if isinstance(error, UnicodeEncodeError):
            return QueryError("the query holds bytes that are no UTF-8", "", "type or save it as UTF-8")
        if "orruption" not in str(error):
            return QueryError(f"the query failed: {error}")
        if self._check is not None:
            self._check()
        return StoreError(f"the store is damaged: {error}", "", AGAIN)
