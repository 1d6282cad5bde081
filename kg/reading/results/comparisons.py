"""Comparisons: ratios, p values, changes and differences, and what the document's words say of the direction.

A verdict comes from words alone, never from numbers: "longer" of a survival is `improved`, of a toxicity's
duration `worsened`; "did not differ" is `no_difference`, a finding in its own right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from kg.model import Arm, Concept, Value
from kg.reading.annotate import Mark, Sentence
from kg.reading.context import Context, Proposal
from kg.reading.numbers import Quantity
from kg.reading.patterns import Match, matches, pattern, table
from kg.reading.results.arms import is_control
from kg.reading.results.figures import population
from kg.reading.results.measures import Measure, tidy
from kg.reading.results.outcomes import results
from kg.reading.results.view import Result

Sides = tuple[Arm | None, Arm | None]
RATIOS = ("hazard_ratio", "odds_ratio", "risk_ratio")


def read(context: Context) -> Iterator[Proposal]:
    """The comparisons of a document."""
    for result in results(context, _may_compare):
        sides = compared(result, context)
        if sides == (None, None):
            continue
        for match in matches("comparisons", result.sentence):
            yield from _told(result, match, sides)
        yield from _p_values(result, sides)


_HINT = re.compile(
    r"long|short|high|low|great|more|less|few|improv|better|wors|inferior|superior|similar|comparab|differ|benefit|advantage|"
    r"gain|increas|reduc|decreas|prolong|exten|delay|associat|equivalent|identical|ratio|\bHR|\bRR|\bOR\b|likely|same|favou?r|enhanc",
    re.IGNORECASE,
)


def _may_compare(sentence: Sentence) -> bool:
    return bool(sentence.of_kind("p_value")) or bool(_HINT.search(sentence.typed))


def compared(result: Result, context: Context) -> Sides:
    """The experimental arm and the comparator of a sentence: as it names them, else the trial's two sides."""
    named = list(dict.fromkeys(arm for _, arm in sorted(result.arms.items())))
    sides = context.arms.sides(result.trial)
    if sides is not None and set(named) <= set(sides):
        return sides
    if len(named) == 2:
        first, second = named
        return (second, first) if is_control(first, second) else (first, second)
    if len(named) == 1:
        at = next(place for place, arm in result.arms.items() if arm == named[0])
        return (None, None) if _THAN.search(result.typed[:at]) else (named[0], None)
    known = context.arms.of(result.trial)
    return (known[0], None) if len(known) == 1 and not named else (None, None)


def _told(result: Result, match: Match, sides: Sides) -> Iterator[Proposal]:
    match match.rule.kind:
        case "verdict":
            yield from _verdicts(result, match, sides)
        case "effect":
            yield from _ratio(result, match, sides)
        case "change" | "difference":
            yield from _change(result, match, sides)


def _base(result: Result, measure: Concept, sides: Sides, effect: str) -> dict[str, Value | None]:
    return {
        "trial": result.trial, "measure": measure, "arm": sides[0], "comparator": sides[1], "effect": effect,
        "population": population(result),
    }  # fmt: skip


# ---- verdicts ----------------------------------------------------------------------------------------------


def _verdicts(result: Result, match: Match, sides: Sides) -> Iterator[Proposal]:
    if _hedged(result, match) or _elsewhere().search(result.typed, match.found.start(), match.found.end() + 80):
        return
    for measure in _measures_of(result, match):
        verdict = _verdict(match, measure)
        if verdict is None:
            continue
        if verdict != "no_difference" and _of_control(result, match, sides):
            verdict = "worsened" if verdict == "improved" else "improved"
        roles = {**_base(result, measure.concept, sides, "verdict"), "verdict": verdict, **_whose(match)}
        yield Proposal("comparison", roles, result.sentence.source(), match.rule.name)


def _whose(match: Match) -> dict[str, Value | None]:
    """For a verdict on something else than the treatment ("Mutations were not associated with …"): on what."""
    subject = match.words("subject") if match.rule.options.get("whose") and not match.marks("subject", "arm") else ""
    return {"population": subject, "comparator": None} if subject else {}


@cache
def _hedges() -> re.Pattern[str]:
    return pattern("|".join(table("comparisons", "hedges")), "comparisons")


@cache
def _elsewhere() -> re.Pattern[str]:
    return pattern("|".join(table("comparisons", "elsewhere")), "comparisons")


def _hedged(result: Result, match: Match) -> bool:
    """Whether a hedge stands in the clause before the verdict or within it."""
    start = max(result.typed.rfind(mark, 0, match.found.start()) for mark in (";", ":"))
    return bool(_hedges().search(result.typed, max(0, start, match.found.start() - 90), match.found.end()))


def _measures_of(result: Result, match: Match) -> list[Measure]:
    """The measures in the group `measure`; an event stands for its own frequency."""
    start, end = match.found.span("measure" if match.has("measure") else "measures")
    found = [m for at, m in sorted(result.measures.items()) if start <= at < end]
    for mark in result.sentence.marks_in(start, end, "event"):
        if mark.concept is not None:
            at = result.sentence.typed_at(mark)
            found.append(Measure(at, at + 1, _own_words(result, mark)))
    return found


def _verdict(match: Match, measure: Measure) -> str | None:
    if match.has("same") or match.has("not"):
        return "no_difference"
    if match.has("better") or match.has("worse"):
        return "improved" if match.has("better") else "worsened"
    good = measure.good if measure.concept.kind == "measure" and measure.good is not None else _event_is_bad(measure)
    if good is None:
        return None
    return "improved" if good == match.has("up") else "worsened"


