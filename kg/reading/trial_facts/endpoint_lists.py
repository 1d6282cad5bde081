"""The measures of a list of endpoints: "secondary endpoints included response, time to pain, and quality of life".

Measures are an open class: what the vocabulary or the measures' forms do not know is taken in the document's
own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.measure_names import own, tidy
from kg.reading.measures import Measure
from kg.reading.patterns import Match, one_of, table

_words = partial(one_of, "endpoints")
_BEFORE = ("endpoints.bracket", "endpoints.as", "endpoints.were-those")
"""Rules whose measures stand before their role."""


def measures_listed(match: Match, known: list[Measure]) -> Iterator[Concept]:
    """The measures of the words at `m`: each item of the list, its glosses in brackets left out."""
    sentence = match.sentence
    start, end = match.found.span("m")
    if match.rule.name in _BEFORE:
        yield from _of_list(sentence, _clause_start(sentence, start, end), end, known)
        return
    for low, high in _parts(sentence, start, end):
        found = _words("ends").search(_blank(sentence.typed[low:high]))
        stop = low + found.start() if found else high
        yield from _of_list(sentence, low, stop, known)
        yield from _gone_on(sentence, stop, high, known)


def _parts(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list between its semicolons, each of which ends by itself."""
    for part in re.finditer(r"[^;]+", _blank(sentence.typed[start:end])):
        yield start + part.start(), start + part.end()


def _of_list(sentence: Sentence, start: int, end: int, known: list[Measure]) -> Iterator[Concept]:
    """The measures of the items of a range."""
    inside = [m for m in known if start <= m.start < end]
    before = ""
    for low, high in _items(sentence, start, end):
        words = sentence.words(low, high).strip()
        another_place = _PLACE.search(before) and _ONE_WORD.match(words)
        shared = _shared(before, words, sentence.words(high, end))
        concept = shared or (None if another_place else _measure(sentence, low, high, inside))
        if concept is not None:
            yield concept
        before = words


def _shared(before: str, words: str, behind: str) -> Concept | None:
    """The measure of an item that shares a word with its neighbour, with that word; None of any other.

    >>> _shared("surgical morbidity", "mortality", "").name, _shared("", "radiologic", "and pathologic response").name
    ('surgical mortality', 'radiologic response')
    """
    if words == "mortality" and (kind := _MORBIDITY.search(before)):
        return own(f"{kind['of']} mortality")
    head = _HEAD.match(behind) if _ADJECTIVE.fullmatch(words) else None
    return own(f"{words} {head['head']}") if head else None


_MORBIDITY = re.compile(r"(?:^|\s)(?P<of>(?!and\b|the\b)[a-z-]+)\smorbidity$")
"""The end of an item of whose kind the mortality behind it is: "surgical morbidity and mortality"."""
_ADJECTIVE = re.compile(r"[a-z-]+(?:ic|al)|arm|leg|hand|foot|shoulder|neck|bowel|bladder|skin")
_HEAD = re.compile(rf"\s?,?\s?(?:and|or)\s(?:{_ADJECTIVE.pattern})\s(?P<head>[a-z]+)(?=$|[\s,.;])")
"""Behind an adjective that stands alone, another with the noun that both have: "radiologic and pathologic response"."""
_PLACE = re.compile(r"\bin\sthe\s[a-z]+$")
"""The end of an item that names a place, of which the next may be another: "response in the breast and axilla"."""
_ONE_WORD = re.compile(r"(?:the\s)?[a-z]+(?:\s?\(|$)")


def _gone_on(sentence: Sentence, end: int, stop: int, known: list[Measure]) -> Iterator[Concept]:
    """Known measures with which a list goes on behind a population: "OS in patients with B and PFS in all"."""
    if not _words("population").match(sentence.typed[end:]):
        return
    for measure in (m for m in known if end <= m.start < stop and m.concept.known):
        before = sentence.typed[end : measure.start]
        if re.search(r"\b(?:was|were|had|is|are)\b|[.;]\s", before) or _ITS_VERB.match(sentence.typed, measure.end):
            return
        if _words("goes_on").search(before) and not before.endswith("morbidity and "):
            yield measure.concept


_ITS_VERB = re.compile(r"\s(?:was|were|is|are)\b")


def _clause_start(sentence: Sentence, start: int, end: int) -> int:
    """Where the clause that names a measure before "was the primary endpoint" begins."""
    low = max(sentence.typed.rfind(mark, start, end) for mark in (": ", "; ", "— ", "—"))
    low = low + 1 if low >= start else start
    comma = sentence.typed.rfind(", ", low, end)
    if comma < low or _is_list(sentence.typed[low:end]):
        return low
    lead = _WITH.match(sentence.typed, comma + 1, end)
    return lead.end() if lead else comma + 1


_WITH = re.compile(r"\swith\s")
"""Before endpoints that a clause adds to those before it: "A was the primary one, with | B as a secondary one"."""


def _is_list(clause: str) -> bool:
    """Whether what stands before "was the primary endpoint" is a list with commas: "A, B, and C", "A, B and C"."""
    last = clause.rfind(", ")
    ended = clause.startswith("and ", last + 2) or (" and " in clause[last:] and not _LEAD_IN.match(clause))
    said = _CHANGE.sub("", _LINK.sub("", clause))
    return ended and not _VERB.search(said) and len(clause.split()) < LONGEST_LIST


