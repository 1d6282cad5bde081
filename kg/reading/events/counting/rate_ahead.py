"""The forms in which a sentence counts an event before it names it: "four had fever", "two cases of fever"."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.reading.annotate import Sentence
from kg.reading.events.counting.figures import Figure, Side, number_of, sides
from kg.reading.events.counting.rate_forms import Rate, figures_end
from kg.reading.events.naming.names import COUNTED_AHEAD, DEGREE, GRADE, NUMBER_WORD, SEVERE, Item
from kg.reading.events.owners import Owner
from kg.reading.events.scene import signed
from kg.reading.patterns import pattern, table
from kg.reading.text.brackets import opening

_ARTICLE = (
    r"(?:an?\s|the\s|some\s|at least one\s|any\s|also\s|any-grade\s|adjudicated\s|confirmed\s"
    r"|(?:treatment|drug|therapy|immune)-related\s)*"
)
_HAD = pattern(rf"\b{table('events', 'had')[0]}\s{_ARTICLE}$")
"""A verb that people are the subject of, at the end of a text: "developed severe"."""
_QUALIFIED = re.compile(rf"(?:(?:grades?\s\S+(?:\s(?:or|to|and)\s\S+)?|(?:some|any) grade of|{DEGREE})\s)+$")
_FAR_BACK = re.compile(r"[^,]{90}$|,[^,]*,")
_SET_AGAINST = re.compile(r"\b(?:vs?|versus|or|than|compared)\b")
_OF_WHOM = re.compile(r"\b(?:who|that)\s$")
_DID = re.compile(r"\s(?:had|were|was|did|received|underwent|showed|achieved|died|survived|required)\b")
"""Before the verb and behind its object: those who had it are the subject of another verb, whose figure it is."""
_NEXT_CLAUSE = re.compile(r"[^.;]{1,90}?,\sand\s(?:only\s|another\s)?$")


def _set_against(text: str, one: Side, other: Side) -> bool:
    """Whether two sides are of groups set against each other: "12% of A and 8% of B had it", and no other clause's."""
    between = text[one.end : other.start]
    if _SET_AGAINST.search(between):
        return True
    beside = one.owner is not None and one.owner.start > one.start
    return bool(re.search(r"\band\b", between)) and (beside or not _NEXT_CLAUSE.match(between))


def ahead(sentence: Sentence, item: Item, named: list[Owner], floor: int) -> Rate | None:
    """Figures before a verb whose object the event is: "four percent of the patients had fever"."""
    text = sentence.typed
    begin = max(floor, _begins(text, item.start))
    verb = _HAD.search(_QUALIFIED.sub("", text[begin : item.start]))
    made = sides(sentence, begin, begin + verb.start(), named) if verb else []
    if verb and _OF_WHOM.search(text, 0, begin + verb.start()) and _DID.match(text, item.end):
        return None
    if not verb or not made or _FAR_BACK.search(text[made[-1].end : begin + verb.start()]):
        return None
    if any(not _set_against(text, a, b) for a, b in pairwise(made)):
        made = made[-1:]
    other = _OTHER.match(text, item.end)
    if other and len(made) == 1:
        made += sides(sentence, other.end(), figures_end(text, other.end(), len(text)), named)[:1]
    return Rate(item, tuple(made), begin, begin + verb.start())


_LEAD = r"(?:as\s)?(?:compared (?:with|to)|versus|vs\.?|as opposed to|against|while|whereas)"
_OTHER = pattern(rf"\s?,?\s{_LEAD}\s(?:only\s|just\s|about\s)?(?={{percent}}|{{count}})")
"""What leads to the other group's figure: "30% had fever, compared with 22% of the others"."""
_HOW_BAD = rf"(?:(?:{GRADE}|{SEVERE})\s)?"
"""A grade or a word for it, right before an event."""
_COUNT = rf"{{count}}|{{number}}|\b{NUMBER_WORD}"
_COUNTED = (
    rf"(?P<count>{_COUNT})(?! or (?:more|fewer)\b)(?: [a-z-]+){{0,2}} "
    rf"(?:cases?|episodes?|instances?|occurrences?) of (?:an? )?{_HOW_BAD}"
)
_PEOPLE = rf"(?P<people>{{count}})(?: [a-z-]+)? (?:with|had|having|developing) (?:an? |some )?{_HOW_BAD}"
_THERE = rf"\bthere (?:was|were) (?:only |also )?(?P<there>{_COUNT}) {_HOW_BAD}"
_CASES = pattern(rf"(?:{_COUNTED}|{_PEOPLE}|{_THERE})$")
"""Cases or people that are counted by an event, at the end of a text."""


def cases(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """How many cases of an event there were, or people with it: "two cases of pneumonitis in the first group"."""
    found = _CASES.search(sentence.typed, max(0, item.start - 80), item.start)
    if found is None or (found.group("people") and not signed(sentence)):
        return None  # people with an illness are no people whom a treatment harmed
    counted = number_of(sentence, *found.span(str(found.lastgroup)))
    return Rate(item, (_side(counted, item, named, stop),), found.start(), item.end) if counted else None


def _side(counted: Figure, item: Item, named: list[Owner], stop: int) -> Side:
    """A figure before an event as that of the first group named behind it, where one is."""
    return Side((counted,), next((o for o in named if item.end <= o.start < stop), None))


_ANNOUNCED = r"(?:including|included|includes|were|was|such as|of|and|or|:|,|[(\[])\s?"
_LISTED_COUNT = pattern(rf"{_ANNOUNCED}{COUNTED_AHEAD}(?:{GRADE}\s)?(?:[a-z]+\s){{0,2}}$")


def in_list(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures right before an event of an announced list: "toxicities, including 5 (11%) neutropenia"."""
    found = _LISTED_COUNT.search(sentence.typed, max(0, item.start - 60), item.start)
    if found is None or not signed(sentence):
        return None
    made = sides(sentence, *found.span("figures"), [])
    if not made and (counted := number_of(sentence, *found.span("figures"))):
        made = [Side((counted,))]
    return Rate(item, tuple(made), found.start("figures"), item.end) if len(made) == 1 else None


_BEGINS = re.compile(r"[;:]\s|,\s(?:while|whereas|but)\s")


def _begins(text: str, end: int) -> int:
    """Where the clause or the open bracket begins that a place stands in."""
    opened = opening(text, end)
    return max((m.end() for m in _BEGINS.finditer(text, opened, end)), default=opened)
