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
    """Tells how far a work is. It is called with what is done, how many of it are done, and how many in all.

    Use it in a `with` block, so that the bar goes away whatever happens.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._told, self._begun = 0.0, time.monotonic()
        self._what = ""
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Tell of it."""
        if self._quiet:
            return
        if what != self._what:
            self._what, self._begun, self._told = what, time.monotonic(), time.monotonic()
            self._begin(what, total)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done)
        elif time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            say(line(_WORDS[what], done, total, self._told - self._begun))

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
        self._task = self._bar.add_task(what, total=None if what == "writing" else total)

    def __enter__(self) -> Teller:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()


def line(what: str, done: int, total: int, seconds: float) -> str:
    """How far a work is, for a log.

    >>> line("reading the documents", 300, 1200, 10.0)
    'reading the documents: 300 of 1,200, 30.0 a second, 0:30 left'
    >>> line("reading the documents", 0, 1200, 10.0)
    'reading the documents: 0 of 1,200'
    """
    if not done:
        return f"{what}: {done} of {total:,}"
    rate = done / max(seconds, 1e-6)
    left = int((total - done) / rate)
    return f"{what}: {done:,} of {total:,}, {rate:.1f} a second, {left // 60}:{left % 60:02} left"


def _bar() -> Progress:
    """A bar with its rate and the time that is left; it is gone when the work is done."""
    from rich.console import Console  # noqa: PLC0415  (late, for a quick start)
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Figures(ProgressColumn):
        """How many of how many, how many a second, and the time that is left, where that is known."""

        def render(self, task: Task) -> Text:
            if task.total is None:
                return Text("")
            left = int(task.time_remaining or 0)
            rate = f"  {task.speed:.1f} a second, {left // 60}:{left % 60:02} left" if task.speed else ""
            return Text(f"{task.completed:,.0f} of {task.total:,.0f}{rate}")

    columns = (TextColumn("{task.description}"), BarColumn(28), Figures())
    return Progress(*columns, console=Console(stderr=True), transient=True)
