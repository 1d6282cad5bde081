"""The program beside its peers, on the same documents in the same run: one table.

    python benchmarks/bench.py [CORPUS] [--parts build,…] [--memory 1000,5000,20000]

Without a folder of documents the seeds are replicated under changed names. The peers are what a Python programmer
would take first: rdflib's memory store for statements and questions, pyshacl over it for validation, rdflib's
serialisers for export, and, where it is installed, spaCy's PhraseMatcher with the vocabulary's names as the least that
reading can cost. Peers that take minutes get a sample of the documents, which this program then gets too. A question
that passes the deadline is counted with it, so that ratios are at least what is said. What runs in this process is
timed by the computing time that it takes, which other work on the machine changes little; builds also by the clock.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import resource
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


import lexicon as names
from rdflib import Dataset

from kg import export, pipeline
from kg.errors import QueryError
from kg.query.headers import Question, catalogue
from kg.query.parameters import fill
from kg.store import Store
from kg.validate import engine, referee, shapes, validate
from kg.validate.compiled import compiled
from kg.validate.data import Data

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
Row = tuple[str, str, str, str]
_SLOW = 0.1  # seconds above which a question is named
_TICK = 1e-4  # the least seconds that are told


class TooLongError(Exception):
    """A peer passed its deadline."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `TooLongError` in what is done here after some seconds of computing."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def timed(work: Callable[[], object], repeat: int = 1, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the best repeat, never none: some clocks do not tell what takes less than their tick."""
    best = float("inf")
    for _ in range(repeat):
        started = clock()
        work()
        best = min(best, clock() - started)
    return max(best, _TICK)


def replicated(folder: Path, count: int) -> Path:
    """So many documents: the seeds under changed names and titles."""
    seeds = sorted(SEEDS.glob("*.md"))
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        seed = seeds[number % len(seeds)]
        text = seed.read_text(encoding="utf-8")
        (folder / f"{seed.stem}-{number:06}.md").write_text(
            f"{text}\n\nCopy {number} of this page.\n", encoding="utf-8"
        )
    return folder


def size(folder: Path) -> tuple[int, float]:
    """Documents and megabytes of a folder."""
    files = list(folder.rglob("*.md"))
    return len(files), sum(file.stat().st_size for file in files) / 1e6


def built(documents: Path, graph: Path, *more: str) -> tuple[float, float, int]:
    """Seconds that `kg build` takes, by the clock and of computing, and the most MB that one of its processes took."""
    command = [sys.executable, "-m", "kg", "build", str(documents), "--graph", str(graph), "--quiet", *more]
    started, worked = time.perf_counter(), _children()
    done = subprocess.run(command, check=False, stderr=subprocess.PIPE)  # noqa: S603  (this program)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr.decode())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return time.perf_counter() - started, _children() - worked, peak


def _children() -> float:
    """Seconds that processes started from here have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def building(documents: Path, graph: Path) -> Iterator[Row]:
    """The build, cold and again."""
    count, megabytes = size(documents)
    cold, worked, _ = built(documents, graph)
    rate = f"{count / cold:.1f} documents/s, {megabytes / cold:.2f} MB/s"
    yield f"build {count} documents, {megabytes:.1f} MB, cold", f"{cold:.1f} s ({worked:.1f} s computing)", "", rate
    again, worked, _ = built(documents, graph)
    yield "build again, unchanged", f"{again:.2f} s ({worked:.2f} s computing)", "", ""


def reading(documents: Path) -> Iterator[Row]:
    """Reading beside spaCy's PhraseMatcher, which only finds the same names."""
    if importlib.util.find_spec("spacy") is None:
        yield "read, one core (lower bound: spaCy PhraseMatcher)", "", "spaCy is not installed", ""
        return
    from kg import sources  # noqa: PLC0415
    from kg.reading.grounding.lexicon import Lexicon  # noqa: PLC0415
    from kg.reading.read import read  # noqa: PLC0415

    files = sorted(documents.rglob("*.md"))[::20][:40]
    texts = [file.read_text(encoding="utf-8") for file in files]
    lexicon, find = Lexicon.load(), names.spacy_matcher(names.spellings())
    files = [file for file in files if _is_document(file)]
    own = timed(lambda: [read(sources.read(file), lexicon) for file in files], clock=time.process_time)
    peer = timed(lambda: [find(text) for text in texts], clock=time.process_time)
    megabytes = sum(map(len, texts)) / 1e6
    yield (
        "read, one core (lower bound: spaCy PhraseMatcher)",
        f"{megabytes / own:.2f} MB/s",
        f"{megabytes / peer:.2f} MB/s",
        "",
    )


def _is_document(file: Path) -> bool:
    from kg import sources  # noqa: PLC0415
    from kg.errors import KgError  # noqa: PLC0415

    try:
        sources.read(file)
    except KgError:
        return False
    return True


def storing(store: Store, work: Path) -> tuple[Dataset, list[Row]]:
    """Statements into a store, and out of it, beside rdflib."""
    lines = list(store.lines())
    own = timed(lambda: Store.memory(lines), clock=time.process_time)
    peer_graph = Dataset(default_union=True)
    peer = timed(lambda: peer_graph.parse(data="\n".join(lines), format="nquads"), clock=time.process_time)
    rows = [(f"load {len(lines):,} statements (rdflib memory)", f"{own:.1f} s", f"{peer:.1f} s", ratio(peer, own))]
    for form, theirs in (("trig", "trig"), ("nquads", "nquads")):
        file = work / f"graph.{form}"
        export_it = partial(export.export, store, file, form)
        serialize = partial(peer_graph.serialize, work / "peer", format=theirs)
        own, peer = (timed(work_, clock=time.process_time) for work_ in (export_it, serialize))
        rows.append((f"export {form} (rdflib)", f"{own:.1f} s", f"{peer:.1f} s", ratio(peer, own)))
    return peer_graph, rows


def sample(documents: Path, count: int) -> list[Path]:
    """Every so many-th document, so that all kinds are among them."""
    files = [file for file in sorted(documents.rglob("*.md")) if _is_document(file)]
    return files[:: max(1, len(files) // count)][:count]


def beside_a_peer(files: list[Path]) -> Iterator[Row]:
    """The build of a sample, validated, beside the same reading over rdflib's memory store and pyshacl."""
    own_shapes, made = shapes.load(shapes.own()), list[str]()

    def read() -> list[str]:
        return pipeline.build(files, workers=0).lines

    def own() -> None:
        made[:] = read()
        validate(made, ask=Store.memory(made).query)

    def peer() -> None:
        lines = read()
        rdflib_graph = Dataset(default_union=True)
        rdflib_graph.parse(data="\n".join(lines), format="nquads")
        list(referee.results(own_shapes, Data(lines)))

    pipeline.build(files[:1], workers=0)  # what is loaded once is loaded before
    ours, theirs = timed(own, clock=time.process_time), timed(peer, clock=time.process_time)
    what = f"build {len(files)} documents in one process and validate (rdflib memory, pyshacl)"
    yield what, f"{ours:.1f} s", f"{theirs:.1f} s", ratio(theirs, ours)
    yield from validating(Store.memory(made))


def validating(store: Store) -> Iterator[Row]:
    """The shapes beside pyshacl, on the same statements."""
    own_shapes, data = shapes.load(shapes.own()), Data(store.lines())
    made = compiled(own_shapes)
    assert made is not None  # noqa: S101  (a test holds the shapes to it)
    own = timed(lambda: list(engine.applied(made, data, store.query)))
    peer = timed(lambda: list(referee.results(own_shapes, data)))
    yield (
        f"shapes of {len(store):,} statements (pyshacl over rdflib)",
        f"{own:.2f} s",
        f"{peer:.1f} s",
        ratio(peer, own),
    )


def checking(store: Store) -> Iterator[Row]:
    """The whole graph's shapes, quotes and numbers."""
    whole = timed(lambda: validate(store.lines(), ask=store.query), clock=time.process_time)
    yield f"kg check: all of {len(store):,} statements", f"{whole:.1f} s", "", ""


def asking(store: Store, peer: Dataset, seconds: float) -> Iterator[Row]:
    """Each shipped question at its example's parameters, beside rdflib on the same statements."""
    ratios, times = [], dict[str, float]()
    for question in catalogue():
        text = _filled(question, store)
        own = timed(lambda text=text: list(store.query(text).rows), 3, time.process_time)  # type: ignore[misc]
        count = sum(1 for _ in store.query(text).rows)
        try:
            with deadline(seconds):
                theirs, mark = timed(lambda text=text: list(peer.query(text)), 1, time.process_time), ""  # type: ignore[misc]
        except TooLongError:
            theirs, mark = seconds, "> "
        ratios.append(theirs / own)
        times[question.name] = own
        what = f"question {question.name} ({count:,} {'row' if count == 1 else 'rows'})"
        yield what, f"{1000 * own:.1f} ms", f"{mark}{1000 * theirs:.0f} ms", mark + ratio(theirs, own)
    slow = sorted((name for name, own in times.items() if own > _SLOW), key=lambda name: -times[name])
    middle, own = statistics.median(ratios), statistics.median(times.values())
    told = ", ".join(slow) or "none"
    yield f"{len(ratios)} questions, median; over 100 ms: {told}", f"{1000 * own:.1f} ms", "", f"{middle:.0f} x"


def _filled(question: Question, store: Store) -> str:
    """The question with the parameters of its example, where the graph knows them; else as it stands."""
    given = dict(word.split("=", 1) for word in shlex.split(question.example) if "=" in word)
    try:
        return fill(question, given, store)
    except QueryError:
        return question.text


def remembering(counts: list[int]) -> Iterator[Row]:
    """The most memory of one process of a build over replicated documents."""
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            documents = replicated(Path(folder) / "documents", count)
            seconds, _, peak = built(documents, Path(folder) / "graph")
            yield (
                f"build {count:,} small documents",
                f"{seconds:.0f} s, {peak} MB",
                "",
                f"{count / seconds:.0f} documents/s",
            )


def ratio(peer: float, own: float) -> str:
    """How many times longer the peer took."""
    return f"{peer / own:.0f} x" if peer / own >= 10 else f"{peer / own:.1f} x"


def rows(options: argparse.Namespace, work: Path) -> Iterator[Row]:
    """All rows of the table, in order."""
    parts = set(options.parts.split(","))
    yield from remembering(options.memory)
    documents = Path(options.corpus) if options.corpus else replicated(work / "documents", options.copies)
    graph = Path(options.graph) if options.graph else work / "graph"
    if "build" in parts:
        yield from building(documents, graph)
    if "peer" in parts:
        yield from beside_a_peer(sample(documents, options.sample))
    if "read" in parts:
        yield from reading(documents)
    if not parts & {"check", "store", "ask"}:
        return
    if not graph.exists():
        built(documents, graph)
    with Store.open(graph) as store:
        if "check" in parts:
            yield from checking(store)
        if parts & {"store", "ask"}:
            peer, made = storing(store, work)
            yield from made if "store" in parts else ()
            yield from asking(store, peer, options.deadline) if "ask" in parts else ()


def _counts(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def main() -> None:
    """Measure, and print the table as it grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "corpus", nargs="?", default="", help="a folder of documents; the seeds, replicated, without it"
    )
    parser.add_argument("--copies", type=int, default=200, help="how many documents the seeds are replicated to")
    parser.add_argument("--parts", default="build,peer,read,check,store,ask", help="which parts of the table")
    parser.add_argument("--graph", default="", help="a graph of these documents; built where it is not there")
    parser.add_argument("--sample", type=int, default=60, help="how many documents slow peers get")
    parser.add_argument("--memory", type=_counts, default=[], help="how many small documents to build: 1000,5000")
    parser.add_argument("--deadline", type=float, default=20.0, help="seconds that a peer may take for one question")
    options = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| what (peer) | this program | peer | ratio |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(options, Path(folder)):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
