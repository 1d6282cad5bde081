"""Which side a ratio is told of, where its sentence says so: by whose figure its bracket calls it, or by its verdict.

A ratio is mostly that of the experimental arm against its control. "Deaths were fewer in B (HR, 0.60)" and "(hazard
ratio for death in the B group, 1.2)" tell it of B, whichever arm is tested; so does a verdict that goes against it.
Where no B is told, a ratio that its verdict goes against is none of the arm's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter

from kg.model import Arm, Concept, Value
from kg.reading.context import Proposal
from kg.reading.measures import Measure
from kg.reading.patterns import Match
from kg.reading.results.comparing.parts import at_other_times
from kg.reading.results.named_arms import before_bracket, is_measured_against
from kg.reading.results.view import Result, words

_NAME = re.compile(r"\b(?i:(?:hazard|odds|risk|rate) ratio|relative (?:risk|hazard))|\b(?:HR|OR|RR)\b")
_OF = re.compile(r"\b(?:for|in|with|of|among)\s(?:the\s)?$")


def oriented(
    result: Result, match: Match, proposals: Iterable[Proposal], said: Sequence[Proposal]
) -> Iterator[Proposal]:
    """The ratios of a cue, each of the side that it is told of.

    Args:
        result: the sentence.
        match: the cue, with the ratio as `value`.
        proposals: the ratios as they were read.
        said: the verdicts of the sentence.

    """
    for proposal in proposals:
        arm, comparator = proposal.roles.get("arm"), proposal.roles.get("comparator")
        against = any(_against(result, match, proposal, verdict) for verdict in _on_same_people(proposal, said))
        turned = isinstance(comparator, Arm) and (
            _called_of(result, match) == comparator
            or _set_against(result, match) == arm
            or _favors_other(result, match, proposal)
            or against
            or _against_figures(result, match, proposal)
        )
        measure = proposal.roles.get("measure")
        if against and comparator is None and isinstance(measure, Concept) and Measure(0, 0, measure).timed:
            continue  # told the other way round, of nobody named: "longer with A (HR, 1.9)"
        swapped = {**proposal.roles, "arm": comparator, "comparator": arm}
        yield replace(proposal, roles=swapped) if turned else proposal


def beside(ratios: Sequence[Proposal], p_value: Proposal) -> Proposal:
    """A p value as that of the side of which the ratio of its measure is told: "(HR, 0.60; P = .02)"."""
    arm, comparator, measure = (p_value.roles.get(role) for role in ("arm", "comparator", "measure"))
    sides = {(r.roles.get("arm"), r.roles.get("comparator")) for r in ratios if r.roles.get("measure") == measure}
    turned = sides == {(comparator, arm)} and arm != comparator
    return replace(p_value, roles={**p_value.roles, "arm": comparator, "comparator": arm}) if turned else p_value


_AGAINST = re.compile(
    r"(?:\s?[(\[][^()\[\]]*[)\]]){0,2},?\s(?:when\s)?(?:as\s)?(?:compared\s(?:with|to)|relative\sto|versus|vs\.?)\s(?:the\s)?"
)


def _set_against(result: Result, match: Match) -> Arm | None:
    """The arm right behind a ratio that this is measured against: "an HR of 1.7 compared with A"."""
    found = _AGAINST.match(result.typed, match.found.end())
    return result.arms.get(found.end()) if found else None


def _favors_other(result: Result, match: Match, ratio: Proposal) -> bool:
    """Whether a hazard ratio below one is told "in favor of" what its arm is compared with."""
    found = _IN_FAVOR.match(result.typed, match.found.end())
    value, low = ratio.roles.get("value"), ratio.roles.get("effect") == "hazard_ratio"
    at = found.end() if found else match.found.start("favored") if match.has("favored") else -1
    favored = result.arms.get(at)
    return low and isinstance(value, Decimal) and value < 1 and favored == ratio.roles.get("comparator")


_IN_FAVOR = re.compile(r"(?:[^.;()]{0,12}?[(\[][^()\[\]]*[)\]]|[^.;()]{0,40}?\))?,?\sin favou?r of\s(?:the\s)?")


def _called_of(result: Result, match: Match) -> Arm | None:
    """The arm that a ratio's own words name: "hazard ratio for death in the B group, 1.2"."""
    end = match.found.start("value")
    start = max((m.start() for m in _NAME.finditer(result.typed, max(0, end - 90), end)), default=end)
    named = [(at, arm) for at, arm in result.arms.items() if start <= at < end]
    found = [(at, arm) for at, arm in named if not is_measured_against(result, at)]
    return found[0][1] if len(found) == 1 and _OF.search(result.typed, start, found[0][0]) else None


