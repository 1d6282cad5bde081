"""What the readers of a trial's attributes share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.model import Concept, Span, Value
from kg.reading.annotate import Sentence
from kg.reading.context import Proposal
from kg.reading.patterns import pattern, table


@dataclass(frozen=True, slots=True)
class Offer:
    """An attribute that a sentence gives a trial, before the surest is chosen.

    Attributes:
        kind: `trial` or `trial_detail`.
        rank: how surely it is said; 0 is surest.

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

    def proposal(self) -> Proposal:
        """The offer as a fact to be checked."""
        roles: dict[str, Value | None] = {
            "trial": self.trial,
            "attribute": self.attribute,
            "value": self.value,
        }
        if self.refers_to is not None:
            roles["refers_to"] = self.refers_to
        if self.qualifier:
            roles["qualifier"] = self.qualifier
        return Proposal(self.kind, roles, self.span, self.rule)


@cache
def as_written(family: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a rule file's table, macros written out, upper and lower case as they stand."""
    return tuple(pattern(f"(?-i:{text})", family) for text in table(family, name))


@cache
def any_of(family: str, name: str) -> re.Pattern[str]:
    """What any pattern of a table matches, upper and lower case as they stand."""
    return pattern("(?-i:" + "|".join(f"(?:{text})" for text in table(family, name)) + ")", family)


def blocked(sentence: Sentence) -> bool:
    """Whether a sentence speaks of trials that should be done or of none, or asks."""
    text = sentence.text
    return text.endswith("?") or bool(any_of("attributes", "blocked").search(text))
