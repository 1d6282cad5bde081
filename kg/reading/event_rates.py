"""How many had an event: figures in brackets behind it, before it ("38 percent had …") or behind a verb.

A *side* is what one group had: "48 [17%] of 276 patients" is one side with two figures, "49% vs 38%" are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.reading.annotate import SIGNS, Mark, Sentence
from kg.reading.event_items import GRADE, Item
from kg.reading.event_owners import Owner
from kg.reading.patterns import pattern

FIGURES = ("percent", "count", "number")
_GRADES = re.compile(rf"(?i){GRADE}")
_WORDS = {"none": 0, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a side, at a range of the typed text."""

    start: int
    end: int
    value: Decimal
    unit: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """The figures of one group, with the group where it is named beside them."""

    figures: tuple[Figure, ...]
    owner: Owner | None = None

    @property
    def start(self) -> int:
        """Where its first figure stands."""
        return self.figures[0].start

    @property
    def end(self) -> int:
        """Where its last figure ends."""
        return self.figures[-1].end


@cache
def _word_number() -> re.Pattern[str]:
    return pattern(rf"\b(?P<word>{'|'.join(_WORDS)})\b(?=\s?[\[(]\s?{{percent}}|\s?$|\s?[)\],;]|\s(?:vs|versus|in|of)\b)")


def figures(sentence: Sentence, start: int, end: int) -> list[Figure]:
    """The figures of a range that can say how many had an event, in order."""
    text = sentence.typed
    grades = {at for g in _GRADES.finditer(text, start, end) for at in range(*g.span())}
    found = [f for m in sentence.marks_in(start, end, *FIGURES) if (f := _figure(sentence, m)) and f.start not in grades]
    for word in _word_number().finditer(text, start, end):
        name = word.group("word").lower()
        if name in ("none", "no") and text[word.end() : word.end() + 4].strip()[:2] not in ("", "of", "in", ")", "]", "vs", "ve", ",", ";"):
            continue
        found.append(Figure(word.start(), word.end(), Decimal(_WORDS[name]), "participants"))
    return sorted(found, key=lambda f: f.start)


def _figure(sentence: Sentence, mark: Mark) -> Figure | None:
    quantity, text = mark.quantity, sentence.typed
    if quantity is None or quantity.value is None or quantity.upper is not None:
        return None
    at = sentence.typed_at(mark)
    before, after = text[max(0, at - 14) : at], text[at + 1 : at + 12]
    if mark.kind == "number":
        paired = re.match(rf"\s?[\[(]\s?{SIGNS['percent']}", after)
        if not paired or quantity.value != int(quantity.value):
            return None
    if mark.kind == "count" and re.search(r"(?:\bof(?: the| all| a total of)?|n\s?=)\s?$", before):
        return None
    if mark.kind == "count" and quantity.unit == "participants" and re.match(r"[nN]\s?=", sentence.words(at, at + 1)):
        return None
    if quantity.unit == "percent" and (quantity.value > 100 or re.search(r"(?:CI|confidence interval)\W*$", before)):
        return None
    unit = "percent" if mark.kind == "percent" else "participants"
    return Figure(at, at + 1, quantity.value, unit, quantity.qualifier)


def sides(sentence: Sentence, start: int, end: int, named: list[Owner]) -> list[Side]:
    """The sides of a range, each with the owner that stands between its figures and the next side's."""
    groups: list[list[Figure]] = []
    for figure in figures(sentence, start, end):
        between = sentence.typed[groups[-1][-1].end : figure.start] if groups else ""
        if groups and re.fullmatch(r"\s?[\[(,;=]?\s?[\[(]?\s?", between) and groups[-1][-1].unit != figure.unit:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    inside = [o for o in named if start <= o.start and o.end <= end]
    leading = bool(inside and groups and inside[0].end <= groups[0][0].start)
    made = []
    for i, group in enumerate(groups):
        low = (groups[i - 1][-1].end if i else start) if leading else group[-1].end
        high = group[0].start if leading else (groups[i + 1][0].start if i + 1 < len(groups) else end)
        own = [o for o in inside if low <= o.start and o.end <= high]
        made.append(Side(tuple(group), (own[-1] if leading else own[0]) if own else None))
    return made


@dataclass(frozen=True, slots=True)
class Rate:
    """An event with the sides of its figures."""

    item: Item
    sides: tuple[Side, ...]
    start: int
    end: int


_BRACKET = re.compile(r"(?P<gap>[^.;,()\[\]]{0,60}?)\s?[(\[](?P<inside>(?:[^()\[\]]|[(\[][^()\[\]]{0,60}[)\]]){1,240})[)\]]")
_VERB = r"(?:(?:has |have )?(?:occurred|occurs?|observed|reported|seen|noted|recorded|found|developed|experienced|documented|present|common|detected|diagnosed|happened|arose|affected|were|was|rates?|and|both|also|all|frequent|higher|greater|in|among|by|of)\b[\s,]?)"


