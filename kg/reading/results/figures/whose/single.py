"""The arm of a figure that stands alone: what it is tied to, each of them, the only one, or all of the trial."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import expanded, names_of
from kg.reading.arms.finding.given import is_specific
from kg.reading.arms.wording.kinds import is_kind
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context
from kg.reading.patterns import table
from kg.reading.results.figures.people.of_a_disease import of_a_disease
from kg.reading.results.figures.people.people_beside import people_behind
from kg.reading.results.figures.people.populations import place_of
from kg.reading.results.figures.seen import result_of
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.figures.whose.paragraphs import back_from, one_treatment, whose
from kg.reading.results.figures.whose.tied import Named, ahead, behind, doer, strange, subject
from kg.reading.results.named_arms import names_no_arm
from kg.reading.results.view import Result, words
from kg.reading.trials.scope import sections
from kg.reading.trials.single import is_abstract


def one_figure(result: Result, contrast: Contrast, named: Named, context: Context) -> Contrast | None:
    """A contrast of one figure with its arm: what it is tied to, else the subject, else whoever the study tells of."""
    if words("of_everybody").search(result.typed[contrast.end : contrast.end + 90]) or _is_total(result, contrast):
        return replace(contrast, arms=(None,), rule="outcome.everybody")
    if words("of_the_other").match(result.typed, contrast.end):
        return _of_the_other(result, contrast, named, context)
    if (told := of_a_disease(result, contrast)) is not None:
        return None if context.trials.single and context.arms.of(result.trial) else told  # it is no result of theirs
    if len(each := _each(result, contrast, context)) > 1:
        return replace(contrast, figures=contrast.figures * len(each), arms=each, rule="outcome.each-arm")
    if not named and people_behind(result, contrast.figures[0]) and not result.sentence.search(words("general")):
        return replace(contrast, arms=(whoever(result, context),), rule="outcome.population-behind")
    if near := doer(result, contrast, named):
        return replace(contrast, arms=(near,), rule="outcome.doer")
    if strange(result, contrast.figures[0]):
        return None
    named = [(at, arm) for at, arm in named if not _in_other_clause(result, contrast, at)]
    return _of_an_arm(result, contrast, named) if named else _of_no_arm(result, contrast, context)


def _of_the_other(result: Result, contrast: Contrast, named: Named, context: Context) -> Contrast | None:
    """A figure of "the other group": of the arm of two that its sentence does not name, else nobody's."""
    known, here = context.arms.of(result.trial), {arm for _, arm in named}
    others = [arm for arm in known if arm not in here]
    return replace(contrast, arms=(others[0],), rule="outcome.the-other") if len(others) == 1 < len(known) else None


def _is_total(result: Result, contrast: Contrast) -> bool:
    """Whether a number is the sum of two right behind it, one of each arm: "207 relapsed, 75 on A and 132 on B"."""
    figure, typed = contrast.figures[0], result.typed
    if figure.unit != "participants" or figure.value is None:
        return False
    if words("some_in").match(typed, figure.end):
        return True
    marks = [m for m in result.sentence.of_kind("count", "number") if figure.end <= result.sentence.typed_at(m)]
    for one, other in pairwise(marks):
        values = [m.quantity.value for m in (one, other) if m.quantity.value is not None]
        between = typed[result.sentence.typed_at(one) : result.sentence.typed_at(other)]
        if len(values) == 2 and sum(values) == figure.value and words("each_in").match(between):
            return True
    return False


def _of_an_arm(result: Result, contrast: Contrast, named: Named) -> Contrast | None:
    """A figure of a sentence that names arms: the only one's, or that of the one which its words tie it to."""
    if len({arm for _, arm in named}) == 1:
        only = replace(contrast, arms=(named[0][1],), rule="outcome.single")
        return None if _of_others(result, contrast, named) else only
    if near := behind(result, contrast, named):
        at = next(place for place, arm in named if arm == near and place >= contrast.end)
        another = words("or_another").match(result.typed, at + 1)
        return None if another else replace(contrast, arms=(near,), rule="outcome.tied")
    if whose_list := words("respectively_of").match(result.typed, contrast.end):
        return replace(contrast, arms=(result.arms[whose_list.end() - 1],), rule="outcome.tied")
    next_one = ahead(result, contrast, named)
    if not (next_one and _is_told_of(result, contrast, named)) and (near := subject(result, contrast, named)):
        return replace(contrast, arms=(near,), rule="outcome.subject")
    return replace(contrast, arms=(next_one,), rule="outcome.ahead") if next_one else None


def _is_told_of(result: Result, contrast: Contrast, named: Named) -> bool:
    """Whether the arm right before a figure has been told of: "5 complete and 9 partial responses in A and | 2 …"."""
    last = max((at for at, _ in named if at < contrast.start), default=0)
    return bool(words("told_of_its_arm").fullmatch(result.typed, max(0, last - 90), contrast.start))


def _in_other_clause(result: Result, contrast: Contrast, at: int) -> bool:
    """Whether an arm stands behind a figure in the clause of another one."""
    return contrast.end <= at and bool(words("other_clause").search(result.typed, contrast.end, at))


