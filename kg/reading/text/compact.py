"""A text with stretches of it left out or replaced, and the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from kg.model import OffsetMap, Span

Edit = tuple[int, int, str]
"""Where a stretch of the source begins, where it ends as a negative number (so that of two that begin together the
longer sorts first), and what stands for it: nothing, or one code point."""


def edit(start: int, end: int, char: str = "") -> Edit:
    """The edit that puts `char` in the place of `source[start:end]`."""
    return start, -end, char


def compact(source: str, start: int, end: int, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """`source[start:end]` after the edits, without white space doubled or at its ends.

    An edit within another is not applied. White space other than single spaces must be edited to a space.

    >>> compact("The [drug](/d) works", 0, 20, [edit(4, 5), edit(9, 14)])
    ('The drug works', OffsetMap(compact=(0, 4, 8), source=(0, 5, 14)))
    """
    out = _Text()
    position = start
    for begin, negative, char in sorted(edits):
        if begin > position:
            out.add(source[position:begin], position)
        elif begin < position:
            position = max(position, -negative)
            continue
        if char:
            out.add(char, begin)
        position = -negative
    if position < end:
        out.add(source[position:end], position)
    return out.finish()


def compact_span(offsets: OffsetMap, length: int, span: Span) -> Span:
    """The stretch of a compact text of this length that stands for a span of its source.

    >>> text, offsets = compact("The [drug](/d) works", 0, 20, [edit(4, 5), edit(9, 14)])
    >>> compact_span(offsets, len(text), Span(5, 9)).of(text)
    'drug'
    """
    return Span(_place(offsets, length, span.start), _place(offsets, length, span.end))


def _place(offsets: OffsetMap, length: int, place: int) -> int:
    """The first place of the compact text whose source is `place` or after it."""
    run = bisect_right(offsets.source, place) - 1
    if run < 0:
        return 0
    last = offsets.compact[run + 1] if run + 1 < len(offsets.compact) else length
    return min(offsets.compact[run] + place - offsets.source[run], last)


class _Text:
    """A compact text as it grows; a new run begins wherever the source jumps."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._compact: list[int] = []
        self._source: list[int] = []
        self._shift: int | None = None
        self._after_space = True

    def add(self, text: str, place: int) -> None:
        """Add what stands at a place of the source, but no space after a space."""
        if self._after_space and text[0] == " ":
            text, place = text[1:], place + 1
            if not text:
                return
        if place - self._length != self._shift:
            self._shift = place - self._length
            self._compact.append(self._length)
            self._source.append(place)
        self._parts.append(text)
        self._length += len(text)
        self._after_space = text[-1] == " "

    def finish(self) -> tuple[str, OffsetMap]:
        """The text without a space at its end, and its offsets."""
        text = "".join(self._parts)
        if text and self._after_space:
            text = text[:-1]
        if self._compact and self._compact[-1] == len(text):
            del self._compact[-1], self._source[-1]
        return text, OffsetMap(tuple(self._compact) or (0,), tuple(self._source) or (0,))
