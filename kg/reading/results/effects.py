"""Effects told in numbers: ratios with their intervals, p values, relative changes and differences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kg.model import Concept, Value
from kg.reading.annotate import SIGNS
from kg.reading.context import Proposal
from kg.reading.numbers import Quantity
from kg.reading.patterns import Match
from kg.reading.results.factors import factor
from kg.reading.results.measures import adjusted_for, tidy
from kg.reading.results.people import set_apart
from kg.reading.results.populations import people_before, population
from kg.reading.results.sides import NOBODY, Sides
from kg.reading.results.spoken import in_slot, is_of_people
from kg.reading.results.things import Thing
from kg.reading.results.times import time_of_named
from kg.reading.results.verdicts import hedged
from kg.reading.results.view import Result

RATIOS = ("hazard_ratio", "odds_ratio", "risk_ratio")


def _base(
    result: Result, at: int, measure: Concept, sides: Sides, effect: str, told: Sequence[Sequence[Thing]] = ()
) -> dict[str, Value | None]:
    """The roles that a figure at a place has; one on a factor has no arm, a hazard ratio holds for no one time."""
    marked = factor(result, at) or (set_apart(result) if sides == NOBODY else None)
    others = [thing.measure for group in told for thing in group]
    arm, comparator = (None, None) if marked else sides
    return {
        "trial": result.trial, "measure": measure, "arm": arm, "comparator": comparator, "effect": effect,
        "population": marked or people_before(result, at) or population(result),
        "timepoint": None if effect == "hazard_ratio" else time_of_named(result, measure, at, others),
    }  # fmt: skip


def marked(match: Match, group: str) -> Quantity | None:
    """The quantity that a group of a match marks."""
    marks = [m for m in match.marks(group) if m.quantity is not None]
    return marks[0].quantity if marks else None


def _rule(roles: Mapping[str, object], name: str) -> str:
    """The name of the rule; figures on factors are told apart."""
    return f"{name}.factor" if roles["arm"] is None and roles["population"] else name


def ratio(
    result: Result, match: Match, sides: Sides, places: Sequence[int], told: Sequence[Sequence[Thing]]
) -> Iterator[Proposal]:
    """A hazard, odds or risk ratio with its interval; `places` are those of all ratios of the sentence."""
    quantity = marked(match, "value")
    effect = next((name for name in RATIOS if match.has(name)), _only_ratio(result, match))
    within = next((match.found.span(name) for name in ("for", "of") if match.has(name)), None)
    at = match.found.start("value")
    named = _named(result, [thing for group in told for thing in group])
    measure = _in_order(result, at, places) or _behind(result, match, places) or _nearest(result, at, within, named)
    if quantity is None or effect is None or measure is None or quantity.upper is not None or quantity.value is None:
        return
    if quantity.value > 100 or _BOUND.search(result.typed, max(0, match.found.start() - 60), at):
        return
    low, high, level = interval(match, quantity.value)
    roles = {
        **_base(result, at, measure, sides, effect, told), "value": quantity.value,
        "ci_low": low, "ci_high": high, "ci_level": level, "qualifier": quantity.qualifier or None,
    }  # fmt: skip
    yield Proposal("comparison", roles, result.sentence.source(), _rule(roles, match.rule.name))


_BOUND = re.compile(
    r"\b(?:upper|lower)\s(?:bound|limit)|\b(?:margin|threshold)\b|\bcritical\s(?:hazard|value|ratio)\b|\bset\sat\b",
    re.IGNORECASE,
)
"""Before a ratio, these make it a limit and no result."""

_NAMED = {
    "hazard_ratio": re.compile(r"\bhazard ratios?\b|\ba?HRs?\b", re.IGNORECASE),
    "odds_ratio": re.compile(r"(?i:\bodds ratios?\b)|\bORs?\b"),
    "risk_ratio": re.compile(r"(?i:\b(?:relative risks?|risk ratios?|rate ratios?)\b)|\bRRs?\b"),
}


def _only_ratio(result: Result, match: Match) -> str | None:
    """The ratio of a figure with an interval that no name stands beside, where the sentence names one kind only."""
    if not match.rule.options.get("listed"):
        return None
    named = [name for name, words in _NAMED.items() if words.search(result.typed)]
    return named[0] if len(named) == 1 else None


def interval(match: Match, value: Decimal) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The interval behind a ratio, with its level where that is not 95 percent."""
    tail = marked(match, "tail") if match.has("tail") else None
    if tail is None or tail.value is None or tail.upper is None or not tail.value <= value <= tail.upper:
        return None, None, None
    return tail.value, tail.upper, tail.level if tail.level != 95 else None


