"""The files of a build, and what each of them is known by from one build to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath

from kg import parts, sources
from kg.errors import KgError
from kg.model import SetAside
from kg.sources.files import shown


def files(paths: Sequence[str | Path], set_aside: list[SetAside]) -> Iterator[Path | str]:
    """The files to read, sorted, each name once: two documents of one name could not be told from each other.

    Args:
        paths: files, folders and addresses.
        set_aside: what is not there, or has another's name, joins it.

    """
    seen: dict[str, Path | str] = {}
    listed = {sources.absolute(path): path for path in _listed(paths, set_aside)}
    for path in sorted(listed.values(), key=PurePath):
        first = seen.setdefault(PurePath(path).stem, path)
        if first is not path:
            reason = f"another document has the same name: {shown(first)}"
            set_aside.append(SetAside(shown(path), reason, "rename one"))
            continue
        yield path


def _listed(paths: Iterable[str | Path], set_aside: list[SetAside]) -> Iterator[Path | str]:
    for path in paths:
        try:
            found = list(sources.documents([path]))
            if not found:
                set_aside.append(SetAside(shown(path), "the folder holds no document", "documents end in .md"))
            yield from found
        except KgError as error:
            set_aside.append(parts.set_aside(path, error))


def keys(paths: Sequence[str | Path], threshold: str, set_aside: list[SetAside]) -> dict[str, str]:
    """The key of each file's part (see `parts.key`), by its path; files that cannot be opened join `set_aside`."""
    held = [str(path) for path in files(paths, set_aside)]
    found: dict[str, str] = {}
    for path, digest in zip(held, _digests(held), strict=True):
        if isinstance(digest, KgError):
            set_aside.append(parts.set_aside(path, digest))
        else:
            found[path] = parts.key(path, digest, threshold, parts.beside(path))
    return found


def _digests(paths: Sequence[str]) -> Iterator[str | KgError]:
    """The SHA-256 of each file's bytes, or why it cannot be opened; addresses are asked side by side."""
    if not any(sources.is_address(path) for path in paths):
        yield from map(parts.fingerprint, paths)
        return
    with ThreadPoolExecutor(16) as pool:
        yield from pool.map(parts.fingerprint, paths)
