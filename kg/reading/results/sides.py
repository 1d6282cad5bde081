"""The two sides of a comparison: which arm a sentence speaks of, and what it is measured against.

A clause that names its sides ("longer with A than with B", "fewer strokes in the A group") is taken at its word; one
that names none ("did not differ between the groups") speaks of the two sides of its sentence, else of its trial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from kg.model import Arm, Concept
from kg.reading.arms.alternative import not_given
from kg.reading.arms.arms import CONTROLS, is_control
from kg.reading.arms.details import details
from kg.reading.arms.entries import expanded, is_open, names_of
from kg.reading.arms.treatments import TREATMENTS, Phrase, classes, phrases
from kg.reading.context import Context
from kg.reading.marks import Mark
from kg.reading.patterns import one_of
from kg.reading.results.people import tells_of_people
from kg.reading.results.tied import against_others
from kg.reading.results.view import Result

Sides = tuple[Arm | None, Arm | None]
"""The experimental arm and the comparator; neither, where nothing says what is compared."""
NOBODY: Sides = (None, None)


_words = partial(one_of, "sides")


def trial_sides(context: Context, trial: Concept) -> tuple[Arm, Arm] | None:
    """The two sides of a trial; of a single treatment and a combination, else alike, the combination is tested."""
    pair = context.arms.sides(trial)
    if pair is not None and pair[0].interventions == pair[1].interventions and any(map(_is_named_by_detail, pair)):
        return None
    if pair is None or is_control(pair[1], pair[0]) or len(pair[0].interventions) > 1 == len(pair[1].interventions):
        return pair
    titled = any(c.name in context.arms.title for c in pair[0].interventions)
    combined = len(pair[0].interventions) == 1 < len(pair[1].interventions)
    turned = combined and not titled and not context.arms.told_in_order(trial)
    return (pair[1], pair[0]) if turned else pair


def _is_named_by_detail(arm: Arm) -> bool:
    """Whether what tells an arm from another of one treatment is but a word of that treatment's name."""
    return bool(arm.detail) and any(arm.detail.casefold() in c.name.casefold() for c in arm.interventions)


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


def named_arms(result: Result) -> list[tuple[int, Arm]]:
    """The arms that a sentence names, by their places; where it names none, two treatments that it contrasts."""
    named = [(at, arm) for at, arm in sorted(result.arms.items()) if not _left_out(result, at)]
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


def _left_out(result: Result, at: int) -> bool:
    """Whether the arm at a place is what people did not get ("not receiving A"), and not those who did not get it."""
    if not _words("left_out").search(result.typed, max(0, at - 30), at):
        return False
    said, arm = result.sentence.words(at, at + 1).casefold(), result.arms.get(at)
    return arm is None or any((c.said or c.name).casefold() in said for c in arm.interventions)


def compared(result: Result, context: Context) -> Sides:
    """The experimental arm and the comparator of a sentence: as it names them, else the trial's two sides."""
    placed = named_arms(result)
    named = list(dict.fromkeys(arm for _, arm in placed))
    sides = trial_sides(context, result.trial)
    if tells_of_people(result, result.typed) or (not named and result.sentence.search(_words("of_people"))):
        return NOBODY
    if result.sentence.search(_words("by_factor")):
        return NOBODY
    if _compares_another(result, context.arms.of(result.trial), [at for at, _ in placed]):
        return NOBODY
    if not named and names_no_arm(result, context.arms.of(result.trial)):
        return NOBODY
    alien = len(named) == 1 and against_others(result, placed[0][0])
    if (
        sides is not None
        and not alien
        and (set(named) <= set(sides) or _both_and_others(named, sides, context.arms.of(result.trial)))
    ):
        return sides
    if len(named) == 2:
        return _ordered(named[0], named[1], context.arms.of(result.trial))
    if len(named) == 1:
        at = next(place for place, arm in placed if arm == named[0])
        aside = is_measured_against(result, at) or _only_control(named[0])
        known_way = _is_the_known_way(named[0], context)
        return NOBODY if aside or known_way else (named[0], without(result, named[0], at))
    if not named and result.sentence.search(_words("another_way")):
        return NOBODY
    only = context.arms.of(result.trial)
    meant = not result.trial.name.startswith("study") or result.sentence.search(_words("groups"))
    return (only[0], None) if len(only) == 1 and not named and meant else NOBODY


