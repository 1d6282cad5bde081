"""Each sentence of a document as a result, made once for all readers of results."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.measure_names import tidy
from kg.reading.patterns import one_of
from kg.reading.results.figures.populations import carried
from kg.reading.results.view import Result, view


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
