"""What is said, without a time or a place: facts, and what their roles hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from kg.model.documents import Span


@dataclass(frozen=True, slots=True)
class Concept:
    """What a name stands for.

    Attributes:
        kind: `drug`, `intervention`, `exposure`, `target`, `cancer`, `measure`, `event`, `agency`, `organization`,
            `person`, `trial`.
        name: the canonical name: a drug's generic, a gene's symbol, a cancer's words in lower case.
        label: how it is shown; the name where that is "".
        matches: CURIEs of the same thing elsewhere (`CHEBI:50924`), sorted.
        known: whether the vocabulary knows it; false for what a document alone names.
        scope: the document that a local name belongs to (the trial "study" of one page); "" where it is global.
        parents: names of broader concepts of the same kind.
        said: what the document calls it, where that is printed in place of the name; no part of what it is.

    """

    kind: str
    name: str
    label: str = ""
    matches: tuple[str, ...] = ()
    known: bool = True
    scope: str = ""
    parents: tuple[str, ...] = ()
    said: str = field(default="", compare=False)

    def __hash__(self) -> int:
        return hash((self.kind, self.name, self.scope))  # what tells nearly all apart, and is hashed already

    @property
    def shown(self) -> str:
        """The label, or the name where there is none."""
        return self.label or self.name


class Mention(NamedTuple):
    """A stretch of a passage's compact text that names something.

    `candidates` is empty for a name that nothing knows, and holds more than one for an ambiguous name.
    """

    span: Span
    text: str
    candidates: tuple[Concept, ...]

    @property
    def concept(self) -> Concept | None:
        """The one thing it stands for, or None where it is unknown or ambiguous."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class Arm:
    """One group of a trial: what its participants were given; or people who share an exposure, by that.

    `interventions` (of the kind `exposure` for a group that no treatment makes) are in the order of the canonical
    names, so that two documents agree on the arm.
    """

    trial: Concept
    interventions: tuple[Concept, ...]
    detail: str = ""

    def __post_init__(self) -> None:
        ordered = tuple(sorted(set(self.interventions), key=lambda c: c.name))
        object.__setattr__(self, "interventions", ordered)


Value = Concept | Arm | str | Decimal | bool
"""What a role of a fact may hold."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said: a kind and its roles. Its identity is its content.

    Make facts with `kg.schema.make`, which checks them; `roles` is sorted by name, and a role that is
    not filled is not there.
    """

    kind: str
    roles: tuple[tuple[str, tuple[Value, ...]], ...]

    def __getitem__(self, role: str) -> tuple[Value, ...]:
        return next((values for name, values in self.roles if name == role), ())

    def one(self, role: str) -> Value | None:
        """The role's only value, or None where the role is not filled."""
        values = self[role]
        return values[0] if values else None
