"""The vocabulary in the form that is fast to load and to search, and its cache.

The cache is JSON, so that a file somebody else wrote there can be wrong but can do nothing; its name is the
digest of the tables and of this module's format, so that a changed table is a changed file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.reading import normal, vocabulary
from kg.reading.vocabulary import TABLES, Name

FORMAT: Final = "4"
"""Raised whenever the compiled form or what goes into it changes."""

Sense = list[Any]
"""A meaning of a key: the concept's number, its flags, and for `exact` the spellings that count."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The vocabulary as dictionaries.

    Attributes:
        concepts: kind, name, label, matches, parents of each concept.
        names: key (`normal.key`) to the concept's number, or to a list of senses.
        lengths: the first word of a key to the numbers of words of the keys it begins, longest first.
        grounded: kind and key of canonical names and plain synonyms to the concept's number.
    """

    concepts: list[list[Any]]
    names: dict[str, int | list[Sense]]
    lengths: dict[str, list[int]]


def load(where: Path) -> Compiled:
    """The compiled vocabulary, from the cache where it is there, from the tables otherwise."""
    cached = _cache_file(vocabulary.digest(where))
    with suppress(OSError, ValueError, TypeError, KeyError):
        return _read(cached)
    made = compile_tables(where)
    with suppress(OSError):
        _write(made, cached)
    return made


def _cache_file(digest: str) -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "oncology-kg" / f"vocabulary-{FORMAT}-{digest[:32]}.json"


def _read(path: Path) -> Compiled:
    found = json.loads(path.read_bytes())
    made = Compiled(found["concepts"], found["names"], found["lengths"])
    if not all(isinstance(part, kind) for part, kind in ((made.concepts, list), (made.names, dict), (made.lengths, dict))):
        raise ValueError(path)
    return made


def _write(made: Compiled, path: Path) -> None:
    """Written beside and moved into place, so that a reader finds it whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    content = {"concepts": made.concepts, "names": made.names, "lengths": made.lengths}
    beside.write_text(json.dumps(content, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


def compile_tables(where: Path) -> Compiled:
    """The compiled form of the tables in a folder."""
    concepts: list[list[Any]] = []
    number: dict[tuple[str, str], int] = {}
    for table in TABLES:
        for entry in vocabulary.entries(where, table):
            c = entry.concept
            number.setdefault((c.kind, c.name), len(concepts))
            concepts.append([c.kind, c.name, c.label, list(c.matches), list(c.parents)])
    senses: dict[str, dict[int, Sense]] = {}
    by_hand: dict[str, set[int]] = {}
    for name in _ordered(where):
        concept = number[TABLES[name.table], name.concept]
        for spelling in sorted(normal.variants(name.text, TABLES[name.table])):
            _add(senses.setdefault(normal.key(spelling), {}), concept, name, spelling)
            if name.source == "kg":
                by_hand.setdefault(normal.key(spelling), set()).add(concept)
    return Compiled(concepts, *_packed(senses, by_hand))


def _ordered(where: Path) -> Iterable[Name]:
    for table in TABLES:
        yield from vocabulary.names(where, table)


def _add(senses: dict[int, Sense], concept: int, name: Name, spelling: str) -> None:
    """Take a spelling in; of two rows for one concept the one with fewer conditions counts."""
    flags = sorted(name.flags)
    known = senses.get(concept)
    if known is None:
        senses[concept] = [concept, flags, [normal.flat(spelling)] if "exact" in flags else []]
    elif not flags or not known[1]:
        senses[concept] = [concept, [], []]
    else:
        both = sorted(set(flags) & set(known[1]))
        senses[concept] = [concept, both, sorted({*known[2], normal.flat(spelling)}) if "exact" in both else []]


def _packed(
    senses: dict[str, dict[int, Sense]], by_hand: dict[str, set[int]]
) -> tuple[dict[str, int | list[Sense]], dict[str, list[int]]]:
    """Keys to senses: what was written by hand overrules what was generated."""
    names: dict[str, int | list[Sense]] = {}
    lengths: dict[str, set[int]] = {}
    for text in sorted(senses):
        if not text:
            continue
        kept = [senses[text][c] for c in sorted(by_hand.get(text, senses[text].keys()))]
        names[text] = kept[0][0] if len(kept) == 1 and not kept[0][1] else kept
        words = normal.WORD.findall(text)
        lengths.setdefault(words[0], set()).add(len(words))
    return names, {first: sorted(lengths[first], reverse=True) for first in sorted(lengths)}
