"""What several sentences tell of the arms of one trial, as one list: the surest introduce them, the others add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.model import Arm
from kg.reading.arms.entries import Entry
from kg.reading.arms.finding.kinds import in_drugs
from kg.reading.arms.referring.resolving import resolve
from kg.reading.arms.wording.kinds import classes
from kg.reading.arms.wording.treatments import arm_words
from kg.reading.patterns import named, rules, table


@cache
def sureness() -> Mapping[str, int]:
    """How surely each rule tells the arms of a trial, 0 the surest; where surer ones found two, the rest add none."""
    told = {rule.name: str(rule.options["sure"]) for rule in rules("arms") if "sure" in rule.options}
    order = table("arms", "sureness")
    every = {**told, **named("arms", "sure_without_pattern")}
    return {name: order.index(sure) for name, sure in every.items()}


def by_results(entries: Sequence[Entry]) -> bool:
    """Whether it is the figures of results alone that tell whom a trial set apart."""
    return _strength(entries) == len(table("arms", "sureness")) - 1


def _strength(entries: Sequence[Entry]) -> int:
    return sureness()[entries[0].rule]


def strongest(lists: list[list[Entry]]) -> list[Entry]:
    """The arms of a trial: those of the surest rule; what the other sentences say of them is added to them.

    Where its people were allotted twice ("each group was also assigned to A or not"), the arms are those of both times.
    """
    again = [entries for entries in lists if entries[0].sentence.search(arm_words("allotted_again"))]
    first = [entries for entries in lists if entries not in again]
    found = _of_one_time(first or again)
    for entry in (entry for entries in again for entry in entries if first):
        add(found, entry)
    return found


def _of_one_time(lists: list[list[Entry]]) -> list[Entry]:
    """The arms that sentences tell who speak of one allotment."""
    best = min(_strength(entries) for entries in lists)
    found: list[Entry] = []
    for entries in sorted(lists, key=_strength):
        same = [_same(found, e) for e in entries]
        if found and all(same) and len(set(same)) == len(same):
            for entry, arm in zip(entries, same, strict=True):
                at = next(i for i, e in enumerate(found) if e.arm == arm)
                found[at] = _better(found[at], entry)
        elif found and (richer := _richer(found, entries)):
            found = richer
        elif not found and len({(e.names, e.detail) for e in entries}) == len(entries):
            found = list(entries)
        elif _strength(entries) == best:
            for entry in entries:
                add(found, entry)
    return found


def _same(found: Sequence[Entry], entry: Entry) -> Arm | None:
    """The arm among those found that another sentence tells of, by its name or by what is given.

    "Chemotherapy" may stand for its drugs.
    """
    called = [e.arm for e in found if not {*e.labels, *e.names}.isdisjoint(entry.labels)]
    if len(called) == 1:
        return called[0]
    given = in_drugs(found, entry.arm.interventions)
    without_sham = [c for c in given if c.name != "placebo"] or given
    keys = entry.keys or [""]
    return resolve(found, given, False, keys) or resolve(found, without_sham, False, keys)


def _richer(found: Sequence[Entry], entries: Sequence[Entry]) -> list[Entry]:
    """The arms with what another sentence says all of them are given beside: "A or placebo, both plus C"; else none."""
    pairs = [(known, [e for e in entries if known.names < e.names]) for known in found]
    if len(found) != len(entries) or any(len(more) != 1 for _, more in pairs):
        return []
    beside = {more[0].names - known.names for known, more in pairs}
    if len(beside) != 1 or len({id(more[0]) for _, more in pairs}) != len(pairs):
        return []
    return [replace(_better(known, more[0]), arm=more[0].arm) for known, more in pairs]


def _better(known: Entry, entry: Entry) -> Entry:
    """An arm with what another sentence tells of it; the sentence that tells its size is the better place."""
    labels = tuple(dict.fromkeys((*known.labels, *entry.labels)))
    base = replace(entry, arm=known.arm, rule=known.rule) if known.size is None and entry.size is not None else known
    return replace(base, labels=labels, parts=known.parts or entry.parts)


def add(entries: list[Entry], entry: Entry) -> None:
    """Take an arm into a trial's inventory once; the place that tells its size is the better one."""
    for i, known in enumerate(entries):
        if known.names == entry.names and known.detail == entry.detail:
            entries[i] = _better(known, entry)
            return
    if len(entries) > 1 and any(entry.names < known.names for known in entries) and entry.rule != "arm.randomized":
        return
    bare, others = entry.names - classes(), [e for e in entries if e.sentence is not entry.sentence]
    if not (bare and bare != entry.names and any(bare <= known.names for known in others)):
        entries.append(entry)