_FOR = re.compile(r"(?:[^.;:()]{0,40}\))?\s(?:for|in)\s(?:the\s|overall\s)?(?=\S)")


def _behind(result: Result, match: Match, places: Sequence[int]) -> Concept | None:
    """The measure of "an HR of 0.7 (…) for M and an HR of 0.6 (…) for N", where several are told so."""
    told = [_FOR_EACH.match(result.typed, place) for place in places]
    at = match.found.start("value")
    if len(told) > 1 and all(told):
        each = dict(zip(places, told, strict=True)).get(at)
        return result.measures[each.start("m")].concept if each and each.start("m") in result.measures else None
    link = _FOR.match(result.typed, match.found.end())
    if len(places) < 2 or link is None or not re.search(r"\bof\s$", result.typed[:at]):
        return None
    found = next((m for place, m in sorted(result.measures.items()) if link.end() <= place < link.end() + 12), None)
    return found.concept if found else None


_FOR_EACH = re.compile(rf".(?:\s?[(\[][^()\[\]]{{0,80}}[)\]])?\sfor\s(?:the\s)?(?P<m>{SIGNS['measure']})")
"""A ratio with its interval and the measure that it is for."""


def _nearest(
    result: Result, at: int, within: tuple[int, int] | None = None, named: Sequence[tuple[int, Concept]] = ()
) -> Concept | None:
    """The measure that a statistic at a place belongs to: named with it, else the nearest before, else behind."""
    if within is not None:
        inside = [m for place, m in result.measures.items() if within[0] <= place < within[1]]
        told = result.sentence.words(*within).lower()
        if inside and not _OR_DEATH.match(told):
            return inside[0].concept
        if re.match(r"(?:death|dying|overall mortality)", told):
            return Concept("measure", "overall survival")
        if re.match(r"(?:disease |tumou?r )?progression", told):
            return Concept("measure", "progression-free survival")
        if _OR_DEATH.match(told):
            survivals = [m.concept for place, m in sorted(result.measures.items()) if place < at]
            free = [survival for survival in survivals if _FREE.search(survival.name)]
            return free[-1] if free else Concept("measure", "disease-free survival")
    start = result.typed.rfind(";", 0, at) + 1
    named = named or _named(result)
    before = [pair for pair in named if start <= pair[0] < at] or [pair for pair in named if pair[0] < at]
    outside = [m for place, m in before if not _is_aside(result.typed, place, at)]
    if before:
        return outside[-1] if outside else before[-1][1]
    behind = [m for place, m in named if at < place < at + 80 and not result.enclosed(at, place)]
    return behind[0] if behind else None


_OR_DEATH = re.compile(r"(?:the |an? )?(?:[a-z-]+ ){0,2}?(?:recurrence|relapse|event|metastas[ei]s)s? or death\b")
"""What a ratio is of that is a survival without it: "hazard ratio for recurrence or death"."""
_FREE = re.compile(r"(?:free|event|failure).survival", re.IGNORECASE)


def _is_aside(typed: str, place: int, at: int) -> bool:
    """Whether a place stands in a bracket that closes before another."""
    opened = typed.rfind("(", 0, place)
    return opened >= 0 and place < typed.find(")", opened) < at


