"""How much room text takes, and how it is broken into lines.

Measured with the outlines of DejaVu Sans, which comes with matplotlib, so that the same text has the same
extent on every machine. Sizes are in points, lengths in inches.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from functools import lru_cache

ELLIPSIS = "…"
_BREAKS = re.compile(r"(?<=[-/–—+_.,;])(?=[^\W\d_])|(?<=\s)")


def clean(text: str) -> str:
    r"""The text as it may stand in a picture: one line, without characters that XML does not allow.

    >>> clean("a\x00b\n  c\u202e")
    'a b c'
    """
    kept = "".join(" " if unicodedata.category(c) in _UNSEEN or c in "\ufffe\uffff" else c for c in text)
    return " ".join(kept.split())


_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories of characters that are not drawn, or that turn the direction of what is."""


@lru_cache(maxsize=65536)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width in inches of one line of text, of `size` points."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415  (more than a second to import)
    from matplotlib.textpath import text_to_path  # noqa: PLC0415

    font = FontProperties(family=["DejaVu Sans"], size=size, weight="bold" if bold else "normal")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that the font lacks; the drawing itself reports it
        points: float = text_to_path.get_text_width_height_descent(text, font, False)[0]
    return points / 72


def line_height(size: float) -> float:
    """The distance in inches between the base lines of two lines of text of `size` points."""
    return size * 1.28 / 72


def wrap(text: str, size: float, room: float, lines: int = 3, bold: bool = False) -> tuple[str, ...]:
    """Text broken into lines of about the same width, none wider than `room` inches.

    Breaks at spaces and after hyphens, slashes and the like, else in the middle of a word. What does not fit
    on `lines` lines is cut, with an ellipsis.

    >>> wrap("differentiated thyroid cancer", 9, 1.4)
    ('differentiated', 'thyroid cancer')
    >>> wrap("a very long name that goes on and on", 9, 0.8, lines=2)
    ('a very long', 'name that…')
    """
    parts = [part for piece in _BREAKS.split(clean(text)) for part in _pieces(piece, size, room, bold)]
    broken = _fill(parts, size, room, bold)
    if len(broken) > lines:
        kept = broken[:lines]
        return (*kept[:-1], _cut(kept[-1] + ELLIPSIS, size, room, bold))
    return tuple(_even(parts, broken, size, room, bold))


def _pieces(part: str, size: float, room: float, bold: bool) -> list[str]:
    """A word, or its pieces where it alone is wider than the room; accents stay on their letters."""
    if width(part.rstrip(), size, bold) <= room:
        return [part]
    pieces, current = [], ""
    for character in part:
        if current and not unicodedata.combining(character) and width(current + character, size, bold) > room:
            pieces.append(current)
            current = ""
        current += character
    return [*pieces, current]


def _fill(parts: list[str], size: float, room: float, bold: bool) -> list[str]:
    lines = [""]
    for part in parts:
        if lines[-1] and width((lines[-1] + part).rstrip(), size, bold) > room:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


def _even(parts: list[str], broken: list[str], size: float, room: float, bold: bool) -> list[str]:
    """The same number of lines in the least room: no line is left with a lone short word."""
    low, high, best = 0.0, room, broken
    for _ in range(7 if len(broken) > 1 else 0):
        middle = (low + high) / 2
        tried = _fill(parts, size, middle, bold)
        if len(tried) == len(broken) and all(width(line, size, bold) <= room for line in tried):
            high, best = middle, tried
        else:
            low = middle
    return best


def _cut(line: str, size: float, room: float, bold: bool) -> str:
    while len(line) > 1 and width(line, size, bold) > room:
        line = line[:-2].rstrip(" ,;(") + ELLIPSIS
    return line


def missing(text: str) -> bool:
    """Whether DejaVu Sans lacks a character of the text."""
    return any(ord(character) not in _glyphs() for character in text)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font  # noqa: PLC0415

    return frozenset(get_font(findfont(FontProperties(family=["DejaVu Sans"]))).get_charmap())
