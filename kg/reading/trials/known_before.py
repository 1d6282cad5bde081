"""What an abstract tells as known before its own study: the sentences that it begins with, up to the first on that."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from kg.reading.annotate import Annotated, Sentence
from kg.reading.cues import any_of
from kg.reading.trials.mentions import Mentioned
from kg.reading.trials.sections import sections
from kg.reading.trials.single import is_abstract


def known_before(annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]]) -> frozenset[int]:
    """The sentences (by index) of an abstract that say what holds, or what others have found, and name no trial."""
    if not is_abstract(annotated.document):
        return frozenset()
    first = takewhile(lambda s: not _is_own(s), _beginning(annotated))
    return frozenset(s.index for s in first if _holds(s) and s.index not in mentions)


def _beginning(annotated: Annotated) -> list[Sentence]:
    """The sentences of an abstract's section on the background, or those that it begins with where it has none."""
    where, body = sections(annotated), [s for s in annotated.sentences if s.passage.block != "heading"]
    return [s for s in body if where[s.index] in BACKGROUND] or body[:UNMARKED]


BACKGROUND = ("background", "introduction")
UNMARKED = 3
"""Sentences that may be background where an abstract has no section of that name."""


def _is_own(sentence: Sentence) -> bool:
    """Whether a sentence tells of the abstract's own study: what it is for, what was done, how many took part."""
    told = sentence.search_text(any_of("trials", "its")) or sentence.search_text(any_of("trials", "own_aim"))
    return bool(told) or bool(sentence.of_kind("count", "p_value", "interval"))


def _holds(sentence: Sentence) -> bool:
    """Whether a sentence speaks in the present or the perfect."""
    return bool(sentence.search_text(any_of("trials", "holds")))
