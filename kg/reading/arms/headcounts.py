"""How many were in each arm, where a sentence counts all of them side by side.

"Of 82 patients 40 were allotted to A and 42 to B" and "(A, n = 40; B, n = 42)" give each arm of a trial its number.
Only a sentence that allots people, and tells no result, is read so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.arms import Reference
from kg.reading.arms.entries import Entry
from kg.reading.arms.sizes import counts_no_people, is_year
from kg.reading.arms.treatments import arm_words
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
    if len(entries) < 2 or sentence.of_kind(*RESULTS):
        return {}
    numbers = list(_numbers(sentence))
    if not sentence.search(arm_words("allotting")):
        later = sentence.search(arm_words("given_later"))
        return {} if later else _side_by_side(sentence, numbers, references, entries, (_given(),))
    return _side_by_side(sentence, numbers, references, entries, _between())


Number = tuple[int, Decimal]
"""A whole number above one, and its place in the typed text."""


def _numbers(sentence: Sentence) -> Iterator[Number]:
    for mark in sentence.of_kind("count", "number"):
        told = mark.quantity is not None and mark.quantity.upper is None and mark.quantity.of is None
        value = mark.quantity.value if told and mark.quantity and not counts_no_people(sentence, mark) else None
        if value is not None and value == int(value) and value > 1 and not is_year(mark):
            yield sentence.typed_at(mark), value


@cache
def _between() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between a number and the arm behind it, and between an arm and the number behind it."""
    moved = (
        r"(?:were|was|randomi[sz]ed|assigned|allocated|allotted|evaluable|eligible|treated|analy[sz]ed|received|given"
        r"|underwent)"
    )
    to = r"(?:(?:on|in|with|to|into|for|received)\s)?(?:the\s|an?\s)?(?:arm\s)?"
    behind = rf"{_SHARE}\s(?:{{people}}\s)?(?:{moved}\s){{0,3}}{to}"
    return pattern(behind, "arms"), pattern(r"\s?(?:group|arm)?,?:?\s?[(\[]?\s?", "arms")


_SHARE = r"(?:\s\({percent}\))?"
"""What part of all they are, beside the number of an arm's people."""


@cache
def _given() -> re.Pattern[str]:
    """Between a number and an arm, words that say that so many were given its treatment: "41 (52%) underwent"."""
    got = r"(?:received|underwent|(?:were|was)\s(?:treated\swith|given|assigned\sto))"
    return pattern(rf"{_SHARE}\s(?:{{people}}{_SHARE}\s)?{got}\s(?:the\s|an?\s)?", "arms")


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
