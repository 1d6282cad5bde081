"""Patterns that are asked only where they can match.

Most rules need a word that most sentences do not hold (`needs`). The pieces of a text are looked up once for all
patterns; a pattern that lacks one is passed over without being run. What it matches does not change.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final, Generic, TypeVar, cast

from kg.reading.matching import programs, remembered
from kg.reading.matching.needs import DIGIT, EDGE, Needs, telling
from kg.reading.matching.pieces import know, pieces

T = TypeVar("T")

SHORTEST_TEXT: Final = 120
"""Code points; below, running the pattern costs less than asking."""

LONGEST_TEXT: Final = 4_000
"""Code points; above, a text holds nearly every piece."""


def prefiltered(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern that is run only on texts that hold what it needs, and compiled only when it is run.

    Typed as what it stands in for: `re.Pattern` cannot be subclassed.

    Raises:
        re.error: where it is no regular expression.

    >>> p = prefiltered(r"(?:inhibits?|blocks?) the growth", re.I)
    >>> p.search("It was found that this drug INHIBITS the growth of cells.").group()
    'INHIBITS the growth'
    >>> p.search("It was found that this drug inhibits nothing, or hardly anything.") is None
    True
    """
    plain_flags = int(flags)  # of which Python's parser asks at every step; the sign of a `RegexFlag` is slow to read
    remembered.check(pattern, plain_flags)
    made = Prefiltered(pattern, plain_flags)
    _unknown.append(made)
    return cast("re.Pattern[str]", made)


Letters = tuple[tuple[str, ...], ...]
"""Of each of these a text must hold one."""

_unknown: list[Prefiltered] = []
"""Patterns whose needs were not asked for yet."""


