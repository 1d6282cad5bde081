"""The forms in which a sentence counts an event behind its name: in brackets, or behind a verb.

Each form takes a sentence, an event's name in it, the groups that the sentence names, and the place where the next
event begins; it gives the figures with the groups told beside them, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.reading.annotate import Sentence
from kg.reading.events.counting.figures import Side, sides
from kg.reading.events.naming.items import WHERE, Severity
from kg.reading.events.naming.names import GRADE, NUMBER_WORD, SEVERE, Item, grade_of
from kg.reading.events.owners import Owner, distinct
from kg.reading.events.scene import signed
from kg.reading.marks import SIGNS, any_sign
from kg.reading.patterns import pattern, table
from kg.reading.text.brackets import closing


@dataclass(frozen=True, slots=True)
class Rate:
    """An event with the sides of its figures; `after` where they stand behind it and may be of a whole list."""

    item: Item
    sides: tuple[Side, ...]
    start: int
    end: int
    after: bool = False


Form = Callable[[Sentence, Item, list[Owner], int], Rate | None]

PAIR = rf"{SIGNS['percent']}\s(?:vs?\.?|versus)\s{SIGNS['percent']}"
"""The figures of two groups, which are not those of two events: "A (51% v 5%) and B (43% v 6%, respectively)"."""
_INSIDE = r"\s?[(\[](?P<inside>(?:[^()\[\]]|[(\[][^()\[\]]{0,60}[)\]]){1,240})[)\]]"
"""A bracket with what stands in it, which may hold brackets of its own."""
_BRACKET = re.compile(rf"(?P<gap>[^.;,()\[\]]{{0,60}}?)(?:{WHERE})?{_INSIDE}")
_NO_GAP = re.compile(
    rf"\b(?:who|which|had|compared|than|in|for|among|on|with(?!\s(?:or\swithout|normal|low|high)\b))\b"
    rf"|^-related\s|{SIGNS['number']}|{SIGNS['count']}"
)
"""Between an event and a bracket: the figures in it are of something else."""
_PEOPLE_WITH = re.compile(
    r"\b(?:patients|people|men|women|those|participants|subjects|cases) (?:with|who had) (?:[a-z]+ ){0,2}$"
)
"""Before an event, people who had it: what their number is follows, and is no count of what happened."""


def bracketed(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures in brackets behind an event: "neutropenia (13% vs 22%, p = 0.05)"."""
    found = _BRACKET.match(sentence.typed, item.end, min(len(sentence.typed), stop + 1))
    if not found or _NO_GAP.search(found.group("gap")):
        return None
    start, end = found.start("inside"), _groups_end(sentence.typed, *found.span("inside"), named)
    sized = signed(sentence) and not (found.group("gap") or _PEOPLE_WITH.search(sentence.typed, 0, item.start))
    made = sides(sentence, start, end, named, sized)
    if made and _ANY_GRADE.search(sentence.typed, start, end):
        item = replace(item, grade="", serious=None)
    return Rate(item, tuple(made), start, end) if made else None


def _groups_end(text: str, start: int, stop: int, named: list[Owner]) -> int:
    """Where the figures of a bracket end, past each semicolon behind which a group is named: "(A, 10%; B, 4%; P)".

    That is so where the first figure stands behind its group too.
    """
    end = figures_end(text, start, stop)
    first = next((o for o in named if start <= o.start < end), None)
    if first is None or _ANY_FIGURE.search(text, start, first.start):
        return end
    while ahead := next((o for o in named if end < o.start < stop and _NEXT_GROUP.fullmatch(text, end, o.start)), None):
        end = figures_end(text, ahead.start, stop)
    return end


