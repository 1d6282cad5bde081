"""Contrasts: figures of one unit set against each other, with their measure and their arms.

"10.8 months versus 5.8 months" is one contrast. It has one measure, and its figures take the sentence's arms in
order, because in English both "A and B: 1 versus 2" and "1 in A and 2 in B" keep the order. What does not come
out even is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.model import Arm
from kg.reading.context import Context
from kg.reading.results.figures import Figure, figures, words
from kg.reading.results.measures import Measure
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Contrast:
    """Figures of one measure set against each other, with the measure they tell."""

    figures: tuple[Figure, ...]
    measure: Measure | None = None
    arms: tuple[Arm | None, ...] = ()
    rule: str = ""
    twins: tuple[Figure, ...] = field(default=())

    @property
    def start(self) -> int:
        """Where its first figure stands."""
        return self.figures[0].at

    @property
    def end(self) -> int:
        """Where its last figure ends."""
        return self.figures[-1].end


def contrasts(result: Result, context: Context, last: tuple[Arm | None, ...] = ()) -> list[Contrast]:
    """The contrasts of a sentence that found both their measure and their arms."""
    made = []
    for contrast in _grouped(result, figures(result)):
        told = _measured(result, contrast)
        if told is None or told.measure is None:
            continue
        placed = _placed(result, told, context, last)
        if placed is not None:
            made.append(placed)
    return made


def _grouped(result: Result, found: list[Figure]) -> list[Contrast]:
    """Figures of one unit with only a contrast between them; "12 (40%)" is one figure and its twin."""
    groups: list[list[Figure]] = []
    twins: dict[int, Figure] = {}
    for figure in found:
        group = groups[-1] if groups else None
        between = result.between(group[-1].end, figure.at) if group else ""
        if group and re.fullmatch(r"\s?[(\[]\s?", between) and figure.unit != group[-1].unit:
            twins[group[-1].at] = figure
            group[-1] = replace(group[-1], end=figure.end)
        elif group and figure.unit == group[-1].unit and _contrasted(result, group[-1], figure, between):
            group.append(figure)
        else:
            groups.append([figure])
    return [Contrast(tuple(g), twins=tuple(twins[f.at] for f in g if f.at in twins)) for g in groups]


def _contrasted(result: Result, one: Figure, other: Figure, between: str) -> bool:
    """Whether two figures tell one measure: a contrast between them, and no measure of the first's own."""
    inside = [m for at, m in result.measures.items() if one.end <= at < other.at]
    if inside:
        names = {m.concept.name for m in inside}
        before = {m.concept.name for at, m in result.measures.items() if at < one.at}
        behind = [m for at, m in result.measures.items() if other.end <= at < other.end + 100]
        if len(names) > 1 or before or behind:
            return False
    return len(between) < 140 and bool(words("contrast").search(between))


def _measured(result: Result, contrast: Contrast) -> Contrast | None:
    """The contrast with its measure: a predicate behind "of the patients", else the nearest one before."""
    before = [m for at, m in result.measures.items() if at < contrast.start]
    after = [m for at, m in result.measures.items() if at >= contrast.figures[0].end]
    first = contrast.figures[0]
    fit = [m for m in (*before, *after) if _fits(m, first)]
    if not fit:
        return None
    ahead = result.typed[first.end : first.end + 40]
    follows = [m for m in after if m in fit]
    if follows and _is_subject(result, contrast, ahead, follows[0]):
        return replace(contrast, measure=follows[0])
    preceding = [m for m in before if m in fit and not _in_brackets(result, m, first)]
    if preceding and result.sentence.marks_in(preceding[-1].end, first.at, "event"):
        return None  # the figure is the event's
    if preceding:
        return replace(contrast, measure=preceding[-1])
    if follows and follows[0].start - contrast.end < 90:
        return replace(contrast, measure=follows[0])
    return None


def _in_brackets(result: Result, measure: Measure, figure: Figure) -> bool:
    """Whether a measure stands in a bracket that closes before the figure, so that it only explains another."""
    between = result.between(measure.end, figure.at)
    closing = re.search(r"[)\]]", between)
    return bool(closing) and not re.search(r"[(\[]", between[: closing.start()] if closing else "")


def _is_subject(result: Result, contrast: Contrast, ahead: str, follower: Measure) -> bool:
    """Whether the figures are the sentence's subject ("12 percent of the patients … had …")."""
    of_people = re.match(
        r"\s?(?:of|in|for)?\s?(?:the\s|these\s|those\s|all\s)?(?:patients|participants|women|men|people|children|those|who|had|were|experienced)?",
        ahead,
    )
    gap = result.between(contrast.figures[0].end, follower.start)
    if "." in gap or ";" in gap or len(gap) > 160:
        return False
    if follower.predicate:
        return True
    adjective = re.fullmatch(r"\s?(?:median\s)?", gap)
    subject = bool(of_people and of_people.group().strip()) and bool(
        re.search(r"\b(?:had|experienced|achieved|developed|reported|attained|showed|with|have)\b", gap)
    )
    return bool(adjective) or subject


def _fits(measure: Measure, figure: Figure) -> bool:
    """Whether a measure can be told in the figure's unit."""
    if figure.unit in ("percent", "participants"):
        return not re.match(r"(?:time to|duration|length)", measure.concept.name)
    return measure.timed


