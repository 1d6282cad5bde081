"""Two figures of people whom a sentence sets apart: "longer in fit than in frail patients (14 vs. 9 months)".

No treatment tells these people apart, so that both figures are of those whom the study treated or looked at, each of
a part of them, in the order of their names. Figures that go against the sentence's own direction are not taken.
"""

from __future__ import annotations

from dataclasses import replace

from kg.reading.results.figures.figure import Figure
from kg.reading.results.figures.told import Contrast
from kg.reading.results.outcome_words import words
from kg.reading.results.view import Result

APART = "outcome.apart"
"""The rule by which figures are of people set apart."""

Range = tuple[int, int]


def with_people_apart(result: Result, contrast: Contrast) -> Contrast | None:
    """The contrast with the people of each of its two figures; None where no two groups stand right before them."""
    if len(contrast.figures) != 2:
        return None
    sides = _together(result, contrast) or _each(result, contrast)
    said = [result.typed[slice(*side)] for side in sides]
    if any(words("apart_not").search(text) for text in said) or not any(words("apart_people").search(s) for s in said):
        return None
    if not _agrees(result.typed[: sides[1][0]], *contrast.figures):
        return None
    groups = tuple(result.sentence.words(*side).strip(" ,") for side in sides)
    return replace(contrast, groups=groups, rule=APART) if len({g.casefold() for g in groups}) == 2 else None


def _together(result: Result, contrast: Contrast) -> list[Range]:
    """The two groups right before two figures that stand together: "in A than in B (14 vs. 9)"."""
    if not words("apart_between").fullmatch(_between(result, contrast)):
        return []
    start = min((low for low, high in result.brackets if low < contrast.start < high), default=contrast.start)
    end = _tail(result, start) if start == contrast.start else start
    if end is None:
        return []
    for name in ("apart_direct", "apart_subject"):
        if found := words(name).search(result.unbracketed, 0, end):
            return [found.span("one"), found.span("other")]
    return []


def _each(result: Result, contrast: Contrast) -> list[Range]:
    """The groups that each stand before the bracket of their figure: "in A (14 months) than in B (9 months)"."""
    one, other = contrast.figures
    first = words("apart_first").search(result.typed, 0, one.at)
    second = words("apart_second").fullmatch(result.typed, one.end, other.at)
    return [first.span("one"), second.span("other")] if first and second else []


def _between(result: Result, contrast: Contrast) -> str:
    """What stands between the two figures, without brackets."""
    return result.without_brackets(contrast.figures[0].end, contrast.figures[1].at)


def _tail(result: Result, at: int) -> int | None:
    """Where the words begin that tie figures without a bracket to what stands before: "… had a survival of"."""
    found = words("apart_tail").search(result.unbracketed, 0, at)
    return found.start() if found else None


def _agrees(before: str, one: Figure, other: Figure) -> bool:
    """Whether two figures go the way that the words between their groups tell: "a lower rate in A than in B"."""
    if one.value is None or other.value is None:
        return True
    up, down = words("apart_up").search(before), words("apart_down").search(before)
    return not (up and not down and one.value < other.value) and not (down and not up and one.value > other.value)
