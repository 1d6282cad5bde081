"""What the readers of the kinds share: the annotated document, its trials and their arms."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from kg.model import Document, Span, Value
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.referring.arms import Arms
from kg.reading.trials.flow import Trials

Made = TypeVar("Made")


@dataclass(frozen=True)
class Context:
    """One document, ready to be read.

    Attributes:
        annotated: its sentences.
        trials: the trials that it tells of.
        arms: the arms of each.
        worked_out: what readers made of it that others ask for too (`once_a_document`, `results.figures.seen`).

    """

    annotated: Annotated
    trials: Trials
    arms: Arms
    worked_out: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self.annotated.document


def once_a_document(gather: Callable[[Context], Iterable[Made]]) -> Callable[[Context], tuple[Made, ...]]:
    """What is gathered from a document for several readers, gathered when the first of them asks."""

    @wraps(gather)
    def gathered(context: Context) -> tuple[Made, ...]:
        made: tuple[Made, ...] | None = context.worked_out.get(gather)
        if made is None:
            made = context.worked_out[gather] = tuple(gather(context))
        return made

    return gathered


def lead_in(everything: Sequence[Sentence], sentence: Sentence) -> Sentence | None:
    """For an item of a list the sentence that leads the list in: "…, as shown in the following studies:"."""
    if sentence.passage.block != "bullet":
        return None
    for at in range(sentence.index - 1, -1, -1):
        before = everything[at]
        if before.passage.path != sentence.passage.path:
            return None
        if before.passage.block != "bullet":
            return before if before.passage.text.rstrip().endswith(":") else None
    return None


@dataclass(frozen=True)
class Proposal:
    """A fact that a reader proposes, before it is checked against its kind's shape.

    Attributes:
        kind: the kind of fact.
        roles: role to value, values or None (a role that is not filled).
        span: where the document says so, in the document's text; at most two sentences.
        rule: the name of the rule or function that read it.
        under: the places above it without which its words do not show the fact, in the order of the text.

    """

    kind: str
    roles: Mapping[str, Value | Sequence[Value] | None]
    span: Span
    rule: str
    under: tuple[Span, ...] = ()