def without(result: Result, arm: Arm, start: int) -> Arm | None:
    """Those who went without what an arm was given, where a sentence measures it against them behind a place."""
    found = _words("against_without").search(result.typed, start)
    if found is None or any(c.name in CONTROLS or c.name.startswith("no ") for c in arm.interventions):
        return None
    marks = result.sentence.marks_in(found.end(), min(found.end() + 40, len(result.typed)), *TREATMENTS)
    given = expanded({c.name for c in arm.interventions}) | {parent for c in arm.interventions for parent in c.parents}
    if any(m.concept and m.concept.name not in given for m in marks):
        return None
    return Arm(arm.trial, (not_given(Phrase(0, 0, arm.interventions)),))


def is_one_schedule(result: Result, known: tuple[Arm, ...]) -> bool:
    """Whether a sentence sets one schedule of a treatment against others, in a trial whose arms are not all told."""
    if len(known) > 1 or not result.arms:
        return False
    told = [d.end + 1 for d in details(result.sentence) if d.kind in ("schedule", "manner")]
    return any(at in result.arms and _words("schedule_told").search(result.sentence.words(at, at + 1)) for at in told)


def _begins_with_another(result: Result, known: tuple[Arm, ...]) -> bool:
    """Whether the subject that a sentence begins with is a treatment of no arm: "Screening cut the risk of …"."""
    found = _words("begins_with").match(result.typed)
    return bool(found) and found is not None and found.start("given") in _others(result, known)


def _compares_another(result: Result, known: tuple[Arm, ...], named: list[int]) -> bool:
    """Whether a sentence is told of a treatment of no arm, or sets the arms that it names against such a one."""
    if _begins_with_another(result, known):
        return True
    return any(is_measured_against(result, at) for at in _others(result, known, "drug"))


def _both_and_others(named: list[Arm], sides: tuple[Arm, Arm], known: tuple[Arm, ...]) -> bool:
    """Whether a sentence names both sides, and beside them only what is no arm: "after A, … in B and … in C"."""
    return set(sides) < set(named) and not any(arm in known for arm in named if arm not in sides)


def _only_control(arm: Arm) -> bool:
    """Whether an arm is a control by the name of all that it is given."""
    return all(_words("controls").search(c.name) for c in arm.interventions)


def _is_the_known_way(arm: Arm, context: Context) -> bool:
    """Whether an arm is told by its kind alone ("chemotherapy"), of a trial that compared it with another."""
    return arm.trial in context.arms.compared and is_open(names_of(arm.interventions))


