"""All sentences of a document asked at once which of them a pattern may match.

Most passes over a document look for words that few of its sentences hold. The document's words are looked through
once, for all patterns; a pass then goes to the sentences that hold what its pattern needs
(`kg.reading.prefilter`), and what it finds there is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar

from kg.reading import prefilter
from kg.reading.needs import Needs
from kg.reading.prefilter import Index

T = TypeVar("T")
_NOWHERE: Final[frozenset[int]] = frozenset()


class Words:
    """The words of texts, and in which of the texts each piece of them stands."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._by_word: dict[str, list[int]] = {}
        self._by_piece: dict[str, list[list[int]]] = {}
        self._knew = 0

    def holding(self, piece: str) -> list[list[int]]:
        """The places of the texts that hold a piece, in lists whose union counts."""
        if not self._knew:
            self._look()
        found = self._by_piece.get(piece)
        if found is None and prefilter.number_of(piece) >= self._knew:
            found = self._by_piece[piece] = self._searched(piece)
        return found or []

    @cached_property
    def _row(self) -> tuple[str, list[int], list[list[int]]]:
        """All words in one text, where each begins in it, and its places."""
        row = "\n".join(["", *self._by_word, ""])
        return row, [m.end() for m in re.finditer("\n", row)], list(self._by_word.values())

    def _searched(self, piece: str) -> list[list[int]]:
        """The places of each word that holds a piece which nobody knew when the texts were looked through."""
        row, starts, places = self._row
        found = []
        at = prefilter.find_piece(piece, row)
        while at >= 0:
            word = bisect_right(starts, at) - 1
            found.append(places[word])
            at = prefilter.find_piece(piece, row, starts[word + 1])
        return found

    def _look(self) -> None:
        """Look through the texts for all pieces that are known; others are looked for when they are asked for."""
        self._knew = prefilter.known()
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self.texts):
            for word in prefilter.words_of(text):
                by_word[word].append(place)
        by_piece: defaultdict[str, list[list[int]]] = defaultdict(list)
        for word, places in by_word.items():
            for piece in prefilter.pieces_of_word(word):
                by_piece[piece].append(places)
        self._by_word, self._by_piece = by_word, by_piece


class Held:
    """What the sentences of a document hold, by their places in it.

    Asked for a pattern over words or over typed text: what a sentence holds in either form counts.
    """

    def __init__(self) -> None:
        self.words = Words(())
        self._by_sign: dict[str, list[int]] = {}
        self._places: dict[tuple[re.Pattern[str], ...], frozenset[int]] = {}
        self._anywhere: dict[tuple[Index[Any], frozenset[str]], frozenset[int]] = {}
        self._candidates: dict[Index[Any], dict[int, list[tuple[re.Pattern[str], Any]]]] = {}

    def take(self, words: Words, signs: Iterable[Iterable[str]] = ()) -> Held:
        """Take in all sentences, in order, before anything is asked.

        Args:
            words: their words.
            signs: for each of them the signs of its marks (`kg.reading.annotate.SIGNS`).

        """
        self.words = words
        for place, held in enumerate(signs):
            for sign in held:
                self._by_sign.setdefault(sign, []).append(place)
        return self

    def places(self, *patterns: re.Pattern[str]) -> frozenset[int]:
        """The places of the sentences that any of the patterns may match.

        >>> held = Held().take(Words(["A drug was given.", "It was approved in 2011.", "Approval was given."]))
        >>> sorted(held.places(prefilter.prefiltered("approv(?:ed|al)", re.I)))
        [1, 2]
        """
        found = self._places.get(patterns)
        if found is None:
            found = _NOWHERE.union(*(self._fulfilling(prefilter.needs_of(pattern)) for pattern in patterns))
            self._places[patterns] = found
        return found

    def anywhere(self, index: Index[Any], added: frozenset[str] = frozenset()) -> frozenset[int]:
        """The places of the sentences that any pattern of an index may match, or may when pieces are `added`."""
        found = self._anywhere.get((index, added))
        if found is None:
            needing = (self._fulfilling(tuple(c for c in n if added.isdisjoint(c))) for n in index.needs)
            found = self._anywhere[index, added] = _NOWHERE.union(*needing)
        return found

    def candidates(self, index: Index[T], place: int) -> Sequence[tuple[re.Pattern[str], T]]:
        """As `Index.candidates`, for the sentence of a place."""
        known = self._candidates.get(index)
        if known is None:
            known = self._candidates[index] = self._all_candidates(index)
        return known.get(place) or index.free

    def _all_candidates(self, index: Index[T]) -> dict[int, list[tuple[re.Pattern[str], T]]]:
        """The patterns of an index that each place may match, where these are more than those that need nothing."""
        found: defaultdict[int, list[tuple[re.Pattern[str], T]]] = defaultdict(list)
        needing = [self._fulfilling(needed) if needed else _NOWHERE for needed in index.needs]
        somewhere = _NOWHERE.union(*needing)
        for at, (needed, places) in enumerate(zip(index.needs, needing, strict=True)):
            for place in places if needed else somewhere:
                found[place].append(index.pair(at))
        return found

    def _fulfilling(self, needed: Needs) -> frozenset[int]:
        """The places of the sentences that fulfil needs."""
        found: frozenset[int] | None = None
        for clause in needed:
            lists = [places for piece in clause for places in self._lists(piece)]
            found = _NOWHERE.union(*lists) if found is None else found.intersection(_NOWHERE.union(*lists))
            if not found:
                break
        return frozenset(range(len(self.words.texts))) if found is None else found

    def _lists(self, piece: str) -> list[list[int]]:
        """The places of the sentences that hold a piece."""
        lists = self.words.holding(piece)
        return [*lists, self._by_sign[piece]] if piece in self._by_sign else lists
