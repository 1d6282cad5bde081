"""Which arm each figure of a contrast belongs to.

The arms that a clause names take its figures in order; where it names none, the trial's inventory does, the arms
of the sentence before, its only arm, or the whole trial. What does not come out even is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Arm
from kg.reading.arms.referring.worded import is_letter
from kg.reading.context import Context
from kg.reading.marks import SIGNS
from kg.reading.results.figures.finding.moments import is_changed
from kg.reading.results.figures.people.people_beside import group_behind, people_before, people_behind
from kg.reading.results.figures.people.populations import clause_of
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.figures.whose.apart import completed, names_another_too, with_people_apart
from kg.reading.results.figures.whose.as_before import Before, as_before
from kg.reading.results.figures.whose.changed import changed
from kg.reading.results.figures.whose.respective import with_own_groups, with_respective_groups
from kg.reading.results.figures.whose.single import one_figure, whoever
from kg.reading.results.figures.whose.tied import Named, all_of_last, at_another_time, before_bracket, behind, strange
from kg.reading.results.named_arms import names_no_arm
from kg.reading.results.people import set_apart
from kg.reading.results.view import Result, words


def placed(result: Result, contrast: Contrast, context: Context, last: Before) -> Contrast | None:
    """The contrast with an arm for each figure, or None where it does not come out even."""
    if len(contrast.figures) > 1 and words("two_of_one").match(result.typed, contrast.end):
        return None  # "in 25 and 21 patients of the two groups given A and 13 of the control group"
    named, aside = _in_clause(result, contrast)
    if len(contrast.figures) > 1 and named and all(_is_favored(result, contrast, at) for at, _ in named):
        return None  # "21.9 months versus 10.4 months, favoring A" says no order
    if is_changed(result, contrast.start):
        if told := changed(result, contrast, named, context):
            return told
        if contrast.figures[0].upper is not None:
            return None  # the ends of a change are no bounds of one figure
    if len(contrast.figures) == 1:
        if aside and not named:
            return replace(contrast, arms=(None,), rule="outcome.total")
        return one_figure(result, contrast, named, context)
    found = None if _of_all_and_some(result, contrast) else _several(result, contrast, named, context, last)
    return found or _partly(result, contrast, named)


def _of_all_and_some(result: Result, contrast: Contrast) -> bool:
    """Whether one of several figures is everybody's: "86% for all patients and 92% for those treated with A"."""
    return any(words("of_all").match(result.typed, figure.end) for figure in contrast.figures)


def _partly(result: Result, contrast: Contrast, named: Named) -> Contrast | None:
    """The figures that a preposition ties to an arm, where the others' arms are not known: "18% and, with A, 1%"."""
    bracket = result.bracket_at(contrast.start)
    shared = bracket == result.bracket_at(contrast.figures[-1].at)
    if bracket and shared:
        named = [(at, arm) for at, arm in named if at < bracket[1]]
    named = [(at, arm) for at, arm in named if not names_another_too(result, at, arm)]
    tied = [(f, _own_arm(result, replace(contrast, figures=(f,)), named, shared)) for f in contrast.figures]
    lists = [_in_list(result, contrast, i) for i in range(len(contrast.figures))]
    kept = [(figure, arm) for (figure, arm), listed in zip(tied, lists, strict=True) if arm is not None and not listed]
    if not kept or len({arm for _, arm in kept}) < len(kept):
        return None
    figures, arms = zip(*kept, strict=True)
    return replace(contrast, figures=figures, arms=arms, rule="outcome.partly")


def _own_arm(result: Result, contrast: Contrast, named: Named, shared: bool = False) -> Arm | None:
    """The arm that a figure is tied to: behind it, or right before the bracket that it does not share with others."""
    return (None if shared else before_bracket(result, contrast.figures[0])) or behind(result, contrast, named)


def _in_list(result: Result, contrast: Contrast, i: int) -> bool:
    """Whether "and" alone joins a figure of a contrast to the one before or behind it."""
    return any(map(words("list_of_figures").fullmatch, contrast.gaps(result)[max(0, i - 1) : i + 1]))


def _in_clause(result: Result, contrast: Contrast) -> tuple[Named, Named]:
    """The arms of the contrast's clause, all of the sentence's where it names none; and those of figures in brackets.

    "139 patients died (64 in A and 75 in B)": A and B are not the arms of the 139.
    """
    low, high = clause_of(result, contrast.start, contrast.end)
    everywhere = sorted(result.arms.items())
    here = [(at, arm) for at, arm in everywhere if low <= at < high]
    aside = [(at, arm) for at, arm in here if _of_another(result, at, contrast.start)]
    tested = [(at, arm) for at, arm in here if _in_statistics(result, at, contrast.start)]
    if len({arm for _, arm in tested}) == len(contrast.figures):
        tested = []
    kept = [pair for pair in here if pair not in aside and pair not in tested]
    return kept or ([] if aside or tested else everywhere), aside