def _against_figures(result: Result, match: Match, ratio: Proposal) -> bool:
    """Whether a ratio goes against the two shares or times before it, each beside its arm.

    "70% with A and 50% with B (HR, 0.5)" tells it of A, whichever is tested; so does "not reached with A, 6 months …".
    """
    value, measure, end = ratio.roles.get("value"), ratio.roles.get("measure"), match.found.start()
    if not isinstance(value, Decimal) or not isinstance(measure, Concept):
        return False
    more, bigger = _more_is_better(measure, ratio.roles["effect"]), Measure(0, 0, measure).good
    named = [at for at, m in result.measures.items() if at < end and m.concept.name == measure.name]
    if not named and len(others := {m.good for at, m in result.measures.items() if at < end}) == 1:
        bigger = others.pop()  # the figures are of what stands before them: "relapse in 3% and 7% (HR for death, …)"
    start = max(named, default=0)
    told = _figures_between(result, start, end)
    told = told if len(told) > 1 else _figures_between(result, 0, end)
    places, figures = [at for at, _ in told], [figure for _, figure in told]
    low = max(((result.bracket_at(at) or (0,))[0] for at in places), default=0)  # in one bracket all is told of itself
    low = low if result.bracket_at(end) == result.bracket_at(low + 1) else 0
    before = [(at, arm) for at, arm in sorted(result.arms.items(), reverse=True) if low <= at < end]
    arms = {arm: at for at, arm in before if at > start}
    arms = arms if len(arms) == 2 else {arm: at for at, arm in before}
    sides = [ratio.roles.get("arm"), ratio.roles.get("comparator")]
    if len(arms) == 1:  # the other one stands behind, or in words that are no name, before its own bracket too
        ahead = len(told) == 2 and before_bracket(result, places[1] - 1) in arms.values()
        arms |= {side: -1 if ahead else end for side in sides if isinstance(side, Arm) and side not in arms}
    if len(arms) != 2 or {*arms} != {*sides} or len(told) != 2 or figures[0] == figures[1]:
        return False
    if more is None or bigger is None or abs(value - 1) < FAR_FROM_ONE:
        return False
    (one, first), (other, second) = sorted(arms.items(), key=lambda item: item[1])
    apart = first < places[0] < second < places[1] or places[0] < first < places[1] < second
    if not apart and not (start < first < second < places[0] and _IN_ORDER.fullmatch(result.typed, second, places[0])):
        return False
    if any(places[0] < at < end for at in result.measures):
        return False  # of what is told between them
    better = one if (figures[0] > figures[1]) == bigger else other
    return (better == sides[0]) != ((value > 1) == more)


_IN_ORDER = re.compile(r".\s(?:was|were)\s")
"""Between two arms and their figures, in order: "in A and B | was | 78% and 36%"."""


def _figures_between(result: Result, start: int, end: int) -> list[tuple[int, Decimal]]:
    """The shares, or else the times, of a stretch, in no bracket with more; one not reached is longer than any."""
    low, sentence = max(start, end - 200), result.sentence
    kind = "percent" if sentence.of_kind("percent") else "duration"
    marks = ((sentence.typed_at(m), m.quantity) for m in sentence.of_kind(kind) if m.quantity.upper is None)
    own = result.bracket_at(end)
    open_ones = (
        (at, q)
        for at, q in marks
        if result.bracket_at(at) in (None, own) or _ALONE.fullmatch(result.typed, at - 1, at + 2)
    )
    told = [(at, q.value) for at, q in open_ones if q.value is not None and low < at < end]
    never = [(m.start(), Decimal("Infinity")) for m in sentence.finditer(words("unreached")) if low < m.start() < end]
    return sorted([*told, *never] if kind == "duration" else told)


_ALONE = re.compile(r"[(\[].[)\]]")
"""A bracket with a figure and nothing else."""
FAR_FROM_ONE = Decimal("0.1")
"""How far from 1 a ratio tells which side did better."""


def _on_same_people(ratio: Proposal, said: Sequence[Proposal]) -> Sequence[Proposal]:
    """The verdicts on a ratio's measure, else all; of its people, if any: "in men, but not in women (HR, 1.1)".

    Not those of another time: "less at 5 years (HR, 0.8), but not at 2 years (HR, 1.1)".
    """
    said = [verdict for verdict in said if not at_other_times(verdict, ratio)]
    said = [verdict for verdict in said if verdict.roles["measure"] == ratio.roles["measure"]] or said
    own = [verdict for verdict in said if verdict.roles["population"] == ratio.roles["population"]]
    return own if ratio.roles["population"] and own else said


