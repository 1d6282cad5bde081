"""How many had each event of a list, where the figures stand in rows: those of one group together, or pair by pair.

"Rash and fever were seen more often with A (12 and 9%) than with B (4 and 2%)", "… with A than with B (12% vs 4%, 9% vs
2%)": each event has the figure that stands at its place in the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.reading.annotate import Sentence
from kg.reading.events.counting.figures import Figure, Side
from kg.reading.events.counting.rate_forms import Rate
from kg.reading.events.naming.names import Item
from kg.reading.events.owners import Owner, distinct
from kg.reading.events.scene import clause_end
from kg.reading.grounding.taxonomy import named as known
from kg.reading.marks import SIGNS, any_sign

_FIGURE = rf"{any_sign('percent', 'count', 'number')}(?:\s?[(\[]{SIGNS['percent']}[)\]])?"
_NEXT = r"(?:[,;]\s(?:and\s)?|\sand\s)"
_NAME = rf"(?:\s[(\[][^()\[\]{SIGNS['percent']}{SIGNS['count']}{SIGNS['number']}]{{1,40}}[)\]])?"
"""What a pair's figures are of, once more behind them: "4% v 7% [rash]"."""
_PAIR = rf"{_FIGURE}\s(?:vs?\.?|versus|compared with)\s{_FIGURE}{_NAME}"
_TOLD = re.compile(_FIGURE)
_MOST = 6
"""Events of a list that has its figures in rows."""


@cache
def _row(size: int) -> str:
    return rf"{_FIGURE}(?:{_NEXT}{_FIGURE}){{{size - 1}}}"


@cache
def _in_brackets(size: int) -> re.Pattern[str]:
    return re.compile(rf"[(\[](?P<row>{_row(size)})[)\]]")


@cache
def _one_row_after_another(size: int) -> re.Pattern[str]:
    return re.compile(rf"(?:was|were)\s(?P<one>{_row(size)})\s?[,;]?\sand\s(?P<two>{_row(size)}),?\srespectively\b")


@cache
def _of_group(size: int) -> re.Pattern[str]:
    given = r"(?:who\s)?(?:received|receiving|(?:were\s)?(?:treated\swith|given|assigned\sto)|underwent|in|on)\s"
    whom = rf"(?:the\s|those\s(?:{given})?|(?:patients|women|men|children|people)\s{given})*"
    return re.compile(rf"(?P<row>{_row(size)})(?:,\srespectively,?)?\s(?:of|in|with|for|among|on)\s{whom}")


@cache
def _pairs(size: int) -> re.Pattern[str]:
    return re.compile(rf"[(\[:]\s?(?P<row>{_PAIR}(?:{_NEXT}{_PAIR}){{{size - 1}}})(?:[)\]]|,\srespectively\b|\.?$)")


def rows(sentence: Sentence, run: Sequence[Item], named: Sequence[Owner]) -> list[Rate]:
    """The rates of a list of events by rows with a figure for each of them; [] where there are none."""
    end = clause_end(sentence, run[-1].end)
    owners = [o for o in named if run[-1].end <= o.start < end]
    if 1 < len(run) <= _MOST and (made := _of_the_other(sentence, run, named)):
        return made
    for items in (run, _parted(run)):
        if 1 < len(items) <= _MOST:
            made = _by_group(sentence, items, owners, end) or _by_pair(sentence, items, owners, end)
            if made:
                return made
    return []


def _by_group(sentence: Sentence, items: Sequence[Item], owners: Sequence[Owner], end: int) -> list[Rate]:
    """Rows that are each a group's: in the bracket behind it, or one after another in the groups' order."""
    text, size, start = sentence.typed, len(items), items[-1].end
    if led := _by_group_behind(sentence, items, owners, end):
        return led
    told: list[tuple[Owner, list[Side]]] = []
    last = start
    for bracket in _in_brackets(size).finditer(text, start, end):
        before = [o for o in owners if last <= o.start and o.end <= bracket.start()]
        if not before:
            return []
        told.append((before[-1], _sides(sentence, *bracket.span("row"))))
        last = bracket.end()
    both = None if told else _one_row_after_another(size).search(text, start)
    groups = distinct([o for o in owners if o.end <= both.start()]) if both else []
    if both and len(groups) == 2:
        told = [(o, _sides(sentence, *both.span(name))) for o, name in zip(groups, ("one", "two"), strict=True)]
        last = both.end()
    if len(distinct([owner for owner, _ in told])) < 2 or not all(len(row) == size for _, row in told):
        return []
    return [
        Rate(item, tuple(replace(row[i], owner=owner) for owner, row in told), start, last)
        for i, item in enumerate(items)
    ]


