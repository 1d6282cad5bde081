"""What is told of several arms at once, each with statistics of its own: "reduced in the A group (RR) and with B (RR)".

Neither of the two is measured against the other.
"""

from __future__ import annotations

import re

from kg.reading.marks import SIGNS
from kg.reading.results.named_arms import is_measured_against
from kg.reading.results.view import Result


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
