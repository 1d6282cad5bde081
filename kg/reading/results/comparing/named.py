"""What a sentence of statistics names: its measures, its events and what its cues have told of, by their places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Concept
from kg.reading.measure_names import tidy
from kg.reading.measures import set_aside
from kg.reading.results.phrases.noun_phrases import form
from kg.reading.results.phrases.spoken import is_of_people
from kg.reading.results.phrases.things import Thing
from kg.reading.results.view import Result


def named_in(result: Result, told: Sequence[Thing] = ()) -> list[tuple[int, Concept]]:
    """The measures, the events and what cues have `told` of by their places, in order, none within another."""
    events = [
        (at, Concept("measure", tidy(result.sentence.words(at, at + 1)), known=False))
        for mark in result.sentence.of_kind("event")
        if (at := result.sentence.typed_at(mark)) not in result.measures
    ]
    measured = ((at, m.concept) for at, m in result.measures.items() if not is_of_people(result, at))
    found = [(t.measure.start, t.measure.end, t.concept) for t in told]
    found += [(at, at + 1, m) for at, m in (*measured, *events)]
    others = (found.span() for words in (_FIRST_OF, _MAINLY) for found in words.finditer(result.typed))
    aside = [*set_aside(result.sentence), *others]
    kept: list[tuple[int, int, Concept]] = []
    for start, end, concept in sorted(found, key=lambda item: (item[0], -item[1])):
        if any(low < start < high for low, high in aside):
            continue
        gain = bool(kept) and concept.name in _GAINS and start <= kept[-1][1] + 1
        if not kept or (start >= kept[-1][1] and not gain):
            kept.append((start, end, concept))
    return [(start, concept) for start, _, concept in kept]


_FIRST_OF = re.compile(
    r"\b(?:ratios?|[as]?HRs?)\s(?:for|of)\s(?:[^.;()]{3,90}?,|(?:a\s)?(?:second|new)\s[^.;(),]{3,30})\sor\sdeath\b",
    re.IGNORECASE,
)
"""What a ratio is of as whichever came first, which is none of these alone: "for recurrence, stroke, or death"."""


_MAINLY = re.compile(rf",\s{form('mainly').pattern}", re.IGNORECASE)
"""What most of a kind was, to which its figures do not belong: "bleeding, | mainly epistaxis (30%)"."""


_GAINS = frozenset({"benefit", "advantage", "improvement", "gain"})
"""What is no measure of its own right behind one: "no survival benefit"."""