class Prefiltered:
    """A pattern that looks first whether a text holds what it needs.

    Attributes:
        pattern, flags: as `re.compile` takes them.

    """

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """What asks nothing first, as the pattern itself has it; looked up here once."""
        made = self.__dict__[name] = getattr(self.compiled, name)
        return made

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return programs.compiled(self.pattern, self._given, self._told.program)

    @cached_property
    def needs(self) -> Needs:
        """What a text must hold."""
        return self._told.needs

    @cached_property
    def _reach(self) -> int:
        return self._told.reach

    @cached_property
    def _spaces(self) -> int:
        return self._told.spaces

    @cached_property
    def _anchored(self) -> bool:
        return self._told.anchored

    @cached_property
    def _letters(self) -> Letters:
        """Its needs as letters wherever they stand."""
        clauses = ({piece.strip(EDGE) for piece in clause} for clause in self.needs if DIGIT not in clause)
        return tuple(
            tuple(sorted(c for c in clause if not any(o != c and o in c for o in clause))) for clause in clauses
        )

    @cached_property
    def _letters_ahead(self) -> Letters:
        """These letters but for what it looks back at, which may stand before its reach."""
        return () if "(?<=" in self.pattern else self._letters

    @cached_property
    def _told(self) -> remembered.Told:
        """What is known of it; looked up for all patterns at once, so that texts are looked through once."""
        asked = [*dict.fromkeys([*_unknown, self])]
        _unknown.clear()
        made = remembered.told([(one.pattern, one._given) for one in asked])
        know(piece for one in made for clause in one.needs for piece in clause)
        for one, known in zip(asked, made, strict=True):
            one.__dict__["_told"] = known
        return self._told

    def may_match(self, text: str) -> bool:
        """Whether the text holds the letters that the pattern needs, be they of one word or not."""
        return not self.needs or len(text) <= SHORTEST_TEXT or _has_letters(text, self._letters)

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`.

        A pattern that must begin where the text begins is looked for there alone, unasked, and nowhere else.
        What is searched to a place within is searched unasked, for a cut makes an edge. A pattern that must end where
        the text ends is looked for no further before it than it reaches, and not at all where no letters stand there
        that it needs.
        """
        if self._anchored:
            return self.match(text, pos, endpos) if pos <= 0 else None
        if self._reach or self._spaces >= 0:
            end = min(endpos, len(text))
            pos = max(pos, end - self._reach if self._reach else _before_spaces(text[:end], self._spaces))
            if self._letters_ahead and not _has_letters(text[pos:end], self._letters_ahead):
                return None
        elif SHORTEST_TEXT < len(text) <= endpos and not self.may_match(text):
            return None
        return self.compiled.search(text, pos, endpos)

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        if SHORTEST_TEXT < len(text) <= endpos and not self.may_match(text):
            return iter(())
        return self.compiled.finditer(text, pos, endpos)


class Choices:
    """Patterns as one, `a|b|c`, of which only those are run that a text may match; what is found is the same.

    For a few patterns that are slow and that most texts do not match. None of them may match nothing.

    Attributes:
        index: the patterns by what a text must hold for them.

    """

    def __init__(self, patterns: Iterable[re.Pattern[str]]) -> None:
        self.index = Index((one, None) for one in patterns)

    def finditer(
        self, text: str, among: Sequence[tuple[re.Pattern[str], None]] | None = None
    ) -> Iterator[re.Match[str]]:
        """The matches in a text, leftmost first, of those that begin together that of the first pattern.

        Args:
            text: where to look.
            among: the patterns that the text may match, where somebody knows; else the text is looked through.

        """
        chosen = [one for one, _ in (self.index.candidates(text) if among is None else among)]
        found = [one.search(text) for one in chosen]
        while next_ones := [match for match in found if match]:
            first = min(next_ones, key=re.Match.start)
            yield first
            end = first.end()
            found = [
                match if match is None or match.start() >= end else one.search(text, end)
                for one, match in zip(chosen, found, strict=True)
            ]


def plain(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern itself, which asks nothing first."""
    compiled: re.Pattern[str] = getattr(pattern, "compiled", pattern)
    return compiled


def needs_of(pattern: re.Pattern[str]) -> Needs:
    """What a text must hold for a pattern to match it; nothing in particular for one that is not prefiltered."""
    needed: Needs = getattr(pattern, "needs", ())
    return needed


def _before_spaces(text: str, spaces: int) -> int:
    """Where the stretch at the end of a text begins that holds so many spaces and no more.

    >>> _before_spaces("in the trial of it", 1), _before_spaces("in the trial of it", 9)
    (13, 0)
    """
    split = text.rsplit(" ", spaces + 1)
    return len(split[0]) + 1 if len(split) > spaces + 1 else 0


def _has_letters(text: str, clauses: Letters) -> bool:
    """Whether a text holds one of the letters of each clause, whatever their case."""
    lowered = text.lower()
    for clause in clauses:
        for letters in clause:
            if letters in lowered:
                break
        else:
            return not text.isascii() and ("\u017f" in text or "\u0131" in text or "\u0130" in text)
    return True


def fits(needed: Needs, held: frozenset[str]) -> bool:
    """Whether pieces fulfil needs."""
    for clause in needed:  # noqa: SIM110  (this is asked most often of all, and `any` takes twice the time)
        if held.isdisjoint(clause):
            return False
    return True


class Index(Generic[T]):
    """Many patterns, each with what it means, and which of them a text may match: one look-up for all of them."""

    def __init__(self, pairs: Iterable[tuple[re.Pattern[str], T]]) -> None:
        self._given = tuple(pairs)
        self._pairs: dict[int, tuple[re.Pattern[str], T]] = {}

    def pair(self, at: int) -> tuple[re.Pattern[str], T]:
        """The pattern of a place, which asks nothing first, with what it means."""
        made = self._pairs.get(at)
        if made is None:
            pattern, meaning = self._given[at]
            made = self._pairs[at] = plain(pattern), meaning
        return made

    @cached_property
    def needs(self) -> tuple[Needs, ...]:
        """What a text must hold for each of the patterns."""
        return tuple(needs_of(pattern) for pattern, _ in self._given)

    @cached_property
    def free(self) -> tuple[tuple[re.Pattern[str], T], ...]:
        """The patterns that need nothing in particular, each with what it means."""
        return tuple(map(self.pair, self._free_places))

    @cached_property
    def _free_places(self) -> list[int]:
        return [at for at, needed in enumerate(self.needs) if not needed]

    @cached_property
    def _by_piece(self) -> dict[str, list[int]]:
        """The places of the patterns whose most telling need a piece fulfils."""
        found: dict[str, list[int]] = {}
        for at, needed in enumerate(self.needs):
            for piece in max(needed, key=telling, default=()):
                found.setdefault(piece, []).append(at)
        return found

    def candidates(self, text: str, added: Iterable[str] = ()) -> Sequence[tuple[re.Pattern[str], T]]:
        """The patterns that may match a text, or what it becomes with pieces `added`, in order."""
        if len(text) > LONGEST_TEXT:
            return [self.pair(at) for at in range(len(self._given))]
        by_piece = self._by_piece
        held = pieces(text).union(added)
        found = {at for piece in held & by_piece.keys() for at in by_piece[piece]}
        places = sorted([*self._free_places, *(at for at in found if fits(self.needs[at], held))])
        return [self.pair(at) for at in places]
