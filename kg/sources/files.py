"""Files found and opened safely: regular files of a sensible size, in sorted order, as text."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import DocumentError

SUFFIXES = (".md",)
"""Endings of the files that sources read."""

LARGEST = 50_000_000
"""Bytes; a larger file is no document."""

SIDECAR = ".facts.jsonl"
"""The ending of a file of facts that stands beside a document."""


def documents(paths: Iterable[str | Path], suffixes: Sequence[str] = SUFFIXES) -> Iterator[Path]:
    """The documents among files and folders, each once: folders are walked in the order of their names.

    A folder gives all that is named like a document, hidden names left out; links to folders are not followed.
    What turns out to be a pipe, a link that leads out of its folder or too large is refused when it is read,
    so that the build can say so.

    Raises:
        DocumentError: where a path does not exist, cannot be listed, or is a file that no source reads.
    """
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        for found in _walk(path, suffixes) if path.is_dir() else [_file(path, suffixes)]:
            key = os.path.abspath(found)  # noqa: PTH100 - Path.resolve would follow links
            if key not in seen:
                seen.add(key)
                yield found


def _file(path: Path, suffixes: Sequence[str]) -> Path:
    if not os.path.lexists(path):
        raise DocumentError("no such file or folder", str(path), "check the path")
    if not path.name.casefold().endswith(tuple(suffixes)):
        raise DocumentError(f"a document ends in {' or '.join(suffixes)}", str(path), "give a document or a folder")
    return path


def _walk(folder: Path, suffixes: Sequence[str]) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise DocumentError(f"the folder cannot be listed: {error.strerror}", str(error.filename)) from error

    for place, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.casefold().endswith(tuple(suffixes)) and not name.startswith("."):
                yield Path(place, name)


def load(path: Path) -> tuple[str, str]:
    """A file's text and the SHA-256 of its bytes.

    Line ends stay as they are and a byte order mark is left off, so that offsets mean code points of the file.

    Raises:
        DocumentError: where it is no regular file, too large, a link that leads out of its folder, or no text.
    """
    data = _bytes(path)
    if not data:
        raise DocumentError("the file is empty", str(path), "write the document, or remove the file")
    if b"\x00" in data:
        raise DocumentError(
            f"the file is binary: byte {data.index(0)} is zero", str(path), "save the document as UTF-8 text"
        )
    try:
        return data.decode("utf-8-sig"), hashlib.sha256(data).hexdigest()
    except UnicodeDecodeError as error:
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise DocumentError(
            f"the file is not UTF-8: byte {start} is 0x{data[start]:02x}", str(path), "save the document as UTF-8 text"
        ) from error


def _bytes(path: Path) -> bytes:
    try:
        _check_link(path)
        # a pipe would wait for a writer: open without waiting, then look at what was opened
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise DocumentError("not a regular file", str(path), "give a file, not a pipe, device or folder")
            data = file.read(LARGEST + 1) if status.st_size <= LARGEST else b""
    except OSError as error:
        raise DocumentError(f"the file cannot be read: {error.strerror or error}", str(path)) from error
    if max(status.st_size, len(data)) > LARGEST:
        raise DocumentError(
            f"the file has {status.st_size:,} bytes; a document has at most {LARGEST:,}", str(path), "split it"
        )
    return data


def _check_link(path: Path) -> None:
    if path.is_symlink() and not path.resolve(strict=True).is_relative_to(path.parent.resolve()):
        raise DocumentError("a link that leads out of its folder", str(path), "give the file that it points to")
