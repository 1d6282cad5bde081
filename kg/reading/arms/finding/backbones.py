"""What every arm of a trial is given beside what sets the arms apart: "All patients received A"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.lists.alternative import NOTHING, Alternative
from kg.reading.arms.wording.kinds import classes
from kg.reading.arms.wording.passing import WITH_OR_WITHOUT
from kg.reading.arms.wording.treatments import arm_words, phrases
from kg.reading.trials.flow import Trials


def before_allotment(sentence: Sentence, end: int) -> tuple[Concept, ...]:
    """What a sentence says that people were given before it says to what they were allotted, in the same trial.

    Args:
        sentence: the sentence.
        end: where it says that people were allotted.

    """
    found = arm_words("given_to_all").search(sentence.typed, max(0, end - 200), end)
    if not found or any(arm_words(n).search(sentence.typed, 0, end) for n in ("not_for_all", "not_before")):
        return ()
    named = phrases(sentence, *next(found.span(group) for group in ("base", "first", "all") if found[group]))
    if len(named) != 1 or arm_words("or_another").search(sentence.typed[named[0].end : end]):
        return ()
    return _drugs(named[0].given)


def based(parts: Sequence[Alternative], base: tuple[Concept, ...]) -> list[Alternative]:
    """Alternatives with what all are given; an arm that is given nothing else is given that."""
    if any(c in part.phrase.given for part in parts for c in base):
        return list(parts)
    return [replace(p, phrase=replace(p.phrase, given=(*base, *filter(_is_something, p.phrase.given)))) for p in parts]


def _is_something(given: Concept) -> bool:
    """Whether a treatment is one, and not that an arm goes without another's."""
    return given != NOTHING and not given.name.startswith("no ")


def backed(annotated: Annotated, trials: Trials, gathered: dict[Concept, list[Entry]]) -> None:
    """Give the arms of a trial what a sentence near their introduction says that all of them were given."""
    for sentence in annotated.holding(arm_words("everyone"), arm_words("to_everyone")):
        entries = gathered.get(trials.of(sentence), [])
        near = all(_near(e.sentence, sentence) and not e.rule.startswith("arm.given") for e in entries)
        later = [e.sentence for e in entries if e.sentence.index > sentence.index]
        chosen = any(each.search(arm_words("some_allotted")) for each in later)
        base = _given_to_all(sentence) if len(entries) > 1 and near and not chosen else ()
        if base and not any(c.name in e.names for e in entries for c in base):
            gathered[trials.of(sentence)] = [e.with_base(base, sentence) for e in entries]


def _given_to_all(sentence: Sentence) -> tuple[Concept, ...]:
    """The drugs that a sentence says everybody was given; () where it leaves a choice, or tells of people's past."""
    before, behind = sentence.search(arm_words("everyone")), sentence.search(arm_words("to_everyone"))
    start = before.end() if before else behind.start() if behind else -1
    named = phrases(sentence, start) if start >= 0 else []
    if not named or named[0].start - start >= NEAR or sentence.search(arm_words("not_for_all")):
        return ()
    if arm_words("not_before").search(sentence.typed, 0, named[0].start):
        return ()
    rest = sentence.typed[named[0].end :]
    return () if arm_words("or_another").search(rest) or WITH_OR_WITHOUT.match(rest) else _drugs(named[0].given)


NEAR = 40
"""Code points in which what all were given follows the words that say so."""


def _near(one: Sentence, other: Sentence) -> bool:
    return one.passage is other.passage and -1 <= other.index - one.index <= 3


def _drugs(given: Sequence[Concept]) -> tuple[Concept, ...]:
    """A treatment with drugs in it that are named; () for another."""
    return tuple(given) if any(c.kind == "drug" for c in given) and not any(c.name in classes() for c in given) else ()
