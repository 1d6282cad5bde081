"""All sentences of a document asked at once which of them a pattern may match.

Most passes over a document look for words that few of its sentences hold. The document's words are looked through
once, for all patterns; a pass then goes to the sentences that hold what its pattern needs
(`kg.reading.matching.prefilter`), and what it finds there is the same.

A set of sentences is a number whose bits are their places (`Places`): the sentences that hold one of some words and
one of others are found by `|` and `&`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, Final, TypeVar

from kg.reading.matching import pieces, prefilter
from kg.reading.matching.needs import Needs
from kg.reading.matching.prefilter import Index

T = TypeVar("T")

Places = int
"""The places of sentences, as the bits of a number that are set."""


def each(places: Places) -> Iterator[int]:
    """Places in order.

    >>> list(each(0b10110))
    [1, 2, 4]
    """
    bits = bin(places)[:1:-1]
    at = bits.find("1")
    while at >= 0:
        yield at
        at = bits.find("1", at + 1)


class Words:
    """The words of texts, and in which of the texts each piece of them stands."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._by_word: dict[str, Places] = {}
        self._by_piece: dict[str, Places] = {}
        self._knew = 0

    @property
    def by_piece(self) -> Mapping[str, Places]:
        """Each known piece that the texts hold, with the places of those that do."""
        if self._knew < pieces.known():
            if self._knew:
                self._look_for(pieces.known_since(self._knew))
            else:
                self._look()
            self._knew = pieces.known()
        return self._by_piece

    @cached_property
    def _row(self) -> tuple[str, list[int], list[Places]]:
        """All words in one text, where each begins in it, and its places."""
        row = "\n".join(["", *self._by_word, ""])
        return row, [m.end() for m in re.finditer("\n", row)], list(self._by_word.values())

    def _look_for(self, new: Iterable[str]) -> None:
        """Look for pieces which nobody knew when the texts were looked through."""
        for piece in new:
            if found := self._searched(piece):
                self._by_piece[piece] = found

    def _searched(self, piece: str) -> Places:
        """The places of each word that holds a piece."""
        row, starts, places = self._row
        found = 0
        at = pieces.find_piece(piece, row)
        while at >= 0:
            word = bisect_right(starts, at) - 1
            found |= places[word]
            at = pieces.find_piece(piece, row, starts[word + 1])
        return found

    def _look(self) -> None:
        """Look through the texts for all pieces that are known."""
        by_word = _gathered(map(pieces.runs_of, self.texts))
        by_piece: defaultdict[str, Places] = defaultdict(int)
        for word, places in by_word.items():
            for piece in pieces.pieces_of_run(word):
                by_piece[piece] |= places
        self._by_word, self._by_piece = by_word, dict(by_piece)


def _gathered(held: Iterable[Iterable[str]]) -> dict[str, Places]:
    """What each place holds, in order, to the places that hold it; a block at a time, whose numbers are short.

    >>> _gathered([["a", "b"], ["b"]])
    {'a': 1, 'b': 3}
    """
    found: defaultdict[str, Places] = defaultdict(int)
    rest = iter(held)
    begin = 0
    while block := list(islice(rest, _BLOCK)):
        here: defaultdict[str, Places] = defaultdict(int)
        for place, parts in enumerate(block):
            bit = 1 << place
            for part in parts:
                here[part] |= bit
        for part, places in here.items():
            found[part] |= places << begin
        begin += _BLOCK
    return dict(found)


_BLOCK: Final = 512


