"""The typed text of a sentence: its words with each mark as one code point of its kind, and the way back to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.model import Span
from kg.reading.marks import SIGNS, Mark
from kg.reading.matching.programs import quick


def typed_text(
    text: str, span: Span, marks: Sequence[Mark], left_out: Sequence[Span] = ()
) -> tuple[str, tuple[int, ...]]:
    """The typed text of a range of a passage, and for each of its code points where it begins there, and the end.

    Of what is left out, which no mark cuts, the first code point stands alone, as a space.
    """
    pieces: list[str] = []
    starts: list[int] = []
    text = _readable(text, span)
    at = span.start
    against = [found.end() for found in _AGAINST.finditer(text, span.start, span.end)]
    for mark in [*marks, None]:
        end = mark.span.start if mark else span.end
        while against and against[0] <= end:
            pieces.append(f"{text[at : against[0]]}s")
            starts.extend([*range(at, against[0]), against[0] - 1])
            at = against.pop(0)
        pieces.append(text[at:end])
        starts.extend(range(at, end))
        if mark:
            pieces.append(SIGNS[mark.kind])
            starts.append(end)
            at = mark.span.end
            against = [place for place in against if place > at]
    typed = "".join(pieces)
    for aside in reversed(left_out):
        low, high = bisect_left(starts, aside.start), bisect_left(starts, aside.end)
        typed, starts[low + 1 : high] = f"{typed[:low]} {typed[high:]}", []
    return typed, (*starts, span.end)


def reads_otherwise(words: str) -> bool:
    """Whether the typed text of some words holds other words than they do."""
    return _AGAINST.search(words) is not None


def cuts_a_word(text: str, marks: Iterable[Mark]) -> bool:
    """Whether any mark of a passage begins or ends within a word."""
    for mark in marks:
        start, end = mark.span.start, mark.span.end
        if text[end - 1 : end + 1].isalpha() or (start and text[start - 1 : start + 1].isalpha()):
            return True
    return False


def _readable(text: str, span: Span) -> str:
    """A passage's text without what would be misread in a range of it: code points of marks, full stops."""
    clean, undotted = _without_strays(text), _undotted(text)
    if clean is not text and _STRAY.search(text, span.start, span.end):
        text, undotted = clean, _undotted(clean)
    return undotted if undotted is not text and _DOTTED.search(text, span.start, span.end) else text


@lru_cache(maxsize=8)
def _without_strays(text: str) -> str:
    """A passage's text without code points of marks, made once for all of its sentences."""
    return text if text.isascii() else _STRAY.sub("\ufffd", text)


@lru_cache(maxsize=8)
def _undotted(text: str) -> str:
    """A passage's text without these full stops, made once for all of its sentences."""
    return _DOTTED.sub(lambda found: found.group().replace(".", "-"), text)


_STRAY = re.compile(f"[{''.join(SIGNS.values())}]")
"""Code points of a document that would be taken for marks."""
_DOTTED = quick(r"(?<![\w.])(?:i\.[vmpta]|p\.o|s\.[cl]|[bo]\.d|[bt]\.i\.d|t\.d\.s|q\.i?d|q\.o\.d|p\.r\.n)\.(?=[\s,;)])")
"""How a drug is given, in letters with full stops, which end nothing: "10 mg i.v.", read as "i-v-"."""
_AGAINST = quick(r"\sv(?=\.?\s)")
"""The shortest form of "versus", read as "vs"."""
