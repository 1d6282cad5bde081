"""The vocabulary in the form that is fast to load and to search, and its cache.

The cache is JSON, so that a file somebody else wrote there can be wrong but can do nothing; its name is the
digest of the tables and of this module's format, so that a changed table is a changed file. What is needed for
few names only (a concept, the conditions of a name) stays packed in a string until it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg import collector, kept
from kg.errors import KgError
from kg.model import Concept
from kg.reading.grounding import normal, sites, vocabulary
from kg.reading.grounding.vocabulary import TABLES, Name

FORMAT: Final = "19"
"""Raised whenever the compiled form or what goes into it changes."""

_SHAPE: Final = {"concepts": list, "names": dict, "alone": list, "pairs": dict, "lasts": list, "marked": list}
_SETS: Final = ("alone", "lasts", "marked")


@dataclass(frozen=True, slots=True)
class Sense:
    """A meaning of a key.

    Attributes:
        concept: the concept's number.
        flags: of `vocabulary.FLAGS`.
        exact: where `exact` is among the flags, the spellings that count (`normal.spaced`).

    """

    concept: int
    flags: frozenset[str]
    exact: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Compiled:
    """The vocabulary as dictionaries.

    Attributes:
        concepts: packed concepts, by their number.
        names: key (`normal.key`) to the number of the concept it always stands for, or to packed senses.
        alone: the keys of one word, but for those too general to be found in a text.
        pairs: the first words of the keys that have several to the words that follow them, packed (`followers`).
        lasts: the last words of the keys of three words and more; most runs of words that begin like one end otherwise.
        marked: the keys that are written with a sign other than hyphen, slash or space (an apostrophe, a comma), or
            with a space behind one of these ("5q- syndrome").

    """

    concepts: list[str]
    names: dict[str, int | str]
    alone: frozenset[str]
    pairs: dict[str, str]
    lasts: frozenset[str]
    marked: frozenset[str]

    def concept(self, number: int) -> Concept:
        """The concept of a number."""
        kind, name, label, matches, parents = self.concepts[number].split("\t")
        return Concept(kind, name, label, vocabulary.split(matches), parents=vocabulary.split(parents))

    def senses(self, key: str) -> tuple[Sense, ...]:
        """The meanings of a key; none where it is no name."""
        found = self.names.get(key)
        if found is None:
            return ()
        return (Sense(found, frozenset()),) if isinstance(found, int) else unpacked(found)


@lru_cache(maxsize=65536)
def unpacked(text: str) -> tuple[Sense, ...]:
    """Senses from their packed form.

    >>> [(s.concept, sorted(s.flags), sorted(s.exact)) for s in unpacked("7/exact/PR|PRs;9/ambiguous/")]
    [(7, ['exact'], ['PR', 'PRs']), (9, ['ambiguous'], [])]
    """
    made = []
    for sense in text.split(";"):
        concept, flags, exact = sense.split("/")
        made.append(Sense(int(concept), frozenset(vocabulary.split(flags)), frozenset(vocabulary.split(exact))))
    return tuple(made)


def packed(senses: Iterable[Sense]) -> str:
    """Senses as one string; `normal.spaced` leaves none of the signs that part them in a spelling."""
    return ";".join(f"{s.concept}/{'|'.join(sorted(s.flags))}/{'|'.join(sorted(s.exact))}" for s in senses)


@lru_cache(maxsize=1024)
def counts(bits: int) -> tuple[int, ...]:
    """The numbers whose bits are set, the greatest first.

    >>> counts(0b10110)
    (4, 2, 1)
    """
    return tuple(n for n in range(bits.bit_length() - 1, 0, -1) if bits >> n & 1)


def load(where: Path) -> Compiled:
    """The compiled vocabulary, from the cache where it is there, from the tables otherwise."""
    digest = vocabulary.digest(where)
    with suppress(OSError, ValueError, TypeError, KeyError):
        return _read(kept.place(_NAME, digest))
    with collector.paused():
        made = compile_tables(where)
    kept.keep(_NAME, digest, _text(made))
    return made


_NAME: Final = f"vocabulary-{FORMAT}"


def _read(path: Path) -> Compiled:
    with collector.paused():
        found = json.loads(path.read_bytes())
    if not all(isinstance(found[part], kind) for part, kind in _SHAPE.items()):
        raise ValueError(path)
    alone, lasts, marked = (frozenset(found[part]) for part in _SETS)
    return Compiled(found["concepts"], found["names"], alone, found["pairs"], lasts, marked)


def _text(made: Compiled) -> str:
    content = {part: getattr(made, part) for part in _SHAPE}
    content |= {part: sorted(content[part]) for part in _SETS}
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)


def compile_tables(where: Path) -> Compiled:
    """The compiled form of the tables in a folder."""
    concepts: list[str] = []
    number: dict[tuple[str, str], int] = {}
    for table in TABLES:
        for entry in vocabulary.entries(where, table):
            c = entry.concept
            number.setdefault((c.kind, c.name), len(concepts))
            concepts.append("\t".join((c.kind, c.name, c.label, "|".join(c.matches), "|".join(c.parents))))
    marked: set[str] = set()
    names = _names(where, number, marked)
    alone = frozenset(name for name, senses in names.items() if " " not in name and not _quiet(senses))
    lasts = frozenset(name.rpartition(" ")[2] for name in names if name.count(" ") > 1)
    return Compiled(concepts, names, alone, _pairs(n for n in names if " " in n), lasts, frozenset(marked))


def _quiet(senses: int | str) -> bool:
    """Whether a name is too general to be found in a text, in each of its meanings."""
    return isinstance(senses, str) and all("quiet" in sense.flags for sense in unpacked(senses))


def _names(where: Path, number: dict[tuple[str, str], int], marked: set[str]) -> dict[str, int | str]:
    """Keys to what they stand for: what was written by hand overrules what was generated. Adds to `marked`.

    Other forms of a tumor's site (`sites.said_otherwise`) and looser ways of calling a thing (`normal.loose`) count
    last, and not where they would be those of two things.
    """
    made: dict[str, dict[int, Sense]] = {}
    by_hand: dict[str, dict[int, Sense]] = {}
    elsewhere: dict[str, dict[int, Sense]] = {}
    loose: dict[str, dict[int, Sense]] = {}
    known = sites.sites(where)
    for table in TABLES:
        for name in vocabulary.names(where, table):
            concept = number.get((TABLES[table], name.concept), -1)
            if concept < 0:
                raise KgError(
                    f'"{name.text}" leads to "{name.concept}", which {table}.tsv does not hold',
                    f"{table}.names.tsv",
                    "write the concept as its table has it, or add a row for it there",
                )
            into = by_hand if name.source == vocabulary.HAND else made
            for spelling in normal.variants(name.text, TABLES[table]):
                text = normal.key(spelling)
                if normal.PARTING.search(spelling):
                    marked.add(text)
                _add(into.setdefault(text, {}), concept, name, spelling)
            if not name.flags:
                kind = TABLES[table]
                by_site = sites.said_otherwise(name.text, known) if kind == "cancer" else set()
                for others, looser in ((elsewhere, by_site), (loose, normal.loose(name.text, kind))):
                    for spelling in {spelling for other in looser for spelling in normal.variants(other, kind)}:
                        _add(others.setdefault(normal.key(spelling), {}), concept, name, spelling)
    for text, senses in by_hand.items():
        made[text] = _overruled(senses, made.get(text, {}))
    for others in (elsewhere, loose):
        made = {text: senses for text, senses in others.items() if len(senses) == 1} | made
    return {text: _entry(senses) for text, senses in sorted(made.items()) if text}


def _overruled(by_hand: dict[int, Sense], made: dict[int, Sense]) -> dict[int, Sense]:
    """What a name stands for that a person wrote rows for: these, and what they do not speak of.

    That is how the sources spell it for the same concept ("ERBB3" beside "ErbB3"), and, where a person says that it
    has other meanings too, what it stands for elsewhere, which then is doubtful as well ("PML").
    """
    kept = {c: replace(s, exact=s.exact | made[c].exact) if s.exact and c in made else s for c, s in by_hand.items()}
    if all(_DOUBTFUL & sense.flags for sense in by_hand.values()):
        for concept, sense in made.items():
            doubt = {"ambiguous"} if _DOUBTFUL & sense.flags else set()
            kept.setdefault(concept, replace(sense, flags=sense.flags - _DOUBTFUL | doubt))
    return kept


_DOUBTFUL: Final = frozenset({"ambiguous", "common"})


def _entry(senses: dict[int, Sense]) -> int | str:
    ordered = [senses[concept] for concept in sorted(senses)]
    return ordered[0].concept if len(ordered) == 1 and not ordered[0].flags else packed(ordered)


def _add(senses: dict[int, Sense], concept: int, name: Name, spelling: str) -> None:
    """Take a spelling in; of two rows for one concept the one with fewer conditions counts."""
    begun = spelling if spelling[1:2].isupper() else spelling[:1].upper() + spelling[1:]  # of a sentence, not pCR
    exact = frozenset({normal.spaced(spelling), normal.spaced(begun)} if "exact" in name.flags else ())
    known = senses.get(concept)
    if known is None:
        senses[concept] = Sense(concept, name.flags, exact)
    else:
        flags = known.flags & name.flags
        senses[concept] = Sense(concept, flags, known.exact | exact if "exact" in flags else frozenset())


def _pairs(names: Iterable[str]) -> dict[str, str]:
    """The first words of names of several words to those that follow them, packed.

    >>> _pairs(["breast cancer", "breast cancer stem cell", "breast tumor", "cancer  liver"])
    {'breast': 'cancer=20 tumor=4', 'cancer': '=8'}
    """
    found: dict[str, dict[str, int]] = {}
    for name in names:
        first, second, *rest = name.split(" ")
        behind = found.setdefault(first, {})
        behind[second] = behind.get(second, 0) | 1 << len(rest) + 2
    return {first: " ".join(f"{word}={bits}" for word, bits in behind.items()) for first, behind in found.items()}


def followers(pairs: str) -> dict[str, int]:
    """The words that follow another in names, to the numbers of words of these names, as bits, from their packed form.

    >>> followers("cancer=20 =8")
    {'cancer': 20, '': 8}
    """
    parted = (pair.rpartition("=") for pair in pairs.split(" "))
    return {word: int(bits) for word, _, bits in parted}


def lengths(names: Iterable[str]) -> dict[str, int]:
    """The first words of keys to the numbers of words of the keys they begin, as bits.

    >>> lengths(["breast cancer", "breast"])
    {'breast': 6}
    """
    found: dict[str, int] = {}
    for name in names:
        words = name.split(" ")
        found[words[0]] = found.get(words[0], 0) | 1 << len(words)
    return found