_LINK = re.compile(r"^\W*(?:while|whereas|and|but)\s")
_LEAD_IN = re.compile(r"^\W*(?:in|at|on|for|of|from|by|here|overall|as|to)\b[^,]*,", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:changes?|increases?|decreases?|reductions?|improvements?|differences?)\sin\b")
"""Words of a list in which "in" begins no clause."""

LONGEST_LIST = 24
"""Words of a list of endpoints before its verb."""

_VERB = re.compile(
    r"\b(?:was|were|had|is|are|has|have|which|that|than|with|in|after|[a-z]+(?:ated|ined|ised|ized|igned|oved))\b"
)
_BRACKET = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)?")
_SPLIT = re.compile(r"\s?[,;]\s(?:and\s|or\s|as well as\s)?|\s(?:and|as well as|plus)\s")


def _blank(text: str) -> str:
    """The text with its brackets blanked out, place by place."""
    return _BRACKET.sub(lambda bracket: "\x00" * len(bracket.group()), text)


def _items(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the items of a list; what stands in brackets never parts it."""
    text = _blank(sentence.typed[start:end])
    low = 0
    for found in _SPLIT.finditer(text):
        yield start + low, start + found.start()
        low = found.end()
    yield start + low, end


def _measure(sentence: Sentence, low: int, high: int, known: list[Measure]) -> Concept | None:
    """The measure of one item: what is known there, else the item's own words where they can be a measure."""
    if _words("glosses").match(sentence.words(low, high)):
        return None
    inside = [m for m in known if low <= m.start < high]
    bracket = sentence.typed.find("(", low, high)
    outer = [m for m in inside if bracket < 0 or m.start < bracket]
    vocabulary = [m for m in outer if m.concept.known] or [m for m in inside if m.concept.known]
    glossed = [m for m in inside if m.concept.known and m not in outer]
    if glossed and _words("lay").match(sentence.words(low, high)):
        return glossed[0].concept
    close = sentence.typed.find(")", bracket, high) if bracket >= 0 else -1
    within = 0 <= close < high - 2 and sentence.words(close + 1, high).strip(" .,").islower()
    end = high if bracket < 0 or within else max(bracket, low)
    words = _plain(sentence, low, end)
    said = [tidy(sentence.words(m.start, m.end)) for m in vocabulary]
    if vocabulary and (not words or words == said[0] or _covers(sentence, vocabulary[0], low, end, words)):
        return vocabulary[0].concept
    treatment = sentence.marks_in(low, end, "drug", "intervention") and not outer and not _words("done").match(words)
    if treatment or not words or len(words.split()) > 10 or _words("not_measures").search(words):
        return vocabulary[0].concept if vocabulary else None
    return own(_written_out(sentence, low, end, words))


def _written_out(sentence: Sentence, low: int, high: int, words: str) -> str:
    """An item's words with its acronyms written out: "intracranial PFS", "incidence of cGVHD"."""
    for mark in sentence.marks_in(low, high, "measure", "event"):
        said = mark.span.of(sentence.passage.text)
        if mark.concept.known and sum(c.isupper() for c in said) > 1 and said.isalnum():
            words = re.sub(rf"(?<![\w-]){re.escape(said)}(?![\w-])", mark.concept.name, words)
    return words


def _covers(sentence: Sentence, measure: Measure, low: int, high: int, words: str) -> bool:
    """Whether a known measure is all that an item says, or a longer item is a clause that means it."""
    rest = sentence.words(low, max(low, measure.start)) + " " + sentence.words(min(measure.end, high), high)
    left = [w for w in re.findall(r"[\w-]+", rest) if w.lower() not in table("endpoints", "light")]
    return not left or len(words.split()) > 8


_OF_GROUPS = re.compile(r"\s(?:between|in|across)\s(?:the\s)?(?:two\s|both\s|study\s|treatment\s)?(?:groups|arms)$")
_OF_LEADS = re.compile(
    r"(?:[\w-]+\s)?(?:rates?|time|duration|occurrence|recurrence|performance|scores?|improvement|reduction|increase"
    r"|effect|incidence|proportion|number|percentage|frequency|risk|length|quality|level|loss|change|development"
    r"|presence|severity|detection|probability|likelihood|freedom|need|prevention|coverage|completion|resolution"
    r"|absence)\s",
    re.I,
)
_DEATH_FROM = re.compile(
    r"(?:[\w-]+\s)?(?:deaths?|mortality|dying)\s(?:from|of|due to|because of|caused by)\s(?!any\b|all\b)", re.IGNORECASE
)
"""A death that is told by its cause, without which it is another endpoint: "death from breast cancer"."""
_TAIL = re.compile(
    r"\s(?:\d+|one|two|three|four|five|six|twelve)\s(?:days|weeks|months|years)\s(?:after|from|post)\b"
    r"|\s(?:of|between|in|with|versus|vs\.?|after|among|for|at|by|from|during|using|compared)\s"
)


def _plain(sentence: Sentence, low: int, high: int) -> str:
    """An item's words without what leads in, as a measure's name."""
    words = re.sub(r"\s?\([^()]*\)", "", sentence.words(low, high)).strip(" .,:;—")
    words = _OF_GROUPS.sub("", words)
    while (shorter := _words("leads").sub("", words)) != words:
        words = shorter
    if not _OF_LEADS.match(words):
        death = _DEATH_FROM.match(words)
        kept = death.end() if death else 0
        words = words[:kept] + _TAIL.split(words[kept:])[0]
    return tidy(words.strip(" .,:;"))
