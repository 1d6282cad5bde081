"""Where an event is seen: the words that tell it, and those above them that name its treatment where they do not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.model import Span
from kg.reading.annotate import Annotated, Sentence
from kg.reading.context import Context
from kg.reading.events.owners import Owner
from kg.reading.marks import CONCEPT_KINDS

NEAR = 600
"""Code points of the source that an announcement and a bullet may take up to be shown as one."""


def place(sentence: Sentence, lead: Sentence | None) -> tuple[Span, tuple[Span, ...]]:
    """A sentence's place with the line that announces it where that stands near; else under it, as under a header."""
    own = sentence.source()
    if lead is None:
        return own, ()
    before = lead.source()
    near = lead.passage.block != "row" and own.end - before.start <= NEAR
    return (Span(before.start, own.end), ()) if near else (own, (before,))


def naming(context: Context, sentence: Sentence, lead: Sentence | None, owner: Owner) -> tuple[Span, ...]:
    """The places above that name what is given where a sentence and its lead do not, in the order of the text.

    Each is the one that names the most of what is still missing: rather a heading that the sentence stands under than
    what stands nearest, which is sought no more than `_AMONG` mentions of a name back.
    """
    first = lead or sentence
    missing = owner.names - _names(sentence) - _names(first)
    found: list[Sentence] = []
    while missing:
        above = [s for name in missing for s in _above(context.annotated, name, first)]
        best = max(above, key=lambda s: (len(missing & _names(s)), _heads(s, first), s.index), default=None)
        if best is None:
            break
        found.append(best)
        missing -= _names(best)
    return tuple(s.source() for s in sorted(found, key=lambda s: s.index))


_AMONG = 8


def _above(annotated: Annotated, name: str, first: Sentence) -> Iterator[Sentence]:
    """The last sentences above another that hold a name, and the last heading of each that it stands under."""
    by_place = _naming(annotated)
    yield from _before(by_place.get((name, ""), ()), first.index, _AMONG)
    for heading in first.passage.path:
        yield from _before(by_place.get((name, heading), ()), first.index, 1)


def _before(sentences: tuple[Sentence, ...], index: int, count: int) -> tuple[Sentence, ...]:
    end = bisect_left(sentences, index, key=lambda s: s.index)
    return sentences[max(0, end - count) : end]


def _heads(heading: Sentence, sentence: Sentence) -> bool:
    return heading.passage.block == "heading" and heading.passage.text in sentence.passage.path


def _names(sentence: Sentence) -> frozenset[str]:
    return frozenset(m.concept.name for m in sentence.marks if m.kind in CONCEPT_KINDS)


@lru_cache(maxsize=1)
def _naming(annotated: Annotated) -> Mapping[tuple[str, str], tuple[Sentence, ...]]:
    """The sentences that name each treatment; those that are headings also by their words."""
    found: dict[tuple[str, str], list[Sentence]] = {}
    for sentence in annotated.holding(kinds=("drug", "intervention")):
        passage = sentence.passage
        for name in sorted(_names(sentence)):
            for heading in ("", passage.text) if passage.block == "heading" else ("",):
                found.setdefault((name, heading), []).append(sentence)
    return {key: tuple(sentences) for key, sentences in found.items()}
