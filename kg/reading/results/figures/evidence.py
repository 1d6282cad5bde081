"""What the studies of a list were about, as the line above the list says: "Evidence (nivolumab):".

Summaries of treatments group their studies so. A study below that names no treatment of its own gave what the line
says.
"""

from __future__ import annotations

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.finding.given import is_specific
from kg.reading.arms.wording.treatments import TREATMENTS, is_kind, phrases
from kg.reading.context import Context
from kg.reading.results.outcome_words import words

FAR = 60
"""Sentences of a list that may stand between a study and the line above the list."""


def evidence_for(seen: Sentence, context: Context) -> tuple[Concept, ...]:
    """The one treatment that the line above a sentence says its studies are about; nothing where it says none.

    A sentence that names the treatment as what its people had before does not tell of those who were given it now.
    """
    about = next((_one_treatment(line) for line in _above(seen, context)), ())
    had_before = any(m.concept in about for m in seen.of_kind(*TREATMENTS))
    return () if had_before and not any(set(p.given) & set(about) for p in phrases(seen)) else about


def _above(seen: Sentence, context: Context) -> list[Sentence]:
    """The nearest line above a sentence that says what the studies below it are about; none in another section."""
    if seen.passage.block not in ("bullet", "paragraph"):
        return []
    for sentence in reversed(context.annotated.sentences[max(0, seen.index - FAR) : seen.index]):
        if sentence.passage.block == "heading" or sentence.passage.path != seen.passage.path:
            return []
        if words("evidence_line").match(sentence.typed):
            return [sentence]
    return []


def _one_treatment(line: Sentence) -> tuple[Concept, ...]:
    """The treatment that a line names; nothing where it sets one against another, or says that only some had it."""
    if words("several_in_line").search(line.typed):
        return ()
    named = [p for p in phrases(line) if not all(is_kind(c.name) for c in p.given)]
    return named[0].given if len(named) == 1 and all(map(is_specific, named[0].given)) else ()
