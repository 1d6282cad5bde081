"""Whose the figures are that name no arm.

"40 women were treated with A. Of these, 12 had a response." tells of those who were given A.

A study whose people were all given one treatment names it once, and then tells what became of them. Where no arm
of the trial is known, its figures are of those who were given what the sentence says, or those before it that tell
of the same study. A study that gave nothing tells of all whom it looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.finding.given import is_specific
from kg.reading.arms.wording.kinds import is_kind
from kg.reading.arms.wording.passing import is_given, with_unnamed
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase, phrases
from kg.reading.context import Context
from kg.reading.results.view import Result, words

FAR = 8
"""Sentences that may stand between those who were treated and what became of them."""


def whose(result: Result, context: Context) -> tuple[Arm | None, ...]:
    """The arm of a sentence's figures, None for all of a study; nothing where that is not told.

    It is not where a sentence names several treatments, one that not all were given, or one by no name, unless the line
    above the list of studies that it stands in says what they are about.
    """
    named, about = False, evidence_for(result.sentence, context)
    for sentence in back_from(result.sentence, context):
        if sentence.search(words("several_groups")):
            return ()
        if sentence is not result.sentence and sentence.search(words("approves")):
            continue  # what an agency made of it
        now, others = _given(sentence)
        if sentence is not result.sentence:
            others = [phrase for phrase in others if not _partly(sentence, phrase)]
        others = [phrase for phrase in others if not set(phrase.given) <= set(about)]
        if len({phrase.names for phrase in now}) == 1 and not others:
            finding = any(words("only_finds").search(c.name) for c in now[0].given)
            return () if finding else (Arm(result.trial, now[0].given),)
        if now or others:
            return ()
        named = named or bool(sentence.search(words("unnamed_treatment")) or _names_others(sentence))
    if about and context.trials.told(result.sentence):
        return (Arm(result.trial, about),)
    return (None,) if context.trials.told(result.sentence) and not named else ()


def one_treatment(known: Sequence[Arm | None]) -> Arm | None:
    """What all arms of a trial are given alike, at other doses or to other people; None where they are not.

    Where a sentence names none of them, its figures are of all who were given it.
    """
    arms = [arm for arm in known if arm is not None]
    alike = len(arms) > 1 and len({arm.interventions for arm in arms}) == 1 == len({arm.trial for arm in arms})
    return Arm(arms[0].trial, arms[0].interventions) if alike else None


def _given(sentence: Sentence) -> tuple[list[Phrase], list[Phrase]]:
    """The treatments that a sentence says the people of a study were given, and others that it names.

    What they were given before they took part is neither (`phrases` leaves it out), nor is what explains another.
    """
    now: list[Phrase] = []
    others: list[Phrase] = []
    for phrase in phrases(sentence):
        before = sentence.typed[max(0, phrase.start - 140) : phrase.start]
        if now and words("explains").search(before):
            continue
        said = words("was_given").search(before) or words("did").match(sentence.typed, phrase.end)
        given = (bool(said) or is_given(sentence, phrase)) and not with_unnamed(sentence, phrase)
        (now if given and not words("not_all").search(before) else others).append(phrase)
    every = {c for phrase in now for c in (*phrase.given, *phrase.parts, *phrase.kinds)}
    return now, [phrase for phrase in others if not set(phrase.given) <= every]


def _names_others(sentence: Sentence) -> bool:
    """Whether a sentence names a treatment that is no part of what only some were given."""
    whole = sentence.of_kind(*TREATMENTS)
    return bool(whole) and not all(_partly(sentence, phrase) for phrase in phrases(sentence))


def _partly(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a treatment is what some of a study's people were given, so that its figures are not of that."""
    return bool(words("partly_given").search(sentence.typed[max(0, phrase.start - 180) : phrase.start]))


def back_from(seen: Sentence, context: Context) -> Iterator[Sentence]:
    """A sentence and those before it that tell of its study, the nearest first.

    They are its trial's, or its paragraph's; a nested item goes on with what stands above it in its list.
    """
    trial, told = context.trials.of(seen), context.trials.told(seen)
    passage = seen.passage
    yield seen
    for sentence in reversed(context.annotated.sentences[max(0, seen.index - FAR) : seen.index]):
        if sentence.passage.block in ("heading", "row") or sentence.passage.path != passage.path:
            return
        here = context.trials.of(sentence)
        if here != trial and (context.trials.single or (told and context.trials.told(sentence))):
            return
        same = told and context.trials.told(sentence) and here == trial
        nested = passage.block == "bullet" and 0 < passage.depth >= sentence.passage.depth
        if not (same or nested or sentence.passage is passage):
            return
        if sentence.passage.depth < passage.depth:
            passage = sentence.passage
        yield sentence


_LINES = 60
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
    for sentence in reversed(context.annotated.sentences[max(0, seen.index - _LINES) : seen.index]):
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
