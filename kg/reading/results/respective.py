"""Figures of a list of people: "for patients with low- and high-risk disease were 86% and 29%, respectively".

Each member of the list takes the figure that stands at its place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.reading.results.figures import words
from kg.reading.results.told import Contrast
from kg.reading.results.view import Result

_CUTS = re.compile(r",\s(?:and\s|or\s|and/or\s)?|\s(?:and|or)\s(?:the\s)?")
_SHARED = re.compile(r"(?:stages?|grades?|types?|groups?|arms?)\s", re.IGNORECASE)


def with_respective_groups(result: Result, contrast: Contrast) -> Contrast | None:
    """The contrast with the people of each figure; None where no list of as many people stands before its verb."""
    if not words("respectively_behind").match(result.typed, contrast.end):
        return None
    forms = (words("respective_people"), words("respective_subject"))
    found = next((m for form in forms if (m := form.search(result.typed, 0, contrast.start))), None)
    if found is None:
        return None
    groups = _members(result, found.span("head"), found.span("list"))
    if len(groups) != len(contrast.figures) or len(set(groups)) < len(groups):
        return None
    return replace(contrast, groups=groups, rule="outcome.respective")


def _members(result: Result, head: tuple[int, int], listed: tuple[int, int]) -> tuple[str, ...]:
    """The members of a list, each with what stands once before the list and once behind its last member."""
    cuts = [*(cut.span() for cut in _CUTS.finditer(result.typed, *listed)), (listed[1], listed[1])]
    starts = [listed[0], *(after for _, after in cuts[:-1])]
    said = [result.sentence.words(start, end) for start, (end, _) in zip(starts, cuts, strict=True)]
    lead = result.sentence.words(*head)
    kind = _SHARED.match(said[0])
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
