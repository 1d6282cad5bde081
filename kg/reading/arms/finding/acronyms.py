"""Arms whose drugs are a regimen that the document calls by its acronym: "A, B and C (ABC) with D" is ABC with D."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Concept
from kg.reading.annotate import Annotated
from kg.reading.arms.entries import Entry
from kg.reading.grounding.initials import lists
from kg.reading.grounding.regimens import is_used, regimen_parts
from kg.reading.grounding.taxonomy import parts
from kg.reading.marks import SIGNS


@dataclass(frozen=True)
class Named:
    """A regimen that a document calls by its acronym.

    Attributes:
        regimen: the regimen.
        parts: its drugs.
        told: whether its acronym stands in a bracket of the document, behind its drugs, and is used from there on.

    """

    regimen: Concept
    parts: frozenset[str]
    told: bool


def by_acronym(entries: Sequence[Entry], regimens: Sequence[Named]) -> list[Entry]:
    """The arms with the drugs of a regimen as that regimen, where the document calls them so: "A, B and C (ABC)".

    Where another arm is given some of its drugs without the others, or goes by its name, the drugs are told one by one;
    where the document tells what its acronym stands for, only where another arm is given some of them and no more, and
    has no acronym of its own. A name that lists its drugs ("FU/LV") is no acronym.
    """
    told = [named.parts for named in regimens if named.told]
    whole = [named for named in regimens if not (_listed(named.regimen) or _is_parted(named, entries, told))]
    return [_by_acronym(_one_by_one(entry), whole) for entry in entries]


def _listed(regimen: Concept) -> tuple[Concept, ...]:
    """The drugs of a regimen whose name is but a list of them: "FU/LV"; () where it is more than that."""
    drugs = parts(regimen)
    return drugs if lists(regimen.said or regimen.name, [drug.name for drug in drugs]) else ()


def _one_by_one(entry: Entry) -> Entry:
    given = tuple(dict.fromkeys(drug for each in entry.arm.interventions for drug in _listed(each) or (each,)))
    return entry if given == entry.arm.interventions else replace(entry, arm=replace(entry.arm, interventions=given))


def _is_parted(named: Named, entries: Sequence[Entry], others: Sequence[frozenset[str]]) -> bool:
    parts = named.parts
    if named.told:
        return any(entry.names < parts and entry.names not in others for entry in entries)
    called = any(named.regimen.name in entry.names and not parts & entry.names for entry in entries)
    return called or any(parts & entry.names and not parts <= entry.names for entry in entries)


def _by_acronym(entry: Entry, regimens: Sequence[Named]) -> Entry:
    given = entry.arm.interventions
    for named in regimens:
        if named.parts <= {c.name for c in given}:
            first = next(i for i, c in enumerate(given) if c.name in named.parts)
            others = tuple(c for c in given if c.name not in named.parts)
            before = sum(c.name not in named.parts for c in given[:first])
            given = (*others[:before], named.regimen, *others[before:])
    return entry if given == entry.arm.interventions else replace(entry, arm=replace(entry.arm, interventions=given))


def regimens_named(annotated: Annotated) -> list[Named]:
    """The regimens of several drugs that a document calls by their acronyms, those of the most drugs first.

    Of two with the same drugs (FOLFOX4 and FOLFOX6) nothing says which is meant.
    """
    told: dict[Concept, bool] = {}
    for sentence in annotated.holding(kinds=("drug",)):
        for mark in sentence.of_kind("drug"):
            if len(_parts(mark.concept)) > 1:
                name = mark.span.of(sentence.passage.text)
                bracketed = _BRACKETED.match(sentence.typed, max(0, sentence.typed_at(mark) - 1)) is not None
                used = bracketed and is_used(name, annotated.document.text)
                told[mark.concept] = told.get(mark.concept, False) or used
    drugs = Counter(map(_parts, told))
    named = (Named(c, _parts(c), bracketed) for c, bracketed in told.items() if drugs[_parts(c)] == 1)
    return sorted(named, key=lambda n: (-len(n.parts), n.regimen.name))


def _parts(regimen: Concept) -> frozenset[str]:
    """The drugs of a regimen that a table has or that the document itself names."""
    return frozenset(regimen_parts().get(regimen.name, regimen.name.split(" + ") if regimen.label else ()))


_BRACKETED = re.compile(rf"[(\[]{SIGNS['drug']}(?:\s(?:arm|group|regimen))?\s?[;,)\]]")
"""A regimen's acronym that stands in a bracket: "(ABC)", "(ABC; n = 20)", "(ABC arm)"."""
