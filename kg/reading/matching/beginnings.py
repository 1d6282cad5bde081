"""With which code points a match of a pattern can begin, read from the pattern itself.

Python's engine passes over all other places at once, in a tenth of the time, where its compiler tells it these; and
that tells none of patterns that ignore case, nor of choices of more than single letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from re import IGNORECASE
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, Final

Members = list[tuple[Any, Any]]
"""Code points as Python's parser holds those of a set in square brackets."""

_ALSO: Final = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}
"""Code points that match an ASCII letter where case is ignored, beside the letter in both cases."""

_CATEGORIES: Final = (op.CATEGORY_DIGIT, op.CATEGORY_SPACE)


def beginnings(nodes: Iterable[tuple[Any, Any]], flags: int) -> Members | None:
    """The code points with one of which a match begins, or more; None where that cannot be said, or may be nothing.

    Args:
        nodes: the tree of a pattern.
        flags: the pattern's flags.

    """
    found, empty = _of(nodes, flags)
    return None if empty else found


def _of(nodes: Iterable[tuple[Any, Any]], flags: int) -> tuple[Members | None, bool]:
    """Those of a sequence, and whether it may match nothing."""
    found: Members = []
    for kind, value in nodes:
        more, empty = _of_node(kind, value, flags)
        if more is None:
            return None, False
        found += more
        if not empty:
            return found, False
    return found, True


def _of_node(kind: Any, value: Any, flags: int) -> tuple[Members | None, bool]:
    if kind is op.LITERAL:
        return _of_set([(kind, value)], flags), False
    if kind is op.IN:
        return _of_set(value, flags), False
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return [], True
    if kind is op.SUBPATTERN:
        _, added, removed, nodes = value
        return _of(nodes, (flags | added) & ~removed)
    if kind is op.ATOMIC_GROUP:
        return _of(value, flags)
    if kind is op.BRANCH:
        return _of_choices(value[1], flags)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        found, empty = _of(value[2], flags)
        return found, empty or value[0] == 0
    return None, False


def _of_choices(choices: Iterable[Any], flags: int) -> tuple[Members | None, bool]:
    every: Members = []
    any_empty = False
    for nodes in choices:
        found, empty = _of(nodes, flags)
        if found is None:
            return None, False
        every += found
        any_empty |= empty
    return every, any_empty


def _of_set(members: Members, flags: int) -> Members | None:
    every: Members = []
    for kind, value in members:
        if kind is op.LITERAL:
            found = _ranged((value, value), flags)
        elif kind is op.RANGE:
            found = _ranged(value, flags)
        else:
            found = [(kind, value)] if value in _CATEGORIES else None
        if found is None:
            return None
        every += found
    return every


def _ranged(bounds: tuple[int, int], flags: int) -> Members | None:
    """The code points of a range, in both cases where that is ignored; None where other letters than ASCII's are."""
    low, high = bounds
    if not flags & IGNORECASE.value or 0xE000 <= low <= high <= 0xF8FF:
        return [(op.RANGE, (low, high))]
    if high >= 0x80:
        return None if low != high or chr(low).lower() != chr(low).upper() else [(op.LITERAL, low)]
    letters = {form for char in map(chr, range(low, high + 1)) for form in (char.lower(), char.upper())}
    letters.update(form for char in letters & _ALSO.keys() for form in _ALSO[char])
    return [(op.LITERAL, ord(char)) for char in sorted(letters)]
