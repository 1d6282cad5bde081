"""The arms that a sentence names, and how each stands in it: told of, measured against, or what people did not get."""

from __future__ import annotations

import re

from kg.model import Arm
from kg.reading.arms.wording.treatments import TREATMENTS, phrases
from kg.reading.marks import SIGNS, any_sign
from kg.reading.results.view import Result
from kg.reading.results.view import sides as _words


def named_arms(result: Result) -> list[tuple[int, Arm]]:
    """The arms that a sentence names, by their places; where it names none, two treatments that it contrasts."""
    named = [(at, arm) for at, arm in sorted(result.arms.items()) if not is_left_out(result, at)]
    if result.arms:
        return named
    if len(result.sentence.of_kind(*TREATMENTS)) < 2:
        return []
    found = phrases(result.sentence)
    if len(found) != 2 or found[0].names == found[1].names:
        return []
    one, other = found
    before, between = result.typed[max(0, one.start - 60) : one.start], result.typed[one.end : other.start]
    contrast = _words("contrast").search(between) or (_words("between").search(before) and " and " in between)
    alike = _words("given_with").search(before) and _words("given_with").search(between)
    ahead = _words("against").search(before)
    if not (contrast or alike or ahead) or ";" in between:
        return []
    return [(p.start, Arm(result.trial, p.given)) for p in found]


def is_left_out(result: Result, at: int) -> bool:
    """Whether the arm at a place is what people did not get ("not receiving A"), and not those who did not get it."""
    if _BUT_NOT.search(result.typed, max(0, at - 30), at):
        return True
    if not _words("left_out").search(result.typed, max(0, at - 30), at):
        return False
    said, arm = result.sentence.words(at, at + 1).casefold(), result.arms.get(at)
    return arm is None or any((c.said or c.name).casefold() in said for c in arm.interventions)


_BUT_NOT = re.compile(r",\sbut\snot\s(?:(?:with|in|for|by)\s)?(?:the\s)?$")
"""Before an arm, this sets it apart from the one of which a clause goes on to tell: "A, but not | B, improved"."""


def is_beside_the_point(result: Result, at: int) -> bool:
    """Whether what is told does not depend on the treatment at a place: "a raised risk, independent of A"."""
    return bool(_words("whatever").search(result.typed, max(0, at - 60), at))


def tells_of_an_amount(result: Result) -> bool:
    """Whether a sentence tells of more of a treatment than others had of it: "longer use of A", of no known dose."""
    known = {at for at, arm in result.arms.items() if arm.detail}
    places = {*result.arms, *(result.sentence.typed_at(m) for m in result.sentence.of_kind(*TREATMENTS))} - known
    more = any(_words("more_of_it").search(result.typed, max(0, at - 60), at) for at in places)
    return more or (not known and bool(_words("amount_of").search(result.typed)))


def before_bracket(result: Result, opened: int) -> int:
    """The place right before a bracket, where the arm or the treatment stands that it is told of."""
    return len(result.typed[:opened].rstrip()) - 1


def is_measured_against(result: Result, at: int) -> bool:
    """Whether the arm at a place is what another is measured against ("than in A"), or is joined to what is."""
    if _words("against").search(result.typed, max(0, at - 110), at) or _NOR_TO.search(
        result.typed, max(0, at - 24), at
    ):
        return True
    before = max((place for place in result.arms if place < at), default=None)
    if before is None or _HAS_MORE.match(result.typed, at + 1):
        return False
    return bool(_OR.fullmatch(result.unbracketed, before + 1, at)) and is_measured_against(result, before)


def is_one_of_several(result: Result, end: int) -> bool:
    """Whether a treatment that ends at a place is one of several, any of which may be meant: "with A or B plus C"."""
    return bool(_OR_ANOTHER.match(result.unbracketed, end))


_OR_ANOTHER = re.compile(
    rf"\s?(?:/|,?\s(?:and/)?or\s(?:[a-z-]+\s){{0,2}})(?:{any_sign(*TREATMENTS)}"
    rf"|{SIGNS['arm']}\s(?:plus|with|combined\swith)\s)"
)


def is_against_no_arm(result: Result, start: int, end: int) -> bool:
    """Whether a stretch measures something against what is none of the arms or treatments that it names.

    "Fewer deaths than planned", "than in BRCA carriers", "compared with the usual approach": what it is told of is not
    told against the trial's other arm. A figure, those who went without, and a control's own name are no such thing.
    """
    places = (found.end() for found in _words("against_what").finditer(result.unbracketed, start, end))
    return any(not _words("may_be_an_arm").match(result.unbracketed, at) for at in places)


_NOR_TO = re.compile(r",\sbut\snot\s(?:to|over|than)\s(?:the\s)?$")
"""Before an arm, this goes on with what another is measured against: "superior to A, but not to | B"."""
_OR = re.compile(
    r"(?:\s?[(\[]\0*[)\]])?,?\s(?:or|and)\s(?:with\s|to\s)?(?:the\s|an?\s|topical\s|oral\s|intravenous\s)?",
    re.IGNORECASE,
)
"""Between two arms that another is measured against."""
_HAS_MORE = re.compile(
    r"\s(?:with|had|showed)\s(?:[a-z]+ly\s)?(?:more|less|fewer|higher|lower|greater|longer|shorter|better|worse)\b"
)
"""Behind an arm, these make it a subject, joined to nothing: "more pain than with A, and B | with more fever"."""
