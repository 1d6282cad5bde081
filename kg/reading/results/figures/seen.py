"""Each sentence of a document as a result, made once for all readers of results.

A sentence that takes up the one before and names no measure itself tells of that one's measure, where it has but one:
"The hazard ratio was 0.6 (P = .01)". So do figures that it calls but figures: "The proportions were 42% and 25%".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.measure_names import tidy
from kg.reading.patterns import one_of
from kg.reading.results.figures.people.populations import carried, of_all
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result, view, words


def result_of(context: Context, sentence: Sentence) -> Result:
    """The sentence with its arms and measures marked, and of whom those before it tell."""
    key = (result_of, sentence.index)
    made: Result | None = context.worked_out.get(key)
    if made is None:
        seen = _as_responses_meant(view(sentence, context.arms), context)
        whom = carried(seen, context.annotated.sentences) if seen.measures else None
        made = context.worked_out[key] = replace(seen, carried=whom) if whom else seen
    return made


def _as_responses_meant(result: Result, context: Context) -> Result:
    """A result whose responses are called as its sentence calls them where they are of no tumor: of pain, of nausea."""
    responses = [at for at, measure in result.measures.items() if measure.concept.name == "objective response rate"]
    if not responses or not (
        one_of("measures", "relief_titles").search(context.document.title)
        or one_of("measures", "of_relief").search(result.sentence.text)
    ):
        return result
    renamed = dict(result.measures)
    for at in responses:
        said = tidy(result.sentence.words(at, at + 1))
        named = said if one_of("measures", "responses").search(said) else "response"
        renamed[at] = replace(renamed[at], concept=Concept("measure", named, known=False))
    return replace(result, measures=renamed)


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
    named = (m for m in earlier.measures.values() if m.concept in told) if earlier else ()
    if earlier and any(words("dying").search(earlier.sentence.words(m.start, m.end)) for m in named):
        return result  # mortality, which goes by the name of survival
    if len(told) != 1:
        return result
    start, end = found.span("what")
    measure = replace(next(iter(told.values())), start=start, end=end, predicate=False)
    whom = (earlier.carried or of_all(earlier)) if earlier else None
    return replace(result, measures={start: measure}, carried=result.carried or whom)
