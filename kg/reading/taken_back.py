"""What a sentence takes back or leaves open, so that no reader takes it for found.

"No trial has shown that A prolonged B", "it is a myth that …", "the hypothesis was that …", "…; this could not be
confirmed": whatever kind of fact such a clause would tell, it is none. The rules are those of
`kg/rules/taken_back.toml`; their group `told` is the clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Passage, Span
from kg.reading.annotate import Annotated, Sentence, remade
from kg.reading.patterns import matches, rules

FAMILY = "taken_back"

BLANK = ";"
"""What stands for each letter of such a clause: the words of no rule, and the end of every clause."""


def heard(annotated: Annotated) -> Annotated:
    """The document as it stands, each such clause blanked out; places and sentences stay what they are."""
    found = {one.index: spans for one in annotated.holding(*(rule.pattern for rule in rules(FAMILY)))
             if (spans := taken_back(one))}  # fmt: skip
    if not found:
        return annotated
    blanked: dict[int, Passage] = {}
    for index, spans in found.items():
        passage = annotated.sentences[index].passage
        blanked[id(passage)] = _without(blanked.get(id(passage), passage), spans)
    seen = (_seen(one, blanked.get(id(one.passage)), found.get(one.index, ())) for one in annotated.sentences)
    return Annotated(annotated.document, tuple(seen))


def taken_back(one: Sentence) -> tuple[Span, ...]:
    """The stretches of a sentence, in its passage's text, that it takes back or leaves open."""
    spans = (one.place(*match.found.span("told")) for match in matches(FAMILY, one))
    return tuple(sorted(set(spans)))


def _without(passage: Passage, spans: Sequence[Span]) -> Passage:
    text = passage.text
    for span in spans:
        text = text[: span.start] + BLANK * (span.end - span.start) + text[span.end :]
    return replace(passage, text=text)


def _seen(one: Sentence, passage: Passage | None, spans: Sequence[Span]) -> Sentence:
    """A sentence of a passage that lost such clauses, itself without the names and numbers of its own."""
    if passage is None:
        return one
    if not spans:
        return replace(one, passage=passage)
    kept = [mark for mark in one.marks if not any(s.start < mark.span.end and mark.span.start < s.end for s in spans)]
    return remade(one, passage, kept, one.held)
