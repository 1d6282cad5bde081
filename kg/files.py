"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kg.errors import UsageError


def write_whole(path: str | Path, chunks: Iterable[str | bytes]) -> Path:
    """Write a file so that readers see the old one or the new one, never a part.

    The chunks go to a hidden file beside it, which is synced and then renamed. Whatever is no regular file
    (a terminal, a pipe, `/dev/null`) cannot be renamed over and is written as it is.

    Args:
        path: where to; its folder is made if it is missing. A symbolic link is followed.
        chunks: text (written as UTF-8) or bytes; they are taken one by one, so they may be made on the way.

    Returns:
        The path.

    Raises:
        UsageError: where the path is a folder or cannot be written.

    """
    target = Path(path).resolve()
    if target.is_dir():
        raise UsageError("the file to write is a folder", str(path), "give a file name")
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as out:
                out.writelines(_bytes(chunks))
            return Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, chunks)
    except OSError as error:
        remedy = "see to the rights and the room there, or name another place"
        raise UsageError(f"cannot write: {error.strerror or error}", str(path), remedy) from error
    return Path(path)


def _replace(target: Path, chunks: Iterable[str | bytes]) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            out.writelines(_bytes(chunks))
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
        sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _bytes(chunks: Iterable[str | bytes]) -> Iterable[bytes]:
    return (chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, has reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
