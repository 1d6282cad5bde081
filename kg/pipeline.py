"""Documents into a graph: the whole way of the data, in order.

    files → parts (each document read by itself, or known from the last build) → links → graph

What cannot be read is set aside with the reason; everything else is built.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final

from kg import listing, names, parts, provenance, query, sources, workers
from kg.announced import Names, named_in
from kg.built import THRESHOLD, Built, Options, Progress
from kg.errors import KgError
from kg.model import Document, Reading, SetAside
from kg.parts import Part, confident
from kg.sources.files import shown
from kg.store import Change, Named, Remote, Sent, Site, Store, send, site
from kg.store.keeping import Cache, DamagedError
from kg.workers import Job, Lost, cluster, local

__all__ = ["THRESHOLD", "Built", "Options", "build", "build_into", "confident", "documents", "readings", "texts"]

_FEW: Final = 24  # documents that are read in this process, where nobody asked for workers
_EACH: Final = 4  # documents that are worth a worker
_SMALL: Final = 4  # a graph is changed where it stands if what changes is less than a part in so many


def build(
    paths: Sequence[str | Path],
    threshold: Decimal = THRESHOLD,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Built:
    """Build a graph in memory from files, folders and addresses.

    Args:
        paths: documents, or folders of them.
        threshold: the least confidence of a fact in the graph, between 0 and 1.
        progress: told after each document.
        workers: processes that read; as many as fit where it is None, none for few documents.

    """
    built, options = Built(), Options(threshold, workers)
    held = set(provenance.describe())
    keys, given = listing.keys(paths, str(threshold), built.set_aside)
    if workers is None and len(keys) <= _FEW:
        options = replace(options, workers=0)
    for path, part in _made(list(keys), given, options, built, progress):
        held.update(parts.unpacked(part.body), parts.unpacked(part.shared))
        _take(built, path, part)
    _settle(built)
    held.update(query.derive(Store.memory(held)))
    built.lines = sorted(held)
    built.statements = len(built.lines)
    return built


def build_into(
    folder: str | Path, paths: Sequence[str | Path], options: Options, progress: Progress | None = None
) -> Built:
    """Build the graph of a folder; what did not change since the last build is not read again.

    Where no document can be read, the graph stays as it is.

    Args:
        folder: the graph's folder; made if it is missing.
        paths: documents, folders of them, and addresses.
        options: how.
        progress: told after each document.

    Raises:
        StoreError: where the folder holds something else, another builder is at work, or the disk fails.

    """
    with site(folder) as held:
        try:
            return _built_into(held, paths, options, progress)
        except DamagedError:  # of the kept readings, which are forgotten now
            return _built_into(held, paths, options, progress)


def _built_into(held: Site, paths: Sequence[str | Path], options: Options, progress: Progress | None) -> Built:
    built = Built()
    with held.cache() as cache:
        keys, given = listing.keys(paths, str(options.threshold), built.set_aside, cache)
        heads = cache.heads(keys.values())
        for path, key in keys.items():
            if key in heads:
                _take(built, path, Part.of_head(heads[key]))
        missing = [path for path, key in keys.items() if key not in heads]
        kept = [listing.remembered(str(options.threshold)), *heads]
        for path, part in _made(missing, given, options, built, progress):
            cache.put(part.key, part.head(), part.body, part.shared)
            kept.append(part.key)
            _take(built, path, replace(part, body=b"", shared=b""))
        _settle(built)
        built.changed = _differs(held, built)
        if built.documents and built.changed:
            if progress is not None:
                progress("writing", 0, built.documents, 0.0)
            _write(held, cache, built)
            cache.keep(kept)
        if built.documents and options.store:
            built.sent = _send(held, cache, built, options.store, progress)
    built.statements = held.quads
    return built


def _send(held: Site, cache: Cache, built: Built, address: str, progress: Progress | None) -> Sent:
    """Send the graph to another store, as far as it has it not."""

    def of(part: Part) -> Callable[[], Iterable[str]]:
        return lambda: parts.lines(next(cache.bodies([part.key])))

    graphs = [Named(part.iri, part.digest, of(part)) for _, part in built.parts]
    for graph in (names.VOCABULARY_GRAPH, names.BUILD_GRAPH, names.LINKS_GRAPH):
        lines = sorted(held.lines_of(graph))
        if lines:
            graphs.append(Named(graph, parts.digest(lines), partial(iter, lines)))
    with closing(Remote(address)) as far:
        return send(far, graphs, progress and (lambda done, total: progress("sending", done, total, done / total)))


def _differs(held: Site, built: Built) -> bool:
    """Whether the graph is another than the one that counts."""
    said = held.said()
    wanted = {**built.manifest(), "software": provenance.software_version()}
    return said is None or any(said.get(name) != value for name, value in wanted.items())


def _write(held: Site, cache: Cache, built: Built) -> None:
    """Write the graph's new generation."""
    change = _change(held, cache, built)
    if change is not None:
        held.change(change, built.manifest(), query.derive)
    else:
        held.write(_lines(cache, built), built.manifest(), query.derive)


def _lines(cache: Cache, built: Built) -> Iterator[str]:
    """All lines of the graph but its links, some of them more than once."""
    keys = [part.key for _, part in built.parts]
    yield from provenance.describe()
    for body in cache.bodies(keys):
        yield from parts.lines(body)
    for shared in cache.shared(keys):
        yield from parts.lines(shared)


