"""How many were in each arm, where a sentence counts all of them side by side.

"Of 82 patients 40 were allotted to A and 42 to B" and "(A, n = 40; B, n = 42)" give each arm of a trial its number.
Only a sentence that allots people, and tells no result, is read so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.referring.references import Reference
from kg.reading.arms.wording.sizes import counts_no_people, is_year
from kg.reading.arms.wording.treatments import arm_words
from kg.reading.marks import any_sign
from kg.reading.number_forms import number
from kg.reading.patterns import pattern

RESULTS = ("p_value", "ratio", "measure", "event")
"""Marks of a sentence that tells what became of people, so that its numbers may count those."""


def counted(sentence: Sentence, references: Sequence[Reference], entries: Sequence[Entry]) -> dict[Arm, Decimal]:
    """The size of each of several arms, where the sentence counts every one of them once; else nothing.

    Args:
        sentence: the sentence.
        references: what it says of arms, in order.
        entries: the arms of its trial.
    """
    numbers = list(_numbers(sentence)) if len(entries) > 1 else []
    if numbers and (aside := _in_a_bracket(sentence, numbers, references, entries)):
        return aside
    if numbers and (in_order := _respectively(sentence, numbers, references, entries)):
        return in_order
    if not numbers or sentence.of_kind(*RESULTS):
        return {}
    if not sentence.search(arm_words("allotting")):
        later = sentence.search(arm_words("given_later"))
        return {} if later else _side_by_side(sentence, numbers, references, entries, (_GIVEN,))
    return _side_by_side(sentence, numbers, references, entries, (_ARM_BEHIND, _NUMBER_BEHIND))


Number = tuple[int, Decimal]
"""A whole number above one, and its place in the typed text."""


def _in_a_bracket(
    sentence: Sentence, numbers: Sequence[Number], references: Sequence[Reference], entries: Sequence[Entry]
) -> dict[Arm, Decimal]:
    """The size of each arm by a bracket that lists nothing else, whatever else the sentence tells: "(A, 40; B, 42)"."""
    for bracket in _BRACKET.finditer(sentence.typed):
        start, end = bracket.span()
        refs = [ref for ref in references if start < ref.start < end]
        told = [(at, size) for at, size in numbers if start < at < end]
        if len(refs) != len(entries) or len(told) != len(refs):
            continue
        allots = all(sentence.marks_in(at, at + 1, "count") for at, _ in told) or arm_words("allotting").search(
            sentence.typed, max(0, start - NEAR), start
        )
        if allots and (_listed(sentence, bracket, refs, told) or _counted_first(sentence, bracket, refs, told)):
            return {ref.arm: size for ref, (_, size) in zip(refs, told, strict=True)}
    return {}


def _listed(sentence: Sentence, bracket: re.Match[str], refs: Sequence[Reference], told: Sequence[Number]) -> bool:
    """Whether a bracket lists nothing but each arm and its number behind it: "(A, 40; B, 42)"."""
    befores = [bracket.start(), *(at for at, _ in told)]
    return told[-1][0] + 2 >= bracket.end() and all(
        _NEXT.fullmatch(sentence.typed, before + 1, ref.start) and _NUMBER_BEHIND.fullmatch(sentence.typed, ref.end, at)
        for before, ref, (at, _) in zip(befores, refs, told, strict=False)
    )


def _counted_first(
    sentence: Sentence, bracket: re.Match[str], refs: Sequence[Reference], told: Sequence[Number]
) -> bool:
    """Whether a bracket lists nothing but each number and its arm behind it: "(40 A, 42 B)"."""
    befores = [bracket.start() + 1, *(ref.end for ref in refs)]
    return bool(_ARM_END.fullmatch(sentence.typed, refs[-1].end, bracket.end())) and all(
        _NEXT.fullmatch(sentence.typed, before, at) and _ARM_BEHIND.fullmatch(sentence.typed, at + 1, ref.start)
        for before, ref, (at, _) in zip(befores, refs, told, strict=False)
    )


def _respectively(
    sentence: Sentence, numbers: Sequence[Number], references: Sequence[Reference], entries: Sequence[Entry]
) -> dict[Arm, Decimal]:
    """The size of each arm of "38 and 35 patients were randomized to A or B, respectively", each named once."""
    row = _ROW.search(sentence.typed)
    told = [size for at, size in numbers if row and row.start() <= at < row.end("row")]
    if row and row["first"] and (first := number(row["first"])):
        told = [Decimal(first), *told]
    named = [ref for ref in references if row and ref.start >= row.end()]
    arms = [ref.arm for ref in named]
    if len(told) != len(entries) or len(named) != len(told) or len(set(arms)) < len(arms):
        return {}
    return dict(zip(arms, told, strict=True)) if _IN_ORDER.match(sentence.typed, named[-1].end) else {}


_NUMBER = any_sign("count", "number")
_ROW = re.compile(
    rf"(?P<row>(?:{_NUMBER}|(?P<first>[A-Z][a-z]+(?:-[a-z]+)?))(?:,\s{_NUMBER}){{0,4}},?\sand\s{_NUMBER})"
    r"\s(?:[a-z]+\s)?(?:[(][^()]*[)]\s)?(?:were\s|was\s)?(?:[a-z]+ly\s)?(?:randomi[sz]ed|assigned|allocated|allotted"
    r"|treated|received|given|underwent|entered|evaluable|eligible|analy[sz]ed|enrolled|included)\b"
)
"""The numbers of people of whom each arm's were told in order, up to what they were allotted."""
_IN_ORDER = re.compile(r"[^.;,]{0,30},?\srespectively\b")
NEAR = 60
"""Code points before a bracket in which words say that its numbers are those of people."""
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NEXT = re.compile(r"(?:\s?(?:[;,]\s(?:and\s)?|\sand\s))?(?:[a-z-]+\s){0,2}")
"""Between a number and the next arm of a list."""
_ARM_END = re.compile(r"(?:\s(?:arm|group|patients))?[)\]]")
"""Behind the last arm of a bracket."""


