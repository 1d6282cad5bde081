"""A worker process: `python -m kg.workers.child FD`, its job and its inputs on the pipe of that number.

It ends with its parent, whatever ends that, with the computing that an input may take, and by itself a little after
an input's deadline. What it prints goes to its parent's file and not to the terminal.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from kg.errors import KgError
from kg.workers import Job, Limits

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
_GRACE = 5.0  # seconds after which a worker ends itself where nobody ended it at its deadline


def main() -> None:
    """Take the job, then one input after the other, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe: Connection[Any, Any] = Connection(int(sys.argv[1]))
    job: Job[Any]
    limits: Limits
    job, limits, parent = pickle.loads(pipe.recv_bytes())  # noqa: S301  (our own parent wrote it)
    _die_with(parent)
    try:
        job.begin()
    except KgError as error:
        pipe.send(("failed", error))
        return
    _spare_collector()
    _bound(limits.memory)
    pipe.send(("begun", None))
    with suppress(EOFError, OSError):  # the parent has what it wants
        while True:
            _answer(pipe, job, limits)


def _answer(pipe: Connection[Any, Any], job: Job[Any], limits: Limits) -> None:
    given = pipe.recv()
    signal.setitimer(signal.ITIMER_REAL, limits.clock + _GRACE)
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    try:
        made = ("done", job.work(given))
    except MemoryError:
        made = ("memory", None)
    pipe.send(made)
    if made[0] == "memory":
        os._exit(1)  # who knows what is left of the interpreter
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _spare_collector() -> None:
    """What was loaded lives as long as the worker: the collector of cycles need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _die_with(parent: int) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _bound(memory: int) -> None:
    """Let the system refuse memory beyond what is in use and this much more (macOS has no such limit)."""
    with suppress(OSError, ValueError, AttributeError):
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            in_use = int(file.read().split()[0]) * resource.getpagesize()
        most = in_use + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
