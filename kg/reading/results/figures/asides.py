"""What a sentence adds to its figures of a part of them: "30% with A and 34% with B, with 2 and 3 complete responses".

Such words tell of a second measure in the middle of a first, or at its end, so that each is read without the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.reading.marks import QUANTITY_KINDS
from kg.reading.results.outcome_words import words
from kg.reading.results.view import Result

Range = tuple[int, int]
Told = TypeVar("Told")


def parted(result: Result) -> tuple[Result, Result | None]:
    """The sentence without what it adds of a part of its figures, and what it adds with the words before it."""
    place = _aside(result)
    if place is None:
        return result, None
    start, end = place
    comma = end + result.typed.startswith(",", end)
    numbers = map(result.sentence.typed_at, result.sentence.of_kind(*QUANTITY_KINDS))
    before = sorted({at for at in (*numbers, *result.measures) if at < start})
    added = [*((at, at + 1) for at in before), (end, len(result.typed))]
    return _cut(result, [(start + 1, comma)]), _cut(result, added)


def _aside(result: Result) -> Range | None:
    """Where a sentence adds a part of its figures: up to what is set against the figure before, else to its end."""
    parts = {at: bool(words("of_a_part").match(m.concept.name)) for at, m in result.measures.items()}
    several = any(parts.values()) and len({*result.arms.values()}) > 1
    for begun in words("aside").finditer(result.unbracketed) if several else ():
        before = {arm for at, arm in result.arms.items() if at < begun.start()}
        whole = any(not part for at, part in parts.items() if at < begun.start())
        if before and whole and any(part for at, part in parts.items() if begun.start() < at < begun.end()):
            ends = words("aside_ends" if len(before) == 1 else "clause_ends").search(result.unbracketed, begun.end())
            return begun.start(), ends.start() if ends else len(result.typed.rstrip(". "))
    return None


def _cut(result: Result, ranges: Sequence[Range]) -> Result:
    """The sentence without some ranges of its typed text; places behind them move up."""
    kept = [at for at in range(len(result.typed)) if not any(low <= at < high for low, high in ranges)]
    old = result.sentence
    gone = [old.place(low, high) for low, high in ranges if high > low]
    marks = tuple(m for m in old.marks if not any(s.start <= m.span.start < s.end for s in gone))
    starts = (*(old.starts[at] for at in kept), old.starts[-1])
    sentence = replace(old, typed="".join(result.typed[at] for at in kept), starts=starts, marks=marks)
    new = {at: i for i, at in enumerate(kept)}
    moved = {at: replace(m, start=at, end=at + 1) for at, m in _moved(result.measures, new).items()}
    return replace(result, sentence=sentence, measures=moved, arms=_moved(result.arms, new))


def _moved(told: Mapping[int, Told], new: Mapping[int, int]) -> dict[int, Told]:
    return {new[at]: what for at, what in told.items() if at in new}
