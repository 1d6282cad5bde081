"""Documents that lie at an address (`s3://bucket/pages`, `memory://pages`), through fsspec.

An extra: `pip install oncology-kg[cluster]` brings fsspec, and each kind of address its own package (s3fs, gcsfs).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.errors import DocumentError, UsageError


def is_address(given: str | Path) -> bool:
    """Whether this is an address and no path.

    >>> is_address("s3://bucket/a.md"), is_address("folder/a.md")
    (True, False)
    """
    return isinstance(given, str) and "://" in given


def listed(address: str, suffixes: Sequence[str]) -> list[str]:
    """The documents at an address, sorted; hidden names are left out.

    Raises:
        DocumentError: where there is nothing, or it cannot be listed.
        UsageError: where fsspec, or what it needs for this kind of address, is not installed.

    """
    system, path = _opened(address)
    try:
        single = system.isfile(path)
        found = [path] if single else [found for found in system.find(path) if _wanted(found[len(path) :], suffixes)]
    except Exception as error:  # each file system raises its own kinds
        raise DocumentError(
            f"it cannot be listed: {error}", address, "check the address and your access to it"
        ) from error
    if single and not path.casefold().endswith(tuple(suffixes)):
        raise DocumentError(f"a document ends in {' or '.join(suffixes)}", address, "give a document or a folder")
    return sorted(system.unstrip_protocol(one) for one in found)


def _wanted(below: str, suffixes: Sequence[str]) -> bool:
    hidden = any(part.startswith(".") for part in below.split("/"))
    return below.casefold().endswith(tuple(suffixes)) and not hidden


def fetched(address: str, largest: int) -> bytes:
    """The bytes at an address, at most one more than `largest`.

    Raises:
        DocumentError: where they cannot be had, or are too many.
        UsageError: as `listed`.

    """
    system, path = _opened(address)
    try:
        with system.open(path, "rb") as file:
            data = bytes(file.read(largest + 1))
    except Exception as error:  # each file system raises its own kinds
        raise DocumentError(
            f"it cannot be read: {error}", address, "check the address and your access to it"
        ) from error
    if len(data) > largest:
        raise DocumentError(f"the document has more than {largest:,} bytes", address, "split it")
    return data


def _opened(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise UsageError(
            "documents at an address need fsspec", address, "pip install 'oncology-kg[cluster]'"
        ) from error
    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(str(error), address, "install what this kind of address needs") from error
    return system, str(path)
