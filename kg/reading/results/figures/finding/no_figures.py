"""Whether a number tells an outcome, or is a change, a bound, a spread, a group's size or how many took part."""

from __future__ import annotations

import re

from kg.reading.marks import SIGNS, Mark
from kg.reading.numbers import Quantity
from kg.reading.patterns import pattern
from kg.reading.results.figures.finding.moments import says_when
from kg.reading.results.view import Result, words


def tells_an_outcome(result: Result, mark: Mark, before: str, after: str) -> bool:
    """Whether a percentage, a duration or a count may tell an outcome, by the words before and behind it."""
    quantity = mark.quantity
    if any(words(name).search(before) for name in _OF_SOMETHING_ELSE):
        return False
    at = result.sentence.typed_at(mark)
    if words("of_event").search(before) and not words("of_less_of_an_event").search(result.sentence.words(0, at)):
        return False
    if _is_no_figure(quantity, mark.span.of(result.sentence.passage.text), before, after):
        return False
    return _TELLS[mark.kind](result, mark, before, after)


_OF_SOMETHING_ELSE = (
    "plus_minus_before", "spread_before", "of_another_grade", "not_evaluated_in", "historical",
)  # fmt: skip
"""Tables of words before a number that make it a spread, of earlier people, or of whom nothing is known."""


def _is_share(result: Result, mark: Mark, before: str, after: str) -> bool:
    """Whether a percentage may be the share of those who had an outcome."""
    no_share = any(words(name).search(before) for name in ("people_of_a_part", "no_share"))
    if words("strength").search(before) and not words("of_the_next_arm").search(before):
        no_share = no_share or not _listed_beside(result, mark)
    no_share = no_share or bool(after.startswith(" of ") and words("the_part").search(before))
    return not (no_share or _is_a_change(before, after) or words("not_people").search(after))


def _listed_beside(result: Result, mark: Mark) -> bool:
    """Whether a percentage right behind an arm stands in a bracket, or behind a colon, that gives each arm its own."""
    bracket = result.bracket_at(result.sentence.typed_at(mark))
    if bracket is None:
        return bool(words("shares_behind_colon").search(result.typed))
    return bool(words("listed_shares").search(result.typed, *bracket))


def _is_time(result: Result, mark: Mark, before: str, after: str) -> bool:
    """Whether a duration may be the time until something befell people."""
    return not (says_when(result, mark, before, after) or _is_a_change(before, after))


def _counts_people(result: Result, mark: Mark, before: str, after: str) -> bool:
    """Whether a count may be of those who had an outcome."""
    quantity, at = mark.quantity, result.sentence.typed_at(mark)
    if quantity.value is None or words("counts_studies").match(after):
        return False
    if not _counts_responses(result, at) and _is_of_a_group(result, mark, before):
        return False
    graded = quantity.value <= 5 and quantity.of is None and words("grade_list").search(before)
    return not graded and _is_told_of_people(result, at, quantity.of is not None)


_TELLS = {"percent": _is_share, "duration": _is_time, "count": _counts_people}
"""By the kind of a number: whether it may tell an outcome, between the words before and behind it."""


def _is_of_a_group(result: Result, mark: Mark, before: str) -> bool:
    """Whether a count tells how many were in a group: "A (n = 31)", but not "12% (n = 4)"."""
    said = mark.span.of(result.sentence.passage.text)
    return bool(_SIZE.match(said)) and not re.search(pattern(r"{percent}\s?[(\[]\s?$").pattern, before)


_SIZE = re.compile(r"n\s?=", re.IGNORECASE)
"""How the size of a group begins: "n = 31", and not "Nine patients"."""


def _is_no_figure(quantity: Quantity, said: str, before: str, after: str) -> bool:
    """Whether a quantity is a difference in points, the spread of a time, or from where on people were told of.

    "a gain of 5 percentage points"; "alive (11 to 42 months)"; "with >=26% blasts", "occurring in >10%".
    """
    if quantity.kind == "percent" and said.endswith(("point", "points")):
        return True
    if quantity.kind == "duration" and quantity.upper is not None and before.endswith(("(", "[")):
        return after.startswith((")", "]", ";"))
    if (
        quantity.kind == "duration"
        and (quantity.upper is not None or quantity.qualifier)
        and words("told_from_others").search(before)
    ):
        return True  # "in patients with sensitive disease (relapse-free interval 6-12 months)"
    if quantity.kind == "percent" and quantity.upper is not None and words("class_of_response").search(before):
        return True
    if quantity.qualifier in ("", "~"):
        return False
    had = said[0] in "<>≤≥⩽⩾" and words("limit_after").match(after)
    return bool(had or words("limit_before").search(before))


