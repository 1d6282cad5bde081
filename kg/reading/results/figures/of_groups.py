"""Figures of groups that no treatment makes: "86% for patients with X and 29% for those without".

Where a sentence names no arm and tells groups of people apart, these take its figures as arms do, by the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Arm, Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.arms.referring.references import Reference
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context
from kg.reading.measures import Measure
from kg.reading.results.figures.contrasts import contrasts
from kg.reading.results.figures.figure import Figure
from kg.reading.results.figures.found import figures
from kg.reading.results.figures.people_beside import is_cut
from kg.reading.results.figures.single import whoever
from kg.reading.results.figures.told import Contrast
from kg.reading.results.outcome_words import words
from kg.reading.results.view import Result, marked

OF_GROUPS = "outcome.populations"
"""The rule by which figures are of people told apart."""


def of_groups(original: Sentence, result: Result, context: Context) -> tuple[Result, list[Contrast]] | None:
    """The contrasts whose figures are each of a group, with the sentence as they see it.

    None where the sentence names arms or treatments, or no two groups that have figures.
    """
    several = len(result.sentence.of_kind("percent", "duration", "count")) > 1
    free = several and result.measures and not result.arms and not result.sentence.of_kind(*TREATMENTS)
    named = list(_groups(result)) if free else []
    if len({arm for _, _, arm in named}) < 2:
        return None
    pieces: dict[Span, Measure | Reference] = {
        result.sentence.place(start, end): Reference(start, end, arm) for start, end, arm in named
    }
    left = (m for at, m in result.measures.items() if not any(start <= at < end for start, end, _ in named))
    pieces |= {result.sentence.place(measure.start, measure.end): measure for measure in left}
    seen = marked(original, result.trial, pieces)
    kept = [c for c in contrasts(seen, context) if None not in c.arms and len(set(c.arms)) == len(c.arms)]
    figured = {arm for contrast in kept for arm in contrast.arms}
    known = {measure.concept for measure in seen.measures.values()}
    if len(figured) < 2 or any(c.measure is None or c.measure.concept not in known for c in kept):
        return None
    if _has_others(seen, [figure for contrast in kept for figure in contrast.figures]):
        return None
    return seen, [_as_told(result, contrast, context) for contrast in kept]


def _has_others(seen: Result, told: Sequence[Figure]) -> bool:
    """Whether a sentence has a figure of no group, or one of which those in a bracket behind it are parts."""
    units, places = {figure.unit for figure in told}, {figure.at for figure in told}
    if any(figure.unit in units and figure.at not in places for figure in figures(seen)):
        return True
    return any(
        low - one.end in (0, 1) and low < other.at < high
        for low, high in seen.brackets
        for one in told
        for other in told
    )


def _groups(result: Result) -> Iterator[tuple[int, int, Arm]]:
    """Where a sentence names groups of people, each as if it were an arm."""
    for found in result.sentence.finditer(words("group_told")):
        said = " ".join(result.sentence.words(*found.span("p")).split())
        if not is_cut(said):
            yield *found.span("p"), Arm(result.trial, (Concept("exposure", said, known=False),))


def _as_told(result: Result, contrast: Contrast, context: Context) -> Contrast:
    """A contrast whose groups are the people of its figures, and no arms."""
    groups = tuple(arm.interventions[0].name for arm in contrast.arms if arm)
    arms = tuple(None if _NO_PATIENTS.search(group) else whoever(result, context) for group in groups)
    return replace(contrast, arms=arms, groups=groups, rule=OF_GROUPS)


_NO_PATIENTS = re.compile(r"\b(?:controls|siblings)$")
"""How a group ends who were given nothing, whatever the others of a study were."""
