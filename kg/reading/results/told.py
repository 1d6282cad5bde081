"""What figures tell: the measure of a contrast, as its clause gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.model import Arm
from kg.reading.results.figures import Figure
from kg.reading.results.measures import Measure
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Contrast:
    """Figures of one measure set against each other.

    Attributes:
        figures: in order, of one unit.
        measure: what they tell; None until it is found.
        arms: one for each figure, None for the whole trial; empty until they are found.
        rule: how the arms were found.
        time: when the figures were taken, where a list of times says so.

    """

    figures: tuple[Figure, ...]
    measure: Measure | None = None
    arms: tuple[Arm | None, ...] = ()
    rule: str = ""
    time: str | None = None

    @property
    def start(self) -> int:
        """Where its first figure stands."""
        return self.figures[0].at

    @property
    def end(self) -> int:
        """Where its last figure ends."""
        return self.figures[-1].end


def measured(result: Result, contrast: Contrast) -> Contrast | None:
    """The contrast with its measure: a predicate behind "of the patients", else the nearest one before."""
    before = [m for at, m in result.measures.items() if at < contrast.start]
    after = [m for at, m in result.measures.items() if at >= contrast.figures[0].end]
    first = contrast.figures[0]
    ahead = result.typed[first.end : first.end + 40]
    follows = [m for m in after if fits(m, first)]
    if follows and _is_subject(result, contrast, ahead, follows[0]):
        return replace(contrast, measure=follows[0])
    preceding = [m for m in before if fits(m, first) and not _in_brackets(result, m, first)]
    if preceding and result.sentence.marks_in(preceding[-1].end, first.at, "event"):
        return None  # the figure is the event's
    if preceding:
        return replace(contrast, measure=preceding[-1])
    if follows and follows[0].start - contrast.end < 90:
        return replace(contrast, measure=follows[0])
    return None


def _in_brackets(result: Result, measure: Measure, figure: Figure) -> bool:
    """Whether a measure stands in a bracket that closes before the figure, so that it only explains another."""
    between = result.between(measure.end, figure.at)
    closing = re.search(r"[)\]]", between)
    return bool(closing) and not re.search(r"[(\[]", between[: closing.start()] if closing else "")


def _is_subject(result: Result, contrast: Contrast, ahead: str, follower: Measure) -> bool:
    """Whether the figures are the sentence's subject ("12 percent of the patients … had …")."""
    of_people = re.match(
        r"\s?(?:of|in|for)?\s?(?:the\s|these\s|those\s|all\s)?(?:patients|participants|women|men|people|children|those|who|had|were|experienced)?",
        ahead,
    )
    gap = result.between(contrast.figures[0].end, follower.start)
    if "." in gap or ";" in gap or len(gap) > 160:
        return False
    if follower.predicate:
        return True
    adjective = re.fullmatch(r"\s?(?:median\s)?", gap)
    subject = bool(of_people and of_people.group().strip()) and bool(
        re.search(r"\b(?:had|experienced|achieved|developed|reported|attained|showed|with|have)\b", gap)
    )
    return bool(adjective) or subject


def fits(measure: Measure, figure: Figure) -> bool:
    """Whether a measure can be told in the figure's unit."""
    if figure.unit in ("percent", "participants"):
        return not re.match(r"(?:time to|duration|length)", measure.concept.name)
    return measure.timed
