"""Words that mean an arm by what it is to the others: "the control group", "the combination", "the study drug"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.reading.annotate import Sentence
from kg.reading.marks import SIGNS
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
            if not (found.group().endswith(" did not") and _OUTCOME.search(sentence.typed, 0, found.start())):
                yield meaning, found


_OUTCOME = re.compile(
    r"\bwho\s(?:had\s)?(?:responded|completed|achieved|reached|relapsed|progressed|recurred|developed|experienced|smoked"
    rf"|had\s(?:an?\s)?(?:[a-z]+\s)?[{SIGNS['measure']}{SIGNS['event']}]|{SIGNS['measure']})"
)
"""Before "those who did not", what became of people: these went without no treatment."""