def _named(result: Result, told: Sequence[Thing] = ()) -> list[tuple[int, Concept]]:
    """The measures, the events and what cues have `told` of by their places, in order, none within another."""
    events = [
        (at, Concept("measure", tidy(result.sentence.words(at, at + 1)), known=False))
        for mark in result.sentence.of_kind("event")
        if mark.concept and (at := result.sentence.typed_at(mark)) not in result.measures
    ]
    measured = ((at, m.concept) for at, m in result.measures.items() if not is_of_people(result, at))
    found = [(t.measure.start, t.measure.end, t.concept) for t in told]
    found += [(at, at + 1, m) for at, m in (*measured, *events)]
    aside = adjusted_for(result.typed)
    kept: list[tuple[int, int, Concept]] = []
    for start, end, concept in sorted(found, key=lambda item: (item[0], -item[1])):
        if any(low < start < high for low, high in aside) or (kept and _is_a_cause(result, kept[-1][1], start)):
            continue
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, concept))
    return [(start, concept) for start, _, concept in kept]


_CAUSE = re.compile(r"\s(?:due to|because of|owing to|as a result of)\s(?:an?\s|the\s)?", re.IGNORECASE)


def _is_a_cause(result: Result, before: int, at: int) -> bool:
    """Whether what stands at a place is but the cause of the measure before it: "dose reductions due to pain"."""
    return bool(_CAUSE.fullmatch(result.typed, before, at))


def p_values(result: Result, sides: Sides, told: Sequence[Sequence[Thing]] = ()) -> Iterator[Proposal]:
    """The p values of a sentence, each with the measure, or what else is compared, that stands nearest to it.

    One that stands behind a list that a cue speaks of, `told`, is that of all of the list.
    """
    named = _named(result, [thing for group in told for thing in group])
    marks = result.sentence.of_kind("p_value")
    places = [result.sentence.typed_at(mark) for mark in marks]
    for mark, at in zip(marks, places, strict=True):
        if _OF_TRIALS.search(result.typed, max(0, at - 90), at):
            continue
        quantity, measure = mark.quantity, _in_order(result, at, places) or _nearest(result, at, named=named)
        if quantity is None or measure is None or quantity.value is None or quantity.value > 1:
            continue
        earlier = max((place for place in places if place < at), default=-1)
        for each in _sharing(result, (earlier, at), named, told) or [measure]:
            roles = {
                **_base(result, at, each, sides, "p_value", told), "value": quantity.value,
                "qualifier": quantity.qualifier or None,
            }  # fmt: skip
            yield Proposal("comparison", roles, result.sentence.source(), _rule(roles, "effect.p-value"))


_OF_TRIALS = re.compile(r"\bheterogeneity\b[^.;]*$", re.IGNORECASE)
"""Before a p value, this makes it one of how trials differ from each other, and not arms."""

_SHARED = re.compile(r"\b(?P<how>both|all|each)\s(?:comparisons\s|with\s)?$", re.IGNORECASE)


def _sharing(
    result: Result, stretch: tuple[int, int], named: Sequence[tuple[int, Concept]], told: Sequence[Sequence[Thing]]
) -> list[Concept]:
    """The measures between a p value and the one before it that share it: "(both p < 0.01)"; else none."""
    low, at = stretch
    places = [place for place, _ in named if low < place < at]
    mine = [concept for place, concept in named if low < place < at]
    said = _SHARED.search(result.typed, max(0, at - 30), at)
    if said is not None:
        return mine[-2:] if said["how"].lower() == "both" else mine
    for group in told:
        if len(group) > 1 and all(low < thing.measure.start < at for thing in group):
            last = max(thing.measure.end for thing in group)
            named_again = bool(places) and places[-1] >= last  # "X and Y were better (X 5 vs 4, p)"
            if mine and mine[-1] in [thing.concept for thing in group] and at - last < 150 and not named_again:
                return [thing.concept for thing in group]
    return []


