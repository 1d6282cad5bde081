"""What a clause tells of the next thing with figures in the same order: "X was seen in 9% and 5%, and Y in 4% and 3%".

What was seen goes on from thing to thing: behind "relief of pain in 9% and 5%" stands relief of "cough in 4% and 3%".
"""

from __future__ import annotations

from dataclasses import replace

from kg.reading.measure_names import own, tidy
from kg.reading.measures import Measure
from kg.reading.results.figures.telling.slots import worded
from kg.reading.results.figures.telling.told import LISTED, Contrast
from kg.reading.results.view import Result, words


def next_thing(result: Result, before: Contrast, contrast: Contrast) -> tuple[int, int] | None:
    """Where a thing that is no known measure stands between figures and as many more of their unit."""
    if not 1 < len(before.figures) == len(contrast.figures) or before.figures[0].unit != contrast.figures[0].unit:
        return None
    found = words("next_thing").search(result.typed, before.end, contrast.start)
    return found.span("x") if found else None


def of_next_thing(result: Result, before: Contrast, contrast: Contrast, place: tuple[int, int]) -> Contrast | None:
    """The contrast with the thing at a place before it as its measure; None where that is none."""
    measure = before.measure and (framed(result, before.measure, *place) or worded(result, *place))
    return replace(contrast, measure=measure, open=LISTED) if measure else None


def framed(result: Result, first: Measure, start: int, end: int) -> Measure | None:
    """What was seen of the first thing, of another: behind "relief of pain" relief of "cough"; None else."""
    frame = words("frame").match(first.concept.name)
    if frame is None:
        return None
    return Measure(start, end, own(f"{frame.group()}{tidy(result.sentence.words(start, end))}"))
