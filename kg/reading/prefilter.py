"""Patterns that are asked only where they can match.

Most rules need a word that most sentences do not hold. What a pattern needs is derived from the pattern itself, as
a conjunction of disjunctions of *pieces* (letters in a row, with the edge of their word where the pattern asks for
it; a mark; "a digit"), after Cox, "Regular Expression Matching with a Trigram Index" (2012) and RE2's `FilteredRE2`. The pieces of a text are looked up once
for all patterns; a pattern that lacks one is passed over without being run. What it matches does not change.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final, Generic, TypeVar, cast

T = TypeVar("T")
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

SHORTEST_TEXT: Final = 40
"""Code points; below, running the pattern costs less than asking."""

LONGEST_TEXT: Final = 4_000
"""Code points; above, a text holds nearly every piece."""

FIRST_TEXTS: Final = 40
"""Texts that a pattern is run on unasked: for a page or two, working out what it needs takes longer than it saves."""

_PIECE = re.compile(r"[a-z]+|[\ue000-\uf8ff]|\d")
_FOLDS_TO_ASCII = re.compile("[ſıİ\u0307]")
"""Code points that `re.IGNORECASE` takes for ASCII letters and `str.lower` does not, or makes two of."""


def prefiltered(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern that is run only on texts that hold what it needs; that is worked out when it was run some times.

    Typed as what it stands in for: `re.Pattern` cannot be subclassed.

    Raises:
        re.error: where it is no regular expression.

    >>> p = prefiltered(r"(?:inhibits?|blocks?) the growth", re.I)
    >>> p.search("It was found that this drug INHIBITS the growth of cells.").group()
    'INHIBITS the growth'
    >>> p.search("It was found that this drug inhibits nothing, or hardly anything.") is None
    True
    """
    return cast("re.Pattern[str]", Prefiltered(re.compile(pattern, flags)))


_unknown: list[Prefiltered] = []
"""Patterns whose needs were not worked out yet."""


class Prefiltered:
    """A pattern that looks first whether a text holds what it needs.

    Attributes:
        compiled: the pattern itself.

    """

    def __init__(self, compiled: re.Pattern[str]) -> None:
        self.compiled = compiled
        self._asked = 0
        _unknown.append(self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.compiled, name)

    @cached_property
    def needs(self) -> Needs:
        """What a text must hold; worked out for all patterns at once, so that texts are looked through once."""
        made = {pattern: needs(pattern.compiled.pattern, pattern.compiled.flags) for pattern in [*_unknown, self]}
        _unknown.clear()
        _know(piece for needed in made.values() for clause in needed for piece in clause)
        for pattern, needed in made.items():
            pattern.__dict__["needs"] = needed
        return made[self]

    def may_match(self, text: str) -> bool:
        """Whether the text holds what the pattern needs."""
        if self._asked < FIRST_TEXTS:
            self._asked += 1
            return True
        return not SHORTEST_TEXT < len(text) <= LONGEST_TEXT or fits(self.needs, pieces(text))

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if endpos < len(text) and text[endpos - 1 : endpos + 1].isalpha():  # within a word, whose edge it makes
            return self.compiled.search(text, pos, endpos)
        return self.compiled.search(text, pos, endpos) if self.may_match(text) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        if endpos < len(text) and text[endpos - 1 : endpos + 1].isalpha():
            return self.compiled.finditer(text, pos, endpos)
        return self.compiled.finditer(text, pos, endpos) if self.may_match(text) else iter(())


def needs_of(pattern: re.Pattern[str]) -> Needs:
    """What a text must hold for a pattern to match it; nothing in particular for one that is not prefiltered."""
    needed: Needs = getattr(pattern, "needs", ())
    return needed


def fits(needed: Needs, held: frozenset[str]) -> bool:
    """Whether pieces fulfil needs."""
    for clause in needed:  # noqa: SIM110  (this is asked most often of all, and `any` takes twice the time)
        if held.isdisjoint(clause):
            return False
    return True


