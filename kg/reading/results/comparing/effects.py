"""Ratios with their intervals, and the roles that every statistic of two sides has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from operator import itemgetter

from kg.model import Arm, Concept, Value
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Proposal
from kg.reading.marks import QUANTITY_KINDS, SIGNS
from kg.reading.numbers import Quantity
from kg.reading.patterns import Match
from kg.reading.results.comparing.comparators import beside
from kg.reading.results.comparing.factors import factor, is_listed, outcome_of_list
from kg.reading.results.comparing.sides import NOBODY, Sides
from kg.reading.results.comparing.statistics import Statistics
from kg.reading.results.comparing.told_of_figures import by_bracket, named_with, nearest, of_ratio, sharing
from kg.reading.results.figures.people.people_beside import people_before, people_of_ratio
from kg.reading.results.figures.people.populations import of_others, population
from kg.reading.results.figures.telling.times import time_of_bracket, time_of_named
from kg.reading.results.named_arms import before_bracket
from kg.reading.results.people import set_apart
from kg.reading.results.view import Result
from kg.reading.results.view import findings as _words

RATIOS = {
    "hazard_ratio": re.compile(r"\b(?:hazards? ratios?|relative hazards?)\b|\ba?HRs?\b(?!\+)", re.IGNORECASE),
    "odds_ratio": re.compile(r"(?i:\bodds ratios?\b)|\bORs?\b"),
    "risk_ratio": re.compile(
        r"(?i:\b(?:relative risks?|risk ratios?|rate ratios?|standardi[sz]ed (?:incidence|mortality) ratios?)\b)"
        r"|\b(?:RR|SIR|SMR)s?\b"
    ),
}
"""The ratios of two groups, and what each is called."""


def base(stats: Statistics, at: int, measure: Concept, effect: str) -> dict[str, Value | None]:
    """The roles that a figure at a place has; one on a factor has no arm, a hazard ratio holds for no one time."""
    result, sides = stats.result, stats.sides
    marked = factor(result, at) or (set_apart(result) if sides == NOBODY else None)
    others = [thing.measure for thing in stats.things]
    pair = beside(result, at)
    as_told = pair != NOBODY and len({*result.arms.values()}) > 2 and effect in (*RATIOS, "p_value")
    arm, comparator = (_only(result), None) if marked else pair if as_told else _or(pair, sides)
    each = _words("of_each").match(result.typed, at + 1) if effect in RATIOS else None
    if each and comparator == result.arms.get(each.start("other")):
        comparator = None
    people = marked or people_before(result, at) or people_of_ratio(result, at)
    inside = result.bracket_at(at)
    people = people or population(result, inside[0] if inside else at) or population(result) or result.carried
    return {
        "trial": result.trial, "measure": measure, "arm": arm, "comparator": comparator, "effect": effect,
        "population": people if marked else of_others(people, arm),
        "timepoint": time_of_bracket(result, at)
        or (None if effect == "hazard_ratio" else time_of_named(result, measure, at, others)),
    }  # fmt: skip


def measured(result: Result, roles: dict[str, Value | None]) -> dict[str, Value | None] | None:
    """The roles of a figure whose measure is no part of the factor that it is told of; None where it has no other.

    "Severe X was associated with … (OR, 2)" measures no X, "survival was affected by X (P = .02)" measures survival.
    """
    marked, measure = str(roles["population"] or "").casefold(), roles["measure"]
    affected = _words("factor_behind").search(result.unbracketed)
    before = {m.concept for at, m in result.measures.items() if affected and at < affected.start()}
    if marked and len(before) == 1:
        return {**roles, "measure": before.pop()}
    if isinstance(measure, Concept) and measure.name in ("rate", "rates"):
        return None  # of what, its own words tell: "the high rate of reoperations"
    if not isinstance(measure, Concept) or not any(_within(name, marked) for name in (measure.name, measure.label)):
        return roles
    others = {m.concept for m in result.measures.values() if not _within(m.concept.name, marked)}
    return {**roles, "measure": others.pop()} if len(others) == 1 else None


def _is_of_another(stats: Statistics, at: int) -> bool:
    """Whether a figure's bracket stands behind a treatment that neither side is: "with A (OR, 2), B (OR, 3)"."""
    result, sides = stats.result, stats.sides
    (_, before), opened = brackets_before(result, at)
    last = before_bracket(result, opened)
    ours = {concept for side in sides if side for concept in side.interventions}
    behind = result.sentence.marks_in(last, last + 1, *TREATMENTS) if opened and last not in result.arms else []
    between = result.sentence.marks_in(before, opened, "drug") if _BETWEEN.search(result.typed, before, opened) else []
    others = any(mark.concept not in ours for mark in [*behind, *between])
    return bool(ours) and (others or _after_another(result, before, opened, sides))


def _after_another(result: Result, before: int, opened: int, sides: Sides) -> bool:
    """Whether a bracket stands behind what is no arm, the one before behind an arm: "after A (OR) and after X (OR)"."""
    alone = None in sides and not any(before <= at < opened for at in result.arms)
    return alone and bool(before and _NEXT_OF.match(result.typed, before, opened))


def brackets_before(result: Result, at: int) -> tuple[tuple[int, int], int]:
    """The bracket before the one that a figure stands in, and where the latter begins; 0 for what is not there."""
    opened, _ = result.bracket_at(at) or (0, 0)
    closed = [bracket for bracket in result.brackets if bracket[1] <= opened]
    return max(closed, default=(0, 0), key=itemgetter(1)), opened


