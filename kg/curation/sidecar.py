"""The file beside a document: lines in, lines out. What a line says is judged by the gate."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import DocumentError
from kg.facts import to_json
from kg.files import write_whole
from kg.model import Document, Finding
from kg.sources.files import shown

_PRINTED: Final = ("method", "confidence", "document")
"""Keys of printed facts that a sidecar does not hold."""

ENDING: Final = ".facts.jsonl"
_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a sidecar; more is no list of one document's facts."""
_DEEPEST: Final = 16
"""How deep a line's JSON may nest; facts nest two levels."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sidecar: where it stands, and the object it holds or what is wrong with it."""

    where: str
    value: Mapping[str, Any]
    fault: str = ""


def path_of(document: Path) -> Path:
    """The sidecar of a document, there or not.

    >>> path_of(Path("pages/a.md")).name
    'a.facts.jsonl'
    """
    return document.with_name(document.stem + ENDING)


def raw(path: Path) -> bytes:
    """The bytes of a sidecar; none where there is none.

    Raises:
        DocumentError: where the file cannot be read, or is of no sensible size.
    """
    try:
        if not path.is_file():
            return b""
        if path.stat().st_size > _LARGEST:
            raise DocumentError("the sidecar is too large to be one document's facts", shown(path), "split or thin it")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"cannot be read: {error.strerror}", shown(path), "check the file and its rights"
        ) from error


def lines(path: Path) -> list[Line]:
    """The lines of a sidecar, blank ones left out.

    Raises:
        DocumentError: where the file cannot be read as UTF-8 text of a sensible size.
    """
    try:
        return list(parse(raw(path).decode("utf-8-sig"), shown(path)))
    except UnicodeDecodeError as error:
        raise DocumentError(f"not UTF-8 text (byte {error.start})", shown(path), "save it as UTF-8") from error


def values(path: Path) -> list[Mapping[str, Any]]:
    """The objects of a sidecar that is to be written again; none where there is none.

    Raises:
        DocumentError: as `lines`, and where a line is no object, which writing would lose.
    """
    found = lines(path)
    if faulty := [line for line in found if line.fault]:
        raise DocumentError(f"a line that is no fact: {faulty[0].fault}", faulty[0].where, "mend it first")
    return [line.value for line in found]


def told(finding: Finding, document: Document, by: str, on: str) -> dict[str, Any]:
    """A finding as an object of a sidecar, read by somebody on a day."""
    plain = {k: v for k, v in to_json(finding, document).items() if k not in _PRINTED}
    return {**plain, "by": by, "on": on}


def parse(text: str, name: str) -> Iterator[Line]:
    """The lines of a text, by the name that messages give it."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _line(f"{name}:{number}", line)


def _line(where: str, text: str) -> Line:
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        return Line(where, {}, "nested too deep")
    except ValueError as error:
        return Line(where, {}, f"not JSON: {error}")
    if not isinstance(value, dict):
        return Line(where, {}, "not a JSON object")
    return Line(where, {}, "nested too deep") if _depth(value) > _DEEPEST else Line(where, value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice")
        found[key] = value
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")


def _depth(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)


def write(path: Path, values: Iterable[Mapping[str, Any]]) -> Path:
    """Write a sidecar, whole or not at all."""
    return write_whole(path, [json.dumps(value, ensure_ascii=True) + "\n" for value in values])
