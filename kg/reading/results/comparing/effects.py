"""Effects told in numbers: ratios with their intervals, and p values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from operator import itemgetter

from kg.model import Arm, Concept, Value
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Proposal
from kg.reading.marks import SIGNS
from kg.reading.numbers import Quantity
from kg.reading.patterns import Match, one_of
from kg.reading.results.comparing.comparators import beside
from kg.reading.results.comparing.factors import factor, outcome_of_list
from kg.reading.results.comparing.named import named_in
from kg.reading.results.comparing.sides import NOBODY, Sides
from kg.reading.results.comparing.told_of_figures import (
    by_bracket,
    crowded,
    nearest,
    of_another,
    of_p_value,
    of_ratio,
    sharing,
    told_right_before,
)
from kg.reading.results.figures.populations import of_others, people_before, people_of_ratio, population
from kg.reading.results.figures.times import time_of_bracket, time_of_named
from kg.reading.results.named_arms import before_bracket
from kg.reading.results.people import set_apart
from kg.reading.results.phrases.things import Thing
from kg.reading.results.view import Result

RATIOS = {
    "hazard_ratio": re.compile(r"\b(?:hazards? ratios?|relative hazards?)\b|\ba?HRs?\b(?!\+)", re.IGNORECASE),
    "odds_ratio": re.compile(r"(?i:\bodds ratios?\b)|\bORs?\b"),
    "risk_ratio": re.compile(
        r"(?i:\b(?:relative risks?|risk ratios?|rate ratios?|standardi[sz]ed (?:incidence|mortality) ratios?)\b)"
        r"|\b(?:RR|SIR|SMR)s?\b"
    ),
}
"""The ratios of two groups, and what each is called."""


def base(
    result: Result, at: int, measure: Concept, sides: Sides, effect: str, told: Sequence[Sequence[Thing]] = ()
) -> dict[str, Value | None]:
    """The roles that a figure at a place has; one on a factor has no arm, a hazard ratio holds for no one time."""
    marked = factor(result, at) or (set_apart(result) if sides == NOBODY else None)
    others = [thing.measure for group in told for thing in group]
    pair = beside(result, at)
    as_told = pair != NOBODY and len({*result.arms.values()}) > 2 and effect in (*RATIOS, "p_value")
    arm, comparator = (_only(result), None) if marked else pair if as_told else _or(pair, sides)
    people = marked or people_before(result, at) or people_of_ratio(result, at)
    inside = result.bracket_at(at)
    people = people or population(result, inside[0] if inside else at) or population(result) or result.carried
    return {
        "trial": result.trial, "measure": measure, "arm": arm, "comparator": comparator, "effect": effect,
        "population": people if marked else of_others(people, arm),
        "timepoint": time_of_bracket(result, at)
        or (None if effect == "hazard_ratio" else time_of_named(result, measure, at, others)),
    }  # fmt: skip


def _outcome(result: Result, roles: dict[str, Value | None]) -> dict[str, Value | None] | None:
    """The roles of a figure whose measure is no part of the factor that it is told of; None where it has no other.

    "Severe X was associated with … (OR, 2)" measures no X, "survival was affected by X (P = .02)" measures survival.
    """
    marked, measure = str(roles["population"] or "").casefold(), roles["measure"]
    if not isinstance(measure, Concept) or not any(_within(name, marked) for name in (measure.name, measure.label)):
        return roles
    others = {m.concept for m in result.measures.values() if not _within(m.concept.name, marked)}
    return {**roles, "measure": others.pop()} if len(others) == 1 else None


def _is_of_another(result: Result, at: int, sides: Sides) -> bool:
    """Whether a figure's bracket stands behind a treatment that neither side is: "with A (OR, 2), B (OR, 3)"."""
    (_, before), opened = _brackets(result, at)
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


