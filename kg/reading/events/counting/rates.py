"""How many had an event: the figures of a sentence led to its events, one by one or as a list's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.reading.annotate import Sentence
from kg.reading.events.counting.figures import Side
from kg.reading.events.counting.rate_ahead import ahead, cases, in_list
from kg.reading.events.counting.rate_forms import FORMS, PAIR, Rate, again, inside
from kg.reading.events.counting.rows import rows
from kg.reading.events.naming.names import DEGREE, GRADE, Item
from kg.reading.events.owners import Owner
from kg.reading.marks import SIGNS
from kg.reading.patterns import pattern

__all__ = ["Rate", "rates"]


def rates(sentence: Sentence, items: Sequence[Item], named: list[Owner], alone: bool = False) -> Iterator[Rate]:
    """The rates of a sentence's events; an event without figures has none.

    `alone` says that there is one group, so that several figures are of several events.
    """
    floor = own = 0
    in_rows = list(_in_rows(sentence, items, named))
    yield from in_rows
    told = {rate.item.start: rate.end for rate in in_rows}
    for i, item in enumerate(items):
        if item.start in told:
            own, floor = i + 1, max(floor, told[item.start])
        if item.start in told or _CAUSE_OF.match(sentence.typed, item.end):
            continue
        stop = items[i + 1].start if i + 1 < len(items) else len(sentence.typed)
        rate = _rate(sentence, item, named, floor, stop)
        if rate is None or _OF_KINDS.search(sentence.typed, rate.start, rate.end):
            continue
        words = sentence.typed[rate.start : rate.end]
        apart = "respectively" not in words or _PAIR.search(words)
        first = own if apart else 0  # what has its own is none of "each"
        shared = rate.after or _SHARED.search(words)
        run = _run(sentence, items[first : i + 1])
        if not shared and len(run) > 1 and _TOLD_OF.match(sentence.typed, item.end, rate.end):
            continue  # "A and B were more common (40% vs. 20%)" says it of both together, or of each
        yield from _shared(sentence, rate, run, alone) if shared else (rate,)
        own = i + 1
        more = (again if rate.after else inside)(sentence, rate, named)
        while more:
            yield more
            more = inside(sentence, more, named)
        floor = max(floor, rate.end, item.end)


def _in_rows(sentence: Sentence, items: Sequence[Item], named: list[Owner]) -> Iterator[Rate]:
    """The rates of the lists of events whose figures stand in rows."""
    begun = 0
    for end in range(1, len(items) + 1):
        if end == len(items) or len(_run(sentence, items[end - 1 : end + 1])) == 1:
            if end - begun > 1:
                yield from rows(sentence, items[begun:end], named)
            begun = end


_WHO = r"(?:(?:wo)?men|boys|girls|(?:fe)?males|children|adults|infants|adolescents|(?:non)?smokers"
_KIND = (
    rf"(?:the\s)?{_WHO}"
    r"|(?:patients|those|survivors)\s(?:with|without|younger|older|aged))\b[^.;,{percent}{intervention}{drug}]{0,60}?"
)
_BETWEEN = r"(?:\s?[(\[][^()\[\]]{0,60}[)\]])?\s(?:for|in|among)\s"
_AGAINST = r"\s(?:and|versus|vs\.?|compared\swith)\s{percent}"
_OF_TWO = rf"\sof\s(?:the\s)?(?P<one>{_WHO})){_AGAINST}\sof\s(?:the\s)?(?!(?P=one)\b){_WHO})\b"
_AT = r"\s(?:at|after|by)\s(?:the\s)?{duration}"
_OF_KINDS = pattern(rf"{{percent}}(?:{_BETWEEN}{_KIND}{_AGAINST}{_BETWEEN}{_KIND}|{_OF_TWO}|{_AT}{_AGAINST}{_AT})")
"""Two figures of people of two kinds, or at two times, and of no two groups: "54% for women and 23% for men"."""
_CAUSE_OF = re.compile(rf"-related\s(?:deaths?|mortality|{SIGNS['measure']})")
"""Behind an event that is but the cause of what is counted: "the infection-related death rate"."""
_PAIR = re.compile(PAIR)
_TOLD_OF = re.compile(r"(?:\s[a-z-]+){0,3}?\s(?:was|were|occurred|developed)\s[^.;:()]{0,90}\(")
"""Behind a list, what is said of all of it before a bracket: "were more common with A (40%"."""
_SHARED = re.compile(rf"\b(?:respectively|each)\b|^all\s(?:in\s)?(?={SIGNS['percent']})")
"""In a bracket behind a list, what leads its figures to all of the list: "A and B (29% each)"."""


def _rate(sentence: Sentence, item: Item, named: list[Owner], floor: int, stop: int) -> Rate | None:
    """The figures of one event in the first form that has some."""
    behind = (form(sentence, item, named, stop) for form in FORMS)
    found = next((rate for rate in behind if rate), None)
    return (
        found
        or ahead(sentence, item, named, floor)
        or in_list(sentence, item, named, stop)
        or cases(sentence, item, named, stop)
    )


_LINK = re.compile(
    rf"(?i)[^\w:]*(?:\([^()]*\)[^\w:]*)?(?:(?:and|or|as well as)\s)?(?:an?\s)?(?:(?:{GRADE}|{DEGREE})\s)?"
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


def _shared(sentence: Sentence, rate: Rate, run: list[Item], alone: bool) -> Iterator[Rate]:
    """The figures behind a list, led to its events: one each where they are told respectively, all to each.

    Of "A and B occurred in 30%" nobody knows whether it is of both together.
    """
    lead = sentence.typed[rate.item.end : rate.end + 60]
    if len(run) == 1:
        two = _TWO.search(sentence.typed, 0, rate.item.start)
        if len(rate.sides) == 1 or two is None:
            yield rate
        elif alone and len(rate.sides) == 2 and (grades := _GRADES.fullmatch(rate.item.grade)):
            for grade, side in zip(grades.groups(), rate.sides, strict=True):
                item = replace(rate.item, grade=grade, serious=True if int(grade) >= SERIOUS else None)
                yield replace(rate, item=item, sides=(side,))
    elif len(run) == len(rate.sides) and ("respectively" in lead or alone):
        yield from _one_each(rate, run)
    elif "respectively" not in lead and re.search(r"\b(?:each|both|all)\b", lead):
        yield from (Rate(item, rate.sides, rate.start, rate.end) for item in run)


_TWO = re.compile(
    rf"(?i)\b(?:(?:acute|early) and (?:late|chronic|delayed)\s(?:{GRADE}\s)?|grades?\s\S\sand\s(?:grade\s)?\S\s)$"
)
"""Right before an event, what makes two of it, whose figures are no two groups': "acute and late", "grade 2 and 3"."""
_GRADES = re.compile(r"([1-5])-([1-5])")
SERIOUS = 3
"""The grade from which an event is serious."""


def _one_each(rate: Rate, run: list[Item]) -> Iterator[Rate]:
    """One side for each event of a list, all of one group: "A and B occurred in 3% and 7%, respectively"."""
    named = {s.owner for s in rate.sides if s.owner}
    if len(named) < 2:
        for item, side in zip(run, rate.sides, strict=True):
            yield Rate(item, (Side(side.figures, next(iter(named), None)),), rate.start, rate.end)
