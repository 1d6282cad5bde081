"""The words of a SPARQL query, told apart as its grammar does.

The terminals are those of <https://www.w3.org/TR/sparql11-query/#sparqlGrammar>, read a little more
widely: what this takes and an engine does not, the engine refuses. Strings, comments and IRIs are one token
each, so that nothing inside them is taken for a keyword or a brace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import MalformedError

_TERMINALS = {
    "iri": r'<[^<>"{}|^`\\\x00-\x20]*>',
    "string": r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'
    r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"
    r'"(?:[^"\\\n\r]|\\.)*"|'
    r"'(?:[^'\\\n\r]|\\.)*'",
    "variable": r"[?$][\w·]+",
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*",
    "blank": r"_:[\w·][\w·.-]*",
    "name": r"(?:[^\W\d_][\w·.-]*)?:(?:[\w·:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*",
    "number": r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?",
    "word": r"[A-Za-z_]\w*",
    "mark": r"\^\^|\|\||&&|!=|<=|>=|<<|>>|[{}()\[\];,.|/^*?+!=<>-]",
}
_SKIPPED = r"[ \t\r\n]+|#[^\r\n]*"
_TOKEN = re.compile(f"(?:{_SKIPPED})|" + "|".join(f"(?P<{k}>{v})" for k, v in _TERMINALS.items()), re.DOTALL)


_OTHERWISE = {"&": "write && for and", "<": "an IRI stands in < and >, without a space", "\u201c": 'write " for “'}
"""What to write in place of characters that people write by mistake."""

_SHOWN = 72
"""Characters of a line that are shown around a place in it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a query.

    Attributes:
        kind: `iri`, `string`, `variable`, `language`, `blank`, `name` (prefixed), `number`, `word` or `mark`.
        text: the characters.
        start, end: where they stand in the query.

    """

    kind: str
    text: str
    start: int
    end: int


def tokens(query: str, where: str = "") -> list[Token]:
    """The tokens of a query, comments and white space left out.

    Raises:
        MalformedError: at the first character that begins no token.

    >>> [t.text for t in tokens('SELECT ?s { ?s a "x { #" } # done')]
    ['SELECT', '?s', '{', '?s', 'a', '"x { #"', '}']

    """
    found, at = [], 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            quote = query[at] in "\"'"
            what = f"“{query[at]}” is not closed" if quote else f"“{query[at]}” begins no word of SPARQL"
            remedy = "add the quotation mark that ends the text" if quote else _OTHERWISE.get(query[at], "take it out")
            raise MalformedError(what, place(query, at, where), remedy, excerpt(query, at))
        if match.lastgroup:
            found.append(Token(match.lastgroup, match[0], at, match.end()))
        at = match.end()
    return found


def place(query: str, at: int, where: str = "") -> str:
    r"""A place in a query, as messages name it.

    >>> place("ASK {\n  ?x", 8), place("ASK {\n  ?x", 8, "a.rq")
    ('line 2, column 3', 'a.rq:2:3')
    """
    line, column = query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)
    return f"{where}:{line}:{column}" if where else f"line {line}, column {column}"


def excerpt(query: str, at: int) -> str:
    r"""The line of a place in a query, with its number, and a mark below the place.

    >>> print(excerpt("ASK {\n  ?x", 8))
      2 |   ?x
        |   ^
    """
    start = query.rfind("\n", 0, at) + 1
    text = query[start:].split("\n", 1)[0].rstrip("\r").replace("\t", " ")
    cut = max(0, at - start - _SHOWN * 3 // 4) if len(text) > _SHOWN else 0
    number = str(query.count("\n", 0, at) + 1)
    return f"  {number} | {text[cut : cut + _SHOWN]}\n  {' ' * len(number)} | {' ' * (at - start - cut)}^"
