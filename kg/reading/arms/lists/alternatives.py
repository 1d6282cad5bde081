"""The alternatives of a list of treatments: "A plus B (n = 115) or C", "arm 1 (X) and arm 2 (Y)", "A weekly or daily".

A range of a sentence is cut where its words set treatments against each other; each stretch between two cuts is
read as one alternative: what is given together, to how many, and what the group is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import CONTROLS
from kg.reading.arms.lists.alternative import Alternative, read_one, with_given
from kg.reading.arms.lists.completing import completed, distinct
from kg.reading.arms.lists.splitting import (
    Stretch,
    count_up,
    split_at_and,
    split_at_names,
    split_at_with,
    split_behind_regimen,
)
from kg.reading.arms.lists.stretches import choices_of, stretches
from kg.reading.arms.wording.details import Detail, details
from kg.reading.arms.wording.kinds import is_kind
from kg.reading.arms.wording.treatments import arm_words, phrases
from kg.reading.number_forms import number

_WITH_EITHER = re.compile(r"\s(?:with|to)\s(?:either|both)\s")
"""Between what is compared and the two that it is compared with: "compared A with either B or C"."""


def alternatives(
    sentence: Sentence, start: int, end: int, joined: bool = False, meant: bool = False
) -> list[Alternative]:
    """The alternatives of a range of the typed text; fewer than two where it sets nothing against each other.

    Args:
        sentence: the sentence.
        start: where the range begins.
        end: where it ends.
        joined: whether "and" sets treatments against each other too, as in "compared A and B".
        meant: whether what names no treatment may mean that people are observed or the like (`antecedents.py`).

    """
    begins = arm_words("begins_after").search(sentence.typed, start, end)
    start = begins.end() if begins else start
    besides = _besides(sentence, start, end)
    end = min(end, besides.start()) if besides else end
    choices = choices_of(sentence, start, end)
    parts = split_at_names(sentence, start, end) if joined else []
    parts = parts or stretches(sentence, start, end, choices)
    if choices and len(parts) == 1:  # "to chemotherapy with either A or B" leaves no choice where that is all
        choices = []
        parts = stretches(sentence, start, end, choices)
    found = [a for s in parts if (a := read_one(sentence, *s, choices, meant)) is not None]
    found = _sides(sentence, found)
    if ways := in_two_ways(sentence, found):
        return _with_besides(sentence, besides, ways)
    if len(found) == 1 and joined:
        parts = _parted(sentence, start, end, found[0])
        found = [a for s in parts if (a := read_one(sentence, *s, choices, meant)) is not None]
    elif joined and found and (cut := _WITH_EITHER.search(sentence.typed, found[0].start, found[0].end)):
        parts = [(start, cut.start()), *stretches(sentence, cut.end(), end, choices)]
        read = [a for s in parts if (a := read_one(sentence, *s, choices)) is not None]
        found = found if any(a.phrase.names & CONTROLS for a in read) else read  # "A with either B or a placebo"
    found = _with_besides(sentence, besides, _told_once(sentence, completed(sentence, found)))
    return _lettered_in_turn(sentence, distinct(sentence, found))


def _sides(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """The alternatives with those that "or" joins before a "versus" as one: "A or B or other chemotherapy versus C"."""
    between = [sentence.typed[one.phrase.end : other.phrase.start] for one, other in pairwise(found)]
    last = max((i for i, said in enumerate(between) if _VERSUS.search(said)), default=0)
    chosen = found[: last + 1]
    if (
        not last
        or not all(_OR.search(said) for said in between[:last])
        or any(a.phrase.names & CONTROLS for a in chosen)
    ):
        return found
    words = " ".join(sentence.words(chosen[0].phrase.start, chosen[-1].phrase.end).split())
    kind = all(is_kind(name) for name in chosen[-1].phrase.names)
    given = chosen[-1].phrase.given if kind else (Concept("intervention", words, known=False),)
    return [with_given(replace(chosen[-1], start=chosen[0].start), given), *found[last + 1 :]]


_OR = re.compile(r"\bor\s")
_VERSUS = re.compile(r"\b(?:versus|vs\.?)\s")


def _lettered_in_turn(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """The alternatives with the letters that stand alone in brackets behind them: "A plus B (A) or C (B)"."""
    letter = arm_words("one_letter")
    told = [letter.search(sentence.typed, one.phrase.start, max(one.end, one.phrase.end)) for one in found]
    said = [sentence.words(*m.span("letter")) for m in told if m]
    if len(said) < 2 or len(said) < len(found) or not count_up(said):
        return found
    called = [(x, f"arm {x}") if x.isalpha() else (f"arm {x}",) for x in said]
    labels = [tuple(dict.fromkeys((*a.labels, *names))) for a, names in zip(found, called, strict=True)]
    return [replace(a, labels=each) for a, each in zip(found, labels, strict=True)]


def _told_once(sentence: Sentence, found: list[Alternative]) -> list[Alternative]:
    """The alternatives without one that a clause of its own tells again: "to A or B; the control group received B"."""
    made: list[Alternative] = []
    for one in found:
        before = {other.phrase.names for other in made}
        again = one.phrase.names in before and len(before) > 1
        if not again or not _TELLS_AGAIN.search(sentence.typed, one.start, one.phrase.start):
            made.append(one)
    return made


_TELLS_AGAIN = re.compile(
    r"\b(?:group|arm|patients|women|men|those)\s(?:received|got|took|(?:was|were)\s(?:given|treated))\b"
)


def _parted(sentence: Sentence, start: int, end: int, one: Alternative) -> list[Stretch]:
    """The stretches of what reads as one alternative: "between A and B", "A with B", "A and B"."""
    if _OR_WITHOUT.match(sentence.typed, one.phrase.end, end):
        return []
    if named := split_behind_regimen(sentence, (start, end)):
        return named
    parts = split_at_with(sentence, start, end)
    named = split_at_and(sentence, (one.start, one.end), (one.phrase.start, one.phrase.end))
    counted = _COUNTED.search(sentence.typed, max(0, one.phrase.start - 40), one.phrase.start)
    return parts or (named[1:] if counted and len(named) - 1 == number(counted["n"]) else named)


_OR_WITHOUT = re.compile(r"\s(?:either\s)?with(?:\s\([^()]*\))?\sor\swithout\b")
"""Behind "between A and B", what sets arms apart instead of "and": all are given A and B."""

_COUNTED = re.compile(r"\b(?P<n>two|three|four)\s(?:[^\s,.;()]+\s){0,3}$", re.IGNORECASE)
"""Before the kind of several treatments that are told behind it: "two new antiemetics, A and B"."""


def _besides(sentence: Sentence, start: int, end: int) -> re.Match[str] | None:
    """What a list of alternatives says at its end that all are given: "A or B, in addition to C"."""
    found = arm_words("besides").finditer(sentence.typed, start, end + LITTLE)
    return next((m for m in found if m.start() <= end + 1 and phrases(sentence, start, min(m.start(), end))), None)


LITTLE = 120
"""Code points behind a list in which ends what all are given: "A was compared with B, each in combination with C"."""


def _with_besides(sentence: Sentence, told: re.Match[str] | None, found: list[Alternative]) -> list[Alternative]:
    """The alternatives with what all of them are given."""
    named = phrases(sentence, *told.span("base")) if told and len(found) > 1 else []
    if len(named) != 1:
        return found
    base = named[0].given
    return [with_given(a, (*a.phrase.given, *(c for c in base if c not in a.phrase.given))) for a in found]


def alternative(sentence: Sentence, start: int, end: int) -> Alternative | None:
    """What one range of the typed text says of one group, where it sets nothing against it; None where it does."""
    found = alternatives(sentence, start, end)
    return replace(found[0], detail="") if len({a.phrase.names for a in found}) == 1 else None


def in_two_ways(sentence: Sentence, found: Sequence[Alternative]) -> list[Alternative]:
    """The two arms of "A with either once-daily or twice-daily B", which read as A once daily and as B; else none."""
    if len(found) != 2 or not (found[0].phrase.given and found[1].phrase.given):
        return []
    one, other = found
    before = arm_words("with_either_way").fullmatch(sentence.typed, one.phrase.end, one.end)
    first = _over(sentence, before.start("way"), one.end) if before else None
    second = _over(sentence, other.start, other.phrase.start)
    if first is None or second is None or first.kind != second.kind or first.key == second.key:
        return []
    both = (*one.phrase.given, *other.phrase.given)
    return [replace(with_given(a, both), detail=d.words) for a, d in ((one, first), (other, second))]


def _over(sentence: Sentence, start: int, end: int) -> Detail | None:
    """The detail that fills a range of the typed text, but for spaces."""
    said = sentence.typed[start:end]
    low, high = start + len(said) - len(said.lstrip()), start + len(said.rstrip())
    return next((d for d in details(sentence, low, high) if (d.start, d.end) == (low, high)), None)
