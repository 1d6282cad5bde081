"""The process that a foreign query runs in: `python -m kg.query.worker`, its job on standard input.

It opens the graph, gives up what the query does not need (network, writing, time, memory beyond its bounds),
asks, and prints one JSON object: the whole answer, or what went wrong. Whatever else happens to it costs
the asker nothing but this answer.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import pickle
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from kg.errors import KgError, QueryError
from kg.query.parameters import Engine

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000  # CLONE_NEWNET, CLONE_NEWUSER of <linux/sched.h>


def main() -> None:
    """Read the job, answer it, print the answer."""
    opener, text, limits = pickle.load(sys.stdin.buffer)  # noqa: S301  (our own parent wrote it)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no part of the answer
    try:
        said = _answer(opener, text, limits)
    except KgError as error:
        said = json.dumps(
            {"error": type(error).__name__, "what": error.what, "where": error.where, "remedy": error.remedy}
        )
    except MemoryError:
        said = ""
    with out:
        out.write(said)
    os._exit(0)  # nothing is left to tidy, and a large graph takes its time to be forgotten


def _answer(opener: Callable[[], Engine], text: str, limits: dict[str, Any]) -> str:
    _leave_network()
    graph = opener()
    _bound(limits)
    answer = graph.query(text)
    rows = ",".join(_rows(answer.rows, limits))
    head = json.dumps({"form": answer.form, "columns": answer.columns})
    return f'{head[:-1]}, "rows": [{rows}]}}'


def _rows(rows: Iterator[tuple[str | None, ...]], limits: dict[str, Any]) -> Iterator[str]:
    size = 0
    for number, row in enumerate(rows, 1):
        line = json.dumps(row)
        size += len(line)
        if number > limits["rows"]:
            raise QueryError(f"the answer has more than {limits['rows']} rows", "", "add a LIMIT, or ask for less")
        if size > limits["size"]:
            raise QueryError(f"the answer is larger than {limits['size'] >> 20} MB", "", "ask for less")
        yield line


def _leave_network() -> None:
    """Go where there is no network, on systems that let us; the guard has refused SERVICE already."""
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        if libc.unshare(_NEW_NETWORK) != 0:
            libc.unshare(_NEW_USER | _NEW_NETWORK)


def _bound(limits: dict[str, Any]) -> None:
    """Let the system stop what takes too much. What it does not know is left out (macOS has no RLIMIT_AS)."""
    seconds = math.ceil(limits["seconds"]) + 1
    for kind, amount in (
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_AS", _in_use() + limits["memory"]),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        with suppress(OSError, ValueError, AttributeError):
            resource.setrlimit(getattr(resource, kind), (amount, amount))


def _in_use() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (no more imports here than needed)
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 1 << 30


if __name__ == "__main__":
    main()
