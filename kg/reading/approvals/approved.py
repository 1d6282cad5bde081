"""One approval as a document tells it, before it is a fact for each drug, disease and set of companions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Concept, Span, Value
from kg.reading.annotate import Sentence
from kg.reading.context import Proposal

FDA = Concept("agency", "FDA")


@dataclass(frozen=True)
class Said:
    """Where an approval is said: its words, and the places above them that they complete."""

    span: Span
    under: tuple[Span, ...] = ()

    def to(self, other: Said) -> Said:
        """From here to another place that completes the same words."""
        low, high = min(self.span.start, other.span.start), max(self.span.end, other.span.end)
        return Said(Span(low, high), tuple(place for place in self.under if place.end <= low))


def whole(sentences: Sequence[Sentence]) -> Span:
    """From the first of some sentences to the last."""
    return Span(sentences[0].source().start, sentences[-1].source().end)


def said(above: Sequence[Span], sentences: Sequence[Sentence]) -> Said:
    """Where sentences stand, under what stands above them; the nearest of this is quoted with them if right before."""
    places, own, text = list(above), whole(sentences), sentences[0].document.text
    if places and places[-1].end <= own.start and not re.search(r"\w", text[places[-1].end : own.start]):
        own = Span(places.pop().start, own.end)
    return Said(own, tuple(places))


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

    def proposals(self, said: Said, rule: str) -> Iterator[Proposal]:
        """One proposal for each drug, disease and alternative."""
        for drug in self.drugs:
            for cancer in self.cancers:
                for given in self.alternatives:
                    yield Proposal("approval", self._roles(drug, cancer, given), said.span, rule, said.under)

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
