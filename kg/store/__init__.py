"""The graph in its store: in memory, or in a folder that readers can trust.

The only room that knows the triple store (Oxigraph, embedded). A graph comes as N-Quads lines of named
graphs; the store holds them so, and every statement once more in its default graph, where questions run
(`GRAPH ?g` is for asking who says so). Over the union of thousands of named graphs they would take a
thousand times longer.

A graph's folder:

    current             a link to the generation that counts
    graph-000007/       one generation: written once, never changed
      graph.nq          the canonical bytes: sorted N-Quads of the named graphs
      store/            Oxigraph's own files
      manifest.json     counts, digest, versions
      checksums.sha256  of every file beside it; `sha256sum -c checksums.sha256` reads it too
    build.lock          held by the one who builds

A generation is built in a hidden folder, synced, renamed, and then the link is swapped. Whatever happens
before leaves the old graph as it was. Readers hold a shared lock on their generation, and builders sweep
away only what nobody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.nquads import Answer, triples
from kg.store.building import write
from kg.store.layout import AGAIN, LINES, STORE, digest, manifest, read
from kg.store.loading import load
from kg.store.opening import hold, lock, verify

__all__ = ["Store", "write"]


class Store:
    """A graph that can be asked. Make one with `Store.memory`, or with `Store.open` from a folder.

    It is only read, and is safe to read while another process builds a new generation: it keeps its own.
    """

    def __init__(
        self,
        engine: ox.Store,
        lines: Callable[[], Iterator[str]],
        manifest: Mapping[str, Any],
        opener: Callable[[], Store],
        hold: IO[str] | None = None,
    ) -> None:
        self._engine, self._lines, self._opener, self._hold = engine, lines, opener, hold
        self.manifest = manifest

    @classmethod
    def memory(cls, lines: Iterable[str]) -> Store:
        """A graph in memory.

        Args:
            lines: N-Quads lines, each in a named graph, in any order.

        Raises:
            StoreError: where a line is no N-Quads.

        >>> graph = Store.memory(['<a:s> <a:p> "x" <a:g> .', '<a:s> <a:p> "x" <a:h> .'])
        >>> len(graph), graph.graphs(), list(graph.triples())
        (2, ['a:g', 'a:h'], ['<a:s> <a:p> "x" .'])

        """
        kept = sorted(set(lines))
        engine = ox.Store()
        load(engine, chain(kept, triples(kept)), "the graph in memory")
        said = manifest(len(kept), sum(1 for _ in triples(kept)), digest(kept), {})
        return cls(engine, lambda: iter(kept), said, partial(cls.memory, kept))

    @classmethod
    def open(cls, folder: str | Path) -> Store:
        """The graph of a folder, checked against its manifest and checksums.

        Raises:
            StoreError: where there is none, or a file is missing or damaged; never an empty graph instead.

        """
        return cls._generation(*hold(Path(folder)))

    @classmethod
    def _generation(cls, home: Path, held: IO[str] | None = None) -> Store:
        held = held or lock(home)
        try:
            said = verify(home)
            engine = ox.Store.read_only(str(home / STORE))
        except (OSError, RuntimeError) as error:
            held.close()
            raise StoreError(f"the store cannot be read: {error}", str(home / STORE), AGAIN) from error
        except StoreError:
            held.close()
            raise
        return cls(engine, lambda: read(home / LINES), said, partial(cls._generation, home), held)

    def __len__(self) -> int:
        return int(self.manifest["quads"])

    def lines(self) -> Iterator[str]:
        """The N-Quads lines of the named graphs, sorted: the same bytes for the same graph, always."""
        return self._lines()

    def triples(self) -> Iterator[str]:
        """Every statement once, sorted, without its graphs."""
        return triples(self._lines())

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(str(graph.value) for graph in self._engine.named_graphs())

    def opener(self) -> Callable[[], Store]:
        """A function that opens this graph anew; it can be pickled, so that another process asks it."""
        return self._opener

    def query(self, text: str) -> Answer:
        """Ask the graph in SPARQL 1.1. The rows come as they are found: read them before the next question.

        Nothing here guards against a hostile query: `kg.query.run` does.

        Raises:
            QueryError: where the query is not well-formed or fails.
            StoreError: where the store's files are damaged.

        """
        try:
            found = self._engine.query(text)
        except SyntaxError as error:
            raise QueryError(f"the query is not well-formed: {error}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise _trouble(error) from error
        if isinstance(found, ox.QuerySolutions):
            names = tuple(variable.value for variable in found.variables)
            return Answer("select", names, _solutions(found))
        if isinstance(found, ox.QueryTriples):
            return Answer("construct", ("subject", "predicate", "object"), _constructed(found))
        answer = f'"{str(bool(found)).lower()}"^^<http://www.w3.org/2001/XMLSchema#boolean>'
        return Answer("ask", ("answer",), iter([(answer,)]))

    def close(self) -> None:
        """Let go of the folder, so that a builder may sweep this generation away."""
        if self._hold is not None:
            self._hold.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _solutions(found: ox.QuerySolutions) -> Iterator[tuple[str | None, ...]]:
    try:
        for solution in found:
            yield tuple(None if term is None else str(term) for term in solution)
    except (OSError, RuntimeError, ValueError) as error:
        raise _trouble(error) from error


def _constructed(found: ox.QueryTriples) -> Iterator[tuple[str | None, ...]]:
    try:
        for triple in found:
            yield str(triple.subject), str(triple.predicate), str(triple.object)
    except (OSError, RuntimeError, ValueError) as error:
        raise _trouble(error) from error


def _trouble(error: Exception) -> QueryError | StoreError:
    if "orruption" in str(error):
        return StoreError(f"the store is damaged: {error}", "", AGAIN)
    return QueryError(f"the query failed: {error}")
