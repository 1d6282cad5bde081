"""Figures of groups that no treatment makes: "86% for patients with X and 29% for those without".

Where a sentence names no arm and tells groups of people apart, these take its figures as arms do, by the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Arm, Concept, Span
from kg.reading.annotate import Sentence, remarked
from kg.reading.arms.referring.references import Reference
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context
from kg.reading.marks import Mark
from kg.reading.measures import Measure
from kg.reading.results.figures.contrasts import contrasts
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.finding.found import figures
from kg.reading.results.figures.people.people_beside import is_cut
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.figures.whose.single import whoever
from kg.reading.results.view import Result, marked, words

OF_GROUPS = "outcome.populations"
"""The rule by which figures are of people told apart."""
_SEEN = ("outcome.open-seen", "outcome.open-found")
"""Rules by which what was seen in so many of each group is measured, whatever it is."""


def of_groups(original: Sentence, result: Result, context: Context) -> tuple[Result, list[Contrast]] | None:
    """The contrasts whose figures are each of a group, with the sentence as they see it.

    None where the sentence names arms or treatments, or no two groups that have figures.
    """
    original, result = _parted(original, result)
    several = len(result.sentence.of_kind("percent", "duration", "count")) > 1
    told = result.measures or result.slots
    free = several and told and not result.arms and not result.sentence.of_kind(*TREATMENTS)
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
    if len(figured) < 2 or any(not (c.open in _SEEN or (c.measure and c.measure.concept in known)) for c in kept):
        return None
    if _has_others(seen, [figure for contrast in kept for figure in contrast.figures]):
        return None
    return seen, [_as_told(result, contrast, context) for contrast in kept]


def _parted(original: Sentence, result: Result) -> tuple[Sentence, Result]:
    """A sentence whose shares of people end with their numbers, so that these people are a group: "8 of 9 | men"."""
    marks = [_without_people(mark, original.passage.text) for mark in original.marks]
    if result.arms or marks == list(original.marks):
        return original, result
    parted = remarked(original, marks)
    measures = {result.sentence.place(m.start, m.end): m for m in result.measures.values()}
    return parted, marked(parted, result.trial, measures)


def _without_people(mark: Mark, text: str) -> Mark:
    """A share without the people whom it counts."""
    part = _PART_OF.match(mark.span.of(text)) if mark.kind == "count" and mark.quantity.of is not None else None
    return mark._replace(span=Span(mark.span.start, mark.span.start + part.end())) if part else mark


_PART_OF = re.compile(r"\S+\sof\s(?:the\s)?\S+(?=\s)")


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
        start, end = found.span("p")
        did = (at for at, measure in result.measures.items() if start < at < end and measure.predicate)
        did = (at for at in did if not _WHO.search(result.typed, start, at))
        end = min(did, default=end + 1) - 1  # "children with X | had a relapse"
        said = " ".join(result.sentence.words(start, end).split())
        looked_at = _STUDIED.search(result.typed, 0, start) or _FOUND.match(result.typed, end)
        if not (is_cut(said) or looked_at or _DID.match(said)):
            yield start, end, Arm(result.trial, (Concept("exposure", said, known=False),))


_STUDIED = re.compile(
    r"\b(?:study|trial|analysis|review|series|report|cohort|survey|registry|database|data)"
    r"\s(?:of|in|among|from|on|with|involving|that\sincluded)\s(?:over\s|more\sthan\s)?$"
)
"""Before people, that a study looked at them: they are all of its people."""
_WHO = re.compile(r"\b(?:who|that|whose(?:\s\S+){1,2})\s$")
"""Right before a verb, that it tells who those of a group are: "patients who | survived"."""
_DID = re.compile(r"(?:(?!\bwho(?:se)?\b).)*?\s(?:met|fulfilled|had|showed|developed|experienced|underwent|was|were)\b")
"""A group that goes on with a verb of its own, which tells another thing: "patients with X met the criteria"."""
_FOUND = re.compile(r"\s(?:was|were)\s(?:diagnosed|found|detected|seen|identified|observed)\s(?:in|among)\b")
"""Behind a group, that it is what others had: "high-risk tumors | were found in 8 men"."""


def _as_told(result: Result, contrast: Contrast, context: Context) -> Contrast:
    """A contrast whose groups are the people of its figures, and no arms."""
    groups = tuple(arm.interventions[0].name for arm in contrast.arms if arm)
    arms = tuple(None if _NO_PATIENTS.search(group) else whoever(result, context) for group in groups)
    return replace(contrast, arms=arms, groups=groups, rule=OF_GROUPS)


_NO_PATIENTS = re.compile(r"\b(?:controls|siblings)$")
"""How a group ends who were given nothing, whatever the others of a study were."""
