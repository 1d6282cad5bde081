"""A graph's folder: names, digests and the canonical lines; what writing and reading agree on."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kg.provenance import software_version

FORMAT: Final = 2
"""Version of the folder's layout; a reader refuses any other."""

CURRENT: Final = "current"
LINES: Final = "graph.nq"
STORE: Final = "store"
MANIFEST: Final = "manifest.json"
CHECKSUMS: Final = "checksums.sha256"
FILES: Final = "files.tsv"
LOCK: Final = "build.lock"
AGAIN: Final = "run `kg build` to make it again"

_BLOCK: Final = 1 << 18


def manifest(quads: int, statements: int, digest: str, more: Mapping[str, Any]) -> dict[str, Any]:
    """What a graph says of itself: counts, the digest of its lines, versions; no clock."""
    counts = {"format": FORMAT, "quads": quads, "statements": statements, "digest": digest}
    return {**more, "software": software_version(), **counts}


def sha256(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def crc32(path: Path) -> str:
    """The CRC-32 of a file, hexadecimal: it finds every flipped byte, at several times the speed of SHA-256."""
    total, block = 0, memoryview(bytearray(_BLOCK))
    with path.open("rb", buffering=0) as file:
        while read_ := file.readinto(block):
            total = zlib.crc32(block[:read_], total)
    return f"{total:08x}"


def digest(lines: Iterable[str]) -> str:
    """The SHA-256 of lines with their line ends, as of the file that holds them."""
    total = hashlib.sha256()
    for line in lines:
        total.update(line.encode() + b"\n")
    return total.hexdigest()


def read(path: Path) -> Iterator[str]:
    """The lines of a file, without their ends."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:-1]
