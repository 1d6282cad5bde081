"""The generation of a graph that counts, held and checked before it is read."""

from __future__ import annotations

import fcntl
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import StoreError, UsageError
from kg.store.layout import AGAIN, CHECKSUMS, CURRENT, FILES, FORMAT, LINES, MANIFEST, crc32, read, sha256
from kg.store.remote import is_remote, shown

_CHECKED = 1 << 30  # bytes of a generation up to which opening reads all of it (0.3 s); see `verify`
_SMALL = 1 << 20


def hold(folder: Path) -> tuple[Path, IO[str]]:
    """The generation that counts, and the open file whose shared lock keeps it from being swept away.

    Raises:
        StoreError: where there is none, or it may not be read.

    """
    try:
        return _held(folder)
    except PermissionError as error:
        what = f"the graph cannot be read: {error.strerror}"
        raise StoreError(what, str(error.filename or folder), "see to its rights") from error


def _held(folder: Path) -> tuple[Path, IO[str]]:
    for _ in range(10):  # a builder may swap the link between two steps; then there is a newer one
        home = (folder / CURRENT).resolve()
        if not home.is_dir():
            raise StoreError("there is no graph here", str(folder), "run `kg build` first")
        if not (home / MANIFEST).exists() and home == (folder / CURRENT).resolve():
            raise StoreError("the manifest is missing", str(home / MANIFEST), AGAIN)
        with suppress(FileNotFoundError):
            handle = lock(home)
            if (home / MANIFEST).exists():
                return home, handle
            handle.close()
    raise StoreError("the graph changed while it was opened, again and again", str(folder), "try again")


def lock(home: Path) -> IO[str]:
    """The open manifest of a generation, with a shared lock that is held until it is closed."""
    handle = (home / MANIFEST).open(encoding="utf-8")
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was when the generation was written."""

    path: Path
    size: int
    crc32: str

    def check(self, content: bool) -> None:
        """Raise StoreError where it is missing or not what it was; by its size alone unless `content`."""
        if not self.path.is_file():
            raise StoreError("a file of the graph is missing", str(self.path), AGAIN)
        if self.path.stat().st_size != self.size or (content and crc32(self.path) != self.crc32):
            raise StoreError("a file of the graph is damaged", str(self.path), AGAIN)


def verify(home: Path, thorough: bool = False) -> Mapping[str, Any]:
    """Check every file of a generation by name and size, and by content up to 1 GB of them.

    Beyond that, the small files are read and the large ones only looked at. Whoever reads from them is told
    of damage nevertheless: Oxigraph's blocks carry checksums of their own that it checks whenever it reads one,
    and `lines` reads its file twice.

    Args:
        home: the generation's folder.
        thorough: read all of it, whatever its size, and compare SHA-256 too.

    Returns:
        The manifest.

    """
    files = _files(home)
    total = sum(file.size for file in files)
    for file in files:
        file.check(thorough or total <= _CHECKED or file.size < _SMALL)
    if thorough:
        _check_digests(home)
    said = json.loads((home / MANIFEST).read_text("utf-8"))
    if said.get("format") != FORMAT:
        raise StoreError(f"the graph's format {said.get('format')} is not {FORMAT}", str(home), AGAIN)
    return cast("Mapping[str, Any]", said)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a thorough check read."""

    files: int
    bytes: int


def check(place: str | Path) -> Checked:
    """Read all files of the generation that counts and compare them with their SHA-256.

    Raises:
        StoreError: where there is no graph, or a file is missing or damaged.
        UsageError: where the place is no folder.

    """
    if is_remote(place):
        raise UsageError("only a graph in a folder can be checked", shown(str(place)), "leave out --verify")
    home, handle = hold(Path(place))
    with handle:
        verify(home, thorough=True)
        files = _files(home)
    return Checked(len(files), sum(file.size for file in files))


def lines(home: Path) -> Iterator[str]:
    """The graph's lines; checked first where opening did not."""
    files = _files(home)
    if sum(file.size for file in files) > _CHECKED:
        next(file for file in files if file.path.name == LINES).check(content=True)
    return read(home / LINES)


def _files(home: Path) -> list[_File]:
    path = home / FILES
    try:
        own, _, rows = path.read_text("utf-8").partition("\n")
        if own != f"{zlib.crc32(rows.encode()):08x}":
            raise ValueError(own)
        return [_File(home / name, int(size), crc) for crc, size, name in map(str.split, rows.splitlines())]
    except (OSError, ValueError) as error:
        raise StoreError("the list of files is missing or damaged", str(path), AGAIN) from error


def _check_digests(home: Path) -> None:
    for line in (home / CHECKSUMS).read_text("utf-8").splitlines():
        expected, name = line.split("  ", 1)
        if sha256(home / name) != expected:
            raise StoreError("a file of the graph is damaged", str(home / name), AGAIN)
