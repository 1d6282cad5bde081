"""Whom a trial took: how many, with which disease, and whether they could cross over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kg.reading.annotate import Mark, Sentence
from kg.reading.context import Context
from kg.reading.cues import any_of
from kg.reading.numbers import number
from kg.reading.patterns import Match, matches, pattern
from kg.reading.trials.design import WORDS, designed, is_title, named_near
from kg.reading.trials.facts import Offer, blocked
from kg.reading.trials.flow import NEW, sections

_MAY_TELL = re.compile(r"\d|[Cc]ross")


def read(context: Context) -> Iterator[Offer]:
    """Enrolment, condition and crossover, as the patterns of the rule file find them."""
    if not context.trials.single:
        yield from _conditions_above(context)
    readers = {"enrollment": _enrollment, "condition": _condition, "crossover": _crossover}
    for sentence in designed(context):
        if sentence.marks or _MAY_TELL.search(sentence.text):
            for match in matches("attributes", sentence):
                if (made := readers[match.rule.fixed["attribute"]](context, match)) is not None:
                    yield made


def _rank(match: Match) -> int:
    rank = match.rule.options.get("rank", 0)
    return rank if isinstance(rank, int) else 0


_LOOSE = tuple(f"attributes.{n}" for n in ("trial-of", "compared-in", "eligible", "trial-of-something"))
"""Rules whose number is the trial's only where the sentence has no larger one."""
_OF_ARMS = tuple(f"attributes.{n}" for n in ("were-enrolled", "assigned", "a-total-of"))
"""Rules whose number may be one arm's."""
_OF_WHOLE = ("attributes.of-those", "attributes.part-of")
"""Rules whose number is the whole of which the sentence goes on to tell a part."""


def _enrollment(context: Context, match: Match) -> Offer | None:
    """How many took part; neither a part of them nor one arm."""
    sentence, group = match.sentence, "n2" if match.has("n2") else "n"
    start, end = match.found.span(group)
    if sentence.passage.block == "row" or _is_part(match, start, end):
        return None
    marks = [m for m in sentence.marks_in(start, end) if m.quantity]
    value, qualifier = _people(marks, match.words(group), match.rule.name == "attributes.part-of")
    if value is None or not _plausible(value, marks, match, group):
        return None
    at = marks[0].span.end - sentence.span.start if marks else start
    trial = named_near(context, sentence, at, 25)
    rank = _rank(match) + (2 if re.match(r"(?:Of|Among) ", sentence.text) else 0)
    return Offer("trial", trial, "enrollment", value, sentence.source(), match.rule.name, rank, qualifier=qualifier)


def _is_part(match: Match, start: int, end: int) -> bool:
    """Whether a number is that of a part of those who took part: a subset, or one arm of two."""
    typed, rule = match.sentence.typed, match.rule.name
    if rule not in _OF_WHOLE and any_of(WORDS, "subset").search(typed[max(0, start - 40) : start]):
        return True
    if rule == "attributes.of-those" and not _TOOK_PART.search(match.sentence.words(*match.found.span())):
        return True
    behind = _BRACKET.sub("", typed[end:])
    if _others_behind().search(behind) or _share_behind().search(typed[end:]):
        return True
    return rule in _OF_ARMS and bool(_arm_behind().search(behind))


_TOOK_PART = re.compile(
    r"enrol|recruit|random|regist|entered|includ|inclusion|eligible|participat|in the (?:trial|study)", re.I
)
_BRACKET = re.compile(r"\s?\([^()]{0,160}\)")


@cache
def _others_behind() -> re.Pattern[str]:
    """What follows a number of people who are compared with others: "and 1,400 matched controls", or are an arm's."""
    return pattern(
        r"^[^.;:,]{0,90}?\band\s(?:{count}|{number}\s(?:[\w-]+\s){0,3}?(?:controls|{people}))"
        r"|^[^.;:,]{0,60}?\b(?:in|to|on)\seach\s(?:[\w-]+\s)?(?:arm|group|cohort)"
    )


@cache
def _share_behind() -> re.Pattern[str]:
    """The share that a number of people is of more of them: "311 women, or 14 percent"."""
    return pattern(r"^(?:\s[\w-]+){0,2},?\s(?:or\s|\()(?:about\s)?{percent}")


def _plausible(value: Decimal, marks: list[Mark], match: Match, group: str) -> bool:
    """Whether a number can be a trial's size: whole, no year, the largest, and not one of several "n ="."""
    text = match.sentence.text
    year = 1900 <= value <= 2035 and not any(m.kind == "count" for m in marks) and "," not in match.words(group)
    if value < 5 or value != int(value) or year:
        return False
    if match.rule.name in _LOOSE and any(count > value for count in _counts(match.sentence)):
        return False
    return not (re.match(r"[nN]\s?=", match.words(group)) and len(re.findall(r"\b[nN]\s?=", text)) > 1)


