"""RDF as text: N-Quads lines, their terms, and the Python values that the terms stand for.

The rooms exchange RDF as N-Quads text, so that none of them needs another's library. A *term* is the text
of one position (`<https://…>`, `"1.5"^^<…#decimal>`), a *line* is a statement without its line end. The
syntax is that of <https://www.w3.org/TR/n-quads/>.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class Iri(str):
    """An IRI, told apart from a string of text.

    >>> Iri("https://example.org/a") == "https://example.org/a"
    True
    """

    __slots__ = ()


Value = Iri | str | int | float | Decimal | bool | date | datetime | None
"""A term as Python sees it; None where a query left a variable unbound."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine answers to a query.

    Attributes:
        form: `select`, `ask` or `construct` (a DESCRIBE is one too).
        columns: the variables' names; `subject`, `predicate`, `object` for `construct`, `answer` for `ask`.
        rows: terms in the order of the columns, None where a variable is unbound. It is read once.

    """

    form: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[str | None, ...]]


def split(line: str) -> tuple[str, str, str, str]:
    """The four terms of an N-Quads line; the last is "" for a statement of the default graph.

    >>> split('<a:s> <a:p> "two words" <a:g> .')
    ('<a:s>', '<a:p>', '"two words"', '<a:g>')
    >>> split('<a:s> <a:p> "x <a:g>" .')
    ('<a:s>', '<a:p>', '"x <a:g>"', '')
    """
    subject, predicate, rest = line.split(" ", 2)
    rest = rest[:-2]
    if rest.endswith(">"):
        thing, _, graph = rest.rpartition(" <")
        # The last IRI is the graph's unless it is the object itself or the datatype of a literal.
        if thing and (thing[0] != '"' or _LITERAL.fullmatch(thing)):
            return subject, predicate, thing, "<" + graph
    return subject, predicate, rest, ""


_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"(?:\^\^<([^>]*)>|@([A-Za-z]+(?:-[A-Za-z0-9]+)*))?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def unescape(text: str) -> str:
    r"""The characters that N-Triples escapes stand for.

    >>> unescape(r'a\tb\u0041 \\n')
    'a\tbA \\n'
    """
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: _ESCAPED[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), text)


def parts(term: str) -> tuple[str, str, str]:
    """A literal's characters, its datatype's IRI and its language ("" where it has none).

    >>> parts('"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    ('1.5', 'http://www.w3.org/2001/XMLSchema#decimal', '')
    """
    match = _LITERAL.fullmatch(term)
    if match is None:
        raise ValueError(f"not a literal: {term[:80]}")
    end = term.rindex('"')
    return unescape(term[1:end]), match[1] or XSD + "string", match[2] or ""


def value(term: str | None) -> Value:
    """The Python value of a term: numbers, dates and booleans typed, IRIs as `Iri`, all else as text.

    A literal whose characters do not fit its datatype (a date in the year 12345) stays text.

    >>> value('<https://example.org/a>'), value('"a"'), value('"7"^^<http://www.w3.org/2001/XMLSchema#integer>')
    ('https://example.org/a', 'a', 7)
    """
    if term is None:
        return None
    if term[0] == "<":
        return Iri(unescape(term[1:-1]))
    if term[0] == "_":
        return term
    text, datatype, _ = parts(term)
    make = _MAKERS.get(datatype)
    try:
        return make(text) if make else text
    except (ValueError, InvalidOperation):
        return text


def _boolean(text: str) -> bool:
    if text not in {"true", "1", "false", "0"}:
        raise ValueError(text)
    return text in {"true", "1"}


_MAKERS: dict[str, Callable[[str], Value]] = {
    XSD + "integer": int,
    XSD + "nonNegativeInteger": int,
    XSD + "positiveInteger": int,
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": _boolean,
    XSD + "date": date.fromisoformat,
    XSD + "dateTime": datetime.fromisoformat,
}


def triples(lines: Iterable[str]) -> Iterator[str]:
    """The distinct statements of sorted N-Quads lines, their graphs left off: what is said, whoever says it.

    In sorted lines a statement's copies from several graphs stand together.

    >>> list(triples(['<a:s> <a:p> "x" <a:g> .', '<a:s> <a:p> "x" <a:h> .']))
    ['<a:s> <a:p> "x" .']
    """
    last = ""
    for line in lines:
        triple = line[: line.rindex(" <")] + " ."
        if triple != last:
            yield triple
            last = triple
