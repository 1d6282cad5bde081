"""What patterns need and how they compile, remembered from one process to the next: working it out takes seconds.

A pattern is found under its own text and flags, in a file that is named by the version of Python and by the code that
works these out. So nothing that is remembered can be out of date, whatever becomes of the rules. The file is only a
cache: what is missing from it, is damaged or cannot be written, is worked out.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from kg import kept
from kg.reading.matching import beginnings, bounds, programs
from kg.reading.matching import needs as working_out
from kg.reading.matching.bounds import anchored, reach, spaces
from kg.reading.matching.needs import Needs, needs
from kg.reading.matching.programs import Program, program

_MOST: Final = 10_000
"""Patterns, some four times those of all rules, above which those that were not asked for are forgotten."""

Pattern = tuple[str, int]
"""The text of a pattern and its flags."""


class Told(NamedTuple):
    """What is known of a pattern before it is compiled (`needs`, `programs`)."""

    needs: Needs
    reach: int
    spaces: int
    anchored: bool
    program: Program


def is_known(pattern: str, flags: int) -> bool:
    """Whether a pattern is remembered; it is a sound one then."""
    return _key(pattern, flags) in _kept()


def check(pattern: str, flags: int) -> None:
    """Look at a pattern that nothing is known of; what is worked out of it is at hand when it is asked for (`told`).

    Raises:
        re.error: where it is no regular expression.

    """
    if not is_known(pattern, flags):
        _new[pattern, flags] = _worked_out(pattern, flags)


_new: Final[dict[Pattern, Told]] = {}
"""What was worked out and nobody has asked for yet."""


def told(patterns: Sequence[Pattern]) -> list[Told]:
    """What is known of each pattern; what had to be worked out is remembered."""
    found = [_read(pattern) for pattern in patterns]
    made = [one or _new.pop(p, None) or _worked_out(*p) for one, p in zip(found, patterns, strict=True)]
    _remember({_key(*p): _line(m) for one, p, m in zip(found, patterns, made, strict=True) if one is None})
    return made


def _worked_out(pattern: str, flags: int) -> Told:
    return Told(
        needs(pattern, flags),
        reach(pattern, flags),
        spaces(pattern, flags),
        anchored(pattern, flags),
        program(pattern, flags),
    )


def _read(pattern: Pattern) -> Told | None:
    """What is remembered of a pattern; None where that is nothing, or damaged."""
    with suppress(KeyError, ValueError, TypeError):
        clauses, far, many, begins, made = json.loads(_kept()[_key(*pattern)])
        return Told(tuple(map(frozenset, clauses)), int(far), int(many), bool(begins), Program(*made))
    return None


def _line(told: Told) -> str:
    clauses = [sorted(clause) for clause in told.needs]
    return json.dumps([clauses, *told[1:]], separators=(",", ":"))


def _remember(new: dict[str, str]) -> None:
    known = _kept()
    known.update(new)
    if len(known) > _MOST:
        known.clear()
        known.update(new)
        kept.keep(_NAME, _digest(), "")
    if new:
        kept.add(_NAME, _digest(), (f"{key} {line}" for key, line in new.items()))


@cache
def _key(pattern: str, flags: int) -> str:
    return hashlib.blake2b(f"{flags} {pattern}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def _kept() -> dict[str, str]:
    """What is remembered, by the digest of the pattern, as it is written."""
    with suppress(OSError, ValueError):
        lines = file().read_text(encoding="ascii").split("\n")
        return dict(line.split(" ", 1) for line in lines if " " in line)
    return {}


_NAME: Final = "patterns"


def file() -> Path:
    """Where patterns are remembered."""
    return kept.place(_NAME, _digest())


@cache
def _digest() -> str:
    """That of the version of Python and of the code that works out what is remembered."""
    code = hashlib.sha256()
    for made_by in (working_out.__file__, bounds.__file__, programs.__file__, beginnings.__file__):
        code.update(Path(made_by).read_bytes())
    code.update(repr((sys.version_info, re.__file__)).encode())
    return code.hexdigest()
