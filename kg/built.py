"""How a graph is to be built, and what its building made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kg import provenance, query
from kg.model import SetAside, Warned
from kg.parts import Part
from kg.store import Sent
from kg.workers import Limits

THRESHOLD = Decimal("0.5")
"""Facts whose rule's measured precision is below this stay out of the graph unless the user moves it."""

Progress = Callable[[str, int, int, float], None]
"""Called with what is done (`reading`, `writing`), how many documents of it are done, how many in all, and which share
of the work that is: the longest are read first, so that a few of them may be half of it."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a graph is built.

    Attributes:
        threshold: the least confidence of a fact in the graph, between 0 and 1.
        workers: processes that read; as many as there are processors where it is None, 0 for none but this.
        limits: what one document may take of a worker.
        cluster: the address of a Dask scheduler that reads instead (`dask://host:8786`); "" for this machine.
        store: the address of a SPARQL 1.1 store that the graph is sent to as well; "" for none.

    """

    threshold: Decimal = THRESHOLD
    workers: int | None = None
    limits: Limits = field(default_factory=Limits)
    cluster: str = ""
    store: str = ""


@dataclass
class Built:
    """What a build made.

    Attributes:
        parts: each document's path, as messages name it, with its part (without the lines), sorted by path.
        set_aside: files that were not built, and why, sorted by path.
        warnings: what is amiss in files that were built, sorted by path.
        read: how many documents were read, and not known from the last build.
        changed: whether the graph is another than before.
        statements: lines of the named graphs.
        lines: the graph as sorted N-Quads lines, where it was built in memory.
        sent: what was sent to another store; None where none was named.

    """

    parts: list[tuple[str, Part]] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    read: int = 0
    changed: bool = True
    statements: int = 0
    lines: list[str] = field(default_factory=list)
    sent: Sent | None = None

    @property
    def documents(self) -> int:
        """How many documents are in the graph."""
        return len(self.parts)

    @property
    def facts(self) -> int:
        """How many facts the documents state, each counted once a document."""
        return sum(part.facts for _, part in self.parts)

    @property
    def withheld(self) -> int:
        """How many facts were found but kept out for their low confidence."""
        return sum(part.withheld for _, part in self.parts)

    def manifest(self) -> dict[str, Any]:
        """What the graph's folder says of the build beside its counts: the files, the versions, what is missing."""
        return {
            **provenance.digests(),
            "links": query.digest(),
            "documents": [_entry(path, part) for path, part in sorted(self.parts, key=lambda pair: pair[1].iri)],
            "set_aside": [{"path": a.path, "reason": a.reason, "remedy": a.remedy} for a in self.set_aside],
            "withheld": self.withheld,
        }


def _entry(path: str, part: Part) -> dict[str, Any]:
    counts = {"facts": part.facts, "statements": part.statements}
    return {"iri": part.iri, "path": path, "sha256": part.sha256, "digest": part.digest, "part": part.key, **counts}
