"""Bare numbers that a clause tells of a score: "the mean pain score was 3.1 with A and 4.6 with B"."""

from __future__ import annotations

from decimal import Decimal

from kg.reading.marks import Mark
from kg.reading.measures import Measure
from kg.reading.results.view import Result, words

Scored = tuple[int, Decimal]
"""A place in the typed text and the score that stands there."""


def is_score(measure: Measure) -> bool:
    """Whether a measure is told in points: a score, or how people felt."""
    name = measure.concept.name
    return bool(words("scored").search(name) or words("felt").search(name)) and not words("graded").search(name)


def scores(result: Result) -> list[Scored]:
    """The scores of a sentence, in order: of two that are set against each other at the least, or of an arm."""
    found: list[Scored] = []
    for measure in (m for _, m in sorted(result.measures.items())):
        head = words("score_head").match(result.typed, measure.end)
        if is_score(measure) and head and (head["what"] or words("scored").search(measure.concept.name)):
            row = _row(result, measure.end, head.end())
            told = len(row) > 1 or (row and _is_of_an_arm(result, row[0][0]))
            found += row if told and not _is_beforehand(result, measure, row[-1][0]) else []
    return found


def _is_of_an_arm(result: Result, at: int) -> bool:
    """Whether an arm stands right behind a score, or before its verb."""
    return bool(words("score_of_arm").match(result.typed, at + 1) or words("arm_of_score").search(result.typed, 0, at))


def _is_beforehand(result: Result, measure: Measure, end: int) -> bool:
    """Whether scores are those before any treatment, or what is told is how they changed."""
    aside = words("score_beforehand").search(result.typed, max(0, measure.start - 40), min(len(result.typed), end + 50))
    return bool(aside or words("score_change").search(result.typed, 0, measure.start))


def _row(result: Result, start: int, head: int) -> list[Scored]:
    """The scores that a clause tells of what ends at a place, as far as words join each to the one before."""
    row: list[Scored] = []
    for mark in result.sentence.marks_in(head, _stop(result, head), "number"):
        at, value = result.sentence.typed_at(mark), _value(mark)
        before = words("next_score") if row else words("first_score")
        joined = before.fullmatch(result.typed, row[-1][0] + 1 if row else start, at)
        if joined and value is not None and words("score_ends").match(result.typed, at + 1):
            row.append((at, value))
    return row


def _stop(result: Result, start: int) -> int:
    """Where the next measure stands."""
    return min((at for at in result.measures if at >= start), default=len(result.typed))


def _value(mark: Mark) -> Decimal | None:
    """A plain number; None where it is a range or a bound."""
    quantity = mark.quantity
    return None if quantity.upper is not None or quantity.qualifier else quantity.value
