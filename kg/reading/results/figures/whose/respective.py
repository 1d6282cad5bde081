"""Figures of a list of people: "for patients with low- and high-risk disease were 86% and 29%, respectively".

Each member of the list takes the figure that stands at its place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.reading.measures import Measure
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
