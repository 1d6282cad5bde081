"""What the readers of a trial's attributes share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.model import Concept, Span, Value
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.context import Proposal
from kg.reading.cues import any_of, as_written
from kg.reading.matching.prefilter import plain, prefiltered
from kg.reading.matching.programs import quick
from kg.reading.patterns import Match


@dataclass(frozen=True, slots=True)
class Offer:
    """An attribute that a sentence gives a trial, before the surest is chosen.

    Attributes:
        kind: `trial` or `trial_detail`.
        rank: how surely it is said; 0 is surest.
        refers_to: what the value names; `also` where it names several.

    """

    kind: str
    trial: Concept
    attribute: str
    value: str | Decimal
    span: Span
    rule: str
    rank: int = 0
    refers_to: Concept | None = None
    qualifier: str = ""
    also: tuple[Concept, ...] = ()

    def proposal(self) -> Proposal:
        """The offer as a fact to be checked."""
        roles: dict[str, Value | Sequence[Value] | None] = {
            "trial": self.trial,
            "attribute": self.attribute,
            "value": self.value,
        }
        if self.refers_to is not None:
            roles["refers_to"] = [self.refers_to, *self.also] if self.also else self.refers_to
        if self.qualifier:
            roles["qualifier"] = self.qualifier
        return Proposal(self.kind, roles, self.span, self.rule)


LONGEST = 1600
"""Code points; what is longer is no sentence, and is not searched for what it may tell."""


@once_a_sentence
def blocked(sentence: Sentence) -> bool:
    """Whether a sentence speaks of trials that should be done or of none, or asks, or is none."""
    text = sentence.text
    if len(text) > LONGEST or text.endswith("?") or of_animals(sentence):
        return True
    may_be = sentence.may_match(any_of("attributes", "blocked"))
    return may_be and any(sentence.search_text(words) for words in as_written("attributes", "blocked"))


def of_animals(sentence: Sentence) -> bool:
    """Whether the paragraph of a sentence tells of animals, and of no people."""
    if sentence.held is not None and not sentence.held.places(_ANIMALS):
        return False
    return _tells_of_animals(sentence.passage.text)


@lru_cache(maxsize=64)
def _tells_of_animals(told: str) -> bool:
    return bool(plain(_ANIMALS).search(told)) and not _PEOPLE.search(told)


_ANIMALS = prefiltered(r"\b(?:rats?|mice|mouse|hamsters?)\b", re.IGNORECASE)
_PEOPLE = quick(
    r"\b(?:patients?|wom[ae]n|men|man|participants?|volunteers?|people|persons?|child|children|humans?|adults?"
    r"|clinical trials?)\b",
    re.IGNORECASE,
)


def rank_of(match: Match) -> int:
    """How surely a rule's words tell an attribute, as its file says; 0 is surest."""
    rank = match.rule.options.get("rank", 0)
    return rank if isinstance(rank, int) else 0
