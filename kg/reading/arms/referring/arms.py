"""The arms of each trial, and what a phrase such as "the placebo group" refers to.

Each reference is resolved against the trial's inventory (`inventory.py`). What cannot be resolved is no arm: an
arm is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS, OPEN, Entry, is_control, names_of
from kg.reading.arms.lists.alternative import items_of
from kg.reading.arms.referring import resolving, tested
from kg.reading.arms.referring.described import FEATURES, Description, described, meant
from kg.reading.arms.referring.detailed import beside, each_so, stands, with_details
from kg.reading.arms.referring.said_details import said_details
from kg.reading.arms.referring.worded import (
    GROUPS,
    by_a_word,
    in_order,
    is_letter,
    label_pattern,
    letters,
    worded,
)
from kg.reading.arms.wording.details import details, key
from kg.reading.arms.wording.passing import (
    AFTER,
    FAILED,
    HISTORICAL,
    MORE,
    WITH_OR_WITHOUT,
    is_given,
    sets_apart,
    with_unnamed,
)
from kg.reading.arms.wording.treatments import Phrase, arm_words, phrases, split, too_wide
from kg.reading.trials.flow import Trials

__all__ = ["CONTROLS", "Arms", "Entry", "Reference", "is_control"]


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
    partial: frozenset[Concept] = frozenset()
    concluded: Mapping[Concept, Arm] = field(default_factory=dict)
    opposed: Mapping[Concept, Arm] = field(default_factory=dict)
    _seen: dict[tuple[int, str, bool], list[Reference]] = field(init=False, default_factory=dict, compare=False)
    _once: dict[tuple[Concept, frozenset[Arm]], tested.Sides] = field(init=False, default_factory=dict, compare=False)

    def of(self, trial: Concept, among: Collection[Arm] = ()) -> tuple[Arm, ...]:
        """The arms of a trial, in the order in which the document names them first; of one of its two allotments."""
        return self._of_one_time(trial, among)[0] if trial in self.entries else ()

    def only(self, trial: Concept) -> Arm | None:
        """The arm of a trial that has one, given to all it took, of which nothing says that it compared several."""
        known = self.of(trial)
        return known[0] if len(known) == 1 and trial not in self.compared | self.partial else None

    def contrasted(self, trial: Concept) -> bool:
        """Whether the document sets the trial's arms against each other, so that their order means something."""
        return all(not entry.rule.startswith("arm.given") for entry in self.entries.get(trial, ()))

    def told_in_order(self, trial: Concept) -> bool:
        """Whether the arms stand in the order of "those who received A lived longer than those who received B"."""
        return tested.told_in_order(self.entries.get(trial, ()))

    def sides(self, trial: Concept, among: Collection[Arm] = ()) -> tuple[Arm, Arm] | None:
        """The experimental arm and its control, where the trial has just these two (`referring.tested`)."""
        return self._of_one_time(trial, among)[1] if trial in self.entries else None

    def _of_one_time(self, trial: Concept, among: Collection[Arm]) -> tested.Sides:
        """A trial's arms and its two sides, worked out once for all sentences."""
        entries = self.entries[trial]
        key = trial, frozenset(among if among and tested.allotted_twice(entries) else ())
        if key not in self._once:
            known = tested.of_one_time(entries, key[1])
            sides = tested.sides(known, self.title, self.concluded.get(trial), self.opposed.get(trial))
            self._once[key] = tuple(entry.arm for entry in known), sides
        return self._once[key]

    def by_mention(self, trial: Concept) -> bool:
        """Whether the order in which a trial's two arms are named is all that tells which of them is tested."""
        return trial not in self.concluded and tested.by_mention(self.entries.get(trial, ()), self.title)

    def resolve(
        self, trial: Concept, given: Sequence[Concept], alone: bool = False, details: Sequence[str] = ()
    ) -> Arm | None:
        """The arm that a treatment, or a kind of it, named in a result refers to; None where none or several fit."""
        known, sides = self.entries.get(trial, ()), self.sides(trial)
        found = resolving.resolve_class(known, given, alone, sides[1] if sides else None, details)
        combined = found is None and names_of(given) <= _COMBINED
        return meant(FEATURES["combination"], known, None, None) if combined else found

    def references(self, sentence: Sentence, brackets: bool = False) -> list[Reference]:
        """What the sentence says of arms, in order, none within another; in its brackets too where that is wanted.

        A treatment that no known arm fits is an arm of its own where people are said to have been given it.
        """
        brackets = brackets and "(" in sentence.typed
        key = sentence.index, sentence.typed, brackets
        if key not in self._seen:
            self._seen[key] = self._references(sentence, brackets)
        return self._seen[key]

    def _references(self, sentence: Sentence, brackets: bool) -> list[Reference]:
        trial = self.trials.of(sentence)
        found = list(self._named(sentence, trial, brackets))
        by_words = [Reference(*told) for told in worded(sentence, self.entries.get(trial, ()))]
        if self.entries.get(trial):
            found += [*self._called(sentence, trial), *self._detailed(sentence, trial)]
            implied = self._implied(sentence, trial)  # "the preoperative treatment group" is no "treatment group"
            found += [r for r in implied if not any(w.start < r.start and r.end <= w.end for w in by_words)]
        found += [
            Reference(*entry.stretch, entry.arm)
            for entry in self.entries.get(trial, ())
            if entry.sentence is sentence and entry.claimed
        ]
        for opened in self.leaves_open(sentence):
            found = [r for r in found if r.end <= opened.start or opened.end <= r.start]
        kept: list[Reference] = []
        for ref in sorted(found, key=lambda r: (r.start, r.start - r.end)):
            if not kept or ref.start >= kept[-1].end:
                kept.append(ref)
        apart = [w for w in by_words if all(w.end <= ref.start or ref.end <= w.start for ref in kept)]
        named = sorted([*kept, *apart], key=lambda r: r.start)
        said = (
            Reference(*told)
            for told in in_order(sentence, [(r.start, r.arm) for r in named], self.entries.get(trial, ()))
        )
        return sorted([*named, *said], key=lambda r: r.start)

    def _named(self, sentence: Sentence, trial: Concept, brackets: bool) -> Iterator[Reference]:
        known = {e.detail for e in self.entries.get(trial, ()) if e.arm.detail}
        told = said_details(sentence, known) if known else []
        named = each_so(sentence, phrases(sentence, told=brackets), told)
        for i, phrase in enumerate(named):
            low = named[i - 1].end if i else 0
            high = named[i + 1].start if i + 1 < len(named) else len(sentence.typed)
            keys = beside(sentence, told, phrase, low, high) or [key(sentence.words(phrase.start, phrase.end))]
            if named[i + 1 :] and AFTER.fullmatch(sentence.typed, phrase.end, high):
                yield from self._one_after_another(sentence, trial, phrase, named[i + 1], keys)
            else:
                for ref in self._of_phrase(sentence, trial, phrase, keys):
                    yield Reference(*with_details(sentence, ref.start, ref.end, ref.arm.detail, told), ref.arm)

    def _one_after_another(
        self, sentence: Sentence, trial: Concept, last: Phrase, first: Phrase, keys: list[str]
    ) -> Iterator[Reference]:
        """The arm of "A after B": that which is given more than A alone; where B is another arm's, none."""
        one, other = (self.resolve(trial, phrase.given, phrase.alone) for phrase in (last, first))
        both = self.resolve(trial, (*first.given, *last.given))
        if one and both and set(one.interventions) <= set(both.interventions):
            yield Reference(last.start, first.end, both)
        elif one is None or other in (None, one, both):
            yield from self._of_phrase(sentence, trial, last, keys)

    def _of_phrase(self, sentence: Sentence, trial: Concept, phrase: Phrase, keys: list[str]) -> Iterator[Reference]:
        before = sentence.typed[max(0, phrase.start - 60) : phrase.start]
        if self._is_in_passing(sentence, trial, phrase, before):
            return
        if (both := arm_words("did_or_not").search(before)) is not None:
            yield from self._of_both(trial, phrase, phrase.start - len(before) + both.start())
            return
        if arm_words("negated").search(before):
            arm = resolving.without(self.entries.get(trial, ()), phrase.given)
            if arm is not None and not arm_words("with_or_without").search(before):
                yield Reference(phrase.start, phrase.end, arm)
            return
        if several := self._groups(sentence, trial, phrase):
            yield from several
            return
        if (more := MORE.match(sentence.typed, phrase.end)) is not None:
            wholes = self._with(trial, phrase)
            yield from (Reference(phrase.start, more.end(), e.arm) for e in wholes if len(wholes) == 1)
            return
        arm = self._resolved(sentence, trial, phrase, keys)
        apart = resolving.are_apart(self.entries.get(trial, ()), phrase.given, phrase.alone)
        if arm is not None and not apart and not sets_apart(sentence, phrase):
            yield Reference(phrase.start, phrase.end, arm)
            return
        parts = [(part, self.resolve(trial, part.given, part.alone)) for part in split(sentence, phrase)]
        if parts and all(arm for _, arm in parts) and len({arm for _, arm in parts}) > 1:
            yield from (Reference(part.start, part.end, arm) for part, arm in parts if arm)
        elif not phrase.alone and len(wholes := self._with(trial, phrase)) > 1:
            told = [e.arm for e in wholes if key(sentence.words(phrase.start, phrase.end)) in e.detail]
            yield from (Reference(phrase.start, phrase.end, arm) for arm in told if len(told) == 1)
        elif pooled := self._pooled(sentence, trial, phrase):
            yield Reference(phrase.start, phrase.end, pooled)
        elif called := by_a_word(sentence, phrase, self.entries.get(trial, ())):
            yield Reference(phrase.start, phrase.end, called)
        elif self._new(trial, phrase) and is_given(sentence, phrase):
            yield Reference(phrase.start, phrase.end, Arm(trial, phrase.given))

    def _resolved(self, sentence: Sentence, trial: Concept, phrase: Phrase, keys: list[str]) -> Arm | None:
        """The one arm of a treatment; "the A arm", of A with B and A with a placebo, is that without B."""
        arm = self.resolve(trial, phrase.given, phrase.alone, keys)
        both = arm is None and len(self._with(trial, phrase)) > 1
        if both and _GROUPS.match(sentence.typed, phrase.end):
            return self.resolve(trial, phrase.given, True, keys)
        return arm

    def _is_in_passing(self, sentence: Sentence, trial: Concept, phrase: Phrase, before: str) -> bool:
        """Whether a treatment is but when something else was given, what failed, or what all of a trial had."""
        if arm_words("beside_another").search(before) and len(self.entries.get(trial, ())) > 1:
            return True
        both = WITH_OR_WITHOUT.match(sentence.typed, phrase.end) and self._with(trial, phrase)
        earlier = HISTORICAL.search(before) or FAILED.match(sentence.typed, phrase.end)
        return bool(both or earlier or with_unnamed(sentence, phrase))

    def _of_both(self, trial: Concept, phrase: Phrase, start: int) -> Iterator[Reference]:
        """Those who had a treatment and those who had not, in the order of "did and did not undergo A"."""
        had = self.resolve(trial, phrase.given, phrase.alone)
        without = resolving.without(self.entries.get(trial, ()), phrase.given)
        if had is not None and without is not None:
            yield Reference(start, start + 3, had)
            yield Reference(start + 3, phrase.end, without)

    def _groups(self, sentence: Sentence, trial: Concept, phrase: Phrase) -> list[Reference]:
        """Arms that a list joins before "groups": "the A plus B and A alone groups"; [] where it names no two."""
        said = sentence.typed[phrase.start : phrase.end]
        if said.count(" and ") != 1 or not GROUPS.match(sentence.typed, phrase.end):
            return []
        sides = [phrases(sentence, *item) for item in items_of(sentence, phrase.start, phrase.end)]
        found = [
            Reference(one[0].start, one[0].end, arm)
            for one in sides
            for arm in [self.resolve(trial, p.given, p.alone) or self._pooled(sentence, trial, p) for p in one]
            if len(one) == 1 and arm is not None
        ]
        if len({ref.arm for ref in found}) == len(sides):
            return found
        named = len(sides) == 2 and all(len(one) == 1 for one in sides) and phrase.names & CONTROLS
        return [Reference(one[0].start, one[0].end, Arm(trial, one[0].given)) for one in sides] if named else []

    def _with(self, trial: Concept, phrase: Phrase) -> list[Entry]:
        """The arms that were given a treatment with others: "the low-dose A arm" of "high- or low-dose A with B"."""
        return [entry for entry in self.entries.get(trial, ()) if phrase.names < entry.names]

    def _pooled(self, sentence: Sentence, trial: Concept, phrase: Phrase) -> Arm | None:
        """All who were given a treatment on one schedule or another, where the trial also has others.

        "The A groups", "patients given A", in a trial of A every two weeks, A every three weeks, and B.
        """
        known = self.entries.get(trial, ())
        same = [entry for entry in known if entry.names == phrase.names]
        if not 1 < len(same) < len(known) or any(phrase.names & e.names for e in known if e not in same):
            return None
        told = {d.key for d in details(sentence) if phrase.start - 20 <= d.end and d.start <= phrase.end + 40}
        return None if told & {e.detail for e in same} else Arm(trial, same[0].arm.interventions)

    def _new(self, trial: Concept, phrase: Phrase) -> bool:
        """Whether a treatment may be an arm that the inventory does not hold.

        The standard of a trial whose arms are known is one of them, though nothing says which.
        """
        entries = self.entries.get(trial, ())
        known = any(phrase.names == e.names for e in entries) or (len(entries) > 1 and phrase.names <= OPEN)
        known = known or (
            phrase.names != {"chemotherapy"} and any(resolving.is_given(e, phrase.given) for e in entries)
        )
        return not known and not phrase.names <= too_wide()

    def _called(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        """Arms by the names that the document gave them: "ILF", "arm A", "groups A and B"."""
        lettered = {
            label.split()[-1]: e.arm for e in self.entries.get(trial, ()) for label in e.labels if is_letter(label)
        }
        if lettered:
            for start, end, letter in letters(sentence):
                if letter in lettered:
                    yield Reference(start, end, lettered[letter])
        for entry in self.entries.get(trial, ()):
            for label in entry.labels:
                if not is_letter(label):
                    for found in label_pattern(label).finditer(sentence.typed):
                        yield Reference(found.start(), found.end(), entry.arm)

    def _detailed(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        """Arms by what tells them apart: "the weekly group", "those who took it for 10 years"."""
        by_key = {k: e.arm for e in self.entries.get(trial, ()) for k in e.keys}
        if by_key:
            told = said_details(sentence, by_key)
            for detail in told:
                if stands(sentence, detail, told):
                    yield Reference(detail.start, detail.end, by_key[detail.key])

    def _implied(self, sentence: Sentence, trial: Concept) -> Iterator[Reference]:
        for words in described(sentence):
            arm = self._meant(words, trial)
            if arm is not None:
                yield Reference(words.start, words.end, arm)

    def leaves_open(self, sentence: Sentence) -> list[Description]:
        """Where a sentence tells of a combination by its parts ("the three-drug arm"), and no known arm has these."""
        trial = self.trials.of(sentence)
        together = any(len(arm.interventions) > 1 for arm in self.of(trial))  # else "both drugs" are an arm each
        counted = (words for words in described(sentence) if words.is_counted and (together or not words.together))
        return [words for words in counted if self._meant(words, trial) is None]

    def _meant(self, words: Description, trial: Concept) -> Arm | None:
        return meant(words, self.entries.get(trial, ()), self.sides(trial), self.only(trial))


_COMBINED = frozenset({"combination therapy", "combination treatment", "combination chemotherapy"})
"""What an arm is called that is given several treatments together."""
_GROUPS = re.compile(r"(?:\salone|\sonly)?[\s-](?:treatment\s)?(?:groups?|arms?|cohorts?)\b")
