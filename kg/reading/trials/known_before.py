"""What a report tells as known before its own study: in its section on the background, or where an abstract begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile

from kg.reading.annotate import Annotated, Sentence
from kg.reading.cues import any_of
from kg.reading.trials.mentions import Mentioned
from kg.reading.trials.sections import sections
from kg.reading.trials.single import is_abstract, is_single


def known_before(annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]]) -> frozenset[int]:
    """The sentences (by index) that say what holds, or what others have found, and name no trial.

    In an abstract they are those up to the first on its own study; a page in sections tells of that in the next one.
    """
    abstract = is_abstract(annotated.document)
    if not abstract and not is_single(annotated.document):
        return frozenset()
    where, body = sections(annotated), [s for s in annotated.sentences if s.passage.block != "heading"]
    background = [s for s in body if where[s.index] in BACKGROUND]
    if abstract:
        before: Iterable[Sentence] = takewhile(lambda s: not _is_own(s), background or body[:UNMARKED])
    else:
        before = (s for s in background if not _is_own(s)) if OWN in where else ()
    return frozenset(s.index for s in before if _holds(s) and s.index not in mentions)


BACKGROUND = ("background", "introduction")
OWN = "the study"
"""The section of a page on its own study."""
UNMARKED = 3
"""Sentences that may be background where an abstract has no section of that name."""


def _is_own(sentence: Sentence) -> bool:
    """Whether a sentence tells of the abstract's own study: what it is for, what was done, how many took part."""
    told = sentence.search_text(any_of("trials", "its")) or sentence.search_text(any_of("trials", "own_aim"))
    return bool(told) or bool(sentence.of_kind("count", "p_value", "interval"))


def _holds(sentence: Sentence) -> bool:
    """Whether a sentence speaks in the present or the perfect."""
    return bool(sentence.search_text(any_of("trials", "holds")))
