"""Whom a trial took: how many, with which disease, and whether they could cross over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from kg.reading.annotate import Sentence
from kg.reading.context import Context, once_a_document
from kg.reading.marks import QUANTITY_KINDS, Mark
from kg.reading.number_forms import number
from kg.reading.patterns import Match, any_of, matches, pattern
from kg.reading.trial_facts import nearby
from kg.reading.trial_facts.conditions import condition, of_either
from kg.reading.trial_facts.design import WORDS, designed, named_near
from kg.reading.trial_facts.offers import Offer, rank_of
from kg.reading.trials.single import is_abstract

_MAY_TELL = re.compile(r"\d|[Cc]ross")


@once_a_document
def read(context: Context) -> Iterator[Offer]:
    """Enrolment, condition and crossover, as the patterns of the rule file find them."""
    yield from nearby.read(context)
    readers = {"enrollment": _enrollment, "condition": condition, "crossover": _crossover}
    for sentence in designed(context):
        if sentence.marks or _MAY_TELL.search(sentence.text):
            for match in matches("attributes", sentence):
                if (made := readers[match.rule.fixed["attribute"]](context, match)) is not None:
                    yield from of_either(match, made) if made.attribute == "condition" else (made,)


_LOOSE = tuple(f"attributes.{n}" for n in ("trial-of", "compared-in", "eligible", "trial-of-something"))
"""Rules whose number is the trial's only where the sentence has no larger one."""
_OF_ARMS = tuple(f"attributes.{n}" for n in ("were-enrolled", "assigned", "a-total-of"))
"""Rules whose number may be one arm's."""
_IN_PASSING = "attributes.whom-it-tells-of"
"""The rule whose number is that of one of several groups where another number stands behind it."""
_OF_WHOLE = ("attributes.those-in-the-trial", "attributes.of-those", "attributes.part-of", "attributes.of-all")
"""Rules whose number is the whole of which the sentence goes on to tell a part."""
_SAMPLED = "attributes.whole-of"
"""The rule of those of whose whole number a part is told, of whom there are samples or who could be analysed."""
_SIFTED_OUT = "attributes.share-enrolled"
"""The rule of those who were taken of more who were looked at: "of whom 339 were randomly assigned"."""


def _enrollment(context: Context, match: Match) -> Offer | None:
    """How many took part; neither a part of them nor one arm."""
    sentence, group = match.sentence, next((g for g in ("n2", "n3") if match.has(g)), "n")
    start, end = match.found.span(group)
    if sentence.passage.block == "row" or _is_part(match, start, end):
        return None
    marks = sentence.marks_in(start, end, *QUANTITY_KINDS)
    value, qualifier = _people(marks, match.words(group), match.rule.name in ("attributes.part-of", _SAMPLED))
    if value is None or not _plausible(value, marks, match, group):
        return None
    if match.rule.options.get("largest") and not _is_largest(context, value):
        return None
    at = marks[0].span.end - sentence.span.start if marks else start
    trial = named_near(context, sentence, at, 25)
    named = [m for m in context.trials.named(sentence) if m.trial == trial]
    if all(m.start - sentence.span.start > at for m in named) and _OTHER_STUDY.match(
        sentence.text[: at if named else 0]
    ):
        return None
    some = re.match(r"(?:Of|Among) ", sentence.text) or sentence.typed[:start].endswith("only ")
    rank = rank_of(match) + (2 if some else 0)
    return Offer("trial", trial, "enrollment", value, sentence.source(), match.rule.name, rank, qualifier=qualifier)


_OTHER_STUDY = re.compile(r"(?:In\s)?[Tt]he\s[\w-]*[A-Z][\w-]*[A-Z][\w-]*\s(?:study|trial|consortium|cohort)\s")
"""Before a number, a study's name that no table has: "The XYZ study | took 900, while the ABC study took 700"."""


def _is_largest(context: Context, value: Decimal) -> bool:
    """Whether no more people are told of in an abstract, so that a number in passing may be that of all of them."""
    if not is_abstract(context.document):
        return False
    return all(value >= more for s in context.annotated if not _SIFTED.search(s.text) for more in _counts(s))


