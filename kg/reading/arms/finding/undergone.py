"""What the people of a study were given, where nothing surer tells of its arms: "included 60 children who underwent A".

A study that looks back sets no treatments against each other in so many words; what its people underwent is its arm,
and those who went without it are the other one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import IN_PASSING, Entry
from kg.reading.arms.finding.given import tells_of_arms
from kg.reading.arms.lists.alternative import not_given
from kg.reading.arms.wording.kinds import classes
from kg.reading.arms.wording.passing import with_unnamed
from kg.reading.arms.wording.sizes import people_given, size_behind
from kg.reading.arms.wording.treatments import Phrase, arm_words, phrases
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
    contrasted = sentence.of_kind("percent", "interval", "p_value") and sentence.search(arm_words("went_without"))
    if sentence.passage.block in ("heading", "row") or not (trials.told(sentence) or trials.single or contrasted):
        return False
    if sentence.search(arm_words("usual")) or sentence.search(arm_words("in_animals")):
        return False
    return (contrasted or tells_of_arms(sentence, trials, where)) and bool(sentence.search(arm_words("people_named")))


def _entries(sentence: Sentence, trial: Concept, compared: bool) -> list[Entry]:
    """The arms of one sentence; of a trial that compared several only where it tells of two."""
    entries: list[Entry] = []
    for phrase in phrases(sentence):
        if not _is_undergone(sentence, phrase) or any(phrase.names == e.names for e in entries):
            continue
        bracket = _BRACKET.match(sentence.typed, phrase.end)
        behind = size_behind(sentence, phrase, bracket.end() if bracket else phrase.end)
        size = behind.size if behind is not None else people_given(sentence, phrase)
        entries.append(Entry(Arm(trial, phrase.given), sentence, phrase, "arm.undergone", size, parts=phrase.parts))
        without = sentence.search(arm_words("went_without"))
        if did_or_not(sentence, phrase):
            return [*entries, _without(sentence, trial, phrase, None)]
        if without and len(phrase.given) == 1:
            return [*entries, _without(sentence, trial, phrase, without)]
    return entries if len(entries) > 1 or not compared else []


def _is_undergone(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the words before a treatment say that a study's people were given it, and it alone."""
    start = max(0, phrase.start - BEFORE)
    before = sentence.typed[start : phrase.start]
    if did_or_not(sentence, phrase):
        return True
    if not arm_words("given_widely").search(before) or phrase.names <= classes() - {"chemotherapy"}:
        return False
    if _OF_NONE.search(before) or any(
        arm_words(name).search(before) for name in ("in_part", "negated", "of_some", "looked_at_in", "befell_some")
    ):
        return False
    if any(arm_words("tests").search(c.name) for c in phrase.given) or with_unnamed(sentence, phrase):
        return False
    return not arm_words("or_another").search(sentence.typed[phrase.end : phrase.end + 120])


def did_or_not(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the words before a treatment tell of those who had it and those who had not, in one breath."""
    return bool(arm_words("did_or_not").search(sentence.typed, max(0, phrase.start - BEFORE), phrase.start))


_BRACKET = re.compile(r"\s?[(\[][^()\[\]]{0,40}[)\]]")

_OF_NONE = re.compile(r"\b(?:none of|neither of)\b[^.;]*$|\bexclud(?:ed|ing)\b[^.;,]*$", re.IGNORECASE)
"""Before a treatment, that nobody was given it, or nobody of whom is told: "none of the patients had received"."""


def _without(sentence: Sentence, trial: Concept, phrase: Phrase, told: re.Match[str] | None) -> Entry:
    """The arm of those of whom a sentence says, at a place or in one breath, that they went without a treatment."""
    nothing = Phrase(*(told.span() if told else (phrase.end, phrase.end)), (not_given(phrase),))
    return Entry(Arm(trial, nothing.given), sentence, nothing, "arm.undergone-or-not")


def went_without(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """Beside the one arm of a trial those against whom a sentence sets it, who went without its treatment."""
    for sentence in annotated.holding(arm_words("went_without")):
        told, entries = sentence.search(arm_words("went_without")), gathered.get(trials.of(sentence), [])
        if told is None or len(entries) != 1 or len(entries[0].names) != 1 or sentence.passage.block == "heading":
            continue
        (entry,) = entries
        if entry.rule == IN_PASSING and entry.sentence is not sentence:
            continue
        named = phrases(sentence, told.end(), told.end() + BEFORE)
        same = not named or named[0].names == entry.names
        same = same or bool(arm_words("as_told").search(sentence.typed, told.end(), named[0].start))
        by_figure = arm_words("figure_against").search(sentence.typed, 0, told.end())
        if same and (by_figure or sentence.search(arm_words("than"))):
            rule = "arm.given-in-comparison" if entry.rule == IN_PASSING else entry.rule
            entries[:] = [replace(entry, rule=rule), _without(sentence, entry.arm.trial, entry.phrase, told)]