def _brackets(result: Result, at: int) -> tuple[tuple[int, int], int]:
    """The bracket before the one that a figure stands in, and where the latter begins; 0 for what is not there."""
    opened, _ = result.bracket_at(at) or (0, 0)
    closed = [bracket for bracket in result.brackets if bracket[1] <= opened]
    return max(closed, default=(0, 0), key=itemgetter(1)), opened


def _behind_labels(result: Result, at: int) -> bool:
    """Whether a figure's bracket stands behind two labels that are no known arms: "7 and 9 for arms C and D (P)"."""
    (_, before), opened = _brackets(result, at)
    return bool(_LABELS.search(result.typed, before, opened))


_LABELS = re.compile(
    r"\b(?:arms?|groups?|cohorts?)\s[A-Z0-9]\s(?:and|versus|vs\.?|than)\s(?:(?:arm|group|cohort)\s)?[A-Z0-9]\s?$"
)
_NEXT_OF = re.compile(r"\s?,?\s(?:and|or|but)\s(?:also\s)?(?:after|with|in|for|among|by)\s")
"""Behind a bracket, the next thing that has one."""
_BETWEEN = re.compile(r"\b(?:between|compar(?:ed|ing))\b")
"""Before a bracket, words by which its figure is that of the two treatments behind them."""


