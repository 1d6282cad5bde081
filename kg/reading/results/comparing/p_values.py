"""The p values of a sentence, each of what it tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import Concept
from kg.reading.context import Proposal
from kg.reading.results.comparing.effects import base, brackets_before, measured, rule_of
from kg.reading.results.comparing.factors import factor, outcome_of_list
from kg.reading.results.comparing.statistics import Statistics
from kg.reading.results.comparing.told_of_figures import (
    by_bracket,
    nearest,
    of_another,
    of_p_value,
    sharing,
    told_right_before,
)
from kg.reading.results.view import Result
from kg.reading.results.view import findings as _words


def p_values(stats: Statistics, ratios: Mapping[int, Concept]) -> Iterator[Proposal]:
    """The p values of a sentence, each with the measure, or what else is compared, that stands nearest to it.

    One that stands behind a list that a cue speaks of is that of all of the list; one in the bracket of one of the
    `ratios`, which are given with their places, is of its measure.
    """
    result = stats.result
    marks = result.sentence.of_kind("p_value")
    stats = replace(stats, places=[result.sentence.typed_at(mark) for mark in marks])
    for mark, at in zip(marks, stats.places, strict=True):
        quantity = mark.quantity
        if quantity.value is None or quantity.value > 1 or _is_of_no_contrast(result, at):
            continue
        if len(marks) > 1 and _behind_labels(result, at):
            continue
        for each in _measures(stats, at, ratios):
            roles = {
                **base(stats, at, each, "p_value"), "value": quantity.value,
                "qualifier": quantity.qualifier or None,
            }  # fmt: skip
            if (told_of := measured(result, roles)) is not None:
                yield Proposal("comparison", told_of, result.sentence.source(), rule_of(told_of, "effect.p-value"))


def _measures(stats: Statistics, at: int, ratios: Mapping[int, Concept]) -> Sequence[Concept]:
    """The measures of the p value at one of several places; () where it cannot be told."""
    result = stats.result
    own, several = by_bracket(stats, at)
    outcome, in_list = outcome_of_list(result, at)
    of_no_factor = factor(result, at) is None
    ordered = (
        own
        or outcome
        or _of_its_ratio(stats, at, ratios)
        or told_right_before(stats, at)
        or of_p_value(stats, at, alone=not of_no_factor)
    )
    if ordered is None and (several or in_list or (of_no_factor and of_another(stats, at))):
        return ()
    if own is not None:
        return [own]
    if in_list and len(stats.beside(at)) > 1:
        return ()
    measure = ordered or nearest(stats, at)
    return () if measure is None else sharing(stats, at) or [measure]


def _of_its_ratio(stats: Statistics, at: int, ratios: Mapping[int, Concept]) -> Concept | None:
    """The measure of the only ratio of the bracket that a p value alone stands in: "(HR for death, 0.7; P = .01)"."""
    bracket = stats.result.bracket_at(at)
    if bracket is None or len(stats.beside(at)) > 1:
        return None
    inside = [measure for place, measure in ratios.items() if bracket[0] - 3 < place < at]  # or right before it
    return inside[0] if len(inside) == 1 else None


def _is_of_no_contrast(result: Result, at: int) -> bool:
    """Whether a p value tells of trials, each arm by itself, or what was looked for: "fell in both arms (P < 0.05)"."""
    if _OF_TRIALS.search(result.typed, max(0, at - 90), at) or _OF_A_TEST.search(result.sentence.words(at, at + 1)):
        return True
    before = _words("of_each_arm").search(result.typed, max(0, at - 60), at)
    if before and _words("told_alike").search(result.typed, max(0, before.start() - 60), before.start()):
        before = None
    behind = result.sentence.words(at + 1, min(at + 40, len(result.typed)))
    before = before or _words("asked").search(result.typed, max(0, at - 80), at)
    _, opened = brackets_before(result, at)
    before = before or _words("left_out").search(result.typed, max(0, opened - 120), opened)
    before = before or _words("people_in_bracket").search(result.typed, max(0, at - 220), at)
    return bool(before or _words("against_no_arm").match(behind))


def _behind_labels(result: Result, at: int) -> bool:
    """Whether a figure's bracket stands behind two labels that are no known arms: "7 and 9 for arms C and D (P)"."""
    (_, before), opened = brackets_before(result, at)
    return bool(_LABELS.search(result.typed, before, opened))


_LABELS = re.compile(
    r"\b(?:arms?|groups?|cohorts?)\s[A-Z0-9]\s(?:and|versus|vs\.?|than)\s(?:(?:arm|group|cohort)\s)?[A-Z0-9]\s?$"
)
_OF_A_TEST = re.compile(r"\b(?:trend|interactions?|heterogeneity|non-?inferior\w*|equivalence)\b", re.IGNORECASE)
"""In a p value, what makes it one of no two arms: "P for trend = .01"."""
_OF_TRIALS = re.compile(
    r"\b(?:heterogeneity|interactions?|tests?\sfor\s(?:a\s|linear\s)?trend)\b[^.;]*$", re.IGNORECASE
)
"""Before a p value, this makes it one of how trials or groups of people differ from each other, and not arms."""
