"""Whether a word of a text is worth a closer look: it begins a name, is one alone, or has the form of a drug."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from kg.reading.grounding.drug_forms import is_generic

FIRST: Final = 1
"""A word that begins names."""
ALONE: Final = 2
"""A word that is a name by itself."""


class Worth(dict[str, int]):
    """Whether a word is worth a closer look: `FIRST` of a name, a name `ALONE` or a drug by its form, or 0.

    Remembers its answers.

    Args:
        first: the words that begin the names of the vocabulary, or those that a document defines.
        alone: those of them that are names by themselves.
        other: who is asked of the other words.

    """

    _MOST: Final = 1_000_000

    def __init__(self, first: Container[str], alone: frozenset[str], other: Worth | None = None) -> None:
        super().__init__()
        self._first, self._alone, self._other = first, alone, other

    def __missing__(self, word: str) -> int:
        if len(self) > self._MOST:
            self.clear()
        self[word] = found = self._found(word)
        return found

    def _found(self, word: str) -> int:
        known = self._other[word] if self._other is not None else ALONE * is_generic(word)
        return ALONE if word in self._alone else known or FIRST * (word in self._first)
