"""The treatments that a sentence names and no arm is given: where it is told of them, it is not told of the arms.

In a trial of two drugs "screening cut the risk" tells nothing of either, and nor does "A works as well as B" where B
was given to nobody.
"""

from __future__ import annotations

import re

from kg.model import Arm
from kg.reading.arms.entries import CONTROLS, expanded
from kg.reading.arms.wording.treatments import TREATMENTS, phrases
from kg.reading.marks import SIGNS, Mark
from kg.reading.results.named_arms import is_measured_against, named_arms
from kg.reading.results.view import Result
from kg.reading.results.view import sides as _words


def others(result: Result, known: tuple[Arm, ...], *kinds: str) -> list[int]:
    """The places in the typed text of the treatments, or of those of some kinds of mark, that no known arm is given."""
    given = {c.name for arm in known for c in arm.interventions}
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
    """Whether a sentence sets the treatment at a place beside an arm: "did not differ between A or | B"."""
    return bool(_BETWEEN.search(result.typed, max(0, at - 70), at))


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