def _of_another(result: Result, at: int, figure: int) -> bool:
    """Whether an arm stands in a bracket with figures of its own that another figure does not stand in."""
    return any(
        start < at < end and not start < figure < end and words("own_figure").search(result.typed, start, end)
        for start, end in result.brackets
    )


def _in_statistics(result: Result, at: int, figure: int) -> bool:
    """Whether an arm stands in a bracket behind a figure that says how it was tested: "(P < .001 versus A)"."""
    return any(
        figure < start < at < end and words("statistics").search(result.typed, start, end)
        for start, end in result.brackets
    )


def _several(result: Result, contrast: Contrast, named: Named, context: Context, last: Before) -> Contrast | None:
    """Several figures with their arms: those near them, of the sentence before, or the trial's; None if uneven."""
    count = len(contrast.figures)
    if _of_unknown_groups(result, contrast):
        return None
    found = _arms_near(result, contrast, named)
    others = strange(result, contrast.figures[-1]) or all(people_behind(result, f) for f in contrast.figures)
    if others and all(at < contrast.start for at, _ in named):
        found = []  # "…, and 16 versus 25 months for arms C and D", "A and B (1% for men with X and 9% for men with Y)"
    apart = any(contrast.start < at < contrast.end for at, _ in named)
    if not apart and words("of_the_two").search(result.typed, 0, contrast.start):
        found = []  # "about the same in the two groups, 40% and 43%, but longer in A"
    if _in_pairs(contrast, named):
        found = []
    distinct = list(dict.fromkeys(found))
    known = context.arms.of(result.trial, distinct)
    if (
        len(distinct) == count
        and not all_of_last(result, contrast, named)
        and not _gainsaid(result, contrast, distinct)
    ):
        return replace(contrast, arms=_as_compared(result, contrast, distinct), rule="outcome.ordered")
    alone = not distinct or known == tuple(distinct)
    if alone and (told := _of_groups_beside(result, contrast, context)) is not None:
        return told
    if distinct or not _adjacent(result, contrast):
        one_of_two = len(distinct) == 1 and count == len(known) == 2 and not set_apart(result)
        return completed(result, contrast, distinct[0], named, known) if one_of_two else None
    if any(strange(result, f) for f in contrast.figures) or result.sentence.search(words("other_groups")):
        return None
    if _tells_of_others(result, contrast, known) or at_another_time(result, contrast):
        return None
    if (same := as_before(result, contrast, last)) is not None:
        return same
    if len(known) == count and context.arms.contrasted(result.trial):
        return replace(contrast, arms=known, rule="outcome.inventory")
    return None


def _gainsaid(result: Result, contrast: Contrast, arms: list[Arm]) -> bool:
    """Whether an arm that a preposition ties to a figure before the last is not the one that it would be given."""
    for one, other, arm in zip(contrast.figures, contrast.figures[1:], arms, strict=False):
        own = [(at, a) for at, a in result.arms.items() if one.end <= at < other.at]
        tied = own and words("tied_to_arm").fullmatch(result.between(one.end, own[0][0]))
        if tied and own[0][1] != arm:
            return True
    return False


def _of_unknown_groups(result: Result, contrast: Contrast) -> bool:
    """Whether a clause that names no arm says of whom its figures are: "51% in stage III and in stage IV 41%"."""
    low, high = clause_of(result, contrast.start, contrast.end)
    return not any(low <= at < high for at in result.arms) and any(
        map(words("of_a_group").fullmatch, contrast.gaps(result))
    )


def _tells_of_others(result: Result, contrast: Contrast, known: tuple[Arm, ...]) -> bool:
    """Whether a sentence tells of others than its arms in their order.

    It names sides behind its figures, by other names, or people before them; or it names no arm, and tells of a
    treatment of none, or of what goes with an outcome.
    """
    if words("sides_behind").search(result.typed, contrast.end) or people_before(result, contrast.start):
        return True
    if set_apart(result):
        return True
    return not result.arms and (names_no_arm(result, known) or bool(result.sentence.search(words("goes_with"))))


def _of_groups_beside(result: Result, contrast: Contrast, context: Context) -> Contrast | None:
    """Figures that each stand before people, or a group of their own, in a sentence that names no arm."""
    everybody = (whoever(result, context),) * len(contrast.figures)
    if all(people_behind(result, f) for f in contrast.figures):
        return replace(contrast, arms=everybody, rule="outcome.populations")
    if _each_of_a_group(result, contrast):
        return replace(contrast, arms=everybody, rule="outcome.groups-behind")
    if (told := with_respective_groups(result, contrast) or with_people_apart(result, contrast)) is not None:
        return replace(told, arms=everybody)
    own = with_own_groups(result, contrast)
    cohorts = own and any(c.name in context.trials.aliases for arm in own.arms if arm for c in arm.interventions)
    return None if cohorts else own


