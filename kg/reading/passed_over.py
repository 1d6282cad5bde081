"""What a sentence says that the readers of findings pass over: what it takes back or leaves open, what it says besides.

"No trial has shown that A prolonged B", "it is a myth that …", "the hypothesis was that …", "…; this could not be
confirmed": whatever kind of fact such a clause would tell, it is none, and is blanked out. The rules are those of
`kg/rules/taken_back.toml`; their group `told` is the clause.

"Median survival, which was the primary endpoint, was …", "in the A group (which was closed early)", "…, the
researchers reported": such words change nothing of a finding, and stand between its parts wherever a writer likes. The
typed text of a sentence goes on behind them as if they were not there; the rules are those of `kg/rules/asides.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Passage, Span
from kg.reading.annotate import Annotated, Sentence, remade
from kg.reading.marks import ASIDE, Mark
from kg.reading.patterns import index, matches

BLANK = ";"
"""What stands for each letter of a clause that is taken back: the words of no rule, and the end of every clause."""


def heard(annotated: Annotated) -> Annotated:
    """The document as it stands, clauses that are taken back blanked out; places and sentences stay what they are."""
    found = {one.index: spans for one in annotated.holding(index("taken_back")) if (spans := taken_back(one))}
    if not found:
        return annotated
    blanked: dict[int, Passage] = {}
    for at, spans in found.items():
        passage = annotated.sentences[at].passage
        blanked[id(passage)] = _without(blanked.get(id(passage), passage), spans)
    seen = (_seen(one, blanked.get(id(one.passage)), found.get(one.index, ())) for one in annotated.sentences)
    return Annotated(annotated.document, tuple(seen))


def taken_back(one: Sentence) -> tuple[Span, ...]:
    """The stretches of a sentence, in its passage's text, that it takes back or leaves open."""
    return tuple(sorted({one.place(*match.found.span("told")) for match in matches("taken_back", one)}))


def _without(passage: Passage, spans: Sequence[Span]) -> Passage:
    text = passage.text
    for span in spans:
        text = text[: span.start] + BLANK * (span.end - span.start) + text[span.end :]
    return replace(passage, text=text)


def _seen(one: Sentence, passage: Passage | None, spans: Sequence[Span]) -> Sentence:
    """A sentence of a passage that lost such clauses, itself without the names and numbers of its own."""
    if passage is None:
        return one
    return remade(one, passage, _outside(one, spans), one.held) if spans else replace(one, passage=passage)


def passed_over(annotated: Annotated) -> Annotated:
    """The document as it stands, each aside left out of what its sentence's rules are held against."""
    shorter = {one.index: made for one in annotated.holding(index("asides")) if (made := _without_asides(one)) != one}
    if not shorter:
        return annotated
    return replace(annotated, sentences=tuple(shorter.get(one.index, one) for one in annotated.sentences))


def _without_asides(one: Sentence) -> Sentence:
    """A sentence without its asides; it stands by itself, for other words than its own come together."""
    asides: list[Span] = []
    for place in sorted(one.place(*match.found.span("aside")) for match in matches("asides", one)):
        if not asides or asides[-1].end <= place.start:
            asides.append(place)
    if not asides:
        return one
    marks = [*_outside(one, asides), *(Mark(ASIDE, aside) for aside in asides)]
    return remade(one, one.passage, sorted(marks, key=lambda mark: mark.span))


def _outside(one: Sentence, spans: Sequence[Span]) -> list[Mark]:
    """The names and numbers of a sentence that stand in none of some stretches."""
    return [mark for mark in one.marks if not any(s.start < mark.span.end and mark.span.start < s.end for s in spans)]