class Index(Generic[T]):
    """Many patterns, each with what it means, and which of them a text may match: one look-up for all of them."""

    def __init__(self, pairs: Iterable[tuple[re.Pattern[str], T]]) -> None:
        given = tuple(pairs)
        self.pairs = tuple((getattr(pattern, "compiled", pattern), meaning) for pattern, meaning in given)
        self._patterns = tuple(pattern for pattern, _ in given)
        self._asked = 0

    @cached_property
    def needs(self) -> tuple[Needs, ...]:
        """What a text must hold for each of the patterns."""
        return tuple(map(needs_of, self._patterns))

    @cached_property
    def free(self) -> tuple[tuple[re.Pattern[str], T], ...]:
        """The patterns that need nothing in particular, each with what it means."""
        return tuple(pair for pair, needed in zip(self.pairs, self.needs, strict=True) if not needed)

    @cached_property
    def _free_places(self) -> list[int]:
        return [at for at, needed in enumerate(self.needs) if not needed]

    @cached_property
    def _by_piece(self) -> dict[str, list[int]]:
        """The places of the patterns whose most telling need a piece fulfils."""
        found: dict[str, list[int]] = {}
        for at, needed in enumerate(self.needs):
            for piece in max(needed, key=_value, default=()):
                found.setdefault(piece, []).append(at)
        return found

    def candidates(self, text: str, added: Iterable[str] = ()) -> Sequence[tuple[re.Pattern[str], T]]:
        """The patterns that may match a text, or what it becomes with pieces `added`, in order."""
        if self._asked < FIRST_TEXTS or len(text) > LONGEST_TEXT:
            self._asked += 1
            return self.pairs
        by_piece = self._by_piece
        held = pieces(text).union(added)
        found = {at for piece in held & by_piece.keys() for at in by_piece[piece]}
        places = sorted([*self._free_places, *(at for at in found if fits(self.needs[at], held))])
        return [self.pairs[at] for at in places]


# ---- the pieces of a text ------------------------------------------------------------------------------------

_known: dict[str, int] = {DIGIT: 0}
"""The pieces that patterns need, numbered as they became known."""


def _know(new: Iterable[str]) -> None:
    """Take pieces in; what was looked up before is looked up again."""
    before = len(_known)
    for piece in new:
        _known.setdefault(piece, len(_known))
    if len(_known) > before:
        pieces.cache_clear()
        pieces_of_word.cache_clear()


def known() -> int:
    """How many pieces are known."""
    return len(_known)


def number_of(piece: str) -> int:
    """Which of the known pieces a piece is, counted from 0."""
    return _known[piece]


def of_piece(piece: str) -> re.Pattern[str]:
    """A pattern of what holds a piece of letters, in lower case."""
    before, behind = (
        f"(?{kind}![a-z])" if edge else "" for kind, edge in (("<", piece[0] == EDGE), ("", piece[-1] == EDGE))
    )
    return re.compile(before + piece.strip(EDGE) + behind)


def is_odd(word: str) -> bool:
    """Whether a word in lower case has letters that may match ASCII ones, so that it may hold any piece."""
    return not word.isascii() and _FOLDS_TO_ASCII.search(word) is not None


@lru_cache(maxsize=4096)
def pieces(text: str) -> frozenset[str]:
    """Which of all pieces that any pattern needs a text holds."""
    return frozenset().union(*map(pieces_of_word, set(text.lower().split())))


@lru_cache(maxsize=1 << 17)
def pieces_of_word(word: str) -> frozenset[str]:
    """The pieces of what stands between white space, in lower case."""
    if is_odd(word):
        return frozenset(_known)
    held: set[str] = set()
    for run in _PIECE.findall(word):
        if run.isdecimal():
            held.add(DIGIT)
        elif run >= "\ue000":
            held.add(run)
        else:
            whole = EDGE + run + EDGE
            for start in range(len(whole)):
                held.update(whole[start:end] for end in range(start + 1, min(len(whole), start + LONGEST) + 1))
    return frozenset(held & _known.keys())


# ---- what a pattern needs ------------------------------------------------------------------------------------


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
    run.read(parser.parse(pattern, flags))
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
        best = [max(run.clauses, key=_value, default=None) for run in runs]
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
        kind, members = value[1][0] if len(value[1]) == 1 else (None, ())
        if kind is op.IN and members[0][0] is not op.NEGATE and (op.CATEGORY, op.CATEGORY_WORD) in members:
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


def _value(clause: frozenset[str]) -> tuple[int, int]:
    return min(map(_worth, clause)), -len(clause)
