"""Figures that are told in the order of those before them: of the same arms, or of the same people.

"EFS was 91% for patients with stage I disease and 85% for those with stage II. OS was 98% and 95%, respectively."
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.model import Arm, Concept
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Before:
    """Whose the last figures were that a document set against each other.

    Attributes:
        arms: one for each figure.
        groups: the people of each, where these set them apart and no arms do.
        trial: the trial that they were told of.
        index: the place of their sentence in the document.

    """

    arms: tuple[Arm | None, ...] = ()
    groups: tuple[str, ...] = ()
    trial: Concept | None = None
    index: int = -1


NOTHING_BEFORE = Before()
"""Before the first figures of a document."""


def as_before(result: Result, contrast: Contrast, last: Before) -> Contrast | None:
    """A contrast of as many figures as the last one, with its arms, or with the people of the sentence before."""
    if len(last.arms) != len(contrast.figures):
        return None
    if not last.groups:
        same = all(arm and arm.trial == result.trial for arm in last.arms)
        return replace(contrast, arms=last.arms, rule="outcome.as-before") if same else None
    goes_on = last.trial == result.trial and last.index == result.sentence.index - 1 and not result.arms
    return replace(contrast, arms=last.arms, groups=last.groups, rule="outcome.people-before") if goes_on else None
