"""Untoward events by name and by form, and lists of them.

Events are an open class. A name that the vocabulary marks is one; so is what has an event's form ("-penia",
"-itis", "loss of taste", "elevated liver enzymes"); and so is each item of a list that is announced as side
effects, whatever its words, as long as it reads as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.model import Concept
from kg.reading.annotate import SIGNS, Mark, Sentence
from kg.reading.patterns import pattern, table

EVENT, CANCER, MEASURE = SIGNS["event"], SIGNS["cancer"], SIGNS["measure"]
_N = rf"(?:[1-5](?:[ab]\b)?|I{{1,3}}V?|IV|V|{SIGNS['number']}|{SIGNS['count']})"
_MORE = r"(?:\s(?:or|and)\s(?:higher|greater|worse|above|more))"
GRADE = rf"(?:toxicity\s)?\bgrades?\s?(?:higher than\s|(?:≥|⩾|>|>=)\s?)?{_N}(?:\s?(?:,|or|and|to|through|[-–/])\s?(?:grades?\s)?{_N})*{_MORE}?"
"""A grade in typed text, where a number may be a mark."""
_WORDED = re.compile(
    r"(?i)\bgrades?\s?(?P<grade>(?:higher than\s|(?:≥|⩾|>|>=)\s?)?(?:[1-5]|I{1,3}V?|IV|V)(?:[ab]\b)?(?:\s?(?:,|or|and|to|through|[-–/])\s?(?:grades?\s)?(?:[1-5]|I{1,3}V?|IV|V)\b)*"
    rf"{_MORE}?)"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}


@dataclass(frozen=True, slots=True)
class Item:
    """An event at a range of a sentence's typed text.

    Attributes:
        start, end: where its name stands.
        event: what it is.
        grade: the severity grade given with it; "" where none is.
        serious: whether it is called serious (grade 3 or worse, severe, fatal), or None where nothing is said.
        stop: where what belongs to it (a bracket, a relative clause) ends.
    """

    start: int
    end: int
    event: Concept
    grade: str = ""
    serious: bool | None = None
    stop: int = 0


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(" ".join(table("events", name)).split())


@cache
def _form() -> re.Pattern[str]:
    """An event's name by its form, with the adjectives before it."""
    adjective = "|".join(sorted(_words("adjectives"), key=lambda w: (-len(w), w)))
    heads = "|".join(sorted(_words("heads"), key=lambda w: (-len(w), w)))
    phrases, suffixes = table("events", "phrases")[0], table("events", "suffixes")[0]
    body = f"(?:{phrases})|(?:{heads})|(?:{suffixes})|{EVENT}"
    return pattern(rf"(?<![\w-])(?:(?:{adjective})[ -])*(?:{body})(?![\w]|-(?!grade|related)[a-z])", "events")


@cache
def _not_named() -> re.Pattern[str]:
    return re.compile(r"(?i)^(?:toxicit(?:y|ies)|leuka?emias?|academia|reactions?|telepathy|homeopathy|naturopathy|osteopathy|lymphadenopathy|weakness of|secondary|disorders?)$")


@cache
def leads() -> re.Pattern[str]:
    """What stands before an event's name in a list."""
    return pattern("|".join(table("events", "leads")), "events")


@cache
def _severity() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:{_WORDED.pattern[4:]})|\b(?P<mixed>(?:mild|moderate)[ -](?:to|or|and)[ -]severe)\b|\b(?P<bad>severe|serious|fatal|life-threatening|high-grade|deadly)\b")


def grade_of(text: str) -> tuple[str, bool | None] | None:
    """The grade and seriousness that a stretch of text gives last, or None where it gives none.

    >>> grade_of("grade 3 or 4 "), grade_of("severe "), grade_of("Grade III/IV "), grade_of("grade 1 or 2 ")
    (('3-4', True), ('', True), ('3-4', True), ('1-2', None))
    >>> grade_of("grade 3 or higher "), grade_of("moderate to severe "), grade_of("some ")
    (('>=3', True), ('moderate to severe', None), None)
    """
    found = list(_severity().finditer(text))
    if not found:
        return None
    last = found[-1]
    if last.group("mixed"):
        return last.group("mixed").lower(), None
    if last.group("bad"):
        return "", True
    words = last.group("grade")
    numbers = [int(n) if n.isdigit() else _ROMAN.get(n.upper(), 0) for n in re.findall(r"[1-5]|\b[IV]+\b", words)]
    if not numbers:
        return None
    upward = re.search(r"higher|greater|worse|above|more|≥|⩾|>", words)
    text_form = f">={numbers[0]}" if upward else str(numbers[0])
    if len(numbers) > 1:
        text_form = f"{min(numbers)}-{max(numbers)}"
    return text_form, True if min(numbers) >= 3 else None


