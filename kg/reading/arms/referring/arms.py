"""The arms of a document by trial, and what its sentences refer to, each worked out once.

What `inventory.py` found is asked by trial (`known.py`) and by sentence (`references.py`). What cannot be resolved is
no arm: an arm is never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.referring import tested
from kg.reading.arms.referring.described import Description
from kg.reading.arms.referring.known import Known
from kg.reading.arms.referring.references import Reference, references
from kg.reading.trials.flow import Trials


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
    _known: dict[Concept, Known] = field(init=False, default_factory=dict, compare=False)
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

    def set_against(self, given: Sequence[Concept]) -> tuple[Arm, Arm] | None:
        """The sides of the trial that sets two treatments against each other; None where none does."""
        every = (sides for trial in self.entries if (sides := self.sides(trial)))
        return next((s for s in every if {a.interventions for a in s} == {(concept,) for concept in given}), None)

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

    def known(self, trial: Concept) -> Known:
        """The arms of a trial by themselves."""
        if trial not in self._known:
            self._known[trial] = Known(trial, self.entries.get(trial, ()), self.sides(trial), self.only(trial))
        return self._known[trial]

    def references(self, sentence: Sentence, brackets: bool = False) -> list[Reference]:
        """What the sentence says of arms, in order, none within another; in its brackets too where that is wanted.

        A treatment that no known arm fits is an arm of its own where people are said to have been given it.
        """
        brackets = brackets and "(" in sentence.typed
        key = sentence.index, sentence.typed, brackets
        if key not in self._seen:
            self._seen[key] = references(sentence, self.known(self.trials.of(sentence)), brackets)
        return self._seen[key]

    def leaves_open(self, sentence: Sentence) -> list[Description]:
        """Where a sentence tells of a combination by its parts, and no known arm of its trial has these."""
        return self.known(self.trials.of(sentence)).leaves_open(sentence)
