"""What takes long to make, kept in the user's cache folder from one process to the next.

A kept file is named by what it is and by the digest of all that it was made from, so that it is never out of date.
It is only a cache: whoever reads one must be ready to find none, or a damaged one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.errors import UsageError
from kg.files import write_whole

MOST: Final = 4
"""Files of one name; the oldest above that are removed, as those of former versions are."""


def folder() -> Path:
    """`$XDG_CACHE_HOME/oncology-kg`, else the same under `~/.cache`; for who has no home a place that keeps nothing."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "oncology-kg"
    except RuntimeError:  # a container's user without a line in /etc/passwd
        return Path(os.devnull) / "oncology-kg"


def place(name: str, digest: str) -> Path:
    """Where something is kept that was made from what has this digest."""
    return folder() / f"{name}-{digest[:32]}.json"


def keep(name: str, digest: str, text: str) -> None:
    """Keep a text, whole or not at all; where the folder cannot be written, nothing is kept."""
    path = place(name, digest)
    with suppress(OSError, UsageError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(path, [text])
        _let_go(path.parent, name)


def add(name: str, digest: str, lines: Iterable[str]) -> None:
    """Keep lines behind those that are kept; the last one may be cut, where a process ended as it wrote it."""
    path = place(name, digest)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = not path.exists()
        with path.open("ab") as file:
            file.write("\n".join(["", *lines, ""]).encode())
        if new:
            _let_go(path.parent, name)


def _let_go(where: Path, name: str) -> None:
    for old in sorted(where.glob(f"{name}-*.json"), key=_age)[MOST:]:
        old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0  # removed by another process meanwhile
