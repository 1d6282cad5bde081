"""What the command line says to people, fitted to their terminal, and its exit codes."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final, TextIO

from kg.errors import UsageError
from kg.model import SetAside, Warned

DONE: Final = 0
BREAKS_SHAPES: Final = 1
"""The graph breaks its shapes (`kg check`), or two graphs differ (`kg diff`)."""
WRONG_USE: Final = 2
"""Wrong use, or a file that cannot be used."""
SET_ASIDE: Final = 3
"""Some documents were set aside; the others were read."""

_SHOWN = 200  # files set aside that are told one by one


_WIDEST: Final = 110  # columns; longer lines are hard to read
_HANGING: Final = 4  # columns that a line is indented by from where on its rest goes no further in


def code(read: int, aside: Sequence[SetAside]) -> int:
    """The exit code after so many documents were read and these were not: wrong use, where there was none to read."""
    return DONE if not aside else SET_ASIDE if read else WRONG_USE


def say(words: str) -> None:
    """Words for a person, on standard error; where nobody reads them, the work goes on all the same."""
    try:
        print(_fitted(words, sys.stderr), file=sys.stderr, flush=True)
    except BrokenPipeError:
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Let a stream lead nowhere: Python must not stumble once more over what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def show(words: str) -> None:
    """What was asked for, on standard output, where it is prose and no data."""
    print(_fitted(words, sys.stdout))


def width() -> int:
    """The columns that lines may have: those of the terminal, 80 where there is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)


def _fitted(words: str, stream: TextIO) -> str:
    """Words as a terminal shows them; in a file or a pipe each line stays whole."""
    return folded(words, width()) if stream.isatty() else words


def folded(words: str, columns: int) -> str:
    r"""Text whose lines are no longer than that, save for words that are; what goes on stands below its line, inward.

    >>> print(folded("a line of words\n  one more line", 10))
    a line of
      words
      one more
        line
    """
    return "\n".join(_folded(line, columns) for line in words.split("\n"))


def _folded(line: str, columns: int) -> str:
    if len(line) <= columns:
        return line
    lead = line[: len(line) - len(line.lstrip())]
    below = lead if len(lead) >= _HANGING else lead + "  "
    words = line.strip()
    return textwrap.fill(
        words, columns, initial_indent=lead, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
    )


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


def tell_set_aside(set_aside: Sequence[SetAside], rest: str = "") -> None:
    """Which files were set aside, where in them, why, and what to do; `rest` says what tells of more than fit."""
    told = [_told(one.path, one.reason, one.remedy) for one in set_aside]
    _tell(f"{_things(set_aside)} set aside:", told, rest)


def _things(set_aside: Sequence[SetAside]) -> str:
    """How many files and folders, and how many lines of sidecars, whose documents were read."""
    counted = Counter(one.thing for one in set_aside)
    return " and ".join(many(counted[thing], said) for thing, said in _SAID.items() if counted[thing])


_SAID = {"file": "file", "folder": "folder", "line": "sidecar line"}


def tell_warnings(warnings: Sequence[Warned], rest: str = "") -> None:
    """What is amiss in files that were read all the same; `rest` as of `tell_set_aside`."""
    told = [_told(one.path, one.what, one.remedy) for one in warnings]
    _tell(f"{many(len(warnings), 'warning')}:", told, rest)


def _tell(lead: str, told: Sequence[str], rest: str) -> None:
    """A list below its lead, no more of it than fits; nothing where it is empty."""
    for line in (lead, *told[:_SHOWN]) if told else ():
        say(line)
    if len(told) > _SHOWN:
        say(f"  … and {len(told) - _SHOWN:,} more{rest}")


def _told(path: str, what: str, remedy: str) -> str:
    return f"  {path}: {what}" + (f" ({remedy})" if remedy else "")
