"""Where names stand in a text, and what each may stand for there: longest first, left to right.

A name that stands for its thing on conditions only is found where its spelling and the words around it fulfil them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from kg.model import Concept, Mention, Span
from kg.reading.grounding import compiled
from kg.reading.grounding.clues import GOING_ON, goes_on, is_code, is_statistic, listed, speaks_for
from kg.reading.grounding.compiled import Sense
from kg.reading.grounding.conditions import allowed, is_conditional
from kg.reading.grounding.drug_forms import is_generic
from kg.reading.grounding.long_names import widened
from kg.reading.grounding.normal import PARTING, folded, key, spaced
from kg.reading.grounding.sites import at_site, sites
from kg.reading.grounding.worth import Worth

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
        lasts = frozenset(name.rpartition(" ")[2] for name in self.local)
        self._lasts: frozenset[str] = wider._lasts | lasts if wider else tables.lasts
        self._worth: Worth = Worth(tables, compiled.lengths(self.local), wider._worth if wider else None)

    def found(self, text: str) -> list[Mention]:
        """The names that stand in a text as they are written."""
        words = folded(text).split(" ")
        words.append("")
        worth = self._worth
        names, local, lasts = self._names, self.local, self._lasts
        size = len(words)
        found: list[Mention] = []
        at = start = free = 0
        for i in worth.places(words):
            if i < free:
                continue
            start, at = start + _reach(words, at, i), i
            word = words[i]
            for n in worth[word][words[i + 1]]:
                if n > 2 and (i + n > size or words[i + n - 1] not in lasts):
                    continue
                name = word if n == 1 else " ".join(words[i : i + n])
                if n > 1 and name not in names and name not in local:
                    continue
                candidates = self._candidates(name, text, start, words, i, n)
                if not candidates:
                    if self._silenced(name, text[start : start + len(name)]):
                        break
                    continue
                kind = candidates[0].kind
                if kind in _DOUBTFUL and is_statistic(name, text, start):
                    break
                if n > 1 and kind == "measure" and self._cut(words, i + n - 1):
                    continue
                begin, end = start, start + len(name)
                first, before, free = i, free, i + n
                if n == 1 and text[start + 1 : start + 2].isupper():
                    first, free, candidates = widened(words, before, i, candidates, self._cancer)
                if candidates[0].kind == "cancer" and len(candidates) == 1:
                    first, free, candidates = self._placed(words, before, first, free, candidates)
                if free - first > n:
                    begin, end = start - _reach(words, first, i), start + _reach(words, i, free) - 1
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

    def _cut(self, words: Sequence[str], last: int) -> bool:
        """Whether a measure's last word begins a cancer that reaches further ("risk of [cancer of the ovary]")."""
        longer = self._worth[words[last]].get(words[last + 1], ())
        return any(n > 1 and self._cancer(" ".join(words[last : last + n])) for n in longer)

    def _cancer(self, name: str) -> Concept | None:
        """The cancer that a key stands for without conditions."""
        senses = self._names.get(name)
        concept = self.concept(senses) if isinstance(senses, int) else None
        return concept if concept and concept.kind == "cancer" else None

    def _candidates(
        self, name: str, text: str, start: int, words: Sequence[str], i: int, n: int
    ) -> tuple[Concept, ...]:
        """What a name may stand for at a place; empty where its conditions are not met."""
        said = text[start : start + len(name)]
        if i and words[i - 1] == "non" and text[start - 1] != " ":
            return ()
        if n > 1 and said.lower() != name and PARTING.search(said) and name not in self.tables.marked:
            return ()
        if self.local and (meant := self._meant(name, said, words[i])) is not None:
            return meant
        senses = self._names.get(name)
        if isinstance(senses, int):
            concept = self.concept(senses)
            further = words[i + n] in GOING_ON and goes_on(concept.kind, said, text, start + len(said))
            return () if further else (concept,)
        if senses is None:
            return (unknown_drug(name),) if is_generic(name) else ()
        written = allowed(senses, said)
        if not written or is_code(said, text, start):
            return ()
        return self._fitting(written, said, text, start, words[max(0, i - 5) : i], words[i + n : i + n + 5])

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
        self, senses: Sequence[Sense], said: str, text: str, start: int, before: Sequence[str], after: Sequence[str]
    ) -> tuple[Concept, ...]:
        """The meanings whose conditions are met; of doubtful ones the one that the words around speak for.

        A meaning without conditions gives way to a doubtful one that alone is spoken for (a cytokine that is given).
        """
        plain = [s for s in senses if not is_conditional(s.flags)]
        if len(plain) < len(senses):
            near = (before, after)
            spoken = [s for s in senses if speaks_for(self.tables.kind(s.concept), said, text, start, near)]
            if not spoken and said.isupper():
                spoken = self._listed(senses, text, start, start + len(said))
            if len(spoken) == 1 or not plain:
                plain = spoken
            if len(plain) != 1:
                plain = [s for s in senses if "ambiguous" in s.flags] if len(senses) > 1 else []
        return tuple(self.concept(s.concept) for s in plain)

    def _listed(self, senses: Sequence[Sense], text: str, start: int, end: int) -> list[Sense]:
        """Of several meanings that of a target, where the symbol stands in a list of such symbols."""
        targets = [s for s in senses if self.tables.kind(s.concept) == "target"]
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


def _reach(words: Sequence[str], first: int, last: int) -> int:
    """How far a word is from the beginning of another before it."""
    return sum(map(len, words[first:last])) + last - first


def _mention(text: str, start: int, end: int, candidates: tuple[Concept, ...]) -> Mention:
    """A mention; where the name itself ends with a bracket, it is taken in."""
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    return Mention(Span(start, end), text[start:end], candidates)


def unknown_drug(word: str) -> Concept:
    """A drug that no table holds, known by its form."""
    return Concept("drug", word, known=False)