def _counts(sentence: Sentence) -> list[Decimal]:
    """The counts of people that a sentence gives."""
    found = [m.quantity for m in sentence.of_kind("count") if m.quantity]
    return [q.value for q in found if q.value is not None and q.of is None]


@cache
def _arm_behind() -> re.Pattern[str]:
    """What follows a number that is the first of two arms'."""
    moved = r"(?:were\s)?(?:randomly\s)?(?:assigned\s|allocated\s|randomi[sz]ed\s)?(?:to|received|in)\b"
    second = r"\band\s(?:the (?:other|remaining)\s)?(?:{count}|{number})\s(?:{people}\s)?"
    return pattern(r"^[^.;]{0,140}?" + second + moved)


def _people(marks: list[Mark], words: str, whole: bool = False) -> tuple[Decimal | None, str]:
    """The number of people and its qualifier; of "9 of 33 patients" neither, or the whole if that is asked for."""
    quantity = marks[0].quantity if marks else None
    if quantity is None:
        digits = re.search(r"\d[\d,]*", words)
        return (number(digits.group()), "") if digits else (None, "")
    if whole and quantity.of is not None:
        return quantity.of, ""
    if quantity.of is not None or quantity.upper is not None or quantity.value is None:
        return None, ""
    return quantity.value, quantity.qualifier


def _crossover(context: Context, match: Match) -> Offer | None:
    """That participants could change over to the other treatment."""
    typed, start = match.sentence.typed, match.found.start()
    if "cross" not in match.words("x").lower():
        return None
    lead = typed[max(0, start - 30) : match.found.start("x")] + "cross"
    denied = any_of(WORDS, "not_crossed").search(lead)
    if denied or re.match(r"\s?(?:trial|study|design|rate)", typed[match.found.end() :]):
        return None
    trial, span = context.trials.of(match.sentence), match.sentence.source()
    return Offer("trial", trial, "crossover", "allowed", span, match.rule.name)


_PART_OF = re.compile(
    r"(?:percent|%|half|thirds?|quarters?|most|some|many|proportion|majority|number)\s(?:\([^()]*\)\s)?of\s(?:the\s|all\s|these\s|those\s)?$",
    re.I,
)
"""What stands before a part of a trial's people: "19% (n = 31/163) of participants had"."""


def _condition(context: Context, match: Match) -> Offer | None:
    """The cancer of those who took part, with what the document says of its stage and biology."""
    sentence = match.sentence
    if _PART_OF.search(sentence.words(max(0, match.found.start() - 40), match.found.start()) + " "):
        return None
    if sentence.passage.block in ("heading", "row") and not is_title(sentence):
        return None
    marks = [m for m in match.marks("c", "cancer") if m.concept is not None]
    general = bool(marks) and _is_general(match, marks[-1])
    at_risk = _AT_RISK.fullmatch(match.words("risk"))
    if match.has("risk") and at_risk is None:
        return None
    if match.rule.name in _NO_CANCERS or match.has("risk"):
        marks = []
    elif not marks or (general and not _any_cancer(match)):
        return None
    if not context.trials.single and not _brought_in(context, match):
        return None
    tells = is_title(sentence) or sentence.search_text(any_of(WORDS, "tells"))
    said = 0 if sentence.search_text(any_of(WORDS, "entered")) else 1 if tells else 4
    rank = _rank(match) + said + int(is_title(sentence)) + 3 * general
    if rank > _VAGUE:
        return None
    trial, mark = context.trials.of(sentence), marks[-1] if marks else None
    value = at_risk["what"].lower() if at_risk else disease(match, mark)
    concept = mark.concept if mark else None
    return Offer("trial", trial, "condition", value, sentence.source(), match.rule.name, rank, concept)


_AT_RISK = re.compile(
    r"risks? (?:of|for) (?:developing |getting )?(?P<what>[^,;]*(?:cancer|tumou?r|oma|leuk[ae]mia|neoplasia))s?", re.I
)
"""A risk that is read as one measure, and the disease whose risk it is."""
_NO_CANCERS = ("attributes.people-with-disease", "attributes.treatment-of-disease")
"""Rules of other illnesses than cancers."""


