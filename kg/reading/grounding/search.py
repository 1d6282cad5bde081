"""Where names stand in a text, and what each may stand for there: longest first, left to right.

A name that stands for its thing on conditions only is found where its spelling and the words around it fulfil them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, compress, count
from pathlib import Path
from typing import Final

from kg.model import Concept, Mention, Span
from kg.reading.grounding import compiled
from kg.reading.grounding.clues import goes_on, is_code, is_statistic, listed, speaks_for
from kg.reading.grounding.compiled import Sense
from kg.reading.grounding.conditions import is_conditional, is_spelled
from kg.reading.grounding.drug_forms import is_generic
from kg.reading.grounding.long_names import widened
from kg.reading.grounding.normal import PARTING, folded, key, spaced
from kg.reading.grounding.sites import at_site, sites
from kg.reading.grounding.worth import ALONE, Worth

Local = Mapping[str, Mapping[str, tuple[Concept, ...]]]
"""What a document defines: key, spelling, concepts."""


class Search:
    """The tables ready to be searched, with what a document defines.

    Attributes:
        tables: the vocabulary as it was compiled.
        local: the names that a document defines, which overrule the tables.

    """

    def __init__(
        self, tables: compiled.Compiled, where: Path, local: Local | None = None, wider: Search | None = None
    ) -> None:
        """A search of tables, from a folder; `wider` is the one without these local names, of the same tables."""
        self.tables, self._where, self.local = tables, where, local or {}
        self._names = tables.names
        self._concepts: dict[int, Concept] = wider._concepts if wider else {}
        self._local_lengths = compiled.lengths(self.local)
        self._worth: Worth = (
            Worth(self._local_lengths, frozenset(), wider._worth) if wider else Worth(tables.first, tables.alone)
        )

    def found(self, text: str) -> list[Mention]:
        """The names that stand in a text as they are written."""
        words = folded(text).split(" ")
        worth = self._worth
        hits = list(compress(count(), map(worth.__getitem__, words)))
        if not hits:
            return []
        ends = list(accumulate(map(len, words)))
        words.append("")
        pairs, local = self.tables.pairs, self._local_lengths
        found: list[Mention] = []
        free = 0
        for i in hits:
            if i < free:
                continue
            word = words[i]
            paired = f"{word} {words[i + 1]}" in pairs or word in local
            if not paired and worth[word] < ALONE:
                continue
            start = ends[i] - len(word) + i
            for name, n in self._names_at(words, i) if paired else ((word, 1),):
                candidates = self._candidates(name, text, start, words, i, n)
                if candidates and candidates[0].kind in _DOUBTFUL and is_statistic(name, text, start):
                    break
                if not candidates and self._silenced(name, text[start : start + len(name)]):
                    break
                if candidates and not (n > 1 and self._cut(candidates, words, i + n - 1)):
                    first, before, free = i, free, i + n
                    if n == 1 and text[start + 1 : start + 2].isupper():
                        first, free, candidates = widened(words, before, i, candidates, self._cancer)
                    if candidates[0].kind == "cancer" and len(candidates) == 1:
                        first, free, candidates = self._placed(words, before, first, free, candidates)
                    begin, end = ends[first] - len(words[first]) + first, ends[free - 1] + free - 1
                    found.append(_mention(text, begin, end, candidates))
                    break
        return found

    def _placed(
        self, words: Sequence[str], before: int, first: int, free: int, candidates: tuple[Concept, ...]
    ) -> tuple[int, int, tuple[Concept, ...]]:
        """A cancer together with the site beside it, where that is a cancer by itself."""
        placed = at_site(words, before, first, free, candidates[0], sites(self._where), self._cancer)
        return (first, free, candidates) if placed is None else (*placed[:2], placed[2:])

    def _silenced(self, name: str, said: str) -> bool:
        """Whether a document uses a name for something that the vocabulary does not know, as a whole."""
        return self.local.get(name, {}).get(spaced(said)) == ()

    def _cut(self, candidates: tuple[Concept, ...], words: Sequence[str], last: int) -> bool:
        """Whether a measure's last word begins a cancer that reaches further ("risk of [cancer of the ovary]")."""
        if candidates[0].kind != "measure" or f"{words[last]} {words[last + 1]}" not in self.tables.pairs:
            return False
        return any(n > 1 and self._cancer(name) for name, n in self._names_at(words, last))

    def _cancer(self, name: str) -> Concept | None:
        """The cancer that a key stands for without conditions."""
        senses = self._names.get(name)
        concept = self.concept(senses) if isinstance(senses, int) else None
        return concept if concept and concept.kind == "cancer" else None

    def _names_at(self, words: Sequence[str], i: int) -> Iterator[tuple[str, int]]:
        """The names that begin with a word, with their numbers of words, the longest first."""
        first = words[i]
        names, local = self._names, self.local
        bits = self.tables.pairs.get(f"{first} {words[i + 1]}", 0) | self._local_lengths.get(first, 0)
        for n in compiled.counts(bits | 1 << 1):
            run = " ".join(words[i : i + n])
            if run in names or run in local:
                yield run, n

    def _candidates(
        self, name: str, text: str, start: int, words: Sequence[str], i: int, n: int
    ) -> tuple[Concept, ...]:
        """What a name may stand for at a place; empty where its conditions are not met."""
        said = text[start : start + len(name)]
        if i and words[i - 1] == "non" and text[start - 1] != " ":
            return ()
        if n > 1 and PARTING.search(said) and name not in self.tables.marked:
            return ()
        if self.local and (meant := self._meant(name, said, words[i])) is not None:
            return meant
        senses = self._names.get(name)
        if isinstance(senses, int):
            concept = self.concept(senses)
            return () if goes_on(concept.kind, said, text, start + len(said)) else (concept,)
        if senses is None:
            return (unknown_drug(name),) if is_generic(name) else ()
        if is_code(said, text, start):
            return ()
        return self._fitting(senses, said, text, start, words[max(0, i - 5) : i], words[i + n : i + n + 5])

    def _meant(self, name: str, said: str, first: str) -> tuple[Concept, ...] | None:
        """What the document itself says of a name; None where it says nothing.

        A name whose first word is an abbreviation of the document's own for something else is that word.
        """
        local = self.local.get(name)
        if local is not None and spaced(said) in local:
            return local[spaced(said)]
        blocked = name != first and self.local.get(first, {}).get(spaced(said[: len(first)])) == ()
        return () if blocked else None

    def _fitting(
        self, senses: str, said: str, text: str, start: int, before: Sequence[str], after: Sequence[str]
    ) -> tuple[Concept, ...]:
        """The meanings whose conditions are met; of doubtful ones the one that the words around speak for.

        A meaning without conditions gives way to a doubtful one that alone is spoken for (a cytokine that is given).
        """
        allowed = [s for s in compiled.unpacked(senses) if "quiet" not in s.flags and is_spelled(s, said)]
        plain = [s for s in allowed if not is_conditional(s.flags)]
        if len(plain) < len(allowed):
            near = (before, after)
            spoken = [s for s in allowed if speaks_for(self.tables.kind(s.concept), said, text, start, near)]
            if not spoken and said.isupper():
                spoken = self._listed(allowed, text, start, start + len(said))
            if len(spoken) == 1 or not plain:
                plain = spoken
            if len(plain) != 1:
                plain = [s for s in allowed if "ambiguous" in s.flags] if len(allowed) > 1 else []
        return tuple(self.concept(s.concept) for s in plain)

    def _listed(self, allowed: Sequence[Sense], text: str, start: int, end: int) -> list[Sense]:
        """Of several meanings that of a target, where the symbol stands in a list of such symbols."""
        targets = [s for s in allowed if self.tables.kind(s.concept) == "target"]
        if len(targets) != 1 or sum(map(self._is_symbol, listed(text, start, end))) < _SYMBOLS_BESIDE:
            return []
        return targets

    def _is_symbol(self, said: str) -> bool:
        senses = self.tables.senses(key(said))
        return any(said in s.exact for s in senses if self.tables.kind(s.concept) == "target")

    def concept(self, number: int) -> Concept:
        """A concept of the tables by its number, made once."""
        known = self._concepts.get(number)
        if known is None:
            known = self._concepts[number] = self.tables.concept(number)
        return known


_DOUBTFUL: Final = frozenset({"target", "measure"})
"""The kinds whose abbreviations are those of ratios too: HR, RR."""
_SYMBOLS_BESIDE: Final = 2
"""Symbols of targets beside one that is a word too, which then is one of them."""


def _mention(text: str, start: int, end: int, candidates: tuple[Concept, ...]) -> Mention:
    """A mention; where the name itself ends with a bracket, it is taken in."""
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    return Mention(Span(start, end), text[start:end], candidates)


def unknown_drug(word: str) -> Concept:
    """A drug that no table holds, known by its form."""
    return Concept("drug", word, known=False)
