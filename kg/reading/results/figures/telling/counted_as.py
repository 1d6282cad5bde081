"""What a figure tells by its unit: of those who died it is the risk of death, of what was felt how it became."""

from __future__ import annotations

import re

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.measure_names import tidy
from kg.reading.measures import Measure
from kg.reading.patterns import one_of
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result, words


def is_of_the_disease(contrast: Contrast) -> bool:
    """Whether an open measure says what a disease was like, which no treatment made so: "leukemic involvement".

    Where it is told of two arms, one of these may have made it so.
    """
    measure = contrast.measure
    return bool(
        contrast.open
        and measure
        and len(set(contrast.arms)) < 2
        and one_of("slots", "characteristics").search(measure.concept.name)
    )


def is_one_event(result: Result, measure: Measure, original: Sentence) -> bool:
    """Whether a measure is one untoward event by its name, which is told as such."""
    before = result.sentence.words(max(0, measure.start - 20), measure.start).rsplit(maxsplit=1)[-1:]
    whole = " ".join([*before, measure.concept.name])
    said = (whole, original.typed_of(result.sentence.place(measure.start, measure.end)))
    return any(words("single_events").search(text) for text in said)


def as_counted(result: Result, measure: Measure, figure: Figure) -> Concept:
    """The measure of a share or a number: of those who died it is the risk of death, and not survival."""
    if laid_to_treatment(result, measure):
        return Concept("measure", "treatment-related deaths")
    if figure.unit in ("percent", "participants") and (better := _became(result, measure)):
        return Concept("measure", f"{better} {measure.concept.name}", known=False)
    start = measure.start
    if measure.concept.name in ("deaths", "overall survival") and figure.unit in ("percent", "participants"):
        either = words("or_death").search(result.sentence.words(max(0, start - 30), measure.end))
        if either:
            return Concept("measure", tidy(either.group()), known=False)
    share = measure.concept.name == "overall survival" and figure.unit in ("percent", "participants")
    share = share and not _GAINED.search(result.typed, measure.end, max(measure.end, figure.at))
    if share and words("dying").search(result.sentence.words(measure.start, measure.end)):
        return Concept("measure", "risk of death")
    return measure.concept


def _became(result: Result, measure: Measure) -> str:
    """What shares tell of how people felt: "improvement in" of "improvement in pain (31%) and function (35%)"."""
    if not words("felt").search(measure.concept.name) or words("frame").match(measure.concept.name):
        return ""
    if changed := _CHANGED.match(result.typed, measure.end):
        return {"improved": "improvement in", "maintained": "maintenance of"}.get(changed[1], "worsening of")
    found = words("became").search(result.typed, 0, measure.start)
    return " ".join(result.sentence.words(*found.span("what")).split()).lower() if found else ""


_CHANGED = re.compile(r"\s(?:had\s|was\s|were\s)?(improved|maintained|worsened|deteriorated|declined)\sin\s")
"""Behind what people felt, how it became in so many: "the performance status | improved in | 39%"."""


def laid_to_treatment(result: Result, measure: Measure) -> bool:
    """Whether a measure is of deaths that are held to be the treatment's doing, whatever each died of."""
    dead = measure.concept.name == "deaths" or measure.concept.name.startswith("death from ")
    return dead and bool(result.sentence.search_text(words("laid_to_treatment")))


_GAINED = re.compile(r"\b(?:improvement|gain|benefit|increase)\b")
"""Between a lower risk of death and figures, what makes these of survival: "(an improvement from 19% to 33%)"."""
