"""The pieces of words that patterns need, and which of them a text holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from kg.reading.matching.needs import DIGIT, EDGE

_RUN = re.compile(r"[a-z]+|[\ue000-\uf8ff]|\d+")
_FOLDS_TO_ASCII = str.maketrans("ſıİ", "sii")
"""Code points that `re.IGNORECASE` takes for ASCII letters and `str.lower` does not, or makes two of."""

_known: dict[str, None] = {DIGIT: None}
"""The pieces that patterns need, as they became known."""

_Trie = dict[str, Any]
_begun: _Trie = {}
"""They code point by code point, each a dictionary of those that go on so; under "" is the piece that ends there."""


def know(new: Iterable[str]) -> None:
    """Take pieces in; what was looked up before is looked up again."""
    before = len(_known)
    for piece in new:
        if piece not in _known:
            _known[piece] = None
            node = _begun
            for char in piece:
                node = node.setdefault(char, {})
            node[""] = piece
    if len(_known) > before:
        pieces.cache_clear()
        pieces_of_run.cache_clear()


def known() -> int:
    """How many pieces are known."""
    return len(_known)


def known_since(count: int) -> Iterator[str]:
    """The pieces that became known since so many were."""
    return islice(_known, count, None)


def find_piece(piece: str, text: str, start: int = 0) -> int:
    """Where a text in lower case, whose first and last code points are no letters, next holds a piece; -1 for nowhere.

    >>> find_piece("ord", " a word, an ordinal "), find_piece(EDGE + "ord", " a word, an ordinal ")
    (4, 12)
    """
    letters, begins, ends = piece.strip(EDGE), piece.startswith(EDGE), piece.endswith(EDGE)
    at = text.find(letters, start)
    while at >= 0:
        behind = text[at + len(letters) : at + len(letters) + 1]
        if not (begins and "a" <= text[at - 1] <= "z") and not (ends and "a" <= behind <= "z"):
            return at
        at = text.find(letters, at + 1)
    return -1


def runs_of(text: str) -> list[str]:
    """The letters in a row, the digits in a row and the marks of a text, in lower case as `re.IGNORECASE` sees it."""
    return _RUN.findall((text if text.isascii() else text.translate(_FOLDS_TO_ASCII)).lower())


@lru_cache(maxsize=4096)
def pieces(text: str) -> frozenset[str]:
    """Which of all pieces that any pattern needs a text holds."""
    return frozenset().union(*map(pieces_of_run, set(runs_of(text))))


@lru_cache(maxsize=1 << 17)
def pieces_of_run(run: str) -> frozenset[str]:
    """The pieces of letters in a row, of digits in a row, or of a mark."""
    if run.isdecimal():
        return frozenset({DIGIT})
    return frozenset(_within(f"{EDGE}{run}{EDGE}") if run < "\ue000" else {run} & _known.keys())


def _within(run: str) -> Iterator[str]:
    """The known pieces of letters, with their edges, that stand in a word."""
    for start in range(len(run)):
        node = _begun
        for char in run[start:]:
            if char not in node:
                break
            node = node[char]
            if "" in node:
                yield node[""]
