"""Sentences that should give a fact: those with a figure, with words of approval, or with words of a trial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.reading.annotate import Annotated, Sentence
from kg.reading.marks import CONCEPT_KINDS
from kg.reading.matching.programs import quick

APPROVAL: Final = re.compile(r"\b(?:approv(?:ed|es|al|als)|licen[cs]ed|authori[sz](?:ed|ation))\b", re.IGNORECASE)
TRIAL: Final = re.compile(
    r"\b(?:phase (?:[1-4]|I{1,3}V?|IV)\b|randomi[sz]ed|double-blind|placebo-controlled|enrolled|NCT\d{8})",
    re.IGNORECASE,
)
_FIGURE: Final = quick(r"(?<![\w.])\d")
_NO_FIGURE: Final = re.compile(
    r"""
    (?<!\w)(?:  # which each of these asks for: a place within a word is passed over at once
    # a telephone number, in digits or in letters: 1-800-555-0100, (301) 555-0100, +44 20 7946 0100, 1-800-HELP
    (?<![\w.])(?:
        \(?(?:\+?\d{1,3}[-. ])?(?:\(\d{3}\)\s?|\d{3}[-.–])(?:\d{3}[-.–]\d{4}|(?:\d-|[A-Z]{3}-)?[A-Z]{4,})
        | \+\d[\d ()-]{7,}\d
    )(?!\w)
    # an hour of the day
    | (?<![\w.])\d{1,2}(?::\d\d)?\s?[ap](?:\.m\.|m\b)
    # a part of an address: what stands for a state before a code, a box, a room, a house of a street
    | \b[A-Z]{2}\s\d{5}(?:[-–]\d{4})?(?!\w)
    | \b(?:P\.?\s?O\.?\s|Post\sOffice\s)?(?:Box|Suite|Room|Building|Floor)\s\d[\w-]*(?!\.\d)
    | (?<![\w.])\d+\s(?:[A-Z][\w.]*\s){1,4}(?:Avenue|Boulevard|Drive|Highway|Lane|Parkway|Road|Street|Ave|Blvd|Rd)\b
    # what refers to a part of the page or to another work
    | \b(?i:appendix|box|chapter|fig\.|figures?|questions?|ref\.|references?|sections?|tables?)\s
        \d+(?:(?:,\s|\sand\s|,\sand\s|[-–])\d+)*(?!\w|\.\d|\s?%)
    # inside a name: delta-9-THC, AE-941, 11-OH-THC
    | (?<![\w-])[^\W\d_]\w*-\d+(?:-\w+)*(?!\w|\.\d|\s?%)
    | (?<![\w.])\d+-[A-Z][A-Z\d]+(?:-\w+)*(?!\w)
    )
    """,
    re.VERBOSE,
)
_NAMES: Final = frozenset(CONCEPT_KINDS) - {"measure"}
"""Marks in which a digit is no figure; the name of a measure may tell the time at which it was taken."""


def expected(annotated: Annotated) -> Iterator[Sentence]:
    """The sentences that should give a fact; headings are not read for them."""
    for sentence in annotated.sentences:
        text = sentence.text
        words = APPROVAL.search(text) or TRIAL.search(text) or figured(sentence)
        if words and sentence.passage.block != "heading":
            yield sentence


def with_figures(annotated: Annotated) -> Iterator[Sentence]:
    """The sentences with a figure; headings are not read for them."""
    return (s for s in annotated.sentences if s.passage.block != "heading" and figured(s))


def figured(sentence: Sentence) -> bool:
    """Whether a sentence gives a figure: a number that is part of no name, address or reference to another place."""
    if not _FIGURE.search(sentence.text):
        return False
    letters = list(sentence.text)
    for mark in sentence.marks:
        if mark.kind in _NAMES:
            start, end = mark.span.start - sentence.span.start, mark.span.end - sentence.span.start
            letters[start:end] = "x" * (end - start)
    return bool(_FIGURE.search(_NO_FIGURE.sub(" ", "".join(letters))))
