"""How the concepts of the vocabulary hang together, and what else they are called: "Nexavar" for sorafenib.

What they are kinds of, what they are made of, what titles name. What a text may mean by a name is the business of the
lexicon; here stand the names that lead to one concept for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from kg.model import Concept
from kg.reading.grounding import vocabulary
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.grounding.normal import key
from kg.reading.grounding.vocabulary import HAND, TABLES


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


_UNSURE: Final = frozenset({"ambiguous", "common", "drop", "quiet"})
_MOST: Final = 6
"""Names of sources that are taken of one concept, the shortest first: Mondo has forty for some cancers."""
_FORMAL: Final = re.compile(r"neoplas|malignan|tumour|\bNOS\b|carcinoma of|cancer of")
"""Words of names that registries use for cancers, and nobody who asks a question."""


def other_names(concept: Concept) -> tuple[str, ...]:
    """The other names of a concept, sorted; all that people added, and the shortest of what sources list.

    >>> from kg.model import Concept
    >>> "Nexavar" in other_names(Concept("drug", "sorafenib"))
    True
    """
    by_hand, others = _names(concept.kind, concept.name)
    found = {key(concept.name): "", key(concept.shown): ""}
    for text in (*by_hand, *others[:_MOST]):
        found.setdefault(key(text), text)
    return tuple(sorted(filter(None, found.values())))


def _names(kind: str, name: str) -> tuple[list[str], list[str]]:
    """The certain names of a concept: those that people added, and those of sources by their length."""
    own: list[str] = []
    others: list[str] = []
    for text, _, flags, source, *_ in (row for table in _tables(kind) for row in table.get(name, ())):
        if not _UNSURE.intersection(vocabulary.split(flags)) and (source == HAND or not _FORMAL.search(text)):
            (own if source == HAND else others).append(text)
    return sorted(own), sorted(others, key=lambda text: (len(text), text))


@cache
def _tables(kind: str) -> tuple[dict[str, list[list[str]]], ...]:
    """The tables of names of a kind."""
    return tuple(vocabulary.named(vocabulary.folder(), table) for table, k in TABLES.items() if k == kind)
