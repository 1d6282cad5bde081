"""The files of a build, and what each of them is known by from one build to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import repeat
from pathlib import Path, PurePath
from typing import TypeVar

from kg import announced, parts, sources
from kg.announced import Names
from kg.errors import KgError
from kg.model import SetAside
from kg.sources.files import shown
from kg.store.keeping import Cache

Result = TypeVar("Result")


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
                reason = "the folder holds no document"
                set_aside.append(SetAside(shown(path), reason, "documents end in .md", "folder"))
            yield from found
        except KgError as error:
            set_aside.append(parts.set_aside(path, error))


def keys(
    paths: Sequence[str | Path], threshold: str, set_aside: list[SetAside], cache: Cache | None = None
) -> tuple[dict[str, str], Names]:
    """The key of each file's part (see `parts.key`), by its path, and the names that the files announce together.

    Args:
        paths: files, folders and addresses.
        threshold: the least confidence of a fact in the graph.
        set_aside: files that cannot be opened join it.
        cache: where what files announce is remembered; it is asked anew of each where there is none.

    """
    held = [str(path) for path in files(paths, set_aside)]
    known = _remembered(cache, threshold)
    seen: dict[str, tuple[str, Names]] = {}
    for path, looked in zip(held, _each(partial(_looked, known=known), held), strict=True):
        if isinstance(looked, KgError):
            set_aside.append(parts.set_aside(path, looked))
        else:
            seen[path] = looked
    _remember(cache, threshold, known, dict(seen.values()))
    given = announced.settled(names for _, names in seen.values())
    named = _each(partial(_named, given=given), list(seen)) if given else repeat("")
    found = {
        path: parts.key(path, digest, threshold, parts.beside(path), own)
        for (path, (digest, _)), own in zip(seen.items(), named, strict=bool(given))
    }
    return found, given


def announcements(paths: Iterable[str | Path]) -> Names:
    """The names that files announce together; those that cannot be opened announce none."""
    looked = _each(partial(_looked, known={}), [str(path) for path in paths])
    return announced.settled(one[1] for one in looked if not isinstance(one, KgError))


def remembered(threshold: str) -> str:
    """What is kept under this key: the names that each file of the last build announced."""
    return f"announced {parts.settings(threshold)}"


def _remembered(cache: Cache | None, threshold: str) -> dict[str, Names]:
    head = cache and cache.heads([remembered(threshold)]).get(remembered(threshold))
    told = json.loads(head) if head else {}
    return {digest: tuple((name, drug) for name, drug in names) for digest, names in told.items()}


def _remember(cache: Cache | None, threshold: str, known: Mapping[str, Names], told: Mapping[str, Names]) -> None:
    if cache is not None and told != known:
        cache.put(remembered(threshold), json.dumps(told), parts.packed([]), parts.packed([]))


def _looked(path: str, known: Mapping[str, Names]) -> tuple[str, Names] | KgError:
    """The SHA-256 of a file's bytes, hexadecimal, and the names that it announces; or why it cannot be opened."""
    try:
        raw = sources.raw(path)
    except KgError as error:
        return error
    digest = hashlib.sha256(raw).hexdigest()
    return digest, known[digest] if digest in known else _announced(path, raw)


def _announced(path: str, raw: bytes) -> Names:
    from kg import announcing  # noqa: PLC0415  (it needs the vocabulary, and what is remembered does not)

    return announcing.by(path, raw)


def _named(path: str, given: Names) -> str:
    """The digest of those names that a file may hold; what cannot be opened any more will say so when it is read."""
    try:
        return announced.digest(announced.named_in(sources.raw(path), given))
    except KgError:
        return ""


def _each(work: Callable[[str], Result], paths: Sequence[str]) -> Iterator[Result]:
    """A function of each file, in their order; addresses are asked side by side."""
    if not any(sources.is_address(path) for path in paths):
        yield from map(work, paths)
        return
    with ThreadPoolExecutor(16) as pool:
        yield from pool.map(work, paths)
