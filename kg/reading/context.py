"""What the readers of the kinds share: the annotated document, its trials and their arms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Document, Span, Value
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.arms import Arms
from kg.reading.results.populations import carried
from kg.reading.results.view import Result, view
from kg.reading.trials.flow import Trials


@dataclass(frozen=True)
class Context:
    """One document, ready to be read."""

    annotated: Annotated
    trials: Trials
    arms: Arms
    _seen: dict[int, Result] = field(default_factory=dict, compare=False, repr=False)

    def result(self, sentence: Sentence) -> Result:
        """The sentence with its arms and measures marked, made once for all readers of results."""
        if sentence.index not in self._seen:
            seen = view(sentence, self.arms)
            whom = carried(seen, self.annotated.sentences) if seen.measures else None
            self._seen[sentence.index] = replace(seen, carried=whom) if whom else seen
        return self._seen[sentence.index]

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self.annotated.document


@dataclass(frozen=True)
class Proposal:
    """A fact that a reader proposes, before it is checked against its kind's shape.

    Attributes:
        kind: the kind of fact.
        roles: role to value, values or None (a role that is not filled).
        span: where the document says so, in the document's text; at most two sentences.
        rule: the name of the rule or function that read it.

    """

    kind: str
    roles: Mapping[str, Value | Sequence[Value] | None]
    span: Span
    rule: str
