"""Lists of news: each item is a linked title, the day on which it was posted, and what a study of its own found."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from kg.model import Concept, Document, Passage
from kg.reading.annotate import Annotated, Sentence
from kg.reading.patterns import any_of


def is_link(passage: Passage) -> bool:
    """Whether a passage is one link: the title of what is told below it."""
    links, text = passage.links, passage.text.rstrip()
    return bool(links) and links[0][0].start <= 1 and links[0][0].end >= len(text) - 1


def item_titles(document: Document) -> frozenset[int]:
    """The passages (by identity) that are titles of news, with the day on which it was posted right behind them."""
    return frozenset(
        id(passage)
        for passage, behind in pairwise(document.passages)
        if passage.block == "bullet" and behind.text.startswith("Posted") and is_link(passage)
    )


def tells_of_a_study(sentence: Sentence) -> bool:
    """Whether a sentence of such an item says what a study found, though it does not bring one in by "a study"."""
    return bool(sentence.search_text(any_of("trials", "found_by")))


def titled(annotated: Annotated, made: Sequence[Concept | None], titles: Container[int]) -> dict[int, Concept]:
    """The titles of news (by identity) with the first study that is told of below each, before the next one."""
    found: dict[int, Concept] = {}
    below: Concept | None = None
    for sentence, trial in zip(annotated.sentences[::-1], made[::-1], strict=True):
        if sentence.passage.block == "heading":
            below = None
        elif id(sentence.passage) in titles:
            if below is not None:
                found[id(sentence.passage)] = below
            below = None
        else:
            below = trial or below
    return found
