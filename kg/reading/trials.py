"""The trials of a document: their names, and which of them a sentence speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Concept
from kg.reading.annotate import Annotated, Sentence


@dataclass(frozen=True)
class Trials:
    """The trials that a document speaks of."""

    main: Concept

    def of(self, sentence: Sentence) -> Concept:
        """The trial that a sentence speaks of; the document's own where it names no other."""
        return self.main


def trials(annotated: Annotated) -> Trials:
    """The trials of a document; one that it does not name is "study", known within the document only."""
    return Trials(Concept("trial", "study", known=False, scope=annotated.document.name))
