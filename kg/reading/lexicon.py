"""Names in a text, and what they stand for: longest first, left to right, and in doubt not at all.

    lexicon = Lexicon.load()
    lexicon.find("sorafenib (Nexavar®) blocks the VEGFRs")     mentions with spans
    lexicon.ground("drug", "Nexavar")                          the concept, or None
    lexicon.for_text(text)                                     with what the text itself defines
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Final

from kg.model import Concept, Mention, Span
from kg.reading import compiled, vocabulary
from kg.reading.abbreviations import abbreviations
from kg.reading.drug_forms import TAILS, brand_pairs, is_generic
from kg.reading.normal import WORD, flat, folded, key, separator, variants

_GENE_WORDS: Final = frozenset(
    "gene genes mutation mutations mutated mutant protein proteins receptor receptors kinase kinases inhibitor "
    "inhibitors inhibits amplification amplifications amplified exon fusion fusions rearrangement rearrangements "
    "rearranged alteration alterations expression expressing overexpression overexpressing positive negative "
    "pathway pathways oncogene wild antibody antibodies signaling variant variants allele antigen polymorphism "
    "translocation encoding encodes copy methylation skipping blocks".split()
)
_MEASURE_WORDS: Final = frozenset("median months rate rates percent survival pfs os orr dfs response endpoint end".split())
CONTEXT: Final[Mapping[str, frozenset[str]]] = {
    "target": _GENE_WORDS,
    "measure": _MEASURE_WORDS,
    "drug": frozenset("mg dose doses drug drugs tablets therapy regimen chemotherapy arm treated cycles".split()),
    "cancer": frozenset(),
}
"""Words of which one must stand within `WINDOW` words of a name that is flagged `common` or `ambiguous`."""

WINDOW: Final = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name may stand for, and on what conditions."""

    concept: Concept
    flags: tuple[str, ...]
    why: str


