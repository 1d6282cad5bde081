"""What the people of a study were given, where nothing surer tells of its arms: "included 60 children who underwent A".

A study that looks back sets no treatments against each other in so many words; what its people underwent is its arm,
and those who went without it are the other one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.results.entries import Entry
from kg.reading.results.given import tells_of_arms
from kg.reading.results.sizes import people_given
from kg.reading.results.treatments import Phrase, arm_words, classes, phrases
from kg.reading.trials.flow import Trials

BEFORE = 140
"""Code points before a treatment in which the words stand that say whom it was given."""


def undergone(
    annotated: Annotated, trials: Trials, where: Sequence[str], known: Collection[Concept], compared: frozenset[Concept]
) -> dict[Concept, list[Entry]]:
    """The arms of trials of which nothing else tells any, by the first sentence that says what people underwent."""
    found: dict[Concept, list[Entry]] = {}
    for sentence in annotated.holding(arm_words("given_verbs")):
        trial = trials.of(sentence)
        if trial in known or trial in found or not _tells(sentence, trials, where):
            continue
        if entries := _entries(sentence, trial, trial in compared):
            found[trial] = entries
    return found


def _tells(sentence: Sentence, trials: Trials, where: Sequence[str]) -> bool:
    """Whether a sentence tells of what the people of a study were given."""
    if sentence.passage.block in ("heading", "row") or not (trials.told(sentence) or trials.single):
        return False
    if sentence.search(arm_words("usual")) or sentence.search(arm_words("in_animals")):
        return False
    return tells_of_arms(sentence, trials, where) and bool(sentence.search(arm_words("people_named")))


def _entries(sentence: Sentence, trial: Concept, compared: bool) -> list[Entry]:
    """The arms of one sentence; of a trial that compared several only where it tells of two."""
    entries: list[Entry] = []
    for phrase in phrases(sentence):
        if not _is_undergone(sentence, phrase) or any(phrase.names == e.names for e in entries):
            continue
        size = people_given(sentence, phrase)
        entries.append(Entry(Arm(trial, phrase.given), sentence, phrase, "arm.undergone", size, parts=phrase.parts))
        without = sentence.search(arm_words("went_without"))
        if without and len(phrase.given) == 1:
            nothing = Phrase(*without.span(), (none_of(phrase.given[0]),))
            entries.append(Entry(Arm(trial, nothing.given), sentence, nothing, "arm.undergone-or-not"))
            return entries
    return entries if len(entries) > 1 or not compared else []


def _is_undergone(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the words before a treatment say that a study's people were given it, and it alone."""
    start = max(0, phrase.start - BEFORE)
    before = sentence.typed[start : phrase.start]
    if not arm_words("given_widely").search(before) or phrase.names <= classes() - {"chemotherapy"}:
        return False
    if any(arm_words(name).search(before) for name in ("in_part", "negated", "of_some")):
        return False
    if any(arm_words("tests").search(c.name) for c in phrase.given):
        return False
    return not arm_words("or_another").search(sentence.typed[phrase.end : phrase.end + 120])


def none_of(given: Concept) -> Concept:
    """What those are given who go without a treatment.

    >>> none_of(Concept("intervention", "radiation therapy")).name
    'no radiation therapy'
    """
    return Concept("intervention", f"no {given.name}", known=False)