def _is_part(match: Match, start: int, end: int) -> bool:
    """Whether a number is that of a part of those who took part: a subset, or one arm of two."""
    typed, rule = match.sentence.typed, match.rule.name
    if rule == _SAMPLED:
        shares = match.marks("n2", "count") + match.marks("n3", "count")
        return not match.has("n") and not any(m.quantity.of for m in shares)
    of_some = any_of(WORDS, "subset").search(typed[max(0, start - 40) : start])
    if of_some and rule not in (*_OF_WHOLE, _SIFTED_OUT):
        return True
    if rule == "attributes.of-those" and not _TOOK_PART.search(match.sentence.words(*match.found.span())):
        return True
    said = match.sentence.words
    if (
        _SUBSET.search(said(match.found.start() if rule in _TAKEN else 0, match.found.end()))
        or _TREATED.fullmatch(said(start, end))
        or _OF_THESE.search(said(start, end))
    ):
        return True
    if _is_sum(match, start, end):
        return False
    behind = _BRACKET.sub("", typed[end:])
    share = rule != _SIFTED_OUT and _SHARE_BEHIND.search(typed[end:])
    after = _AFTER_ANOTHER.search(typed, max(0, start - 20), start)
    listed = rule == "attributes.study-of-n" and behind.startswith(";") and said(start, end)[:1] not in "nN"
    some = match.has("n2") and rule == "attributes.part-of" and _BEFELL.match(typed, end)
    listed = listed or bool(some and all(m.quantity.of is None for m in match.marks("n2", "count")))
    if share or after or listed or _OTHERS_BEHIND.search(behind):
        return True
    if _OF_ONE_ARM.match(behind) or (rule in _IN_FIGURES and _FIGURE_BEHIND.search(behind)):
        return True
    if rule == "attributes.eligible" and match.sentence.marks_in(0, start, "count"):
        return True
    in_passing = rule == _IN_PASSING or (
        rule == "attributes.eligible" and match.sentence.words(*match.found.span())[:2] == "in"
    )
    if in_passing and _MORE_BEHIND.match(behind):
        return True
    return rule in _OF_ARMS and bool(_ARM_BEHIND.search(behind) or _ARM_BEFORE.search(typed, 0, start))


def _is_sum(match: Match, start: int, end: int) -> bool:
    """Whether a number is the sum of the two behind it: "85 were enrolled, 42 in stratum 1 and 43 in stratum 2".

    A few may have been left out of an analysis before: "of 86 enrolled, 85 were analysed: 42 in …".
    """
    told, behind = (
        match.sentence.marks_in(start, end, "count", "number"),
        match.sentence.marks_in(end, min(end + 200, len(match.sentence.typed)), "count", "number"),
    )
    values = [m.quantity.value for m in (*told[:1], *behind) if m.quantity.value is not None]
    if not values or values[0] <= LEAST:
        return False
    whole, pairs = values[0], combinations(values[1:5], 2)
    return any(a + b == whole or (_MOST * whole <= a + b < whole and min(a, b) > whole / 10) for a, b in pairs)


_MOST = Decimal("0.95")
"""The part of a trial's people that is hardly ever undercut by those who are analysed."""

LEAST = 9
"""Numbers as small as this may be anything's sum."""

_TOOK_PART = re.compile(
    r"enrol|recruit|random|regist|entered|includ|inclusion|eligible|participat|in the (?:trial|study)|comparison", re.I
)
_TAKEN = ("attributes.enrolled", *_OF_ARMS)
"""Rules of a number of whom the words say that the trial took them, of whomever the sentence tells besides."""
_SUBSET = re.compile(r"\b(?:subset|subgroup|secondary|post[- ]?hoc|exploratory)\s(?:\w+\s)?analys[ie]s", re.I)
_TREATED = re.compile(r"[\d,]+ treated (?:patients|children|women|men)")
"""Those of a study's people who got what it tried: "among 84 treated patients"."""
_OF_THESE = re.compile(r"\sof\s(?:these|those)\b")
"""What makes a number one of a part of those told of before: "in 7 of these children"."""
_BRACKET = re.compile(r"\s?\([^()]{0,160}\)")
_AFTER_ANOTHER = pattern(r"(?:^|[.;:,]\s)(?:{number},\s)?(?:{number}|{few})\sand\s$")
"""What stands before the last of several numbers of people: "38 and | 35 patients were recruited"."""
_OTHERS_BEHIND = pattern(
    r"^(?:(?! included\b)[^.;:,]){0,90}?\b(?:and|compared (?:with|to)|versus|vs\.?)\s"
    r"(?:{count}(?!\s(?:had|achieved|completed|responded|died|were|showed|developed)\b)"
    r"|{number}\s(?:[\w-]+\s){0,3}?(?:controls|families|relatives|siblings|(?:family\s)?members|{people})|{number}\sin\s(?:{count}|{number}))"
    r"|^[^.;:,]{0,60}?\b(?:in|to|on)\seach\s(?:[\w-]+\s)?(?:arm|group|cohort)"
)
"""What follows a number of people who are compared with others: "and 1,400 matched controls", or are an arm's."""
_BEFELL = pattern(r"\s{befell}", "attributes")
"""What follows the number of a part of a trial's people."""
_MORE_BEHIND = pattern(
    r"[^.;:]{0,140}?\b(?:and|while|whereas)\s(?:the\s(?:other|remaining)\s)?(?:{count}|{number}|{few}\s)"
)
"""What follows the number of one group's people: "received A and 58 B"."""
_IN_FIGURES = ("attributes.eligible", "attributes.part-of")
"""Rules of people of whom a figure tells: "20% in 40 patients", "14% of 90 patients"."""
_WHOLE = r"(?!(?:entire|whole|overall|study|trial|intention|intent|full|safety|combined|two|both)\b)"
_WORD = r"(?:[\w+/’-]+|{drug}|{intervention}|{target}|{arm})\s"
_OF_ONE_ARM = pattern(rf"^\s(?:{{allotted}}\s)?(?:in|to|from)\sthe\s{_WHOLE}(?:{_WORD}){{1,4}}(?:arm|group)\b")
"""What follows the number of one arm's people: "14% of 90 patients in the gefitinib arm"."""
_FIGURE_BEHIND = pattern(r"^[^.;]{0,140}?[{percent}{duration}]\s(?:in|for|among|of)\s(?:the\s)?(?:{count}|{number})")
"""What follows the number of the first of two groups: "20% in 40 patients given A and 31% in 45"."""
_COMPOSED = r"\s(?!of\b)[a-z]"  # "170 adults (58% were women)", "318 patients (61% with limited disease)"
_SHARE_BEHIND = pattern(
    r"^(?:\s[\w-]+){0,2},?\s(?:or\s(?:about\s)?{percent}|\((?:about\s)?{percent}" + rf"(?!{_COMPOSED}))"
)
"""The share that a number of people is of more of them: "311 women, or 14 percent"."""


