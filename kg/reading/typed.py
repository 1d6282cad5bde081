"""The typed text of a sentence: its words with each mark as one code point of its kind, and the way back to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.model import Span
from kg.reading.marks import SIGNS, Mark
from kg.reading.matching.programs import quick


def typed_text(text: str, span: Span, marks: Sequence[Mark]) -> tuple[str, tuple[int, ...]]:
    """The typed text of a range of a passage, and for each of its code points where it begins there, and the end."""
    pieces: list[str] = []
    starts: list[int] = []
    text = _readable(text, span)
    at = span.start
    against = [found.end() for found in _AGAINST.finditer(text, span.start + 1, span.end)]
    before: Mark | None = None
    for mark in [*marks, None]:
        end = mark.span.start if mark else span.end
        if mark and before and mark.kind == before.kind in _FIGURES and _set_against(text, span.start, at, mark):
            pieces.append(_VERSUS)
            starts.extend([*range(at, at + len(_VERSUS) - 1), end - 1])
            at = end
        while against and against[0] <= end:
            pieces.append(f"{text[at : against[0]]}s")
            starts.extend([*range(at, against[0]), against[0] - 1])
            at = against.pop(0)
        pieces.append(text[at:end])
        starts.extend(range(at, end))
        if mark:
            torn = pieces[-1][-1:].strip() and text[mark.span.end : mark.span.end + 1].isalnum()
            sign = SIGNS.get(mark.kind, " " if torn else "")
            pieces.append(sign)
            starts.extend([end] * len(sign))
            at, before = mark.span.end, mark
            against = [place for place in against if place > at]
    return "".join(pieces), (*starts, span.end)


def _set_against(text: str, start: int, at: int, mark: Mark) -> bool:
    """Whether words between two figures set one against the other as "versus" does, each arm being told elsewhere."""
    if not _SET_AGAINST.fullmatch(text, at, mark.span.start):
        return False
    return text.rfind("(", start, at) > text.rfind(")", start, at) or bool(_OF_BOTH.match(text, mark.span.end))


def reads_otherwise(words: str) -> bool:
    """Whether the typed text of some words holds other words than they do."""
    return _AGAINST.search(words) is not None or ("compar" in words and _SET_AGAINST.search(words) is not None)


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
_AGAINST = re.compile(r"v(?<=\sv)(?=\.?\s)")
"""The shortest form of "versus", read as "vs"; its letter is looked for first, as spaces are everywhere."""
_FIGURES = frozenset({"percent", "duration", "count", "number"})
_SET_AGAINST = quick(r"\s(?:as\s)?(?:compared|in comparison)\s(?:with|to)\s")
_OF_BOTH = quick(r"\s(?:with|in|for|among)\s[^.;:,()]{3,60}\sand\s[^.;:,()]{3,60}(?=[.;,(])")
_VERSUS = " vs "
"""Between two figures of a kind, longer forms of "versus", read as it: "(23% compared with 9%)"."""
