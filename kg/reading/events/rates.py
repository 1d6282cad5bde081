"""How many had an event: figures in brackets behind it, before it ("38 percent had …") or behind a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.reading.annotate import SIGNS, Sentence
from kg.reading.events.figures import Side, number_of, sides
from kg.reading.events.names import GRADE, Item
from kg.reading.events.owners import Owner
from kg.reading.patterns import pattern, table


@dataclass(frozen=True, slots=True)
class Rate:
    """An event with the sides of its figures."""

    item: Item
    sides: tuple[Side, ...]
    start: int
    end: int


_BRACKET = re.compile(
    r"(?P<gap>[^.;,()\[\]]{0,60}?)\s?[(\[](?P<inside>(?:[^()\[\]]|[(\[][^()\[\]]{0,60}[)\]]){1,240})[)\]]"
)


@cache
def _after_verb() -> re.Pattern[str]:
    verbs = table("events", "occurred")[0]
    paired = r"{number}\s?[\[(]\s?{percent}"
    contrast = r"{percent}\s(?:(?:vs?|versus|and)\b|[(\[])"
    direct = rf"(?:(?::|\sin)\s(?={{percent}}|{{count}}|{paired})|\s(?={paired}|{contrast}))"
    led = r"(?:in\s|by\s|among\s|for\s)?(?:only\s|a total of\s|just\s|both\s)?(?={percent}|{count}|{number})"
    aside = r"(?:\s?\([^()\d]{0,40}\))?(?P<gap>[^.;:,()]{0,50}?)(?:,\s(?:which\s|that\s|each\s)?)?"
    return pattern(rf"{direct}|{aside}\s?\b{verbs}\b\s{led}")


@cache
def _had() -> re.Pattern[str]:
    article = r"(?:an?\s|the\s|some\s|at least one\s|any\s|also\s|treatment-related\s)*"
    return pattern(rf"\b{table('events', 'had')[0]}\s{article}$")


_NO_GAP = re.compile(rf"\b(?:who|which|had|compared|in|with|for|among)\b|{SIGNS['number']}|{SIGNS['count']}")


def bracketed(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures in brackets behind an event: "neutropenia (13% vs 22%, p = 0.05)"."""
    found = _BRACKET.match(sentence.typed, item.end, min(len(sentence.typed), stop))
    if not found or _NO_GAP.search(found.group("gap")):
        return None
    start, end = found.start("inside"), _clause_end(sentence.typed, *found.span("inside"))
    made = sides(sentence, start, end, named)
    return Rate(item, tuple(made), start, end) if made else None


_FAR = re.compile(
    r"(?P<gap>[^.;()\[\]]{1,160}?)\s?[(\[](?P<inside>(?:[^()\[\]]|[(\[][^()\[\]]{0,60}[)\]]){1,240})[)\]]"
)