def _of_others(result: Result, contrast: Contrast, named: Named) -> bool:
    """Whether a figure is not the only arm's: "22% of patients, a lower rate than in A", "33% with A, B, or C"."""
    at = named[0][0]
    if words("or_another").match(result.typed, at + 1):
        return True
    if contrast.end <= at and words("given_to_others").search(result.between(contrast.end, at)):
        return True
    return contrast.end <= at and bool(words("less_than_in").search(result.between(contrast.end, at)))


def whoever(result: Result, context: Context) -> Arm | None:
    """The only arm of a trial, or what the people of a study without arms were given; None for all of a study.

    A sentence that names a treatment which is no arm may tell of some who were given it.
    """
    if known := context.arms.of(result.trial):
        only, named = context.arms.only(result.trial), result.sentence.of_kind(*TREATMENTS)
        named = [m for m in named if not _NAIVE.match(result.typed, result.sentence.typed_at(m) + 1)]
        if any(only is None or mark.concept not in only.interventions for mark in named):
            return None
        return only or one_treatment(known)
    return next(iter(whose(result, context)), None)


_NAIVE = re.compile(r"-na[iï]ve\b")
"""Behind a treatment, that people had not had it: "chemotherapy | -naive"."""


def _each(result: Result, contrast: Contrast, context: Context) -> tuple[Arm, ...]:
    """The arms of a figure that holds for each of them: "regardless of whether they received A or B"."""
    known = context.arms.of(result.trial)
    if words("both_arms").search(result.typed[: contrast.start]):
        return known
    found = words("each_arm").search(result.typed[contrast.end : contrast.end + 120])
    if not found or _of_the_next(result, contrast, contrast.end + found.start()):
        return ()
    start = contrast.end + found.end()
    behind = tuple(dict.fromkeys(arm for at, arm in sorted(result.arms.items()) if start <= at < start + 90))
    untold = found.group("named") or (_BOTH.search(found.group()) and len(known) > 2)
    return behind if len(behind) > 1 else () if untold else known


def _of_the_next(result: Result, contrast: Contrast, at: int) -> bool:
    """Whether another measure stands between a figure and a place: "41% with A, while OS was similar | in both"."""
    own = contrast.measure.start if contrast.measure else -1
    return any(contrast.end <= place < at and place != own for place in result.measures)


_BOTH = re.compile(r"\bboth\b")
"""What tells of two arms, which of more is not known to be these or those."""


def _of_no_arm(result: Result, contrast: Contrast, context: Context) -> Contrast | None:
    """A figure of a sentence that names no arm: the whole trial's, or that of its only arm."""
    if result.sentence.search(words("general")):
        return None
    if result.sentence.search(words("whole")):
        only = context.arms.only(result.trial)
        return replace(contrast, arms=(only,), rule="outcome.single-arm" if only else "outcome.whole-trial")
    place = place_of(result, contrast.start)
    if place and not words("treated").search(result.sentence.words(*place)):
        end = named.end() if (named := words("meant").match(result.typed, place[1])) else place[1]
        return None if place[0] <= contrast.start < end else _of_a_part(result, contrast, context)
    only = context.arms.only(result.trial)
    another = only is not None and not context.trials.single and names_no_arm(result, (only,), "drug")
    if another or result.sentence.search(words("goes_with")):
        return None
    if only is not None and (_of_a_kind(context, only) or _is_no_operations(contrast, only)):
        return replace(contrast, arms=(None,), rule="outcome.of-study")
    if only is not None and (not context.trials.single or _titled(context, only)):
        return replace(contrast, arms=(only,), rule="outcome.single-arm")
    if contrast.open and contrast.open != "outcome.open-bracket" and _researched(result, context):
        return replace(contrast, arms=(None,), rule="outcome.no-arms", open=f"{contrast.open}-of-all")
    if not context.arms.of(result.trial) and _is_of_one_of_several(result, contrast):
        return None
    if not context.arms.of(result.trial) and (arms := whose(result, context)):
        kinds = arms[0] is not None and _of_a_kind(context, arms[0])
        some = kinds and result.sentence.of_kind(*TREATMENTS)
        return None if some else _of_a_study(contrast, (None,) * len(arms) if kinds else arms)
    return _of_a_paper(result, contrast, context) or _of_a_series(result, contrast, context)


def _is_of_one_of_several(result: Result, contrast: Contrast) -> bool:
    """Whether a figure is a share of some people, beside one of others: "5 of 141 children …, and 2 of 13 adults"."""
    shares = [m for m in result.sentence.of_kind("count") if m.quantity.of is not None]
    mine = result.sentence.marks_in(contrast.start, contrast.start + 1, "count")
    return bool(mine and mine[0] in shares) and len({m.quantity.of for m in shares}) > 1


def _of_a_part(result: Result, contrast: Contrast, context: Context) -> Contrast:
    """A figure of a part of a study's people, with what all of them had."""
    arm = whoever(result, context)
    if arm is not None and contrast.measure is not None:
        often = words("found_so_often").match(contrast.measure.concept.name)
        arm = None if often or _of_a_kind(context, arm) else arm
    return replace(contrast, arms=(arm,), rule="outcome.population")


