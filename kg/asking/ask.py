"""The loop: sections are asked one by one, and what passes the gate becomes the model's part of the sidecar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg import names
from kg.asking import prompt
from kg.asking.answers import objects
from kg.asking.cache import Answer, Cache
from kg.asking.client import Client
from kg.asking.sections import sections
from kg.curation.gate import OWN, Gate, Ruled
from kg.curation.sidecar import Line, told
from kg.model import Document, Span
from kg.reading.grounding.lexicon import Lexicon

ROOM: Final = 24_000
"""Code points of a section unless the user says otherwise: about six thousand tokens of English."""


@dataclass
class Asked:
    """What came of asking about one document.

    Attributes:
        values: the facts that entered, as a sidecar holds them, in the order of the text.
        refused: claims that the gate refused, with the reason.
        unreadable: lines of answers that were no JSON object.
        sections, cached: how many were asked, and how many of these were known already.
        tokens_in, tokens_out: what the model counted, cached sections included.
    """

    values: list[dict[str, Any]] = field(default_factory=list)
    refused: list[Ruled] = field(default_factory=list)
    unreadable: int = 0
    sections: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True)
class Reader:
    """Asks one model about documents.

    Attributes:
        model: the model.
        cache: where answers are kept.
        on: the day, as evidence tells it (`YYYY-MM-DD`).
        room: the most code points of a section.
    """

    model: Client
    cache: Cache
    on: str
    room: int = ROOM

    @property
    def by(self) -> str:
        """How evidence names the model."""
        return f"model:{self.model.name}"

    def read(self, document: Document, lexicon: Lexicon) -> Asked:
        """Ask about each section of a document.

        Raises:
            AskingError: where the model does not answer; what it answered so far is kept in the cache.
        """
        asked, gate = Asked(), Gate(document, lexicon)
        found: dict[str, dict[str, Any]] = {}
        for span in sections(document, self.room):
            claims, unreadable = objects(self._answer(span.of(document.text), asked).text)
            asked.unreadable += unreadable
            for claim in claims:
                ruled = gate.judge(Line(f"{document.name}:{span.start}", self._claimed(claim, span)))
                if ruled.finding is None:
                    asked.refused.append(ruled)
                else:
                    fact = names.fact_iri(ruled.finding.fact)
                    found.setdefault(fact, told(ruled.finding, document, self.by, self.on))
        asked.values = sorted(found.values(), key=lambda value: (value["start"], value["end"]))
        return asked

    def _claimed(self, claim: Mapping[str, Any], span: Span) -> dict[str, Any]:
        """A claim as a sidecar's line: the model says what and in which words, and nothing of itself or of places."""
        plain = {key: value for key, value in claim.items() if key not in (*OWN, "start", "end")}
        return {**plain, "by": self.by, "on": self.on, "start": span.start}

    def _answer(self, text: str, asked: Asked) -> Answer:
        system, message = prompt.system(), prompt.section(text)
        answer = self.cache.get(self.model.name, system, message)
        asked.sections += 1
        asked.cached += answer is not None
        if answer is None:
            answer = self.model.ask(system, message)
            self.cache.put(self.model.name, system, message, answer)
        asked.tokens_in += answer.tokens_in
        asked.tokens_out += answer.tokens_out
        return answer


def merged(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], by: str) -> list[Mapping[str, Any]]:
    """A sidecar's objects with a model's part replaced; what others wrote stays where it stands, before it."""
    return [*(value for value in old if value.get("by") != by), *new]