_ANY_FIGURE = re.compile(any_sign("percent", "count", "number"))
_NEXT_GROUP = re.compile(r";\s?(?:the\s|in\s|with\s)*")
_ANY_GRADE = re.compile(r"\b(?:any|all)[\s-]grades?\b", re.IGNORECASE)
"""What says that a figure is not of the grade that the list begins with: "(86% with any grade; 18% with grade 3)"."""
_VERBS = table("events", "occurred")[0]
_PAIRED = r"{number}\s?[\[(]\s?{percent}"
_CONTRAST = r"{percent}\s(?:(?:vs?|versus|and)\b|[(\[])"
_ALONE = r"{percent}(?:\s?[;.)]|,\s(?:and\s)?(?:[a-z]|$)|\sand\s(?:[a-z]|$)|\s?$)"
_THEIR_OWN = r"\s{count}\s(?:had|experienced|developed|reported)\b"  # "had rash: 12 patients had grade 3 rash"
_LEADS = rf"(?::(?!{_THEIR_OWN})|\s(?:in|by)|,?\swith)\s(?={{percent}}|{{count}}|{_PAIRED})"
_DIRECT = rf"(?:{_LEADS}|\s(?={_PAIRED}|{_CONTRAST})|,\s(?={_ALONE}|(?P<pair>{PAIR})))"
_FIGURE = rf"(?={{percent}}|{{count}}|{{number}}|{NUMBER_WORD})"
_LED = rf"(?:(?:at|after)\s{{duration}}\s)?(?:in\s|by\s|among\s|for\s)?(?:only\s|a total of\s|just\s|both\s)?{_FIGURE}"
_APPOSED = r"(?:,\s(?!and\b|or\b|but\b|while\b|whereas\b|wh|not?\b)[^.;:,(){event}{percent}{count}]{3,50}(?=,))?"
_LIMIT = r"(?:\s?\((?:[^(){percent}{count}]|\([^(){percent}{count}]{1,4}\)){0,40}\))?"
_ASIDE = rf"{_LIMIT}(?P<gap>[^.;:,()]{{0,50}}?){_APPOSED}(?:,\s(?:which\s|that\s|each\s)?)?"
_AFTER_VERB = pattern(rf"{_DIRECT}|{_ASIDE}\s?\b{_VERBS}\b\s{_LED}")
"""What leads from an event to its figures: "was seen in", ": ", "in" before a figure."""
_OTHERWISE = re.compile(
    r"\b(?:not|no|who|had|in|among|for|risk|relief|and|led|leading|caus\w+|requir\w+|result\w*"
    r"|resolv\w+|improv\w+|recover\w+|disappear\w+|subsid\w+|revers\w+|manag\w+|controll\w+|treated|persist\w+)\b"
)
"""Between an event and its verb: the verb speaks of something else."""