def concept(sentence: Sentence, start: int, end: int) -> Concept:
    """The event that a range names: the vocabulary's where its mark is the whole name, else one by its words."""
    marks = sentence.marks_in(start, end)
    if len(marks) == 1 and end - start == 1 and marks[0].concept is not None:
        known = marks[0].concept
        return known if known.kind == "event" else Concept("event", known.name, known=False)
    return Concept("event", plain_name(sentence.words(start, end)), known=False)


def plain_name(words: str) -> str:
    """An event's name as it is kept: quote marks out, first letters small unless an abbreviation.

    >>> plain_name("Hand-foot  reactions”"), plain_name("QTc prolongation")
    ('hand-foot reactions', 'QTc prolongation')
    """
    text = " ".join(re.sub(r"[“”\"*_†‡]", "", words).split()).strip(" ,.;:-–")
    return " ".join(w if sum(c.isupper() for c in w) > 1 else w.lower() for w in text.split(" "))


def by_form(sentence: Sentence, start: int = 0, end: int | None = None) -> Iterator[Item]:
    """The events of a range that are known by mark or form, each with the grade that stands right before it."""
    text = sentence.typed
    for found in _form().finditer(text, start, len(text) if end is None else end):
        if _not_named().match(found.group()) and EVENT not in found.group():
            continue
        if not _CONSEQUENCE.search(text[max(start, found.start() - 50) : found.start()]):
            yield graded(sentence, _widened(text, start, found.start()), found.end())


_CONSEQUENCE = re.compile(r"(?i)\b(?:indicative of|signs? of|because of|due to|secondary to|treatment (?:of|for)|management of|treated for|drugs? for|risk factors? for|history of|caused by)\s(?:[a-z-]+\s){0,2}$")
_BEFORE_NAME = re.compile(r"(?:(?<=[,(]\s)|(?<=^)|\b(?P<start>and|or|of|had|experienced|developed|reported|in|with|more|less|fewer|whereas|while|severe)\s)(?P<words>[a-z][a-z-]{2,}\s)$")


def _widened(text: str, floor: int, start: int) -> int:
    """Where a name begins that the form finds from its head on: one plain word before it may belong to it."""
    before = _BEFORE_NAME.search(text[max(floor, start - 40) : start])
    if before is None:
        return start
    word = before.group("words").strip()
    if word in _words("stops") | _words("no_heads") | _OFTEN or re.search(r"(?:ed|ing|ly)$", word) or leads().match(word + " "):
        return start
    return start - len(before.group("words"))


_OFTEN = frozenset({"had", "new", "worse", "with", "other", "first", "second", "third", "long", "short", "low", "high", "less", "grade", "overall", "and", "both"})


def graded(sentence: Sentence, start: int, end: int, inherited: tuple[str, bool | None] | None = None) -> Item:
    """An event with the severity said right before or behind it, or else what holds for its whole list."""
    text = sentence.typed
    near = re.search(r"[^,;:.()]*$", text[max(0, start - 60) : start])
    low = start - len(near.group()) if near else start
    own = grade_of(_clause_tail(sentence.words(low, start) if low < start else ""))
    behind = _grade_behind().match(text, end)
    if own is None and behind:
        own = grade_of(sentence.words(end, behind.end()))
    grade, serious = own or inherited or ("", None)
    return Item(start, end, concept(sentence, start, end), grade, serious, end)


@cache
def _grade_behind() -> re.Pattern[str]:
    return re.compile(rf"(?i)\s?,?\s?[(\[]?(?:mostly\s|mainly\s|of\s|all\s)*{GRADE}")


def _clause_tail(text: str) -> str:
    """The words right before a name that can qualify it: from the last verb or preposition on."""
    return re.split(r"\b(?:than|but|versus|vs|with no|after|in|who)\b", text)[-1]


_SEPARATOR = re.compile(r"\s?,\s?(?:and/or\s|and\s|or\s|as well as\s|followed by\s|but also\s)?|\s(?:and/or|and|or|as well as|followed by|along with|plus)\s|\s?/\s?|\s?;\s?(?:and\s)?")
_SKIP = re.compile(rf"\([^()]{{0,200}}\)|\[[^\]]{{0,60}}\]|{GRADE}|[^\W\d_]+/[^\W\d_]+(?= cell)", re.IGNORECASE)
_RELATIVE = re.compile(rf"\s?,\s(?:which|that)\s[^,;.]{{0,40}}(?:{SIGNS['percent']}|{SIGNS['count']})[^,;.]{{0,60}}")


def listed(sentence: Sentence, start: int, inherited: tuple[str, bool | None] | None, strict: bool = False, limit: int = 0) -> Iterator[Item]:
    """The events of a list that begins at `start` of the typed text, until something that is none.

    Args:
        sentence: where the list stands.
        start: its beginning.
        inherited: the severity that its announcement gives to all items.
        strict: take only what is known by form (the words before do not announce side effects as such).
        limit: where the list must end; 0 where the sentence does.
    """
    text, at = sentence.typed, start
    end = limit or len(text)
    misses = 0
    while at < end:
        stop = _item_end(text, at, end)
        item = _item(sentence, at, stop, inherited, strict)
        if item is None:
            misses += 1
            if misses > 1 or at == start or strict:
                return
        else:
            yield item
        strict = strict or (item is not None and item.stop < _body_end(text, at, stop))
        aside = _RELATIVE.match(text, stop)
        stop = aside.end() if aside else stop
        following = _SEPARATOR.match(text, stop)
        if following is None or stop >= end:
            return
        at = following.end()


