"""What patterns need, remembered from one process to the next: working it out takes as long as compiling them.

A pattern is found under its own text and flags, in a file that is named by the version of Python and by the code that
works needs out. So nothing that is remembered can be out of date, whatever becomes of the rules. The file is only a
cache: where it is missing, damaged or cannot be written, needs are worked out.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from kg import kept
from kg.reading import needs as working_out
from kg.reading.needs import Needs, anchored, needs, reach

_MOST: Final = 10_000
"""Patterns, some four times those of all rules, above which those that were not asked for are forgotten."""

Pattern = tuple[str, int]
"""The text of a pattern and its flags."""


class Told(NamedTuple):
    """What is known of a pattern before it is compiled (`kg.reading.needs`)."""

    needs: Needs
    reach: int
    anchored: bool


def is_known(pattern: str, flags: int) -> bool:
    """Whether a pattern's needs are remembered; it is a sound one then."""
    return _key(pattern, flags) in _kept()


def told(patterns: Sequence[Pattern]) -> list[Told]:
    """What is known of each pattern; what had to be worked out is remembered."""
    known, keys = _kept(), [_key(*pattern) for pattern in patterns]
    new = {
        key: Told(needs(*pattern), reach(*pattern), anchored(*pattern))
        for key, pattern in zip(keys, patterns, strict=True)
        if key not in known
    }
    if new:
        known.update(new)
        _write(known if len(known) <= _MOST else {key: known[key] for key in keys})
    return [known[key] for key in keys]


@cache
def _key(pattern: str, flags: int) -> str:
    return hashlib.blake2b(f"{flags} {pattern}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def _kept() -> dict[str, Told]:
    """What is remembered, by the digest of the pattern."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        found = json.loads(file().read_bytes())
        return {key: Told(_needs(needed), int(far), bool(begins)) for key, (needed, far, begins) in found.items()}
    return {}


def _needs(clauses: Iterable[Iterable[str]]) -> Needs:
    return tuple(frozenset(clause) for clause in clauses)


def _write(known: dict[str, Told]) -> None:
    told = {
        key: ([sorted(clause) for clause in one.needs], one.reach, one.anchored) for key, one in sorted(known.items())
    }
    kept.keep(_NAME, _digest(), json.dumps(told, separators=(",", ":")))


_NAME: Final = "needs"


def file() -> Path:
    """Where needs are remembered."""
    return kept.place(_NAME, _digest())


@cache
def _digest() -> str:
    """That of the version of Python and of the code that works needs out."""
    code = hashlib.sha256(Path(working_out.__file__).read_bytes())
    code.update(repr((sys.version_info, re.__file__)).encode())
    return code.hexdigest()
