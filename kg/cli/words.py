"""What the command line says to people, on standard error, and its exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Final

from kg.errors import UsageError
from kg.model import SetAside

DONE: Final = 0
BREAKS_SHAPES: Final = 1
"""The graph breaks its shapes (`kg check`), or two graphs differ (`kg diff`)."""
WRONG_USE: Final = 2
"""Wrong use, or a file that cannot be used."""
SET_ASIDE: Final = 3
"""Some documents were set aside; the others were read."""

_SHOWN = 200  # files set aside that are told one by one


def say(words: str) -> None:
    """Words for a person."""
    print(words, file=sys.stderr)


def many(count: int, thing: str) -> str:
    """A count with its noun.

    >>> many(1, "fact"), many(1200, "document")
    ('1 fact', '1,200 documents')
    """
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def day(said: str) -> str:
    """A day as evidence carries it: today, where none is said.

    Raises:
        UsageError: where it is no day.

    >>> day("2026-11-02")
    '2026-11-02'
    """
    if not said:
        return date.today().isoformat()
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError as error:
        raise UsageError(f"{said!r} is no day", "--on", "give it as YYYY-MM-DD") from error


def tell_set_aside(set_aside: Sequence[SetAside]) -> None:
    """Which files were set aside, where in them, why, and what to do."""
    if not set_aside:
        return
    say(f"{many(len(set_aside), 'file')} set aside:")
    for one in set_aside[:_SHOWN]:
        say(f"  {one.path}: {one.reason}" + (f" ({one.remedy})" if one.remedy else ""))
    if len(set_aside) > _SHOWN:
        say(f"  … and {len(set_aside) - _SHOWN:,} more; kg status lists them all")