def _placed(result: Result, contrast: Contrast, context: Context, last: tuple[Arm | None, ...]) -> Contrast | None:
    """The contrast with an arm for each figure, or None where it does not come out even."""
    count = len(contrast.figures)
    found = _arms_near(result, contrast)
    distinct = list(dict.fromkeys(found))
    known = context.arms.of(result.trial)
    if count == 1 and words("of_everybody").search(result.typed[contrast.end : contrast.end + 60]):
        return replace(contrast, arms=(None,), rule="outcome.everybody")
    if count == 1:
        return _single(result, contrast, distinct, context)
    if len(distinct) == count:
        return replace(contrast, arms=tuple(distinct), rule="outcome.ordered")
    if len(found) == count:
        return replace(contrast, arms=tuple(found), rule="outcome.ordered")
    if (
        not distinct
        and len(last) == count
        and all(arm and arm.trial == result.trial for arm in last)
        and _adjacent(result, contrast)
    ):
        return replace(contrast, arms=last, rule="outcome.as-before")
    if not distinct and len(known) == count and context.arms.contrasted(result.trial) and _adjacent(result, contrast):
        return replace(contrast, arms=known, rule="outcome.inventory")
    if len(distinct) == 1 and count == 2 and len(known) == 2:
        return _completed(result, contrast, distinct[0], known)
    return None


def _adjacent(result: Result, contrast: Contrast) -> bool:
    """Whether only a word stands between the contrast's figures, as in "74% vs 68%"."""
    pairs = zip(contrast.figures, contrast.figures[1:], strict=False)
    return all(len(result.between(one.end, other.at)) < 20 for one, other in pairs)


def _arms_near(result: Result, contrast: Contrast) -> list[Arm]:
    """The arms that the contrast's figures may take, in order: those between and around them first."""
    low = max(
        (at for at in result.measures if at < contrast.start and contrast.measure and at != contrast.measure.start),
        default=-1,
    )
    inside = [(at, arm) for at, arm in sorted(result.arms.items()) if contrast.start - 40 < at < contrast.end + 90]
    if len({a for _, a in inside}) >= len(contrast.figures):
        return _trimmed(_before_predicate(inside, contrast), contrast)
    return [arm for at, arm in sorted(result.arms.items()) if at > low or at < contrast.start]


def _before_predicate(inside: list[tuple[int, Arm]], contrast: Contrast) -> list[tuple[int, Arm]]:
    """Without the arms behind what the figures' subjects did ("crossed over to A"), where others stand before it."""
    measure = contrast.measure
    if measure is None or measure.start < contrast.start:
        return inside
    before = [(at, arm) for at, arm in inside if at < measure.start]
    return before if len({arm for _, arm in before}) >= len(contrast.figures) else inside


def _trimmed(inside: list[tuple[int, Arm]], contrast: Contrast) -> list[Arm]:
    """One arm a figure where each figure has its own: the arm behind it, else the one before it."""
    figures_at = [f.at for f in contrast.figures]
    behind = [_first(inside, at, nxt) for at, nxt in zip(figures_at, [*figures_at[1:], contrast.end + 90], strict=True)]
    if all(behind) and len(set(behind)) == len(behind):
        return [a for a in behind if a]
    ahead = [
        _first(list(reversed(inside)), prev, at) for prev, at in zip([-1, *figures_at[:-1]], figures_at, strict=True)
    ]
    if all(ahead) and len(set(ahead)) == len(ahead):
        return [a for a in ahead if a]
    return [arm for _, arm in inside]


def _first(arms: list[tuple[int, Arm]], low: int, high: int) -> Arm | None:
    return next((arm for at, arm in arms if low < at < high), None)


def _completed(result: Result, contrast: Contrast, arm: Arm, known: tuple[Arm, ...]) -> Contrast | None:
    """Two figures and one named arm of two: the named arm takes the nearer figure, the other arm the other."""
    other = known[1] if known[0] == arm else known[0]
    at = next(place for place, a in result.arms.items() if a == arm)
    first = abs(at - contrast.figures[0].at) <= abs(at - contrast.figures[1].at) or at < contrast.start
    return replace(contrast, arms=(arm, other) if first else (other, arm), rule="outcome.completed")


def _single(result: Result, contrast: Contrast, distinct: list[Arm], context: Context) -> Contrast | None:
    if len(distinct) == 1:
        return replace(contrast, arms=(distinct[0],), rule="outcome.single")
    if distinct:
        near = min(result.arms.items(), key=lambda pair: (_distance(pair[0], contrast), pair[0]))
        if _distance(near[0], contrast) < 60:
            return replace(contrast, arms=(near[1],), rule="outcome.nearest")
        return None
    if words("general").search(result.typed):
        return None
    if words("whole").search(result.typed):
        return replace(contrast, arms=(None,), rule="outcome.whole-trial")
    if (only := context.arms.only(result.trial)) is not None:
        return replace(contrast, arms=(only,), rule="outcome.single-arm")
    return None


def _distance(at: int, contrast: Contrast) -> int:
    return contrast.start - at if at < contrast.start else at - contrast.end
