"""Changes in time within an arm: "pain decreased from baseline in the A group (P = .01)" sets no arm against another.

Where a clause sets the arm against another one, or says that the arms did or did not differ, it is a contrast.
"""

from __future__ import annotations

import re
from functools import cache, partial

from kg.reading.context import Context
from kg.reading.patterns import one_of, pattern
from kg.reading.results.view import Result

_words = partial(one_of, "findings")


def tells_of_changes(result: Result, context: Context) -> bool:
    """Whether a sentence tells how an arm, or each of several, changed in time."""
    if not result.sentence.search(_words("changed")) or result.sentence.search(_words("contrasts")):
        return False
    known, each = context.arms.of(result.trial), set(result.arms.values())
    if not each and len(known) > 1 and result.sentence.search(_words("in_all_arms")):
        return bool(result.sentence.search(_words("in_time")))
    if len(each) > 1:
        told = [arm for at, arm in result.arms.items() if _own_p().match(result.typed, at)]
        return len(told) == len(each) == len(set(told))
    times = ("only_one", "in_time") if len(known) > 1 else ("in_time", "treated_since")
    timed = any(result.sentence.search(_words(name)) for name in times)
    return timed and (bool(each) or len(known) == 1)


@cache
def _own_p() -> re.Pattern[str]:
    """An arm with the p value that is its own behind it."""
    return pattern(r"{arm}(?:\s(?:groups?|arms?|patients|participants))?\s?[(\[](?:[^()\[\]]{0,60}[\s,;])?{p_value}")
