"""Of whom a cue is told: the arm that its clause speaks of, and the one that this is measured against.

A clause that names its sides ("longer with A than with B", "fewer strokes in the A group") is taken at its word; one
that names none ("did not differ between the groups") speaks of the two sides of its sentence, else of its trial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Arm, Concept
from kg.reading.arms.entries import is_control, names_of, of_control
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context
from kg.reading.results.comparing.sides import (
    NOBODY,
    Sides,
    compared,
    is_only_control,
    is_the_known_way,
    ordered,
    trial_sides,
)
from kg.reading.results.named_arms import (
    is_against_no_arm,
    is_left_out,
    is_measured_against,
    is_one_of_several,
    is_set_beside,
    named_arms,
    names_another,
    others,
    speaks_of_another,
)
from kg.reading.results.view import Result
from kg.reading.results.view import sides as _words
from kg.reading.trials.single import is_abstract


@dataclass(frozen=True)
class Told:
    """Of whom a cue is told.

    Attributes:
        sides: the experimental arm and the comparator.
        turned: whether the cue is told of the control, so that its direction turns.
        contrasted: whether its clause names both sides itself.
        own: whether the sides are treatments that the clause alone names, and no known arms (`treated.py`).

    """

    sides: Sides
    turned: bool = False
    contrasted: bool = False
    own: bool = False

    @property
    def of_control(self) -> bool:
        """Whether it is told of a control alone, by its name: that those on a placebo got better speaks for nothing."""
        mine, against = self.sides
        return mine is not None and against is None and of_control(names_of(mine.interventions))


def told_of(result: Result, context: Context, cue: tuple[int, int], low: int, acts: bool = False) -> Told:
    """The sides of a cue.

    Args:
        result: the sentence.
        context: the document's arms.
        cue: where the cue begins, and where it and what fills its slot end.
        low: where the cue's clause begins.
        acts: whether the cue says what an arm does ("reduced"), so that this arm is no control of another.

    """
    sides, known = trial_sides(context, result), context.arms.of(result.trial)
    if _is_of_others(result, known, cue, low):
        return Told(NOBODY)
    mine, against = _clause_sides(result, cue, low, sides is None)
    at_hand = None if against or (acts and mine is not None) else _right_behind(result, cue[1])
    mine = at_hand or mine
    if against is None and is_against_no_arm(result, cue[0], clause_end(result.unbracketed, cue[1])):
        if mine is not None and sides is not None and mine == sides[1]:
            return Told(NOBODY)
        sides = None
    if against is None and (mine is None or at_hand is not None):
        pair = NOBODY if mine is None and speaks_of_another(result, cue, known, low) else compared(result, context)
        if mine is None or (mine in pair and None not in pair and not _may_be_of_both(result, mine, pair)):
            contrasted = None not in pair and {arm for _, arm in named_arms(result)} == set(pair)
            return Told(pair, mine is not None and mine == pair[1], contrasted)
    if mine is None:
        return Told(NOBODY if names_another(result, cue[0], known) else _left(result, cue, sides, against))
    if sides is not None and mine in sides and against in (None, *sides):
        if against is None and ((acts and mine == sides[1]) or _may_be_of_both(result, mine, sides)):
            return Told((mine, None))
        strong = is_control(sides[1], sides[0]) or against is None or _are_told(context, result.trial, sides)
        pair = sides if strong else (mine, against)
        return Told(pair, mine == pair[1], against is not None)
    if against is None:
        return Told(NOBODY if is_only_control(mine) or is_the_known_way(mine, context) else (mine, None))
    pair = ordered(mine, against, result.trial, context)
    return Told(pair, mine == pair[1], contrasted=True)


def _is_of_others(result: Result, known: tuple[Arm, ...], cue: tuple[int, int], low: int) -> bool:
    """Whether a cue is told of a factor, or of a drug that is no known arm and set beside these or against them."""
    it = _IT.search(result.typed, low, cue[0]) and names_another(result, min(result.arms, default=cue[0]), known)
    if it or result.sentence.search(_words("by_factor")):
        return True
    drugs = others(result, known, "drug") if len(known) > 1 else []
    return any(is_set_beside(result, at) or (at < cue[0] and is_measured_against(result, at)) for at in drugs)


def _left(result: Result, cue: tuple[int, int], sides: Sides | None, against: Arm | None) -> Sides:
    """The sides of a cue that names only what something is measured against: the trial's other arm, and that one."""
    unknown = against is not None and _UNKNOWN.search(result.typed, cue[1], _at_against(result, cue[1]))
    left = [] if unknown else [arm for arm in sides or () if arm != against]
    return (left[0], against) if len(left) == 1 else NOBODY


def _at_against(result: Result, start: int) -> int:
    """Where the first arm behind a place stands that another is measured against."""
    places = [at for at, _ in named_arms(result) if at >= start and is_measured_against(result, at)]
    return min(places, default=start)


_UNKNOWN = re.compile(r"\s(?:in|with|for|among|after)\s(?:the\s)?[A-Z][A-Z0-9]{1,6}\s")
"""Between a cue and what it is measured against, initials that are no known arm: "shorter in SC than in A"."""


