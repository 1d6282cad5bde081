"""Figures that say how many had an event, by the group that they are of.

A *side* is what one group had: "48 [17%] of 276 patients" is one side with two figures, "49% vs 38%" are two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.reading.annotate import Sentence
from kg.reading.events.naming.names import GRADE
from kg.reading.events.owners import Owner
from kg.reading.events.scene import signed
from kg.reading.marks import SIGNS, Mark, any_sign
from kg.reading.number_forms import UNITS, number
from kg.reading.patterns import pattern

FIGURES = ("percent", "count", "number")
_GRADES = re.compile(rf"(?i){GRADE}")
_NO_ONE = ("no one", "nobody", "none", "no")
_SO_MANY = (*UNITS.split("|"), "ten")


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


_GROUP_AHEAD = r"(?:vs|versus|in|of|with|on|among|treated|receiving|assigned|given|who)\b"
"""What leads from a number word to whom it counts: "in none treated with placebo"."""
_ALONE = re.compile(rf"\s?(?:\.?$|[)\],;]|{_GROUP_AHEAD})")
_OF_ALL = r"\s(?:in|out of)\s(?:every\s)?[{count}{number}]"
_LED = rf"\s?[\[(]\s?{{percent}}|\s?\.?$|\s?[)\],;]|\s{_GROUP_AHEAD}"
_WORD_NUMBER_AGAINST = r"(?<=vs\s)|(?<=vs\.\s)|(?<=versus\s)|(?<=with\s)"
_WORD_NUMBER = pattern(
    rf"\b(?P<word>{'|'.join((*_NO_ONE, *_SO_MANY))})\b(?!{_OF_ALL})(?={_LED})"
    rf"|(?:{_WORD_NUMBER_AGAINST})(?P<nobody>no)(?=\s{{people}}\b)"
)


def figures(sentence: Sentence, start: int, end: int, sized: bool = False) -> list[Figure]:
    """The figures of a range that can say how many had an event, in order; "n = 4" is one where `sized` says so."""
    text = sentence.typed
    grades = {at for g in _GRADES.finditer(text, start, end) for at in range(*g.span())}
    found = [
        f
        for m in sentence.marks_in(start, end, *FIGURES)
        if (f := _figure(sentence, m, start, sized)) and f.start not in grades
    ]
    for word in _WORD_NUMBER.finditer(text, start, end):
        name = (word.group("word") or word.group("nobody")).lower()
        if word.group("word") and name in ("none", "no") and not _ALONE.match(text, word.end()):
            continue
        found.append(Figure(word.start(), word.end(), _in_words(name) or Decimal(0), "participants"))
    return sorted(found, key=lambda f: f.start)


def number_of(sentence: Sentence, start: int, end: int) -> Figure | None:
    """The count that stands at a range, in figures or as a word; None where it is no whole number."""
    marks = sentence.marks_in(start, end, "count", "number")
    value = marks[0].quantity.value if marks else _in_words(sentence.words(start, end).lower())
    return None if value is None or value % 1 else Figure(start, end, value, "participants")


def _in_words(said: str) -> Decimal | None:
    """How many a word counts; None for one that counts nothing."""
    return Decimal(0) if said in _NO_ONE else number(said) if said in _SO_MANY else None


def _figure(sentence: Sentence, mark: Mark, floor: int, sized: bool) -> Figure | None:
    quantity = mark.quantity
    if quantity.value is None or quantity.upper is not None:
        return None
    at = sentence.typed_at(mark)
    if _unfit(sentence, mark, at, floor, sized):
        return None
    return Figure(at, at + 1, quantity.value, _unit(sentence, mark, at), quantity.qualifier)


_TIMES = re.compile(r"\s(?:events|episodes|cases)\b")


def _unit(sentence: Sentence, mark: Mark, at: int) -> str:
    """What a number counts: percent, events that are told as such beside it or in the same bracket, else people."""
    if mark.kind == "percent" or _lends_percent(sentence, at):
        return "percent"
    text = sentence.typed
    opened = text.rfind("(", 0, at)
    begin = at if opened < 0 or ")" in text[opened:at] else opened
    closed = text.find(")", at, at + 40) if begin < at else -1
    end = max(closed, at + len(" episodes"))
    return "events" if _TIMES.search(text, begin, end) and mark.kind == "number" else "participants"


_CHANGE = re.compile(r"\s(?:increase|decrease|reductio|differenc|decline)")
"""Behind a percentage, how much something changed: "lymphedema (>40% increase in volume)"."""
_CHANGED_BY = re.compile(r"\b(?:increased?|decreased?|reduction|difference)(?:,|\sof|\sby)\s$")
"""Before a percentage, the same: "more hot flashes (increase, 8%)"."""


def _unfit(sentence: Sentence, mark: Mark, at: int, floor: int, sized: bool) -> bool:
    """Whether a number tells something else: a denominator, a size, a share of the severe, a level."""
    value = mark.quantity.value or Decimal(0)
    before, after = sentence.typed[max(floor, at - 20) : at], sentence.typed[at + 1 : at + 12]
    graded = re.search(r"\bgrades?\s\S+\sin\s$", before) and not _SET_AGAINST.match(after)
    if graded or re.search(r"\b(?:one|two|three|\S) (?:in|out of) (?:every )?$", before):
        return True
    if mark.kind == "percent" and (_CHANGE.match(after) or _CHANGED_BY.search(before)):
        return True
    if mark.kind == "percent" or _lends_percent(sentence, at):
        return value > 100 or bool(re.search(r"(?:CI|confidence interval)\W*$", before))
    if mark.kind == "number":
        return bool(value % 1) or not (_counts(sentence, at) or _unit(sentence, mark, at) == "events")
    whole = re.search(r"(?:\b[Oo]f(?: the| all| a total of)?|n\s?=)\s?$", before)
    size = not sized and re.match(r"[nN]\s?=", sentence.words(at, at + 1))
    return bool(whole or size or value % 1)


_SET_AGAINST = re.compile(rf"\s(?:vs?\.?|versus)\s{any_sign('percent', 'count')}")


def _lends_percent(sentence: Sentence, at: int) -> bool:
    """Whether a number is a percentage by the sign of another: "(8 vs 2%)", "3% versus 0", "8 and 2%, respectively"."""
    none = sentence.words(at, at + 1) == "0" and _NOBODY.search(sentence.typed, max(0, at - 12), at)
    return bool(none or _LENT.match(sentence.typed, at))


_NOBODY = re.compile(rf"{SIGNS['percent']}\s(?:vs?\.?|versus)\s$")
"""Before a bare 0, the share that it is set against: "3% versus | 0"."""
_LENT = re.compile(
    rf"{SIGNS['number']}(?:\s(?:vs?\.?|versus)\s{SIGNS['percent']}"
    rf"|,?\sand\s{SIGNS['percent']}[^.;:()]{{0,60}}?\brespectively\b"
    rf"|(?:,\s{SIGNS['number']})+,?\sand\s{SIGNS['percent']}|(?<={SIGNS['number']},\s.),?\sand\s{SIGNS['percent']}"
    rf"|(?<=\sin\s.)\sand\s{SIGNS['percent']})"
)
_COUNT_BEHIND = re.compile(rf"\s?[\[(]\s?{SIGNS['percent']}|\s(?:and|or|vs?\.?|versus)\s{SIGNS['count']}")
_AGAINST = re.compile(rf"{SIGNS['count']}\s(?:vs?\.?|versus)\s$")
_BARE = re.compile(
    rf"[(\[]\s?{any_sign('number', 'count')}\s(?:vs?\.?|versus)\s{any_sign('number', 'count')}\s?[)\],;]"
)
"""Two numbers of people alone in a bracket: "(9 vs. 1)"."""
_ALIKE = re.compile(rf"[(\[]{SIGNS['number']}[)\]]")
_PEOPLE_AHEAD = re.compile(rf"\({SIGNS['count']}\),[^.;()]{{1,60}}(?:\({SIGNS['number']}\),[^.;()]{{1,60}}){{0,4}}$")
"""Numbers alone in brackets, where the first of a list says whom they count: "rash (12 patients), fever (3)"."""
_IN = re.compile(rf"\sin\s{SIGNS['number']}\s?(?:[,;.)]|$|and\b)")
"""How many had an event, where the list says whom it counts: "anemia in 4 patients, fatigue in 3"."""
_AND_IN = re.compile(
    rf"{SIGNS['count']}\s(?:in|of|on|with|who received|given|receiving)\s(?:the\s)?[^.;,()]{{1,40}}(?:\s\([^()]*\))?"
    r"\s(?:and|but|versus|vs\.?|compared with)\s(?:in\s)?$"
)
_IN_GROUP = re.compile(r"\s(?:in|of|on|with|given|receiving)\s")
"""Around a number that counts people in one group, as the number before it does in another: "in 8 of A and in | 2"."""
_VERSUS = re.compile(
    rf"[(\[]\s?{any_sign('number', 'count')}\s?[(\[]\s?{SIGNS['percent']}\s?[)\]]\s(?:vs?\.?|versus)\s$"
)
_CLOSES = re.compile(r"\s?[)\],;]")
"""Around a number of people that a bracket sets against one with its share: "(11 [3%] vs | 0)"."""


def _counts(sentence: Sentence, at: int) -> bool:
    """Whether a number without a unit counts people."""
    text = sentence.typed
    if _COUNT_BEHIND.match(text, at + 1) or _AGAINST.search(text[max(0, at - 10) : at]):
        return True
    if _AND_IN.search(text, 0, at) and _IN_GROUP.match(text, at + 1):
        return True
    if _VERSUS.search(text, 0, at) and _CLOSES.match(text, at + 1):
        return True
    told = (
        _IN.match(text, max(0, at - 4))
        or (_ALIKE.match(text, at - 1) and _PEOPLE_AHEAD.search(text, 0, at - 1))
        or any(m.start() < at < m.end() for m in _BARE.finditer(text))
    )
    return bool(told) and signed(sentence)


def _respective(sentence: Sentence, groups: list[list[Figure]], inside: list[Owner]) -> bool:
    """Whether all figures stand on one side of all groups, and are theirs in order: "8% versus 5% with A and B"."""
    ahead = groups[-1][-1].end <= inside[0].start
    if ahead and len(groups) == _TWO and _VERSUS_ONLY.fullmatch(sentence.typed, groups[0][-1].end, groups[1][0].start):
        return True
    last = max(groups[-1][-1].end, inside[-1].end)
    return (ahead or inside[-1].end <= groups[0][0].start) and bool(_RESPECTIVELY.match(sentence.typed, last))


_TWO: Final = 2
_VERSUS_ONLY = re.compile(r"[)\]]?\s(?:vs?\.?|versus)\s")
_RESPECTIVELY = re.compile(r"[^;.]{0,60}?\brespectively\b")


def _of_owner(sentence: Sentence, between: str, figure: Figure, named: list[Owner]) -> bool:
    """Whether a share stands in a bracket right behind the group of the number before it: "18 who received A (8%)"."""
    shut = figure.unit == "percent" and sentence.typed[figure.end : figure.end + 1] == ")"
    low = figure.start - len(between)
    return bool(shut and _OWNER_BETWEEN.fullmatch(between) and any(low <= o.start < figure.start for o in named))


_OWNER_BETWEEN = re.compile(r"\s(?:of\s|in\s|on\s|with\s|who\s)?[^.;,()\[\]]{1,60}\s\(")


def sides(sentence: Sentence, start: int, end: int, named: list[Owner], sized: bool = False) -> list[Side]:
    """The sides of a range, each with the owner that stands between its figures and the next side's."""
    groups: list[list[Figure]] = []
    for figure in figures(sentence, start, end, sized):
        between = sentence.typed[groups[-1][-1].end : figure.start] if groups else ""
        close = re.fullmatch(r"\s?[\[(,;=]?\s?[\[(]?\s?", between) or _of_owner(sentence, between, figure, named)
        if groups and close and groups[-1][-1].unit != figure.unit:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    inside = [o for o in named if start <= o.start and o.end <= end]
    first = bool(inside and groups) and inside[-1].end <= groups[0][0].start  # "(A/B: 12/29%)"
    if len(groups) == len(inside) > 1 and (first or _respective(sentence, groups, inside)):
        return [Side(tuple(group), owner) for group, owner in zip(groups, inside, strict=True)]
    leading = bool(inside and groups and inside[0].end <= groups[0][0].start)
    made = []
    for i, group in enumerate(groups):
        low = (groups[i - 1][-1].end if i else start) if leading else group[0].end
        high = group[0].start if leading else (groups[i + 1][0].start if i + 1 < len(groups) else end)
        own = [o for o in inside if low <= o.start and o.end <= high]
        made.append(Side(tuple(group), (own[-1] if leading else own[0]) if own else None))
    return made
