"""What "the drug" is where an arm is told so: "were assigned at random to receive the drug or a placebo"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.treatments import arm_words, phrases

IT = Concept("drug", "the drug", known=False)
"""What stands for a treatment that an arm is given and a sentence before names."""

OBSERVATION = Concept("intervention", "observation", matches=("MESH:D019370",))
"""What those are given who are "to be observed"."""

CONTROL = Concept("intervention", "control", known=False)
"""What those are given of whom no more is told than that they are the control group."""

_ALLOTTED = re.compile(r"\brandom|\b(?:assign|allocat|allott|divid)ed\b", re.IGNORECASE)

SO_FAR = 8
"""Sentences that are looked through for what "the drug" is."""


def unnamed(sentence: Sentence, start: int, end: int) -> tuple[Concept, ...]:
    """What an alternative gives that names no treatment: the drug told of before, or that people are observed."""
    if arm_words("to_be_observed").search(sentence.typed, start, end):
        return (OBSERVATION,)
    if none := arm_words("nothing").match(sentence.typed, start, end):
        words = " ".join(sentence.words(*none.span()).split()).removeprefix("to ").removeprefix("receive ")
        return (Concept("intervention", words.lower(), known=False),)
    if arm_words("to_controls").match(sentence.typed, start, end) and _ALLOTTED.search(sentence.typed, 0, start):
        return (CONTROL,)
    if nothing := arm_words("no_more").match(sentence.typed, start, end):
        return (Concept("intervention", sentence.words(*nothing.span("name")).strip().lower(), known=False),)
    return (IT,) if arm_words("the_drug").match(sentence.typed, start, end) else ()


def named(annotated: Annotated, entries: list[Entry]) -> list[Entry]:
    """Arms with the drug that they mean by its name; none where the sentences before leave that open."""
    if all(IT not in entry.arm.interventions for entry in entries):
        return entries
    given = _before(annotated, entries[0].sentence)
    if not given or any(set(given) <= set(entry.arm.interventions) for entry in entries):
        return []
    return [_with(entry, given) for entry in entries]


def _with(entry: Entry, given: Sequence[Concept]) -> Entry:
    meant = tuple(dict.fromkeys(c for one in entry.arm.interventions for c in (given if one == IT else (one,))))
    arm = Arm(entry.arm.trial, meant, entry.arm.detail)
    return replace(entry, arm=arm, phrase=replace(entry.phrase, given=meant))


def _before(annotated: Annotated, sentence: Sentence) -> tuple[Concept, ...]:
    """The one drug of the nearest sentence before that names any; nothing where that names several."""
    for other in reversed(annotated.sentences[max(0, sentence.index - SO_FAR) : sentence.index]):
        told = [phrase for phrase in phrases(other) if any(concept.kind == "drug" for concept in phrase.given)]
        if told:
            same = len({phrase.names for phrase in told}) == 1
            return told[0].given if same and len(told[0].given) == 1 else ()
    return ()


_THE = re.compile(r"\b(?:the|this|that)\s$", re.IGNORECASE)


def is_it(sentence: Sentence, start: int, names: frozenset[str]) -> bool:
    """Whether a treatment is but the kind of a drug that was told of: "the vaccine"."""
    return names == {"vaccine"} and bool(_THE.search(sentence.typed, max(0, start - 6), start))
