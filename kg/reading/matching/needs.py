"""What a text must hold for a pattern to match it, read from the pattern itself.

After Cox, "Regular Expression Matching with a Trigram Index" (2012) and RE2's `FilteredRE2`: a conjunction of
disjunctions of *pieces* (letters in a row, with the edge of their word where the pattern asks for it; a mark; "a
digit").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, Final

from kg.reading.matching.programs import parsed

Needs = tuple[frozenset[str], ...]
"""Of each set of pieces a text must hold one, or the pattern cannot match it."""

DIGIT: Final = "0"
"""The piece that stands for any decimal digit."""

EDGE: Final = "."
"""Stands in a piece where the letters begin or end: `.or.` is the whole word, `or` is in "for" too."""

LONGEST: Final = 11
"""Letters and edges of a piece; of a longer word its first ones will do."""

MOST: Final = 48
"""Ways in which a stretch of a pattern may read, before it is taken apart."""


def needs(pattern: str, flags: int = 0) -> Needs:
    r"""What a text must hold for a pattern to match somewhere in it; () where nothing can be said.

    >>> needs(r"\bhazard ratios?\b|HR (?:of )?\d") == (frozenset({".hazard.", "hr."}),)
    True
    >>> needs(r"(?=.*\d)[a-z]+ed\b")
    (frozenset({'0'}), frozenset({'ed.'}))
    >>> needs(r"\w+(?: of)?")
    ()
    """
    run = _Run()
    run.read(parsed(pattern, flags))
    run.flush()
    return tuple(dict.fromkeys(run.clauses))


class _Run:
    """Reads a pattern's tree in order.

    `exact` holds every way in which the stretch since the last `flush` may read, `whole` says whether that is all
    that was read, and `clauses` holds what was found needed.
    """

    def __init__(self, before: Iterable[str] = ("",)) -> None:
        self.exact = set(before)
        self.whole = True
        self.clauses: list[frozenset[str]] = []

    def read(self, nodes: Iterable[tuple[Any, Any]]) -> None:
        """Take in the nodes of a sequence."""
        for kind, value in nodes:
            _READERS.get(kind, _Run._unknown)(self, value)

    def flush(self) -> None:
        """The stretch ends here: one of its readings is needed, by the longest piece of each."""
        clause = {max(_PIECE_OF.findall(way), key=_worth, default="")[:LONGEST] for way in self.exact}
        if "" not in clause:
            fewest = {piece for piece in clause if not any(p in piece for p in clause - {piece})}
            self.clauses.append(frozenset(DIGIT if piece.isdecimal() else piece for piece in fewest))
        self.exact, self.whole = {""}, False

    def cut(self) -> None:
        """The stretch becomes too much; the next one begins where it ends."""
        at_edge = self.at_edge
        self.flush()
        self.exact = {EDGE if at_edge else ""}

    def edge(self) -> None:
        """Here no letters stand on both sides."""
        self.join({EDGE})

    def part(self) -> None:
        """The stretch ends with what is no letter; the next one begins behind it."""
        self.edge()
        self.flush()
        self.edge()

    @property
    def at_edge(self) -> bool:
        """Whether what was read last is no letter, in whichever way it reads."""
        return all(way.endswith(EDGE) for way in self.exact)

    def join(self, ways: Iterable[str]) -> None:
        """What follows reads in one of these ways."""
        more = set(ways)
        if len(self.exact) * len(more) > MOST:
            self.cut()
        if len(more) > MOST:
            self.exact = more
            self.cut()
            return
        self.exact = {a + b for a, b in product(self.exact, more)}

    def _literal(self, code: int) -> None:
        char = chr(code).lower()
        if _LETTER.fullmatch(char):
            self.join({char})
        elif _PIECE_OF.fullmatch(char):
            self.join({EDGE + char + EDGE})
        elif _is_apart((op.LITERAL, code)):
            self.part()
        else:
            self.flush()

    def _in(self, members: list[tuple[Any, Any]]) -> None:
        if members == [(op.CATEGORY, op.CATEGORY_DIGIT)] or members == [(op.RANGE, (ord("0"), ord("9")))]:
            self.part()
            self.clauses.append(frozenset({DIGIT}))
        elif all(kind is op.LITERAL and _PIECE_OF.fullmatch(chr(code).lower()) for kind, code in members):
            chars = {chr(code).lower() for _, code in members}
            self.join({char if _LETTER.fullmatch(char) else EDGE + char + EDGE for char in chars})
        elif all(map(_is_apart, members)):
            self.part()
        else:
            self.flush()

    def _group(self, value: tuple[Any, ...]) -> None:
        self.read(value[-1])

    def _atomic(self, value: Iterable[tuple[Any, Any]]) -> None:
        self.read(value)

    def _branch(self, value: tuple[Any, list[Any]]) -> None:
        if len(self.exact) * len(value[1]) > MOST:
            self.cut()
        runs = [_Run(self.exact) for _ in value[1]]
        for run, nodes in zip(runs, value[1], strict=True):
            run.read(nodes)
        if all(run.whole for run in runs):
            self.exact = set().union(*(run.exact for run in runs))
            return
        at_edge = all(run.at_edge for run in runs)
        for run in runs:
            run.flush()
        best = [max(run.clauses, key=telling, default=None) for run in runs]
        if all(best):
            self.clauses.append(frozenset().union(*(clause for clause in best if clause)))
        self.exact, self.whole = {EDGE if at_edge else ""}, False

    def _repeat(self, value: tuple[int, int, Any]) -> None:
        least, most, nodes = value
        run = _Run()
        run.read(nodes)
        if (least, most) in ((0, 1), (1, 1)) and run.whole:
            self.join(run.exact | ({""} if least == 0 else set()))
            return
        at_edge = run.at_edge and (least > 0 or self.at_edge)
        self.flush()
        if least:
            run.flush()
            self.clauses += run.clauses
        if at_edge:
            self.edge()

    def _ahead(self, value: tuple[int, Any]) -> None:
        run = _Run()
        run.read(value[1])
        run.flush()
        self.clauses += run.clauses

    def _at(self, value: object) -> None:
        if value is not op.AT_NON_BOUNDARY:
            self.edge()

    def _not(self, value: tuple[int, list[tuple[Any, Any]]]) -> None:
        """What must not stand here: where that is any letter, it is the edge of a word."""
        nodes = value[1]
        if len(nodes) == 1 and nodes[0][0] is op.IN:
            members = nodes[0][1]
            if members[0][0] is not op.NEGATE and (op.CATEGORY, op.CATEGORY_WORD) in members:
                self.edge()

    def _unknown(self, value: object) -> None:
        self.flush()


_READERS: Final[dict[Any, Callable[[_Run, Any], None]]] = {
    op.LITERAL: _Run._literal,
    op.IN: _Run._in,
    op.SUBPATTERN: _Run._group,
    op.ATOMIC_GROUP: _Run._atomic,
    op.BRANCH: _Run._branch,
    op.MAX_REPEAT: _Run._repeat,
    op.MIN_REPEAT: _Run._repeat,
    op.POSSESSIVE_REPEAT: _Run._repeat,
    op.ASSERT: _Run._ahead,
    op.ASSERT_NOT: _Run._not,
    op.AT: _Run._at,
}
_LETTER = re.compile("[a-z]")
_PIECE_OF = re.compile(r"\.?[a-z]+\.?|[\ue000-\uf8ff]|[0-9]")


def _is_apart(member: tuple[Any, Any]) -> bool:
    """Whether what stands in a pattern matches only what is no letter of a word, as letters are taken here."""
    kind, value = member
    if kind is op.CATEGORY:
        return value in (op.CATEGORY_SPACE, op.CATEGORY_DIGIT, op.CATEGORY_NOT_WORD)
    if kind is op.LITERAL:
        return not chr(value).isalpha()
    return kind is op.RANGE and value[1] < ord("A")


def _worth(piece: str) -> int:
    """How much a piece tells: a mark more than a digit, a long word more than a short one, a whole word most."""
    return 8 if piece >= "\ue000" else 2 if piece.isdecimal() else 2 * len(piece.strip(EDGE)) + piece.count(EDGE)


def telling(clause: frozenset[str]) -> tuple[int, int]:
    """How much the pieces of a clause tell of a pattern, the least telling of them first; fewer tell more."""
    return min(map(_worth, clause)), -len(clause)
