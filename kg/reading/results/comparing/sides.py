"""The two sides of a comparison: those of a trial, and those that a sentence sets against each other.

A sentence that names its sides is taken at its word; one that names none ("did not differ between the groups")
speaks of the two sides of its trial. What one clause of it says of an arm: `clause_sides.py`.
"""

from __future__ import annotations

import re

from kg import names
from kg.model import Arm, Concept
from kg.reading.arms.entries import CONTROLS, expanded, is_control, is_open, names_of
from kg.reading.arms.lists.alternative import not_given
from kg.reading.arms.wording.kinds import classes
from kg.reading.arms.wording.treatments import TREATMENTS, Phrase
from kg.reading.context import Context
from kg.reading.results.figures.whose.tied import against_others
from kg.reading.results.named_arms import (
    compares_another,
    is_against_no_arm,
    is_measured_against,
    named_arms,
    names_no_arm,
    sets_others_apart,
)
from kg.reading.results.people import tells_of_people
from kg.reading.results.view import Result
from kg.reading.results.view import sides as _words

Sides = tuple[Arm | None, Arm | None]
"""The experimental arm and the comparator; neither, where nothing says what is compared."""
NOBODY: Sides = (None, None)


def trial_sides(context: Context, result: Result) -> tuple[Arm, Arm] | None:
    """The two sides of a sentence's trial; of a treatment and a combination, else alike, the combination is tested."""
    trial = result.trial
    pair = context.arms.sides(trial, result.arms.values())
    if pair is not None and pair[0].interventions == pair[1].interventions and any(map(_is_named_by_detail, pair)):
        return None
    if pair is None or is_control(pair[1], pair[0]) or not (_is_single(pair[0]) and len(pair[1].interventions) > 1):
        return pair
    titled = any(c.name in context.arms.title for c in pair[0].interventions)
    return pair if titled or context.arms.told_in_order(trial) else (pair[1], pair[0])


def _is_single(arm: Arm) -> bool:
    """Whether an arm is given one treatment, and no regimen, which is called by its drugs' initials."""
    names = names_of(arm.interventions)
    return len(names) == 1 == len(expanded(names)) and not any(_INITIALS.fullmatch(name) for name in names)


_INITIALS = re.compile(r"[A-Z][A-Z0-9+/-]+")


def _is_named_by_detail(arm: Arm) -> bool:
    """Whether what tells an arm from another of one treatment is but a word of that treatment's name."""
    return bool(arm.detail) and any(arm.detail.casefold() in c.name.casefold() for c in arm.interventions)


def compared(result: Result, context: Context) -> Sides:
    """The experimental arm and the comparator of a sentence: as it names them, else the trial's two sides."""
    placed = _told_of(result, named_arms(result))
    named = list(dict.fromkeys(arm for _, arm in placed))
    sides = trial_sides(context, result)
    if tells_of_people(result) or (not named and result.sentence.search(_words("of_people"))):
        return NOBODY
    known = context.arms.of(result.trial)
    if result.sentence.search(_words("by_factor")) or sets_doses_apart(result, context):
        return NOBODY
    if compares_another(result, known, [at for at, _ in placed]):
        return NOBODY
    elsewhere = is_against_no_arm(result, 0, len(result.typed))
    if not named and (elsewhere or names_no_arm(result, known) or sets_others_apart(result, known)):
        return NOBODY
    named = _without_aside(result, placed, named, sides)
    sides = None if elsewhere and len(named) == 1 else sides
    alien = len(named) == 1 and against_others(result, placed[0][0])
    alien = alien or (len(named) == 1 and bool(result.sentence.search(_words("strange_group"))))
    if sides is not None and not alien and set(named) <= set(sides):
        return sides
    if len(named) == 2 and any(_has_own_control(arm, named, known) for arm in named):
        return NOBODY
    if len(named) == 2:
        return ordered(named[0], named[1], result.trial, context)
    if len(named) == 1:
        at = next(place for place, arm in placed if arm == named[0])
        behind = _words("against_a_figure").search(result.typed, max(0, at - 90), at)
        aside = behind or is_measured_against(result, at) or is_only_control(named[0])
        known_way = is_the_known_way(named[0], context)
        return NOBODY if aside or known_way else (named[0], without(result, named[0], at))
    if not named and result.sentence.search(_words("another_way")):
        return NOBODY
    meant = not names.is_unnamed(result.trial.name) or result.sentence.search(_words("groups"))
    tested = len(known) == 1 and not named and not is_only_control(known[0])
    return (known[0], None) if tested and meant else NOBODY


