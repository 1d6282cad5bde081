"""The arms of each trial, and what a phrase such as "the placebo group" refers to.

Each reference is resolved against the trial's inventory (`inventory.py`). What cannot be resolved is no arm: an
arm is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.patterns import pattern, table
from kg.reading.results.treatments import Phrase, classes, is_given, phrases, split
from kg.reading.trials.flow import Trials


@dataclass(frozen=True)
class Entry:
    """An arm of the inventory, with where and how the document introduces it."""

    arm: Arm
    sentence: Sentence
    phrase: Phrase
    rule: str
    size: Decimal | None = None

    @property
    def names(self) -> frozenset[str]:
        """The names of its interventions."""
        return frozenset(c.name for c in self.arm.interventions)


@dataclass(frozen=True)
class Reference:
    """A place of a sentence's typed text that speaks of an arm."""

    start: int
    end: int
    arm: Arm


@dataclass(frozen=True)
class Arms:
    """The arm inventory of a document, by trial, in the order of their introduction."""

    trials: Trials
    entries: dict[Concept, tuple[Entry, ...]] = field(default_factory=dict)
    title: tuple[str, ...] = ()
    compared: frozenset[Concept] = frozenset()

    def of(self, trial: Concept) -> tuple[Arm, ...]:
        """The arms of a trial, in the order in which the document names them first."""
        return tuple(entry.arm for entry in self.entries.get(trial, ()))

    def only(self, trial: Concept) -> Arm | None:
        """The arm of a trial that has one, and of which nothing says that it compared several."""
        known = self.of(trial)
        return known[0] if len(known) == 1 and trial not in self.compared else None

    def contrasted(self, trial: Concept) -> bool:
        """Whether the document sets the trial's arms against each other, so that their order means something."""
        return all(entry.rule != "arm.given" for entry in self.entries.get(trial, ()))

    def sides(self, trial: Concept) -> tuple[Arm, Arm] | None:
        """The experimental arm and its control, where the trial has just these two.

        The control is given a placebo, nothing, or the other arm's treatment less something; else a treatment
        that only the document names is the experimental one, else the one that its title names first.
        """
        known = self.of(trial)
        if len(known) != 2:
            return None
        first, second = known
        if is_control(first, second) or (not is_control(second, first) and self._tested(second, first)):
            return second, first
        return first, second

    def _tested(self, one: Arm, other: Arm) -> bool:
        """Whether this arm is the one that is tested: a treatment of the document's own naming, or the title's."""
        own, others = (any(not c.known for c in arm.interventions) for arm in (one, other))
        return own if own != others else self._titled(one, other)

    def _titled(self, one: Arm, other: Arm) -> bool:
        """Whether the title names what only this arm is given before what only the other is."""
        mine, theirs = (
            min((self.title.index(n) for n in names if n in self.title), default=len(self.title))
            for names in (_names(one) - _names(other), _names(other) - _names(one))
        )
        return mine < theirs

    def resolve(self, trial: Concept, given: Sequence[Concept], alone: bool = False) -> Arm | None:
        """The arm that a treatment named in a result refers to, or None where none or several fit.

        A kind of treatment ("chemotherapy") stands for whatever of that kind the trial gives.
        """
        known = self.of(trial)
        names = frozenset(c.name for c in given)
        found = _fitting(known, names, alone)
        if found is not None or not names & classes() or any(names & _names(a) & classes() for a in known):
            return found
        bare = names - classes()
        if bare:
            return _fitting(known, bare, False)
        sides = self.sides(trial)
        if sides and alone:
            return sides[1]
        drugged = [a for a in known if any(c.kind == "drug" for c in a.interventions)]
        return drugged[0] if len(drugged) == 1 and len(known) > 1 else None

    def references(self, sentence: Sentence) -> list[Reference]:
        """What the sentence says of arms, in order, none within another.

        A treatment that no known arm fits is an arm of its own where people are said to have been given it.
        """
        trial = self.trials.of(sentence)
        found = [
            *self._named(sentence, trial),
            *self._called(sentence, trial),
            *self._implied(sentence, trial),
        ]
        kept: list[Reference] = []
        for ref in sorted(found, key=lambda r: (r.start, r.start - r.end)):
            if not kept or ref.start >= kept[-1].end:
                kept.append(ref)
        return kept

    def _named(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        for phrase in phrases(sentence):
            arm = self.resolve(trial, phrase.given, phrase.alone)
            if arm is not None:
                yield Reference(phrase.start, phrase.end, arm)
                continue
            parts = [(part, self.resolve(trial, part.given, part.alone)) for part in split(sentence, phrase)]
            if parts and all(arm for _, arm in parts) and len({arm for _, arm in parts}) > 1:
                yield from (Reference(part.start, part.end, arm) for part, arm in parts if arm)
            elif is_given(sentence, phrase) and not phrase.names <= frozenset(table("arms", "too_wide")):
                yield Reference(phrase.start, phrase.end, Arm(trial, phrase.given))

    def _called(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        """Arms by the names that the document gave them: "ILF", "arm A"."""
        for entry in self.entries.get(trial, ()):
            if entry.phrase.alias:
                for found in _alias_pattern(entry.phrase.alias).finditer(sentence.typed):
                    yield Reference(found.start(), found.end(), entry.arm)

    def _implied(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        for meaning, found in _implied_words(sentence):
            arm = self._meant(meaning, found, trial)
            if arm is not None:
                yield Reference(found.start(), found.end(), arm)

    def _meant(self, meaning: str, found: re.Match[str], trial: Concept) -> Arm | None:
        known = self.of(trial)
        if meaning in ("combination", "several"):
            wanted = _NUMBERS[found.group("n").lower()] if meaning == "several" else None
            several = [
                a for a in known if len(a.interventions) == wanted or (wanted is None and len(a.interventions) > 1)
            ]
            active = [a for a in several if not _names(a) & CONTROLS] or several
            return active[0] if len(active) == 1 else None
        sides = self.sides(trial)
        return sides and sides[0 if meaning == "experimental" else 1]


@cache
def _alias_pattern(alias: str) -> re.Pattern[str]:
    room, _, letter = alias.rpartition(" ")
    if room:  # "groups A and B" speaks of group B too
        return re.compile(
            rf"(?:\b(?:arm|group|cohort)s?\s|"
            rf"(?<=[A-F1-6] and )|(?<=[A-F1-6] or )|(?<=[A-F1-6], ))(?-i:{re.escape(letter)})\b",
            re.IGNORECASE,
        )
    return re.compile(rf"(?<![\w-]){re.escape(alias)}(?![\w-])")


_NUMBERS = {"two": 2, "three": 3, "four": 4}


def _fitting(known: Sequence[Arm], names: frozenset[str], alone: bool) -> Arm | None:
    """The arm of just these treatments, else the only one that holds them, else the only one that is near."""
    exact = [a for a in known if _names(a) == names]
    if exact:
        return exact[0] if len(exact) == 1 else None
    if alone:
        return None
    wider = [a for a in known if names < _names(a)]
    if len(wider) > 1:
        wider = [a for a in wider if names & _distinctive(a, known)]
    if wider:
        return wider[0] if len(wider) == 1 else None
    near = [a for a in known if 2 * len(names & _names(a)) >= max(len(names), len(_names(a)))]
    return near[0] if len(near) == 1 and near[0].interventions else None


@cache
def _references() -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = (entry.split("::", 1) for entry in table("arms", "references"))
    return tuple((meaning, pattern(words, "arms")) for meaning, words in pairs)


def _implied_words(sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    for meaning, words in _references():
        for found in words.finditer(sentence.typed):
            yield meaning, found


def _names(arm: Arm) -> frozenset[str]:
    return frozenset(c.name for c in arm.interventions)


def _distinctive(arm: Arm, known: Sequence[Arm]) -> frozenset[str]:
    """What no other arm is given."""
    others = frozenset(name for other in known if other != arm for name in _names(other))
    return _names(arm) - others


CONTROLS = frozenset(
    {
        "placebo",
        "observation",
        "best supportive care",
        "control",
        "standard therapy",
        "no treatment",
        "usual care",
    }
)
"""Interventions that make an arm the control."""


def is_control(arm: Arm, other: Arm) -> bool:
    """Whether an arm is the control of the other: placebo, nothing, or the other less one treatment."""
    names, others = _names(arm), _names(other)
    if names & CONTROLS and not others & CONTROLS:
        return True
    return names < others