def _against(result: Result, match: Match, ratio: Proposal, verdict: Proposal) -> bool:
    """Whether a ratio goes against what the sentence says of the same measure and one of its sides.

    In a bracket right behind the comparator, as told of it alone, one of another survival is measured by it too.
    """
    value, measure, said = ratio.roles.get("value"), ratio.roles.get("measure"), verdict.roles.get("verdict")
    mine = verdict.roles.get("arm") == ratio.roles.get("arm")
    if not mine and verdict.roles.get("arm") != ratio.roles.get("comparator"):
        return False
    other = verdict.roles.get("measure")
    if not isinstance(value, Decimal) or not isinstance(measure, Concept) or not isinstance(other, Concept):
        return False
    timed = ratio.roles.get("effect") == "hazard_ratio" and Measure(0, 0, measure).timed and Measure(0, 0, other).timed
    at = max((at for at, m in result.measures.items() if m.concept == other and at < match.found.start()), default=None)
    anew = at is None or any(
        m.concept == measure and at < place < match.found.start() and not result.bracketed(place)
        for place, m in result.measures.items()
    )
    alike = timed and not anew and _is_behind(result, match, ratio.roles.get("comparator"))
    if measure.name != other.name and not alike:
        return False
    more = False if _is_harm(result, measure) else _more_is_better(measure, ratio.roles.get("effect"))
    if more is None or abs(value - 1) < FAR_FROM_ONE / 2 or said not in ("improved", "worsened"):
        return False
    return ((value > 1) == more) != ((said == "improved") == mine)


def _is_behind(result: Result, match: Match, arm: object) -> bool:
    """Whether a ratio's bracket stands right behind an arm of which the sentence tells: "shorter with B (HR, 1.3)"."""
    opened, _ = result.bracket_at(match.found.start("value")) or (0, 0)
    place = before_bracket(result, opened)
    return result.arms.get(place) == arm is not None and not is_measured_against(result, place)


def _is_harm(result: Result, measure: Concept) -> bool:
    """Whether a measure is an event or a cancer by its name alone: "endometrial cancer was more frequent (RR, 2)"."""
    text = result.sentence.passage.text
    events = {mark.span.of(text).casefold() for mark in result.sentence.of_kind("event", "cancer")}
    harms = {m.concept.name.casefold() for m in result.measures.values() if m.harm and not m.timed}
    return measure.name.casefold() in events | harms


def _more_is_better(measure: Concept, effect: object) -> bool | None:
    """Whether a ratio above one is good: of responses it is, of hazards, deaths and harms it is not.

    An odds or risk ratio of a survival or of control may be that of those who had it or of those who had not: None.
    """
    named, of_either = Measure(0, 0, measure), _OF_EITHER.search(measure.name)
    if named.good is None or (effect != "hazard_ratio" and of_either):
        return None
    if effect == "hazard_ratio" and (named.timed or of_either):
        return not named.good  # of what is waited for: a ratio above one is that it came sooner
    return named.good


_OF_EITHER = re.compile(r"surviv|control")
"""A measure whose ratio may be that of its failure."""


def is_of_the_comparator(result: Result, end: int, roles: Mapping[str, Value | None]) -> bool:
    """Whether the words behind a change tell it of the comparator: "30% lower | with the control than with A"."""
    than = THAN.search(result.typed, end, end + 90)
    if than is None:
        return False
    told = [arm for at, arm in result.arms.items() if end <= at < than.start()]
    against = min(((at, arm) for at, arm in result.arms.items() if at >= than.end()), default=None, key=itemgetter(0))
    return against is not None and (told, against[1]) == ([roles["comparator"]], roles["arm"])


def names_but(result: Result, comparator: Value | None) -> bool:
    """Whether a sentence names no arm but the comparator, and tells of it: "those on A had a 47% lower risk"."""
    named = set(result.arms.values()) if comparator is not None else set()
    part = any(_OF_A_PART.search(result.typed, max(0, at - 40), at) for at in result.arms)
    return named == {comparator} and not part and not any(is_measured_against(result, at) for at in result.arms)


_OF_A_PART = re.compile(r"[)\]] (?:in|among) (?:the )?[a-z]+ undergoing (?:[a-z]+ )?$")
"""Between a bracket and what all of a part of the people had, which is no arm: "(HR 0.7) in patients undergoing A"."""
THAN = re.compile(r"\b(?:than|versus|vs|compared (?:with|to))\b")
"""What one side is measured against follows."""