def _told_of(result: Result, placed: list[tuple[int, Arm]]) -> list[tuple[int, Arm]]:
    """The arms that a sentence names, without those that a bracket names of whom its figure is: "(… in those on A)"."""
    outside = [(at, arm) for at, arm in placed if not (result.bracketed(at) and _OF_THOSE.search(result.typed, 0, at))]
    return outside if any(not result.bracketed(at) for at, _ in outside) else placed


_OF_THOSE = re.compile(r"[(\[](?:(?!\bcompared\b|\bv(?:ersu)?s\b|\bthan\b)[^()\[\]])*\samong\s(?:[a-z]+\s){0,4}$")
"""In a bracket before a treatment, that its figure is that of people who were given it."""


def _without_aside(
    result: Result, placed: list[tuple[int, Arm]], named: list[Arm], sides: tuple[Arm, Arm] | None
) -> list[Arm]:
    """Of an arm of the trial and what is none, the arm where nothing sets them apart: "… with A, and needed less B"."""
    known = [arm for arm in named if arm in (sides or ())]
    if len(named) != 2 or len(known) != 1:
        return named
    (first, _), (last, _) = placed[0], placed[-1]
    apart = _words("contrast").search(result.typed, first, last) or _words("between").search(result.typed, 0, first)
    if apart or any(is_measured_against(result, at) for at, _ in placed):
        return named
    return known if _THEN.search(result.typed, first, last) else named


_THEN = re.compile(r",\s(?:and|but|so|which|who)\s")
"""Between two treatments, where another clause begins."""


def sets_doses_apart(result: Result, context: Context) -> bool:
    """Whether a sentence measures one arm against itself: a dose or a kind of it that no arm of its trial is told by.

    "A dose of 50 mg was as effective as 100 mg" says nothing of A against what its trial compared it with, nor does
    "better after single-dose A than after split A".
    """
    placed = [(at, arm) for at, arm in named_arms(result) if not result.bracketed(at)]
    called = {result.sentence.words(at, at + 1).split()[-1] for at, _ in placed}
    alike = len(called) == len({arm for _, arm in placed}) == 1
    if alike and len({is_measured_against(result, at) for at, _ in placed}) > 1:
        return not result.sentence.search(_words("against_without"))
    if len(set(result.arms.values())) > 1 or len(result.sentence.of_kind("dose")) < 2:
        return False
    known = context.arms.of(result.trial)
    return not any(arm.detail for arm in known) and bool(result.sentence.search(_words("two_doses")))


def _has_own_control(arm: Arm, named: list[Arm], known: tuple[Arm, ...]) -> bool:
    """Whether a trial of more than two arms has one that goes without just this treatment, and a sentence not that one.

    Of "to A or not and to B or no B" nobody is compared who had A with those who had B.
    """
    without = not_given(Phrase(0, 0, arm.interventions)).name
    own = [other for other in known if without in names_of(other.interventions)]
    return len(known) > 2 and bool(own) and not set(own) & set(named)


def is_only_control(arm: Arm) -> bool:
    """Whether an arm is a control by the name of all that it is given."""
    return all(_words("controls").search(c.name) for c in arm.interventions)


def is_the_known_way(arm: Arm, context: Context) -> bool:
    """Whether an arm is told by its kind alone ("chemotherapy"), of a trial that compared it with another."""
    return arm.trial in context.arms.compared and is_open(names_of(arm.interventions))


def ordered(first: Arm, second: Arm, trial: Concept, context: Context) -> tuple[Arm, Arm]:
    """Two arms as the experimental one and its control; as they stand, where nothing tells them apart."""
    known, opposed = context.arms.of(trial), context.arms.opposed.get(trial)
    if is_only_control(first) != is_only_control(second):
        turned = is_only_control(first)
    elif is_control(first, second) or is_control(second, first):
        turned = is_control(first, second)
    elif opposed in (first, second):
        turned = opposed == first
    else:
        wide = classes() | CONTROLS
        turned = second in known and first not in known and any(c.name in wide for c in first.interventions)
    return (second, first) if turned else (first, second)


def without(result: Result, arm: Arm, start: int) -> Arm | None:
    """Those who went without what an arm was given, where a sentence measures it against them behind a place."""
    found = _words("against_without").search(result.typed, start)
    if found is None or any(c.name in CONTROLS or c.name.startswith("no ") for c in arm.interventions):
        return None
    marks = result.sentence.marks_in(found.end(), min(found.end() + 40, len(result.typed)), *TREATMENTS)
    given = expanded({c.name for c in arm.interventions}) | {parent for c in arm.interventions for parent in c.parents}
    named = tuple(m.concept for m in marks)
    if any(concept.name not in given for concept in named):
        return None
    part = named if len(arm.interventions) > len(named) else arm.interventions
    return Arm(arm.trial, (not_given(Phrase(0, 0, part or arm.interventions)),))
