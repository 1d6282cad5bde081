"""Where the things stand that a cue speaks of: behind it, before it as its subject, or in the clause before."""

from __future__ import annotations

import re

from kg.model import Concept
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.marks import SIGNS
from kg.reading.measure_names import polarity, tidy
from kg.reading.measures import Measure
from kg.reading.patterns import Match, one_of
from kg.reading.results.phrases.noun_phrases import STARTS, form
from kg.reading.results.phrases.things import Thing, things
from kg.reading.results.view import Result


def clause_start(result: Result, at: int) -> int:
    """Where the clause of a place begins; what stands in other brackets parts no clauses."""
    inside = any(start < at < end for start, end in result.brackets)
    typed = result.typed if inside else result.unbracketed
    starts = [found.end() for found in form("clause").finditer(typed, 0, at)]
    other = other_study_end(result.sentence)
    return max(starts[-1] if starts else 0, other if other <= at else 0)


@once_a_sentence
def other_study_end(sentence: Sentence) -> int:
    """Where what a sentence says first of another study ends ("unlike that trial, which …, | "); 0 without."""
    other = sentence.search(one_of("findings", "in_contrast"))
    return other.end() if other else 0


def subject(result: Result, cue: int) -> list[Thing]:
    """The things that are the subject of a predicate at a place: "X, Y and Z | were more common"; no "but not V"."""
    aside = _BUT_NOT_THAT.search(result.unbracketed, 0, cue)
    cue = aside.start() if aside else cue
    typed, first = result.typed, clause_start(result, cue)
    people = form("right_behind_people").match(typed, first)
    first = people.end() if people else first
    for start in (first, *(found.end() for found in STARTS.finditer(typed, first, cue))):
        if form("aside").search(typed, first, start):
            break
        if typed.count("(", first, start) > typed.count(")", first, start) or form("adverbial").match(typed, start):
            continue
        found, end = things(result, start, cue)
        rest = result.without_brackets(end, cue)
        if found and len(rest) < 100 and not _NEW.search(rest) and not _holds_another(result, end, cue):
            return found if any(t.marked for t in found) or len(rest) < 40 else []
    predicates = [at for at, m in sorted(result.measures.items()) if m.predicate and max(first, cue - 40) <= at < cue]
    return (
        [_marked(result, predicates[-1])] if predicates and not _holds_another(result, predicates[-1] + 1, cue) else []
    )


_NEW = re.compile(r",\s(?:and|but|so)\s", re.IGNORECASE)
"""Behind a subject, this begins another."""


def _holds_another(result: Result, start: int, end: int) -> bool:
    """Whether a verb or another measure stands between a subject and a predicate, which then is not the subject's."""
    stretch = result.without_brackets(start, end)
    return SIGNS["measure"] in stretch or bool(form("finite").search(form("relative").sub("", stretch)))


_LISTED = re.compile(
    r"(?:\s\S+){0,3}\s?(?:,(?!\s(?:whereas|while|although|but)\b)|,?\s(?:and|or|nor|as well as))\s(?:\S+\s){0,3}",
    re.IGNORECASE,
)


def _told_before(result: Result, at: int) -> list[Thing]:
    """The measure that was spoken of before a place, with those that are listed with it; none in brackets counts."""
    low = result.unbracketed.rfind(";", 0, at) + 1
    listed = result.unbracketed.rfind(": ", low, at)
    if listed >= 0 and SIGNS["event"] in result.unbracketed[listed:at]:
        low = listed  # "toxicity was mainly X: severe Y was seen in 4% and 6%, not a significant difference"
    places = [p for p in sorted(result.measures) if low <= p < at and not result.enclosed(p, at)]
    places = [p for p in places if not is_of_people(result, p) and result.measures[p].concept.name != "crossover"]
    kept = places[-1:]
    for place in reversed(places[:-1]):
        if not _LISTED.fullmatch(result.without_brackets(place + 1, kept[0])):
            break
        kept.insert(0, place)
    return [_marked(result, place) for place in kept]


def is_of_people(result: Result, at: int) -> bool:
    """Whether the measure at a place tells what people are meant and not what was measured in them."""
    return bool(form("people_with").search(result.typed, max(0, at - 60), at))


def in_slot(result: Result, match: Match) -> tuple[list[Thing], int]:
    """What fills the slot of a cue, and where cue and slot end."""
    start, end = match.found.span()
    if "measure" in match.rule.fixed:
        named = Concept("measure", match.rule.fixed["measure"], known=False)
        return [Thing(Measure(start, end, named), True, True)], end
    match match.rule.options.get("slot"):
        case "after":
            return things(result, end, acted_on=bool(match.rule.options.get("verb")))
        case "subject":
            return subject(result, start), end
        case "before":
            return _told_before(result, start), end
        case "all before":
            return [_marked(result, at) for at in sorted(result.measures) if at < start], end
    group = "measure" if match.has("measure") else "measures"
    return [_marked(result, match.found.start(group))], end


def _marked(result: Result, at: int) -> Thing:
    """The measure or event of a mark."""
    words = result.sentence.words(at, at + 1)
    if at in result.measures:
        said = polarity(words)
        return Thing(result.measures[at], result.measures[at].good if said is None else said, True)
    named = Concept("measure", tidy(words), known=False)
    return Thing(Measure(at, at + 1, named), False, True)


_BUT_NOT = re.compile(r"(?:\s?[(\[]\0*[)\]])*,?\sbut not\s(?:(?:in|on|of|for)\s)?", re.IGNORECASE)
_BUT_NOT_THAT = re.compile(r",?\sbut\snot\s(?=\S)[^.;:,]{1,90},?$", re.IGNORECASE)


def spared(result: Result, match: Match, end: int) -> list[Thing]:
    """What the sentence takes out: "reduced the risk of X but not Y", "X, but not Y, was shorter"."""
    if match.rule.options.get("slot") == "subject":
        start = match.found.start()
        before = _BUT_NOT_THAT.search(result.unbracketed, 0, start)
        led = _BUT_NOT.match(result.unbracketed, before.start()) if before else None
        return things(result, led.end(), start)[0] if led else []
    found = _BUT_NOT.match(result.unbracketed, end) if match.rule.options.get("slot") == "after" else None
    return things(result, found.end())[0] if found else []
