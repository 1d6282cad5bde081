"""Figures that correspond to those of the sentence before, one by one: "In B, the corresponding rates were …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.reading.results.figures.finding.found import figures
from kg.reading.results.figures.people.populations import population
from kg.reading.results.figures.telling.times import time_of
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result


def corresponding(result: Result, before: Sequence[Contrast], earlier: Result) -> list[Contrast]:
    """The figures of one arm where the sentence before tells as many, in the same units, each once of another arm.

    So are those of people, where those before are of no arm; none where it does not come out even.
    """
    found, arms = figures(result), tuple(set(result.arms.values()))
    told = sorted(before, key=lambda contrast: contrast.start)
    if [(f.unit, 1) for f in found] != [(c.figures[0].unit, len(c.figures)) for c in told]:
        return []
    whose = {contrast.arms for contrast in told}
    people = whose == {(None,)} and not arms and found and population(result, found[0].at)
    if len(whose) != 1 or not (people or (len(arms) == 1 and arms not in whose)):
        return []
    return [
        replace(
            c, figures=(f,), arms=arms or (None,), rule="outcome.corresponding", time=time_of(earlier, c, c.figures[0])
        )
        for c, f in zip(told, found, strict=True)
    ]
