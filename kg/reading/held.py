"""All sentences of a document asked at once which of them a pattern may match.

Most passes over a document look for words that few of its sentences hold. The document's words are looked through
once, for all patterns; a pass then goes to the sentences that hold what its pattern needs
(`kg.reading.prefilter`), and what it finds there is the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

from kg.reading import prefilter
from kg.reading.needs import Needs
from kg.reading.prefilter import Index

T = TypeVar("T")
_NOWHERE: Final[frozenset[int]] = frozenset()


class Held:
    """What the sentences of a document hold, by their places in it.

    Asked for a pattern over words or over typed text: what a sentence holds in either form counts.

    Args:
        texts: their words, in order.
        signs: for each of them the signs of its marks (`kg.reading.annotate.SIGNS`).

    """

    def __init__(self, texts: Sequence[str], signs: Sequence[Iterable[str]]) -> None:
        self._texts, self._signs = texts, signs
        self._by_word: dict[str, list[int]] = {}
        self._odd: list[list[int]] = []
        self._by_piece: dict[str, list[list[int]]] = {}
        self._knew = 0
        self._places: dict[tuple[re.Pattern[str], ...], frozenset[int]] = {}
        self._anywhere: dict[tuple[Index[Any], frozenset[str]], frozenset[int]] = {}
        self._candidates: dict[Index[Any], dict[int, list[tuple[re.Pattern[str], Any]]]] = {}

    def places(self, *patterns: re.Pattern[str]) -> frozenset[int]:
        """The places of the sentences that any of the patterns may match.

        >>> held = Held(["A drug was given.", "It was approved in 2011.", "Approval was given."], [(), (), ()])
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
        for pair, needed, places in zip(index.pairs, index.needs, needing, strict=True):
            for place in places if needed else somewhere:
                found[place].append(pair)
        return found

    def _fulfilling(self, needed: Needs) -> frozenset[int]:
        """The places of the sentences that fulfil needs."""
        self._look()
        found: frozenset[int] | None = None
        for clause in needed:
            if self._knew < prefilter.known():
                self._look_for(clause)
            by_piece = self._by_piece
            lists = [places for piece in clause if piece in by_piece for places in by_piece[piece]]
            found = _NOWHERE.union(*lists) if found is None else found.intersection(_NOWHERE.union(*lists))
            if not found:
                break
        return frozenset(range(len(self._texts))) if found is None else found

    def _look_for(self, clause: frozenset[str]) -> None:
        """Look through the words for pieces that became known since they were looked through."""
        for piece in clause:
            if piece not in self._by_piece and prefilter.number_of(piece) >= self._knew:
                there = prefilter.of_piece(piece)
                found = [places for word, places in self._by_word.items() if there.search(word)]
                self._by_piece[piece] = found + self._odd

    def _look(self) -> None:
        """Look through the sentences for all pieces that are known; others are looked for when they are asked for."""
        if self._knew:
            return
        self._knew = prefilter.known()
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self._texts):
            for word in text.lower().split():
                by_word[word].append(place)
        by_piece: defaultdict[str, list[list[int]]] = defaultdict(list)
        for word, places in by_word.items():
            for piece in prefilter.pieces_of_word(word):
                by_piece[piece].append(places)
        for place, signs in enumerate(self._signs):
            for sign in signs:
                by_piece[sign].append([place])
        self._odd = [places for word, places in by_word.items() if prefilter.is_odd(word)]
        self._by_word, self._by_piece = by_word, dict(by_piece)
