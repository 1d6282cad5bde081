"""Sentences that tell of no trial that was done: questions, plans, animals, and what is no sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.matching.prefilter import plain, prefiltered
from kg.reading.matching.programs import quick
from kg.reading.patterns import choices

LONGEST = 1600
"""Code points; what is longer is no sentence, and is not searched for what it may tell."""


@once_a_sentence
def blocked(sentence: Sentence) -> bool:
    """Whether a sentence speaks of trials that should be done or of none, or asks, or is none."""
    text = sentence.text
    if len(text) > LONGEST or text.endswith("?") or of_animals(sentence):
        return True
    return any(sentence.chosen_text(choices("attributes", "blocked")))


def of_animals(sentence: Sentence) -> bool:
    """Whether the paragraph of a sentence tells of animals, and of no people."""
    if sentence.held is not None and not sentence.held.places(_ANIMALS):
        return False
    return _tells_of_animals(sentence.passage.text)


@lru_cache(maxsize=64)
def _tells_of_animals(told: str) -> bool:
    return bool(plain(_ANIMALS).search(told)) and not _PEOPLE.search(told)


_ANIMALS = prefiltered(r"\b(?:rats?|mice|mouse|hamsters?)\b", re.IGNORECASE)
_PEOPLE = quick(
    r"\b(?:patients?|wom[ae]n|men|man|participants?|volunteers?|people|persons?|child|children|humans?|adults?"
    r"|clinical trials?)\b",
    re.IGNORECASE,
)
