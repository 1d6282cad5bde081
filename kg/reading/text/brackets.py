"""Round and square brackets of a text: where they open and close, and the text without what stands in them."""

from __future__ import annotations

import re

_BRACKET = re.compile(r"[()\[\]]")


def brackets(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The bracketed stretches of a text that open at a place or behind it, and close.

    >>> brackets("A (x [y]) or B (C"), brackets("A (x [y]) or B", 3)
    ([(5, 8), (2, 9)], [(5, 8)])
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text, start):
        if match.group() in "([":
            opened.append(match.start())
        elif opened:
            found.append((opened.pop(), match.end()))
    return found


def unbracketed(text: str, start: int = 0, end: int | None = None) -> str:
    r"""A range of a text with what stands in brackets that open in it blanked out, so that places stay what they are.

    A bracket that the text never closes is a slip of the pen, and holds nothing.

    >>> unbracketed("A (see below) or B (C").replace("\0", "_")
    'A (_________) or B (C'
    >>> unbracketed("A (x (y)) or (B and C)", 0, 18).replace("\0", "_"), unbracketed("A (x, y) or B", 3)
    ('A (_____) or (____', 'x, y) or B')
    """
    part = text[start:end]
    found = [(low - start, high - start) for low, high in brackets(text, start)] if "(" in part or "[" in part else []
    if not found:
        return part
    chars = list(part)
    for low, high in found:
        if low < len(part):
            stop = min(high - 1, len(part))
            chars[low + 1 : stop] = "\0" * (stop - low - 1)
    return "".join(chars)


def is_open(text: str, start: int, at: int) -> bool:
    """Whether a bracket that opens behind `start` is still open at a place.

    >>> is_open("A (x) and (y", 0, 4), is_open("A (x) and (y", 0, 7), is_open("A (x) and (y", 3, 4)
    (True, False, False)
    """
    words = text[start:at]
    return words.count("(") + words.count("[") > words.count(")") + words.count("]")


def closing(text: str, start: int, end: int | None = None) -> int:
    """Where a bracket that is open at `start` closes, or `end` where it does not before that.

    >>> closing("(A (x), B) or C", 1), closing("A or B", 0)
    (9, 6)
    """
    depth = 0
    for match in _BRACKET.finditer(text, start, len(text) if end is None else end):
        if match.group() in ")]" and depth == 0:
            return match.start()
        depth += 1 if match.group() in "([" else -1
    return len(text) if end is None else end


def opening(text: str, end: int) -> int:
    """Where the words of the bracket begin that is open at `end`; 0 where none is.

    >>> opening("(A (x), B", 9), opening("A (x), B", 8)
    (1, 0)
    """
    opened: list[int] = []
    for match in _BRACKET.finditer(text, 0, end):
        if match.group() in "([":
            opened.append(match.end())
        elif opened:
            opened.pop()
    return opened[-1] if opened else 0