class Held:
    """What the sentences of a document hold, by their places in it.

    Asked for a pattern over words or over typed text: what a sentence holds in either form counts.
    """

    def __init__(self) -> None:
        self.words = Words(())
        self._by_sign: dict[str, Places] = {}
        self._of_clause: dict[frozenset[str], Places] = {}
        self._of_pattern: dict[re.Pattern[str], Places] = {}
        self._of_index: dict[Index[Any], Places] = {}
        self._told: dict[re.Pattern[str] | Index[Any], str] = {}
        self._widened: dict[frozenset[str], Widened] = {}
        self._candidates: dict[Index[Any], dict[int, list[tuple[re.Pattern[str], Any]]]] = {}

    def take(self, words: Words, signs: Iterable[Iterable[str]] = ()) -> Held:
        """Take in all sentences, in order, before anything is asked.

        Args:
            words: their words.
            signs: for each of them the signs of its marks (`kg.reading.marks.SIGNS`).

        """
        self.words = words
        self._by_sign = _gathered(signs)
        return self

    def adding(self, signs: frozenset[str]) -> Held:
        """What the sentences hold once each of them holds these signs too."""
        made = self._widened.get(signs)
        if made is None:
            made = self._widened[signs] = Widened(self, signs)
        return made

    def may_match(self, place: int, asked: re.Pattern[str] | Index[Any]) -> bool:
        """Whether a pattern, or any of an index, may match the sentence of a place."""
        told = self._told.get(asked)
        if told is None:
            places = self.anywhere(asked) if isinstance(asked, Index) else self.places(asked)
            told = self._told[asked] = self._each(places)
        return told[place] == "1"

    def _each(self, places: Places) -> str:
        """For each place a sign: "1" for those told, which costs the same however many there are."""
        return bin(places | 1 << len(self.words.texts))[:2:-1]

    def places(self, *patterns: re.Pattern[str]) -> Places:
        """The places of the sentences that any of the patterns may match.

        >>> held = Held().take(Words(["A drug was given.", "It was approved in 2011.", "Approval was given."]))
        >>> list(each(held.places(prefilter.prefiltered("approv(?:ed|al)", re.I))))
        [1, 2]
        """
        every = 0
        for pattern in patterns:
            found = self._of_pattern.get(pattern)
            if found is None:
                found = self._of_pattern[pattern] = self._fulfilling(prefilter.needs_of(pattern))
            every |= found
        return every

    def anywhere(self, index: Index[Any]) -> Places:
        """The places of the sentences that any pattern of an index may match."""
        found = self._of_index.get(index)
        if found is None:
            found = 0
            for needed in index.needs:
                found |= self._fulfilling(needed)
            self._of_index[index] = found
        return found

    def marked(self, signs: Iterable[str]) -> Places:
        """The places of the sentences that hold one of some signs."""
        every = 0
        for sign in signs:
            every |= self._by_sign.get(sign, 0)
        return every

    def candidates(self, index: Index[T], place: int) -> Sequence[tuple[re.Pattern[str], T]]:
        """As `Index.candidates`, for the sentence of a place."""
        known = self._candidates.get(index)
        if known is None:
            known = self._candidates[index] = self._all_candidates(index)
        return known.get(place) or index.free

    def _all_candidates(self, index: Index[T]) -> dict[int, list[tuple[re.Pattern[str], T]]]:
        """The patterns of an index that each place may match, where these are more than those that need nothing."""
        found: defaultdict[int, list[tuple[re.Pattern[str], T]]] = defaultdict(list)
        needing = [self._fulfilling(needed) if needed else 0 for needed in index.needs]
        somewhere = 0
        for places in needing:
            somewhere |= places
        for at, (needed, places) in enumerate(zip(index.needs, needing, strict=True)):
            for place in each(places if needed else somewhere):
                found[place].append(index.pair(at))
        return found

    @cached_property
    def _everywhere(self) -> Places:
        return (1 << len(self.words.texts)) - 1

    def _fulfilling(self, needed: Needs) -> Places:
        """The places of the sentences that fulfil needs."""
        found = self._everywhere
        for clause in needed:
            found &= self.holding(clause)
            if not found:
                break
        return found

    def holding(self, clause: frozenset[str]) -> Places:
        """The places of the sentences that hold one of some pieces."""
        found = self._of_clause.get(clause)
        if found is None:
            found = self._of_clause[clause] = self._holding(clause)
        return found

    def _holding(self, clause: frozenset[str]) -> Places:
        found = 0
        for held in (self.words.by_piece, self._by_sign):
            for piece in held.keys() & clause:
                found |= held[piece]
        return found


class Widened(Held):
    """What the sentences of a document hold once some signs are added to each of them.

    For the few sentences that are read so.
    """

    def __init__(self, before: Held, added: frozenset[str]) -> None:
        super().__init__()
        self.words = before.words
        self._before, self._added = before, added
        self._needing: dict[Index[Any], list[tuple[int, Places]]] = {}

    def candidates(self, index: Index[T], place: int) -> Sequence[tuple[re.Pattern[str], T]]:
        """As `Index.candidates`, for the sentence of a place."""
        known = self._needing.get(index)
        if known is None:
            each_one = ((at, self._fulfilling(needed)) for at, needed in enumerate(index.needs))
            known = self._needing[index] = [(at, places) for at, places in each_one if places]
        return [index.pair(at) for at, places in known if places >> place & 1]

    def _holding(self, clause: frozenset[str]) -> Places:
        if self._added.isdisjoint(clause):
            return self._before.holding(clause)
        return self._everywhere
