"""Patterns as `re` compiles them, in a form that can be kept: the next process need not compile them again.

Python's compiler of patterns is written in Python and takes more than a second for those of the rules. What it makes is
a list of numbers, which `_sre` checks before it runs it. Neither is promised to stay as it is, so a program is good for
the version of Python that made it, and a pattern whose program does not fit is compiled.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
import zlib
from array import array
from base64 import b64decode, b64encode
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Final, NamedTuple

_NUMBER: Final = "I"
"""The type of the numbers of a program (`SRE_CODE`)."""


class Program(NamedTuple):
    """A compiled pattern but for its text.

    Attributes:
        flags: those that it was given and those that it sets itself.
        groups: how many it has.
        names: its named groups, each with its number.
        code: what is run, packed.

    """

    flags: int
    groups: int
    names: dict[str, int]
    code: str


def program(pattern: str, flags: int = 0) -> Program:
    """The program of a pattern, as `re.compile` makes it.

    Raises:
        re.error: where it is no regular expression.

    """
    tree = parser.parse(pattern, flags)
    state, numbers = tree.state, array(_NUMBER, compiler._code(tree, flags))
    code = b64encode(zlib.compress(numbers.tobytes(), 1)).decode()
    return Program(flags | state.flags, state.groups - 1, state.groupdict, code)


def compiled(pattern: str, flags: int, made: Program) -> re.Pattern[str]:
    r"""A pattern from its program; from its text, where that is no program of this version of Python.

    >>> number = r"(?P<number>\d+) mg"
    >>> compiled(number, 0, program(number)) == re.compile(number) == compiled(number, 0, Program(0, 0, {}, "?"))
    True
    """
    try:
        numbers = array(_NUMBER, zlib.decompress(b64decode(made.code)))
        names = {number: name for name, number in made.names.items()}
        named = tuple(names.get(number) for number in range(made.groups + 1))
        known: re.Pattern[str] = _sre.compile(pattern, made.flags, numbers.tolist(), made.groups, made.names, named)
    except (ValueError, TypeError, RuntimeError, OverflowError, zlib.error):
        return re.compile(pattern, flags)
    return known
