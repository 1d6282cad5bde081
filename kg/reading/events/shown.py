"""Where an event is seen: the words that tell it, and those above them that name its treatment where they do not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

from kg.model import Span
from kg.reading.annotate import Annotated, Sentence
from kg.reading.context import Context
from kg.reading.events.owners import Owner

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
    """The places above that name what is given where a sentence and its lead do not; those that name the most of it.

    Of these a heading that the sentence stands under comes first, then what stands nearest.
    """
    first = lead or sentence
    missing = owner.names - _names(sentence) - _names(first)
    found: list[Sentence] = []
    while missing:
        by_name = _naming(context.annotated)
        above = [s for name in missing for s in _before(by_name.get(name, ()), first.index)]
        best = max(above, key=lambda s: (len(missing & _names(s)), _heads(s, first), s.index), default=None)
        if best is None:
            break
        found.append(best)
        missing -= _names(best)
    return tuple(s.source() for s in sorted(found, key=lambda s: s.index))


def _before(sentences: tuple[Sentence, ...], index: int) -> tuple[Sentence, ...]:
    return sentences[: bisect_left(sentences, index, key=lambda s: s.index)]


def _heads(heading: Sentence, sentence: Sentence) -> bool:
    return heading.passage.block == "heading" and heading.passage.text in sentence.passage.path


def _names(sentence: Sentence) -> frozenset[str]:
    return frozenset(m.concept.name for m in sentence.marks if m.concept)


@lru_cache(maxsize=1)
def _naming(annotated: Annotated) -> Mapping[str, tuple[Sentence, ...]]:
    """The sentences that name each treatment."""
    found: dict[str, list[Sentence]] = {}
    for sentence in annotated.holding(kinds=("drug", "intervention")):
        for name in sorted(_names(sentence)):
            found.setdefault(name, []).append(sentence)
    return {name: tuple(sentences) for name, sentences in found.items()}
