"""A new generation of a graph on disk, built beside the old one and swapped in whole."""

from __future__ import annotations

import fcntl
import hashlib
import heapq
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, groupby, islice
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.files import sync
from kg.nquads import triples
from kg.store.layout import CHECKSUMS, CURRENT, LINES, LOCK, MANIFEST, STORE, manifest, read, sha256
from kg.store.loading import load

_CHUNK = 200_000  # lines sorted in memory at once (about 60 MB); larger graphs are merged from sorted parts


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
    home = Path(folder)
    try:
        _prepare(home)
        with _building(home):
            return _generation(home, lines, more or {})
    except OSError as error:
        raise StoreError(f"cannot write the graph: {error.strerror or error}", str(home)) from error


def _prepare(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    strangers = [p.name for p in home.iterdir() if not _OURS.fullmatch(p.name)]
    if strangers and not (home / LOCK).exists():
        raise StoreError(f"the folder holds other files ({min(strangers)})", str(home), "name an empty or a new folder")


_OURS = re.compile(r"current|build\.lock|graph-\d+|\.new-.*")


@contextmanager
def _building(home: Path) -> Iterator[None]:
    with (home / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError("another build is at work here", str(home), "wait until it is done") from error
        yield


def _generation(home: Path, lines: Iterable[str], more: Mapping[str, Any]) -> Path:
    _sweep(home)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    try:
        _fill(new, lines, more)
        number = 1 + max((int(p.name[6:]) for p in home.glob("graph-*")), default=0)
        done = new.rename(home / f"graph-{number:06}")
        sync(home)
        _point(home, done)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    _sweep(home)
    return done


def _fill(new: Path, lines: Iterable[str], more: Mapping[str, Any]) -> None:
    new.chmod(0o755)
    quads, digest = _write_lines(new / LINES, lines, new)
    statements = sum(1 for _ in triples(read(new / LINES)))
    engine = ox.Store(str(new / STORE))
    both = chain(read(new / LINES), triples(read(new / LINES)))
    load(engine, both, str(new / LINES))
    engine.flush()
    held = len(engine)
    del engine
    if held != quads + statements:
        raise StoreError(
            f"the store holds {held} statements of {quads + statements}",
            str(new),
            "two literals may be one value, written in two ways",
        )
    said = manifest(quads, statements, digest, more)
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False)
    (new / MANIFEST).write_text(text + "\n", "utf-8")
    files = sorted(p for p in new.rglob("*") if p.is_file())
    sums = "".join(f"{sha256(p)}  {p.relative_to(new).as_posix()}\n" for p in files)
    (new / CHECKSUMS).write_text(sums, "utf-8")
    for path in (*new.rglob("*"), new):
        sync(path)


def _write_lines(path: Path, lines: Iterable[str], room: Path) -> tuple[int, str]:
    count, digest = 0, hashlib.sha256()
    with path.open("wb") as out:
        for line, _ in groupby(_ordered(lines, room)):
            data = line.encode() + b"\n"
            out.write(data)
            digest.update(data)
            count += 1
    return count, digest.hexdigest()


def _ordered(lines: Iterable[str], room: Path) -> Iterator[str]:
    """Sorted lines, copies together; more than a chunk is sorted in parts on disk."""
    source, parts = iter(lines), list[IO[str]]()
    chunks = iter(lambda: sorted(set(islice(source, _CHUNK))), [])
    first, second = next(chunks, []), next(chunks, [])
    if not second:
        return iter(first)
    for chunk in chain((first, second), chunks):
        part = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=room)  # noqa: SIM115  (merged below)
        part.writelines(line + "\n" for line in chunk)
        part.seek(0)
        parts.append(part)
    return (line[:-1] for line in heapq.merge(*parts))


def _point(home: Path, generation: Path) -> None:
    link = home / ".new-current"
    link.unlink(missing_ok=True)
    link.symlink_to(generation.name)
    link.replace(home / CURRENT)
    sync(home)


def _sweep(home: Path) -> None:
    """Take away what killed builds left, and old generations that nobody reads."""
    counts = (home / CURRENT).resolve() if (home / CURRENT).exists() else None
    for path in sorted(home.iterdir()):
        if path.name.startswith(".new-"):
            path.unlink() if path.is_symlink() else shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith("graph-") and path.resolve() != counts and _unread(path):
            shutil.rmtree(path, ignore_errors=True)


def _unread(generation: Path) -> bool:
    try:
        with (generation / MANIFEST).open() as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True
