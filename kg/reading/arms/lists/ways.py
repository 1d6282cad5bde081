"""Arms that differ in the way in which one of several treatments is given.

"A with either once-daily or twice-daily B" is A and B in two ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.reading.annotate import Sentence
from kg.reading.arms.lists.alternative import Alternative, with_given
from kg.reading.arms.wording.details import Detail, details
from kg.reading.arms.wording.treatments import arm_words


def in_two_ways(sentence: Sentence, found: Sequence[Alternative]) -> list[Alternative]:
    """The two arms of "A with either once-daily or twice-daily B", which read as A once daily and as B; else none."""
    if len(found) != 2 or not (found[0].phrase.given and found[1].phrase.given):
        return []
    one, other = found
    before = arm_words("with_either_way").fullmatch(sentence.typed, one.phrase.end, one.end)
    first = _over(sentence, before.start("way"), one.end) if before else None
    second = _over(sentence, other.start, other.phrase.start)
    if first is None or second is None or first.kind != second.kind or first.key == second.key:
        return []
    both = (*one.phrase.given, *other.phrase.given)
    return [replace(with_given(a, both), detail=d.words) for a, d in ((one, first), (other, second))]


def _over(sentence: Sentence, start: int, end: int) -> Detail | None:
    """The detail that fills a range of the typed text, but for spaces."""
    said = sentence.typed[start:end]
    low, high = start + len(said) - len(said.lstrip()), start + len(said.rstrip())
    return next((d for d in details(sentence, low, high) if (d.start, d.end) == (low, high)), None)
