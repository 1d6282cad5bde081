"""What is wrong with a query that is no SPARQL: the place, what stands there, what to do.

The engine's own words name places far behind the mistake, and whole grammars. So the usual mistakes are looked for in
the words of the query (an open bracket, a prefix that nobody declared). What else is wrong is where rdflib's parser
stops: at the beginning of the smallest thing that it cannot read.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from kg.errors import MalformedError, first_line
from kg.query.tokens import Token, excerpt, place, tokens
from kg.terms import PREFIXES

Fault = tuple[int, str, str]
"""Where in the query, what is wrong there, and what to do."""

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CLOSING: Final = {"{": "}", "(": ")", "[": "]"}
_LONGEST: Final = 10_000
"""Characters of a query that is given to the second parser, which is slow."""

_WORDS: Final = 120
"""Characters of an engine's own words that are told."""

_AGGREGATES: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})

_REMEDIES: Final = {
    "FILTER": "write FILTER(…): = and != compare, && and || join, and functions are those of SPARQL",
    "BIND": "write BIND(expression AS ?name)",
    "VALUES": "write VALUES ?name { … } with IRIs, prefixed names, numbers or texts in quotes",
    "OPTIONAL": "write OPTIONAL { … }",
    "MINUS": "write MINUS { … }",
    "UNION": "write { … } UNION { … }",
    "GRAPH": "write GRAPH ?name { … }",
    "ORDER": "write ORDER BY ?name, before LIMIT and OFFSET",
    "GROUP": "write GROUP BY ?name, before ORDER BY and LIMIT",
    "HAVING": "write HAVING(…) behind GROUP BY",
    "LIMIT": "write LIMIT and a whole number, as the last",
    "OFFSET": "write OFFSET and a whole number, as the last",
    ",": "leave the comma out: the variables of SELECT stand side by side",
    ")": "an expression of SELECT has a name: write (COUNT(?x) AS ?n)",
    "}": "take it out, or open { before it",
    **dict.fromkeys(_AGGREGATES, "write (COUNT(?x) AS ?n), with the brackets and a name"),
}
"""What to do where the query cannot be read from this word on."""

_STATEMENT: Final = "a statement is a subject, a predicate and an object, with . before the next"


def explained(query: str, where: str, error: MalformedError) -> MalformedError:
    r"""The error that tells what is wrong with a query.

    Args:
        query: the text that an engine refused.
        where: the file that it stands in; "" where it stands in none.
        error: the engine's, which is told where nothing else is found.

    >>> print(explained("SELECT ?d {\n  ?d a kg:Drug\n  FILTER(?d > 3\n}", "drugs.rq", MalformedError("")))
    drugs.rq:4:1: “}” stands where “)” is missing (close the “(” of line 3 before it)
      4 | }
        | ^
    """
    for at, what, remedy in _faults(query, error.what):
        return MalformedError(what, place(query, at, where), remedy, excerpt(query, at))
    return MalformedError(
        first_line(error.what, _WORDS), error.where or where, "compare it with `kg query NAME --explain`"
    )


def _faults(query: str, said: str) -> Iterator[Fault]:
    """What is wrong, the surest first."""
    words = tokens(query)
    yield from _form(query, words)
    yield from _brackets(query, words)
    yield from _prefixes(words)
    yield from _unreadable(query, words)
    if "unbound" in said:
        yield from _ungrouped(words)
    yield from _bound_twice(words)


def _form(query: str, words: list[Token]) -> Iterator[Fault]:
    """A query without words, or whose first is no form of query."""
    i = 0
    while i < len(words) and words[i].text.upper() in {"PREFIX", "BASE"}:
        i += 3 if words[i].text.upper() == "PREFIX" else 2
    if i >= len(words):
        yield len(query.rstrip()), "the query asks nothing", "write SELECT ?x WHERE { … }"
    elif words[i].text.upper() not in _FORMS:
        near = get_close_matches(words[i].text.upper(), _FORMS, 1)
        remedy = f"write {near[0]}" if near else f"begin with {', '.join(_FORMS[:-1])} or {_FORMS[-1]}"
        yield words[i].start, f"“{words[i].text}” begins no query", remedy


def _brackets(query: str, words: list[Token]) -> Iterator[Fault]:
    """A bracket that is closed by another, or by none."""
    opened: list[Token] = []
    for token in words:
        if token.kind != "mark":
            continue
        if token.text in _CLOSING:
            opened.append(token)
        elif token.text in _CLOSING.values():
            wanted = _CLOSING[opened[-1].text] if opened else ""
            if wanted != token.text:
                yield _misplaced(query, token, opened)
                return
            opened.pop()
    if opened:
        last = opened[-1]
        yield last.start, f"“{last.text}” is not closed", f"add “{_CLOSING[last.text]}” where it ends"


