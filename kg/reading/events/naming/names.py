"""Untoward events by name and by form, with their grades.

Events are an open class. A name that the vocabulary marks is one; so is what has an event's form ("-penia",
"-itis", "loss of taste", "elevated liver enzymes").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Concept
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.marks import SIGNS
from kg.reading.number_forms import UNITS
from kg.reading.patterns import any_word, one_of, pattern, table

EVENT, CANCER = SIGNS["event"], SIGNS["cancer"]
_MORE = r"(?:\+|\s(?:or|and)\s(?:higher|greater|worse|above|more))?"
_UPWARD = r"(?:higher than\s|(?:≥|⩾|>|>=)\s?)?"
_JOIN = r"\s?(?:,|or|and|to|through|[-–/])\s?(?:grades?\s)?"
_DIGIT = r"(?:[1-5]|I{1,3}V?|IV|V)"
_TYPED = rf"(?:{_DIGIT}(?:[ab]\b)?|{SIGNS['number']}|{SIGNS['count']})"
GRADE = rf"(?:toxicity\s)?\bgrades?\s?{_UPWARD}{_TYPED}(?:{_JOIN}{_TYPED})*{_MORE}"
"""A grade in typed text, where a number may be a mark."""
SEVERE = table("events", "severe")[0]
"""How the worst events are called."""
DEGREE = table("events", "degrees")[0]
"""How bad an event was, in a word."""
NUMBER_WORD = rf"(?:{UNITS}|ten)\b"
COUNTED_AHEAD = (
    r"(?P<figures>[{count}{number}]\s?[(\[]\s?{percent}\s?[)\]]"
    rf"|(?:[{{count}}{{number}}]|{NUMBER_WORD})(?=\s{GRADE}\s))\s(?:cases of\s|of\s)?"
)
"""A number that stands before an event in a list, with its share or before a grade: "5 (11%) neutropenia"."""
_WORDED = rf"\bgrades?\s?(?P<grade>{_UPWARD}{_DIGIT}(?:[ab]\b)?(?:{_JOIN}{_DIGIT}\b)*{_MORE})"
_SEVERITY = re.compile(
    rf"(?i)(?:{_WORDED})|\b(?P<mixed>(?:mild|moderate)[ -](?:to|or|and)[ -]severe)\b"
    rf"|(?<!potentially )\b(?P<bad>{SEVERE}|life-threatening|high-grade|deadly)\b"
)
_MOSTLY = re.compile(r"\b(?:mostly|mainly|primarily|predominantly|largely|generally)\s(?:of\s)?$", re.IGNORECASE)
"""Before a grade, that not all were of it, so that no figure is."""
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}


@dataclass(frozen=True, slots=True)
class Item:
    """An event at a range of a sentence's typed text.

    Attributes:
        start, end: where its name stands.
        event: what it is.
        grade: the severity grade given with it; "" where none is.
        serious: whether it is called serious (grade 3 or worse, severe, fatal), or None where that is open.
        stop: where what belongs to it (a bracket, a relative clause) ends.

    """

    start: int
    end: int
    event: Concept
    grade: str = ""
    serious: bool | None = None
    stop: int = 0

    def overlaps(self, other: Item) -> bool:
        """Whether the two names share a place."""
        return self.start < other.end and other.start < self.end


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a table of the rule file."""
    return frozenset(" ".join(table("events", name)).split())


@cache
def form() -> re.Pattern[str]:
    """An event's name by its form, with the adjectives before it."""
    adjective, heads = (
        any_word(sorted(words_of(name), key=lambda w: (-len(w), w))) for name in ("adjectives", "heads")
    )
    phrases, suffixes = table("events", "phrases")[0], table("events", "suffixes")[0]
    body = f"(?:{phrases})|{heads}|(?:{suffixes})|{EVENT}"
    return pattern(rf"(?<![\w-])(?:{adjective}[ -])*(?:{body})(?![\w]|-(?!grade|related)[a-z])", "events")


NO_EVENT = pattern(rf"^(?:{table('events', 'no_events')[0]})$", "events")
"""Whole names that have an event's form and are none."""
_WORDS = "|".join(sorted(words_of("adjectives") | words_of("adjectival")))
ADJECTIVE = re.compile(rf"(?:{_WORDS}|{table('events', 'shared')[0]})", re.IGNORECASE)
"""A word that is no event by itself, and may be one with a head that another word lends."""
LEADS = one_of("events", "leads")
"""What stands before an event's name in a list."""