def _numbers(sentence: Sentence) -> Iterator[Number]:
    for mark in sentence.of_kind("count", "number"):
        told = mark.quantity.upper is None and mark.quantity.of is None
        value = mark.quantity.value if told and not counts_no_people(sentence, mark) else None
        if value is not None and value == int(value) and value > 1 and not is_year(mark):
            yield sentence.typed_at(mark), value


_SHARE = r"(?:\s\({percent}\))?"
"""What part of all they are, beside the number of an arm's people."""
_ARM_BEHIND = pattern(
    rf"{_SHARE}\s(?:{{people}}\s)?(?:(?:were|was|randomi[sz]ed|assigned|allocated|allotted|evaluable|eligible|treated"
    r"|analy[sz]ed|received|given|underwent)\s){0,3}(?:(?:on|in|with|to|into|for|received)\s)?(?:the\s|an?\s)?(?:arm\s)?"
    r"(?:no\s)?",
    "arms",
)
"""What may stand between a number and the arm behind it."""
_NUMBER_BEHIND = pattern(r"\s?(?:group|arm)?,?:?\s?(?:[(\[]|in\s)?\s?", "arms")
"""What may stand between an arm and the number behind it."""
_GOT = r"(?:received|underwent|(?:were|was)\s(?:treated\swith|given|assigned\sto))"
_TIMES = r"(?:(?:a total of\s)?{number}\s(?:cycles|courses|doses)\sof\s)?"
_GIVEN = pattern(rf"{_SHARE}\s(?:{{people}}{_SHARE}\s)?{_GOT}\s(?:the\s|an?\s)?{_TIMES}", "arms")
"""Between a number and an arm, words that say that so many were given its treatment: "41 (52%) underwent"."""


def _side_by_side(
    sentence: Sentence,
    numbers: Sequence[Number],
    references: Sequence[Reference],
    entries: Sequence[Entry],
    between: Sequence[re.Pattern[str]],
) -> dict[Arm, Decimal]:
    """Each arm with the number right before it, or right behind it, by what may stand between them there."""
    for i, words in enumerate(between):
        found: dict[Arm, Decimal] = {}
        for ref in references:
            for at, size in numbers:
                low, high = (ref.end, at) if i else (at + 1, ref.start)
                if low <= high and words.fullmatch(sentence.typed, low, high):
                    found.setdefault(ref.arm, size)
        if len(found) == len(entries):
            return found
    return {}
