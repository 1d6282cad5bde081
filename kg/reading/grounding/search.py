"""Where names stand in a text, and what each may stand for there: longest first, left to right.

A name that stands for its thing on conditions only is found where its spelling and the words around it fulfil them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kg.model import Concept, Mention, Span
from kg.reading.grounding import compiled
from kg.reading.grounding.clues import GOING_ON, goes_on, is_code, is_statistic, listed, speaks_for
from kg.reading.grounding.compiled import Sense
from kg.reading.grounding.conditions import allowed, is_conditional
from kg.reading.grounding.drug_forms import is_generic
from kg.reading.grounding.normal import PARTING, folded, key, spaced
from kg.reading.grounding.sites import Place, Sites, at_site, sites
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
        self.tables, self.local = tables, local or {}
        self._names = tables.names
        self._concepts: _Concepts = wider._concepts if wider else _Concepts(tables)
        self._sites: Sites = wider._sites if wider else sites(where)
        lasts = frozenset(name.rpartition(" ")[2] for name in self.local)
        self._lasts: frozenset[str] = wider._lasts | lasts if wider else tables.lasts
        self._worth: Worth = Worth(tables, compiled.lengths(self.local), wider._worth if wider else None)

    def found(self, text: str) -> list[Mention]:
        """The names that stand in a text as they are written."""
        words = folded(text).split(" ")
        words.append("")
        worth = self._worth
        names, local, lasts = self._names, self.local, self._lasts
        found: list[Mention] = []
        at = start = free = 0
        for i in worth.places(words):
            if i < free:
                continue
            if i > at:
                start, at = start + len(" ".join(words[at:i])) + 1, i
            word = words[i]
            for n in worth[word][words[i + 1]]:
                if n > 2 and (i + n > len(words) or words[i + n - 1] not in lasts):
                    continue
                name = word if n == 1 else " ".join(words[i : i + n])
                senses = names.get(name)
                if senses is None and n > 1 and name not in local:
                    continue
                candidates = self._candidates(name, senses, text, start, Place(words, free, i, i + n))
                if not candidates:
                    if name in local and self._silenced(name, text[start : start + len(name)]):
                        break
                    continue
                kind = candidates[0].kind
                if kind in _DOUBTFUL and is_statistic(name, text, start):
                    break
                if kind == "measure" and n > 1 and self._cut(words, i + n - 1):
                    continue
                first, last = i, i + n
                if kind == "cancer" and len(candidates) == 1:
                    short = n == 1 and text[start + 1 : start + 2].isupper()
                    first, last, candidates = self._around(Place(words, free, i, last), candidates, short)
                free = last
                begin, end = start - _reach(words, first, i), start + _reach(words, i, last) - 1
                found.append(_mention(text, begin, end, candidates))
                break
        return found

    def _around(
        self, place: Place, candidates: tuple[Concept, ...], short: bool
    ) -> tuple[int, int, tuple[Concept, ...]]:
        """A cancer with the words beside it that its abbreviation shares a longer name with, and the site beside it."""
        if short:
            place, candidates = widened(place, candidates, self._cancer)
        placed = at_site(place, candidates[0], self._sites, self._cancer)
        return (place.first, place.last, candidates) if placed is None else (*placed[:2], placed[2:])

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
        self, name: str, senses: int | str | None, text: str, start: int, place: Place
    ) -> tuple[Concept, ...]:
        """What a name may stand for at a place; empty where its conditions are not met."""
        words, _, i, last = place
        said = text[start : start + len(name)]
        if words[i - 1] == "non" and text[start - 1] != " ":
            return ()
        if last > i + 1 and said.lower() != name and PARTING.search(said) and name not in self.tables.marked:
            return ()
        if self.local and (meant := self._meant(name, said, words[i])) is not None:
            return meant
        if isinstance(senses, int):
            concept = self._concepts[senses]
            further = words[last] in GOING_ON and goes_on(concept.kind, said, text, start + len(said))
            return () if further else (concept,)
        if senses is None:
            return (unknown_drug(name),) if is_generic(name) else ()
        written = allowed(senses, said)
        if not written or is_code(said, text, start):
            return ()
        if len(written) == 1 and not is_conditional(written[0].flags):
            return (self._concepts[written[0].concept],)
        return self._fitting(written, said, text, start, (words[max(0, i - 5) : i], words[last : last + 5]))

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
        self, senses: Sequence[Sense], said: str, text: str, start: int, near: tuple[Sequence[str], Sequence[str]]
    ) -> tuple[Concept, ...]:
        """The meanings whose conditions are met; of doubtful ones the one that the words around speak for.

        A meaning without conditions gives way to a doubtful one that alone is spoken for (a cytokine that is given).
        """
        plain = [s for s in senses if not is_conditional(s.flags)]
        if len(plain) < len(senses):
            spoken = [s for s in senses if speaks_for(self._concepts[s.concept].kind, said, text, start, near)]
            if not spoken and said.isupper():
                spoken = self._listed(senses, text, start, start + len(said))
            if len(spoken) == 1 or not plain:
                plain = spoken
            if len(plain) != 1:
                plain = [s for s in senses if "ambiguous" in s.flags] if len(senses) > 1 else []
        return tuple(self.concept(s.concept) for s in plain)

    def _listed(self, senses: Sequence[Sense], text: str, start: int, end: int) -> list[Sense]:
        """Of several meanings that of a target, where the symbol stands in a list of such symbols."""
        targets = [s for s in senses if self._concepts[s.concept].kind == "target"]
        if len(targets) != 1 or sum(map(self._is_symbol, listed(text, start, end))) < _SYMBOLS_BESIDE:
            return []
        return targets

    def _is_symbol(self, said: str) -> bool:
        senses = self.tables.senses(key(said))
        return any(said in s.exact for s in senses if self._concepts[s.concept].kind == "target")

    def concept(self, number: int) -> Concept:
        """A concept of the tables by its number, made once."""
        return self._concepts[number]


class _Concepts(dict[int, Concept]):
    """The concepts of the tables by their numbers, each made once."""

    def __init__(self, tables: compiled.Compiled) -> None:
        super().__init__()
        self._tables = tables

    def __missing__(self, number: int) -> Concept:
        self[number] = made = self._tables.concept(number)
        return made


_DOUBTFUL: Final = frozenset({"target", "measure"})
"""The kinds whose abbreviations are those of ratios too: HR, RR."""
_SYMBOLS_BESIDE: Final = 2
"""Symbols of targets beside one that is a word too, which then is one of them."""


def _reach(words: Sequence[str], first: int, last: int) -> int:
    """How far a word is from the beginning of another before it."""
    return sum(map(len, words[first:last])) + last - first


def _mention(text: str, start: int, end: int, candidates: tuple[Concept, ...]) -> Mention:
    """A mention, made without the way through `Mention(...)`; a bracket with which the name itself ends is taken in."""
    if text.startswith(")", end) and "(" in text[start:end]:
        end += 1
    return _new(Mention, (_new(Span, (start, end)), text[start:end], candidates))


_new: Final = tuple.__new__


def unknown_drug(word: str) -> Concept:
    """A drug that no table holds, known by its form."""
    return Concept("drug", word, known=False)


Named = Callable[[str], Concept | None]
"""The cancer that a key stands for, or None."""


def widened(place: Place, candidates: tuple[Concept, ...], named: Named) -> tuple[Place, tuple[Concept, ...]]:
    """The longest name around an abbreviation of a cancer, and what it stands for.

    Args:
        place: where the abbreviation stands.
        candidates: what it stands for by itself.
        named: what a longer name stands for.
    """
    words, at = place.words, place.first
    if len(candidates) == 1 and candidates[0].kind == "cancer":
        long = key(candidates[0].name)
        for first, last in _around(place):
            concept = named(" ".join((*words[first:at], long, *words[at + 1 : last])))
            if concept is not None:
                return place._replace(first=first, last=last), (concept,)
    return place, candidates


def _around(place: Place) -> Iterator[tuple[int, int]]:
    """Places of more words around a word: up to three before it, or *of* and up to four behind it.

    An empty word stands where two signs part two words ("lung, SCC"), and ends what belongs together.
    """
    words, free, at, _ = place
    for first in range(max(free, at - 3), at):
        if "" not in words[first:at]:
            yield first, at + 1
    if words[at + 1] == "of":
        for last in range(min(len(words), at + 6), at + 2, -1):
            if "" not in words[at:last]:
                yield at, last
