"""Lines into the engine, in bulk: the fastest and leanest way that was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from threading import Semaphore, Thread
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import StoreError

Result = TypeVar("Result")

_BLOCK = 100_000  # lines that are made one text
_PIECE = 32 << 20  # bytes that are loaded at once, some 130,000 lines: as fast as all, in a fraction of the memory
_AT_ONCE = 3  # pieces: the engine keeps two cores busy with them, and holds each several times over


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


@contextmanager
def loading(engine: ox.Store, where: str) -> Iterator[Callable[[bytes], None]]:
    """What takes whole N-Quads lines, a few at a time, and loads them, as `load`, while others are made.

    On leaving, all are loaded; where what happens within fails, nobody waits for what is still being loaded, as in
    `interruptible`.
    """
    crew, held, size = _Crew(partial(_bulk, engine)), list[bytes](), 0

    def take(text: bytes) -> None:
        nonlocal size
        held.append(text)
        size += len(text)
        if size >= _PIECE:
            flush()

    def flush() -> None:
        nonlocal size
        with _told(where):
            crew.hand(b"".join(held))
        held.clear()
        size = 0

    yield take
    flush()
    with _told(where):
        crew.finish()


class _Crew:
    """Threads that do the engine's work behind the one who hands it out, a few pieces at once."""

    def __init__(self, work: Callable[[bytes], None]) -> None:
        self._work = work
        self._free = Semaphore(_AT_ONCE)
        self._threads: list[Thread] = []
        self._failed: list[BaseException] = []

    def hand(self, piece: bytes) -> None:
        """Have a piece worked on, as soon as there is a hand for it."""
        self._free.acquire()
        self._raise()
        self._threads.append(Thread(target=self._run, args=[piece], daemon=True))
        self._threads[-1].start()

    def _run(self, piece: bytes) -> None:
        try:
            self._work(piece)
        except BaseException as error:  # raised again where it is waited for
            self._failed.append(error)
        finally:
            self._free.release()

    def finish(self) -> None:
        """Wait until all is done."""
        for thread in self._threads:
            thread.join()
        self._raise()

    def _raise(self) -> None:
        if self._failed:
            raise self._failed[0]


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
