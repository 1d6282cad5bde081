"""Figures that are told in the order of those of the sentence before, of another measure.

"The 1- and 3-year survival rates were 96% and 75% with A and 93% and 67% with B. The corresponding rates of relapse
were 4% and 11%, and 6% and 20%": as many figures, of the same arms and times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.reading.results.figures.found import figures
from kg.reading.results.figures.told import Contrast, fits
from kg.reading.results.outcome_words import words
from kg.reading.results.view import Result


def corresponding(result: Result, before: Sequence[Contrast]) -> list[Contrast] | None:
    """The contrasts of a sentence that calls its figures corresponding ones; [] where they do not come out even.

    None where a sentence does not, or tells of arms itself.
    """
    measures = list(result.measures.values())
    if len(measures) != 1 or result.arms or len(before) < 2 or not result.sentence.search(words("corresponding")):
        return None
    found, told = figures(result), sorted(figure.at for contrast in before for figure in contrast.figures)
    same = {contrast.measure and contrast.measure.concept for contrast in before}
    if len(found) != len(told) or len(set(told)) != len(told) or len(same) != 1:
        return []
    if len({figure.unit for figure in found}) != 1 or not all(fits(measures[0], figure) for figure in found):
        return []
    taken = dict(zip(told, found, strict=True))
    return [
        replace(
            contrast,
            figures=tuple(taken[figure.at] for figure in contrast.figures),
            measure=measures[0],
            rule="outcome.corresponding",
            open="",
        )
        for contrast in before
    ]