def _in_order(result: Result, at: int, places: Sequence[int]) -> Concept | None:
    """The measure of a list whose figures follow it in its order: "X and Y were … (p), and … (p), respectively"."""
    start, end = _segment(result.typed, at)
    mine = [place for place in places if start <= place < end]
    named = [m for place, m in _named(result) if start <= place < mine[-1]]
    ahead = all(place < mine[0] for place, _ in _named(result) if start <= place < mine[-1])
    listed = "respectively" in result.typed and ahead and len(mine) == len(named) > 1
    return named[mine.index(at)] if listed else None


def _segment(typed: str, at: int) -> tuple[int, int]:
    """The part of a sentence between semicolons that stand in no brackets."""
    depth, cuts = 0, [0]
    for place, char in enumerate(typed):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        if char == ";" and depth <= 0:
            cuts.append(place)
    return max(c for c in cuts if c <= at), min([c for c in cuts if c > at], default=len(typed))


def change(
    result: Result, match: Match, sides: Sides, _places: Sequence[int], _told: Sequence[Sequence[Thing]]
) -> Iterator[Proposal]:
    """A relative change ("37 percent lower") or a difference ("2.8 months longer")."""
    quantity = _times(match) if match.rule.options.get("times") else marked(match, "value")
    measure = _changed(result, match)
    if (
        quantity is None
        or quantity.value is None
        or measure is None
        or quantity.upper is not None
        or _says_when(match)
        or hedged(result, match)
    ):
        return
    if match.rule.options.get("absolute") and quantity.unit == "percent" and "absolute" not in match.found.group():
        return  # "a 37 percent reduction in the risk" is a relative change
    if match.rule.kind == "change" and _is_a_threshold(result, match, quantity):
        return
    sign = -1 if match.has("down") or match.has("fell") else 1
    effect = "relative_change" if match.rule.kind == "change" else "difference"
    roles = {
        **_base(result, match.found.start(), measure, sides, effect), "value": quantity.value * sign,
        "unit": quantity.unit, "qualifier": quantity.qualifier or None,
    }  # fmt: skip
    yield Proposal("comparison", roles, result.sentence.source(), match.rule.name)


_WHEN = re.compile(r"\w-(?:year|month|week|day)$")


def _says_when(match: Match) -> bool:
    """Whether a duration says when a gain was seen, and not how much it was: "a 5-year survival gain"."""
    return match.has("value") and match.rule.kind == "difference" and bool(_WHEN.search(match.words("value")))


_AT_LEAST = re.compile(r"\bat least (?:an?\s)?$", re.IGNORECASE)


def _is_a_threshold(result: Result, match: Match, quantity: Quantity) -> bool:
    """Whether a change says who counted as a responder: "at least a 50% reduction", "(>40% increase in volume)"."""
    start = match.found.start()
    bracketed = any(low < start < high for low, high in result.brackets)
    least = quantity.qualifier == ">=" or _AT_LEAST.search(result.typed, max(0, start - 14), start)
    return bool(least or (quantity.qualifier and bracketed))


def _changed(result: Result, match: Match) -> Concept | None:
    """What a change is told of: what fills its slot, else what it stands nearest to."""
    if match.rule.options.get("near"):
        return _nearest(result, match.found.start())
    found, _ = in_slot(result, match)
    return found[-1].concept if found else None


def _times(match: Match) -> Quantity:
    """What "twice as long" means as a change in percent."""
    share = marked(match, "share")
    whole = Decimal(-50 if match.has("half") else 200 if match.has("thrice") else 100)
    value = share.value - 100 if share and share.value else whole
    told = match.words("times").lower()
    sign = ">" if told in ("more than", "over") else ">=" if told == "at least" else "~" if told else ""
    return Quantity("percent", match.sentence.span, value, unit="percent", qualifier=sign)
