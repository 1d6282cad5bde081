"""Changes in time within an arm: "pain decreased from baseline in the A group (P = .01)" sets no arm against another.

Nor does what is told of several arms at once, each with statistics of its own: "in the A group (RR) and with B (RR)".

Where a clause sets the arm against another one, or says that the arms did or did not differ, it is a contrast.
"""

from __future__ import annotations

import re

from kg.reading.context import Context
from kg.reading.marks import SIGNS
from kg.reading.patterns import pattern
from kg.reading.results.named_arms import is_measured_against
from kg.reading.results.view import Result
from kg.reading.results.view import findings as _words


def tells_of_changes(result: Result, context: Context) -> bool:
    """Whether a sentence tells how an arm, or each of several, changed in time."""
    if not result.sentence.search(_words("changed")) or result.sentence.search(_words("contrasts")):
        return False
    known, each = context.arms.of(result.trial), set(result.arms.values())
    if not each and len(known) > 1 and result.sentence.search(_words("in_all_arms")):
        return bool(result.sentence.search(_words("in_time")))
    if len(each) > 1:
        told = [arm for at, arm in result.arms.items() if _OWN_P.match(result.typed, at)]
        return len(told) == len(each) == len(set(told))
    times = ("only_one", "in_time") if len(known) > 1 else ("in_time", "treated_since")
    return bool(each or known) and any(result.sentence.search(_words(name)) for name in times)


_OWN_P = pattern(r"{arm}(?:\s(?:groups?|arms?|patients|participants))?\s?[(\[](?:[^()\[\]]{0,60}[\s,;])?{p_value}")
"""An arm with the p value that is its own behind it."""


def tells_of_each_arm(result: Result) -> bool:
    """Whether a sentence has a bracket of statistics behind each of two arms, and does not set them apart."""
    found = [(bracket, at) for bracket in result.brackets if (at := _before(result, bracket)) is not None]
    if len(found) != 2 or not any(all(kind.search(result.typed, *b) for b, _ in found) for kind in _KINDS):
        return False
    (first, before), (second, behind) = found
    joined = _AND.fullmatch(result.typed, first[1], behind) and not _THAN.search(result.typed, second[1])
    apart = is_measured_against(result, before)  # "with A than with B (P) or C (P)"
    return bool(joined) and not apart and result.arms[before] != result.arms[behind]


def _before(result: Result, bracket: tuple[int, int]) -> int | None:
    """Where the arm stands that is right before a bracket."""
    tail = _TAIL.search(result.typed, 0, bracket[0])
    return tail.start() - 1 if tail and tail.start() - 1 in result.arms else None


_TAIL = re.compile(r"(?:[\s-](?:alone|screening|treatment|therapy|monotherapy|groups?|arms?|recipients|users))*\s?$")
_AND = re.compile(r"\s?,?\s(?:and|or)\s(?:also\s)?(?:(?:in|with|for|among)\s)?(?:the\s)?")
_THAN = re.compile(r"\b(?:than|versus|vs)\b")
_KINDS = (re.compile(r"\b(?:[HRO]R|ratio)\b"), re.compile(SIGNS["p_value"]))
"""What a bracket of statistics holds: both of two hold the same."""
