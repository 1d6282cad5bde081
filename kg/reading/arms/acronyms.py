"""Arms whose drugs are a regimen that the document calls by its acronym: "A, B and C (ABC) with D" is ABC with D."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Annotated
from kg.reading.arms.entries import Entry
from kg.reading.regimens import regimen_parts


def by_acronym(entries: Sequence[Entry], regimens: Sequence[Concept]) -> list[Entry]:
    """The arms with the drugs of a regimen as that regimen, where the document calls them so: "A, B and C (ABC)".

    Where another arm is given some of its drugs without the others, or goes by its name, the drugs are told one by one.
    """
    whole = [regimen for regimen in regimens if not _is_parted(regimen, entries)]
    return [_by_acronym(entry, whole) for entry in entries]


def _is_parted(regimen: Concept, entries: Sequence[Entry]) -> bool:
    parts = frozenset(regimen_parts()[regimen.name])
    named = any(regimen.name in entry.names and not parts & entry.names for entry in entries)
    return named or any(parts & entry.names and not parts <= entry.names for entry in entries)


def _by_acronym(entry: Entry, regimens: Sequence[Concept]) -> Entry:
    given = entry.arm.interventions
    for regimen in regimens:
        parts = frozenset(regimen_parts()[regimen.name])
        if parts <= {c.name for c in given}:
            first = next(i for i, c in enumerate(given) if c.name in parts)
            others = tuple(c for c in given if c.name not in parts)
            before = sum(c.name not in parts for c in given[:first])
            given = (*others[:before], regimen, *others[before:])
    return entry if given == entry.arm.interventions else replace(entry, arm=replace(entry.arm, interventions=given))


def regimens_named(annotated: Annotated) -> list[Concept]:
    """The regimens of several drugs that a document calls by their acronyms, those of the most drugs first.

    Of two with the same drugs (FOLFOX4 and FOLFOX6) nothing says which is meant.
    """
    known = regimen_parts()
    marks = (m.concept for s in annotated for m in s.of_kind("drug"))
    named = dict.fromkeys(c for c in marks if c is not None and len(known.get(c.name, ())) > 1)
    drugs = Counter(frozenset(known[c.name]) for c in named)
    return sorted(
        (c for c in named if drugs[frozenset(known[c.name])] == 1), key=lambda c: (-len(known[c.name]), c.name)
    )
