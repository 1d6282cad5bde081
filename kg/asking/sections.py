"""A document cut into sections that fit a model's window, at headings where it can be, never within a passage."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Document, Span


def sections(document: Document, room: int) -> Iterator[Span]:
    """Spans of the document's text that together hold all of its passages, in order.

    Args:
        document: the document.
        room: the most code points of a section; a single passage that is longer is a section of its own.
    """
    blocks = list(_blocks(document))
    at = 0
    while at < len(blocks):
        fitting = at + 1
        while fitting < len(blocks) and blocks[fitting][0].end - blocks[at][0].start <= room:
            fitting += 1
        cut = fitting
        if fitting < len(blocks):  # at the last heading that leaves at least half a section before it
            halfway = blocks[at][0].start + room // 2
            heads = (i for i in range(fitting, at, -1) if blocks[i][1] and blocks[i][0].start >= halfway)
            cut = next(heads, fitting)
        yield Span(blocks[at][0].start, blocks[cut - 1][0].end)
        at = cut


def _blocks(document: Document) -> Iterator[tuple[Span, bool]]:
    """Where each passage stands in the source, and whether it is a heading."""
    for passage in document.passages:
        if passage.text.strip():
            yield passage.source_span(Span(0, len(passage.text))), passage.block == "heading"