def grade_of(text: str) -> tuple[str, bool | None] | None:
    """The grade and seriousness that a stretch of text gives last, or None where it gives none.

    >>> grade_of("grade 3 or 4 "), grade_of("severe "), grade_of("Grade III/IV "), grade_of("grade 1 or 2 ")
    (('3-4', True), ('', True), ('3-4', True), ('1-2', None))
    >>> grade_of("grade 3 or higher "), grade_of("moderate to severe "), grade_of("some ")
    (('>=3', True), ('moderate to severe', None), None)
    """
    found = list(_SEVERITY.finditer(text))
    if not found:
        return None
    last = found[-1]
    if _MOSTLY.search(text, 0, last.start()):
        return None
    if last.group("mixed"):
        return last.group("mixed").lower(), None
    if last.group("bad"):
        return "", True
    words = last.group("grade")
    found_numbers = re.findall(r"[1-5]|\b[IV]+\b", words)
    numbers = [int(n) if n.isdigit() else _ROMAN.get(n.upper(), 0) for n in found_numbers]
    if not numbers:
        return None
    upward = re.search(r"higher|greater|worse|above|more|≥|⩾|>|\+", words)
    text_form = f">={numbers[0]}" if upward else str(numbers[0])
    if len(numbers) > 1:
        text_form = f"{min(numbers)}-{max(numbers)}"
    return text_form, True if min(numbers) >= 3 else None


@once_a_sentence
def concept(sentence: Sentence, start: int, end: int) -> Concept:
    """The event that a range names: the vocabulary's where its mark is the whole name, else by its words.

    The document's wording is the concept's label: "diarrhoea" is diarrhea, and shown as it was said, save a
    short form ("VTE"), which says little by itself; an adjective whose head another word lends is given it.
    """
    words = plain_name(sentence.words(start, end))
    marks = sentence.marks_in(start, end, "event") if end - start == 1 else []
    if not marks:
        return Concept("event", words, known=False)
    known = marks[0].concept
    if ADJECTIVE.fullmatch(words):
        return replace(known, label=_with_head(words, known.name))
    return replace(known, label="" if words == known.name or words.isupper() else words)


_HEAD = re.compile(r"(?:toxicity|failure|damage|dysfunction|disorders?|problems)$")


def _with_head(words: str, name: str) -> str:
    """An adjective with the head of the name that it stands for; "" where that has none of its own.

    >>> _with_head("renal", "kidney toxicity"), _with_head("febrile", "fever")
    ('renal toxicity', '')
    """
    head = _HEAD.search(name)
    return f"{words} {head.group()}" if head else ""


_NO_PART = re.compile(r"[“”\"*_†‡]|\s?\((?:[A-Z][A-Za-z-]*|[a-z]+ [^()]*)\)$|\s?\([A-Z]{2,}\)(?= )")
"""What stands in or behind an event's name and is no part of it: quote marks, its abbreviation, what explains it."""


def plain_name(words: str) -> str:
    """An event's name as it is kept: quote marks out, first letters small unless an abbreviation, one toxicity.

    >>> plain_name("Hand-foot  reactions”"), plain_name("QTc prolongation"), plain_name("fluid loss (FL)")
    ('hand-foot reactions', 'QTc prolongation', 'fluid loss')
    >>> plain_name("Impotence (not being able to)"), plain_name("lactate dehydrogenase (LDH) elevation")
    ('impotence', 'lactate dehydrogenase elevation')
    """
    text = " ".join(_NO_PART.sub("", words).split()).strip(" ,.;:-–")
    text = re.sub(r"(?<=toxicit)ies$", "y", text)
    return " ".join(w if sum(c.isupper() for c in w) > 1 else w.lower() for w in text.split(" "))


def by_form(sentence: Sentence, start: int = 0, end: int | None = None) -> Iterator[Item]:
    """The events of a range that are known by mark or form, each with the grade that stands by it."""
    text, last = sentence.typed, None
    for found in form().finditer(text, start, len(text) if end is None else end):
        if NO_EVENT.match(sentence.words(*found.span())):
            continue
        if not _SCORED.match(text, found.end()) and not _CONSEQUENCE.search(
            text[max(start, found.start() - 50) : found.start()]
        ):
            begin = _widened(text, start, found.start())
            listed = last is not None and _LISTED.fullmatch(text, last.end, begin)
            if last and _HAD.search(text, 0, last.start) and _ITS_VERB.match(text, found.end()):
                listed = None
            last = graded(sentence, begin, found.end(), (last.grade, last.serious) if last and listed else None)
            yield last