def _within(name: str, words: str) -> bool:
    """Whether a name stands among words."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) is not None


def _only(result: Result) -> Arm | None:
    """The one arm that a sentence names, of whose people it tells: "in patients given A for >1 year vs <=1 year"."""
    named = set(result.arms.values())
    return next(iter(named)) if len(named) == 1 else None


def _or(one: Sides, other: Sides) -> Sides:
    """One pair of sides, else another, which is taken as it stands where it is the same two."""
    return other if one == NOBODY or {*one} == {*other} else one


def marked(match: Match, group: str) -> Quantity | None:
    """The quantity that a group of a match marks."""
    marks = [m for m in match.marks(group) if m.quantity is not None]
    return marks[0].quantity if marks else None


def _rule(roles: Mapping[str, object], name: str) -> str:
    """The name of the rule; figures on factors are told apart."""
    apart = roles["arm"] is None or (roles["comparator"] is None and " vs " in str(roles["population"]))
    return f"{name}.factor" if apart and roles["population"] else name


def ratio(
    result: Result, match: Match, sides: Sides, places: Sequence[int], told: Sequence[Sequence[Thing]]
) -> Iterator[Proposal]:
    """A hazard, odds or risk ratio with its interval; `places` are those of all ratios of the sentence."""
    quantity = marked(match, "value")
    effect = next((name for name in RATIOS if match.has(name)), _only_ratio(result, match))
    within = next((match.found.span(name) for name in ("for", "of") if match.has(name)), None)
    at = match.found.start("value")
    named = named_in(result, [thing for group in told for thing in group])
    own, several = by_bracket(result, at, places, told)
    outcome, in_list = outcome_of_list(result, at)
    if own is None and (several or (in_list and (outcome is None or crowded(result, at, places)))):
        return
    measure = own or outcome or of_ratio(result, match, places)
    measure = measure or nearest(result, at, within, named)
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
        **base(result, at, measure, sides, effect, told), "value": quantity.value,
        "ci_low": low, "ci_high": high, "ci_level": level, "qualifier": quantity.qualifier or None,
    }  # fmt: skip
    told_of = _outcome(result, roles)
    if told_of is not None and not (len(places) > 1 and _is_of_another(result, at, sides)):
        yield Proposal("comparison", told_of, result.sentence.source(), _rule(told_of, match.rule.name))


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
    told = [m.quantity for m in match.marks(group) if m.quantity is not None] if group else []
    low, level = (told[0].value, told[0].level) if told else (None, None)
    high = told[1].value if len(told) > 1 and told[0].upper is None else told[0].upper if told else None
    if low is None or high is None or not low <= value <= high:
        return None, None, None
    return low, high, level if level != 95 else None


def p_values(
    result: Result,
    sides: Sides,
    told: Sequence[Sequence[Thing]] = (),
    ratios: Mapping[int, Concept] | None = None,
) -> Iterator[Proposal]:
    """The p values of a sentence, each with the measure, or what else is compared, that stands nearest to it.

    One that stands behind a list that a cue speaks of, `told`, is that of all of the list; one in the bracket of one of
    the `ratios`, which are given with their places, is of its measure.
    """
    named = named_in(result, [thing for group in told for thing in group])
    marks = result.sentence.of_kind("p_value")
    places = [result.sentence.typed_at(mark) for mark in marks]
    for mark, at in zip(marks, places, strict=True):
        if (
            _OF_TRIALS.search(result.typed, max(0, at - 90), at)
            or _OF_A_TEST.search(result.sentence.words(at, at + 1))
            or _is_of_no_contrast(result, at)
        ):
            continue
        own, several = by_bracket(result, at, places, told)
        outcome, in_list = outcome_of_list(result, at)
        ordered = (
            own
            or outcome
            or _of_its_ratio(result, at, places, ratios or {})
            or told_right_before(result, at, places, told)
            or of_p_value(result, at, places, alone=factor(result, at) is not None)
        )
        if ((several or in_list) and ordered is None) or (in_list and own is None and crowded(result, at, places)):
            continue
        quantity, measure = mark.quantity, ordered or nearest(result, at, named=named)
        if len(marks) > 1 and _behind_labels(result, at):
            continue
        if ordered is None and factor(result, at) is None and of_another(result, at, places):
            continue
        if quantity is None or measure is None or quantity.value is None or quantity.value > 1:
            continue
        earlier = max((place for place in places if place < at), default=-1)
        for each in [own] if own else sharing(result, (earlier, at), named, told) or [measure]:
            roles = {
                **base(result, at, each, sides, "p_value", told), "value": quantity.value,
                "qualifier": quantity.qualifier or None,
            }  # fmt: skip
            if (told_of := _outcome(result, roles)) is not None:
                yield Proposal("comparison", told_of, result.sentence.source(), _rule(told_of, "effect.p-value"))


def _of_its_ratio(result: Result, at: int, places: Sequence[int], ratios: Mapping[int, Concept]) -> Concept | None:
    """The measure of the only ratio of the bracket that a p value alone stands in: "(HR for death, 0.7; P = .01)"."""
    bracket = result.bracket_at(at)
    if bracket is None or sum(bracket[0] < place < bracket[1] for place in places) > 1:
        return None
    inside = [measure for place, measure in ratios.items() if bracket[0] - 3 < place < at]  # or right before it
    return inside[0] if len(inside) == 1 else None


def _is_of_no_contrast(result: Result, at: int) -> bool:
    """Whether a p value tells of each arm by itself, or of what was looked for: "fell in both arms (P < 0.05)"."""
    before = _words("of_each_arm").search(result.typed, max(0, at - 60), at)
    if before and _words("told_alike").search(result.typed, max(0, before.start() - 60), before.start()):
        before = None
    behind = result.sentence.words(at + 1, min(at + 40, len(result.typed)))
    before = before or _words("asked").search(result.typed, max(0, at - 80), at)
    _, opened = _brackets(result, at)
    before = before or _words("left_out").search(result.typed, max(0, opened - 120), opened)
    before = before or _words("people_in_bracket").search(result.typed, max(0, at - 220), at)
    return bool(before or _words("against_no_arm").match(behind))


_words = partial(one_of, "findings")
_OF_A_TEST = re.compile(r"\b(?:trend|interactions?|heterogeneity)\b", re.IGNORECASE)
"""In a p value, what makes it one of no two arms: "P for trend = .01"."""
_OF_TRIALS = re.compile(
    r"\b(?:heterogeneity|interactions?|tests?\sfor\s(?:a\s|linear\s)?trend)\b[^.;]*$", re.IGNORECASE
)
"""Before a p value, this makes it one of how trials or groups of people differ from each other, and not arms."""
