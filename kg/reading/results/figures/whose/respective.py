"""Figures with the groups beside them: "86% for A plus B, 89% for C", or of a list of people, told "respectively".

Reviews tell of many studies in a sentence each, and name who a figure is of only there. Where no arm of the trial is
named, each figure of a contrast takes the phrase behind it; of two, the first may have it before its verb ("survival
with A was 62 months, compared with 51 months for B"). Treatments and tests are arms, people are a population. Each
member of a list takes the figure that stands at its place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.measures import Measure
from kg.reading.patterns import pattern
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result, words

RESPECTIVE = "outcome.respective"
"""The rule by which figures are of the members of a list."""

_CUTS = re.compile(r",\s(?:and\s|or\s|and/or\s)?|\s(?:and|or)\s(?:the\s)?")
_SHARED = re.compile(r"(?:stages?|grades?|types?|groups?|arms?)\s", re.IGNORECASE)


def with_respective_groups(result: Result, contrast: Contrast) -> Contrast | None:
    """The contrast with the people of each figure; None where no list of as many stands before or behind it."""
    groups, measure = _listed(result, contrast)
    groups = groups or _set_against(result, contrast)
    if len(groups) != len(contrast.figures) or len({group.casefold() for group in groups}) < len(groups):
        return None
    told = replace(contrast, measure=measure, open="") if measure else contrast
    return replace(told, groups=groups, rule=RESPECTIVE)


def _listed(result: Result, contrast: Contrast) -> tuple[tuple[str, ...], Measure | None]:
    """The members of the list whose figures "respectively" tells, and the measure right before it.

    There are none where no list of as many is found, or a measure that no list knows ends with the list itself.
    """
    found = words("respective_behind").match(result.typed, contrast.end)
    if found and not words("list_of_deeds").search(found["list"]):
        return _members(result, found.span("head"), found.span("list")), None
    if not words("respectively_behind").match(result.typed, contrast.end):
        return (), None
    for at in _places(result, contrast):
        for name in ("respective_people", "respective_subject", "respective_of", "respective_lead"):
            found = words(name).search(result.typed, 0, at)
            listed = found is not None and not words("list_of_deeds").search(found["list"])
            groups = _members(result, found.span("head"), found.span("list")) if found and listed else ()
            if found and len(groups) == len(contrast.figures):
                before = [
                    m for m in result.measures.values() if at == contrast.start and 0 <= found.start() - m.end < 8
                ]
                return ((), None) if contrast.open and not before else (groups, before[-1] if before else None)
    return (), None


def _places(result: Result, contrast: Contrast) -> tuple[int, ...]:
    """Where a list may end: before the figures, and before the first ones of other measures that have its order too."""
    first = words("first_of_list").search(result.typed, 0, contrast.start + 1)
    return (contrast.start, first.end()) if first and first.end() < contrast.start else (contrast.start,)


def _set_against(result: Result, contrast: Contrast) -> tuple[str, ...]:
    """The people of figures: a bound behind each, those before the verb of each, or those behind the second of two."""
    if len(contrast.figures) < 2 or result.sentence.search(words("general")):
        return ()
    bounds = [words("bound_behind").match(result.typed, figure.end) for figure in contrast.figures]
    if all(bounds):
        return tuple(_said(result, bound) for bound in bounds if bound)
    starts = (0, *(figure.end for figure in contrast.figures))
    subjects = [
        words("people_subject").search(result.typed, start, figure.at)
        for start, figure in zip(starts, contrast.figures, strict=False)
    ]
    if all(subjects):
        return tuple(_said(result, subject) for subject in subjects if subject)
    if len(contrast.figures) > 2:
        return ()
    group = words("people_against").match(result.typed, contrast.figures[1].end)
    return (_said(result, subjects[0]), result.sentence.words(*group.span("p"))) if subjects[0] and group else ()


def _said(result: Result, found: re.Match[str]) -> str:
    """The people that a pattern found, in the sentence's words."""
    return result.sentence.words(*found.span("p" if found["p"] else "p2"))


def _members(result: Result, head: tuple[int, int], listed: tuple[int, int]) -> tuple[str, ...]:
    """The members of a list, each with what stands once before the list and once behind its last member."""
    cuts = [*(cut.span() for cut in _CUTS.finditer(result.typed, *listed)), (listed[1], listed[1])]
    starts = [listed[0], *(after for _, after in cuts[:-1])]
    said = [result.sentence.words(start, end) for start, (end, _) in zip(starts, cuts, strict=True)]
    lead = result.sentence.words(*head)
    kind = _SHARED.match(said[0])
    if kind is None and len(said) > 1 and (cut := said[0].rfind(" of ")) > 0 and " of " not in said[1]:
        lead, said[0] = f"{lead} {said[0][: cut + 3]}", said[0][cut + 4 :]
    if kind:
        lead, said[0] = f"{lead} {kind.group().strip().removesuffix('s')}", said[0][kind.end() :]
        said = [one.removeprefix(kind.group()) for one in said]
    first, _, rest = said[-1].partition(" ")
    hyphened = first.partition("-")[2]
    whole = [
        f"{one}{hyphened} {rest}" if one.endswith("-") else f"{one} {rest}" if len(one.split()) == 1 else one
        for one in said[:-1]
    ]
    return tuple(f"{lead} {one}".strip() for one in (*whole, said[-1]))


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