_SCORED = re.compile(r"[ -](?:absence|control|scores?|intensity|relief|free|prevention|prophylaxis|medications?)\b")
_HAD = re.compile(r"\b(?:had|developed|experienced)\s(?:[a-z-]+\s){0,2}$")
_ITS_VERB = re.compile(r"\s(?:(?:was|were)\s(?:also\s)?(?:seen|reported|observed|noted)|occurred)\b")
"""Around two events of a list: the second is the subject of a clause of its own, and not as bad as the first."""
_LISTED = re.compile(r"(?:\s?\([^()]*\))?(?:\s?,\s(?:and\s|or\s)?|\s(?:and|or)\s)")
_CONSEQUENCE = re.compile(
    r"(?i)\b(?:indicative of|signs? of|markers? of|because of|due to|secondary to"
    r"|result(?:s|ed|ing)? in(?!\s(?:[a-z]+ly\s)?(?:less|fewer|more|lower|higher|greater)\b)"
    r"|treatment (?:of|for)|management of|treated for|drugs? for"
    r"|risk factors? for|history of|caused by|deaths? from)\s(?:[a-z\ue000-\uf8ff-]+\s){0,2}$"
    r"|\b(?:no|without|absence of|free (?:of|from)|freedom from|lack of|non)\s"
    r"(?:\S{1,14}[-–](?:induced|related)\s)?(?:[a-z-]+\s){0,1}$"
)
_BEFORE_NAME = re.compile(
    r"(?:(?<=[,(]\s)|(?<=^)|\b(?:and|or|of|had|experienced|developed|reported|in|with|more|less|fewer|whereas"
    r"|while|severe)\s)(?P<words>[a-z][a-z-]{2,}\s)$"
)


def _widened(text: str, floor: int, start: int) -> int:
    """Where a name begins that the form finds from its head on: one plain word before it may belong to it."""
    before = _BEFORE_NAME.search(text[max(floor, start - 40) : start])
    if before is None:
        return start
    word = before.group("words").strip()
    known = word in words_of("stops") | words_of("no_heads") | words_of("often")
    if known or re.search(r"(?:ed|ing|ly)$", word) or LEADS.match(word + " "):
        return start
    return start - len(before.group("words"))


def graded(sentence: Sentence, start: int, end: int, inherited: tuple[str, bool | None] | None = None) -> Item:
    """An event with the severity said right before or behind it, or else what holds for its whole list."""
    text = sentence.typed
    near = _NEAR.search(text[max(0, start - 60) : start])
    low = start - len(near.group()) if near else start
    own = grade_of(_clause_tail(sentence.words(low, start) if low < start else ""))
    behind = _GRADE_BEHIND.match(text, end)
    if own is None and behind:
        own = grade_of(sentence.words(end, behind.end()))
    grade, serious = own or grade_of(sentence.words(start, end)) or inherited or ("", None)
    return Item(start, end, concept(sentence, start, end), grade, serious, end)


_NEAR = re.compile(r"(?i)(?:^|(?<=[,;:.()]))[^,;:.()]*(?:\(grades?\s[^(),;]{1,16}\)\s)?[^,;:.()]*$")
_LEAD = r"\s?,?\s?[(\[]?(?:mostly\s|mainly\s|of\s|all\s)*"
_GRADE_BEHIND = re.compile(
    rf"(?i){_LEAD}{GRADE}(?=\s?(?:[)\],;.]|$|(?:in|with|and|among|for)\s|(?:was|were|occurred|developed)\s))"
)


def _clause_tail(text: str) -> str:
    """The words right before a name that can qualify it: from the last verb or preposition on."""
    return re.split(r"\b(?:than|but|versus|vs|with no|after|in|who|developed|experienced|had|suffered)\b", text)[-1]


def with_head(sentence: Sentence, ahead: Item, item: Item) -> Item:
    """An item that is no event in itself by the head of the one before: "loss of muscle mass and physical strength"."""
    said = sentence.words(ahead.start, ahead.end)
    head = _LENT.match(said) or (
        _FELT.match(said) if _FELT_TOO.fullmatch(sentence.words(item.start, item.end)) else None
    )
    joined = _AND.fullmatch(sentence.typed, ahead.end, item.start)
    if head is None or joined is None or any(m.end() == item.end for m in form().finditer(sentence.typed, item.start)):
        return item
    words = head.group() + sentence.words(item.start, item.end)
    return replace(item, event=Concept("event", plain_name(words), known=False))


_LENT = re.compile(r"(?:loss of|damage to|problems with|changes in|injury to)\s", re.IGNORECASE)
_FEELINGS = r"(?:swelling|tenderness|pain|soreness|redness|stiffness|itching|dryness|enlargement|numbness|weakness)"
_FELT = re.compile(
    rf"(?:breast|joint|muscle|skin|eye|mouth|throat|chest|neck|jaw|nipple|vaginal|leg|arm)\s(?={_FEELINGS}$)", re.I
)
_FELT_TOO = re.compile(_FEELINGS)
"""A place that is named once for two things felt there: "breast swelling and | tenderness"."""
_AND = re.compile(r"\sand\s")