def _item_end(text: str, at: int, end: int) -> int:
    """Where the item at a place ends: at the next separator outside brackets and grades, or the clause's end."""
    while at < end:
        skipped = _SKIP.match(text, at)
        if skipped and skipped.end() > at:
            at = skipped.end()
            continue
        if _SEPARATOR.match(text, at) or text[at] in ".:—()\n":
            return at
        at += 1
    return end


def _body_end(text: str, at: int, stop: int) -> int:
    """Where the item's words end, a bracket behind them and blanks left out."""
    return at + len(re.sub(r"[\s”\"]*(?:\([^()]*\)[\s”\"]*)*$", "", text[at:stop]))


def _item(sentence: Sentence, at: int, stop: int, inherited: tuple[str, bool | None] | None, strict: bool) -> Item | None:
    """The event that an item names, or None where it reads like no name."""
    text = sentence.typed
    begin = at
    severity = inherited
    while True:
        grade = _grade_lead().match(text, begin, stop)
        lead = grade or leads().match(text, begin, stop)
        if lead is None:
            break
        severity = grade_of(sentence.words(begin, lead.end())) or severity
        begin = lead.end()
    while begin < stop and text[begin] in " “\"‘'":
        begin += 1
    end = _name_end(text, begin, _body_end(text, begin, stop))
    if end <= begin:
        return None
    form = _form().match(text, begin, stop)
    if form and form.end() >= end:
        end = form.end()
    elif strict:
        found = next((m for m in _form().finditer(text, begin, end) if m.end() == end), None)
        if found is None and not _of_form(text, begin, end, form):
            return None
    if not (form and form.end() == end) and not _is_name(text[begin:end]):
        return None
    if _not_named().match(text[begin:end]):
        return None
    made = graded(sentence, begin, end, severity)
    gloss = _GLOSS.match(text, end)
    if gloss and (known := next(by_form(sentence, gloss.start("name"), gloss.end("name")), None)) and known.end == gloss.end("name"):
        return Item(made.start, made.end, known.event, made.grade, made.serious, gloss.end())
    return Item(made.start, made.end, made.event, made.grade, made.serious, end)


_GLOSS = re.compile(r"\s\((?:or |called |known as )?(?P<name>[^(),;]{1,40})\)")


@cache
def _grade_lead() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:{GRADE})\s")


def _of_form(text: str, begin: int, end: int, form: re.Match[str] | None) -> bool:
    """Whether a name begins with an event and goes on only to say where ("pain in the extremities")."""
    return form is not None and bool(re.match(r"\s(?:in|of)\s(?:the|their)\s[a-z]+$", text[form.end() : end]))


_PLACE = re.compile(r"(?i)(?:in|of) (?:the|their|his|her) (?:extremities|hands|feet|legs|arms|mouth|skin|eyes?|lungs?|chest|abdomen|sense of taste|heart|brain|bones|hands and feet|body)\b|of (?:taste|appetite|smell|hearing|breath|libido|balance)\b")


def _name_end(text: str, begin: int, stop: int) -> int:
    """Where an event's name ends: before the first word that no such name has."""
    for found in re.finditer(r"[\w’'-]+|[(\[“\"]", text[begin:stop]):
        word, place = found.group().lower(), begin + found.start()
        if word in ("(", "[", "“", '"'):
            return len(text[:place].rstrip())
        if word in ("in", "of") and _PLACE.match(text, place):
            continue
        if word in _words("stops"):
            return begin + len(text[begin:place].rstrip())
    return stop


def _is_name(text: str) -> bool:
    """Whether an item's words can be an event's name."""
    if text in (CANCER, EVENT):
        return True
    words = text.split()
    private = [c for c in text if "\ue000" <= c <= "\uf8ff" and c not in (EVENT, CANCER)]
    plain = all(re.fullmatch(rf"[A-Za-z{EVENT}{CANCER}’'-]+", w) for w in words)
    if private or not plain or not 1 <= len(words) <= 6:
        return False
    if len(words) == 1 and len(words[0]) < 4 and words[0] not in (EVENT, CANCER):
        return False
    lowly = [w.lower() for w in words]
    return lowly[-1] not in _words("no_heads") and not any(re.search(r"(?:ing|ly)$", w) and len(words) == 1 and w.endswith("ly") for w in lowly)


def mark_of(sentence: Sentence, item: Item) -> Mark | None:
    """The vocabulary's mark of an item, where its name is one."""
    marks = sentence.marks_in(item.start, item.end, "event")
    return marks[0] if marks else None
