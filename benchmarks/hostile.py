"""What each regular expression costs over hostile text, as the program runs it.

    python benchmarks/hostile.py [--size 100000] [--worst 20] [--limit 50]

A document is made of each piece in `benchmarks/hostile.toml`, the piece over and over, and read as `kg facts` reads
it. The time of every call of every pattern is taken in the computing time of its thread (what else the machine does
is not counted), less what such a call costs on an empty text (the clock, the way into `re` and back, the match that
is made), and summed by pattern. What counts for a pattern is its worst document, in milliseconds for a megabyte of it.
"""

from __future__ import annotations

import argparse
import gc
import re
import statistics
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import process_time, thread_time_ns
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

LEAD = (
    "---\ntitle: A study of sorafenib\n---\n\n# A study of sorafenib\n\n"
    + "The trial enrolled 417 patients with thyroid cancer who were assigned to sorafenib or placebo. " * 5
    + "\n\n"
)
"""What every document begins with, so that a trial, its arms and a cancer are known below."""

METHODS = ("search", "match", "fullmatch", "sub", "split", "findall", "finditer")
spent: Counter[str] = Counter()
"""Nanoseconds by pattern, in the document that is read."""
calls: Counter[tuple[str, str, bool]] = Counter()
"""Calls by pattern, method and whether they found something, likewise."""
_compile = re.compile


class Clocked:
    """A compiled pattern whose calls are clocked."""

    def __init__(self, compiled: re.Pattern[str]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)


def _clocked(method: str) -> Callable[..., Any]:
    def call(self: Clocked, *given: Any, **named: Any) -> Any:
        started = thread_time_ns()
        found = getattr(self._compiled, method)(*given, **named)
        spent[self.pattern] += thread_time_ns() - started
        calls[self.pattern, method, bool(found)] += 1
        return found if method != "finditer" else _each(found, self.pattern)

    return call


def _each(found: Iterator[re.Match[str]], pattern: str) -> Iterator[re.Match[str]]:
    """The matches as they are asked for, each clocked; looking for the next one is a call like any other."""
    while True:
        started = thread_time_ns()
        match = next(found, None)
        spent[pattern] += thread_time_ns() - started
        calls[pattern, "next", match is not None] += 1
        if match is None:
            return
        yield match


for _method in METHODS:
    setattr(Clocked, _method, _clocked(_method))
_made: dict[tuple[str, int], Clocked] = {}


def clocked(pattern: Any, flags: int = 0) -> Any:
    """As `re.compile`, with the calls clocked; patterns of bytes are left as they are."""
    if not isinstance(pattern, str):
        return _compile(pattern, flags)
    key = pattern, int(flags)
    if key not in _made:
        _made[key] = Clocked(_compile(pattern, flags))
    return _made[key]


def cost_of_a_call(method: str, finds: bool) -> float:
    """Nanoseconds of a clocked call on an empty text: the median of many."""
    empty = Clocked(_compile("" if finds else r"(?!)"))
    given = ("", "") if method == "sub" else ("",)
    took = []
    for _ in range(2_000):
        spent.clear()
        if method == "next":
            next(_each(_compile(empty.pattern).finditer(""), empty.pattern), None)
        else:
            getattr(empty, method)(*given)
        took.append(spent[empty.pattern])
    spent.clear()
    calls.clear()
    return statistics.median(took)


class Worst(NamedTuple):
    """The document that costs a pattern most."""

    ms_a_megabyte: float
    piece: str


def measured(pieces: Iterable[str], size: int) -> Iterator[tuple[str, float, dict[str, float]]]:
    """For each piece the seconds of reading a megabyte of it, and the milliseconds of each pattern that was run."""
    from kg.reading.matching import programs  # noqa: PLC0415  (the package's patterns are compiled after `re.compile` was replaced)

    compiled = programs.compiled
    programs.compiled = lambda *told: Clocked(compiled(*told))  # type: ignore[assignment, return-value]  # likewise

    from kg import making, sources  # noqa: PLC0415
    from kg.reading.grounding.lexicon import Lexicon  # noqa: PLC0415
    from kg.reading.read import read  # noqa: PLC0415

    making.begin()
    lexicon = Lexicon.load()
    a_call = {(m, finds): cost_of_a_call(m, finds) for m in (*METHODS, "next") for finds in (False, True)}
    page = Path(tempfile.mkdtemp()) / "page.md"
    known = [*sorted((ROOT / "seeds").rglob("*.md")), page, page]
    page.write_text(LEAD, encoding="utf-8")
    for path in known:  # what is only worked out once is worked out here
        read(sources.read(path), lexicon)
    gc.disable()  # as while a build reads
    for piece in pieces:
        gc.collect()
        page.write_text(LEAD + (piece * (size // len(piece) + 1))[:size] + "\n", encoding="utf-8")
        spent.clear()
        calls.clear()
        started = process_time()
        read(sources.read(page), lexicon)
        took = (process_time() - started) / size * 1e6
        for (pattern, *call), times in calls.items():
            spent[pattern] -= round(times * a_call[tuple(call)])
        yield piece, took, {pattern: max(0, ns) / size for pattern, ns in spent.items()}


def rule_names() -> dict[str, str]:
    """The names of the rules, and of the tables that are asked as one pattern, by their patterns."""
    from kg.errors import KgError  # noqa: PLC0415
    from kg.reading.patterns import families, one_of, rules  # noqa: PLC0415

    known = {rule.pattern.pattern: rule.name for family in families() for rule in rules(family)}
    for family in families():
        loaded = tomllib.loads((ROOT / "kg" / "rules" / f"{family}.toml").read_text(encoding="utf-8"))
        for name in loaded.get("tables", {}):
            with suppress(KgError, re.error):  # a list of words
                known[one_of(family, name).pattern] = f"{family}: {name}"
    return known


def main() -> None:
    """Print a line for each document and the patterns that cost most."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="code points of a document (default 100000)")
    parser.add_argument("--worst", type=int, default=20, help="how many patterns to show (default 20)")
    parser.add_argument("--limit", type=float, default=50, help="milliseconds a megabyte to count from (default 50)")
    parser.add_argument("--width", type=int, default=90, help="how much of a pattern to show (default 90)")
    chosen = parser.parse_args()
    re.compile = clocked  # type: ignore[assignment]
    worst: dict[str, Worst] = {}
    pieces = tomllib.loads((ROOT / "benchmarks" / "hostile.toml").read_text(encoding="utf-8"))["pieces"]
    for piece, seconds, costs in measured(pieces, chosen.size):
        over = sum(cost > chosen.limit for cost in costs.values())
        print(f"{piece!r:46} read in {seconds:5.1f} s/MB, {over:3} patterns above {chosen.limit:g} ms/MB", flush=True)
        for pattern, cost in costs.items():
            worst[pattern] = max(worst.get(pattern, Worst(0, "")), Worst(cost, piece))
    above = sum(one.ms_a_megabyte > chosen.limit for one in worst.values())
    print(f"\n{above} of {len(worst)} patterns take more than {chosen.limit:g} ms/MB in any of {len(pieces)} documents")
    names = rule_names()
    print(f"\n{'ms/MB':>6}  {'of':24} {'rule':30} pattern")
    for pattern, one in sorted(worst.items(), key=lambda pair: -pair[1].ms_a_megabyte)[: chosen.worst]:
        shown = ascii(" ".join(pattern.split()))[1:-1][: chosen.width]
        print(f"{one.ms_a_megabyte:6.0f}  {one.piece!r:24} {names.get(pattern, '-'):30} {shown}")


if __name__ == "__main__":
    main()
