"""Names in a text, and what they stand for: longest first, left to right, and in doubt not at all.

lexicon = Lexicon.load()
lexicon.find("sorafenib (Nexavar®) blocks the VEGFRs")     mentions with spans
lexicon.ground("drug", "Nexavar")                          the concept, or None
lexicon.for_text(text)                                     with what the text itself defines
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.model import Concept, Mention, Passage
from kg.reading.grounding import compiled, vocabulary
from kg.reading.grounding.conditions import is_conditional, spellings, why
from kg.reading.grounding.definitions import definitions, whole
from kg.reading.grounding.drug_forms import is_generic
from kg.reading.grounding.ellipsis import completed
from kg.reading.grounding.normal import folded, key, spaced, variants
from kg.reading.grounding.search import Search, unknown_drug


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name may stand for, on what conditions, and why."""

    concept: Concept
    flags: frozenset[str]
    why: str


class Lexicon:
    """The vocabulary, ready to be searched. Make one with `Lexicon.load`."""

    def __init__(self, tables: compiled.Compiled, where: Path, search: Search | None = None) -> None:
        self._tables, self._where = tables, where
        self._search = search or Search(tables, where)
        self._wholes: dict[str, tuple[Concept, ...]] = {}

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
        found = self._search.found(text)
        return completed(text, found, self.whole) if found or " (" in text else found

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
        return self.named(kind, name) if name else None

    def named(self, kind: str, name: str) -> Concept | None:
        """The concept of a kind with this canonical name, or None where it has none."""
        meant = (m.concept for m in self.lookup(name))
        return next((c for c in meant if (c.kind, c.name) == (kind, name)), None)

    def whole(self, words: str) -> tuple[Concept, ...]:
        """What a stretch of words stands for as a whole; () where that is nothing or several things.

        Remembered: the items of lists are asked for again and again.
        """
        known = self._wholes.get(words)
        if known is None:
            if len(self._wholes) > _MOST_WHOLES:
                self._wholes.clear()
            known = self._wholes[words] = whole(words, self._search.found)
        return known

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
        local = self._search.local.get(text, {}).get(spaced(name))
        if local is not None:
            return [Meaning(concept, frozenset(), "as the document itself defines it") for concept in local]
        senses = self._tables.senses(text)
        if not senses and is_generic(text):
            return [Meaning(unknown_drug(text), frozenset(), "unknown to the tables; by its form a drug")]
        return [Meaning(self._search.concept(s.concept), s.flags, why(s)) for s in senses]

    # ---- what a document defines ---------------------------------------------------------------------------

    def with_local(self, meant: Mapping[str, Iterable[Concept]]) -> Lexicon:
        """A lexicon in which these names, written just so, stand for these concepts alone.

        A name with no concept stands for something that the vocabulary does not know, and is not found.
        """
        local = {name: dict(spellings) for name, spellings in self._search.local.items()}
        for name, concepts in meant.items():
            for spelling in spellings(name):
                local.setdefault(key(spelling), {})[spaced(spelling)] = tuple(concepts)
        return Lexicon(self._tables, self._where, Search(self._tables, self._where, local, self._search))

    def alike(self, meant: Iterable[str]) -> Callable[[str], bool]:
        """A function that tells whether these names, told by a document (`with_local`), find nothing in a text."""
        firsts = {key(spelling).split(" ")[0] for name in meant for spelling in variants(name, "target")}
        return lambda text: firsts.isdisjoint(folded(text).split(" "))

    def for_text(self, text: str) -> Lexicon:
        """A lexicon with the abbreviations, brand names and regimens that a document's text defines."""
        meant = definitions(text, self.find, lambda name: [m.concept for m in self.lookup(name)])
        return self.with_local(meant) if meant else self


_MOST_WHOLES: Final = 100_000
"""Stretches of words of which a lexicon remembers what they stand for."""
_LINKED: Final = frozenset({"cancer", "drug", "target"})
"""The kinds that a link may give to words that are no name; "standard" is seldom all of the standard of care."""
_GLOSSARY: Final = re.compile(r"(?:popDefinition\.aspx\?id=(?:CDR)?|cancer-terms/def/)0*(\d{1,10})\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def _glossary(where: Path) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["kind"], row["name"]) for row in vocabulary.rows(where / "glossary.tsv")}


@lru_cache(maxsize=4)
def _loaded(where: Path) -> Lexicon:
    return Lexicon(compiled.load(where), where)