_NEXT_OF = re.compile(r"\s?,?\s(?:and|or|but)\s(?:also\s)?(?:after|with|in|for|among|by)\s")
"""Behind a bracket, the next thing that has one."""
_BETWEEN = re.compile(r"\b(?:between|compar(?:ed|ing))\b")
"""Before a bracket, words by which its figure is that of the two treatments behind them."""


def _within(name: str, words: str) -> bool:
    """Whether a name stands among words."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) is not None


def _only(result: Result) -> Arm | None:
    """The one arm that a sentence names, of whose people it tells: "in patients given A for >1 year vs <=1 year"."""
    named = {arm for at, arm in result.arms.items() if not is_listed(result, at)}
    return next(iter(named)) if len(named) == 1 else None


def _or(one: Sides, other: Sides) -> Sides:
    """One pair of sides, else another, which is taken as it stands where it is the same two."""
    return other if one == NOBODY or {*one} == {*other} else one


def marked(match: Match, group: str) -> Quantity | None:
    """The quantity that a group of a match marks."""
    marks = match.marks(group, *QUANTITY_KINDS)
    return marks[0].quantity if marks else None


def rule_of(roles: Mapping[str, object], name: str) -> str:
    """The name of the rule; figures on factors are told apart."""
    apart = roles["arm"] is None or (roles["comparator"] is None and " vs " in str(roles["population"]))
    return f"{name}.factor" if apart and roles["population"] else name


def ratio(stats: Statistics, match: Match) -> Iterator[Proposal]:
    """A hazard, odds or risk ratio of a sentence with its interval."""
    result, quantity = stats.result, marked(match, "value")
    effect = next((name for name in RATIOS if match.has(name)), _only_ratio(result, match))
    within = next((match.found.span(name) for name in ("for", "of") if match.has(name)), None)
    at = match.found.start("value")
    own, several = by_bracket(stats, at)
    outcome, in_list = outcome_of_list(result, at)
    if own is None and (several or (in_list and (outcome is None or len(stats.beside(at)) > 1))):
        return
    measure = own or outcome or of_ratio(stats, match)
    measure = measure or (named_with(result, at, within) if within else None)
    if measure is None and any(len(sharing(stats, place)) > 1 for place in stats.places):
        return  # of two together: "fewer A and B (RR, 0.6)"
    measure = measure or nearest(stats, at)
    if quantity is None or effect is None or measure is None or quantity.upper is not None or quantity.value is None:
        return
    if quantity.value > 100 or _BOUND.search(result.typed, max(0, match.found.start() - 60), at):
        return
    if quantity.qualifier and _MEANS.match(result.typed, match.found.end()):
        return
    if of_one_step(result.unbracketed, match.found.end()):
        return
    low, high, level = interval(match, quantity.value)
    if match.has("range") and low is None:
        return  # a number with a range that is not about it is no ratio
    roles = {
        **base(stats, at, measure, effect), "value": quantity.value,
        "ci_low": low, "ci_high": high, "ci_level": level, "qualifier": quantity.qualifier or None,
    }  # fmt: skip
    told_of = measured(result, roles)
    if told_of is not None and not (len(stats.places) > 1 and _is_of_another(stats, at)):
        yield Proposal("comparison", told_of, result.sentence.source(), rule_of(told_of, match.rule.name))


def of_one_step(unbracketed: str, end: int) -> bool:
    """Whether a ratio is of one step of what it is told of, not of that at large: "0.9 | for the first pregnancy"."""
    return bool(_words("step_behind").match(unbracketed, end))


_BOUND = re.compile(
    r"\b(?:upper|lower)\s(?:(?:CIs?|confidence(?:\sinterval)?)\s)?(?:bound|limit|boundar)|\bRR\sreductions?\s|"
    r"\b(?:margin|threshold)\b|\bcritical\s(?:hazard|value|ratio)\b|\bset\sat\b",
    re.IGNORECASE,
)
"""Before a ratio, these make it a limit and no result."""

_MEANS = re.compile(r"\s(?:favou?r|indicat|denot|mean|impl|represent|reflect|suggest)\w*\s")
"""Behind a ratio above or below a bound, what any such would mean: "a ratio > 1 | favors A"."""


def _only_ratio(result: Result, match: Match) -> str | None:
    """The ratio of a figure with an interval that no name stands beside, where the sentence names one kind only."""
    start, end = match.found.span()
    if not match.rule.options.get("listed") or _MEDIAN.search(result.sentence.words(max(0, start - 60), start)):
        return None
    if _IN_TIME.match(result.typed, end):
        return None
    named = [name for name, words in RATIOS.items() if words.search(result.typed)]
    return named[0] if len(named) == 1 else None


_MEDIAN = re.compile(r"\b[Mm]edian\b[^;]*$")
_IN_TIME = re.compile(
    r"[)\]]?(?:\s(?:vs?\.?|versus|and|compared with)\s.(?:\s?[(\[][^()\[\]]*[)\]])?){0,2}"
    rf"\s?(?:{SIGNS['duration']}|(?:months|weeks|years|days)\b)"
)
"""Around a figure, what makes it a length of time: "median 4.0 [3.7-5.5] vs 1.9 [1.8-1.9] months"."""


def interval(match: Match, value: Decimal) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The interval behind a ratio, its level where that is not 95 percent; "0.62, 0.98" is one like "0.62-0.98"."""
    group = next((name for name in ("tail", "range") if match.has(name)), None)
    told = [m.quantity for m in match.marks(group, *QUANTITY_KINDS)] if group else []
    low, level = (told[0].value, told[0].level) if told else (None, None)
    high = told[1].value if len(told) > 1 and told[0].upper is None else told[0].upper if told else None
    if low is None or high is None or not low <= value <= high:
        return None, None, None
    return low, high, level if level != 95 else None