def _change(held: Site, cache: Cache, built: Built) -> Change | None:
    """How the graph differs from the one that counts; None where it is better made from all of its lines."""
    said = held.said()
    if said is None or not held.can_change():
        return None
    old = {one["iri"]: one for one in said.get("documents", [])}
    new = {part.iri: part for _, part in built.parts}
    gone = [one for iri, one in old.items() if iri not in new or new[iri].digest != one["digest"]]
    come = [part for iri, part in new.items() if iri not in old or old[iri]["digest"] != part.digest]
    moved = sum(one["statements"] for one in gone) + sum(part.statements for part in come)
    if moved * _SMALL > said["quads"]:
        return None
    forgotten = [one["part"] for one in gone]
    if set(forgotten) - set(cache.heads(forgotten)):
        return None
    wanted = {line for body in cache.shared(p.key for _, p in built.parts) for line in parts.lines(body)}
    wanted.update(provenance.describe())
    was = held.lines_of(names.VOCABULARY_GRAPH) | held.lines_of(names.BUILD_GRAPH)
    was |= {line for body in cache.bodies(forgotten) for line in parts.lines(body)}
    wanted |= {line for body in cache.bodies(part.key for part in come) for line in parts.lines(body)}
    return Change(frozenset(was - wanted), frozenset(wanted - was), names.LINKS_GRAPH)


def _take(built: Built, path: str, part: Part) -> None:
    """Take a part into a build, or set its file aside."""
    aside = part.aside(shown(path))
    built.set_aside += part.left_out(shown(path))
    built.warnings += part.warnings(shown(path))
    if aside is None:
        built.parts.append((shown(path), part))
    else:
        built.set_aside.append(aside)


def _settle(built: Built) -> None:
    """Put what was made in its order, whatever order it was made in."""
    built.parts.sort(key=lambda pair: pair[0])
    built.set_aside.sort(key=lambda aside: (aside.path, aside.reason))
    built.warnings.sort(key=lambda warned: (warned.path, warned.what))


# ---- reading ----


def _made(
    paths: Sequence[str], given: Names, options: Options, built: Built, progress: Progress | None
) -> Iterator[tuple[str, Part]]:
    """Each file with its part; what ends its worker joins the files that are set aside."""
    threshold, done, read = str(options.threshold), 0, 0
    sizes = {path: _size(path) + 1 for path in paths}
    whole = sum(sizes.values())

    def tell() -> None:
        if progress is not None:
            progress("reading", done, len(paths), read / whole)

    with closing(_run(threshold, given, paths, options, tell)) as results:
        for done, (path, result) in enumerate(results, 1):  # noqa: B007  (`tell` asks for it)
            read += sizes[path]
            if isinstance(result, Lost):
                built.set_aside.append(SetAside(shown(path), result.reason, result.remedy))
            else:
                _check(path, result, threshold)
                built.read += 1
                yield path, result
            tell()


def _check(path: str, part: Part, threshold: str) -> None:
    """A part that another version of the program made is none of this graph's."""
    if part.key != parts.key(path, part.sha256, threshold, part.sidecar, part.named):
        what = "a worker reads with other rules, vocabulary or program files than this process"
        raise KgError(what, shown(path), "install the same version there")


def _run(
    threshold: str, given: Names, paths: Sequence[str], options: Options, waiting: Callable[[], object]
) -> Generator[tuple[str, Part | Lost], None, None]:
    if not paths:
        return
    job = _job(threshold, given)
    if options.cluster:
        yield from cluster.run(job, paths, options.cluster, options.limits)
    elif options.workers == 0:
        yield from ((path, job.work(path)) for path in paths)
    else:
        wanted = options.workers or min(workers.cores(), -(-len(paths) // _EACH))
        yield from local.run(job, sorted(paths, key=_size, reverse=True), wanted, options.limits, waiting)


def _job(threshold: str, given: Names) -> Job[Part]:
    from kg import making  # noqa: PLC0415  (half a second to import; where nothing changed nothing is read)

    return Job(partial(making.make, threshold=threshold, given=given), making.begin)


def _size(path: str) -> int:
    """The bytes of a file, so that no worker is left with the longest at the end; 0 where that is not known."""
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def readings(
    paths: Sequence[str | Path], set_aside: list[SetAside], progress: Progress | None = None
) -> Iterator[Reading]:
    """Each document with its findings, in the order of the files; what fails joins `set_aside`."""
    from kg import making  # noqa: PLC0415  (as above)

    files = list(listing.files(paths, set_aside))
    given = listing.announcements(files)
    for done, path in enumerate(files, 1):
        try:
            raw = sources.raw(path)
            reading, refused = making.reading_of(path, raw, named_in(raw, given))
            set_aside.extend(refused)
            yield reading
        except Exception as error:  # a fault of ours costs this document and not the ten thousand others
            set_aside.append(parts.set_aside(path, error))
        if progress is not None:
            progress("reading", done, len(files), done / len(files))


def documents(paths: Sequence[str | Path], set_aside: list[SetAside]) -> Iterator[Document]:
    """The documents of files and folders, unread; what fails joins `set_aside`."""
    for path in listing.files(paths, set_aside):
        try:
            yield sources.read(path)
        except KgError as error:
            set_aside.append(parts.set_aside(path, error))


def texts(entries: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The texts, by IRI, of those documents of a manifest that are still what was built from."""
    found: dict[str, str] = {}
    for entry in entries:
        try:
            document = sources.read(entry["path"])
        except KgError:
            continue
        if (document.iri, document.digest) == (entry["iri"], entry["sha256"]):
            found[document.iri] = document.text
    return found
