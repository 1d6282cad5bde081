"""Files found and opened safely: regular files of a sensible size, in sorted order, as text."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import DocumentError
from kg.sources import places

SUFFIXES = (".md",)
"""Endings of the files that sources read."""

LARGEST = 50_000_000
"""Bytes; a larger file is no document."""

REMEDY = "save the document as UTF-8 text"


def documents(paths: Iterable[str | Path], suffixes: Sequence[str] = SUFFIXES) -> Iterator[Path | str]:
    """The documents among files, folders and addresses, each once: folders are walked in the order of their names.

    A folder gives all that is named like a document, hidden names left out; links to folders are not followed.
    What turns out to be a pipe, a link that leads out of its folder or too large is refused when it is read,
    so that the build can say so.

    Raises:
        DocumentError: where a path does not exist, cannot be listed, or is a file that no source reads.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _documents(given, suffixes):
            key = absolute(found)
            if key not in seen:
                seen.add(key)
                yield found


def _documents(given: str | Path, suffixes: Sequence[str]) -> Iterable[Path | str]:
    if places.is_address(given):
        return places.listed(str(given), suffixes)
    path = Path(given)
    return _walk(path, suffixes) if path.is_dir() else [_file(path, suffixes)]


def absolute(path: Path | str) -> str:
    """What tells one file from another, however it was named; links stay links."""
    return str(path) if places.is_address(path) else os.path.abspath(path)  # noqa: PTH100


def _file(path: Path, suffixes: Sequence[str]) -> Path:
    if not os.path.lexists(path):
        raise DocumentError("no such file or folder", shown(path), "check the path")
    if not path.name.casefold().endswith(tuple(suffixes)):
        raise DocumentError(f"a document ends in {' or '.join(suffixes)}", shown(path), "give a document or a folder")
    return path


def _walk(folder: Path, suffixes: Sequence[str]) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        what = f"the folder cannot be listed: {error.strerror}"
        raise DocumentError(what, shown(error.filename), "see to its rights, or leave it out") from error

    for place, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.casefold().endswith(tuple(suffixes)) and not name.startswith("."):
                yield Path(place, name)


def decoded(data: bytes, where: str) -> str:
    """The text of a file's bytes.

    Line ends stay as they are and a byte order mark is left off, so that offsets mean code points of the file.

    Raises:
        DocumentError: where they are no text.
    """
    if not data.strip(b"\xef\xbb\xbf\r\n\t "):
        raise DocumentError("the file is empty", where, "write the document, or remove the file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError("the file is UTF-16", where, REMEDY)
    if b"\x00" in data:
        raise DocumentError(f"the file is binary: byte {data.index(0)} is zero", where, REMEDY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(_undecoded(data, error), where, REMEDY) from error


def _undecoded(data: bytes, error: UnicodeDecodeError) -> str:
    place = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
    if error.reason == "unexpected end of data":
        return f"the file is cut off within a character, at byte {place}"
    return f"the file is not UTF-8: byte {place} is 0x{data[place]:02x}"


def shown(path: str | Path) -> str:
    """A path as messages can print it, whatever its bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


def raw(given: str | Path) -> bytes:
    """The bytes of a file, or of what lies at an address.

    Raises:
        DocumentError: where it is no regular file, too large, a link that leads out of its folder, or not there.
    """
    if places.is_address(given):
        return places.fetched(str(given), LARGEST)
    path = Path(given)
    where = shown(path)
    try:
        _check_link(path)
        # a pipe would wait for a writer: open without waiting, then look at what was opened
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise DocumentError("not a regular file", where, "give a file, not a pipe, device or folder")
            with os.fdopen(handle, "rb", closefd=False) as file:
                data = file.read(LARGEST + 1) if status.st_size <= LARGEST else b""
        finally:
            os.close(handle)
    except (OSError, RuntimeError) as error:  # Python 3.11 and 3.12 raise RuntimeError for a loop of links
        reason = error.strerror if isinstance(error, OSError) else "its links go in a circle"
        remedy = "see to the file and its rights, or leave it out"
        raise DocumentError(f"the file cannot be read: {reason or error}", where, remedy) from error
    if max(status.st_size, len(data)) > LARGEST:
        raise too_large(status.st_size, where)
    return data


def too_large(size: int, where: str) -> DocumentError:
    """A file is larger than a document."""
    return DocumentError(f"the file has {size:,} bytes; a document has at most {LARGEST:,}", where, "split it")


def _check_link(path: Path) -> None:
    if path.is_symlink() and not path.resolve(strict=True).is_relative_to(path.parent.resolve()):
        raise DocumentError("a link that leads out of its folder", shown(path), "give the file that it points to")
