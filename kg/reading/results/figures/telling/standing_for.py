"""Whether what stands beside a figure is not what it tells, but a part, a kind or a sum of it."""

from __future__ import annotations

import re

from kg.reading.measures import Measure
from kg.reading.results.view import Result, words


def stands_for_another(result: Result, measure: Measure, figure: int) -> bool:
    """Whether a figure at a place tells something else than the measure beside it.

    That is what people had when they came, or nothing; one of a kind ("X was the most frequent toxicity (15%)"), one
    of two ("a complete or a partial response"), one of a sum ("benefit (CR + PR) was 56%"), what ends a
    survival ("there were 52 PFS events"), or a part of its range ("75% had IQ scores lower than 85").
    """
    if any(words(name).search(measure.concept.name) for name in ("of_the_beginning", "of_nothing")):
        return True
    if words("felt").search(measure.concept.name) and _is_asked(result, measure):
        return True
    if measure.timed and _EVENTS.match(result.typed, measure.end):
        return True
    if figure < measure.start and words("part_of_its_range").match(result.typed, measure.end):
        return True
    if words("one_event_is").search(result.typed, 0, measure.start):
        return True
    if words("of_a_part").fullmatch(measure.concept.name) and words("or_a_response").match(result.typed, measure.end):
        return True
    if is_one_of_two(result, measure, figure):
        return True
    bracket = result.bracket_at(measure.start)
    summed = bracket is not None and not bracket[0] < figure < bracket[1]
    return summed and " + " in result.typed[slice(*(bracket or (0, 0)))]


_EVENTS = re.compile(r"\sevents\b")


def is_one_of_two(result: Result, measure: Measure, figure: int) -> bool:
    """Whether figures in one bracket are of two measures at once: "A and | B were higher with X (4 v 2)"."""
    alone = len(result.brackets) == 1 and "respectively" not in result.typed
    told = [words("with_quality"), *([words("with_another")] if alone else [])]
    return result.bracketed(figure) and any(form.search(result.typed, 0, measure.start) for form in told)


def _is_asked(result: Result, measure: Measure) -> bool:
    """Whether a measure is but what people were asked for: "forms on quality of life", "the quality-of-life study"."""
    before = words("asked_of_it").search(result.typed, 0, measure.start)
    return bool(before or words("asked_behind").match(result.typed, measure.end))
