"""Clauses of a sentence, and the cues in them: doubt, aims, talk of untoward events."""

from __future__ import annotations

import re
from functools import partial

from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.events.naming.names import Item, by_form
from kg.reading.patterns import one_of
from kg.reading.text.brackets import closing, is_open

AIMS, BLAMED, HEDGES, SIGNS = "aims", "blamed", "hedges", "signs"
"""Names of tables in `kg/rules/events.toml`."""
cues = partial(one_of, "events")
"""The patterns of a table of the rule file as one."""


def aimed(sentence: Sentence) -> bool:
    """Whether a sentence tells of relief or prevention, or of the state before a treatment."""
    return bool(sentence.search(cues(AIMS)) or sentence.search_text(cues(AIMS)))


def hedged(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a range of the typed text doubts, denies or expects."""
    return bool(cues(HEDGES).search(sentence.typed, start, end))


def signed(sentence: Sentence) -> bool:
    """Whether a sentence, or the heading it stands under, speaks of untoward events."""
    heading = " ".join(sentence.passage.path[-1:])
    return bool(sentence.search(cues(SIGNS)) or cues(SIGNS).search(heading))


def signed_before(context: Context, sentence: Sentence) -> bool:
    """Whether the sentence before, of the same passage, does."""
    earlier = context.annotated.before(sentence)
    return earlier is not None and signed(earlier)


def formed(sentence: Sentence, item: Item) -> bool:
    """Whether a list's item holds what is an event by its form, in its name or in what explains it."""
    return any(True for _ in by_form(sentence, item.start, max(item.end, item.stop)))


_CLAUSE = re.compile(r";\s|(?<!\bvs)\.\s|[,.]\s(?:but|while|whereas|although|though|however(?!,))\b|:\s(?=[A-Z])")


def clause_start(sentence: Sentence, at: int) -> int:
    """Where the clause of a place begins: behind a semicolon, or ", but", ", while"."""
    text = sentence.typed
    found = [m.end() for m in _CLAUSE.finditer(text, 0, at) if not _closed(text, m.end(), at)]
    return found[-1] if found else 0


_NEXT_CLAUSE = re.compile(r";|,\s(?:but|while|whereas|although|though|however(?!,))\b")


def clause_end(sentence: Sentence, at: int) -> int:
    """Where the clause of a place ends."""
    text = sentence.typed
    found = (m.start() for m in _NEXT_CLAUSE.finditer(text, at) if not is_open(text, at, m.start()))
    return next(found, len(text))


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a bracket in which a place stands is closed before the end: what parts words in it parts no clauses."""
    inside = closing(text, start)
    return inside < end and ";" in text[start - 2 : start]