@cache
def _after_verb() -> re.Pattern[str]:
    verbs = r"(?:(?:has|have|had)\s(?:been\s)?)?(?:occurred|occurs?|(?:was|were|being|are|is)\s(?:also\s|only\s)?(?:observed|reported|seen|noted|recorded|found|experienced|documented|present|detected|diagnosed)|developed|observed|reported|seen|noted|affected|(?:was|were)|in)"
    figure = r"(?={percent}|{count}|{number}\s?[\[(]\s?{percent})"
    return pattern(rf"(?P<gap>)(?::\s|\s(?:in\s)?){figure}|(?P<gap2>[^.;:,()]{{0,50}}?)(?:,\s(?:which|that)\s)?\s?\b{verbs}\b\s(?:in\s|by\s|among\s|for\s)?(?:only\s|a total of\s|just\s|both\s)?(?=(?:{{percent}}|{{count}}|{{number}}))")


@cache
def _had() -> re.Pattern[str]:
    verbs = r"(?:had|have had|has|developed|experienced|reported|suffered(?: from)?|complained of|having|experiencing|with)"
    return pattern(rf"\b{verbs}\s(?:an?\s|the\s|some\s|at least one\s|any\s|also\s|treatment-related\s)*$")


def bracketed(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures in brackets behind an event: "neutropenia (13% vs 22%, p = 0.05)"."""
    found = _BRACKET.match(sentence.typed, item.end, min(len(sentence.typed), stop))
    if not found or re.search(r"\b(?:who|which|had|compared|in|with|for|among)\b", found.group("gap")):
        return None
    made = sides(sentence, *found.span("inside"), named)
    return Rate(item, tuple(made), found.start("inside"), found.end("inside")) if made else None


_FAR = re.compile(r"(?P<gap>[^.;()\[\]]{1,160}?)\s?[(\[](?P<inside>(?:[^()\[\]]|[(\[][^()\[\]]{0,60}[)\]]){1,240})[)\]]")


def compared(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Two figures in brackets behind the groups compared: "more rash in one arm than in the other (12% vs. 6%)"."""
    found = _FAR.match(sentence.typed, item.end, min(len(sentence.typed), stop))
    if found is None or not any(item.end <= o.start < found.start("inside") for o in named):
        return None
    made = sides(sentence, *found.span("inside"), named)
    return Rate(item, tuple(made), *found.span("inside")) if len(made) == 2 else None


def behind(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures behind a verb: "fatigue was seen in 3% of the patients in one group and 7% in the other"."""
    text = sentence.typed
    found = _after_verb().match(text, item.end, min(len(text), stop))
    if not found or re.search(r"\b(?:not|no|who|had|in|among|for|risk|relief)\b", found.group("gap2") or ""):
        return None
    end = _clause_end(text, found.end(), stop)
    made = sides(sentence, found.end(), end, named)
    return Rate(item, tuple(made), found.end(), end) if made else None


@cache
def _bracket_behind() -> re.Pattern[str]:
    return pattern(r"\s?(?:(?:treatment\s|alone\s)?(?:groups?|arms?|patients|recipients|participants)\s?)?[(\[](?=[^()]{0,40}(?:{percent}|{count}))")


def paired(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures in brackets behind each group: "infections were common in one group (50%) and in the other (42%)"."""
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


def ahead(sentence: Sentence, item: Item, named: list[Owner], floor: int) -> Rate | None:
    """Figures before a verb whose object the event is: "four percent of the patients had febrile neutropenia"."""
    text = sentence.typed
    begin = max(floor, max((m.end() for m in re.finditer(r"[;:]\s", text[: item.start])), default=0))
    lead = re.sub(r"(?:(?:grades?\s\S+(?:\s(?:or|to|and)\s\S+)?|severe|serious|mild|moderate)\s)+$", "", text[begin : item.start])
    verb = _had().search(lead)
    if not verb:
        return None
    stop = begin + verb.start()
    made = sides(sentence, begin, stop, named)
    if not made or re.search(r"[^,]{90}$|,[^,]*,", text[made[-1].end : stop]):
        return None
    return Rate(item, tuple(made), begin, stop)


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


_ENDS = re.compile(r";|,\s(?:and\s)?(?:which|who|but|while|whereas|although|leading|resulting|with)\b|\.\s")


def rates(sentence: Sentence, items: list[Item], named: list[Owner]) -> Iterator[Rate]:
    """The rates of a sentence's events; an event without figures has none."""
    floor = 0
    for i, item in enumerate(items):
        stop = items[i + 1].start if i + 1 < len(items) else len(sentence.typed)
        rate = bracketed(sentence, item, named, stop + 1) or behind(sentence, item, named, stop)
        rate = rate or paired(sentence, item, named, stop) or compared(sentence, item, named, stop) or ahead(sentence, item, named, floor)
        if rate is not None:
            yield rate
            floor = max(floor, rate.end) if rate.start > item.start else floor
