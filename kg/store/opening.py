"""The generation of a graph that counts, held and checked before it is read."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import StoreError
from kg.store.layout import AGAIN, CHECKSUMS, CURRENT, FORMAT, LINES, MANIFEST, STORE, sha256

_CHECKED = 256 << 20  # bytes of a generation up to which opening reads all of it again (0.2 s); see `verify`


def hold(folder: Path) -> tuple[Path, IO[str]]:
    """The generation that counts, and the open file whose shared lock keeps it from being swept away."""
    for _ in range(10):  # a builder may swap the link between two steps; then there is a newer one
        home = (folder / CURRENT).resolve()
        if not home.is_dir():
            raise StoreError("there is no graph here", str(folder), "run `kg build` first")
        if not (home / MANIFEST).exists() and home == (folder / CURRENT).resolve():
            raise StoreError("the manifest is missing", str(home / MANIFEST), AGAIN)
        with suppress(FileNotFoundError):
            handle = lock(home)
            if (home / MANIFEST).exists():
                return home, handle
            handle.close()
    raise StoreError("the graph changed while it was opened, again and again", str(folder), "try again")


def lock(home: Path) -> IO[str]:
    """The open manifest of a generation, with a shared lock that is held until it is closed."""
    handle = (home / MANIFEST).open(encoding="utf-8")
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def verify(home: Path) -> Mapping[str, Any]:
    """Check every file of a generation by name, and by content up to 256 MB of them.

    Beyond that, the small files are read and the large ones are only looked for: Oxigraph's blocks carry
    checksums of their own that it checks whenever it reads one.
    """
    sums = _sums(home)
    paths = [home / name for name in sums]
    for path in paths:
        if not path.is_file():
            raise StoreError("a file of the graph is missing", str(path), AGAIN)
    total = sum(path.stat().st_size for path in paths)
    for path, expected in zip(paths, sums.values(), strict=True):
        if (total <= _CHECKED or path.stat().st_size < 1 << 20) and sha256(path) != expected:
            raise StoreError("a file of the graph is damaged", str(path), AGAIN)
    said = json.loads((home / MANIFEST).read_text("utf-8"))
    if said.get("format") != FORMAT:
        raise StoreError(f"the graph's format {said.get('format')} is not {FORMAT}", str(home), AGAIN)
    return cast("Mapping[str, Any]", said)


def _sums(home: Path) -> dict[str, str]:
    path = home / CHECKSUMS
    try:
        pairs = [line.split("  ", 1) for line in path.read_text("utf-8").splitlines()]
        sums = {name: digest for digest, name in pairs}
    except (OSError, ValueError) as error:
        raise StoreError("the list of checksums is missing or damaged", str(path), AGAIN) from error
    if not {MANIFEST, LINES, f"{STORE}/CURRENT"} <= set(sums):
        raise StoreError("the list of checksums is damaged", str(path), AGAIN)
    return sums
