"""What an arm is given of which no treatment is named: "were assigned at random to A or to be observed"."""

from __future__ import annotations

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import arm_words

OBSERVATION = Concept("intervention", "observation", matches=("MESH:D019370",))
"""What those are given who are "to be observed"."""

CONTROL = Concept("intervention", "control", known=False)
"""What those are given of whom no more is told than that they are the control group."""


def unnamed(sentence: Sentence, start: int, end: int) -> tuple[Concept, ...]:
    """What an alternative gives that names no treatment: that people are observed, or controls, or get no more."""
    if arm_words("to_be_observed").search(sentence.typed, start, end):
        return (OBSERVATION,)
    if none := arm_words("nothing").match(sentence.typed, start, end):
        words = " ".join(sentence.words(*none.span()).split()).removeprefix("to ").removeprefix("receive ")
        return (Concept("intervention", words.lower(), known=False),)
    dealt = arm_words("dealt_out").search(sentence.typed, 0, start)
    if dealt and arm_words("to_controls").match(sentence.typed, start, end):
        return (CONTROL,)
    if nothing := arm_words("no_more").match(sentence.typed, start, end):
        return (Concept("intervention", sentence.words(*nothing.span("name")).strip().lower(), known=False),)
    return ()
