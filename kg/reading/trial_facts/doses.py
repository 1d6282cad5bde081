"""How an arm is treated: the dose of each of its drugs, by which route, how often and for how long."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.reading.annotate import Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.wording.details import kind_of
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.patterns import pattern

_AHEAD = 40
"""Code points before a treatment in which its dose and rhythm stand."""
_BEHIND = 90
"""Code points behind a treatment in which its dose and rhythm stand."""
_NEXT = pattern(r"\b(?:or(?!\s{dose}(?!\s(?:of\s)?{drug}))|versus|vs|and (?![\d{number}])\S+ to)\b")
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
    if start < end != entry.phrase.end:
        return start, max(end, entry.phrase.end)
    stop = _NEXT.search(typed, entry.phrase.end, entry.phrase.end + _BEHIND)
    end = stop.start() if stop else min(len(typed), entry.phrase.end + _BEHIND)
    return start or max(0, entry.phrase.start - _AHEAD), end


def schedule_of(entry: Entry) -> str | None:
    """Route, rhythm and length around a treatment, as "orally, twice daily"; the rhythm that makes an arm another."""
    if kind_of(entry.arm.detail) == "schedule":
        return entry.arm.detail
    sentence, start, at = entry.sentence, _said_of(entry)[0], _before_dose(entry)
    ahead = pattern("{schedule_before}", "arms").search(sentence.typed, start, entry.phrase.start)
    around = pattern("{schedule_around}", "arms").match(sentence.typed, at)
    behind = _behind(sentence, at, at + _BEHIND)
    told = [_said(sentence, one) for one in (ahead, around) if one]
    told += _of_each(entry) or ([_said(sentence, behind)] if behind else [])
    return ", ".join(filter(None, told)) or None


def _behind(sentence: Sentence, at: int, stop: int) -> re.Match[str] | None:
    """How often and how long, right behind a place."""
    end = _NEXT.search(sentence.typed, at, stop)
    return pattern("{schedule}", "arms").match(sentence.typed, at, end.start() if end else stop)


def _said(sentence: Sentence, found: re.Match[str], joint: str = ", ") -> str:
    groups = [group for group in ("course", "route", "often") if found.re.groupindex.get(group) and found[group]]
    return joint.join(sentence.words(*found.span(group)) for group in groups)


def _of_each(entry: Entry) -> list[str]:
    """How each of an arm's drugs is given, by its name, where a rhythm stands behind one before the last.

    So it is by its name where the days are told of the last of several. None where a rhythm stands before the next
    drug: "A plus weekly B".
    """
    sentence, (start, end) = entry.sentence, (entry.phrase.start, entry.phrase.end)
    marks = [m for m in sentence.marks_in(start, end, *TREATMENTS) if m.concept in entry.arm.interventions]
    places = [sentence.typed_at(m) for m in marks]
    found = [_behind(sentence, at + 1, stop) for at, stop in pairwise([*places, end + _BEHIND])]
    several = len({m.concept for m in marks}) > 1
    told = [(at, _said(sentence, one, " ")) for at, one in zip(places, found, strict=False) if one]
    ahead = any(one and one.end() + 1 in places for one in found)
    inside = bool(places and found[-1] and found[-1].end() <= end)
    if ahead or not (any(found[:-1]) or (several and told and (inside or told[-1][1].startswith("on day")))):
        return []
    return [f"{sentence.words(at, at + 1)} {said}" if several else said for at, said in told]


def _before_dose(entry: Entry) -> int:
    """Where the only drug of an arm ends, or the bracket behind it begins that tells its dose: "A | (60 mg daily)"."""
    typed, (start, end) = entry.sentence.typed, (entry.phrase.start, entry.phrase.end)
    dosed = _DOSED.search(typed, start, end) if len(entry.phrase.given) == 1 else None
    return dosed.start() if dosed else end


_DOSED = pattern(r"\s\([^()]*{dose}[^()]*\)$")
"""A bracket with a dose at the end of what names an arm."""
