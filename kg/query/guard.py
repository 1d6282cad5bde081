"""What a query that did not come with the program may not say.

The engine itself never writes here: it takes queries and no updates, and the store is opened for reading.
What is left to refuse is the network (`SERVICE`, and `FROM`, whose IRIs other engines fetch), and what ends
a recursive parser (thousands of braces). Time and memory are bounded by the process that runs the query.
"""

from __future__ import annotations

from kg.errors import QueryError
from kg.query.tokens import Token, place, tokens

NESTING = 200
"""How deep brackets may stand in each other; some thousands end the engine's process."""

SIZE = 100_000
"""How many characters a query may have."""

_REFUSED = {
    "SERVICE": "it would reach over the network",
    "FROM": "name a graph with GRAPH <…> { … } instead",
}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_OPEN, _CLOSE = frozenset("{(["), frozenset("})]")


def check(query: str, where: str = "") -> None:
    """Refuse a foreign query that could do more than read this graph.

    Args:
        query: its text.
        where: the file that it stands in; "" where it stands in none.

    Raises:
        QueryError: where it is too long or too deep, or says SERVICE, FROM, an update or a codepoint escape.

    >>> check('SELECT ?s { ?s ?p "SERVICE <http://example.org/>" }')
    >>> check('SELECT ?s { SERVICE <http://example.org/> { ?s ?p ?o } }')
    Traceback (most recent call last):
        ...
    kg.errors.QueryError: line 1, column 13: SERVICE is not allowed (it would reach over the network)

    """
    if len(query) > SIZE:
        raise QueryError(f"the query has {len(query)} characters, more than {SIZE}", where, "ask a shorter one")
    if "\\u" in query or "\\U" in query:  # SPARQL reads them before anything else: one may close a string
        raise QueryError("codepoint escapes (\\u, \\U) are not allowed", where, "write the characters themselves")
    depth, last = 0, ""
    for token in tokens(query, where):
        if token.kind == "mark":
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
            if depth > NESTING:
                raise QueryError(
                    f"brackets stand more than {NESTING} deep", place(query, token.start, where), "ask a flatter one"
                )
        _refuse(query, token, last, where)
        last = token.text
    _first_keyword(query, where)


def _refuse(query: str, token: Token, last: str, where: str) -> None:
    """Refuse a keyword, also one that an engine would find at the end of a word or before a prefixed name.

    Oxigraph reads `trueSERVICE` as two words, and `SERVICEx:y` as a keyword and a name.
    """
    if token.kind == "word":
        said = token.text.upper()
    elif token.kind == "name":
        said = token.text.partition(":")[0].upper()
        if last.upper() == "PREFIX":
            return
    else:
        return
    for keyword, reason in _REFUSED.items():
        if keyword in said:
            raise QueryError(f"{keyword} is not allowed", place(query, token.start, where), reason)


def _first_keyword(query: str, where: str) -> None:
    for token in tokens(query):
        word = token.text.upper()
        if token.kind == "word" and word not in {"PREFIX", "BASE"}:
            if word in _UPDATES:
                at = place(query, token.start, where)
                raise QueryError(f"{word} would change the graph; a query reads", at, "ask with SELECT")
            return
