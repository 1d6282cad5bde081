"""Two figures of which the sentence names one's arm: the other figure is the trial's other arm's."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Arm
from kg.reading.results.figures.tied import Named, against_others, behind, strange
from kg.reading.results.figures.told import Contrast
from kg.reading.results.outcome_words import words
from kg.reading.results.view import Result


def completed(result: Result, contrast: Contrast, arm: Arm, named: Named, known: tuple[Arm, ...]) -> Contrast | None:
    """Two figures and one named arm of two: the named arm takes its figure or the nearer one, the other arm the other.

    A figure that is tied to a group of another name is given to the other arm too, under a rule of its own.
    """
    if arm not in known or against_others(result, min(at for at, a in named if a == arm), contrast.start):
        return None
    if all(strange(result, figure) for figure in contrast.figures):
        return None
    other = known[1] if known[0] == arm else known[0]
    tied = [behind(result, replace(contrast, figures=(figure,)), named) == arm for figure in contrast.figures]
    at = next(place for place, a in named if a == arm)
    if _is_told_of_bracket(result, contrast, at):
        said = words("rises_before").search(result.typed, 0, contrast.start)
        one, two = (figure.value for figure in contrast.figures)
        rises = None if one is None or two is None else one > two
        as_said = said and (said["better"] or rises is bool(said["more"]))
        return replace(contrast, arms=(arm, other), rule="outcome.completed") if as_said else None
    if tied[0] == tied[1] and at > contrast.start and arm.interventions != other.interventions:
        return None
    second = at < contrast.start and any(words(n).search(result.typed[:at]) for n in ("measured_against", "one_and"))
    first = tied[0] if tied[0] != tied[1] else not second
    both = words("and_alone").search(result.sentence.words(at, at + 1))
    if tied[1] and not tied[0] and (both or words("with_other").match(result.typed, at + 1)):
        first = True  # "10.7 vs 7.9 months for A and X, respectively"
    if at > contrast.start and names_another_too(result, at, arm):
        return None
    alien = contrast.figures[1 if first else 0]
    if words("of_another_study").search(result.typed[alien.end : alien.end + 70]):
        return None
    if strange(result, alien) and set(arm.interventions) == set(other.interventions):
        return None
    rule = "outcome.completed-by-name" if strange(result, alien) else "outcome.completed"
    return replace(contrast, arms=(arm, other) if first else (other, arm), rule=rule)


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