class Lexicon:
    """The vocabulary, ready to be searched. Make one with `Lexicon.load`."""

    def __init__(self, tables: compiled.Compiled, where: Path, local: Mapping[str, tuple[Concept, ...]] | None = None):
        self._tables = tables
        self._where = where
        self._names = tables.names
        self._lengths = tables.lengths
        self._local = dict(local or {})
        self._concepts: dict[int, Concept] = {}
        self._local_keys = _keyed(self._local)

    @classmethod
    def load(cls, where: Path | None = None) -> Lexicon:
        """The lexicon of the tables in a folder, by default the project's; made once."""
        return _loaded(where or vocabulary.folder())

    # ---- finding -------------------------------------------------------------------------------------------

    def find(self, text: str) -> list[Mention]:
        """The names of a compact text, in order, none within another.

        A mention with several candidates is ambiguous; a drug known by its form alone has one candidate that
        is not `known`. Names that are English words are found only where words of their kind stand near.
        """
        parts = WORD.split(folded(text))
        words = parts[1::2]
        first, tails = self._lengths, TAILS
        hits = [i for i, w in enumerate(words) if w in first or w[-4:] in tails]
        if self._local_keys:
            starts = {name.split(" ", 1)[0] for name in self._local_keys}
            hits = sorted({*hits, *(i for i, w in enumerate(words) if WORD.findall(w)[0] in starts)})
        if not hits:
            return []
        return self._resolved(text, parts, words, hits)

    def _resolved(self, text: str, parts: list[str], words: list[str], hits: list[int]) -> list[Mention]:
        ends = list(accumulate(map(len, parts)))
        found: list[Mention] = []
        free = 0
        for i in hits:
            if i < free:
                continue
            mention, length = self._at(text, parts, words, ends, i)
            if mention is not None:
                found.append(mention)
                free = i + length
        return found

    def _at(
        self, text: str, parts: list[str], words: list[str], ends: list[int], i: int
    ) -> tuple[Mention | None, int]:
        """The longest name that begins with word `i`, and how many words it has."""
        start = ends[2 * i]
        if text[start - 4 : start].lower() in ("non-", "non‑", "non–"):
            return None, 0
        for n in self._tried(words, i):
            at = 2 * i + 1
            if n == 1:
                name = words[i]
            else:
                pieces = parts[at : at + 2 * n - 1]
                if len(pieces) < 2 * n - 1:
                    continue
                pieces[1::2] = [p if p == " " else separator(p) for p in pieces[1::2]]
                name = "".join(pieces)
            end = ends[at + 2 * n - 2]
            candidates = self._candidates(name, text[start:end], words, i, n)
            if candidates:
                return Mention(Span(start, end), text[start:end], candidates), n
        word = words[i]
        if word[-4:] in TAILS and is_generic(word):
            return Mention(Span(start, ends[2 * i + 1]), text[start : ends[2 * i + 1]], (_unknown(word),)), 1
        return None, 0

    def _tried(self, words: list[str], i: int) -> Iterable[int]:
        lengths = self._lengths.get(words[i], ())
        if not self._local_keys:
            return lengths
        local = {len(WORD.findall(name)) for name in self._local_keys if name.startswith(words[i])}
        return sorted({*lengths, *local}, reverse=True)

    def _candidates(self, name: str, said: str, words: list[str], i: int, n: int) -> tuple[Concept, ...]:
        """What a name may stand for here; empty where its conditions are not met."""
        if name in self._local_keys:
            exact = self._local_keys[name]
            if flat(said) in exact:
                return exact[flat(said)]
        senses = self._names.get(name)
        if senses is None:
            return ()
        if isinstance(senses, int):
            return (self._concept(senses),)
        allowed = [s for s in senses if _spelled(s, said)]
        plain = [s for s in allowed if not _conditional(s[1])]
        if plain:
            return tuple(self._concept(s[0]) for s in plain)
        near = {w for w in (*words[max(0, i - WINDOW) : i], *words[i + n : i + n + WINDOW])}
        fitting = [s for s in allowed if near & CONTEXT.get(self._tables.concepts[s[0]][0], frozenset())]
        if len(fitting) == 1:
            return (self._concept(fitting[0][0]),)
        ambiguous = [s for s in allowed if "ambiguous" in s[1]]
        return tuple(self._concept(s[0]) for s in ambiguous) if len(ambiguous) > 1 else ()

    def _concept(self, number: int) -> Concept:
        known = self._concepts.get(number)
        if known is None:
            kind, name, label, matches, parents = self._tables.concepts[number]
            known = Concept(kind, name, label, tuple(matches), parents=tuple(parents))
            self._concepts[number] = known
        return known

    # ---- grounding -----------------------------------------------------------------------------------------

    def ground(self, kind: str, name: str) -> Concept | None:
        """The one concept of a kind that a name stands for when it is known to be of that kind, or None."""
        meanings = [m for m in self.lookup(name) if m.concept.kind == kind]
        plain = [m for m in meanings if not _conditional(m.flags)] or meanings
        return plain[0].concept if len({m.concept.name for m in plain}) == 1 else None

    def lookup(self, name: str) -> list[Meaning]:
        """Everything a name may stand for, in whichever case it is written, and on what conditions."""
        text = key(name)
        local = self._local_keys.get(text, {}).get(flat(name))
        if local is not None:
            return [Meaning(c, (), "as the document itself defines it") for c in local]
        senses = self._names.get(text)
        if senses is None:
            return [Meaning(_unknown(text), (), "unknown; by its form a drug")] if is_generic(text) else []
        listed: list[compiled.Sense] = [[senses, [], []]] if isinstance(senses, int) else senses
        return [Meaning(self._concept(s[0]), tuple(s[1]), _why(s)) for s in listed]

    # ---- what a document defines ---------------------------------------------------------------------------

    def with_local(self, meant: Mapping[str, Iterable[Concept]]) -> Lexicon:
        """A lexicon in which these names, written just so, stand for these concepts alone.

        A name with no concept stands for something that the vocabulary does not know, and is not found.
        """
        local = {**self._local, **{name: tuple(concepts) for name, concepts in meant.items()}}
        made = Lexicon(self._tables, self._where, local)
        made._concepts = self._concepts
        return made

    def for_text(self, text: str) -> Lexicon:
        """A lexicon with the abbreviations and brand names that a document's text defines."""
        meant: dict[str, tuple[Concept, ...]] = {}
        for short, long in abbreviations(text).items():
            concepts = self.whole(long)
            if concepts or self._names.get(key(short)) is not None:
                meant[short] = concepts
        for brand, words in brand_pairs(text).items():
            generic = self.whole(words) or self.whole(words.split()[-1])
            if len(generic) == 1 and generic[0].kind == "drug" and key(brand) not in self._names:
                meant[brand] = generic
        return self.with_local(meant) if meant else self

    def whole(self, words: str) -> tuple[Concept, ...]:
        """What a stretch of words stands for as a whole; () where that is nothing or several things."""
        found = self.find(words)
        if len(found) == 1 and found[0].span == Span(0, len(words)) and found[0].concept:
            return found[0].candidates
        return ()

    def unknown_drugs(self, text: str) -> list[Concept]:
        """Drugs of a text that no table holds, known by their stem, sorted by name."""
        words = {w for w in WORD.findall(folded(text)) if w[-4:] in TAILS and is_generic(w) and w not in self._names}
        return [_unknown(word) for word in sorted(words)]


def _keyed(local: Mapping[str, tuple[Concept, ...]]) -> dict[str, dict[str, tuple[Concept, ...]]]:
    """Local names by key, each with the spellings that count (itself and its plural)."""
    made: dict[str, dict[str, tuple[Concept, ...]]] = {}
    for name, concepts in local.items():
        for spelling in variants(name, "target"):
            made.setdefault(key(spelling), {})[flat(spelling)] = concepts
    return made


def _conditional(flags: Iterable[str]) -> bool:
    return "common" in flags or "ambiguous" in flags


def _spelled(sense: compiled.Sense, said: str) -> bool:
    """Whether what is said is written as the sense asks."""
    _, flags, exact = sense
    if "exact" in flags:
        return flat(said) in exact
    return "proper" not in flags or said[:1].isupper() or said[:1].isdigit()


def _why(sense: compiled.Sense) -> str:
    reasons = {
        "exact": "written just so",
        "proper": "with a capital letter",
        "ambiguous": "one of several meanings, where the words around it speak for it",
        "common": "an English word, found only where the words around it speak for it",
    }
    return "; ".join(reasons[f] for f in sense[1]) or "its name"


def _unknown(word: str) -> Concept:
    return Concept("drug", word, known=False)


@lru_cache(maxsize=4)
def _loaded(where: Path) -> Lexicon:
    return Lexicon(compiled.load(where), where)