def _are_told(context: Context, trial: Concept, sides: tuple[Arm, Arm]) -> bool:
    """Whether a document says which arm is tested: by its results, an abstract by its conclusion or title too."""
    by_words = is_abstract(context.document) and not context.arms.by_mention(trial)
    return by_words or context.arms.opposed.get(trial) == sides[1]


_IT = re.compile(r"\b(?:it|the drug)\s(?:also\s)?$", re.IGNORECASE)
"""Before a cue, what is the drug that its sentence names first."""


def _may_be_of_both(result: Result, mine: Arm, sides: Sides) -> bool:
    """Whether what a sentence calls by the name of a base may hold what is added to it: "A with or without B"."""
    tested, base = sides
    if tested is None or mine != base or not set(base.interventions) < set(tested.interventions):
        return False
    places = [at for at, arm in named_arms(result) if arm == base]
    if places and all(result.bracketed(at) for at in places):
        return False  # beside its figure: "no difference (60% [A with B] vs. 55% [A])"
    if any(_CONTINUED.search(result.typed, max(0, at - 24), at) for at in places):
        return False
    said = [result.sentence.words(at, min(at + 12, len(result.typed))) for at in places]
    return not any(_words("alone").search(words) for words in said)


_CONTINUED = re.compile(r"\bcontinu(?:ed|ing)\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
"""Before a base, this says that nothing was added to it."""


def _clause_sides(result: Result, cue: tuple[int, int], low: int, unknown: bool) -> Sides:
    """The arm that a clause speaks of and the one it measures it against; none of which it names two alike."""
    start, end = cue
    inside = any(a < end < b for a, b in result.brackets)
    stop = clause_end(result.typed if inside else result.unbracketed, end)
    near = [(at, arm) for at, arm in named_arms(result) if low <= at < stop]
    near = [(at, arm) for at, arm in near if not _words("added_to").search(result.typed, low, at)]
    set_against = [(at, arm) for at, arm in near if is_measured_against(result, at)]
    against = [arm for at, arm in set_against if not is_one_of_several(result, at + 1)]
    at_hand, other = _right_behind(result, end), next((arm for at, arm in set_against if at > end), None)
    if at_hand is not None and other not in (None, at_hand):
        return at_hand, other
    told = [(at, arm) for at, arm in near if not is_measured_against(result, at)]
    treatment = _subject_treatment(result, start, low, [at for at, _ in told if at < start]) if unknown else None
    if treatment is not None:
        told = [(start, treatment)]
    before, behind = [a for at, a in told if at < end], [a for at, a in told if end <= at < end + 110]
    if len({arm for _, arm in told}) > 1 and not (before and against):
        return (before[0], None) if len(set(before)) == 1 else NOBODY
    coordinated = re.search(r"\b(?:and|or|but)\s(?:also\s)?$", result.typed[:start], re.IGNORECASE)
    mine = before[0 if coordinated else -1] if before else behind[0] if behind else None
    return mine, next((arm for arm in against if arm != mine), None)


def _right_behind(result: Result, end: int) -> Arm | None:
    """The arm in which the clause says that it was so ("more common in A"), whatever arm stands before."""
    found = _IN.match(result.typed, end)
    return result.arms.get(found.end()) if found else None


_IN = re.compile(
    r"(?:\s(?:was|were)\s(?:also\s)?(?:required|needed|necessary|seen|observed|reported|noted|found|recorded))?"
    r"\s(?:in|with|for|among)\s(?:the\s)?",
    re.IGNORECASE,
)


def _subject_treatment(result: Result, start: int, low: int, arms: list[int]) -> Arm | None:
    """A treatment that is the subject of the cue's verb and none of the known arms: "raloxifene reduced …"."""
    found = _words("subject_treatment").search(result.typed, low, start)
    if found is None or any(at > found.start("given") for at in arms):
        return None
    begins = found.start("given")
    if " and " in found["given"] and _ARE.search(result.typed, found.end("given") - 1, start + 6):
        return None
    if result.typed[low:begins].lower().endswith(("both ", "/")):  # each did so by itself; one of "A/B"
        return None
    if _words("after_others").search(result.typed, max(low, begins - 70), begins):
        return None
    if _words("added_to").search(result.typed, low, begins) or is_measured_against(result, begins):
        return None
    if is_left_out(result, begins) or _words("treated_not").search(result.typed, max(low, begins - 60), begins):
        return None
    given = [m.concept for m in result.sentence.marks_in(*found.span("given"), *TREATMENTS)]
    return Arm(result.trial, tuple(dict.fromkeys(given))) if given else None


_ARE = re.compile(r"(?<!\w)(?:are|were|have)\s")
"""Behind two treatments, that something is told of each and not of both together."""


def clause_end(typed: str, at: int) -> int:
    """Where the clause of a place of a typed text ends."""
    found = _words("clause_end").search(typed, at)
    return found.start() if found else len(typed)
