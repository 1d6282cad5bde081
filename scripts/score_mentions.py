"""Score the lexicon on mentions that a person marked: precision, recall and abstentions a kind.

    python scripts/score_mentions.py CORPUS [--half PART] [--errors]

`tests/gold/mentions.tsv` holds the mentions (document, place in its text, words, kind, concept) of the passages that
`tests/gold/mentions.passages.tsv` lists; the documents stay where they are. A mention counts as found where place,
kind and concept are the same. `abstained` is the share of the marked mentions at whose place the lexicon says
nothing or names several candidates; the rest of what is not found is wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg import sources
from kg.model import Document
from kg.reading.grounding import vocabulary
from kg.reading.grounding.lexicon import Lexicon

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
KINDS = ("drug", "target", "cancer", "event", "measure", "intervention", "agency")
HALVES = (
    *("dev", "test", "last", "fresh", "final", "third", "fourth"),
    *("fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
)
Place = tuple[str, int, int, str, str]
"""A mention: document, start, end, kind, concept."""


@dataclass
class Score:
    """What was found of one kind.

    Attributes:
        right: found as marked.
        found, marked: how many mentions there are in each.
        abstained: marked mentions where nothing was found, or several candidates.
    """

    right: int = 0
    found: int = 0
    marked: int = 0
    abstained: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is marked that was found; 1 where nothing is marked."""
        return self.right / self.marked if self.marked else 1.0


def score(corpus: Path, half: str = "") -> dict[str, Score]:
    """The score of each kind on the passages of one part, or of all; in each part the kinds that were marked there."""
    places = {path.stem: path for path in sorted(corpus.rglob("*.md"))}
    wanted = [row for row in vocabulary.rows(GOLD / "mentions.passages.tsv") if half in ("", row["half"])]
    inside = [(row, marks(row)) for row in wanted]
    scores = {kind: Score() for kind in KINDS}
    for row, marked in inside:
        document = sources.read(places[row["document"]])
        found, doubtful = mentions(document, int(row["start"]), int(row["end"]))
        asked = {place[3] for other, others in inside if other["half"] == row["half"] for place in others}
        _count({kind: scores[kind] for kind in KINDS if kind in asked}, marked, found, doubtful, document.text)
    return scores


@cache
def _gold() -> tuple[dict[str, str], ...]:
    return tuple(vocabulary.rows(GOLD / "mentions.tsv"))


def marks(passage: dict[str, str]) -> set[Place]:
    """What a person marked in a passage."""
    name, low, high = passage["document"], int(passage["start"]), int(passage["end"])
    inside = (row for row in _gold() if row["document"] == name and low <= int(row["start"]) < high)
    return {(name, int(row["start"]), int(row["end"]), row["kind"], row["concept"]) for row in inside}


def mentions(document: Document, low: int, high: int) -> tuple[set[Place], set[tuple[int, int]]]:
    """What the lexicon finds between two places of a document's text, and the places of ambiguous names."""
    lexicon = Lexicon.load().for_text("\n".join(p.text for p in document.passages))
    found, doubtful = set(), set()
    for passage in document.passages:
        if low <= passage.offsets.source_of(0) < high:
            for mention in lexicon.mentions(passage):
                start = passage.offsets.source_of(mention.span.start)
                end = passage.offsets.source_of(mention.span.end - 1) + 1
                if mention.concept is None:
                    doubtful.add((start, end))
                else:
                    found.add((document.name, start, end, mention.concept.kind, mention.concept.name))
    return found, doubtful


def _count(
    scores: dict[str, Score], marked: set[Place], found: set[Place], doubtful: set[tuple[int, int]], text: str
) -> None:
    for kind, one in scores.items():
        wanted, given = ({p for p in places if p[3] == kind} for places in (marked, found))
        one.right += len(wanted & given)
        one.found += len(given)
        one.marked += len(wanted)
        one.abstained += sum(not _met(place, found) for place in wanted - given)
        for sign, places in (("missed", wanted - given), ("wrong", given - wanted)):
            one.errors += [f"{sign}\t{kind}\t{text[p[1] : p[2]]}\t{p[4]}\t{p[0]}:{p[1]}" for p in sorted(places)]


def _met(place: Place, found: set[Place]) -> bool:
    """Whether anything was found that overlaps a place."""
    return any(p[1] < place[2] and place[1] < p[2] for p in found)


def report(scores: dict[str, Score]) -> Iterator[str]:
    """The scores as lines."""
    yield f"{'kind':14} {'precision':>9} {'recall':>7} {'abstained':>9} {'marked':>7} {'found':>6}"
    total = Counter[str]()
    for kind, one in scores.items():
        silent = one.abstained / one.marked if one.marked else 0.0
        yield f"{kind:14} {one.precision:9.3f} {one.recall:7.3f} {silent:9.3f} {one.marked:7} {one.found:6}"
        total.update(right=one.right, found=one.found, marked=one.marked)
    precision, recall = total["right"] / max(total["found"], 1), total["right"] / max(total["marked"], 1)
    yield f"{'all':14} {precision:9.3f} {recall:7.3f} {'':9} {total['marked']:7} {total['found']:6}"


def main() -> None:
    """Read the arguments and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder of the documents")
    parser.add_argument("--half", choices=HALVES, default="")
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was wrong")
    options = parser.parse_args()
    scores = score(options.corpus, options.half)
    print("\n".join(report(scores)))
    if options.errors:
        print("\n".join(line for one in scores.values() for line in one.errors))


if __name__ == "__main__":
    main()
