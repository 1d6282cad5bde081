"""How the vocabulary's concepts hang together: what they are kinds of, what they are made of, what titles name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.model import Concept
from kg.reading.grounding import vocabulary
from kg.reading.grounding.lexicon import Lexicon


def closed(concepts: Iterable[Concept]) -> frozenset[Concept]:
    """The concepts and all that they are kinds of, as far as the vocabulary knows."""
    found, todo = set[Concept](), list(concepts)
    while todo:
        concept = todo.pop()
        if concept not in found:
            found.add(concept)
            todo.extend(filter(None, (named(concept.kind, parent) for parent in concept.parents)))
    return frozenset(found)


@cache
def named(kind: str, name: str) -> Concept | None:
    """The concept of a kind with this canonical name, or None where the vocabulary has none."""
    return Lexicon.load().named(kind, name)


def parts(concept: Concept) -> tuple[Concept, ...]:
    """The drugs that a regimen or a combination product consists of, in the vocabulary's order.

    >>> [part.name for part in parts(Concept("drug", "ABVD"))]
    ['doxorubicin', 'bleomycin', 'vinblastine', 'dacarbazine']
    """
    return _regimens().get(concept.name, ()) if concept.kind == "drug" else ()


@cache
def _regimens() -> dict[str, tuple[Concept, ...]]:
    where = vocabulary.folder()
    tables = [table for table, kind in vocabulary.TABLES.items() if kind == "drug"]
    rows = (entry for table in tables for entry in vocabulary.entries(where, table) if entry.members)
    return {row.concept.name: tuple(named("drug", m) or Concept("drug", m) for m in row.members) for row in rows}


def topics(title: str) -> tuple[Concept, ...]:
    """The drugs and cancers that a title names, in its order.

    >>> [topic.name for topic in topics("Sorafenib for Metastatic Thyroid Cancer - NCI")]
    ['sorafenib', 'thyroid cancer']
    """
    meant = (mention.concept for mention in Lexicon.load().find(title))
    return tuple(dict.fromkeys(c for c in meant if c is not None and c.kind in ("drug", "cancer")))


def treated(title: str) -> tuple[Concept, ...]:
    """The cancers whose treatment a title says that its document is about, in the title's order.

    >>> [cancer.name for cancer in treated("Thyroid Cancer Treatment (PDQ) - NCI")]
    ['thyroid cancer']
    >>> treated("Sorafenib for Metastatic Thyroid Cancer - NCI")
    ()
    """
    return tuple(c for c in topics(title) if c.kind == "cancer") if "Treatment" in title else ()
