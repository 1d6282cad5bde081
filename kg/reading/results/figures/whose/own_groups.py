"""Figures with the groups beside them: "86% for A plus B, 89% for C", "94% for one test and 67% for another".

Reviews tell of many studies in a sentence each, and name who a figure is of only there. Where no arm of the trial is
named, each figure of a contrast takes the phrase behind it; of two, the first may have it before its verb ("survival
with A was 62 months, compared with 51 months for B"). Treatments and tests are arms, people are a population.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.patterns import pattern
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result, words

OWN_GROUPS, OWN_TESTS = "outcome.own-groups", "outcome.own-tests"
"""Rules by which figures are of the groups beside them, which are arms and no population."""

Range = tuple[int, int]


def with_own_groups(result: Result, contrast: Contrast) -> Contrast | None:
    """The contrast whose figures each have a group of their own beside them; None where one has none."""
    if result.sentence.search(words("general")):
        return None
    spans = _groups(result, contrast)
    if not spans or len({result.sentence.words(*span).casefold() for span in spans}) < len(spans):
        return None
    tests = contrast.measure is not None and bool(words("of_tests").search(contrast.measure.concept.name))
    made = [_arm(result, span, tests) for span in spans]
    arms = [arm for arm in made if arm is not None]
    if len(arms) != len(spans) or len(set(arms)) < len(arms):
        return None
    figures = tuple(replace(figure, twin=None) for figure in contrast.figures) if tests else contrast.figures
    return replace(contrast, figures=figures, arms=tuple(arms), rule=OWN_TESTS if tests else OWN_GROUPS, open="")


def _groups(result: Result, contrast: Contrast) -> list[Range]:
    """Where the group of each figure stands; nothing where one has none."""
    figures = contrast.figures
    stops = [*(figure.at for figure in figures[1:]), len(result.typed)]
    found = [_behind(result, figure.end, stop) for figure, stop in zip(figures, stops, strict=True)]
    if len(figures) == 2 and found[0] is None and found[1] is not None:
        found[0] = _before(result, contrast.start)
    if not any(found):  # "for A they were 20% and 9 months; for B they were 25% and 12 months"
        starts = [0, *(figure.end for figure in figures)]
        found = [_before(result, figure.at, start) for start, figure in zip(starts, figures, strict=False)]
    return [] if None in found else [span for span in found if span]


def _behind(result: Result, start: int, stop: int) -> Range | None:
    """The group right behind a figure, before the next one."""
    found = pattern("{own_group_behind}", "outcomes").match(result.typed, start, stop)
    return found.span("g") if found else None


def _before(result: Result, at: int, floor: int = 0) -> Range | None:
    """The group before the verb of a figure, behind a place."""
    found = pattern("{own_group_before}", "outcomes").search(result.typed, max(floor, at - 140), at)
    return found.span("g") if found else None


_PARTS = re.compile(r"\s(?:plus|and|with|followed by|in combination with|combined with|\+)\s(?:the\s|an?\s)?")


def _arm(result: Result, span: Range, tests: bool) -> Arm | None:
    """What a group is given or tested by; None where it names neither."""
    given: list[Concept] = []
    lead = words("own_group_lead").match(result.typed[slice(*span)])
    start = span[0] + (lead.end() if lead else 0)
    cuts = [*((cut.start(), cut.end()) for cut in _PARTS.finditer(result.typed, start, span[1])), (span[1], span[1])]
    for end, after in cuts:
        part = _part(result, start, end, tests)
        if part is None:
            return None
        given.append(part)
        start = after
    return Arm(result.trial, tuple(dict.fromkeys(given)))


def _part(result: Result, start: int, end: int, tests: bool) -> Concept | None:
    """One thing that a group is given: the treatment that it names, else its own words where they are of one."""
    tail = words("own_group_tail").search(result.typed[start:end])
    stop = start + tail.start() if tail else end
    said = result.sentence.words(start, stop).strip()
    marks = result.sentence.marks_in(start, end, *TREATMENTS)
    if len(marks) > 1 or not said or words("no_own_group").search(result.typed[start:stop]):
        return None
    own = Concept("intervention", said, known=False)
    if marks and len(said.split()) < 3 + len(marks[0].concept.name.split()):
        whole = said.casefold() == marks[0].span.of(result.sentence.passage.text).casefold()
        return marks[0].concept if whole else own
    named = tests or words("own_treatment").search(result.sentence.words(start, end))
    return own if named or re.fullmatch(r"[A-Z][A-Z0-9-]{0,8}", said) else None
