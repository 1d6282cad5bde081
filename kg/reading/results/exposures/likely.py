"""What people are said to be likely to have, to do or to be."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Concept
from kg.reading.measures import Measure
from kg.reading.results.exposures.stretches import words
from kg.reading.results.phrases.things import Thing, things
from kg.reading.results.view import Result


def likely(plain: Result, at: int) -> tuple[list[Thing], int]:
    """What people are likely "to" have or to die of."""
    lead = words("unlikely").match(plain.unbracketed, at)
    if lead is None:
        named, end = things(plain, at)
        sick = named and all(thing.marked and not thing.good for thing in named)
        return (named, end) if sick else _done(plain, at)
    found, stop = things(plain, lead.end())
    if re.match(r"di", lead.group(), re.IGNORECASE):
        found = [_renamed(thing, f"death from {thing.concept.name}") for thing in found]
    return found, stop


def _done(plain: Result, at: int) -> tuple[list[Thing], int]:
    """What people are likely to do or be, in the sentence's words; they do not tell whether that is good.

    A list of it goes on behind a bracket: "to be X (OR, 1.8), Y (OR, 2.1), and Z (OR, 1.5)".
    """
    found: list[Thing] = []
    start: int | None = at
    while start is not None:
        stop = words("ends").search(plain.unbracketed, start)
        thing = _as_said(plain, start, stop.start() if stop else len(plain.typed))
        if thing is None:
            break
        found.append(thing)
        joint = _NEXT.match(plain.unbracketed, thing.measure.end)
        start = joint.end() if joint else None
    return found, found[-1].measure.end if found else at


_NEXT = re.compile(r"\s?\(\0*\)(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?:to\s)?", re.IGNORECASE)


def _as_said(plain: Result, start: int, end: int) -> Thing | None:
    """A stretch as a thing in its own words; None where it is long, names people or tells a direction itself."""
    name = re.sub(r"^(?:(?:be|have)\s)?(?:an?\s)?", "", " ".join(plain.sentence.words(start, end).split()))
    vague = words("people").search(name) or words("directed").search(plain.typed[start:end].removeprefix("have "))
    if vague or not 0 < len(name.split()) <= 7:
        return None
    said = Thing(Measure(start, end, Concept("measure", name, known=False)), None, False)
    return _renamed(said, "overall survival") if name in ("die", "died") else said


def _renamed(thing: Thing, name: str) -> Thing:
    return Thing(replace(thing.measure, concept=Concept("measure", name, known=False)), False, True)
