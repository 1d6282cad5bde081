"""Facts that people judged by eye: how many are still told, and how often what is told was right.

    python scripts/judged.py table --corpus FOLDER [--list REGEX]
    python scripts/judged.py draw --corpus FOLDER --sentences N [--seed N] [--kinds KIND,…] --out FILE
    python scripts/judged.py add FILE VERDICTS

`table` reads the documents with verdicts in `tests/judged/verdicts.tsv` and prints, by kind, how many of the facts
judged right, doubtful and wrong are told now; `--list` prints the doubtful and wrong ones of which "verdict class kind
rule" matches. `draw` takes sentences at random that hold facts without a verdict, and writes them for a reader with
what stands before them, each fact with its number; `add` joins a reader's lines (number, verdict, class, why, with
tabs between) to the verdicts. `tests/judged/README.md` says what the verdicts mean.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from kg import facts, names, schema, sources
from kg.errors import DocumentError
from kg.files import write_whole
from kg.model import Reading
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.precision import few_or_many, measured
from kg.reading.read import read

ROOT = Path(__file__).parent.parent
VERDICTS = ROOT / "tests" / "judged" / "verdicts.tsv"
RIGHT, DOUBTFUL, WRONG = "R", "D", "W"
DRAWN = "outcome,comparison,adverse_event"
LEAST = 0.5
"""The least confidence of facts that count as told."""

Counts = dict[str, dict[str, list[int]]]
"""Right and wrong counts by kind and, within it, by rule or by the number of unread words."""

_VOLATILE = frozenset(
    {"start", "end", "method", "confidence", "unread", "under", "pointer", "arm_kind", "comparator_kind"}
)
"""Keys of a fact that may change though it says the same."""
_UNNAMED = re.compile(r"study-\d+")
"""A trial without a name, which is called by its number in the document."""


class Verdict(NamedTuple):
    """What a reader said of a fact: the document, its kind and digest, the verdict, its class and why."""

    document: str
    kind: str
    digest: str
    verdict: str
    fault: str = ""
    why: str = ""


def digest(fact: Mapping[str, Any]) -> str:
    """What tells a fact of a document from others: 16 hexadecimal digits of what it says and of its quote.

    >>> one = {"kind": "outcome", "trial": "study-3", "value": 12, "quote": "…", "start": 40, "population": None}
    >>> digest(one) == digest({**one, "trial": "study-4", "start": 41}) != digest({**one, "value": 13})
    True
    """
    said = {key: value for key, value in fact.items() if key not in _VOLATILE and value not in (None, [], "")}
    if _UNNAMED.fullmatch(str(said.get("trial", ""))):
        said["trial"] = "study"
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def verdicts() -> list[Verdict]:
    """All verdicts, in the order of the file."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()[1:]
    return [Verdict(*line.split("\t")) for line in lines]


def told(paths: Sequence[Path], least: float = LEAST) -> Iterator[dict[str, Any]]:
    """The facts of documents as `kg facts` prints them, each once, of at least this confidence.

    What is no document is named on standard error, and the rest is read.
    """
    with ProcessPoolExecutor() as pool:
        for found in pool.map(partial(_told, least), paths):
            yield from found


def _told(least: float, path: Path) -> list[dict[str, Any]]:
    try:
        document = sources.read(path)
    except DocumentError as error:
        print(error, file=sys.stderr)
        return []
    return [fact for fact in shown(read(document, _lexicon(), measured())) if fact["confidence"] >= least]


def shown(reading: Reading) -> list[dict[str, Any]]:
    """The facts of the exchange format's kinds that were read from a document, each once with its first words.

    Beside its keys each has the number of words of its quote that are `unread`.
    """
    exchange = {kind for kind, signature in schema.signatures().items() if signature.exchange}
    found = {names.fact_iri(f.fact): f for f in reversed(reading.findings) if f.fact.kind in exchange}
    return [{**facts.to_json(f, reading.document), "unread": len(f.evidence.unread)} for f in reversed(found.values())]


@cache
def _lexicon() -> Lexicon:
    return Lexicon.load()


def documents(*folders: Path) -> dict[str, Path]:
    """The documents of folders by their names; of two that share one the last."""
    return {path.stem: path for folder in folders for path in sorted(folder.rglob("*.md"))}


class Tally:
    """Right and wrong counts of facts, by rule and by the number of words left unread."""

    def __init__(self) -> None:
        """Count nothing yet."""
        self._rules, self._unread = _no_counts(), _no_counts()

    def add(self, fact: Mapping[str, Any], right: bool) -> None:
        """Count a fact."""
        self._rules[fact["kind"]][fact["method"]][not right] += 1
        self._unread[fact["kind"]][few_or_many(fact["unread"])][not right] += 1

    def counts(self) -> dict[str, Counts]:
        """The `rules` and the `unread` words with their counts, all in the order of their names."""
        return {"rules": _in_order(self._rules), "unread": _in_order(self._unread)}


def _no_counts() -> defaultdict[str, defaultdict[str, list[int]]]:
    return defaultdict(lambda: defaultdict(lambda: [0, 0]))


def _in_order(counts: Mapping[str, Mapping[str, list[int]]]) -> Counts:
    return {kind: dict(sorted(rules.items())) for kind, rules in sorted(counts.items())}


def count(corpus: Path, tally: Tally) -> None:
    """Count the judged facts that are told now; what is doubtful is not right."""
    for fact, verdict in _judged_now(corpus):
        tally.add(fact, verdict.verdict == RIGHT)


