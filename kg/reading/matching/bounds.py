"""Where in a text a match of a pattern can begin, read from the pattern: at its beginning, or so far before its end."""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, Final

from kg.reading.matching.programs import parsed

MOST_REACH: Final = 1_000
"""Code points before the end of a text, above which a pattern may as well be looked for from its beginning."""


def reach(pattern: str, flags: int = 0) -> int:
    r"""How far before the end of a text a match can begin, where every match ends there; 0 where nothing can be said.

    >>> reach(r"\bin the [a-z]{1,9}\s$"), reach(r"\b(?:in|of)\s$|for\s?$"), reach("in$|of"), reach("in.*$")
    (18, 5, 0, 0)
    """
    tree = parsed(pattern, flags)
    if tree.state.flags & re.MULTILINE or not _ends(tree):
        return 0
    longest = int(tree.getwidth()[1]) + 1  # `$` stands before a line end that ends the text too
    return longest if longest <= MOST_REACH else 0


MOST_SPACES: Final = 40
"""Spaces before the end of a text, above which a pattern may as well be looked for from its beginning."""


def spaces(pattern: str, flags: int = 0) -> int:
    r"""How many spaces a match can hold, where every match ends where the text does; -1 where nothing can be said.

    That tells how far before the end it can begin, where its words may be of any length.

    >>> spaces(r"\bin the \w+\s$"), spaces(r"\bof (?:[a-z-]+ ){0,3}$"), spaces("in .*$"), spaces(r"\bin \w+")
    (3, 4, -1, -1)
    """
    tree = parsed(pattern, flags)
    if tree.state.flags & re.MULTILINE or not _ends(tree):
        return -1
    most = _spaces(tree)
    return most if most <= MOST_SPACES else -1


def _spaces(nodes: Any) -> int:
    """The most spaces that what a sequence matches can hold; `op.MAXREPEAT` or more for any number."""
    return sum(_spaces_of(kind, value) for kind, value in nodes)


def _spaces_of(kind: Any, value: Any) -> int:
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return 0
    if kind is op.LITERAL:
        return int(value == _SPACE)
    if kind is op.NOT_LITERAL:
        return int(value != _SPACE)
    if kind is op.IN:
        return int(any(_takes_a_space(*one) for one in value) != (value[0][0] is op.NEGATE))
    if kind is op.BRANCH:
        return max(map(_spaces, value[1]))
    if kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
        return _spaces(value[-1] if kind is op.SUBPATTERN else value)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _spaces(value[2]) * int(value[1])
    return 1 if kind is op.ANY else int(op.MAXREPEAT)


_SPACE: Final = ord(" ")


def _takes_a_space(kind: Any, value: Any) -> bool:
    """Whether an item of a class of characters is one that a space is in."""
    if kind is op.LITERAL:
        return bool(value == _SPACE)
    if kind is op.RANGE:
        return bool(value[0] <= _SPACE <= value[1])
    return value in (op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD, op.CATEGORY_NOT_DIGIT)


def _ends(nodes: Any) -> bool:
    """Whether what a sequence matches ends where the text ends."""
    if not nodes:
        return False
    kind, value = nodes[-1]
    if kind is op.BRANCH:
        return all(map(_ends, value[1]))
    return bool(value in (op.AT_END, op.AT_END_STRING) if kind is op.AT else kind is op.SUBPATTERN and _ends(value[-1]))


def anchored(pattern: str, flags: int = 0) -> bool:
    r"""Whether a match can only begin where the text begins.

    >>> anchored(r"^in|^(?:of|\A\s?at)"), anchored(r"^in|of"), anchored(r"(?:^in)?of"), anchored("(?m)^in")
    (True, False, False, False)
    """
    tree = parsed(pattern, flags)
    return not tree.state.flags & re.MULTILINE and _begins(tree)


def _begins(nodes: Any) -> bool:
    """Whether what a sequence matches begins where the text begins."""
    if not nodes:
        return False
    kind, value = nodes[0]
    if kind is op.BRANCH:
        return all(map(_begins, value[1]))
    if kind is op.AT:
        return value in (op.AT_BEGINNING, op.AT_BEGINNING_STRING)
    return bool(kind is op.SUBPATTERN and not value[1] & re.MULTILINE and _begins(value[-1]))