def _by_group_behind(sentence: Sentence, items: Sequence[Item], owners: Sequence[Owner], end: int) -> list[Rate]:
    """Rows with their group behind each: "occurred in 50% and 3%, respectively, of A patients and 60% and 13% of B".

    A group that nobody knows has its row and tells nothing.
    """
    found = list(_of_group(len(items)).finditer(sentence.typed, items[-1].end, end))
    placed = [(row, next((o for o in owners if o.start <= row.end() < o.end), None)) for row in found]
    told = [(owner, _sides(sentence, *row.span("row"))) for row, owner in placed if owner]
    if len(found) < 2 or not told or not all(len(row) == len(items) for _, row in told):
        return []
    if _ELSE.search(sentence.typed, items[-1].end, found[0].start()):
        return []
    place = items[-1].end, found[-1].end()
    return [
        Rate(item, tuple(replace(row[i], owner=owner) for owner, row in told), *place) for i, item in enumerate(items)
    ]


def _of_the_other(sentence: Sentence, items: Sequence[Item], named: Sequence[Owner]) -> list[Rate]:
    """Figures of one group behind each event, the other's in a row: "X (58%) and Y (30%), compared with 5 and 1%"."""
    text, start = sentence.typed, items[-1].end
    found = _row_of_the_other(len(items)).search(text, start)
    own = [_OWN.match(text, item.end) for item in items] if found else []
    if found is None or not all(own) or _ELSE.search(text, own[-1].end() if own[-1] else start, found.start()):
        return []
    if found["row"] and found.start() > clause_end(sentence, start):
        return []
    place = found.span("row") if found["row"] else found.span("told")
    between = [o for o in named if start <= o.start < found.start()]
    mine = between or [o for o in named if o.end <= items[0].start]
    theirs = [o for o in named if found.start() <= o.start and (o.end <= place[0] or o.start <= found.end())]
    one, other = (distinct(group) for group in (mine, theirs))
    row = _sides(sentence, *place)
    first = [_sides(sentence, *m.span("figure")) for m in own if m]
    if len(one) != 1 or len(other) != 1 or one[0].is_same(other[0]) or len(row) != len(items) or not all(first):
        return []
    return [
        Rate(item, (replace(told[0], owner=one[0]), replace(side, owner=other[0])), start, found.end())
        for item, told, side in zip(items, first, row, strict=True)
    ]


_OWN = re.compile(rf"\s?[(\[](?P<figure>{_FIGURE})[)\]]")
"""Right behind an event, how many had it."""
_ELSE = re.compile(any_sign("percent", "count", "number", "measure", "event"))
"""Between such a list and the other group's row, what the row may be of instead."""


@cache
def _row_of_the_other(size: int) -> re.Pattern[str]:
    against = r"(?:as\s)?(?:compared\s(?:with|to)|versus|vs\.?|against)\s(?:only\s|just\s)?"
    told = rf"{against}(?P<row>{_row(size)})(?:,\srespectively,?)?\s(?:in|with|for|among|on)\s(?:the\s|those\s)?"
    what = r"corresponding\s(?:figures|rates|values|percentages|proportions|incidences|numbers)"
    whose = r"\s(?:in|with|for|among|on)\s[^.;:()]{1,60}?\s(?:were|being)\s"
    return re.compile(rf"\b(?:{told}|{what}{whose}(?P<told>{_row(size)}))")


def _by_pair(sentence: Sentence, items: Sequence[Item], owners: Sequence[Owner], end: int) -> list[Rate]:
    """A row of pairs, in which each event's figures are set against each other in the order of the groups before."""
    found = _pairs(len(items)).search(sentence.typed, items[-1].end, end)
    made = _sides(sentence, *found.span("row")) if found else []
    groups = distinct([o for o in owners if found and o.end <= found.start()])
    if found is None or len(made) != 2 * len(items) or len(groups) != 2:
        return []
    told = [replace(side, owner=groups[i % 2]) for i, side in enumerate(made)]
    return [Rate(item, tuple(told[2 * i : 2 * i + 2]), *found.span("row")) for i, item in enumerate(items)]


def _sides(sentence: Sentence, start: int, end: int) -> list[Side]:
    """The figures of a row, each with its share; a bare number is a share where the row's last figure is one."""
    shares = bool(sentence.marks_in(end - 1, end, "percent"))
    found = [Side(tuple(_figures(sentence, *m.span(), shares))) for m in _TOLD.finditer(sentence.typed, start, end)]
    return found if all(side.figures for side in found) else []


def _figures(sentence: Sentence, start: int, end: int, shares: bool) -> Iterator[Figure]:
    for mark in sentence.marks_in(start, end, "percent", "count", "number"):
        at, quantity = sentence.typed_at(mark), mark.quantity
        share = mark.kind == "percent" or (mark.kind == "number" and shares and end - start == 1)
        if quantity.value is not None and quantity.upper is None:
            yield Figure(at, at + 1, quantity.value, "percent" if share else "participants", quantity.qualifier)


def _parted(run: Sequence[Item]) -> list[Item]:
    """The events of a list, with each half of what the tables have as one: "nausea and vomiting"."""
    return [part for item in run for part in _halves(item)]


def _halves(item: Item) -> list[Item]:
    halves = [known("event", half) for half in item.event.name.split(" and ")]
    return [replace(item, event=half) for half in halves if half] if len(halves) == 2 and all(halves) else [item]
