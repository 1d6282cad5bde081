"""Which words of a sentence nothing read: the plainest sign that a fact of it may not say all that was said.

A word counts unless it is one that any result is told with (`kg/rules/unread.toml`), stands within a number, or is
held by a fact that was read from the same words: as a name there or letter for letter. How often facts with so many
words unread were right is measured beside the rules (`precision.py`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.cells import readable
from kg.model import Arm, Concept, Fact, Finding, Span, Value
from kg.reading.annotate import Annotated, Sentence
from kg.reading.marks import CONCEPT_KINDS
from kg.reading.patterns import table


def with_unread(findings: Sequence[Finding], annotated: Annotated) -> Iterator[Finding]:
    """Findings, each with the words of its quote that none of the facts read from that quote holds."""
    held: defaultdict[Span, list[Finding]] = defaultdict(list)
    for finding in findings:
        held[finding.evidence.span].append(finding)
    left = {span: _unread(told, annotated.by_place.get(span)) for span, told in held.items()}
    for finding in findings:
        yield replace(finding, evidence=replace(finding.evidence, unread=left[finding.evidence.span]))


def _unread(told: Sequence[Finding], sentence: Sentence | None) -> tuple[str, ...]:
    """The words of findings' common quote, in their order, that none of them holds.

    The sentence is the same words with their names and numbers marked, None where they are not one sentence.
    """
    held = [finding.fact for finding in told]
    said = {word for fact in held for value in _values(fact) for word in _words(value)}
    names = {concept for fact in held for concept in _concepts(fact)}
    text = _without(sentence, names) if sentence else readable(told[0].evidence.quote)
    return tuple(word for word in _words(text) if word not in said and word not in _COMMON)


_COMMON = frozenset(table("unread", "common"))
_WORD = re.compile(r"[^\W\d_][\w-]*[^\W_]")


def _words(text: str) -> Iterator[str]:
    """The words of a text, in lower case; a single letter is none."""
    return (found.group().lower() for found in _WORD.finditer(text))


def _without(sentence: Sentence, told: set[Concept]) -> str:
    """A sentence's text without its numbers, and without the names of what is told."""
    text, begin = sentence.text, sentence.span.start
    for mark in reversed(sentence.marks):
        if mark.kind not in CONCEPT_KINDS or mark.meant in told:
            text = f"{text[: mark.span.start - begin]} {text[mark.span.end - begin :]}"
    return text


def _concepts(fact: Fact) -> Iterator[Concept]:
    for value in _each(fact):
        if isinstance(value, Concept):
            yield value
        elif isinstance(value, Arm):
            yield value.trial
            yield from value.interventions


def _values(fact: Fact) -> Iterator[str]:
    """What a fact holds, in words."""
    for value in _each(fact):
        if isinstance(value, str):
            yield value
        elif isinstance(value, Arm):
            yield value.detail
    yield from (concept.name for concept in _concepts(fact))


def _each(fact: Fact) -> Iterator[Value]:
    return (value for _, values in fact.roles for value in values)
