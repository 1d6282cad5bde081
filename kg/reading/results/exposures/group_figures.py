"""Outcomes of groups that no treatment makes: "survivors had more anxiety than their siblings (12% versus 6%)".

A cue of `kg/rules/exposures.toml` says who is compared with whom, and in what; the bracket behind it gives the figure
of each, the subject's first. A bracket may list what was found by name: "(anxiety: 12% vs. 6%; pain: 18% vs. 10%)".
Figures that go against the cue's direction are not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import Concept, Value
from kg.reading.annotate import Sentence
from kg.reading.context import Context, Proposal
from kg.reading.marks import Mark
from kg.reading.measure_names import own, tidy
from kg.reading.patterns import pattern
from kg.reading.results.exposures.frames import Frame
from kg.reading.results.exposures.reader import framed


@dataclass(frozen=True)
class Pair:
    """Two figures that a bracket sets against each other, where they stand, and what it calls them ("" for nothing)."""

    start: int
    one: Mark
    other: Mark
    label: str = ""


def read(sentence: Sentence, context: Context) -> Iterator[Proposal]:
    """The outcomes of the groups that a sentence compares."""
    bracketed = [m for m in sentence.of_kind("percent", "duration") if "(" in sentence.typed[: sentence.typed_at(m)]]
    if len(bracketed) < 2:
        return
    found = [frame for frame in framed(sentence, context) if len(frame.groups) == 1 and frame.against]
    stops = [*(frame.start for frame in found[1:]), len(sentence.typed)]
    for frame, stop in zip(found, stops, strict=False):
        pairs = [pair for pair in _pairs(sentence) if frame.start < pair.start < stop]
        for pair in pairs or _apart(sentence, frame):
            measure = _measure(frame, pair, sentence)
            if measure is not None and not _against_the_cue(frame, pair):
                yield from _outcomes(frame, pair, measure, sentence, context)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A bracket with two figures, one such pair in it, and the name before a pair."""
    spread = r"(?:\s?(?:±|\+/-)\s?{percent}|\s?\[[^\[\]]{0,40}\])?"
    share = "[{percent}{duration}]"
    figures = rf"(?P<one>{share}){spread}\s?,?\s?(?:vs\.?|versus|compared (?:with|to))\s(?P<other>{share})"
    return (
        pattern(rf"[(\[](?=[^()]{{0,60}}{figures})[^()]{{0,700}}[)\]]"),
        pattern(figures),
        re.compile(r"[(;]\s?(?P<label>[^();:,%+]{1,60}):\s$"),
    )


def _pairs(sentence: Sentence) -> Iterator[Pair]:
    bracket, figures, label = _forms()
    for whole in bracket.finditer(sentence.typed):
        pairs = list(figures.finditer(sentence.typed, *whole.span()))
        for found in pairs:
            one, other = (sentence.marks_in(*found.span(g))[0] for g in ("one", "other"))
            named = label.search(sentence.typed, whole.start(), found.start())
            if (named or len(pairs) == 1) and one.kind == other.kind:
                words = sentence.words(*named.span("label")) if named else ""
                yield Pair(whole.start(), one, other, words)


@cache
def _own_bracket() -> re.Pattern[str]:
    return pattern(r"\s?[(\[]\s?(?P<own>[{percent}{duration}])")


@cache
def _own_figure() -> re.Pattern[str]:
    return pattern("[{percent}{duration}]")


def _apart(sentence: Sentence, frame: Frame) -> Iterator[Pair]:
    """The figures in the brackets right behind the two groups: "more common in boys (15%) than in girls (8%)"."""
    assert frame.against is not None  # noqa: S101  read() keeps frames with two sides only
    if _own_figure().search(sentence.typed, frame.groups[0].start, frame.groups[0].end):
        return  # "those with A (69%) or B (81%)"
    first, second = (_own_bracket().match(sentence.typed, group.end) for group in (frame.groups[0], frame.against))
    if first and second:
        one, other = (sentence.marks_in(*found.span("own"))[0] for found in (first, second))
        if one.kind == other.kind:
            yield Pair(frame.start, one, other)


def _measure(frame: Frame, pair: Pair, sentence: Sentence) -> Concept | None:
    """What a pair tells: as its bracket calls it, else the frame's only thing or the one right before the bracket."""
    if pair.label:
        return own(tidy(pair.label))
    near = [t for t in frame.things if re.fullmatch(r"\s?", sentence.typed[t.measure.end : pair.start])]
    told = near or (frame.things if len(frame.things) == 1 else ())
    return told[0].concept if told else None


def _against_the_cue(frame: Frame, pair: Pair) -> bool:
    """Whether a cue says that the first group has more, and the figures that it has less, or the reverse."""
    one, other = (m.quantity.value if m.quantity else None for m in (pair.one, pair.other))
    if one is None or other is None:
        return True
    up, down = frame.match.has("up"), frame.match.has("down")
    return (up and one < other) or (down and one > other)


def _outcomes(frame: Frame, pair: Pair, measure: Concept, sentence: Sentence, context: Context) -> Iterator[Proposal]:
    """The figures of two groups as an outcome of each."""
    assert frame.against is not None  # noqa: S101  read() keeps frames with two sides only
    trial = context.trials.of(sentence)
    if frame.groups[0].name.casefold() == frame.against.name.casefold():
        return  # what tells them apart is not in their names
    for group, mark in ((frame.groups[0], pair.one), (frame.against, pair.other)):
        quantity = mark.quantity
        if quantity is None or quantity.value is None or quantity.upper is not None:
            continue
        roles: dict[str, Value | None] = {
            "trial": trial, "measure": measure, "arm": group.arm(trial), "value": quantity.value,
            "unit": quantity.unit, "qualifier": quantity.qualifier or None,
            "timepoint": _time(frame, measure, sentence),
        }  # fmt: skip
        yield Proposal("outcome", roles, sentence.source(), "outcome.of-groups")


def _time(frame: Frame, measure: Concept, sentence: Sentence) -> str | None:
    """The time right before a measure: "lower | 5-year | survival rates (52% vs. 68%)"."""
    start = next((t.measure.start for t in frame.things if t.concept == measure), 0)
    found = pattern("{time_before}$", "outcomes").search(sentence.typed, max(0, start - 40), start)
    return " ".join(sentence.words(*found.span("at")).replace("-", " ").split()) if found else None