def _judged_now(corpus: Path) -> Iterator[tuple[dict[str, Any], Verdict]]:
    """Facts with a verdict that are told now, below the threshold too, each once."""
    where = documents(corpus)
    judged = {(one.document, one.digest): one for one in verdicts()}
    for fact in told([where[name] for name in sorted({name for name, _ in judged} & where.keys())], least=0):
        if verdict := judged.pop((fact["document"], digest(fact)), None):
            yield fact, verdict


def table(corpus: Path, pattern: str | None) -> None:
    """Print how many judged facts are told now by kind and verdict, and the faulty ones that match a pattern."""
    now: Counter[tuple[str, str]] = Counter()
    for fact, verdict in _judged_now(corpus):
        now[verdict.kind, verdict.verdict] += fact["confidence"] >= LEAST
        line = f"{verdict.verdict} {verdict.fault} {fact['kind']} {fact['method']}"
        if pattern and verdict.verdict != RIGHT and re.search(pattern, line):
            print(f"{fact['document']}:{fact['start']} {line}: {verdict.why}\n  {_roles(fact)}\n  {fact['quote']}")
    before = Counter((one.kind, one.verdict) for one in verdicts())
    print(f"{'kind':16}{'right':>14}{'doubtful':>14}{'wrong':>14}{'share right':>14}   (told now of those judged)")
    for kind in [*sorted({kind for kind, _ in before}), None]:
        of = {
            v: [sum(n for k, n in c.items() if kind in (k[0], None) and k[1] == v) for c in (now, before)]
            for v in "RDW"
        }
        share = of[RIGHT][0] / max(1, sum(each[0] for each in of.values()))
        print(f"{kind or 'all':16}" + "".join(f"{f'{a:,} of {b:,}':>14}" for a, b in of.values()) + f"{share:14.3f}")


def draw(corpus: Path, sentences: int, seed: int, kinds: Sequence[str], out: Path) -> None:
    """Write sentences with facts that nobody judged for a reader, in the order of their documents."""
    where, judged = documents(corpus), {(one.document, one.digest) for one in verdicts()}
    found: defaultdict[tuple[str, int, int], list[dict[str, Any]]] = defaultdict(list)
    for fact in told(list(where.values())):
        if fact["kind"] in kinds and (fact["document"], digest(fact)) not in judged:
            found[fact["document"], fact["start"], fact["end"]].append(fact)
    drawn = sorted(random.Random(seed).sample(sorted(found), min(sentences, len(found))))
    lines: list[str] = []
    number = 0
    for place in drawn:
        lines += _for_a_reader(where[place[0]].read_text(encoding="utf-8"), place, found[place])
        for fact in found[place]:
            number += 1
            lines.append(f"  {number}\t{fact['kind']}\t{digest(fact)}\t{_roles(fact)}\n")
    write_whole(out, lines)


def _for_a_reader(text: str, place: tuple[str, int, int], of: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    document, start, end = place
    yield f"\n== {document}\n   before: …{text[max(0, start - 700) : start].strip()}\n"
    yield f"   SENTENCE: {text[start:end]}\n"
    yield from (f"   UNDER: {above['quote']}\n" for above in of[0].get("under", ()))


def _roles(fact: Mapping[str, Any]) -> str:
    hidden = _VOLATILE | {"document", "quote", "kind"}
    return json.dumps(
        {k: v for k, v in fact.items() if k not in hidden and v not in (None, [], "")}, ensure_ascii=False
    )


def add(drawn: Path, said: Path) -> None:
    """Join a reader's verdicts on drawn facts to those that are there; a fact keeps its latest verdict."""
    numbered: dict[str, tuple[str, str, str]] = {}
    document = ""
    for line in drawn.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            document = line[3:]
        elif match := re.match(r"  (\d+)\t(\w+)\t([0-9a-f]{16})\t", line):
            numbered[match[1]] = (document, match[2], match[3])
    lines = [line.split("\t") for line in said.read_text(encoding="utf-8").splitlines() if line.strip()]
    join(Verdict(*numbered[number], *words) for number, *words in lines)


def join(more: Iterable[Verdict]) -> None:
    """Write the verdicts with further ones."""
    every = {(one.document, one.kind, one.digest): one for one in [*verdicts(), *more]}
    lines = ["\t".join(one) + "\n" for _, one in sorted(every.items())]
    write_whole(VERDICTS, ["\t".join(Verdict._fields) + "\n", *lines])


def main() -> int:
    """Do what the first word says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("table", "draw"):
        commands.add_parser(name).add_argument("--corpus", type=Path, required=True)
    commands.choices["table"].add_argument("--list", metavar="REGEX")
    drawing = commands.choices["draw"]
    drawing.add_argument("--sentences", type=int, required=True)
    drawing.add_argument("--seed", type=int, default=0)
    drawing.add_argument("--kinds", default=DRAWN)
    drawing.add_argument("--out", type=Path, required=True)
    adding = commands.add_parser("add")
    adding.add_argument("drawn", type=Path)
    adding.add_argument("verdicts", type=Path)
    options = parser.parse_args()
    match options.command:
        case "table":
            table(options.corpus, options.list)
        case "draw":
            draw(options.corpus, options.sentences, options.seed, options.kinds.split(","), options.out)
        case "add":
            add(options.drawn, options.verdicts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
