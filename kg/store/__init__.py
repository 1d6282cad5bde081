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
      files.tsv         its own CRC-32, then that of every file with size and name, for the check on opening
    readings.sqlite     what each document was read to be, so that the next build reads only what changed
    build.lock          held by the one who builds

A generation is built in a hidden folder, synced, renamed, and then the link is swapped. Whatever happens
before leaves the old graph as it was. Readers hold a shared lock on their generation, and builders sweep
away only what nobody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.nquads import Answer, triples
from kg.store import opening
from kg.store.asking import ask
from kg.store.building import Site, site, write
from kg.store.filling import Asked, Change
from kg.store.layout import AGAIN, STORE, digest, manifest
from kg.store.loading import load
from kg.store.opening import hold, lock

__all__ = ["Asked", "Change", "Site", "Store", "site", "write"]


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
    def memory(cls, lines: Iterable[str], more: Mapping[str, Any] | None = None) -> Store:
        """A graph in memory.

        Args:
            lines: N-Quads lines, each in a named graph, in any order.
            more: what else its manifest shall say.

        Raises:
            StoreError: where a line is no N-Quads.

        >>> graph = Store.memory(['<a:s> <a:p> "x" <a:g> .', '<a:s> <a:p> "x" <a:h> .'])
        >>> len(graph), graph.graphs(), list(graph.triples())
        (2, ['a:g', 'a:h'], ['<a:s> <a:p> "x" .'])

        """
        kept = sorted(set(lines))
        engine = ox.Store()
        load(engine, [*kept, *triples(kept)], "the graph in memory")
        said = manifest(len(kept), sum(1 for _ in triples(kept)), digest(kept), more or {})
        return cls(engine, lambda: iter(kept), said, partial(cls.memory, kept, more))

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
            said = opening.verify(home)
            engine = ox.Store.read_only(str(home / STORE))
        except (OSError, RuntimeError) as error:
            held.close()
            raise StoreError(f"the store cannot be read: {error}", str(home / STORE), AGAIN) from error
        except StoreError:
            held.close()
            raise
        return cls(engine, lambda: opening.lines(home), said, partial(cls._generation, home), held)

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
        return ask(self._engine, text)

    def close(self) -> None:
        """Let go of the folder, so that a builder may sweep this generation away."""
        if self._hold is not None:
            self._hold.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
