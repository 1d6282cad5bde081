"""What tells people of a long work, on standard error: a bar on a terminal, now and then a line in a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Final

from kg.cli.words import many, say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY: Final = 10.0  # seconds between two lines in a log
_WORDS: Final = {"reading": "reading the documents", "writing": "writing the graph", "sending": "sending the graph"}


class Teller:
    """Tells how far a work is. It is called as `kg.built.Progress` says.

    Use it in a `with` block, so that the bar goes away whatever happens.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._told, self._begun = 0.0, time.monotonic()
        self._what = ""
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, what: str, done: int, total: int, share: float) -> None:
        """Tell of it."""
        if self._quiet:
            return
        if what != self._what:
            self._what, self._begun, self._told = what, time.monotonic(), time.monotonic()
            self._begin(what, total)
        said = figures(done, total, time.monotonic() - self._begun, share)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=share, figures="" if what == "writing" else said)
        elif time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            say(f"{_WORDS[what]}: {said}")

    def _begin(self, what: str, total: int) -> None:
        """Begin with another kind of work."""
        if not sys.stderr.isatty():
            if what != "reading" or total > 100:
                say(f"{_WORDS[what]}: {many(total, 'document')}")
            return
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
        elif self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(what, total=None if what == "writing" else 1.0, figures="")

    def __enter__(self) -> Teller:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()


def figures(done: int, total: int, seconds: float, share: float) -> str:
    """How far a work is after so many seconds, when `share` of it is done, between 0 and 1.

    The first documents are the longest, so how many of them are done in a second says little of the time that is left.

    >>> figures(300, 1200, 10.0, 0.5)
    '300 of 1,200, 0:10 left'
    >>> figures(0, 1200, 10.0, 0.0)
    '0 of 1,200'
    """
    left = round(seconds * (1 - share) / share) if share else 0
    return f"{done:,} of {total:,}" + (f", {left // 60}:{left % 60:02} left" if share else "")


def _bar() -> Progress:
    """A bar with how many are done and the time that is left; it is gone when the work is done."""
    from rich.console import Console  # noqa: PLC0415  (late, for a quick start)
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(28), TextColumn("{task.fields[figures]}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)
