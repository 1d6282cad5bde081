"""Lines into the engine, in bulk: the fastest and leanest way that was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path
from threading import Thread
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import StoreError

Result = TypeVar("Result")

_BLOCK = 100_000  # lines that are made one text
_PIECE = (
    32 << 20
)  # bytes that are loaded at once, some 130,000 lines: as fast as all at once, in a fraction of the memory


def load(engine: ox.Store, lines: Iterable[str], where: str) -> None:
    """Load N-Quads lines; those without a graph go to the default graph.

    Args:
        engine: where to.
        lines: the lines.
        where: what an error names.

    Raises:
        StoreError: where a line is no N-Quads, or the store cannot be written.

    """
    with _told(where):
        source = iter(lines)
        while block := list(islice(source, _BLOCK)):
            _bulk(engine, "".join(f"{line}\n" for line in block).encode())


def load_files(engine: ox.Store, paths: Sequence[Path], where: str) -> None:
    """Load files of N-Quads lines, side by side, as `load`."""
    with _told(where):
        for pieces in zip_longest(*map(_pieces, paths)):
            side_by_side(*(partial(_bulk, engine, piece) for piece in pieces if piece))


def _bulk(engine: ox.Store, text: bytes) -> None:
    engine.bulk_load(input=text, format=ox.RdfFormat.N_QUADS)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What the engine says against lines, as an error that names where they come from."""
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"a statement is no N-Quads: {error}", where) from error
    except RuntimeError as error:
        raise StoreError(f"the store cannot be written: {error}", where) from error


def _pieces(path: Path) -> Iterator[bytes]:
    """The whole lines of a file, some at a time: the engine holds what it loads at once several times over."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece + file.readline()


def interruptible(work: Callable[[], Result]) -> Result:
    """The result of work that the engine does, which Ctrl-C can stop waiting for.

    The engine does not look for signals while it works. So it works in a thread of its own, and whoever waits for
    it can be interrupted; what the thread still writes, it writes to a folder that does not count.
    """
    return side_by_side(work)[0]


def side_by_side(*works: Callable[[], Result]) -> list[Result]:
    """The results of several works that the engine does at once, each on a core of its own; as `interruptible`."""
    made: dict[int, Result] = {}
    failed: list[BaseException] = []

    def run(place: int) -> None:
        try:
            made[place] = works[place]()
        except BaseException as error:  # raised again where it is waited for
            failed.append(error)

    threads = [Thread(target=run, args=[place], daemon=True) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return [made[place] for place in range(len(works))]
