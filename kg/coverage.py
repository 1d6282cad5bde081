"""The ledger of what was not mapped: sentences that should hold a fact, and whether one was read from them.

Sentences that count are those with a figure, with words of approval, or with words of a trial. A sentence is
covered where the words of some fact reach into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.cells import line
from kg.model import Reading, Span
from kg.pipeline import confident
from kg.reading.annotate import Sentence, annotate
from kg.reading.expected import APPROVAL, TRIAL, expected
from kg.reading.grounding.lexicon import Lexicon

_DOUBTFUL: Final = "a fact was read, by a rule that is not right often enough"
_RESULT: Final = ("percent", "p_value", "interval", "duration", "count")


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence from which no fact was read.

    Attributes:
        document: the document's name.
        span: its place in the document's text.
        text: the sentence as it reads.
        reason: why, most likely.
    """

    document: str
    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was mapped and what was not.

    Attributes:
        covered, counted: sentences that gave a fact, and all that count.
        missed: the others, in the order of the documents.
        documents: how many documents were read.
    """

    covered: int
    counted: int
    missed: tuple[Entry, ...]
    documents: int

    def __str__(self) -> str:
        """The ledger as people read it, the largest group last, where a terminal ends."""
        blocks = []
        reasons = Counter(entry.reason for entry in self.missed)
        for reason, count in sorted(reasons.items(), key=lambda pair: (pair[1], pair[0])):
            mine = (_told(entry) for entry in self.missed if entry.reason == reason)
            blocks.append("\n".join([f"{reason} ({count:,})", *mine]))
        share = f"{self.covered / self.counted:.0%}" if self.counted else "none"
        blocks.append(
            f"{self.covered:,} of {self.counted:,} sentences with figures, approvals or trials gave a fact ({share})"
        )
        return "\n\n".join(blocks)

    def csv(self) -> str:
        """One line a sentence, with a header."""
        head = line(("document", "start", "end", "reason", "sentence"))
        return head + "".join(line((e.document, e.span.start, e.span.end, e.reason, e.text)) for e in self.missed)


def _told(entry: Entry) -> str:
    return f"  {entry.document}:{entry.span.start}\n    {entry.text}"


def ledger(readings: Iterable[Reading], threshold: Decimal = Decimal(0)) -> Ledger:
    """The ledger of documents that were read.

    Args:
        readings: the documents with all that was read from them.
        threshold: the least confidence of a fact that counts.
    """
    covered, counted, missed, documents = 0, 0, list[Entry](), 0
    for reading in readings:
        documents += 1
        sure, any_rate = confident(reading, threshold).reached(), reading.reached()
        for sentence in _counting(reading):
            counted += 1
            span = sentence.source()
            if sure(span):
                covered += 1
            else:
                why = _DOUBTFUL if any_rate(span) else reason(sentence)
                missed.append(Entry(reading.document.name, span, sentence.text, why))
    return Ledger(covered, counted, tuple(missed), documents)


def _counting(reading: Reading) -> Iterator[Sentence]:
    """The document's sentences that should hold a fact."""
    lexicon = Lexicon.load().for_text(reading.document.prose)
    return expected(annotate(reading.document, lexicon))


def reason(sentence: Sentence) -> str:
    """Why no fact was read from a sentence, most likely."""
    if APPROVAL.search(sentence.text):
        missing = [kind for kind in ("drug", "cancer") if not sentence.of_kind(kind)]
        return f"an approval without a known {missing[0]}" if missing else "an approval in words that no rule knows"
    if sentence.of_kind(*_RESULT) and sentence.of_kind("measure", "event"):
        return "a result in words that no rule knows, or of no known trial"
    if TRIAL.search(sentence.text):
        return "a trial in words that no rule knows"
    if sentence.of_kind("percent", "p_value", "interval"):
        return "a figure of nothing that the vocabulary measures"
    return "another number: a year, an age, a dose, a citation"
