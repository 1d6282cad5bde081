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

import fcntl
import hashlib
import heapq
import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, groupby, islice
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.files import sync
from kg.nquads import Answer, triples

FORMAT = 1
"""Version of the folder's layout; a reader refuses any other."""

_CHUNK = 200_000  # lines sorted in memory at once (about 60 MB); larger graphs are merged from sorted parts
_CHECKED = 256 << 20  # bytes of a generation up to which opening reads all of it again (0.2 s); see `_verify`
_BUILD = "run `kg build` to make it again"


class Store:
    """A graph that can be asked. Make one with `Store.memory`, or with `Store.open` from a folder.

    It is only read, and is safe to read while another process builds a new generation: it keeps its own.
    """

    def __init__(self, engine: ox.Store, lines: Callable[[], Iterator[str]], manifest: Mapping[str, Any],
                 opener: Callable[[], Store], hold: IO[str] | None = None) -> None:  # fmt: skip
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
        _load(engine, io.BytesIO("\n".join((*kept, *triples(kept))).encode()), "the graph in memory")
        manifest = _manifest(len(kept), sum(1 for _ in triples(kept)), _digest(kept), {})
        return cls(engine, lambda: iter(kept), manifest, partial(cls.memory, kept))

    @classmethod
    def open(cls, folder: str | Path) -> Store:
        """The graph of a folder, checked against its manifest and checksums.

        Raises:
            StoreError: where there is none, or a file is missing or damaged; never an empty graph instead.
        """
        home, hold = _hold(Path(folder))
        try:
            manifest = _verify(home)
            engine = ox.Store.read_only(str(home / "store"))
        except (OSError, RuntimeError) as error:
            hold.close()
            raise StoreError(f"the store cannot be read: {error}", str(home / "store"), _BUILD) from error
        except StoreError:
            hold.close()
            raise
        return cls(engine, lambda: _read(home / "graph.nq"), manifest, partial(cls.open, Path(folder)), hold)

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
        return StoreError(f"the store is damaged: {error}", "", _BUILD)
    return QueryError(f"the query failed: {error}")


# -- writing ---------------------------------------------------------------------------------------------


