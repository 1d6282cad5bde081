"""Patterns as `re` compiles them, in a form that can be kept: the next process need not compile them again.

Python's compiler of patterns is written in Python and takes more than a second for those of the rules. What it makes is
a list of numbers, which `_sre` checks before it runs it. Neither is promised to stay as it is, so a program is good for
the version of Python that made it, and a pattern whose program does not fit is compiled; so is every pattern where a
Python keeps these parts of `re` elsewhere.
"""

from __future__ import annotations

import re
import zlib
from array import array
from base64 import b64decode, b64encode
from functools import lru_cache
from importlib import import_module
from typing import Any, Final, NamedTuple

from kg.reading.matching.beginnings import beginnings

_NUMBER: Final = "I"
"""The type of the numbers of a program (`SRE_CODE`)."""


def _part(name: str) -> Any:
    """A module that `re` is made of; None where this Python has none of that name."""
    try:
        return import_module(name)
    except ImportError:
        return None


_PARSER, _COMPILER, _ENGINE = map(_part, ("re._parser", "re._compiler", "_sre"))


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


@lru_cache(maxsize=1)
def parsed(pattern: str, flags: int = 0) -> Any:
    """The tree of a pattern, for all that is worked out of it; nobody may change it.

    Raises:
        re.error: where it is no regular expression.

    """
    return _PARSER.parse(pattern, flags)


def program(pattern: str, flags: int = 0) -> Program:
    """The program of a pattern: what `re.compile` makes of it, and with what its matches begin.

    Raises:
        re.error: where it is no regular expression.

    """
    try:
        tree = parsed(pattern, flags)
        state, numbers = tree.state, array(_NUMBER, _quick(_COMPILER._code(tree, flags), tree, flags))
        code = b64encode(zlib.compress(numbers.tobytes(), 1)).decode()
        return Program(flags | state.flags, state.groups - 1, state.groupdict, code)
    except (AttributeError, TypeError, ValueError):  # parts that are not there or not as they were
        re.compile(pattern, flags)
        return Program(flags, 0, {}, "")


_WIDTH, _SAID, _HEAD = 1, 2, 5
"""Where a program says how far its head reaches and what it tells, and where that begins."""


def _quick(code: list[int], tree: Any, flags: int) -> list[int]:
    """A program that tells in its head with what a match begins, where Python's compiler found nothing to tell."""
    flags |= tree.state.flags
    if code[0] != _COMPILER.INFO or code[_SAID] or not flags & re.UNICODE.value:
        return code
    members = beginnings(tree, flags)
    if not members:
        return code
    told: list[int] = []
    _COMPILER._compile_charset(_COMPILER._optimize_charset(members)[0], flags, told)
    head = code[:_HEAD]
    head[_WIDTH] += len(told)
    head[_SAID] = _COMPILER.SRE_INFO_CHARSET
    return [*head, *told, *code[_HEAD:]]


def quick(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""A pattern that knows with what its matches begin: for one that is looked for in every text and seldom found.

    >>> quick(r"(?<!\w)\d+").search("a1, 12")
    <re.Match object; span=(4, 6), match='12'>
    """
    return compiled(pattern, int(flags), program(pattern, int(flags)))


def compiled(pattern: str, flags: int, made: Program) -> re.Pattern[str]:
    r"""A pattern from its program; from its text, where that is no program of this version of Python.

    >>> number = r"(?P<number>\d+) mg"
    >>> compiled(number, 0, program(number)).search("10 mg")["number"], compiled(number, 0, Program(0, 0, {}, "?"))
    ('10', re.compile('(?P<number>\\d+) mg'))
    """
    try:
        numbers = array(_NUMBER, zlib.decompress(b64decode(made.code)))
        names = {number: name for name, number in made.names.items()}
        named = tuple(names.get(number) for number in range(made.groups + 1))
        known: re.Pattern[str] = _ENGINE.compile(pattern, made.flags, numbers.tolist(), made.groups, made.names, named)
    except (AttributeError, ValueError, TypeError, RuntimeError, OverflowError, zlib.error):
        return re.compile(pattern, flags)
    return known
