"""Names in a text, and what they stand for: longest first, left to right, and in doubt not at all.

lexicon = Lexicon.load()
lexicon.find("sorafenib (Nexavar®) blocks the VEGFRs")     mentions with spans
lexicon.ground("drug", "Nexavar")                          the concept, or None
lexicon.for_text(text)                                     with what the text itself defines
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from pathlib import Path
from typing import Final

from kg.model import Concept, Mention, Passage, Span
from kg.reading import compiled, vocabulary
from kg.reading.clues import goes_on, is_code, is_statistic, listed, speaks_for
from kg.reading.compiled import Sense
from kg.reading.conditions import is_conditional, is_spelled, spellings, why
from kg.reading.definitions import definitions, whole
from kg.reading.drug_forms import is_generic
from kg.reading.ellipsis import completed
from kg.reading.long_names import widened
from kg.reading.normal import folded, key, spaced, variants
from kg.reading.sites import at_site, sites
from kg.reading.worth import ALONE, Worth

Local = Mapping[str, Mapping[str, tuple[Concept, ...]]]
"""What a document defines: key, spelling, concepts."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name may stand for, on what conditions, and why."""

    concept: Concept
    flags: frozenset[str]
    why: str


class Lexicon:
    """The vocabulary, ready to be searched. Make one with `Lexicon.load`."""

    def __init__(self, tables: compiled.Compiled, where: Path, local: Local | None = None) -> None:
        self._tables, self._where = tables, where
        self._names = tables.names
        self._concepts: dict[int, Concept] = {}
        self._local: Local = local or {}
        self._local_lengths = compiled.lengths(self._local)
        self._worth = Worth(tables.lengths, tables.alone)

    @classmethod
    def load(cls, where: Path | None = None) -> Lexicon:
        """The lexicon of the tables in a folder, by default the project's; made once a process."""
        return _loaded(where or vocabulary.folder())

    # ---- finding -------------------------------------------------------------------------------------------

    def find(self, text: str) -> list[Mention]:
        """The names of a compact text, in order, none within another; those too that share a word with one of them.

        A mention with several candidates is ambiguous; a drug known by its form alone has one candidate that
        is not `known`. Names flagged `common` or `ambiguous` are found where the words around speak for them.
        """
        found = self._found(text)
        return completed(text, found, self.whole) if found else found

    def _found(self, text: str) -> list[Mention]:
        """The names that stand in a text as they are written."""
        words = folded(text).split(" ")
        worth = self._worth
        hits = list(compress(count(), map(worth.__getitem__, words)))
        if not hits:
            return []
        ends = list(accumulate(map(len, words)))
        words.append("")
        pairs, local = self._tables.pairs, self._local_lengths
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
        return self._local.get(name, {}).get(spaced(said)) == ()

    def _cut(self, candidates: tuple[Concept, ...], words: Sequence[str], last: int) -> bool:
        """Whether a measure's last word begins a cancer that reaches further ("risk of [cancer of the ovary]")."""
        if candidates[0].kind != "measure" or f"{words[last]} {words[last + 1]}" not in self._tables.pairs:
            return False
        return any(n > 1 and self._cancer(name) for name, n in self._names_at(words, last))

    def _cancer(self, name: str) -> Concept | None:
        """The cancer that a key stands for without conditions."""
        senses = self._names.get(name)
        concept = self._concept(senses) if isinstance(senses, int) else None
        return concept if concept and concept.kind == "cancer" else None

    def _names_at(self, words: Sequence[str], i: int) -> list[tuple[str, int]]:
        """The names that begin with a word, with their numbers of words, the longest first."""
        found = []
        bits = self._tables.lengths.get(words[i], 2) | self._local_lengths.get(words[i], 0)
        for n in compiled.counts(bits):
            name = " ".join(words[i : i + n]) if n > 1 else words[i]
            if name in self._names or name in self._local:
                found.append((name, n))
        return found

    def _candidates(
        self, name: str, text: str, start: int, words: Sequence[str], i: int, n: int
    ) -> tuple[Concept, ...]:
        """What a name may stand for at a place; empty where its conditions are not met."""
        said = text[start : start + len(name)]
        if i and words[i - 1] == "non" and text[start - 1] != " ":
            return ()
        if n > 1 and _STRANGE.search(said) and name not in self._tables.marked:
            return ()
        if self._local and (meant := self._meant(name, said, words[i])) is not None:
            return meant
        senses = self._names.get(name)
        if isinstance(senses, int):
            concept = self._concept(senses)
            return () if goes_on(concept.kind, said, text, start + len(said)) else (concept,)
        if senses is None:
            return (_unknown(name),) if is_generic(name) else ()
        if is_code(said, text, start):
            return ()
        return self._fitting(senses, said, text, start, words[max(0, i - 5) : i], words[i + n : i + n + 5])

    def _meant(self, name: str, said: str, first: str) -> tuple[Concept, ...] | None:
        """What the document itself says of a name; None where it says nothing.

        A name whose first word is an abbreviation of the document's own for something else is that word.
        """
        local = self._local.get(name)
        if local is not None and spaced(said) in local:
            return local[spaced(said)]
        blocked = name != first and self._local.get(first, {}).get(spaced(said[: len(first)])) == ()
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
            spoken = [s for s in allowed if speaks_for(self._tables.kind(s.concept), said, text, start, near)]
            if not spoken and said.isupper():
                spoken = self._listed(allowed, text, start, start + len(said))
            if len(spoken) == 1 or not plain:
                plain = spoken
            if len(plain) != 1:
                plain = [s for s in allowed if "ambiguous" in s.flags] if len(allowed) > 1 else []
        return tuple(self._concept(s.concept) for s in plain)

    def _listed(self, allowed: Sequence[Sense], text: str, start: int, end: int) -> list[Sense]:
        """Of several meanings that of a target, where the symbol stands in a list of such symbols."""
        targets = [s for s in allowed if self._tables.kind(s.concept) == "target"]
        if len(targets) != 1 or sum(map(self._is_symbol, listed(text, start, end))) < _SYMBOLS_BESIDE:
            return []
        return targets

    def _is_symbol(self, said: str) -> bool:
        senses = self._tables.senses(key(said))
        return any(said in s.exact for s in senses if self._tables.kind(s.concept) == "target")

    def mentions(self, passage: Passage) -> list[Mention]:
        """The names of a passage: those of its text, and what the anchors of NCI glossary links stand for.

        A link is its author's own grounding: it settles an ambiguous name, and gives one to an anchor that is
        none by itself ("papillary"), where it stands for a drug, a target or a cancer.
        """
        found = self.find(passage.text)
        for span, target in passage.links:
            concept = self.glossary(target)
            inside = [m for m in found if m.span.start < span.end and span.start < m.span.end]
            named = bool(inside) or (concept is not None and concept.kind in _LINKED and span.end - span.start > 2)
            if concept is not None and named and all(m.span == span and m.concept is None for m in inside):
                found = [m for m in found if m not in inside]
                found.append(Mention(span, span.of(passage.text), (concept,)))
        return sorted(found, key=lambda m: m.span)

    def glossary(self, target: str) -> Concept | None:
        """What a link to NCI's glossary stands for, or None where it is another link or its id is not known."""
        found = _GLOSSARY.search(target)
        kind, name = _glossary(self._where).get(f"CDR{int(found.group(1)):010d}", ("", "")) if found else ("", "")
        return self._named(kind, name) if name else None

    def _named(self, kind: str, name: str) -> Concept | None:
        meant = (m.concept for m in self.lookup(name))
        return next((c for c in meant if (c.kind, c.name) == (kind, name)), None)

    def _concept(self, number: int) -> Concept:
        known = self._concepts.get(number)
        if known is None:
            known = self._concepts[number] = self._tables.concept(number)
        return known

    def whole(self, words: str) -> tuple[Concept, ...]:
        """What a stretch of words stands for as a whole; () where that is nothing or several things."""
        return whole(words, self._found)

    # ---- grounding -----------------------------------------------------------------------------------------

    def ground(self, kind: str, name: str) -> Concept | None:
        """The one concept of a kind that a name stands for when it is known to be of that kind, or None.

        Its spelling is not asked for: `ground("target", "met")` is MET.
        """
        meanings = [m for m in self.lookup(name) if m.concept.kind == kind]
        plain = [m for m in meanings if not is_conditional(m.flags)] or meanings
        return plain[0].concept if len({m.concept.name for m in plain}) == 1 else None

    def lookup(self, name: str) -> list[Meaning]:
        """Everything a name may stand for, in whichever case it is written, and on what conditions."""
        text = key(" ".join(name.split()))
        local = self._local.get(text, {}).get(spaced(name))
        if local is not None:
            return [Meaning(concept, frozenset(), "as the document itself defines it") for concept in local]
        senses = self._tables.senses(text)
        if not senses and is_generic(text):
            return [Meaning(_unknown(text), frozenset(), "unknown to the tables; by its form a drug")]
        return [Meaning(self._concept(s.concept), s.flags, why(s)) for s in senses]

    # ---- what a document defines ---------------------------------------------------------------------------

    def with_local(self, meant: Mapping[str, Iterable[Concept]]) -> Lexicon:
        """A lexicon in which these names, written just so, stand for these concepts alone.

        A name with no concept stands for something that the vocabulary does not know, and is not found.
        """
        local = {name: dict(spellings) for name, spellings in self._local.items()}
        for name, concepts in meant.items():
            for spelling in spellings(name):
                local.setdefault(key(spelling), {})[spaced(spelling)] = tuple(concepts)
        made = Lexicon(self._tables, self._where, local)
        made._concepts, made._worth = self._concepts, Worth(made._local_lengths, frozenset(), self._worth)
        return made

    def alike(self, meant: Iterable[str]) -> Callable[[str], bool]:
        """A function that tells whether these names, told by a document (`with_local`), find nothing in a text."""
        firsts = {key(spelling).split(" ")[0] for name in meant for spelling in variants(name, "target")}
        return lambda text: firsts.isdisjoint(folded(text).split(" "))

    def for_text(self, text: str) -> Lexicon:
        """A lexicon with the abbreviations, brand names and regimens that a document's text defines."""
        meant = definitions(text, self.find, lambda name: [m.concept for m in self.lookup(name)])
        return self.with_local(meant) if meant else self


