"""The arms of each trial, and what a phrase such as "the placebo group" refers to.

The inventory is gathered before any result is read, from wherever the document introduces its arms; then each
reference is resolved against it. What cannot be resolved is no arm: an arm is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Mark, Sentence
from kg.reading.patterns import matches, pattern, table
from kg.reading.trials import Trials

TREATMENTS = ("drug", "intervention")


@dataclass(frozen=True)
class Phrase:
    """A treatment as a sentence words it: a range of the typed text and what is given."""

    start: int
    end: int
    given: tuple[Concept, ...]
    alone: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The names of what is given."""
        return frozenset(c.name for c in self.given)


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

    def of(self, trial: Concept) -> tuple[Arm, ...]:
        """The arms of a trial, in the order in which the document names them first."""
        return tuple(entry.arm for entry in self.entries.get(trial, ()))

    def sides(self, trial: Concept) -> tuple[Arm, Arm] | None:
        """The experimental arm and its control, where the trial has just these two."""
        known = self.of(trial)
        if len(known) != 2:
            return None
        first, second = known
        return (second, first) if is_control(first, second) and not is_control(second, first) else (first, second)

    def resolve(self, trial: Concept, given: Sequence[Concept], alone: bool = False) -> Arm | None:
        """The arm that a treatment named in a result refers to, or None where none or several fit."""
        names = frozenset(c.name for c in given)
        known = self.of(trial)
        exact = [a for a in known if _names(a) == names]
        if exact:
            return exact[0] if len({_names(a) for a in exact}) == 1 else None
        if alone:
            return None
        wider = [a for a in known if names < _names(a)]
        if len(wider) == 1:
            return wider[0]
        if wider:
            telling = [a for a in wider if names & _distinctive(a, known)]
            return telling[0] if len(telling) == 1 else None
        near = [a for a in known if 2 * len(names & _names(a)) >= max(len(names), len(_names(a)))]
        return near[0] if len(near) == 1 else None

    def references(self, sentence: Sentence) -> list[Reference]:
        """What the sentence says of arms, in order, none within another."""
        trial = self.trials.of(sentence)
        found = [*self._named(sentence, trial), *self._implied(sentence, trial)]
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
            for part in split(sentence, phrase):
                arm = self.resolve(trial, part.given, part.alone)
                if arm is not None:
                    yield Reference(part.start, part.end, arm)

    def _implied(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        known = self.of(trial)
        for meaning, found in _implied_words(sentence):
            arm = self._meant(meaning, known, trial)
            if arm is not None:
                yield Reference(found.start(), found.end(), arm)

    def _meant(self, meaning: str, known: tuple[Arm, ...], trial: Concept) -> Arm | None:
        if meaning == "combination":
            several = [a for a in known if len(a.interventions) > 1]
            return several[0] if len(several) == 1 else None
        sides = self.sides(trial)
        return sides and sides[0 if meaning == "experimental" else 1]


def arms(annotated: Annotated, trials: Trials) -> Arms:
    """The arms that a document introduces, gathered before any result is read."""
    gathered: dict[Concept, list[Entry]] = {}
    for sentence in annotated:
        if sum(1 for m in sentence.marks if m.kind in TREATMENTS) < 2:
            continue
        trial = trials.of(sentence)
        for entry in _introduced(sentence, trial):
            _add(gathered.setdefault(trial, []), entry)
    return Arms(trials, {trial: tuple(entries) for trial, entries in gathered.items()})


def _introduced(sentence: Sentence, trial: Concept) -> Iterator[Entry]:
    """The arms that a sentence introduces: at least two alternatives, or none."""
    for match in matches("arms", sentence):
        if sentence.passage.block == "heading" and not match.rule.options.get("headings"):
            continue
        start, end = match.found.span("body")
        found = phrases(sentence, start, end)
        parts = list(_alternatives(sentence, found))
        if len({p.names for p in parts}) < 2:
            continue
        for part in parts:
            yield Entry(Arm(trial, part.given), sentence, part, match.rule.name, size_at(sentence, part))
        return


def _alternatives(sentence: Sentence, found: list[Phrase]) -> Iterator[Phrase]:
    """The arms among the treatments of one list: what "or" or "versus" parts, "plus" and commas join."""
    group: list[Phrase] = []
    listed = any(_or_between(sentence, a, b) for a, b in zip(found, found[1:], strict=False))
    for phrase in found:
        between = sentence.typed[group[-1].end : phrase.start] if group else ""
        if group and (_parted(between) or (listed and between.strip() == ",")):
            yield _united(group)
            group = []
        group.append(phrase)
    if group:
        yield _united(group)


def _or_between(sentence: Sentence, one: Phrase, other: Phrase) -> bool:
    return bool(re.fullmatch(r"\s?,?\s?\bor\b.{0,20}", sentence.typed[one.end : other.start]))


def _united(group: list[Phrase]) -> Phrase:
    given = tuple(c for phrase in group for c in phrase.given)
    return Phrase(group[0].start, group[-1].end, given, group[-1].alone and len(group) == 1)


@cache
def _between_words() -> re.Pattern[str]:
    return pattern("|".join(table("arms", "alternatives")), "arms")


def _parted(between: str) -> bool:
    return bool(_between_words().search(between))


def phrases(sentence: Sentence, start: int = 0, end: int | None = None) -> list[Phrase]:
    """The treatments of a range of the typed text, each with all that is given together.

    What the sentence names as history ("had been treated with", "refractory to") is left out.
    """
    stop = len(sentence.typed) if end is None else end
    found: list[Phrase] = []
    for match in pattern("{phrase}", "arms").finditer(sentence.typed, start, stop):
        marks = sentence.marks_in(match.start(), match.end(), *TREATMENTS)
        given = tuple(m.concept for m in marks if m.concept)
        if given and not _history(sentence, match.start()):
            alone = bool(_alone().search(sentence.typed[match.end() : match.end() + 30]))
            found.append(Phrase(match.start(), match.end(), given, alone))
    return found


def split(sentence: Sentence, phrase: Phrase) -> Iterator[Phrase]:
    """Each single treatment of a phrase, for "between sorafenib and placebo"."""
    for mark in sentence.marks_in(phrase.start, phrase.end, *TREATMENTS):
        if mark.concept is not None and len(phrase.given) > 1:
            at = sentence.typed_at(mark)
            yield Phrase(at, at + 1, (mark.concept,), phrase.alone)


@cache
def _alone() -> re.Pattern[str]:
    return pattern("|".join(table("arms", "alone")), "arms")


@cache
def _not_an_arm() -> re.Pattern[str]:
    return pattern("|".join(table("arms", "not_an_arm")), "arms")


def _history(sentence: Sentence, at: int) -> bool:
    return bool(_not_an_arm().search(sentence.typed[max(0, at - 120) : at]))


@cache
def _references() -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = (entry.split("::", 1) for entry in table("arms", "references"))
    return tuple((meaning, pattern(words, "arms")) for meaning, words in pairs)


def _implied_words(sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    for meaning, words in _references():
        for found in words.finditer(sentence.typed):
            yield meaning, found


@cache
def _size_words() -> re.Pattern[str]:
    return pattern(r"^(?:\s(?:alone|only))?(?:\s(?:group|arm))?\s?[(\[]\s?(?P<size>{count}|{number})\s?(?:{people})?[)\],;]", "arms")


@cache
def _size_before() -> re.Pattern[str]:
    lead = r"(?P<size>{count}|{number})\s(?:{people}\s)?(?:were\s)?(?:randomly\s)?(?:assigned\s|randomi[sz]ed\s|allocated\s)?(?:to\s)?"
    return pattern(lead + r"(?:receive[d]?\s)?(?:the\s|an?\s)?(?:[a-z-]+\s){0,2}$", "arms")


def size_at(sentence: Sentence, phrase: Phrase) -> Decimal | None:
    """How many participants an arm had, where the number stands right behind or before its treatment."""
    after = _size_words().search(sentence.typed[phrase.end :])
    if after:
        return _counted(sentence.marks_in(phrase.end + after.start("size"), phrase.end + after.end("size")))
    inner = sentence.marks_in(phrase.start, phrase.end, "count")
    if len(inner) == 1:
        return _counted(inner)
    before = _size_before().search(sentence.typed[: phrase.start])
    if before and re.search("receive|assigned|to ", before.group()):
        return _counted(sentence.marks_in(before.start("size"), before.end("size")))
    return None


def _counted(marks: list[Mark]) -> Decimal | None:
    quantity = marks[0].quantity if marks else None
    plain = quantity is not None and quantity.value is not None and not quantity.qualifier and quantity.upper is None
    whole = plain and quantity is not None and quantity.value is not None and quantity.value == int(quantity.value)
    return quantity.value if whole and quantity is not None else None


def _add(entries: list[Entry], entry: Entry) -> None:
    """Take an arm into a trial's inventory once; a size found later is kept."""
    for i, known in enumerate(entries):
        if known.names == entry.names:
            if known.size is None and entry.size is not None:
                entries[i] = Entry(known.arm, entry.sentence, entry.phrase, entry.rule, entry.size)
            return
    entries.append(entry)


def _names(arm: Arm) -> frozenset[str]:
    return frozenset(c.name for c in arm.interventions)


def _distinctive(arm: Arm, known: Sequence[Arm]) -> frozenset[str]:
    """What no other arm is given."""
    others = frozenset(name for other in known if other != arm for name in _names(other))
    return _names(arm) - others


CONTROLS = frozenset({"placebo", "observation", "best supportive care", "control", "standard therapy", "no treatment", "usual care"})
"""Interventions that make an arm the control."""


def is_control(arm: Arm, other: Arm) -> bool:
    """Whether an arm is the control of the other: placebo, nothing, or the other less one treatment."""
    names, others = _names(arm), _names(other)
    if names & CONTROLS and not others & CONTROLS:
        return True
    return names < others
