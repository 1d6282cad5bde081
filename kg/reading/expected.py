"""Sentences that should give a fact: those with a figure, with words of approval, or with words of a trial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.reading.annotate import Annotated, Sentence
from kg.reading.matching.programs import quick

APPROVAL: Final = re.compile(r"\b(?:approv(?:ed|es|al|als)|licen[cs]ed|authori[sz](?:ed|ation))\b", re.IGNORECASE)
TRIAL: Final = re.compile(
    r"\b(?:phase (?:[1-4]|I{1,3}V?|IV)\b|randomi[sz]ed|double-blind|placebo-controlled|enrolled|NCT\d{8})",
    re.IGNORECASE,
)
_FIGURE: Final = quick(r"(?<![\w.])\d")


def expected(annotated: Annotated) -> Iterator[Sentence]:
    """The sentences that should give a fact; headings are not read for them."""
    for sentence in annotated.sentences:
        text = sentence.text
        words = APPROVAL.search(text) or TRIAL.search(text) or _FIGURE.search(text)
        if words and sentence.passage.block != "heading":
            yield sentence


def with_figures(annotated: Annotated) -> Iterator[Sentence]:
    """The sentences with a figure; headings are not read for them."""
    return (s for s in annotated.sentences if s.passage.block != "heading" and _FIGURE.search(s.text))