def _brought_in(context: Context, match: Match) -> bool:
    """Whether a summary's sentence brings in or names the trial whose people it tells of."""
    sentence, text = match.sentence, match.sentence.text
    named = context.trials.named(sentence)
    new = NEW.search(text)
    if match.rule.name == "attributes.in-cancer":
        at = sentence.starts[match.found.start("c")] - sentence.span.start
        between = text[new.end() : at] if new and new.end() <= at else None
        return between is not None and bool(any_of(WORDS, "design_of").search(between))
    return bool(named or new or any_of(WORDS, "takes").search(text))


_VAGUE = 6
"""The rank of a condition above which a sentence only happens to name a cancer."""
_GENERAL = re.compile(
    r"(?:malignant |solid |primary )?"
    r"(?:cancers?|tumou?rs?|neoplasms?|neoplasias?|carcinomas?|malignanc(?:y|ies)|adenomas?|polyps?)"
)


def _is_general(match: Match, mark: Mark) -> bool:
    """Whether a disease is any cancer at all: "patients with cancer", "whose tumors"."""
    name = mark.concept.name if mark.concept else ""
    return bool(_GENERAL.fullmatch(name)) and " of the " not in match.words("c")


def _any_cancer(match: Match) -> bool:
    """Whether the words tell that a trial took people with any cancer: "cancer survivors", "with solid tumors"."""
    if match.rule.name not in ("attributes.people-with", "attributes.cancer-patients"):
        return False
    words = match.sentence.words(*match.found.span())
    return bool(any_of(WORDS, "any_cancer").search(words))


_OF_SECTION = ("attributes.people-with", "attributes.cancer-patients", "attributes.treatment-of")


def _conditions_above(context: Context) -> Iterator[Offer]:
    """For a trial of a treatment summary its section's disease, where nothing nearer says it."""
    if "Treatment" not in context.document.title:
        return
    where = sections(context.annotated)
    above: list[tuple[tuple[str, ...], Match]] = []
    for sentence in context.annotated:
        path = sentence.passage.path
        above = [(p, match) for p, match in above if p == path[: len(p)]]
        told = context.trials.told(sentence)
        if where[sentence.index] == "references" or sentence.passage.block == "row":
            continue
        introduced = (context.trials.named(sentence) or sentence.search_text(NEW)) and not blocked(sentence)
        if above and told and introduced and sentence.search_text(any_of(WORDS, "clinical")):
            yield _from_above(context, sentence, above[-1][1])
        elif not told and sentence.of_kind("cancer") and not blocked(sentence) and not _finds(sentence):
            named = [m for m in matches("attributes", sentence) if m.rule.name in _OF_SECTION]
            found = [m for m in named if _names_a_disease(m)]
            above = [*[(p, m) for p, m in above if p != path], (path, found[0])] if found else above


def _finds(sentence: Sentence) -> bool:
    """Whether a sentence tells what some study found, rather than what its section is about."""
    return bool(sentence.of_kind("percent", "p_value", "interval") or "survivors" in sentence.text)


def _names_a_disease(match: Match) -> bool:
    """Whether the words at `c` name one disease, not any cancer."""
    marks = match.marks("c", "cancer")
    return bool(marks and marks[-1].concept and not _is_general(match, marks[-1]))


def _from_above(context: Context, sentence: Sentence, match: Match) -> Offer:
    mark = match.marks("c", "cancer")[-1]
    trial, span = context.trials.of(sentence), match.sentence.source()
    rule = "attributes.condition-above"
    return Offer("trial", trial, "condition", disease(match, mark), span, rule, 9, mark.concept)


def disease(match: Match, mark: Mark | None) -> str:
    """The words of a disease at `c` in lower case and singular, without brackets.

    An acronym that the document explains is written out.
    """
    sentence = match.sentence
    words = _BRACKET.sub("", sentence.words(*match.found.span("c")))
    said = mark.span.of(sentence.passage.text) if mark else ""
    if mark is not None and mark.concept is not None and sum(c.isupper() for c in said) > 1:
        words = words.replace(said, _written_out(sentence, said, mark.concept.name))
    plain = any_of(WORDS, "kind_of").sub("", " ".join(words.lower().split()))
    plain = any_of(WORDS, "lead").sub("", plain).removesuffix(" patients")
    return re.sub(r"\b(\w*(?:cancer|tumou?r|oma|leuk[ae]mia|polyp|lymphoma))s$", r"\1", plain)


def _written_out(sentence: Sentence, said: str, name: str) -> str:
    """The name that an acronym stands for, where the document gives it, else the acronym as it stands."""
    single = re.sub(r"(?<=[A-Z])s$", "", said)
    return name if f"({single}" in sentence.document.text else single
