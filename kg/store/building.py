"""A new generation of a graph on disk, built beside the old one and swapped in whole."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kg.errors import StoreError, UsageError
from kg.files import sync
from kg.store import lines as files
from kg.store.filling import Change, Derive, change, fill
from kg.store.keeping import NAME, Cache
from kg.store.layout import CHECKSUMS, CURRENT, FILES, LINES, LOCK, MANIFEST, STORE, crc32, manifest, sha256
from kg.store.lines import Counts
from kg.store.opening import verify
from kg.store.remote import is_remote, shown

_TABLES: Final = 1000  # of the engine's files, after which a store is made from all of its lines again


def write(folder: str | Path, lines: Iterable[str], more: Mapping[str, Any] | None = None) -> Path:
    """Write a graph to a folder as its new generation; the old one stays until the new one is whole.

    Args:
        folder: the graph's folder; made if it is missing.
        lines: N-Quads lines, each in a named graph, in any order; they are taken once and need not fit
            in memory.
        more: what else the manifest shall say (digests of vocabulary and rules); no clock, please: the
            same graph has the same manifest.

    Returns:
        The new generation's folder.

    Raises:
        StoreError: where the folder holds something else, another builder is at work, a line is no N-Quads,
            or the disk fails.

    """
    with site(folder) as held:
        return held.write(lines, more or {})


class Site:
    """A graph's folder in the hands of the one who builds. Make one with `site`."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._said: Mapping[str, Any] | None = None
        self._looked = False

    def said(self) -> Mapping[str, Any] | None:
        """The manifest of the generation that counts; None where there is none, or it is damaged."""
        if not self._looked:
            self._looked = True
            try:
                self._said = verify(self._old) if self._old.is_dir() else None
            except (StoreError, OSError, ValueError):
                self._said = None
        return self._said

    @property
    def quads(self) -> int:
        """How many lines the named graphs have."""
        said = self.said()
        return int(said["quads"]) if said else 0

    @property
    def _old(self) -> Path:
        return (self._home / CURRENT).resolve()

    def cache(self) -> Cache:
        """What documents were read to be."""
        return Cache(self._home)

    def lines_of(self, graph: str) -> frozenset[str]:
        """The lines that the generation that counts has in a named graph."""
        with files.opened(self._old / LINES) as held:
            return frozenset(line.decode() for line in held.ending(f" <{graph}> .".encode()))

    def write(self, lines: Iterable[str], more: Mapping[str, Any], derive: Derive | None = None) -> Path:
        """Write a generation from all of its lines (see `write`) and what follows from them."""
        return self._generation(lambda new: fill(new, lines, derive), more)

    def can_change(self) -> bool:
        """Whether a generation can be made from the one that counts: it is sound, and not mended too often."""
        return self.said() is not None and sum(1 for _ in (self._old / STORE).glob("*.sst")) < _TABLES

    def change(self, what: Change, more: Mapping[str, Any], derive: Derive) -> Path:
        """Write a generation from the one that counts and what changed; it is the same as one from all lines."""
        said, old = self.said(), self._old
        if said is None:
            raise StoreError("there is no sound graph to change", str(self._home))
        counts = Counts(said["quads"], said["statements"])
        return self._generation(lambda new: change(new, old, counts, what, derive), more)

    def _generation(self, make: Callable[[Path], Counts], more: Mapping[str, Any]) -> Path:
        home = self._home
        _sweep(home)
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
        try:
            new.chmod(0o755)
            counts = make(new)
            _seal(new, counts, more)
            number = 1 + max((int(p.name[6:]) for p in _generations(home)), default=0)
            done = new.rename(home / f"graph-{number:06}")
            sync(home)
            _point(home, done)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        _sweep(home)
        self._looked, self._said = True, json.loads((done / MANIFEST).read_text("utf-8"))
        return done


@contextmanager
def site(folder: str | Path) -> Iterator[Site]:
    """A graph's folder, held from before the documents are read until the graph is written.

    Raises:
        StoreError: where the folder holds something else, another builder is at work, or the disk fails.
        UsageError: where it is the address of a store.

    """
    if is_remote(folder):
        remedy = "name a folder; `kg build --store` sends its graph to a store as well"
        raise UsageError("a graph is built in a folder, and this is an address", shown(str(folder)), remedy)
    home = Path(folder)
    try:
        _prepare(home)
        with _building(home):
            yield Site(home)
    except OSError as error:
        remedy = "see to the rights and the room of this folder, or name another"
        raise StoreError(f"cannot write the graph: {error.strerror or error}", str(home), remedy) from error


def _prepare(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    strangers = [p.name for p in home.iterdir() if not _OURS.fullmatch(p.name)]
    if strangers and not (home / LOCK).exists():
        raise StoreError(f"the folder holds other files ({min(strangers)})", str(home), "name an empty or a new folder")


_OURS = re.compile(rf"current|build\.lock|graph-\d+|\.new-.*|{re.escape(NAME)}(-journal)?")
_GENERATION = re.compile(r"graph-\d+")


@contextmanager
def _building(home: Path) -> Iterator[None]:
    with (home / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError("another build is at work here", str(home), "wait until it is done") from error
        yield


def _seal(new: Path, counts: Counts, more: Mapping[str, Any]) -> None:
    """Write the manifest and the lists of files, and wait until all has reached the disk."""
    said = manifest(counts.quads, counts.statements, sha256(new / LINES), more)
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False)
    (new / MANIFEST).write_text(text + "\n", "utf-8")
    files_ = sorted(p for p in new.rglob("*") if p.is_file())
    names = [path.relative_to(new).as_posix() for path in files_]
    sums = "".join(f"{sha256(path)}  {name}\n" for path, name in zip(files_, names, strict=True))
    (new / CHECKSUMS).write_text(sums, "utf-8")
    listed = zip([*files_, new / CHECKSUMS], [*names, CHECKSUMS], strict=True)
    rows = "".join(f"{crc32(path)}\t{path.stat().st_size}\t{name}\n" for path, name in listed)
    (new / FILES).write_text(f"{zlib.crc32(rows.encode()):08x}\n{rows}", "utf-8")
    for path in (*new.rglob("*"), new):
        sync(path)


def _point(home: Path, generation: Path) -> None:
    link = home / ".new-current"
    link.unlink(missing_ok=True)
    link.symlink_to(generation.name)
    link.replace(home / CURRENT)
    sync(home)


def _sweep(home: Path) -> None:
    """Take away what killed builds left, and old generations that nobody reads."""
    counts = (home / CURRENT).resolve() if (home / CURRENT).exists() else None
    for path in sorted(home.glob(".new-*")):
        path.unlink() if path.is_symlink() else shutil.rmtree(path, ignore_errors=True)
    for path in _generations(home):
        if path.resolve() != counts and _unread(path):
            shutil.rmtree(path, ignore_errors=True)


def _generations(home: Path) -> list[Path]:
    """The generations of a graph's folder; whatever else lies there is not ours to count or to take away."""
    return sorted(path for path in home.iterdir() if _GENERATION.fullmatch(path.name))


def _unread(generation: Path) -> bool:
    try:
        with (generation / MANIFEST).open() as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True
