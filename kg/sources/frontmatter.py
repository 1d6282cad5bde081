"""The front matter of a Markdown file: YAML between two lines `---`, read as strings and nothing else.

python-frontmatter reads it with a handler of our own in place of its YAML loader: built from the parser's
events, so that nothing is resolved, constructed or recursed into: no anchors, no merges, no duplicate keys, no
types. `no` stays "no" and `010` stays "010".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler

from kg.errors import DocumentError

DEEPEST = 64
"""Levels of nesting that front matter may have."""

_OPENING = re.compile(r"\s*---[ \t]*(?=[\r\n]|\Z)")
_CLOSING = re.compile(r"(?<=[\r\n])---[ \t]*(?:\r\n?|\n|\Z)")
_LINE = re.compile(r"\r\n?|\n")
_TAB = re.compile(r"(?<![^\r\n]) *\t[ \t]*(?=\S)")

Node = str | list["Node"] | dict[str, "Node"]


def parse(text: str, path: str) -> tuple[dict[str, str | tuple[str, ...]], int]:
    r"""The front matter of a text and where the body after it begins.

    Values are strings; a list of strings is a tuple; what is nested deeper gets a key of its own, its names
    joined by full stops.

    Raises:
        DocumentError: where there is none, it is not closed, or it is not a plain mapping.

    >>> parse("---\ntitle: A\ntags: [x, y]\nauthor:\n  name: B\n---\nBody", "a.md")
    ({'title': 'A', 'tags': ('x', 'y'), 'author.name': 'B'}, 48)
    """
    opening = _OPENING.match(text)
    if opening is None:
        raise DocumentError(
            "no front matter", f"{path}:1", "begin the file with a line ---, lines such as `title: …`, and a line ---"
        )
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise DocumentError("the front matter is not closed", f"{path}:1", "add a line --- after it")
    header = text[opening.end() : closing.start()]
    first = _line(text, opening.end())
    tab = _TAB.search(header)
    if tab:
        raise DocumentError(
            "a tab indents the front matter", f"{path}:{first + _line(header, tab.start()) - 1}", "use spaces"
        )
    metadata: dict[str, Any] = frontmatter.parse(text, handler=_Strings(header, path, first))[0]
    return metadata, closing.end()


def line_of(header: str, key: str) -> int:
    r"""The number of the line that a key of a front matter stands in, from 1; the first where it is not found.

    >>> line_of("---\ntitle: A\n'url' : b\n---\n", "url")
    3
    """
    found = re.search(rf"(?<![^\r\n])[\"']?{re.escape(key)}[\"']?[ ]*:", header)
    return _line(header, found.start()) if found else 1


class _Strings(BaseHandler):
    """A handler for python-frontmatter that makes strings of the header, and refuses what is not plain."""

    def __init__(self, header: str, path: str, first: int) -> None:
        self._header, self._path, self._first = header, path, first

    def split(self, text: str) -> tuple[str, str]:
        """The header as `parse` found it; the body is the caller's, who needs its place in the file."""
        return self._header, ""

    def load(self, fm: str, **_: object) -> dict[str, str | tuple[str, ...]]:
        """The header's keys and values."""
        root = _Reader(self._path, self._first).read(fm)
        if not isinstance(root, dict) or not root:
            found = "empty" if not root else "a list" if isinstance(root, list) else "a single value"
            where = f"{self._path}:{self._first}"
            raise DocumentError(f"the front matter is {found}, not keys with values", where, "write `title: …`")
        return dict(_flat(root))


def _line(text: str, place: int) -> int:
    """The number of the line that holds a place, from 1."""
    return 1 + sum(1 for _ in _LINE.finditer(text, 0, place))


def _flat(node: dict[str, Node], prefix: str = "") -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for key, value in node.items():
        name = prefix + key
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            yield from _flat(value, name + ".")
        elif all(isinstance(item, str) for item in value):
            yield name, tuple(item for item in value if isinstance(item, str))
        else:
            yield from _flat({str(place): item for place, item in enumerate(value, 1)}, name + ".")


_PLAINLY = {"mapping values are not allowed in this context": "a value without quotation marks holds a colon"}
"""What the parser says, in the words of whoever wrote the value."""


class _Reader:
    """Events in, one node out; each complaint names its line."""

    def __init__(self, path: str, first: int) -> None:
        self._path, self._first = path, first

    def read(self, header: str) -> Node:
        """The only document of a YAML stream."""
        root: Node = ""
        try:
            events = yaml.parse(header, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
            for event in events:
                if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
                    raise self._error("the front matter holds a line `...`", event, "take it out")
                if isinstance(event, yaml.NodeEvent):
                    root = self._node(event, events, 0)
        except yaml.MarkedYAMLError as error:
            problem = error.problem or error.context or "it cannot be parsed"
            problem = _PLAINLY.get(problem, problem)
            raise self._error(f"the front matter is not YAML: {problem}", error.problem_mark) from error
        except yaml.YAMLError as error:
            raise self._error(f"the front matter is not YAML: {str(error).splitlines()[0]}", None) from error
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if getattr(event, "anchor", None) is not None:
            raise self._error("the front matter has an anchor or alias", event, "write the value out in each place")
        if depth > DEEPEST:
            raise self._error(f"the front matter is nested deeper than {DEEPEST} levels", event)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._node(e, events, depth + 1) for e in self._until(events, yaml.SequenceEndEvent)]
        return self._mapping(events, depth)

    def _mapping(self, events: Iterator[Any], depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for event in self._until(events, yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            if not isinstance(key, str):
                raise self._error("a key of the front matter is a list or a mapping", event, "use a word")
            if key == "<<":
                raise self._error("the front matter has a merge key <<", event, "write the values out")
            if key in found:
                raise self._error(f"the front matter has the key {key[:60]!r} twice", event, "keep one of them")
            found[key] = self._node(next(events), events, depth + 1)
        return found

    def _until(self, events: Iterator[Any], end: type) -> Iterator[Any]:
        for event in events:
            if isinstance(event, end):
                return
            yield event

    def _error(self, what: str, at: Any, remedy: str = "") -> DocumentError:
        mark = getattr(at, "start_mark", at)
        line = self._first + (mark.line if mark is not None else 0)
        return DocumentError(what, f"{self._path}:{line}", remedy or "mend it, or put quotation marks around the value")
