"""Sorted lines in files: written in order, found by halving, changed without reading them all.

UTF-8 sorts as its code points do, so that bytes and text have one order.
"""

from __future__ import annotations

import mmap
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, groupby, islice
from pathlib import Path
from typing import IO

_CHUNK = 200_000  # lines sorted in memory at once (about 60 MB); larger graphs are merged from sorted parts
_BLOCK = 2_000  # lines written at once, and held of each sorted part


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines of named graphs there are, and how many distinct statements they make."""

    quads: int
    statements: int


def ordered(lines: Iterable[str], room: Path) -> Iterator[str]:
    """The lines sorted, each once; more than a chunk is sorted in parts, on disk in `room`."""
    return (line for line, _ in groupby(_merged(lines, room)))


def _merged(lines: Iterable[str], room: Path) -> Iterator[str]:
    source, parts = iter(lines), list[IO[str]]()
    chunk = sorted(islice(source, _CHUNK))
    while chunk:
        following = sorted(islice(source, _CHUNK))
        if not following and not parts:
            yield from chunk
            return
        parts.append(_part(chunk, room))
        chunk = following
    yield from (line[:-1] for line in _together(parts))


def _part(chunk: list[str], room: Path) -> IO[str]:
    part = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=room)  # noqa: SIM115  (merged later)
    part.writelines(line + "\n" for line in chunk)
    part.seek(0)
    return part


def _together(parts: Sequence[IO[str]]) -> Iterator[str]:
    """The lines of sorted files, sorted.

    A block of each file is held, and what is not above the least of their last lines is sorted, block after block: it
    lies in runs, so that this takes a quarter of the time of comparing line by line (`heapq.merge`).
    """
    blocks = [(part, list(islice(part, _BLOCK))) for part in parts]
    while held := [(part, block) for part, block in blocks if block]:
        bound = min(block[-1] for _, block in held)
        cuts = [bisect_right(block, bound) for _, block in held]
        yield from sorted(chain.from_iterable(block[:cut] for (_, block), cut in zip(held, cuts, strict=True)))
        blocks = [
            (part, block[cut:] or list(islice(part, _BLOCK))) for (part, block), cut in zip(held, cuts, strict=True)
        ]


def write(lines: Iterable[str], path: Path, take: Callable[[bytes], object]) -> Counts:
    """Write sorted N-Quads lines to a file, and hand them on: they and the distinct statements that they make."""
    count = said = 0
    last = ""
    source = iter(lines)
    with path.open("wb") as out:
        while block := list(islice(source, _BLOCK)):
            text = ("\n".join(block) + "\n").encode()
            out.write(text)
            take(text)
            merged = list[str]()
            for line in block:
                statement = line[: line.rindex(" <")]
                if statement != last:
                    merged.append(statement + " .\n")
                    last = statement
            take("".join(merged).encode())
            count += len(block)
            said += len(merged)
    return Counts(count, said)


class Sorted:
    """A file of sorted lines, in which lines are found by halving. Make one with `opened`."""

    def __init__(self, data: mmap.mmap | bytes) -> None:
        self._data = data

    def find(self, line: bytes) -> int:
        r"""Where the first line that is not less than this one begins.

        >>> Sorted(b"a\nc\n").find(b"b"), Sorted(b"a\nc\n").find(b"d")
        (2, 4)
        """
        low, high = 0, len(self._data)  # both are beginnings of lines, or the end
        while low < high:
            middle = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._end(middle)
            if self._data[middle:end] < line:
                low = end + 1
            else:
                high = middle
        return low

    def _end(self, start: int) -> int:
        """Where the line that begins here ends; the end of the file, where its last line end is missing."""
        end = self._data.find(b"\n", start)
        return end if end >= 0 else len(self._data)

    def with_prefix(self, prefix: bytes) -> Iterator[bytes]:
        r"""The lines that begin with these bytes.

        >>> list(Sorted(b"a 1\na 2\nb 1\n").with_prefix(b"a "))
        [b'a 1', b'a 2']
        """
        at = self.find(prefix)
        while self._data[at : at + len(prefix)] == prefix:
            end = self._end(at)
            yield self._data[at:end]
            at = end + 1

    def ending(self, suffix: bytes) -> Iterator[bytes]:
        r"""The lines that end in these bytes, which must hold no line end.

        >>> list(Sorted(b"a 1\na 2\nb 1\n").ending(b" 1"))
        [b'a 1', b'b 1']
        """
        sought = suffix + b"\n"
        at = self._data.find(sought)
        while at >= 0:
            start = self._data.rfind(b"\n", 0, at) + 1
            yield self._data[start : at + len(suffix)]
            at = self._data.find(sought, at + 1)

    def changed(self, removed: Iterable[bytes], added: Iterable[bytes]) -> Iterator[bytes | memoryview]:
        r"""The file's bytes without some of its lines and with others, piece by piece.

        Args:
            removed: lines that the file has.
            added: lines that it does not have.

        >>> b"".join(Sorted(b"a\nc\nd\n").changed([b"c"], [b"b", b"e"]))
        b'a\nb\nd\ne\n'
        """
        steps = sorted([*((line, False) for line in removed), *((line, True) for line in added)])
        whole, done = memoryview(self._data), 0
        for line, comes in steps:
            at = self.find(line)
            yield whole[done:at]
            done = at if comes else at + len(line) + 1
            if comes:
                yield line + b"\n"
        yield whole[done:]


@contextmanager
def opened(path: Path) -> Iterator[Sorted]:
    """The sorted lines of a file."""
    if not path.stat().st_size:  # an empty file cannot be mapped
        yield Sorted(b"")
        return
    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            yield Sorted(held)
        finally:
            with suppress(BufferError):  # somebody still looks at a piece; it goes with the last look
                held.close()
