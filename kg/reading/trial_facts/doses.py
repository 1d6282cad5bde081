"""How an arm is treated: the dose of each of its drugs, by which route, how often and for how long."""

from __future__ import annotations

import re

from kg.reading.annotate import Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.wording.details import kind_of
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.patterns import pattern

_AHEAD = 40
"""Code points before a treatment in which its dose and rhythm stand."""
_BEHIND = 90
"""Code points behind a treatment in which its dose and rhythm stand."""
_NEXT = re.compile(r"\b(?:or|versus|vs|and \S+ to)\b")
"""Where what is said of an arm ends and the next one begins."""


def dose_of(entry: Entry) -> str | None:
    """The dose of an arm's drug; of several the dose of each that has one, by its name."""
    sentence, start, end = entry.sentence, *_said_of(entry)
    if kind_of(entry.arm.detail) == "amount":
        return entry.arm.detail
    wanted = {*entry.arm.interventions, *(() if " or " in sentence.typed[start:end] else entry.parts)}
    found: dict[str, str] = {}
    for mark in sentence.marks_in(start, end, *TREATMENTS):
        at = sentence.typed_at(mark)
        dose = _dose_at(sentence, (at, at + 1), start, end) if mark.concept in wanted else None
        if dose and dose not in found.values():
            found.setdefault(sentence.words(at, at + 1), dose)
    if len(entry.arm.interventions) == 1 and not entry.parts:
        return next(iter(found.values()), None)
    if not found and len(entry.phrase.given) == 1:
        return _dose_at(sentence, (entry.phrase.start, entry.phrase.end), start, end)
    return ", ".join(f"{name} {dose}" for name, dose in found.items()) or None


def _dose_at(sentence: Sentence, treatment: tuple[int, int], start: int, end: int) -> str | None:
    """The dose right behind a treatment, else right before it."""
    behind = pattern("{dose_behind}", "arms").match(sentence.typed, treatment[1], end)
    found = behind or pattern("{dose_before}", "arms").search(sentence.typed, start, treatment[0])
    return sentence.words(*found.span("dose" if found["dose"] else "share")) if found else None


def _said_of(entry: Entry) -> tuple[int, int]:
    """The range of the typed text with what is said of an arm."""
    typed, (start, end) = entry.sentence.typed, entry.stretch
    if start < end:
        return start, max(end, entry.phrase.end)
    stop = _NEXT.search(typed, entry.phrase.end, entry.phrase.end + _BEHIND)
    end = stop.start() if stop else min(len(typed), entry.phrase.end + _BEHIND)
    return max(0, entry.phrase.start - _AHEAD), end


def schedule_of(entry: Entry) -> str | None:
    """Route, rhythm and length around a treatment, as "orally, twice daily"; the rhythm that makes an arm another."""
    if kind_of(entry.arm.detail) == "schedule":
        return entry.arm.detail
    sentence, start, at = entry.sentence, _said_of(entry)[0], _before_dose(entry)
    stop = _NEXT.search(sentence.typed, at, at + _BEHIND)
    found = pattern("{schedule}", "arms").match(sentence.typed, at, stop.start() if stop else at + _BEHIND)
    ahead = pattern("{schedule_before}", "arms").search(sentence.typed, start, entry.phrase.start)
    told = [
        (one, group)
        for one in (ahead, found)
        if one
        for group in ("course", "route", "often")
        if group in one.re.groupindex and one[group]
    ]
    return ", ".join(sentence.words(*one.span(group)) for one, group in told) or None


def _before_dose(entry: Entry) -> int:
    """Where the only drug of an arm ends, or the bracket behind it begins that tells its dose: "A | (60 mg daily)"."""
    typed, (start, end) = entry.sentence.typed, (entry.phrase.start, entry.phrase.end)
    dosed = _DOSED.search(typed, start, end) if len(entry.phrase.given) == 1 else None
    return dosed.start() if dosed else end


_DOSED = pattern(r"\s\([^()]*{dose}[^()]*\)$")
"""A bracket with a dose at the end of what names an arm."""
