"""A graph into a store over HTTP: one named graph a document, only what changed, and on from where it broke off.

What the store holds is told by a named graph of its own, `…/graph/store`, with the digest of each graph that was
sent whole. A graph is first marked as begun, taken out, put in and then marked with its digest, so that whatever ends
the program, the next run knows what is still to be sent. Each step may be done twice without harm.

A store whose default graph is none of its named graphs gets each statement there once more, where questions run; a
statement leaves it with the last of the graphs that say it. What others keep in the store is not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from kg import names, terms
from kg.nquads import parts
from kg.store.remote import LEDGER, Remote

Thing = TypeVar("Thing")

_BEGUN: Final = "begun"
_AT_ONCE: Final = 25  # graphs of one update
_MARK: Final = f"<{terms.graphDigest}>"


@dataclass(frozen=True, slots=True)
class Named:
    """A named graph to send.

    Attributes:
        iri: its name.
        digest: tells whether the store has it already.
        lines: makes its N-Quads lines.

    """

    iri: str
    digest: str
    lines: Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was done: how many graphs were sent, taken out, and were there already."""

    sent: int
    removed: int
    known: int


def send(store: Remote, graphs: Sequence[Named], progress: Callable[[int, int], None] | None = None) -> Sent:
    """Make a store hold these graphs, and no other of ours.

    Args:
        store: where to.
        graphs: all of them, each with its own name.
        progress: told of the graphs that are done, and of all that are to be done.

    Raises:
        StoreError: where the store does not answer or refuses; sending again goes on from there.

    """
    held = ledger(store)
    wanted = {graph.iri: graph for graph in graphs}
    gone = sorted(held.keys() - wanted.keys())
    changed = [graph for graph in graphs if held.get(graph.iri) != graph.digest]
    total, merges = len(gone) + len(changed), _merges(store)
    done = 0
    for batch in _batches(gone):
        store.update(";\n".join(statement for iri in batch for statement in _out(iri, merges)))
        done += len(batch)
        _tell(progress, done, total)
    for some in _batches(changed):
        _put(store, some, held, merges)
        done += len(some)
        _tell(progress, done, total)
    return Sent(len(changed), len(gone), len(graphs) - len(changed))


def ledger(store: Remote) -> dict[str, str]:
    """The graphs that a store holds of ours, with their digests; one that was not sent whole has another."""
    rows = store.query(f"SELECT ?graph ?digest WHERE {{ GRAPH <{LEDGER}> {{ ?graph {_MARK} ?digest }} }}").rows
    return {graph[1:-1]: parts(digest)[0] for graph, digest in rows if graph and digest}


def _put(store: Remote, graphs: Sequence[Named], held: Mapping[str, str], merges: bool) -> None:
    """Send some graphs: mark them, take out what was there, put them in, and mark them as whole."""
    begun = [statement for g in graphs if g.iri in held for statement in _out(g.iri, merges)]
    store.update(";\n".join([*begun, _marked(graphs, lambda _: _BEGUN)]))
    for graph in graphs:
        store.put(graph.iri, (line[: line.rindex(" <")] + " ." for line in graph.lines()))
    merged = [] if merges else [_merged(graph.iri) for graph in graphs]
    unmarked = [f"DELETE WHERE {{ GRAPH <{LEDGER}> {{ <{graph.iri}> {_MARK} ?digest }} }}" for graph in graphs]
    store.update(";\n".join([*merged, *unmarked, _marked(graphs, lambda graph: graph.digest)]))


def _out(iri: str, merges: bool) -> Iterator[str]:
    """Take a graph out, with what only it says of the default graph, and forget that it was there."""
    if not merges:
        yield (
            f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} "
            f"FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != <{iri}>) }} }}"
        )
    yield f"DROP SILENT GRAPH <{iri}>"
    yield f"DELETE WHERE {{ GRAPH <{LEDGER}> {{ <{iri}> {_MARK} ?digest }} }}"


def _merged(iri: str) -> str:
    return f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"


def _marked(graphs: Sequence[Named], digest: Callable[[Named], str]) -> str:
    marks = " ".join(f"<{graph.iri}> {_MARK} {names.literal(digest(graph))} ." for graph in graphs)
    return f"INSERT DATA {{ GRAPH <{LEDGER}> {{ {marks} }} }}"


def _merges(store: Remote) -> bool:
    """Whether the store's default graph is the union of its named graphs by itself: a mark tells."""
    store.update(f'INSERT DATA {{ GRAPH <{LEDGER}> {{ <{LEDGER}> {_MARK} "" }} }}')
    ((answer,),) = store.query(f"ASK {{ <{LEDGER}> {_MARK} ?digest }}").rows
    store.update(f'DELETE DATA {{ GRAPH <{LEDGER}> {{ <{LEDGER}> {_MARK} "" }} }}')
    return bool(answer) and str(answer).startswith('"true"')


def _batches(things: Sequence[Thing]) -> Iterator[list[Thing]]:
    source = iter(things)
    while batch := list(islice(source, _AT_ONCE)):
        yield batch


def _tell(progress: Callable[[int, int], None] | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)
