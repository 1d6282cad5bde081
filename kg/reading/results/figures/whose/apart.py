"""Two figures of people whom a sentence sets apart: "longer in fit than in frail patients (14 vs. 9 months)".

No treatment tells these people apart, so that both figures are of those whom the study treated or looked at, each of
a part of them, in the order of their names. Figures that go against the sentence's own direction are not taken.

Where arms are what sets two figures apart and only one of them is named, the other figure is the other arm's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Arm
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.figures.whose.tied import Named, against_others, before_bracket, behind, strange
from kg.reading.results.view import Result, words

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
    if not words("apart_between").fullmatch(result.without_brackets(contrast.figures[0].end, contrast.figures[1].at)):
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


def completed(result: Result, contrast: Contrast, arm: Arm, named: Named, known: tuple[Arm, ...]) -> Contrast | None:
    """Two figures and one named arm of two: the named arm takes its figure or the nearer one, the other arm the other.

    A figure that is tied to a group of another name is given to the other arm too, under a rule of its own.
    """
    if arm not in known or against_others(result, min(at for at, a in named if a == arm), contrast.start):
        return None
    if all(strange(result, figure) for figure in contrast.figures):
        return None
    other = known[1] if known[0] == arm else known[0]
    tied = [_is_beside(result, replace(contrast, figures=(figure,)), named, arm) for figure in contrast.figures]
    at = next(place for place, a in named if a == arm)
    if _is_told_of_bracket(result, contrast, at):
        as_said = _as_said(result, contrast)
        return replace(contrast, arms=(arm, other), rule="outcome.completed") if as_said else None
    if tied[0] == tied[1] and at > contrast.start and arm.interventions != other.interventions:
        return None
    second = at < contrast.start and any(words(n).search(result.typed[:at]) for n in ("measured_against", "one_and"))
    first = tied[0] if tied[0] != tied[1] else not second
    both = words("and_alone").search(result.sentence.words(at, at + 1))
    if tied[1] and not tied[0] and (both or words("with_other").match(result.typed, at + 1)):
        first = True  # "10.7 vs 7.9 months for A and X, respectively"
    if _LAST_OF_TWO.search(result.typed, contrast.end, max(at, contrast.end)):
        first = False
    if not any(tied) and at < contrast.start and _as_said(result, contrast, at) is False:
        if arm == known[0] and not (set(arm.interventions) < set(other.interventions) or _is_control(result, at)):
            return None  # neither in the order in which the arms were brought in nor as it is said
        first = not first  # "more often in the second arm (2% versus 15%)"
    if at > contrast.start and names_another_too(result, at, arm):
        return None
    alien = contrast.figures[1 if first else 0]
    if words("of_another_study").search(result.typed[alien.end : alien.end + 70]):
        return None
    if strange(result, alien) and set(arm.interventions) == set(other.interventions):
        return None
    rule = "outcome.completed-by-name" if strange(result, alien) else "outcome.completed"
    return replace(contrast, arms=(arm, other) if first else (other, arm), rule=rule)


def _is_beside(result: Result, contrast: Contrast, named: Named, arm: Arm) -> bool:
    """Whether an arm stands behind a figure, or right before the bracket that holds it alone: "A (12 months)"."""
    at = contrast.figures[0].at
    alone = result.bracket_at(at) == (at - 1, at + 2)
    return behind(result, contrast, named) == arm or (alone and before_bracket(result, contrast.figures[0]) == arm)


def _is_control(result: Result, at: int) -> bool:
    """Whether an arm is called by what it is measured against: "with standard radiotherapy", "with surgery alone"."""
    return bool(words("called_control").search(result.sentence.words(max(0, at - 14), at + 1)))


_LAST_OF_TWO = re.compile(r"\s[^.;,()]{1,60}\sand (?:with|in|for) (?:the )?$")
"""Between two figures and the second of their arms: "10.7 vs 7.9 months | with X and for | A, respectively"."""


def _as_said(result: Result, contrast: Contrast, before: int | None = None) -> bool | None:
    """Whether the figures of a bracket go the way that is said before it, or before an arm; None where nothing is."""
    said = words("rises_before").search(result.typed, 0, contrast.start)
    one, two = (figure.value for figure in contrast.figures)
    if said is None or (before is not None and (said.start() > before or said["better"] or None in (one, two))):
        return None
    rises = None if one is None or two is None else one > two
    return bool(said["better"]) or rises is bool(said["more"])


def names_another_too(result: Result, at: int, arm: Arm) -> bool:
    """Whether what names an arm of one treatment tells of another besides: "7.9 months for A and X"."""
    return len(arm.interventions) == 1 and bool(words("with_no_arm").search(result.sentence.words(at, at + 1)))


def _is_told_of_bracket(result: Result, contrast: Contrast, at: int) -> bool:
    """Whether an arm is right behind a bracket of both figures: "a higher rate (12% vs. 4%) was seen in the A arm"."""
    bracket = result.bracket_at(contrast.start)
    inside = bracket is not None and bracket == result.bracket_at(contrast.figures[-1].at)
    if not inside or not bracket or at < bracket[1]:
        return False
    return not result.sentence.marks_in(bracket[1], at, "percent", "duration", "count")
