"""One approval as a document tells it, before it is a fact for each drug, disease and set of companions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Concept, Span, Value
from kg.reading.context import Proposal

FDA = Concept("agency", "FDA")


@dataclass(frozen=True)
class Approval:
    """One approval.

    Attributes:
        drugs: what is approved, each by itself; `together` where they are approved as a combination.
        alternatives: what else is given, as `companions.companions` reads it.
        basis: the measures that it is said to rest on.

    """

    drugs: tuple[Concept, ...]
    cancers: tuple[Concept, ...]
    alternatives: tuple[tuple[Concept, ...], ...] = ((),)
    agency: Concept | None = None
    date: str | None = None
    status: str = "approved"
    setting: str | None = None
    trial: Concept | None = None
    basis: tuple[Concept, ...] = ()
    together: bool = False

    def proposals(self, span: Span, rule: str) -> Iterator[Proposal]:
        """One proposal for each drug, disease and alternative."""
        for drug in self.drugs:
            for cancer in self.cancers:
                for given in self.alternatives:
                    yield Proposal("approval", self._roles(drug, cancer, given), span, rule)

    def _roles(
        self, drug: Concept, cancer: Concept, given: Sequence[Concept]
    ) -> dict[str, Value | Sequence[Value] | None]:
        others = [*given, *(self.drugs if self.together else ())]
        return {
            "drug": drug,
            "with": [c for c in dict.fromkeys(others) if c != drug],
            "cancer": cancer,
            "agency": self.agency,
            "date": self.date,
            "status": self.status,
            "setting": self.setting,
            "trial": self.trial,
            "basis": list(self.basis),
        }
