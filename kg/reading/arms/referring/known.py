"""The arms of one trial, and which of them a treatment, or words that describe an arm, mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import OPEN, Entry, names_of
from kg.reading.arms.referring import resolving
from kg.reading.arms.referring.described import FEATURES, Description, described, meant
from kg.reading.arms.wording.details import details
from kg.reading.arms.wording.kinds import too_wide
from kg.reading.arms.wording.treatments import Phrase


@dataclass(frozen=True)
class Known:
    """The arms that a document introduces for a trial.

    Attributes:
        trial: the trial.
        entries: its arms, as they are introduced.
        sides: the tested one and its control, where it has just these two.
        only: its arm, where it has one, given to all it took.

    """

    trial: Concept
    entries: tuple[Entry, ...] = ()
    sides: tuple[Arm, Arm] | None = None
    only: Arm | None = None

    def resolve(self, given: Sequence[Concept], alone: bool = False, details: Sequence[str] = ()) -> Arm | None:
        """The arm that a treatment, or a kind of it, refers to; None where none or several fit."""
        control = self.sides[1] if self.sides else None
        found = resolving.resolve_class(self.entries, given, alone, control, details)
        combined = found is None and names_of(given) <= _COMBINED
        return meant(FEATURES["combination"], self.entries, None, None) if combined else found

    def without(self, given: Sequence[Concept]) -> Arm | None:
        """The only arm that goes without a treatment which another is given."""
        return resolving.without(self.entries, given)

    def with_more(self, phrase: Phrase) -> list[Entry]:
        """The arms that were given a treatment with others: "the low-dose A arm" of "high- or low-dose A with B"."""
        return [entry for entry in self.entries if phrase.names < entry.names]

    def pooled(self, sentence: Sentence, phrase: Phrase) -> Arm | None:
        """All who were given a treatment on one schedule or another, where the trial also has others.

        "The A groups", "patients given A", in a trial of A every two weeks, A every three weeks, and B.
        """
        same = [entry for entry in self.entries if entry.names == phrase.names]
        others = [entry for entry in self.entries if entry not in same]
        if len(same) < 2 or not others or any(phrase.names & e.names for e in others):
            return None
        told = {d.key for d in details(sentence) if phrase.start - 20 <= d.end and d.start <= phrase.end + 40}
        return None if told & {e.detail for e in same} else Arm(self.trial, same[0].arm.interventions)

    def may_have(self, phrase: Phrase) -> bool:
        """Whether a treatment may be an arm that the document does not introduce.

        The standard of a trial whose arms are known is one of them, though nothing says which.
        """
        known = any(phrase.names == e.names for e in self.entries) or (len(self.entries) > 1 and phrase.names <= OPEN)
        of_a_kind = phrase.names != {"chemotherapy"} and any(resolving.is_given(e, phrase.given) for e in self.entries)
        return not (known or of_a_kind or phrase.names <= too_wide())

    def meant(self, words: Description) -> Arm | None:
        """The only arm that words describe."""
        return meant(words, self.entries, self.sides, self.only)

    def leaves_open(self, sentence: Sentence) -> list[Description]:
        """Where a sentence tells of a combination by its parts ("the three-drug arm"), and no known arm has these."""
        together = any(len(e.arm.interventions) > 1 for e in self.entries)  # else "both drugs" are an arm each
        counted = (words for words in described(sentence) if words.is_counted and (together or not words.together))
        return [words for words in counted if self.meant(words) is None]


_COMBINED = frozenset({"combination therapy", "combination treatment", "combination chemotherapy"})
"""What an arm is called that is given several treatments together."""