def told_of(result: Result, context: Context, cue: tuple[int, int], low: int, acts: bool = False) -> Told:
    """The sides of a cue.

    Args:
        result: the sentence.
        context: the document's arms.
        cue: where the cue begins, and where it and what fills its slot end.
        low: where the cue's clause begins.
        acts: whether the cue says what an arm does ("reduced"), so that this arm is no control of another.

    """
    sides, known = trial_sides(context, result.trial), context.arms.of(result.trial)
    if result.sentence.search(_words("by_factor")):
        return Told(NOBODY)
    if _IT.search(result.typed, low, cue[0]) and _names_another(result, min(result.arms, default=cue[0]), known):
        return Told(NOBODY)
    if len(known) > 1 and any(at < cue[0] and is_measured_against(result, at) for at in _others(result, known, "drug")):
        return Told(NOBODY)
    mine, against = _clause_sides(result, cue, low, sides is None)
    at_hand = None if acts or against else _right_behind(result, cue[1])
    mine = at_hand or mine
    if against is None and (mine is None or at_hand is not None):
        pair = NOBODY if mine is None and _speaks_of_another(result, cue, known) else compared(result, context)
        if mine is None or (mine in pair and None not in pair and not _may_be_of_both(result, mine, pair)):
            contrasted = None not in pair and {arm for _, arm in named_arms(result)} == set(pair)
            return Told(pair, mine is not None and mine == pair[1], contrasted)
    if mine is None:
        if _names_another(result, cue[0], known):
            return Told(NOBODY)
        left = [arm for arm in sides or () if arm != against]
        return Told((left[0], against) if sides and len(left) == 1 else NOBODY)
    if sides is not None and mine in sides and against in (None, *sides):
        if against is None and ((acts and mine == sides[1]) or _may_be_of_both(result, mine, sides)):
            return Told((mine, None))
        strong = is_control(sides[1], sides[0]) or against is None
        pair = sides if strong else (mine, against)
        return Told(pair, mine == pair[1], against is not None)
    if against is None:
        return Told(NOBODY if _only_control(mine) or _is_the_known_way(mine, context) else (mine, None))
    pair = _ordered(mine, against, known)
    return Told(pair, mine == pair[1], contrasted=True)


_IT = re.compile(r"\b(?:it|the drug)\s(?:also\s)?$", re.IGNORECASE)
"""Before a cue, what is the drug that its sentence names first."""


def _may_be_of_both(result: Result, mine: Arm, sides: Sides) -> bool:
    """Whether what a sentence calls by the name of a base may hold what is added to it: "A with or without B"."""
    tested, base = sides
    if tested is None or mine != base or not set(base.interventions) < set(tested.interventions):
        return False
    places = [at for at, arm in named_arms(result) if arm == base]
    if any(_CONTINUED.search(result.typed, max(0, at - 24), at) for at in places):
        return False
    said = [result.sentence.words(at, min(at + 12, len(result.typed))) for at in places]
    return not any(_words("alone").search(words) for words in said)


