"""Words that mean an arm by what it is to the others: "the control group", "the combination", "the study drug"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.reading.annotate import Sentence
from kg.reading.matching.prefilter import Index
from kg.reading.patterns import pattern, table


@cache
def _references() -> Index[str]:
    pairs = (entry.split("::", 1) for entry in table("arm_words", "references"))
    return Index((pattern(words, "arms"), meaning) for meaning, words in pairs)


def implied_words(sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    """What kind of arm some words of a sentence mean, and the words."""
    for words, meaning in sentence.candidates(_references()):
        for found in words.finditer(sentence.typed):
            yield meaning, found
