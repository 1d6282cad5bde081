"""Deaths by one named event, of an arm of a trial, or that the treatment is blamed for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.reading.annotate import Sentence
from kg.reading.events.naming.clauses import BLAMED, clause_start, cues, formed, hedged
from kg.reading.events.naming.items import listed
from kg.reading.events.naming.names import Item, by_form
from kg.reading.events.owners import distinct, same_place
from kg.reading.events.scene import Said, Scene, of_kind
from kg.reading.patterns import Match

_CALLED = re.compile(r"(?:,\s|\s\()(?:also )?(?:called|known as|or)\s")
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: i for i, word in enumerate(_NAMES)} | {"a": 1}


def deaths(scene: Scene) -> Iterator[Said]:
    """Deaths by one named event, of an arm of a trial, or that the treatment is blamed for."""
    sentence = scene.sentence
    for match in of_kind(scene, "death"):
        begin, start = match.found.span()
        if hedged(sentence, clause_start(sentence, begin), start):
            continue
        items = list(listed(sentence, start, ("", True)))
        holders = (same_place(distinct(scene.named)) or scene.fallback())[:1]
        blamed = sentence.search(cues(BLAMED))
        if not blamed and not (holders and scene.context.trials.single and all(formed(sentence, i) for i in items)):
            continue  # of what the disease does, nobody knows whose it is
        value, unit = _death_count(match) if len(items) == 1 else (None, "")
        if each := _IN_EACH.search(sentence.typed, start):
            holders, value = tuple(distinct(scene.named)), Decimal(_NUMBERS[each["number"]])
        for item in items:
            yield Said(_fatal(sentence, item), holders, match.rule.name, value, unit)


_IN_EACH = re.compile(rf",\s(?P<number>{'|'.join(_NAMES)})\sin\seach\s(?:[a-z]+\s)?(?:arm|group)\b")
"""Behind deaths, how many of them each arm had."""


def _fatal(sentence: Sentence, item: Item) -> Item:
    """The event by its medical name ("lung inflammation, called pneumonitis"), and serious."""
    called = _CALLED.match(sentence.typed, item.end)
    event = next((i.event for i in by_form(sentence, called.end())), item.event) if called else item.event
    return Item(item.start, item.end, event, item.grade, True, item.end)


def _death_count(match: Match) -> tuple[Decimal | None, str]:
    marks = match.marks("count", "percent", "count", "number")
    if marks and marks[0].quantity is not None:
        return marks[0].quantity.value, "percent" if marks[0].kind == "percent" else "participants"
    number = _NUMBERS.get(match.words("count").lower())
    return (None, "") if number is None else (Decimal(number), "participants")
