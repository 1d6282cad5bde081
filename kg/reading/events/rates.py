"""How many had an event: the figures of a sentence led to its events, one by one or as a list's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.reading.annotate import Sentence
from kg.reading.events.figures import Side
from kg.reading.events.names import GRADE, Item
from kg.reading.events.owners import Owner
from kg.reading.events.rate_forms import FORMS, Rate, again, ahead, cases

__all__ = ["Rate", "rates"]


def rates(sentence: Sentence, items: Sequence[Item], named: list[Owner]) -> Iterator[Rate]:
    """The rates of a sentence's events; an event without figures has none."""
    floor = own = 0
    for i, item in enumerate(items):
        stop = items[i + 1].start if i + 1 < len(items) else len(sentence.typed)
        rate = _rate(sentence, item, named, floor, stop)
        if rate is None:
            continue
        words = sentence.typed[rate.start : rate.end]
        first = own if "each" in words and not rate.after else 0  # what has figures of its own is none of "each"
        shared = rate.after or _SHARED.search(words)
        yield from _shared(sentence, rate, _run(sentence, items[first : i + 1])) if shared else (rate,)
        own = i + 1
        if rate.after and (more := again(sentence, rate, named)):
            yield more
        floor = max(floor, rate.end, item.end)


_SHARED = re.compile(r"\b(?:respectively|each)\b")
"""In a bracket behind a list, what leads its figures to all of the list: "A and B (29% each)"."""


def _rate(sentence: Sentence, item: Item, named: list[Owner], floor: int, stop: int) -> Rate | None:
    """The figures of one event in the first form that has some."""
    behind = (form(sentence, item, named, stop) for form in FORMS)
    found = next((rate for rate in behind if rate), None)
    return found or ahead(sentence, item, named, floor) or cases(sentence, item, named, stop)


_LINK = re.compile(
    rf"(?i)\W*(?:\([^()]*\)\W*)?(?:(?:and|or|as well as)\s)?(?:(?:{GRADE}|severe|serious|mild|moderate)\s)?"
)


def _run(sentence: Sentence, items: Sequence[Item]) -> list[Item]:
    """The events of the list that the last of these ends; "A/B" is one with two names."""
    kept = [items[-1]]
    for item in items[-2::-1]:
        if sentence.typed[item.end : kept[0].start] == "/" or not _LINK.fullmatch(
            sentence.typed, item.end, kept[0].start
        ):
            break
        kept.insert(0, item)
    return kept


def _shared(sentence: Sentence, rate: Rate, run: list[Item]) -> Iterator[Rate]:
    """The figures behind a list, led to its events: one each where they are told respectively, all to each.

    Of "A and B occurred in 30%" nobody knows whether it is of both together.
    """
    lead = sentence.typed[rate.item.end : rate.end + 60]
    if len(run) == 1:
        yield rate
    elif len(run) == len(rate.sides) and "respectively" in lead:
        yield from _one_each(rate, run)
    elif len(rate.sides) % len(run) == 0 and "respectively" in sentence.typed[rate.item.end :]:
        yield from _one_of_each_group(rate, run)
    elif re.search(r"\b(?:each|both)\b", lead):
        yield from (Rate(item, rate.sides, rate.start, rate.end) for item in run)


def _one_each(rate: Rate, run: list[Item]) -> Iterator[Rate]:
    """One side for each event of a list, all of one group: "A and B occurred in 3% and 7%, respectively"."""
    named = {s.owner for s in rate.sides if s.owner}
    if len(named) < 2:
        for item, side in zip(run, rate.sides, strict=True):
            yield Rate(item, (Side(side.figures, next(iter(named), None)),), rate.start, rate.end)


def _one_of_each_group(rate: Rate, run: list[Item]) -> Iterator[Rate]:
    """For each event of a list one side of each group: "A and B in 3% and 7% with one drug, 4% and 9% …"."""
    groups = [rate.sides[at : at + len(run)] for at in range(0, len(rate.sides), len(run))]
    for i, item in enumerate(run):
        own = tuple(Side(group[i].figures, group[-1].owner) for group in groups)
        yield Rate(item, own, rate.start, rate.end)
