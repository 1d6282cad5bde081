"""Effects told as how much more or less of something there was: relative changes and differences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations, product

from kg.model import Concept
from kg.reading.context import Proposal
from kg.reading.marks import any_sign
from kg.reading.measures import Measure
from kg.reading.numbers import Quantity
from kg.reading.patterns import Match, pattern
from kg.reading.results.comparing.effects import base, marked
from kg.reading.results.comparing.hedges import hedged
from kg.reading.results.comparing.orientation import is_of_the_comparator, names_but
from kg.reading.results.comparing.statistics import Statistics
from kg.reading.results.comparing.told_of_figures import nearest
from kg.reading.results.figures.finding.moments import is_attribute
from kg.reading.results.figures.telling.own_changes import own_changes
from kg.reading.results.figures.telling.times import time_behind
from kg.reading.results.phrases.spoken import in_slot
from kg.reading.results.phrases.things import Thing, either
from kg.reading.results.view import Result
from kg.reading.results.view import findings as _words


def change(stats: Statistics, match: Match) -> Iterator[Proposal]:
    """A relative change ("37 percent lower") or a difference ("2.8 months longer"); of a range each of its ends."""
    result, bare = stats.result, Statistics(stats.result, stats.sides)
    quantity = marked(match, "value") or _times(match)
    if quantity is None or quantity.value is None or hedged(result, match):
        return
    if _words("of_a_trait").search(result.typed, 0, match.found.start()):
        return  # "the proportion with an improvement in pain was 31%"
    ends = [quantity.value, *([quantity.upper] if quantity.upper is not None else [])]
    if len(ends) > 1 and match.rule.kind != "change":
        return
    if match.rule.options.get("absolute") and quantity.unit == "percent" and "absolute" not in match.found.group():
        return  # "a 37 percent reduction in the risk" is a relative change
    if match.rule.kind == "change" and (_is_a_threshold(result, match, quantity) or _has_its_like(result, match)):
        return
    sign = -1 if any(map(match.has, ("down", "fell", "half"))) else 1
    points = match.words("value").endswith(("point", "points")) or _is_apart(result, quantity.value)
    effect = "relative_change" if match.rule.kind == "change" and not points else "difference"
    bounds = (">=", "<=") if len(ends) > 1 else (quantity.qualifier or None,)
    for measure, (value, bound) in product(_changed(result, match), zip(ends, bounds, strict=True)):
        roles = {
            **base(bare, match.found.start(), measure, effect), "value": value * sign,
            "unit": quantity.unit, "qualifier": bound,
        }  # fmt: skip
        if match.has("value") and roles["timepoint"] is None:
            roles["timepoint"] = time_behind(result, match.found.end("value"))
        if effect == "difference" and match.has("value"):
            roles |= _interval(result, match.found.end("value"), value * sign)
        if _says_when(match, measure) or is_of_the_comparator(result, match.found.end(), roles):
            continue
        if names_but(result, roles["comparator"]):
            roles |= {"arm": roles["comparator"], "comparator": roles["arm"]}
        yield Proposal("comparison", roles, result.sentence.source(), match.rule.name)


def _is_apart(result: Result, told: Decimal) -> bool:
    """Whether a change is what two shares beside it are apart: "19% higher with A (36%) than with B (17%)"."""
    shares = [m.quantity.value for m in result.sentence.of_kind("percent") if m.quantity.value]
    pairs = [(a, b) for a, b in permutations(shares, 2) if told not in (a, b) and abs(abs(a - b) - told) <= 1]
    return any(abs(a - b) / b * 100 - told > 5 for a, b in pairs)


def _interval(result: Result, end: int, value: Decimal) -> dict[str, Decimal | None]:
    """The interval right behind a difference, of one sign with it: "5.3% | [95% CI, −3.2% to 13.7%]"."""
    found = pattern(r"\s?(?:[,;]\s|[(\[]\s?)(?P<ci>{interval})").match(result.typed, end)
    told = result.sentence.marks_in(*found.span("ci"))[0].quantity if found else None
    if told is None or told.value is None or told.upper is None:
        return {}
    for low, high in ((told.value, told.upper), (-told.upper, -told.value)):
        if low <= value <= high:
            return {"ci_low": low, "ci_high": high, "ci_level": told.level if told.level != 95 else None}
    return {}


def _says_when(match: Match, measure: Concept) -> bool:
    """Whether a duration says when a gain was seen, and not how much it was: "a 5-year survival gain".

    What is longer by months was so by as many: "a 6-month improvement in progression-free survival".
    """
    said = match.words("value")
    longer = match.has("up") and "month" in said and Measure(0, 0, measure).timed
    return match.has("value") and match.rule.kind == "difference" and is_attribute(said) and not longer


def _has_its_like(result: Result, match: Match) -> bool:
    """Whether another arm's own change stands beside a change: "a 40% drop with A versus a 12% drop with B"."""
    start, end = match.found.span()
    behind = _words("its_like").search(result.unbracketed, start, end + 340)
    before = _words("of_the_comparator").search(result.typed, max(0, start - 40), start)
    return bool(behind or before or own_changes(result))


_AT_LEAST = re.compile(r"\bat least (?:an?\s)?$", re.IGNORECASE)
_IN_SO_MANY = re.compile(rf"\sin\s(?:only\s|about\s)?{any_sign('count', 'percent')}")
"""Behind a change, that so many had it, of whom it says how much they had at least: "fell by 50% | in 13 of 17"."""


def _is_a_threshold(result: Result, match: Match, quantity: Quantity) -> bool:
    """Whether a change says who counted as a responder: "at least a 50% reduction", "(>40% increase in volume)"."""
    start = match.found.start()
    least = quantity.qualifier == ">=" or _AT_LEAST.search(result.typed, max(0, start - 14), start)
    so_many = _IN_SO_MANY.match(result.typed, match.found.end())
    return bool(least or so_many or (quantity.qualifier and result.bracketed(start)))


def _changed(result: Result, match: Match) -> list[Concept]:
    """What a change is told of: what fills its slot, "X or Y" as one, else what it stands nearest to.

    What a kind of things includes is not told by itself: "all cancers, including lymphoma, were 40 percent less".
    """
    if match.rule.options.get("near"):
        return [found for found in (nearest(Statistics(result), match.found.start()),) if found]
    told = [thing for thing in in_slot(result, match)[0] if not thing.included and _fits(result, match, thing)]
    return [thing.concept for thing in either(result, told)]


def _fits(result: Result, match: Match, thing: Thing) -> bool:
    """Whether a change is of what its rule says that arms change: times, or harms."""
    of = match.rule.options.get("of")
    return of is None or (bool(result.arms) and (thing.measure.timed if of == "times" else not thing.good))


def _times(match: Match) -> Quantity | None:
    """What "twice as long" and "in half" mean as a change in percent, without its sign; None where neither is said."""
    share = marked(match, "share")
    whole = next((Decimal(value) for group, value in _WHOLE if match.has(group)), None)
    value = share.value - 100 if share and share.value else whole
    if value is None:
        return None
    told = match.words("times").lower()
    sign = ">" if told in ("more than", "over") else ">=" if told == "at least" else "~" if told else ""
    return Quantity("percent", match.sentence.span, value, unit="percent", qualifier=sign)


_WHOLE = (("half", 50), ("twice", 100), ("thrice", 200))
"""By how many percent something changes where that is told in a word, by the group of the word."""