def _each_of_a_group(result: Result, contrast: Contrast) -> bool:
    """Whether each figure stands before a group of its own: "7% for men and 6% for women"."""
    groups = [group_behind(result, figure) for figure in contrast.figures]
    told = all(groups) and len(set(groups)) == len(groups) and not result.sentence.search(words("general"))
    return told and not any(is_letter(group or "") for group in groups)


def _as_compared(result: Result, contrast: Contrast, arms: list[Arm]) -> tuple[Arm, ...]:
    """Two arms in the order of their figures: of "compared with A, B had more (4 versus 2)" B comes first."""
    lead = words("compared_first").search(result.typed, 0, contrast.start)
    if lead is None or len(arms) != 2 or result.arms.get(lead.start("arm")) != arms[0]:
        return tuple(arms)
    behind = any(lead.end() <= at < contrast.start for at, arm in result.arms.items() if arm == arms[1])
    return (arms[1], arms[0]) if behind else tuple(arms)


def _adjacent(result: Result, contrast: Contrast) -> bool:
    """Whether only a word stands between the contrast's figures, as in "74% vs 68%"."""
    return all(len(re.sub(r"[(\[][^()\[\]]{0,60}[)\]]", "", gap)) < 20 for gap in contrast.gaps(result))


def _arms_near(result: Result, contrast: Contrast, named: Named) -> list[Arm]:
    """The arms that the contrast's figures may take, in order: those between and around them first."""
    low = max(
        (at for at in result.measures if at < contrast.start and contrast.measure and at != contrast.measure.start),
        default=-1,
    )
    inside = [(at, arm) for at, arm in named if contrast.start - 40 < at < contrast.end + 90]
    for arms in ([pair for pair in named if _shares_clause(result, contrast, pair[0])], inside):
        if len({a for _, a in arms}) >= len(contrast.figures):
            return _trimmed(result, arms, contrast)
    return [arm for at, arm in named if at > low or at < contrast.start]


def _shares_clause(result: Result, contrast: Contrast, at: int) -> bool:
    """Whether no clause begins between an arm and figures: not the A of "… with A, and survival | was 5 and 7"."""
    if at > contrast.end:
        return not _ANEW.search(result.without_brackets(contrast.end, at))
    return not _ANEW.search(result.between(at, contrast.start))


_ANEW = re.compile(r"; |, (?:and|but|while|whereas) ")
_OPENS = re.compile(rf"{SIGNS['arm']}(?:-treated\s[a-z]+)?\s[(\[]$")
"""Right before a figure, the arm whose bracket it opens."""


def _in_pairs(contrast: Contrast, named: Named) -> bool:
    """Whether the arms behind more than two figures are but those of ratios, pair by pair: "(A vs C, B vs C)"."""
    arms = [arm for at, arm in named if at > contrast.end]
    return len(contrast.figures) > 2 and len(arms) == len(named) > len(set(arms))


def _trimmed(result: Result, inside: Named, contrast: Contrast) -> list[Arm]:
    """One arm a figure where each figure has its own: whose bracket it opens, the arm behind it, or the one before."""
    figures_at = [f.at for f in contrast.figures]
    opened = [_OPENS.search(result.typed, max(0, at - 40), at) for at in figures_at]
    opens = [result.arms.get(found.start()) for found in opened if found]
    if all(opens) and len(set(opens)) == len(figures_at):
        return [a for a in opens if a]
    behind = [_first(inside, at, nxt) for at, nxt in zip(figures_at, [*figures_at[1:], contrast.end + 90], strict=True)]
    if all(behind) and len(set(behind)) == len(behind):
        return [a for a in behind if a]
    ahead = [
        _first(list(reversed(inside)), prev, at) for prev, at in zip([-1, *figures_at[:-1]], figures_at, strict=True)
    ]
    if all(ahead) and len(set(ahead)) == len(ahead):
        return [a for a in ahead if a]
    return [arm for _, arm in inside]


def _is_favored(result: Result, contrast: Contrast, at: int) -> bool:
    """Whether an arm behind a contrast is but whom it favors."""
    return at > contrast.end and bool(_IN_FAVOR.search(result.typed, max(contrast.end, at - 30), at))


_IN_FAVOR = re.compile(r"\b(?:favou?r(?:ing|ed|s)|in favou?r of)\s(?:the\s)?$", re.IGNORECASE)


def _first(arms: Named, low: int, high: int) -> Arm | None:
    return next((arm for at, arm in arms if low < at < high), None)
