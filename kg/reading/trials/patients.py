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


def _enrollment(context: Context, match: Match) -> Offer | None:
    """How many took part; neither a part of them nor one arm."""
    sentence, group = match.sentence, "n2" if match.has("n2") else "n"
    start, end = match.found.span(group)
    if sentence.passage.block == "row" or any_of(WORDS, "subset").search(sentence.typed[max(0, start - 40) : start]):
        return None
    if match.rule.name in _OF_ARMS and _arm_behind().search(sentence.typed[end:]):
        return None
    marks = [m for m in sentence.marks_in(start, end) if m.quantity]
    value, qualifier = _people(marks, match.words(group))
    if value is None or not _plausible(value, marks, match, group):
        return None
    at = marks[0].span.end - sentence.span.start if marks else start
    trial = named_near(context, sentence, at, 25)
    rank = _rank(match) + (2 if re.match(r"(?:Of|Among) ", sentence.text) else 0)
    return Offer("trial", trial, "enrollment", value, sentence.source(), match.rule.name, rank, qualifier=qualifier)


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


def _people(marks: list[Mark], words: str) -> tuple[Decimal | None, str]:
    """The number of people and its qualifier; of "9 of 33 patients" neither."""
    quantity = marks[0].quantity if marks else None
    if quantity is None:
        digits = re.search(r"\d[\d,]*", words)
        return (number(digits.group()), "") if digits else (None, "")
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


def _condition(context: Context, match: Match) -> Offer | None:
    """The cancer of those who took part, with what the document says of its stage and biology."""
    sentence, text = match.sentence, match.sentence.text
    marks = match.marks("c", "cancer")
    if not marks or marks[-1].concept is None or _is_general(match, marks[-1].concept.name):
        return None
    if sentence.passage.block in ("heading", "row") and not is_title(sentence):
        return None
    if not context.trials.single:
        introduced = context.trials.named(sentence) or NEW.search(text) or re.search(r"random|enroll", text)
        if not introduced or match.rule.name == "attributes.in-cancer":
            return None
    tells = is_title(sentence) or any_of(WORDS, "tells").search(text)
    said = 0 if any_of(WORDS, "entered").search(text) else 1 if tells else 4
    rank = _rank(match) + said + int(is_title(sentence))
    if rank > _VAGUE:
        return None
    trial, value = context.trials.of(sentence), disease(match, marks[-1])
    return Offer("trial", trial, "condition", value, sentence.source(), match.rule.name, rank, marks[-1].concept)


_VAGUE = 6
"""The rank of a condition above which a sentence only happens to name a cancer."""
_GENERAL = re.compile(
    r"(?:malignant |solid |primary )?"
    r"(?:cancers?|tumou?rs?|neoplasms?|neoplasias?|carcinomas?|malignanc(?:y|ies)|adenomas?|polyps?)"
)


def _is_general(match: Match, name: str) -> bool:
    """Whether a disease is any cancer at all: "patients with cancer", "whose tumors"."""
    return bool(_GENERAL.fullmatch(name)) and " of the " not in match.words("c")


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
        text = sentence.text
        introduced = (context.trials.named(sentence) or NEW.search(text)) and not blocked(sentence)
        if above and told and introduced and any_of(WORDS, "clinical").search(text):
            yield _from_above(context, sentence, above[-1][1])
        elif not told and sentence.of_kind("cancer") and not blocked(sentence):
            named = [m for m in matches("attributes", sentence) if m.rule.name in _OF_SECTION]
            found = [m for m in named if _names_a_disease(m)]
            above = [*[(p, m) for p, m in above if p != path], (path, found[0])] if found else above


def _names_a_disease(match: Match) -> bool:
    """Whether the words at `c` name one disease, not any cancer."""
    marks = match.marks("c", "cancer")
    return bool(marks and marks[-1].concept and not _is_general(match, marks[-1].concept.name))


def _from_above(context: Context, sentence: Sentence, match: Match) -> Offer:
    mark = match.marks("c", "cancer")[-1]
    trial, span = context.trials.of(sentence), match.sentence.source()
    rule = "attributes.condition-above"
    return Offer("trial", trial, "condition", disease(match, mark), span, rule, 9, mark.concept)


def disease(match: Match, mark: Mark) -> str:
    """The words of a disease at `c` in lower case and singular; an acronym is written out."""
    sentence = match.sentence
    words = sentence.words(*match.found.span("c"))
    said = mark.span.of(sentence.passage.text)
    if mark.concept is not None and sum(c.isupper() for c in said) > 1:
        words = words.replace(said, mark.concept.name)
    plain = any_of(WORDS, "kind_of").sub("", " ".join(words.lower().split()))
    plain = any_of(WORDS, "lead").sub("", plain).removesuffix(" patients")
    return re.sub(r"\b(\w*(?:cancer|tumou?r|oma|leuk[ae]mia))s$", r"\1", plain)
