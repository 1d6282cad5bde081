"""Figures of what the sentence before measures: "The hazard ratio was 0.6 (P = .01)", "These differences were …".

A sentence whose subject takes up the one before and that names no measure itself tells of that one's measure, where it
has but one. So do figures that it calls but figures: "Later on, the proportions were 42% and 25%". No other sentence
has a measure that it does not name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.reading.context import Context
from kg.reading.results.figures.seen import result_of
from kg.reading.results.figures.told import Contrast
from kg.reading.results.outcome_words import words
from kg.reading.results.view import Result


def taken_up(result: Result, context: Context) -> Result:
    """The sentence with the measure that it takes up; as it is, where it names one or takes up none."""
    found = None if result.measures else words("taken_up").match(result.typed)
    if found is None or result.sentence.of_kind("event", "cancer"):
        return result
    before = context.annotated.sentences[max(0, result.sentence.index - 1)]
    if before.passage is not result.sentence.passage or before.index == result.sentence.index:
        return result
    told = {m.concept: m for m in taken_up(result_of(context, before), context).measures.values()}
    if len(told) != 1 or context.trials.of(before) != result.trial:
        return result
    start, end = found.span("what")
    return replace(result, measures={start: replace(next(iter(told.values())), start=start, end=end)})


def with_figures_taken_up(result: Result, before: Sequence[Contrast], earlier: Result | None) -> Result:
    """The sentence with the measure of the figures before it, where it calls its own but "the proportions".

    "It" is the only measure of a sentence before that has no figures: "Survival was alike. It was 9 months in A".
    """
    found = None if result.measures else words("figures_taken_up").search(result.typed)
    if found is None or result.sentence.of_kind("event", "cancer"):
        return result
    told = {contrast.measure.concept: contrast.measure for contrast in before if contrast.measure is not None}
    if not before and earlier is not None and found["what"].lower() == "it":
        told = {measure.concept: measure for measure in earlier.measures.values()}
        if any(words("dying").search(earlier.sentence.words(m.start, m.end)) for m in told.values()):
            return result  # mortality, which goes by the name of survival
    if len(told) != 1:
        return result
    start, end = found.span("what")
    measure = replace(next(iter(told.values())), start=start, end=end, predicate=False)
    return replace(result, measures={start: measure})
