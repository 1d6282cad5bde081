"""The words of a SPARQL query, told apart as its grammar does.

The terminals are those of <https://www.w3.org/TR/sparql11-query/#sparqlGrammar>, read a little more
widely: what this takes and an engine does not, the engine refuses. Strings, comments and IRIs are one token
each, so that nothing inside them is taken for a keyword or a brace.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import QueryError

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


def tokens(query: str) -> list[Token]:
    """The tokens of a query, comments and white space left out.

    Raises:
        QueryError: at the first character that begins no token.

    >>> [t.text for t in tokens('SELECT ?s { ?s a "x { #" } # done')]
    ['SELECT', '?s', '{', '?s', 'a', '"x { #"', '}']

    """
    found, at = [], 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            line = query.count("\n", 0, at) + 1
            raise QueryError(f"{query[at]!r} begins no word of SPARQL", f"line {line}", "look for an open quote")
        if match.lastgroup:
            found.append(Token(match.lastgroup, match[0], at, match.end()))
        at = match.end()
    return found
