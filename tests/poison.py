"""Readers that do to their process what a broken document might, told by the document's name."""

from __future__ import annotations

import os
import re
import signal
import time
from functools import partial
from pathlib import Path

from kg import making
from kg.announced import Names
from kg.parts import Part
from kg.workers import Job

KINDS = ("crashing", "exiting", "hanging", "sleeping", "greedy", "once")


def make(path: str, threshold: str, given: Names = ()) -> Part:
    """Read the document, unless its name says otherwise."""
    kind = Path(path).stem.split("-")[0]
    if kind == "crashing":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif kind == "exiting":
        os._exit(7)
    elif kind == "hanging":  # holds the interpreter, so that nothing within the process can stop it
        re.fullmatch(r"(a+)+", "a" * 60 + "b")
    elif kind == "sleeping":
        time.sleep(600)
    elif kind == "greedy":
        held = [bytearray(64 << 20) for _ in range(100)]
        return make(f"{len(held)}", threshold, given)
    elif kind == "once":
        mark = Path(path).with_suffix(".tried")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return making.make(path, threshold, given)


def job(threshold: str, given: Names) -> Job[Part]:
    """What workers do instead of reading."""
    return Job(partial(make, threshold=threshold, given=given), making.begin)


def nothing(path: str) -> str:
    """A result without work."""
    return path.upper()


def sleeping(mark: str) -> str:
    """Work that waits and never ends, and leaves a mark each time that it begins."""
    with Path(mark).open("a", encoding="utf-8") as file:
        file.write("begun\n")
    while True:
        time.sleep(1)


def computing(mark: str) -> str:
    """Likewise, with work that computes."""
    with Path(mark).open("a", encoding="utf-8") as file:
        file.write("begun\n")
    while True:
        sum(range(1000))


def begin() -> None:
    """Nothing to load."""


def broken_begin() -> None:
    """A worker that cannot begin."""
    raise ModuleNotFoundError("No module named 'kidney'")
