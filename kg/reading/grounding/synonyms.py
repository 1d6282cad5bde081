"""What else a concept is called, for people who ask for it by another name: "Nexavar" for sorafenib.

What a text may mean by a name is the lexicon's business; here stand the names that lead to one concept for certain.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.model import Concept
from kg.reading.grounding import vocabulary
from kg.reading.grounding.normal import key
from kg.reading.grounding.vocabulary import HAND, TABLES

_UNSURE: Final = frozenset({"ambiguous", "common", "drop", "quiet"})
_MOST: Final = 6
"""Names of sources that are taken of one concept, the shortest first: Mondo has forty for some cancers."""
_FORMAL: Final = re.compile(r"neoplas|malignan|tumour|\bNOS\b|carcinoma of|cancer of")
"""Words of names that registries use for cancers, and nobody who asks a question."""


def of(concept: Concept) -> tuple[str, ...]:
    """The other names of a concept, sorted; all that people added, and the shortest of what sources list.

    >>> from kg.model import Concept
    >>> "Nexavar" in of(Concept("drug", "sorafenib"))
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
