"""How much something changed in each arm: "a 40% reduction in pain with A versus a 12% reduction with B".

Each arm's change is an outcome of its own, called by what changed ("reduction in pain"), and no arm is set against
another by it. A change is that of the arm right behind it, else of the last one before it; where only the first names
what changed, the others are of the same. Where fewer than two arms have a change, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Arm
from kg.reading.measure_names import own
from kg.reading.measures import Measure
from kg.reading.patterns import one_of, pattern
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.phrases.things import things
from kg.reading.results.view import Result


@dataclass(frozen=True)
class _Change:
    """The figures of one arm's change or changes, what changed where that is named, and where all of it ends."""

    figures: tuple[Figure, ...]
    way: str
    thing: str | None
    end: int


def own_changes(result: Result) -> list[Contrast]:
    """The changes of each arm of a sentence, one contrast for each thing that changed."""
    if min(len(result.arms), len(result.sentence.of_kind("percent"))) < 2:
        return []
    found = list(_changes(result))
    if sum(len(change.figures) for change in found) < 2 or len({change.way for change in found}) != 1:
        return []
    things_named = [change.thing for change in found if change.thing] or _changed_before(result, found[0])
    told: dict[str, list[tuple[Figure, Arm]]] = {}
    for change in found:
        arm = _arm(result, change)
        if arm is None or not things_named:
            return []
        each = [change.thing] if change.thing else things_named
        if len(change.figures) not in (1, len(each)):
            return []
        for figure, thing in zip(change.figures, each, strict=False):
            told.setdefault(str(thing), []).append((figure, arm))
    whole = [(thing, pairs) for thing, pairs in told.items() if len({arm for _, arm in pairs}) == len(pairs) > 1]
    return [_contrast(thing, found[0].way, pairs) for thing, pairs in whole] if len(whole) == len(told) else []


def _contrast(thing: str, way: str, pairs: Sequence[tuple[Figure, Arm]]) -> Contrast:
    figures, arms = zip(*pairs, strict=True)
    at = figures[0].end
    return Contrast(figures, Measure(at, at, own(f"{way} in {thing}")), arms, "outcome.own-change")


_WAY = r"(?:reduction|decrease|decline|drop|increase|improvement|gain)"
_CHANGED = pattern(
    rf"(?P<a>{{percent}})[\s-](?:(?:median|mean|average|relative|overall)\s)?(?P<way>{_WAY})s?\b"
    rf"|(?P<way2>{_WAY})s?\sof\s(?P<b>{{percent}})(?:\sand\s(?P<c>{{percent}})(?=,?\srespectively))?"
)
"""A change with its figure before it or behind it."""
_OF_WHAT = re.compile(r"\s(?:in|of)\s(?:the\s|their\s)?")
"""What leads from a change to what changed."""


def _changes(result: Result) -> Iterator[_Change]:
    for found in _CHANGED.finditer(result.typed):
        marks = [m for g in ("a", "b", "c") if found[g] for m in result.sentence.marks_in(*found.span(g))]
        figures = tuple(
            Figure(at, at + 1, m.quantity.value, "percent", m.quantity.qualifier)
            for m in marks
            if m.quantity.upper is None and (at := result.sentence.typed_at(m)) >= 0
        )
        of_what = None if _behind(result, found.end()) else _OF_WHAT.match(result.typed, found.end())
        named, end = things(result, of_what.end()) if of_what else ([], found.end())
        thing = named[0].concept.name if len(named) == 1 else None
        yield _Change(figures, str(found["way"] or found["way2"]), thing, end)


def _changed_before(result: Result, change: _Change) -> list[str]:
    """What the verb before the first change says was changed: "all three reduced X, with A resulting in a 90% drop"."""
    verbs = list(one_of("outcomes", "changed_it").finditer(result.typed, 0, change.figures[0].at))
    return [thing.concept.name for thing in things(result, verbs[-1].end())[0][:1]] if verbs else []


def _behind(result: Result, at: int) -> re.Match[str] | None:
    return one_of("outcomes", "of_the_arm").match(result.unbracketed, at)


def _arm(result: Result, change: _Change) -> Arm | None:
    """The arm right behind a change, else the last one before it."""
    behind = _behind(result, change.end)
    if behind is not None:
        return result.arms.get(behind.end() - 1)
    before = [arm for at, arm in sorted(result.arms.items()) if at < change.figures[0].at]
    return before[-1] if before else None
