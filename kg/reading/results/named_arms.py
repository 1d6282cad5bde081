"""The arms that a sentence names and how each stands in it, and the treatments it names that no arm is given.

An arm is told of, measured against, or what people did not get. Where a treatment that no arm is given is told of, it
is not told of the arms: in a trial of two drugs "screening cut the risk" tells nothing of either, and nor does "A works
as well as B" where B was given to nobody.
"""

from __future__ import annotations

import re

from kg.model import Arm
from kg.reading.arms.entries import CONTROLS, expanded
from kg.reading.arms.wording.treatments import TREATMENTS, phrases
from kg.reading.marks import SIGNS, Mark, any_sign
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


def others(result: Result, known: tuple[Arm, ...], *kinds: str) -> list[int]:
    """The places in the typed text of the treatments, or of those of some kinds of mark, that no known arm is given."""
    names = {c.name for arm in known for c in arm.interventions}
    given = names | {word for name in names for word in name.split()}
    marks = result.sentence.of_kind(*(kinds or TREATMENTS))
    return [result.sentence.typed_at(m) for m in marks if m.concept.name not in given] or _alone(result, known)


def _alone(result: Result, known: tuple[Arm, ...]) -> list[int]:
    """The places of treatments told of alone that arms were given with others only: "A alone", of A with B."""
    if not known or not _ALONE.search(result.typed):
        return []
    given = [{c.name for c in arm.interventions} - CONTROLS for arm in known]
    told = [p for p in phrases(result.sentence) if p.alone and p.names not in given]
    return [p.start for p in told if not any(c.name in CONTROLS for c in p.given)]


_ALONE = re.compile(r"\b(?:alone|only)\b")


def names_no_arm(result: Result, known: tuple[Arm, ...], *kinds: str) -> bool:
    """Whether a sentence names a treatment, or one of some kinds, that no arm is given, nor people had before."""
    given = expanded({c.name for arm in known for c in arm.interventions})
    marks = (m for m in result.sentence.of_kind(*(kinds or TREATMENTS)) if m.concept.name not in given)
    places = (result.sentence.typed_at(mark) for mark in marks if mark.kind == "drug" or not _is_compared(result, mark))
    return any(not _is_before_it(result, at) for at in places)


def _is_before_it(result: Result, at: int) -> bool:
    return bool(_BEFORE_IT.search(result.typed, max(0, at - 50), at))


_BEFORE_IT = re.compile(
    rf"\b(?:prior|previous(?:ly)?|earlier|before)\b[^.;,]*$|{SIGNS['duration']}\s(?:after|following)\s(?:the\s|their\s)?$"
    r"|\b(?:remain(?:ing|ed)|residual|left)\s[^.;,]*\safter\s$",
    re.IGNORECASE,
)
"""Before a treatment, this says that people had it before a trial, or when something was so: "5 days after A"."""


def _is_compared(result: Result, mark: Mark) -> bool:
    """Whether a procedure is what two arms differed in, or did not: "no difference in limb salvage"."""
    return bool(_DIFFERED_IN.search(result.typed, 0, result.sentence.typed_at(mark)))


_DIFFERED_IN = re.compile(r"\bdiffer(?:ed|ences?)?\b[^.;]{0,60}?\sin\s(?:[^.()]|\([^()]*\))*$", re.IGNORECASE)


def sets_others_apart(result: Result, known: tuple[Arm, ...]) -> bool:
    """Whether a sentence that names no arm tells of others: "between the X and Y schedules", "with longer therapy"."""
    found = result.sentence.search(_words("others_apart"))
    called = " ".join(f"{arm.detail} {c.name} {c.said}" for arm in known for c in arm.interventions).casefold()
    ways = [group for group, said in found.groupdict().items() if said] if found else []
    return bool(found and not any(result.sentence.words(*found.span(way)).casefold() in called for way in ways))


def names_another(result: Result, start: int, known: tuple[Arm, ...]) -> bool:
    """Whether a sentence names a drug of no arm before a cue: "A works as well as B, and it does not raise …"."""
    return any(at < start for at in others(result, known, "drug"))


def speaks_of_another(result: Result, cue: tuple[int, int], known: tuple[Arm, ...], low: int) -> bool:
    """Whether a sentence that names no arm names a treatment of none, so that the trial's arms are not meant.

    So it is of a clause that names a drug of no arm before its cue: "A improved survival, whereas B did not", `low` its
    start; and of one whose people were given another: "those who had undergone B reported more X".
    """
    if named_arms(result):
        drugs = others(result, known, "drug") if low else []
        given = [at for at in others(result, known) if _GIVEN.search(result.typed, max(low, at - 40), at)]
        return any(low <= at < cue[0] for at in (*drugs, *given))
    return any(not (cue[0] <= at < cue[1] or _is_before_it(result, at)) for at in others(result, known))


_GIVEN = re.compile(
    r"\b(?:who|had|were|women|men|patients)\s(?:under(?:went|gone|going)|receiv(?:ed|ing))\s(?:an?\s|the\s)?$"
)
"""Before a treatment, that those of whom a clause tells were given it."""


def is_set_beside(result: Result, at: int) -> bool:
    """Whether a sentence sets the treatment at a place beside an arm or against one: "longer with | B than with A"."""
    if _WITH.search(result.typed, 0, at) and _THAN.match(result.typed, at + 1):
        return True
    return bool(_BETWEEN.search(result.typed, max(0, at - 70), at))


_WITH = re.compile(r"\b(?:with|in|for|by|on|given|received|receiving)\s(?:the\s)?(?:[\w-]+-)?$")
_THAN = re.compile(
    r"(?:\s(?:alone|group|arm)|\s\([^()]*\)){0,2},?\s(?:than|versus|vs\.?|(?:when\s|as\s)?compared\s(?:with|to))"
    rf"\s(?:(?:with|in|for|on|by|the|those|who|received|receiving|given)\s){{0,4}}{SIGNS['arm']}"
)
"""Behind a treatment, the arm that it is measured against."""
_BETWEEN = re.compile(rf"\bbetween\s[^.;,]{{0,40}}{SIGNS['arm']}[\w-]*\s(?:and|or|versus|vs\.?)\s(?:[a-z]+\s){{0,3}}$")
"""Before a treatment, the arm that it is set beside."""


def compares_another(result: Result, known: tuple[Arm, ...], named: list[int]) -> bool:
    """Whether a sentence is told of a treatment of no arm, or sets the arms that it names against such a one."""
    if _begins_with_another(result, known):
        return True
    return any(is_measured_against(result, at) or is_set_beside(result, at) for at in others(result, known, "drug"))


def _begins_with_another(result: Result, known: tuple[Arm, ...]) -> bool:
    """Whether the subject that a sentence begins with is a treatment of no arm: "Screening cut the risk of …"."""
    found = _words("begins_with").match(result.typed)
    return bool(found) and found is not None and found.start("given") in others(result, known)
