"""Which papers of a summary's reference lists a passage cites, and which items tell what the paper above them found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Document, Passage, Span
from kg.reading.trials.carrying import item_number

CITED = re.compile(r"#(?:cit/)?(?:section[_.])([\w.]+)$")
"""The target of a link that cites an entry of a reference list, as `section.number`."""


def citations(links: Iterable[tuple[Span, str]]) -> set[str]:
    """The references that links cite, as `section.number`.

    >>> sorted(citations([(Span(4, 7), "#cit/section_4.12"), (Span(9, 12), "/glossary")]))
    ['4.12']
    """
    return {found.group(1) for _, target in links if (found := CITED.search(target))}


def is_below(document: Document, item: Passage, head: Passage) -> bool:
    """Whether an item without a number tells on what a passage above it cites a paper for: it cites no other."""
    if item.block != "bullet" or item.path != head.path or item_number(document, item):
        return False
    if head.block == "bullet" and not item_number(document, head):
        return False
    above = citations(head.links)
    return bool(above) and citations(item.links) <= above