def _plausible(value: Decimal, marks: list[Mark], match: Match, group: str) -> bool:
    """Whether a number can be a trial's size: whole, no year, the largest, and not one of several "n ="."""
    text = match.sentence.text
    year = 1900 <= value <= 2035 and not any(m.kind == "count" for m in marks) and "," not in match.words(group)
    least = 2 if match.rule.name == "attributes.sized-trial" else 5
    if value < least or value != int(value) or year or _NO_PEOPLE.search(match.words(group)):
        return False
    if any(_TIME.match(match.sentence.passage.text, m.span.end) for m in marks):
        return False
    larger = any(count > value for count in _counts(match.sentence))
    if larger and (match.rule.name in _LOOSE or not _SIFTED.search(text)):
        return False
    sizes = [int(size.replace(",", "")) for size in _SIZE.findall(text)]
    if not re.match(r"[nN]\s?=", match.words(group)) or len(sizes) < 2:
        return True
    return sum(sizes) == 2 * value  # the whole, and its arms


_SIZE = re.compile(r"\b[nN]\s?=\s?(\d[\d,]*)")

_NO_PEOPLE = re.compile(r"\b(?:deaths|events|procedures|sessions|samples|specimens|biopsies)\b")
"""What is counted and is nobody who took part."""
_SIFTED = re.compile(r"\b(?:screen|eligib|regist|enrol|invited|approached|assessed|planned|consent|total)", re.I)
"""Words of a larger number than a trial's size in one sentence: those of whom the trial took some."""
_TIME = re.compile(r"[-\s](?:years|months|days)\b")
"""What makes people a time that they were followed: "900 women-years"."""


def _counts(sentence: Sentence) -> list[Decimal]:
    """The counts of people that a sentence gives."""
    text = sentence.passage.text
    found = [m.quantity for m in sentence.of_kind("count") if not _TIME.match(text, m.span.end)]
    return [q.value for q in found if q.value is not None and q.of is None]


_MOVED = (
    r"(?:were\s)?(?:randomly\s)?(?:{allotted}\s)?"
    r"(?:to|received(?!\s(?:[a-z]+\s)?(?:treatment|therapy)\b)|in|by|with|underwent)\b"
)
_SECOND = r"\band\s(?:the (?:other|remaining)\s)?(?:{count}|{number})\s(?:{people}\s)?"
_ARM_BEHIND = pattern(r"^[^.;]{0,140}?" + _SECOND + _MOVED)
"""What follows a number that is the first of two arms'."""
_ARM_BEFORE = pattern(r"{count}[^.;]{0,90}?\b{allotted}\sto\b[^.;]{3,90}?\band\s(?:the (?:other|remaining)\s)?$")
"""What stands before a number that is the second arm's."""


def _people(marks: list[Mark], words: str, whole: bool = False) -> tuple[Decimal | None, str]:
    """The number of people and its qualifier; of "9 of 33 patients" neither, or the whole if that is asked for."""
    quantity = marks[0].quantity if marks else None
    if quantity is None:
        said = re.search(r"\d[\d,]*|^[a-z]+$", words.lower())
        return (number(said.group()), "") if said else (None, "")
    if whole and quantity.of is not None:
        return quantity.of, ""
    if quantity.of is not None or quantity.upper is not None or quantity.value is None:
        return None, ""
    return quantity.value, quantity.qualifier


def _crossover(context: Context, match: Match) -> Offer | None:
    """That participants could change over to the other treatment."""
    typed, start = match.sentence.typed, match.found.start()
    if not re.search("cross|switch|chang", match.words("x").lower()):
        return None
    lead = typed[max(0, start - 30) : match.found.start("x")] + "cross"
    behind = typed[match.found.end("x") : match.found.end("x") + 80]
    if any_of(WORDS, "not_crossed").search(lead) or any_of(WORDS, "no_crossing").match(behind):
        return None
    trial, span = context.trials.of(match.sentence), match.sentence.source()
    return Offer("trial", trial, "crossover", "allowed", span, match.rule.name)
