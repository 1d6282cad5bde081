"""How long those live who have a disease, whatever they are given: "5-year survival is about 60%"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.results.figures.people.people_beside import people_behind
from kg.reading.results.figures.people.populations import population
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result, words


def of_a_disease(result: Result, contrast: Contrast) -> Contrast | None:
    """A figure of how long those live who have a disease, whatever they are given: "5-year survival is about 60%"."""
    measure = contrast.measure
    if measure is None or measure.end > contrast.start:
        return None
    if not re.search("surviv|[A-Z]S", result.sentence.words(measure.start, measure.end)):
        return None
    if result.arms or result.sentence.of_kind(*TREATMENTS):
        return None
    low, high = measure.end, contrast.start
    early = words("when_diagnosed").search(result.typed, 0, measure.start)
    if early is None and result.sentence.search(words("of_some_treatment")):
        return None
    told = replace(contrast, arms=(None,), rule="outcome.of-a-disease")
    if words("they_have").search(result.typed, 0, measure.start) and words("of_so_many").fullmatch(
        result.without_brackets(low, high)
    ):
        return told
    found = words("survival_is").fullmatch(result.unbracketed, low, high)
    if found is None:
        return None
    if early is not None:
        return replace(told, groups=(result.sentence.words(*early.span("p")),))
    whom = (
        result.sentence.words(*found.span("p")) if found["p"] and not people_behind(result, contrast.figures[0]) else ""
    )
    whom = whom or ("" if population(result, contrast.start) else _headed(result))
    return replace(told, groups=(whom,) * len(contrast.figures)) if whom else told


def _headed(result: Result) -> str:
    """Of whom the headings above a sentence speak, where one tells a outlook: "Good Prognosis; Seminoma"."""
    path = result.sentence.passage.path
    first = next((i for i, title in enumerate(path) if i and words("outlook").search(title)), len(path))
    return "; ".join(path[first:])
