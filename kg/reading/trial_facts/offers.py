"""What the readers of facts about trials share: offers, of which the surest are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Concept, Span, Value
from kg.reading.context import Proposal
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


def rank_of(match: Match) -> int:
    """How surely a rule's words tell an attribute, as its file says; 0 is surest."""
    rank = match.rule.options.get("rank", 0)
    return rank if isinstance(rank, int) else 0
