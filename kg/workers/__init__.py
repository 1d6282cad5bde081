"""One function over many inputs, in processes that may die: it costs the input in hand and no other.

`local` runs them on this machine, `cluster` on a Dask cluster. Neither knows what the function does.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Job(Generic[Result]):
    """What the workers do. It is pickled, so functions stand at the top of their modules.

    Attributes:
        work: makes the result of one input.
        begin: called once in each worker before its first input (loads what all inputs need).

    """

    work: Callable[[str], Result]
    begin: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may take.

    Attributes:
        seconds: of computing, so that a busy machine sets aside what an idle one does.
        memory: bytes, beyond what a worker takes once it has begun.
        clock: seconds on the clock, for what waits and does not compute.

    """

    seconds: float = 60.0
    memory: int = 1 << 30
    clock: float = 600.0


@dataclass(frozen=True, slots=True)
class Lost:
    """An input that ended the process that worked on it, twice or for want of time, and how."""

    reason: str
    remedy: str


def late(limits: Limits) -> Lost:
    """An input that took too much computing."""
    return Lost(f"reading it takes longer than {limits.seconds:g} seconds", "split it, or allow more with --timeout")


def stuck(limits: Limits) -> Lost:
    """An input that was not done, though it hardly computed."""
    return Lost(f"reading it is not done after {limits.clock:g} seconds", "see whether its file can be reached")


def large(limits: Limits) -> Lost:
    """An input that took too much memory."""
    return Lost(f"reading it takes more than {limits.memory >> 20:,} MB of memory", "split it")


def crashed(how: str) -> Lost:
    """An input that ended its process."""
    return Lost(f"reading it ends the process ({how})", "please report it with the document")


def cores() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1
