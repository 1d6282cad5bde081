"""Each sentence of a document as a result, made once for all readers of results."""

from __future__ import annotations

from dataclasses import replace

from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.results.figures.populations import carried
from kg.reading.results.view import Result, view


def result_of(context: Context, sentence: Sentence) -> Result:
    """The sentence with its arms and measures marked, and of whom those before it tell."""
    key = (result_of, sentence.index)
    made: Result | None = context.worked_out.get(key)
    if made is None:
        seen = view(sentence, context.arms)
        whom = carried(seen, context.annotated.sentences) if seen.measures else None
        made = context.worked_out[key] = replace(seen, carried=whom) if whom else seen
    return made