def _is_a_change(before: str, after: str) -> bool:
    """Whether a figure is a change or a difference: "a 12 percent reduction", but not "a 12 percent response rate"."""
    told = words("change_before").search(before) and not words("share_with_change").search(before)
    if told or words("change_after").search(after):
        return True
    compared = re.match(r"[^()]*\b(?:vs?|versus|compared)\b|[)\]]\sthan\b", after)
    if words("change_bracket").search(before) and not compared:
        return True
    return bool(words("change_named").search(before)) and not words("followed_by_measure").match(after)


def _is_told_of_people(result: Result, at: int, of: bool) -> bool:
    """Whether a count tells how many had an outcome, not how many were enrolled or made up a group."""
    before, after = _FIRST_OF_TWO.sub("", result.typed[max(0, at - 60) : at]), result.typed[at + 1 : at + 90]
    if words("per_so_many").match(after):
        return False
    if words("beside_percent").search(result.typed[:at]):
        return True
    if words("deaths_in").match(after) and words("counted_deaths").search(result.sentence.words(at, at + 1)):
        return True
    if _counts_responses(result, at) or (of and words("measured_in").search(before)):
        return True
    if words("enrolled_after").search(after) and not (of and words("in_an_arm").match(after)):
        return False
    crossed = next(
        (place for place, m in result.measures.items() if m.concept.name == "crossover" and place > at), None
    )
    if crossed is not None and not words("told_of_others").search(result.between(at + 1, crossed)):
        return True
    if words("died_in_both").match(result.typed, at + 1) or words("in_other_arm").search(result.typed, 0, at):
        return True
    if words("enrolled_before").search(before):
        did = result.measures.get(at + 2)  # "a total of 22 patients died"
        told = of or bool(words("percent_behind").search(after)) or (did is not None and did.predicate)
        return (
            bool(words("occurred_in").search(before))
            or _done_in(result, at)
            or (told and bool(words("may_be_told").search(before)))
        )
    if words("told_behind").match(after):
        return True
    predicate = any(m.predicate and at < place < at + 60 for place, m in result.measures.items())
    return of or predicate or bool(words("percent_behind").search(after)) or _is_slotted(result, at)


def _is_slotted(result: Result, at: int) -> bool:
    """Whether a count of one of two arms stands where a clause tells how many had what no list knows (`slots.py`)."""
    two = len(set(result.arms.values())) > 1
    return two and any(slot.found.start("figure") <= at < slot.found.end() for slot in result.slots)


_FIRST_OF_TWO = re.compile(rf"(?:{SIGNS['number']},\s)*{SIGNS['number']}\s(?:v|vs|versus|and)\.?\s$")
"""Before a count, other numbers of the same people: "in | 5 v 11 patients", "seen in | 4, 12 and 20 patients"."""


def _done_in(result: Result, at: int) -> bool:
    """Whether a count is of those in whom something was done: "tumors shrank in | four women"."""
    where = _IN.search(result.typed, max(0, at - 9), at)
    return where is not None and any(m.predicate and m.end == where.start() for m in result.measures.values())


_IN = re.compile(r"\sin\s(?:only\s|all\s)?$")


def _counts_responses(result: Result, at: int) -> bool:
    """Whether a count stands alone in a bracket behind what it counts: "partial response (n = 9), stable disease (14)".

    It does not where people are told by it: "in patients with stable disease (n = 14)".
    """
    measure = result.measures.get(at - 3)
    if measure is None or result.typed[at - 2 : at] != " (" or result.typed[at + 1 : at + 2] not in tuple("),;"):
        return False
    counted = words("countable_measures").search(measure.concept.name)
    return bool(counted) and not words("of_whom").search(result.typed, 0, at - 3)