def _of_a_kind(context: Context, arm: Arm) -> bool:
    """Whether a summary tells by its kind alone what the people of a study had, so that hardly all of them had it."""
    return not context.trials.single and not any(map(is_specific, arm.interventions))


def _is_no_operations(contrast: Contrast, arm: Arm) -> bool:
    """Whether a figure tells how tumors responded, which is not the doing of the operation that is all of an arm."""
    responses = contrast.measure is not None and "response" in contrast.measure.concept.name
    return responses and all(_OPERATION.search(given.name) for given in arm.interventions)


_OPERATION = re.compile(r"\bsurg|resect|excision|ectomy\b")


def _of_a_study(contrast: Contrast, arms: tuple[Arm | None, ...]) -> Contrast | None:
    """A figure of those whom a study treated or looked at; how often a disease is found tells nothing of treatment."""
    assert contrast.measure is not None  # noqa: S101  placed() is given measured ones only
    if arms[0] is not None and words("found_so_often").match(contrast.measure.concept.name):
        return None
    whose_it_is = "treated" if arms[0] else "study"
    opened = f"{contrast.open}-of-{whose_it_is}" if contrast.open else ""
    return replace(contrast, arms=arms, rule=f"outcome.of-{whose_it_is}", open=opened)


def _of_a_paper(result: Result, contrast: Contrast, context: Context) -> Contrast | None:
    """A figure of an abstract that names nobody: of all whom its study looked at.

    It is not where the sentence names a treatment or a group, where the one before it tells of some of them, and where
    the paper is about a treatment that no arm is known of, or names treatments that it allots to nobody.
    """
    told = context.trials.single and is_abstract(context.document) and not contrast.open
    if not told or sections(context.annotated)[result.sentence.index] in table("trials", "elsewhere"):
        return None
    some = _of_some(result.sentence, contrast.start) or _goes_on(result, context)
    if some or result.sentence.of_kind(*TREATMENTS):
        return None
    known = context.arms.of(result.trial)
    if result.trial in context.arms.partial and not context.arms.title:
        return replace(contrast, arms=(None,), rule="outcome.of-paper")  # only some were given what it names
    if (not known and context.arms.title) or (known and not any(s.search(words("allots")) for s in context.annotated)):
        return None
    return replace(contrast, arms=(None,), rule="outcome.of-paper")


def _of_a_series(result: Result, contrast: Contrast, context: Context) -> Contrast | None:
    """How long those lived whom a study followed that gave them this and that: "the 5-year EFS rate was 75%".

    It is not where the study sets people or treatments apart, or the sentence tells of some of them.
    """
    measure = contrast.measure
    if measure is None or contrast.open or not _OF_ALL.search(measure.concept.name):
        return None
    if context.trials.single or context.arms.of(result.trial) or not context.trials.told(result.sentence):
        return None
    some = _of_some(result.sentence, contrast.start) or result.sentence.search(words("unnamed_treatment"))
    if some or result.sentence.of_kind(*TREATMENTS):
        return None
    if any(sentence.search(words("several_groups")) for sentence in back_from(result.sentence, context)):
        return None
    return replace(contrast, arms=(None,), rule="outcome.of-series")


_OF_ALL = re.compile(r"\bsurvival\b|^deaths$|^risk of death$")


def _of_some(sentence: Sentence, at: int) -> bool:
    """Whether a sentence tells of some of those whom a study looked at, by what stands before a place or anywhere."""
    return bool(sentence.search(words("some_of_them")) or words("some_before").search(sentence.typed, 0, at))


def _goes_on(result: Result, context: Context) -> bool:
    """Whether the sentence before a figure's in its paragraph tells of some whom its study looked at."""
    before = context.annotated.before(result.sentence)
    if before is None:
        return False
    arms = set(result_of(context, before).arms.values())
    return len(arms) == 1 < len(context.arms.of(result.trial)) or bool(before.search(words("some_before")))


def _researched(result: Result, context: Context) -> bool:
    """Whether a figure of everybody is one of a study: of a trial with arms, or on a page about one study."""
    return bool(context.arms.of(result.trial)) or context.document.source in ("nci_research", "abstract")


def _titled(context: Context, arm: Arm) -> bool:
    """Whether a document's title names what an arm is given, or no treatment at all."""
    title = [name for name in context.arms.title if not is_kind(name)]
    given = expanded(names_of(arm.interventions)) | names_of(arm.interventions)
    if any(re.search("radiation|irradiation", name) for name in given) and any(
        c.kind == "drug" for c in arm.interventions
    ):
        given |= {"chemoradiation therapy"}
    return not title or any(_is_of(name, told) or _is_of(told, name) for name in given for told in title)


def _is_of(name: str, closer: str) -> bool:
    """Whether a name is another's, or what that tells more closely: "brachytherapy", of "high-dose brachytherapy"."""
    return name == closer or closer.endswith(f" {name}")
