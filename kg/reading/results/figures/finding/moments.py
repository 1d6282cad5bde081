"""Whether a duration says when a figure was taken, or how long something lasted."""

from __future__ import annotations

import re

from kg.reading.marks import SIGNS, Mark
from kg.reading.results.view import Result, words


def is_attribute(said: str) -> bool:
    """Whether a time is worded as an attribute of what stands behind it.

    >>> is_attribute("5-year"), is_attribute("5 years")
    (True, False)
    """
    return _ATTRIBUTE.search(said) is not None


_ATTRIBUTE = re.compile(r"\w-(?:year|month|week|day)$")


def is_changed(result: Result, at: int) -> bool:
    """Whether what stands at a place is from where something changed: "raised A from 4 to 8 (HR, 0.5) and B from"."""
    return any(words("changed_from").search(text, 0, at) for text in (result.typed, result.unbracketed))


def says_when(result: Result, mark: Mark, before: str, after: str) -> bool:
    """Whether a duration says when, not how long: "at 2 years", "5-year survival"; not "lived 4.0 months without …"."""
    others = words("list_before").search(before)
    bare = before[: others.start()] if others else before
    said = mark.span.of(result.sentence.passage.text)
    broken = bool(_DECIMALS.search(said))
    if is_attribute(said) and not broken:
        return True
    ranged = mark.quantity.upper is not None
    if mark.quantity.qualifier and words("of_an_age").search(before):
        return True
    began = result.sentence.typed_at(mark) - len(before) + len(bare)
    if is_changed(result, began) and (ranged or others or words("to_another").match(after)):
        return False
    measured = broken or _OF_ARM.match(after)
    told_at = measured and words("measure_at").search(bare) and not words("was_share").match(after)
    if _BETWEEN_BRACKETS.search(before) and words("opens_share").match(after):
        return True
    if words("lived_for").search(before):
        return False
    if (words("when_before").search(bare) and not told_at) or _lived(result, mark):
        return True
    lived = re.search(r"\b(?:lived|survived|live|went|go)\b", before)
    if lived and said.endswith("s") and words("followed_by_measure").search(after):
        return False
    return bool(words("when_after").search(after))


_OF_ARM = re.compile(rf"\s?[(\[]\s?(?:{SIGNS['arm']}|control\b)")
"""Behind a time, the arm whose it is: "similar at 28 weeks | (A) and 21 weeks (B)"."""

_BETWEEN_BRACKETS = re.compile(r"[)\]],?\s(?:and\s)?$")
"""Before a time that has a bracket of shares of its own, the one before it: "1 year (47% v 36%), | 2 years (28% …"."""
_DECIMALS = re.compile(r"\d[.·]\d")
"""In a duration, decimals, as measured ones have and agreed times have not."""


def _lived(result: Result, mark: Mark) -> bool:
    """Whether a duration is how long people lived whom a figure before it counts: "45 percent survived 2 years"."""
    at = result.sentence.typed_at(mark)
    found = words("lived_before").search(result.typed, max(0, at - 40), at)
    counted = result.sentence.marks_in(max(0, at - 120), found.start(), "percent", "count") if found else []
    if found is None or not counted:
        return False
    measure = result.measures.get(found.start())
    if measure is None or measure.predicate:
        return True
    return bool(mark.quantity.qualifier) and bool(
        words("had").search(result.between(result.sentence.typed_at(counted[-1]) + 1, found.start()))
    )
