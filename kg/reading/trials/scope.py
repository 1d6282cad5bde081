"""In which section a sentence stands, and whether it tells of a trial that was done: no question, plan or animals."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Passage
from kg.reading.annotate import Annotated, Sentence, once_a_sentence
from kg.reading.matching.prefilter import plain, prefiltered
from kg.reading.matching.programs import quick
from kg.reading.patterns import choices, table

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


@lru_cache(maxsize=1)
def sections(annotated: Annotated) -> tuple[str, ...]:
    """For each sentence the section it stands in, lower case: a heading, or a short line that acts as one."""
    known = {*table("trials", "own"), *table("trials", "elsewhere")}
    path: tuple[str, ...] = ()
    passage: Passage | None = None
    current, here, made = "", "", []
    for sentence in annotated.sentences:
        if sentence.passage is not passage:
            passage = sentence.passage
            label = passage.text[:60].strip(" :*").lower()
            if passage.path != path:
                path = passage.path
                current = path[-1].strip(" :*").lower() if path else ""
                current = "references" if current.startswith("key references") else current
            current = label if label in known else current
            here = "update" if re.match(r"update\b", label) else current
        made.append(here)
    return tuple(made)