_CONTINUED = re.compile(r"\bcontinu(?:ed|ing)\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
"""Before a base, this says that nothing was added to it."""


def _ordered(first: Arm, second: Arm, known: tuple[Arm, ...]) -> tuple[Arm, Arm]:
    """Two arms as the experimental one and its control; as they stand, where nothing tells them apart."""
    if is_control(first, second) or is_control(second, first):
        turned = is_control(first, second)
    else:
        wide = classes() | CONTROLS
        turned = second in known and first not in known and any(c.name in wide for c in first.interventions)
    return (second, first) if turned else (first, second)


def is_measured_against(result: Result, at: int) -> bool:
    """Whether the arm at a place is what another is measured against ("than in A"), or is joined to what is."""
    if _words("against").search(result.typed, max(0, at - 80), at):
        return True
    before = max((place for place in result.arms if place < at), default=None)
    joined = before is not None and _OR.fullmatch(result.unbracketed, before + 1, at)
    return bool(joined) and before is not None and is_measured_against(result, before)


_OR = re.compile(
    r"(?:\s?[(\[]\0*[)\]])?,?\s(?:or|and)\s(?:with\s|to\s)?(?:the\s|an?\s|topical\s|oral\s|intravenous\s)?",
    re.IGNORECASE,
)
"""Between two arms that another is measured against."""


def _speaks_of_another(result: Result, cue: tuple[int, int], known: tuple[Arm, ...]) -> bool:
    """Whether a sentence that names no arm names a treatment of none, so that the trial's arms are not meant."""
    if named_arms(result):
        return False
    return any(not cue[0] <= at < cue[1] for at in _others(result, known))


def _names_another(result: Result, start: int, known: tuple[Arm, ...]) -> bool:
    """Whether a sentence names a drug of no arm before a cue: "A works as well as B, and it does not raise …"."""
    return any(at < start for at in _others(result, known, "drug"))


def _others(result: Result, known: tuple[Arm, ...], *kinds: str) -> list[int]:
    """The places of treatments that no arm is given."""
    given = {c.name for arm in known for c in arm.interventions}
    marks = result.sentence.of_kind(*(kinds or TREATMENTS))
    return [result.sentence.typed_at(m) for m in marks if m.concept and m.concept.name not in given]


def names_no_arm(result: Result, known: tuple[Arm, ...]) -> bool:
    """Whether a sentence names a treatment that no arm is given, and not one that people had before."""
    given = expanded({c.name for arm in known for c in arm.interventions})
    marks = (m for m in result.sentence.of_kind(*TREATMENTS) if m.concept and m.concept.name not in given)
    places = (result.sentence.typed_at(mark) for mark in marks if mark.kind == "drug" or not _is_compared(result, mark))
    return any(not _BEFORE_IT.search(result.typed, max(0, at - 30), at) for at in places)


def _is_compared(result: Result, mark: Mark) -> bool:
    """Whether a procedure is what two arms differed in, or did not: "no difference in limb salvage"."""
    return bool(_DIFFERED_IN.search(result.typed, 0, result.sentence.typed_at(mark)))


_DIFFERED_IN = re.compile(r"\bdiffer(?:ed|ences?)?\b[^.;]{0,60}?\sin\s(?:[^.()]|\([^()]*\))*$", re.IGNORECASE)


_BEFORE_IT = re.compile(r"\b(?:prior|previous(?:ly)?|earlier|before)\b[^.;,]*$", re.IGNORECASE)
"""Before a treatment, this says that people had it before a trial."""


def _clause_sides(result: Result, cue: tuple[int, int], low: int, unknown: bool) -> Sides:
    """The arm that a clause speaks of and the one it measures it against; none of which it names two alike."""
    start, end = cue
    inside = any(a < end < b for a, b in result.brackets)
    stop = clause_end(result.typed if inside else result.unbracketed, end)
    near = [(at, arm) for at, arm in named_arms(result) if low <= at < stop]
    near = [(at, arm) for at, arm in near if not _words("added_to").search(result.typed, low, at)]
    against = [arm for at, arm in near if is_measured_against(result, at)]
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


_IN = re.compile(
    r"(?:\s(?:was|were)\s(?:also\s)?(?:required|needed|necessary|seen|observed|reported|noted|found|recorded))?"
    r"\s(?:in|with|for|among)\s(?:the\s)?",
    re.IGNORECASE,
)


def _right_behind(result: Result, end: int) -> Arm | None:
    """The arm in which the clause says that it was so ("more common in A"), whatever arm stands before."""
    found = _IN.match(result.typed, end)
    return result.arms.get(found.end()) if found else None


def _subject_treatment(result: Result, start: int, low: int, arms: list[int]) -> Arm | None:
    """A treatment that is the subject of the cue's verb and none of the known arms: "raloxifene reduced …"."""
    found = _words("subject_treatment").search(result.typed, low, start)
    if found is None or any(at > found.start("given") for at in arms):
        return None
    begins = found.start("given")
    if _words("after_others").search(result.typed, max(low, begins - 70), begins):
        return None
    if _words("added_to").search(result.typed, low, begins) or is_measured_against(result, begins):
        return None
    if _left_out(result, begins) or _words("treated_not").search(result.typed, max(low, begins - 60), begins):
        return None
    given = [m.concept for m in result.sentence.marks_in(*found.span("given"), *TREATMENTS) if m.concept]
    return Arm(result.trial, tuple(dict.fromkeys(given))) if given else None


def clause_end(typed: str, at: int) -> int:
    """Where the clause of a place of a typed text ends."""
    found = _words("clause_end").search(typed, at)
    return found.start() if found else len(typed)
