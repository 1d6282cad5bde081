"""What tells two arms of one treatment apart: "weekly" from "every 3 weeks", "10 years" from "5 years".

A detail is kept in the document's words; two details are the same where their keys are, so that "three-weekly" in
one sentence is "every 3 weeks" in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.marks import SIGNS
from kg.reading.patterns import one_of, pattern, table


@dataclass(frozen=True)
class Detail:
    """Words of a sentence's typed text that may tell an arm from another.

    Attributes:
        start, end: their range.
        kind: which table they are of: a schedule, a manner, a length or a dose.
        words: what they say; of "6 or 12 months" the first is "6 months".

    """

    start: int
    end: int
    kind: str
    words: str

    @property
    def key(self) -> str:
        """What makes two details the same."""
        return key(self.words)


KINDS = ("numbered", "schedule", "manner", "length", "amount")
"""Kinds of detail, the most telling first."""
_WORDS = tuple((kind, one_of("arm_details", kind)) for kind in KINDS)


def details(sentence: Sentence, start: int = 0, end: int | None = None) -> Sequence[Detail]:
    """The details of a range of the typed text, kind by kind, each kind in the order of the text."""
    return _details(sentence, start, len(sentence.typed) if end is None else end)


@once_a_sentence
def _details(sentence: Sentence, start: int, stop: int) -> Sequence[Detail]:
    return tuple(_found(sentence, start, stop))


def _found(sentence: Sentence, start: int, stop: int) -> Iterator[Detail]:
    for kind, words in _WORDS:
        for found in words.finditer(sentence.typed, start):
            if found.end() > stop:
                break
            said = sentence.words(*found.span()) if kind == "numbered" else _said(sentence, *found.span())
            if said and not _is_figure(sentence, *found.span(), kind, said):
                yield Detail(found.start(), found.end(), kind, said)
        for mark in sentence.of_kind("drug") if kind == "manner" else ():
            at = sentence.typed_at(mark)
            said = sentence.words(at, at + 1) if start <= at < stop else ""
            if (how := words.match(said)) and said[how.end() :].strip().lower() == mark.concept.name:
                yield Detail(at, at, kind, how.group())  # of a name that a table knows whole


def _is_figure(sentence: Sentence, start: int, end: int, kind: str, said: str) -> bool:
    """Whether a length or an amount is what was measured, its spread or time: "24.7 months", "follow-up of 3 years"."""
    if kind == "length":
        told = any(detail_words(name).search(sentence.typed, max(0, start - 40), start) for name in _MEASURED)
        return "." in said or told or bool(detail_words("of_a_measure").match(sentence.typed, end))
    return kind == "amount" and bool(detail_words("part_of_amount").search(sentence.typed, max(0, start - 30), start))


_MEASURED = ("followed", "was_so_long", "lasted")
"""Tables of words before a length that make it what was measured."""


def _said(sentence: Sentence, start: int, end: int) -> str:
    """The words of a detail; a number that takes the unit of the length behind it ("6 or 12 months") with that unit."""
    words = sentence.words(start, end)
    if (amount := _AMOUNT_BEHIND.match(sentence.typed, end)) and words.replace(".", "").isdigit():
        return words + _UNIT.sub("", sentence.words(amount.end() - 1, amount.end()))
    if often := _OFTEN_BEHIND.match(sentence.typed, end):
        return words + often["unit"]
    if words.isdigit() or words.lower() in _NUMBERS:
        unit = re.search(
            r"(?i)\b(?:years?|months?|weeks?|days?|cycles?|courses?|doses|fractions|sessions)\b",
            sentence.text[sentence.starts[end] - sentence.span.start :],
        )
        return f"{words} {unit.group().lower()}" if unit else words
    return words


_AMOUNT_BEHIND = re.compile(rf"(?:,\s{SIGNS['number']})*,?\s(?:or|versus|vs\.?)\s{SIGNS['dose']}")
_UNIT = re.compile(r"^[\d.,]+")
_OFTEN_BEHIND = re.compile(
    r"\s(?:or|versus|vs\.?)\s(?:once|twice|\S+\stimes)"
    r"(?P<unit>\s(?:(?:a|per|each)\s(?:day|week|month)|daily|weekly|monthly))\b"
)
"""Behind "once" or "twice", another rhythm that tells of what: "once | or twice a day"."""


def is_detail(words: str) -> bool:
    """Whether words say no more than how a treatment is given: "high-dose", "oral weekly"."""
    return all(any(form.fullmatch(word) for _, form in _WORDS) for word in words.split())


def kind_of(words: str) -> str:
    """The table that a detail is of; "" where its words are of none.

    >>> kind_of("every 3 weeks"), kind_of("high-dose"), kind_of("radical mastectomy")
    ('schedule', 'manner', '')
    """
    return next((kind for kind, form in _WORDS if form.fullmatch(words)), "")


_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twelve": "12", "eighteen": "18", "twenty-four": "24", "bi": "2", "tri": "3",
}  # fmt: skip
_UNITS = {"weekly": "week", "week": "week", "daily": "day", "day": "day", "monthly": "month", "month": "month"}
_RHYTHM = re.compile(
    r"(?:(?:(?:once )?every|each|once an?|once) )?(?:(?P<n>\d+|second|third)?[ -]?)?"
    r"(?:(?P<unit>week|day|month)s?|(?P<ly>weekly|daily|monthly))(?: (?:schedule|basis))?"
)
_SEVERAL = re.compile(r"(?:(\d+) times|twice) (?:(?:an?|per|each|every) )?(day|week|month|daily|weekly)")


@lru_cache(maxsize=4096)
def key(words: str) -> str:
    """What makes two details the same.

    >>> key("three-weekly") == key("every 3 weeks") == key("every 21 days"), key("10-year") == key("10 years")
    (True, True)
    >>> key("12-month") == key("one year")
    True
    >>> key("twice-daily") == key("twice a day"), key("once weekly") == key("every week"), key("bolus") == key("oral")
    (True, True, False)
    """
    low = re.sub(r"\b[a-z]+(?:-four)?\b", lambda m: _NUMBERS.get(m.group(), m.group()), words.lower())
    low = re.sub(r"\btri(?=[a-z])", "3 ", re.sub(r"\bbi(?=weekly)", "2 ", low))
    low = re.sub(r"\b(high|low|short|long)er\b", r"\1", re.sub(r"[‐–—-]", " ", low)).strip()
    low = " ".join(re.sub(r"\b(?:for|the|at|of|an?(?= [a-z]+ly))\b", " ", low).split())
    if several := _SEVERAL.fullmatch(low):
        return f"{several[1] or 2} in {_UNITS[several[2]]}"
    if rhythm := _RHYTHM.fullmatch(low):
        return _rhythm(rhythm, bool(rhythm["ly"]) or low.startswith(("every", "each", "once")))
    low = re.sub(r"\b(years|months|weeks|days|cycles|courses|doses|fractions)\b", lambda m: m.group()[:-1], low)
    return low if low[:1].isdigit() else re.sub(r" (?:doses?|courses?|terms?|schedules?)$", "", low)


def _rhythm(found: re.Match[str], repeated: bool) -> str:
    """A rhythm or, where nothing says that it repeats, a length; days that make weeks are weeks, months years."""
    said = found["n"] or "1"
    number = int(said) if said.isdigit() else {"second": 2, "third": 3}[said]
    if not repeated:
        return f"{number // 12} year" if found["unit"] == "month" and number % 12 == 0 else f"{number} {found['unit']}"
    unit = _UNITS[found["ly"] or found["unit"]]
    return f"every {number // 7} week" if unit == "day" and number % 7 == 0 else f"every {number} {unit}"


def _is_given_for(sentence: Sentence, detail: Detail) -> bool:
    """Whether a length may be that of a treatment, not an age or a time of follow-up."""
    before = sentence.typed[max(0, detail.start - 20) : detail.start]
    after = sentence.typed[detail.end : detail.end + 60]
    given = detail_words("length_before").search(before) or detail_words("length_behind").match(after)
    return bool(given) and not detail_words("not_length").match(after)


_AGAINST = one_of("arm_details", "against")


def opposed(sentence: Sentence) -> list[Detail]:
    """Two details of one kind that a sentence sets against each other: "weekly versus every 3 weeks"; else none."""
    found = [d for d in details(sentence) if d.kind != "length" or _is_given_for(sentence, d)]
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            if other.kind == one.kind and other.key != one.key and one.end <= other.start:
                if _AGAINST.fullmatch(sentence.typed[one.end : other.start]) and _of_one_sort(sentence, one, other):
                    return [one, other]
                break
    return []


def _of_one_sort(sentence: Sentence, one: Detail, other: Detail) -> bool:
    """Whether two manners are of one sort ("oral" and "topical", not "adjuvant" and "oral") and of a treatment."""
    if one.kind != "manner":
        return True
    alike = any(form.search(one.words) and form.search(other.words) for form in _MANNERS)
    return alike and all(detail_words("of_a_treatment").match(sentence.typed, d.end) for d in (one, other))


_MANNERS = tuple(pattern(form, "arm_details") for form in table("arm_details", "manner"))


def told_apart(sentence: Sentence, stretches: Sequence[tuple[int, int]]) -> list[Detail | None]:
    """For stretches that name one treatment, the words of each that tell it from the others; else only Nones.

    Of the kinds of detail that is taken whose first differs in all, or that without what all have in common; of two
    stretches one may have none.
    """
    both: list[Detail | None] = [None] * len(stretches)
    told = [
        [d for d in details(sentence, *stretch) if d.start < d.end or _of_one(sentence, stretch)]
        for stretch in stretches
    ]
    shared = set.intersection(*({d.key for d in each} for each in told)) if told else set()
    for kind in KINDS:
        plain = [next((d for d in each if d.kind == kind), None) for each in told]
        if len({d.key for d in plain if d}) == len(plain):
            return plain
        found = [next((d for d in each if d.kind == kind and d.key not in shared), None) for each in told]
        keys = [d.key if d else "" for d in found]
        if len(set(keys)) == len(keys) and keys.count("") <= (len(keys) == 2):
            if "" not in keys:
                return found
            both = both if any(both) else found
    return both


def _of_one(sentence: Sentence, stretch: tuple[int, int]) -> bool:
    """Whether a stretch names one treatment, so that what stands in its name tells of the whole arm."""
    return len({m.concept for m in sentence.marks_in(*stretch, "drug", "intervention")}) == 1


detail_words = partial(one_of, "arm_details")
"""A table of the rule file as one pattern."""