_DOUBTFUL: Final = frozenset({"target", "measure"})
"""The kinds whose abbreviations are those of ratios too: HR, RR."""
_SYMBOLS_BESIDE: Final = 2
"""Symbols of targets beside one that is a word too, which then is one of them."""


def _mention(text: str, start: int, end: int, candidates: tuple[Concept, ...]) -> Mention:
    """A mention; where the name itself ends with a bracket, it is taken in."""
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    return Mention(Span(start, end), text[start:end], candidates)


_LINKED: Final = frozenset({"cancer", "drug", "target"})
"""The kinds that a link may give to words that are no name; "standard" is seldom all of the standard of care."""
_GLOSSARY: Final = re.compile(r"(?:popDefinition\.aspx\?id=(?:CDR)?|cancer-terms/def/)0*(\d{1,10})\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def _glossary(where: Path) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["kind"], row["name"]) for row in vocabulary.rows(where / "glossary.tsv")}


_STRANGE: Final = re.compile(r"[^\w\s/&+\-\u00ad\u2010-\u2014\u2212]|[-/]\s")
"""Signs that part two names or two clauses rather than the words of one, unless the name itself is written so."""


def _unknown(word: str) -> Concept:
    return Concept("drug", word, known=False)


@lru_cache(maxsize=4)
def _loaded(where: Path) -> Lexicon:
    return Lexicon(compiled.load(where), where)