def compared(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures in brackets behind the groups compared: "more rash in one arm than the other (12% vs. 6%)"."""
    found = _FAR.match(sentence.typed, item.end, min(len(sentence.typed), stop))
    if found is None or not any(item.end <= o.start < found.start("inside") for o in named):
        return None
    made = sides(sentence, *found.span("inside"), named)
    return Rate(item, tuple(made), *found.span("inside")) if len(made) == 2 else None


def behind(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures behind a verb: "fatigue was seen in 3% of the patients in one group and 7% in the other"."""
    text = sentence.typed
    start = _compared_before(text, item.end)
    found = _after_verb().match(text, start, min(len(text), stop))
    if not found or _OTHERWISE.search(found.group("gap") or ""):
        return None
    end = _clause_end(text, found.end(), stop)
    made = _of_one(text, sides(sentence, found.end(), end, named))
    return Rate(item, tuple(made), found.end(), end) if made else None


_OTHERWISE = re.compile(r"\b(?:not|no|who|had|in|among|for|risk|relief|and|led|leading|caus\w+|requir\w+|result\w*)\b")
"""Between an event and its verb: the verb speaks of something else."""
_COMMON = re.compile(
    r"(?:\srates?)?\s(?:was|were)\s(?:[a-z]+\s){0,2}(?:common|frequent|prevalent|often|higher|lower)\s[^.;:,()]{3,80}(?=,\s)"
)


def _compared_before(text: str, start: int) -> int:
    """Behind "was more common in one group", where figures follow: "…, occurring in 53 of them"."""
    found = _COMMON.match(text, start)
    return found.end() if found else start


_NEXT_EVENT = re.compile(
    r"[),]\s(?:and\s)?(?!(?:and|vs?|versus|compared|as|while|whereas|with|in|of|or|for|on)\b)[a-z]"
)


def _of_one(text: str, found: list[Side]) -> list[Side]:
    """The sides before something else is counted: "arthralgia in one patient, and dry eyes in two"."""
    for i, (one, other) in enumerate(pairwise(found)):
        if _NEXT_EVENT.search(text[one.end : other.start]):
            return found[: i + 1]
    return found


@cache
def _bracket_behind() -> re.Pattern[str]:
    return pattern(
        r"\s?(?:(?:treatment\s|alone\s)?(?:groups?|arms?|patients|recipients|participants)\s?)?[(\[](?=[^()]{0,40}(?:{percent}|{count}))"
    )


def paired(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures in brackets behind each group: "infections were common in A (50%) and in B (42%)"."""
    text, made, end = sentence.typed, [], item.end
    for owner in (o for o in named if item.end <= o.start < stop):
        opened = _bracket_behind().match(text, owner.end)
        if opened is None or re.search(r"[;:(]", text[end : owner.start].lstrip(")")):
            break
        found = _BRACKET.match(text, opened.end() - 1)
        own = sides(sentence, *found.span("inside"), []) if found else []
        if found is None or len(own) != 1:
            break
        made.append(Side(own[0].figures, owner))
        end = found.end()
    return Rate(item, tuple(made), made[0].start, end) if made else None


_BEGINS = re.compile(r"[;:]\s|,\s(?:while|whereas|but)\s")


def _begins(text: str, end: int) -> int:
    """Where the clause or the open bracket begins that a place stands in."""
    opened, depth = 0, 0
    for at in range(end - 1, -1, -1):
        depth += (text[at] in ")]") - (text[at] in "([")
        if depth < 0:
            opened = at + 1
            break
    return max((m.end() for m in _BEGINS.finditer(text, opened, end)), default=opened)


def ahead(sentence: Sentence, item: Item, named: list[Owner], floor: int) -> Rate | None:
    """Figures before a verb whose object the event is: "four percent of the patients had fever"."""
    text = sentence.typed
    begin = max(floor, _begins(text, item.start))
    lead = re.sub(
        r"(?:(?:grades?\s\S+(?:\s(?:or|to|and)\s\S+)?|severe|serious|mild|moderate)\s)+$",
        "",
        text[begin : item.start],
    )
    verb = _had().search(lead)
    if not verb:
        return None
    stop = begin + verb.start()
    made = sides(sentence, begin, stop, named)
    if not made or re.search(r"[^,]{90}$|,[^,]*,", text[made[-1].end : stop]):
        return None
    if any(not _SET_AGAINST.search(text[a.end : b.start]) for a, b in pairwise(made)):
        made = made[-1:]
    other = _other().match(text, item.end)
    if other and len(made) == 1:
        made += sides(sentence, other.end(), _clause_end(text, other.end(), len(text)), named)[:1]
    return Rate(item, tuple(made), begin, stop)


@cache
def _cases() -> re.Pattern[str]:
    return pattern(
        r"(?P<count>{count}|{number}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)"
        rf"(?: [a-z-]+){{0,2}} of (?:an? )?(?:(?:severe|fatal|serious|{GRADE}) )?$"
    )


def cases(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """How many cases of an event there were: "two cases of pneumonitis in the first group"."""
    found = _cases().search(sentence.typed, max(0, item.start - 80), item.start)
    words = sentence.words(*found.span()) if found else ""
    if found is None or not re.search(r"\b(?:case|episode|instance|occurrence)s?\b", words):
        found = _sufferers().search(sentence.typed, max(0, item.start - 80), item.start)
    if found is None:
        return None
    counted = number_of(sentence, *found.span("count"))
    behind_it = [o for o in named if item.end <= o.start < stop]
    side = Side((counted,), behind_it[0] if behind_it else None) if counted else None
    return Rate(item, (side,), found.start(), item.end) if side else None


@cache
def _sufferers() -> re.Pattern[str]:
    """People who are counted by what they had: "two patients with hepatic failure"."""
    return pattern(r"(?P<count>{count})(?: [a-z-]+){0,1} (?:with|had|having|developing) (?:an? |some )?$")


_SET_AGAINST = re.compile(r"\b(?:vs?|versus|and|or|than|compared)\b")


@cache
def _other() -> re.Pattern[str]:
    """What leads to the other group's figure: "30% had fever, compared with 22% of the others"."""
    lead = r"(?:as\s)?(?:compared (?:with|to)|versus|vs\.?|as opposed to|against|while|whereas)"
    return pattern(rf"\s?,?\s{lead}\s(?:only\s|just\s|about\s)?(?={{percent}}|{{count}})")


def _clause_end(text: str, start: int, stop: int) -> int:
    """Where a clause that holds figures ends: before a semicolon, or a comma that begins another clause."""
    found = _ENDS.search(text, start, stop)
    end = found.start() if found else min(stop, len(text))
    depth = 0
    for at in range(start, end):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth < 0:
            return at
    return end


_ENDS = re.compile(r";|,\s(?:and\s)?(?:which|who|but|while|whereas|although|leading|resulting|with)\b|(?<!\bvs)\.\s")


def rates(sentence: Sentence, items: list[Item], named: list[Owner]) -> Iterator[Rate]:
    """The rates of a sentence's events; an event without figures has none."""
    floor = 0
    for i, item in enumerate(items):
        stop = items[i + 1].start if i + 1 < len(items) else len(sentence.typed)
        found = bracketed(sentence, item, named, stop + 1)
        after = None if found else behind(sentence, item, named, stop)
        rate = (
            found
            or after
            or paired(sentence, item, named, stop)
            or compared(sentence, item, named, stop)
            or ahead(sentence, item, named, floor)
            or cases(sentence, item, named, stop)
        )
        if rate is not None:
            shared = after or "respectively" in sentence.typed[rate.start : rate.end]
            yield from _shared(sentence, rate, _run(sentence, items[: i + 1])) if shared else (rate,)
            floor = max(floor, rate.end, item.end)


_LINK = re.compile(
    rf"(?i)\W*(?:\([^()]*\)\W*)?(?:(?:and|or|as well as)\s)?(?:(?:{GRADE}|severe|serious|mild|moderate)\s)?"
)


def _run(sentence: Sentence, items: list[Item]) -> list[Item]:
    """The events of the list that the last of these ends."""
    kept = [items[-1]]
    for item in items[-2::-1]:
        if not _LINK.fullmatch(sentence.typed, item.end, kept[0].start):
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
        named = {s.owner for s in rate.sides if s.owner}
        if len(named) < 2:
            for item, side in zip(run, rate.sides, strict=True):
                yield Rate(item, (Side(side.figures, next(iter(named), None)),), rate.start, rate.end)
    elif len(rate.sides) % len(run) == 0 and "respectively" in sentence.typed[rate.item.end :]:
        for i, item in enumerate(run):
            own = [rate.sides[at : at + len(run)] for at in range(0, len(rate.sides), len(run))]
            yield Rate(item, tuple(Side(o[i].figures, o[-1].owner) for o in own), rate.start, rate.end)
    elif re.search(r"\b(?:each|both)\b", lead):
        yield from (Rate(item, rate.sides, rate.start, rate.end) for item in run)
