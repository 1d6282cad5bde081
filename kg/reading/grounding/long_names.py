"""Abbreviations within a longer name: "oropharyngeal SCC", "SCC of the skin".

They are names where the same words with the long form in the abbreviation's place are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.model import Concept
from kg.reading.grounding.normal import key

Named = Callable[[str], Concept | None]
"""The cancer that a key stands for, or None."""


def widened(
    words: Sequence[str], free: int, at: int, candidates: tuple[Concept, ...], named: Named
) -> tuple[int, int, tuple[Concept, ...]]:
    """Where the longest name around an abbreviation of a cancer begins and ends, and what it stands for.

    Args:
        words: those of a text, folded.
        free: the first word that no other name has.
        at: the abbreviation.
        candidates: what it stands for by itself.
        named: what a longer name stands for.
    """
    if len(candidates) == 1 and candidates[0].kind == "cancer":
        long = key(candidates[0].name)
        for first, last in _around(words, free, at):
            concept = named(" ".join((*words[first:at], long, *words[at + 1 : last])))
            if concept is not None:
                return first, last, (concept,)
    return at, at + 1, candidates


def _around(words: Sequence[str], free: int, at: int) -> Iterator[tuple[int, int]]:
    """Places of more words around a word: up to three before it, or *of* and up to four behind it.

    An empty word stands where two signs part two words ("lung, SCC"), and ends what belongs together.
    """
    for first in range(max(free, at - 3), at):
        if "" not in words[first:at]:
            yield first, at + 1
    if words[at + 1] == "of":
        for last in range(min(len(words), at + 6), at + 2, -1):
            if "" not in words[at:last]:
                yield at, last