def write(folder: str | Path, lines: Iterable[str], manifest: Mapping[str, Any] | None = None) -> Path:
    """Write a graph to a folder as its new generation; the old one stays until the new one is whole.

    Args:
        folder: the graph's folder; made if it is missing.
        lines: N-Quads lines, each in a named graph, in any order; they are taken once and need not fit
            in memory.
        manifest: what else the manifest shall say (digests of vocabulary and rules); no clock, please: the
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
            return _generation(home, lines, manifest or {})
    except OSError as error:
        raise StoreError(f"cannot write the graph: {error.strerror or error}", str(home)) from error


def _prepare(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    strangers = [p.name for p in home.iterdir() if not _OURS.fullmatch(p.name)]
    if strangers and not (home / "build.lock").exists():
        raise StoreError(
            f"the folder holds other files ({min(strangers)})", str(home), "name an empty or a new folder"
        )


_OURS = re.compile(r"current|build\.lock|graph-\d+|\.new-.*")


@contextmanager
def _building(home: Path) -> Iterator[None]:
    with (home / "build.lock").open("a") as lock:
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
    quads, digest = _write_lines(new / "graph.nq", lines, new)
    statements = sum(1 for _ in triples(_read(new / "graph.nq")))
    engine = ox.Store(str(new / "store"))
    both = chain(_read(new / "graph.nq"), triples(_read(new / "graph.nq")))
    _load(engine, cast("IO[bytes]", _Lines(both)), str(new / "graph.nq"))
    engine.flush()
    held = len(engine)
    del engine
    if held != quads + statements:
        raise StoreError(
            f"the store holds {held} statements of {quads + statements}",
            str(new),
            "two literals may be one value, written in two ways",
        )
    said = _manifest(quads, statements, digest, more)
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False)
    (new / "manifest.json").write_text(text + "\n", "utf-8")
    files = sorted(p for p in new.rglob("*") if p.is_file())
    sums = "".join(f"{_sha256(p)}  {p.relative_to(new).as_posix()}\n" for p in files)
    (new / "checksums.sha256").write_text(sums, "utf-8")
    for path in (*new.rglob("*"), new):
        sync(path)


def _load(engine: ox.Store, source: IO[bytes], where: str) -> None:
    try:
        engine.bulk_load(input=source, format=ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"a statement is no N-Quads: {error}", where) from error
    except RuntimeError as error:
        raise StoreError(f"the store cannot be written: {error}", where) from error


def _manifest(quads: int, statements: int, digest: str, more: Mapping[str, Any]) -> dict[str, Any]:
    try:
        software = version("oncology-kg")
    except PackageNotFoundError:  # a checkout that was never installed
        software = "0"
    counts = {"format": FORMAT, "quads": quads, "statements": statements, "digest": digest}
    return {**more, "software": software, **counts}


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
    link.replace(home / "current")
    sync(home)


def _sweep(home: Path) -> None:
    """Take away what killed builds left, and old generations that nobody reads."""
    counts = (home / "current").resolve() if (home / "current").exists() else None
    for path in sorted(home.iterdir()):
        if path.name.startswith(".new-"):
            path.unlink() if path.is_symlink() else shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith("graph-") and path.resolve() != counts and _unread(path):
            shutil.rmtree(path, ignore_errors=True)


def _unread(generation: Path) -> bool:
    try:
        with (generation / "manifest.json").open() as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    return True


# -- reading ---------------------------------------------------------------------------------------------


def _hold(folder: Path) -> tuple[Path, IO[str]]:
    """The generation that counts, and the open file whose shared lock keeps it from being swept away."""
    for _ in range(10):  # a builder may swap the link between two steps; then there is a newer one
        home = (folder / "current").resolve()
        if not home.is_dir():
            raise StoreError("there is no graph here", str(folder), "run `kg build` first")
        if not (home / "manifest.json").exists() and home == (folder / "current").resolve():
            raise StoreError("the manifest is missing", str(home / "manifest.json"), _BUILD)
        with suppress(FileNotFoundError):
            handle = (home / "manifest.json").open(encoding="utf-8")
            fcntl.flock(handle, fcntl.LOCK_SH)
            if (home / "manifest.json").exists():
                return home, handle
            handle.close()
    raise StoreError("the graph changed while it was opened, again and again", str(folder), "try again")


def _verify(home: Path) -> Mapping[str, Any]:
    """Check every file of a generation by name, and by content up to 256 MB of them.

    Beyond that, the small files are read and the large ones are only looked for: Oxigraph's blocks carry
    checksums of their own that it checks whenever it reads one.
    """
    sums = _sums(home)
    paths = [home / name for name in sums]
    for path in paths:
        if not path.is_file():
            raise StoreError("a file of the graph is missing", str(path), _BUILD)
    total = sum(path.stat().st_size for path in paths)
    for path, expected in zip(paths, sums.values(), strict=True):
        if (total <= _CHECKED or path.stat().st_size < 1 << 20) and _sha256(path) != expected:
            raise StoreError("a file of the graph is damaged", str(path), _BUILD)
    manifest = json.loads((home / "manifest.json").read_text("utf-8"))
    if manifest.get("format") != FORMAT:
        raise StoreError(f"the graph's format {manifest.get('format')} is not {FORMAT}", str(home), _BUILD)
    return cast("Mapping[str, Any]", manifest)


def _sums(home: Path) -> dict[str, str]:
    path = home / "checksums.sha256"
    try:
        pairs = [line.split("  ", 1) for line in path.read_text("utf-8").splitlines()]
        sums = {name: digest for digest, name in pairs}
    except (OSError, ValueError) as error:
        raise StoreError("the list of checksums is missing or damaged", str(path), _BUILD) from error
    if not {"manifest.json", "graph.nq", "store/CURRENT"} <= set(sums):
        raise StoreError("the list of checksums is damaged", str(path), _BUILD)
    return sums


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:-1]


class _Lines(io.RawIOBase):
    """Lines as a file of bytes, made as they are read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines_left, self._buffer = lines, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._buffer) < size:
            batch = list(islice(self._lines_left, 1000))
            if not batch:
                break
            self._buffer += ("\n".join(batch) + "\n").encode()
        end = size if size >= 0 else len(self._buffer)
        data, self._buffer = self._buffer[:end], self._buffer[end:]
        return data