def _misplaced(query: str, token: Token, opened: list[Token]) -> Fault:
    if not opened:
        return token.start, f"“{token.text}” closes nothing", _REMEDIES["}"]
    what = f"“{token.text}” stands where “{_CLOSING[opened[-1].text]}” is missing"
    line = query.count("\n", 0, opened[-1].start) + 1
    return token.start, what, f"close the “{opened[-1].text}” of line {line} before it"


def _prefixes(words: list[Token]) -> Iterator[Fault]:
    """A name whose prefix is not declared."""
    declared = {b.text for a, b in pairwise(words) if a.text.upper() == "PREFIX"}
    for before, token in zip([None, *words], words, strict=False):
        prefix = token.text.partition(":")[0] + ":"
        if token.kind == "name" and prefix not in declared and not (before and before.text.upper() == "PREFIX"):
            known = PREFIXES.get(prefix[:-1])
            remedy = f"add PREFIX {prefix} <{known or '…'}> as the first line"
            yield token.start, f"the prefix {prefix} is not declared", remedy


def _unreadable(query: str, words: list[Token]) -> Iterator[Fault]:
    """Where a parser stops."""
    at = _stop(query)
    if at is None:
        return
    token = next((token for token in words if token.end > at), None)
    if token is None:
        last = words[-1]
        yield last.start, f"something is missing behind “{last.text}”", _REMEDIES.get(last.text.upper(), "")
        return
    before = next((word.text.upper() for word in reversed(words) if word.end <= token.start), "")
    remedy = _remedy(token, before)
    bare = _bare(words, token.start) if remedy == _STATEMENT else None
    if bare is not None:
        name = bare.text
        yield (
            bare.start,
            f"“{name}” is no name",
            f'write ?{name} for a variable, kg:{name} for a term, "{name}" for a text',
        )
    else:
        yield token.start, f"from “{token.text}” on this is no SPARQL", remedy


def _bare(words: list[Token], start: int) -> Token | None:
    """A word of a statement that stands for nothing: it has neither prefix, nor question mark, nor quotes."""
    for word in words:
        if word.start >= start and word.text in {".", "{", "}", ";"}:
            return None
        if word.start >= start and word.kind == "word" and word.text not in {"a", "true", "false"}:
            return word
    return None


def _remedy(token: Token, before: str) -> str:
    """What to do about a word from which on a query cannot be read."""
    if token.text.upper() in _REMEDIES:
        return _REMEDIES[token.text.upper()]
    if before in {"SELECT", "AS", "DISTINCT", "BY"} and token.kind == "word":
        return f"a variable begins with a question mark: write ?{token.text}"
    if before == "WHERE":
        return "write WHERE { … }"
    near = get_close_matches(token.text.upper(), [*_REMEDIES, "WHERE"], 1) if token.kind == "word" else []
    return f"write {near[0]}" if near else _STATEMENT


def _stop(query: str) -> int | None:
    """Where rdflib's parser stops; None where it does not, or the query is too long or too deep for it."""
    from pyparsing import ParseBaseException  # noqa: PLC0415  (late: only where a query is wrong)
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    if len(query) > _LONGEST:
        return None
    try:
        parseQuery(query)
    except ParseBaseException as error:
        return int(error.loc)
    except Exception:  # a second opinion, which may fail in any way
        return None
    return None


def _bound_twice(words: list[Token]) -> Iterator[Fault]:
    """A variable that gets a value by AS and has one from elsewhere: in its group before, or in what SELECT is of."""
    opened: list[int] = []
    for i, token in enumerate(words[:-1]):
        if token.text == "{":
            opened.append(i)
        elif token.text == "}" and opened:
            opened.pop()
        elif token.text.upper() == "AS":
            name, others = words[i + 1], words[opened[-1] : i] if opened else words[i + 2 :]
            if any(word.text == name.text for word in others):
                yield name.start, f"{name.text} has a value already", "give the new value another name"


def _ungrouped(words: list[Token]) -> Iterator[Fault]:
    """A variable of SELECT that is neither grouped by nor within an aggregate, in a query that groups."""
    upper = [word.text.upper() for word in words]
    if not (_AGGREGATES & set(upper) or "GROUP" in upper) or "SELECT" not in upper:
        return
    start = upper.index("SELECT") + 1
    end = next((i for i in range(start, len(words)) if upper[i] in {"WHERE", "{"}), len(words))
    by = words[upper.index("GROUP") :] if "GROUP" in upper else []
    grouped, depth = {word.text for word in by if word.kind == "variable"}, 0
    for word in words[start:end]:
        depth += (word.text == "(") - (word.text == ")")
        if word.kind == "variable" and not depth and word.text not in grouped:
            remedy = f"add GROUP BY {word.text}, or select (SAMPLE({word.text}) AS ?one)"
            yield word.start, f"{word.text} is selected, but the rows are grouped without it", remedy
