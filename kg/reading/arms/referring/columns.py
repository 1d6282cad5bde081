"""The arms of a table's columns: of the trial that a document tells of, whose two sides they are."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Arm, Concept
from kg.reading.arms.referring.arms import Arms


def sides_of_columns(arms: Arms, given: Sequence[Concept]) -> tuple[Arm, Arm] | None:
    """The sides of the trial that sets two treatments against each other, one a column; None where none does."""
    for trial in arms.entries:
        sides = arms.sides(trial)
        if sides and {side.interventions for side in sides} == {(concept,) for concept in given}:
            return sides
    return None
