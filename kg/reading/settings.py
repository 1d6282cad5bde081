"""What the setting of an approval asks for: the genes and proteins that must be there or be altered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.model import Concept, Document, Passage
from kg.reading.annotate import Sentence, annotate
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.patterns import Match, any_of, matches
from kg.reading.text.markdown import passages

_CLAUSE: Final = re.compile(r"[;.]|\b(?:but|whose|(?:and|that|which) (?:has|have))\b", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def biomarkers(setting: str) -> tuple[Concept, ...]:
    """The targets that a setting asks for, sorted by name; those that are to be absent are none of them.

    >>> [c.name for c in biomarkers("adults; BRAF V600E mutation; no EGFR or ALK mutations; HER2-negative")]
    ['BRAF']
    """
    text: tuple[Passage, ...] = passages(setting)
    document = Document("setting", "", "", "", {}, setting, text, "")
    found = {c for sentence in annotate(document, Lexicon.load()) for c in _asked(sentence)}
    return tuple(sorted(found, key=lambda concept: concept.name))


def _asked(sentence: Sentence) -> Iterator[Concept]:
    for match in matches("settings", sentence):
        if not _denied(match):
            yield from (mark.concept for mark in match.marks("genes", "target"))


def _denied(match: Match) -> bool:
    """Whether the clause around a match says that it is to be absent, or speaks of other patients."""
    typed, (start, end) = match.sentence.typed, match.found.span()
    begin = max((m.end() for m in _CLAUSE.finditer(typed, 0, start)), default=0)
    close = next((m.start() for m in _CLAUSE.finditer(typed, end)), len(typed))
    return bool(
        any_of("settings", "denied").search(typed, begin, start)
        or any_of("settings", "aside").search(typed, end, close)
    )