def _event_is_bad(measure: Measure) -> bool | None:
    return False if not measure.concept.known and not measure.predicate else None


_THAN = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to))\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
"""Before an arm: it is what another is measured against, and what follows is told of the other."""


def _of_control(result: Result, match: Match, sides: Sides) -> bool:
    """Whether the verdict is told of the control: it is the subject, or the first arm behind the cue."""
    if sides[1] is None:
        return False
    if match.has("arm"):
        named = result.arms.get(match.found.start("arm"))
        than = _THAN.search(result.typed[: match.found.start("arm")])
        return named == (sides[0] if than else sides[1])
    behind = [arm for at, arm in sorted(result.arms.items()) if match.found.end() <= at < match.found.end() + 100]
    before = [arm for at, arm in sorted(result.arms.items()) if at < match.found.start()]
    if behind:
        between = result.between(match.found.end(), next(at for at in sorted(result.arms) if at >= match.found.end()))
        than = re.search(r"\b(?:than|compared|versus|vs|over|relative to)\b", between)
        return (behind[0] == sides[0]) if than else behind[0] == sides[1]
    return bool(before) and before[-1] == sides[1] and sides[0] not in before


# ---- numbers -----------------------------------------------------------------------------------------------


def _quantity(result: Result, match: Match, group: str) -> Quantity | None:
    marks = [m for m in match.marks(group) if m.quantity is not None]
    return marks[0].quantity if marks else None


def _ratio(result: Result, match: Match, sides: Sides) -> Iterator[Proposal]:
    quantity = _quantity(result, match, "value")
    effect = next((name for name in RATIOS if match.has(name)), None)
    measure = _nearest(result, match.found.start("value"), match.found.span("for") if match.has("for") else None)
    if quantity is None or effect is None or measure is None or quantity.upper is not None or quantity.value is None:
        return
    if quantity.value > 100:
        return
    low, high, level = _interval(result, match, quantity.value)
    roles = {
        **_base(result, measure, sides, effect), "value": quantity.value, "ci_low": low, "ci_high": high,
        "ci_level": level, "qualifier": quantity.qualifier or None,
    }  # fmt: skip
    yield Proposal("comparison", roles, result.sentence.source(), match.rule.name)


def _interval(result: Result, match: Match, value: Decimal) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    tail = _quantity(result, match, "tail") if match.has("tail") else None
    if tail is None or tail.value is None or tail.upper is None or not tail.value <= value <= tail.upper:
        return None, None, None
    return tail.value, tail.upper, tail.level if tail.level != 95 else None


def _nearest(result: Result, at: int, within: tuple[int, int] | None = None) -> Concept | None:
    """The measure that a statistic at a place belongs to: named with it, else the nearest before, else behind."""
    if within is not None:
        inside = [m for place, m in result.measures.items() if within[0] <= place < within[1]]
        if inside:
            return inside[0].concept
        told = result.sentence.words(*within).lower()
        if re.match(r"(?:death|dying|overall mortality)", told):
            return Concept("measure", "overall survival")
        if re.match(r"(?:disease |tumou?r )?progression", told):
            return Concept("measure", "progression-free survival")
    start = result.typed.rfind(";", 0, at) + 1
    before = [m for place, m in sorted(result.measures.items()) if start <= place < at]
    before = before or [m for place, m in sorted(result.measures.items()) if place < at]
    if before:
        return before[-1].concept
    behind = [m for place, m in sorted(result.measures.items()) if at < place < at + 80]
    return behind[0].concept if behind else None


def _p_values(result: Result, sides: Sides) -> Iterator[Proposal]:
    for mark in result.sentence.of_kind("p_value"):
        at = result.sentence.typed_at(mark)
        quantity, measure = mark.quantity, _nearest(result, at) or _event_before(result, at)
        if quantity is None or measure is None:
            continue
        roles = {
            **_base(result, measure, sides, "p_value"), "value": quantity.value,
            "qualifier": quantity.qualifier or None,
        }  # fmt: skip
        yield Proposal("comparison", roles, result.sentence.source(), "effect.p-value")


def _event_before(result: Result, at: int) -> Concept | None:
    events = [m for m in result.sentence.of_kind("event") if result.sentence.typed_at(m) < at and m.concept]
    return _own_words(result, events[-1]) if events else None


def _own_words(result: Result, mark: Mark) -> Concept:
    """An event as a measure, in the document's words."""
    return Concept("measure", tidy(mark.span.of(result.sentence.passage.text)), known=False)


def _change(result: Result, match: Match, sides: Sides) -> Iterator[Proposal]:
    quantity = _quantity(result, match, "value")
    found = _measures_of(result, match)
    if quantity is None or quantity.value is None or not found or quantity.upper is not None or _hedged(result, match):
        return
    if match.rule.options.get("absolute") and quantity.unit == "percent" and "absolute" not in match.found.group():
        return  # "a 37 percent reduction in the risk" is a relative change
    sign = -1 if match.has("down") else 1
    effect = "relative_change" if match.rule.kind == "change" else "difference"
    roles = {
        **_base(result, found[-1].concept, sides, effect), "value": quantity.value * sign, "unit": quantity.unit,
        "qualifier": quantity.qualifier or None,
    }  # fmt: skip
    yield Proposal("comparison", roles, result.sentence.source(), match.rule.name)
