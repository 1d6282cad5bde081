"""What else a concept is called, for people who ask for it by another name: "Nexavar" for sorafenib.

What a text may mean by a name is the lexicon's business; here stand the names that lead to one concept for certain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Final

from kg.model import Concept
from kg.reading.grounding import vocabulary
from kg.reading.grounding.normal import key
from kg.reading.grounding.vocabulary import HAND, TABLES

_UNSURE: Final = frozenset({"ambiguous", "common", "quiet"})
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
    by_hand, others = _names(concept.kind).get(concept.name, ((), ()))
    found = {key(concept.name): "", key(concept.shown): ""}
    for text in (*by_hand, *others[:_MOST]):
        found.setdefault(key(text), text)
    return tuple(sorted(filter(None, found.values())))


@cache
def _names(kind: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The certain names of each concept of a kind: those that people added, and those of sources by their length."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for table in (t for t, k in TABLES.items() if k == kind):
        for name in vocabulary.names(vocabulary.folder(), table):
            if not name.flags & _UNSURE and (name.source == HAND or not _FORMAL.search(name.text)):
                found[name.concept][name.source != HAND].append(name.text)
    return {c: (tuple(sorted(own)), tuple(sorted(n, key=lambda t: (len(t), t)))) for c, (own, n) in found.items()}
