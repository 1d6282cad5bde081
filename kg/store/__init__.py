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
from functools import cache, partial
from pathlib import Path
from typing import IO, Any, Protocol

import pyoxigraph as ox

from kg.errors import StoreError
from kg.nquads import Answer, triples
from kg.store import opening
from kg.store.asking import Embedded
from kg.store.building import Site, site, write
from kg.store.filling import Change
from kg.store.layout import AGAIN, STORE, digest, manifest
from kg.store.loading import load
from kg.store.opening import check, hold, lock
from kg.store.remote import Remote, is_remote, told
from kg.store.sending import Named, Sent, send

__all__ = ["Change", "Named", "Remote", "Sent", "Site", "Store", "check", "is_remote", "send", "site", "write"]


class Engine(Protocol):
    """What answers questions: the embedded engine, or a store over HTTP."""

    def query(self, text: str, seconds: float | None = None) -> Answer:
        """Answer a SPARQL query."""

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""


class Store:
    """A graph that can be asked. Make one with `Store.memory`, or with `Store.open` from a folder or an address.

    It is only read, and is safe to read while another process builds a new generation: it keeps its own.
    """

    def __init__(
        self,
        engine: Engine,
        lines: Callable[[], Iterator[str]],
        manifest: Callable[[], Mapping[str, Any]],
        opener: Callable[[], Store],
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine, self._lines, self._opener, self._close = engine, lines, opener, close
        self._manifest = cache(manifest)

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
        return cls(Embedded(engine), lambda: iter(kept), lambda: said, partial(cls.memory, kept, more))

    @classmethod
    def open(cls, place: str | Path) -> Store:
        """The graph of a folder, checked against its manifest and checksums; or that of a store over HTTP.

        Raises:
            StoreError: where there is none, or a file is missing or damaged; never an empty graph instead.

        """
        if is_remote(place):
            far = Remote(str(place))
            return cls(far, far.lines, partial(told, far), partial(cls.open, place), far.close)
        return cls._generation(*hold(Path(place)))

    @classmethod
    def _generation(cls, home: Path, held: IO[str] | None = None) -> Store:
        held = held or lock(home)
        try:
            said = opening.verify(home)
            engine = ox.Store.read_only(str(home / STORE))
        except (OSError, RuntimeError) as error:
            held.close()
            opening.verify(home, thorough=True)  # which names the file, where one is damaged
            raise StoreError(f"the store cannot be read: {error}", str(home / STORE), AGAIN) from error
        except StoreError:
            held.close()
            raise
        again = partial(cls._generation, home)
        asked = Embedded(engine, partial(opening.verify, home, thorough=True))
        return cls(asked, lambda: opening.lines(home), lambda: said, again, held.close)

    @property
    def remote(self) -> bool:
        """Whether it is reached over a network."""
        return isinstance(self._engine, Remote)

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the graph says of itself: counts, digest, versions, documents."""
        return self._manifest()

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
        return self._engine.graphs()

    def opener(self) -> Callable[[], Store]:
        """A function that opens this graph anew; it can be pickled, so that another process asks it."""
        return self._opener

    def query(self, text: str, seconds: float | None = None) -> Answer:
        """Ask the graph in SPARQL 1.1. The rows come as they are found: read them before the next question.

        Nothing here guards against a hostile query: `kg.query.run` does.

        Args:
            text: the query.
            seconds: how long a store over HTTP may take; an embedded one takes as long as it takes.

        Raises:
            QueryError: where the query is not well-formed or fails.
            StoreError: where the store's files are damaged, or it does not answer.

        """
        return self._engine.query(text, seconds)

    def close(self) -> None:
        """Let go of the folder, so that a builder may sweep this generation away."""
        self._close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