def behind(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures behind a verb: "fatigue was seen in 3% of the patients in one group and 7% in the other"."""
    text = sentence.typed
    found = _AFTER_VERB.match(text, _compared_before(text, item.end), min(len(text), stop))
    if not found or _OTHERWISE.search(found.group("gap") or ""):
        return None
    if found.group("pair") and len(distinct([o for o in named if o.end <= item.start])) != 2:
        return None  # whose two figures between commas are, only two groups named before them tell
    end = figures_end(text, found.end(), stop)
    graded_too = _GRADED.search(text, found.end(), end)
    made = _of_one(text, sides(sentence, found.end(), graded_too.start() if graded_too else end, named))
    return Rate(item, tuple(made), found.end(), end, after=True) if made else None


_COMMONER = re.compile(
    r"(?:\srates?)?\s(?:was|were)\s(?:[a-z]+\s){0,2}(?:common|frequent|prevalent|often|higher|lower|similar|comparable)\s"
    rf"[^.;:,()]{{3,80}}?(?=,\s|\swith\s{any_sign('percent', 'count')})"
    r"|\s(?:was|were)\s(?:also\s)?(?:rare|uncommon|infrequent|unusual)(?=,\s(?:affecting|occurring|seen|reported))"
    r"|,\sthe\s[^.;:,()]{3,60}\s(?:event|effect|toxicity|reaction),(?=\s)"
    r"|\s(?:was|were)\sthe\s(?:most|main|chief)\s[^.;:()]{3,60}?"
    r"(?:\sand(?=\s(?:was|were)\s(?:seen|reported|observed|noted)\s)|[;:,]\s(?:and\s)?(?:they|it|these|which)(?=\s)|,(?=\s(?:affecting|occurring|seen|reported|observed)\s))"
)


def _compared_before(text: str, start: int) -> int:
    """Behind words on how common it was, where figures follow: "was more common in one group, occurring in 53"."""
    found = _COMMONER.match(text, start)
    return found.end() if found else start


_GRADED = re.compile(rf"\s?[(\[](?:of\s)?{GRADE}(?:\s(?:in|for)\b|\s?[,:]\s)")
"""Behind figures, a bracket that tells how many had it worse: "in 72% of them (grade 3 or 4 in 5%)"."""

_NEXT_EVENT = re.compile(r",\s(?:and\s)?(?!(?:and|vs?|versus|compared|as|while|whereas|with|in|of|or|for|on)\b)[a-z]")


def _of_one(text: str, found: list[Side]) -> list[Side]:
    """The sides before something else is counted: "arthralgia in one patient, and dry eyes in two"."""
    for i, (one, other) in enumerate(pairwise(found)):
        if next_one := _NEXT_EVENT.search(text, one.end, other.start) or _ANOTHER.search(text, one.end, other.start):
            beyond = one.owner is not None and one.owner.start > next_one.start()
            return [*found[:i], replace(one, owner=None) if beyond else one]
        if _AND.search(text, one.end, other.start) and _ITS_VERB.match(text, other.end):
            return found[: i + 1]  # "hypertension was seen in 12%, and 9% discontinued treatment"
    return found


_ANOTHER = re.compile(
    rf"\sand\s(?!(?:in|of|with|for|on|those|the)\b)(?:[a-z{SIGNS['measure']}{SIGNS['event']}-]+\s){{1,4}}in\s$"
)
"""Between two figures, what the second is of: "rash in 9% of patients and treatment-related death in 2%"."""
_AND = re.compile(r"\sand\s(?:only\s|another\s)?$")
_ITS_VERB = re.compile(
    r"[)\]]?\s(?:of\s)?(?:the\s)?(?:patients\s|participants\s|people\s|women\s|men\s|children\s|them\s)?(?:discontinued|had|required|stopped|died"
    r"|withdrew|experienced|developed|needed|underwent|received|reported|were|was)\b"
)
"""Behind a figure that is the subject of a clause of its own."""
_GROUP = r"(?:alone\s)?(?:(?:treatment\s)?(?:groups?|arms?|patients|recipients|participants)\s?)?"
_BRACKET_BEHIND = pattern(rf"\s?{_GROUP}[(\[](?=[^()]{{0,40}}(?:{{percent}}|{{count}}))")


def paired(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures in brackets behind each group: "infections were common in A (50%) and in B (42%)"."""
    made, end = list[Side](), item.end
    for owner in (o for o in named if item.end <= o.start < stop):
        side = _behind_group(sentence, owner, end)
        if side is None:
            break
        made.append(side)
        end = side.end + 1
    return Rate(item, tuple(made), made[0].start, end) if made else None


def _behind_group(sentence: Sentence, owner: Owner, last: int) -> Side | None:
    """The figures in the bracket right behind a group, where nothing ends the clause before it."""
    text = sentence.typed
    opened = _BRACKET_BEHIND.match(text, owner.end)
    if opened is None or re.search(r"[;:(]", text[last : owner.start].lstrip(")")):
        return None
    found = _BRACKET.match(text, opened.end() - 1)
    own = sides(sentence, *found.span("inside"), []) if found else []
    return Side(own[0].figures, owner) if len(own) == 1 else None


_FAR = re.compile(rf"(?P<gap>[^.;()\[\]]{{1,160}}?){_INSIDE}")


def compared(sentence: Sentence, item: Item, named: list[Owner], stop: int) -> Rate | None:
    """Figures in brackets behind the groups compared: "more rash in one arm than the other (12% vs. 6%)"."""
    found = _FAR.match(sentence.typed, item.end, min(len(sentence.typed), stop))
    if found is None or not any(item.end <= o.start < found.start("inside") for o in named):
        return None
    made = sides(sentence, *found.span("inside"), named)
    return Rate(item, tuple(made), *found.span("inside")) if len(made) == 2 else None


FORMS: tuple[Form, ...] = (bracketed, behind, paired, compared)
"""Forms whose figures stand behind the event, the surest first."""
_GRADED_AGAIN = pattern(
    rf"(?:,?\sand\s(?:it\s)?(?:(?:was|were)\s)?(?:of\s)?|\s?[(\[](?:of\s)?)(?P<grade>{GRADE}|{SEVERE}|life-threatening)"
    rf"(?:\s(?:in|for)\s|\s?[,:]\s)(?:only\s|just\s)?(?={{count}}|{{percent}}|(?:one|two|three|four|five)\b)"
)


def again(sentence: Sentence, rate: Rate, named: list[Owner]) -> Rate | None:
    """The same event told once more by its grade: "was seen in 31%, and was grade 3 in 10%"."""
    text = sentence.typed
    found = _GRADED_AGAIN.search(text, rate.sides[0].end, len(text))
    grade = grade_of(sentence.words(*found.span("grade"))) if found else None
    if found is None or grade is None or ";" in text[rate.sides[0].end : found.start()]:
        return None
    end = figures_end(text, found.end(), len(text))
    made = sides(sentence, found.end(), end, named)
    return _graded(rate, grade, made, found.end(), end) if made else None


def _graded(rate: Rate, grade: Severity, made: list[Side], start: int, end: int) -> Rate:
    """A rate again, of a grade, with the groups of its figures where as many figures tell it."""
    if len(made) == len(rate.sides):
        made = [Side(new.figures, new.owner or old.owner) for new, old in zip(made, rate.sides, strict=True)]
    return Rate(replace(rate.item, grade=grade[0], serious=grade[1]), tuple(made), start, end)


_ENDS = re.compile(
    rf";(?!\s?{SIGNS['percent']}\s?(?:[)\],]|$))"
    r"|,\s(?:and\s)?(?:which|who|of whom|of which|but|while|whereas|although|leading|resulting|with)\b"
    rf"|,\s[\w{SIGNS['number']}{SIGNS['percent']}{SIGNS['count']}]+\sof\s(?:whom|which|these|those(?!\s(?:on|given|receiving|treated|assigned|allocated|taking|in)\b))\b"
    r"|\sand\s(?:may|can|should)\s|(?<!\bvs)(?<!\bv)\.\s"
)


def figures_end(text: str, start: int, stop: int) -> int:
    """Where a clause that holds figures ends: before a semicolon, or a comma that begins another clause."""
    found = _ENDS.search(text, start, stop)
    end = found.start() if found else min(stop, len(text))
    return closing(text, start, end)


_GRADE_INSIDE = re.compile(rf"[;,]\s?(?:of which\s|and\s)?(?P<grade>{GRADE})\s?(?:,|:|in|=)\s?")
_GRADE_BEHIND = re.compile(
    rf"\s(?:with\s|of\s|at\s)?(?:any|all)[\s-]grades?\s?[;,]\s?(?P<figure>{SIGNS['percent']})"
    rf"\s(?:with\s|of\s|at\s)?(?P<grade>{GRADE})"
)
"""The same with each grade behind its figure: "(86% with any grade; 18% with grade 3)"."""
_GRADE_NEXT = re.compile(
    rf"[)\]]?(?:\s?[;,]\s?{SIGNS['p_value']})?[)\]](?:,\s(?:and\s)?|\sand\s)(?P<grade>{GRADE})\s[(\[]"
)


def inside(sentence: Sentence, rate: Rate, named: list[Owner]) -> Rate | None:
    """The same event told once more by its grade in one bracket, or in another one right behind it.

    "(any grade, 67% vs 20%; grade 3, 42% vs 2%)", "(67% vs 20%) and grade 3 (42% vs 2%)".
    """
    text, last = sentence.typed, rate.sides[-1].end
    found = next((f for form in (_GRADE_INSIDE, _GRADE_BEHIND, _GRADE_NEXT) if (f := form.match(text, last))), None)
    grade = grade_of(sentence.words(*found.span("grade"))) if found else None
    if found is None or grade is None:
        return None
    start, end = found.span("figure") if found.groupdict().get("figure") else (found.end(), len(text))
    if found.re is _GRADE_NEXT:
        end = closing(text, start)
    made = sides(sentence, start, figures_end(text, start, end), named)
    return _graded(rate, grade, made, found.end(), made[-1].end) if len(made) == len(rate.sides) else None
