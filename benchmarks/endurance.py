"""What a build must survive, done at its full size: a kill at any moment, poisoned documents, a full disk.

    python benchmarks/endurance.py [--kills 200 --documents 500] [--poisoned 31 --good 10000] [--full-disk]

The tests hold the same promises at a size that everybody has the patience for (`tests/test_build.py`); this program is
run before a release. The documents are the tests' own, with made-up figures. Each part prints one line and ends the
program with exit code 1 where the promise is broken.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import poison  # noqa: E402  (the tests' own)
import pyoxigraph as ox  # noqa: E402
from pages import page, pages  # noqa: E402

from kg import pipeline  # noqa: E402
from kg.errors import KgError  # noqa: E402
from kg.pipeline import Options  # noqa: E402
from kg.store import Store  # noqa: E402
from kg.store.keeping import NAME  # noqa: E402
from kg.workers import Limits  # noqa: E402

ENDINGS = ("crashing", "exiting", "hanging", "sleeping", "greedy")


def building(documents: Path, graph: Path) -> subprocess.Popen[bytes]:
    """`kg build` in a process of its own."""
    command = [sys.executable, "-m", "kg", "build", str(documents), "--graph", str(graph), "--quiet"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)  # noqa: S603  (this program)


def whole(graph: Path) -> list[str]:
    """The digests of the documents in a graph whose engine holds what its manifest promises."""
    with Store.open(graph) as store:
        held = sum(1 for _ in ox.Store.read_only(str(graph / "current" / "store")))
        if held != len(store) + store.manifest["statements"]:
            raise SystemExit(f"the engine holds {held} statements, which is not what the manifest says")
        return [document["digest"] for document in store.manifest["documents"]]


def kills(work: Path, count: int, documents: int, seed: int) -> str:
    """`kill -9` at random moments of builds from one edition of the documents to another.

    One in ten builds reads everything, as long as that takes; the others find the readings of a build before, so that
    most kills fall where the graph is written.
    """
    chance = random.Random(seed)  # noqa: S311  (no secret)
    editions, wholes, lasting = (work / "old", work / "new"), [], dict[bool, float]()
    pages(editions[0], documents)
    editions[1].mkdir()
    for number in range(documents):
        (editions[1] / f"page-{number:05}.md").write_text(page(number, edition=1), "utf-8")
    for edition in editions:
        started = time.monotonic()
        building(edition, work / "graph").communicate()
        lasting[False] = time.monotonic() - started
        wholes.append(whole(work / "graph"))
    started = time.monotonic()
    (work / "graph" / "current").unlink()
    building(editions[1], work / "graph").communicate()
    lasting[True] = time.monotonic() - started
    left, now = Counter[str](), 1
    for number in range(count):
        warm = number % 10 > 0
        _counted("kills", number, count)
        if not warm:
            (work / "graph" / NAME).unlink(missing_ok=True)
        with building(editions[1 - now], work / "graph") as child:
            time.sleep(chance.uniform(0, lasting[warm]))
            child.send_signal(signal.SIGKILL)
        found = whole(work / "graph")
        if found not in wholes:
            raise SystemExit(f"kill {number} of seed {seed} left neither the old graph nor the new one")
        left["old" if found == wholes[now] else "new"] += 1
        now = wholes.index(found)
    building(editions[0], work / "graph").communicate()
    if whole(work / "graph") != wholes[0]:
        raise SystemExit("the build after the last kill is not whole")
    return (
        f"kill -9 at {count} random moments of builds over {documents} documents ({lasting[False]:.0f} s cold, "
        f"{lasting[True]:.0f} s warm): {left['old']} left the graph before, {left['new']} the new one, 0 anything else"
    )


def poisoned(work: Path, good: int, bad: int, workers: int) -> str:
    """Documents that end, hang or fill the process that reads them, among good ones."""
    folder = pages(work / "many", good)
    names = {f"{ENDINGS[number % len(ENDINGS)]}-{number}" for number in range(bad)}
    for number, name in enumerate(sorted(names)):
        (folder / f"{name}.md").write_text(page(number), "utf-8")
    pipeline._job = poison.job  # as the tests do
    started = time.monotonic()
    built = pipeline.build_into(
        work / "poisoned", [folder], Options(workers=workers, limits=Limits(5.0, 512 << 20)), _counted
    )
    seconds = time.monotonic() - started
    named = {Path(aside.path).stem for aside in built.set_aside}
    if built.documents != good or named != names:
        raise SystemExit(f"{built.documents} of {good} documents built; set aside: {sorted(named ^ names)}")
    reasons = Counter(aside.reason for aside in built.set_aside)
    told = "; ".join(f"{count} × {reason}" for reason, count in sorted(reasons.items()))
    return f"{good:,} documents and {bad} poisoned ones in {seconds:.0f} s: all good ones built, {bad} named ({told})"


def _counted(what: str, done: int, of: int) -> None:
    if done % (of // 10 or 1) == 0:
        print(f"  {what}: {done:,} of {of:,}", file=sys.stderr, flush=True)


def full_disk(work: Path, megabytes: int) -> str:
    """A build in a file system that is too small for it (needs the right to mount one)."""
    disk = work / "disk"
    disk.mkdir()
    mounted = subprocess.run(  # noqa: S603  (a size of our own)
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(disk)],  # noqa: S607
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        return f"full disk: not tried, for no file system could be mounted ({mounted.stderr.decode().strip()})"
    try:
        building(pages(work / "few", 5), disk / "graph").communicate()
        before = whole(disk / "graph")
        child = building(pages(work / "more", 2000), disk / "graph")
        error = child.communicate()[1].decode()
        if child.returncode != 2 or "Traceback" in error or whole(disk / "graph") != before:
            raise SystemExit(f"a full disk: exit code {child.returncode}, {error}")
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607
    return f"a disk of {megabytes} MB that fills: the graph before stays; {' '.join(error.split())}"


def main() -> None:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=0, help="how many builds to kill")
    parser.add_argument("--documents", type=int, default=500, help="over how many documents each of them runs")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments")
    parser.add_argument("--poisoned", type=int, default=0, help="how many poisoned documents")
    parser.add_argument("--good", type=int, default=10_000, help="among how many good ones")
    parser.add_argument("--workers", type=int, default=2, help="how many processes read the poisoned ones")
    parser.add_argument("--full-disk", type=int, default=0, metavar="MB", help="the size of the disk that fills")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        try:
            if options.kills:
                print(kills(work, options.kills, options.documents, options.seed), flush=True)
            if options.poisoned:
                print(poisoned(work, options.good, options.poisoned, options.workers), flush=True)
            if options.full_disk:
                print(full_disk(work, options.full_disk), flush=True)
        except KgError as error:
            raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
