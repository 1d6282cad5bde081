"""What a sentence says, held against what else it says: of what cannot both be so, neither is told.

"A led to an increase in survival (30% vs. 35%)" gives the control's figure first; which of its two readings is wrong
is not known, so that both are left out. So are two verdicts that go against each other ("some fats raised the risk
while others lowered it" is told of no arm), and two figures of one measure, arm, time and people: "0.37 in metastatic
and 0.23 in local disease" tells them apart by what was not read. Of p values alone the first one stays: "less pain
(P = .1) and more zest (P = .2)" goes on to what is no known measure. Of figures of two sentences that of some of the
people is left out, as these were not read: "overall, 8 months; in those who had A before, 12 months".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from kg.model import Arm, Concept, Span
from kg.reading.context import Proposal
from kg.reading.measures import Measure


def agreeing(proposals: Iterable[Proposal], text: str) -> list[Proposal]:
    """The proposals of a text without what contradicts its own sentence, wherever told, or a fuller one elsewhere."""
    told = list(proposals)
    by_sentence: dict[Span, list[Proposal]] = {}
    for proposal in told:
        if proposal.kind in ("comparison", "outcome", "adverse_event"):
            by_sentence.setdefault(proposal.span, []).append(proposal)
    contradicted = [p for group in by_sentence.values() for p in _contradicted(group)]
    contradicted += _of_some(told, text)
    left = [p for p in told if not any(p.kind == no.kind and p.roles == no.roles for no in contradicted)]
    timed = {_but_when(p) for p in left if p.roles.get("timepoint")}
    return [p for p in left if "timepoint" not in p.roles or p.roles["timepoint"] or _but_when(p) not in timed]


def _but_when(proposal: Proposal) -> tuple[object, ...]:
    """What a proposal tells but for when, which a document that tells it twice may say but once."""
    return (proposal.kind, *sorted((k, v) for k, v in proposal.roles.items() if v is not None and k != "timepoint"))


def _of_some(told: Iterable[Proposal], text: str) -> Iterator[Proposal]:
    """Figures that others of the same go against, and whose sentence alone of the two tells of some of the people."""
    alike: dict[tuple[object, ...], list[Proposal]] = {}
    for proposal in told:
        if isinstance(proposal.roles.get("value"), Decimal) and "measure" in proposal.roles:
            named = (proposal.roles.get(role) for role in ("trial", "measure", "effect", "unit"))
            alike.setdefault((proposal.kind, *named), []).append(proposal)
    for group in alike.values():
        some: list[Proposal] = []
        whole: list[Proposal] = []
        for proposal in group:
            (some if _SOME.search(proposal.span.of(text)) else whole).append(proposal)
        yield from (one for one, other in product(some, whole) if _is_another(one, other))


_SOME = re.compile(
    r"\banalysis of \d+|\bsub(?:group|set|population)s?\b|\bstrat(?:um|a)\b|\bas (?:first|second|initial)-line\b"
    r"|\b(?:patients|those|children|women|men|adults)\s(?:with|whose|aged|without|who\s(?:had|did|have|received\s[^,.;]{1,40}\sas))\b",
    re.IGNORECASE,
)
"""What tells of some of a study's people: "in patients who received A as first-line therapy"."""


def _contradicted(group: Sequence[Proposal]) -> Iterator[Proposal]:
    pairs = [(one, other) for one, other in combinations(group, 2) if _is_another(one, other)]
    tests = all(one.roles.get("effect") == "p_value" for one, _ in pairs)
    for one, other in pairs:
        yield from (other,) if tests else (one, other)
    for one, other in combinations(group, 2):
        opposed = {one.roles.get("verdict"), other.roles.get("verdict")} == {"improved", "worsened"}
        if opposed and _alike(one, other, _SIDES):
            yield from (one, other)
    figures = [p for p in group if p.kind != "comparison" and isinstance(p.roles.get("value"), Decimal)]
    for verdict in (p for p in group if p.roles.get("verdict")) if len(figures) > 1 else ():
        mine = [f for f in figures if _is_of(f, verdict, "arm")]
        mine = [f for f in mine if f.roles.get("unit") == "percent"] or mine  # and not how many of how many
        against = [f for f in figures if _is_of(f, verdict, "comparator")]
        for one, other in product(mine, against):
            good = _more_is_good(verdict, one)
            if good is not None and _alike(one, other, _OF_FIGURES) and _goes_against(one, other, good):
                sure = one.kind != "outcome" and not verdict.rule.endswith(".contrasted")
                yield from (verdict,) if sure else (verdict, one, other)


def _is_another(one: Proposal, other: Proposal) -> bool:
    """Whether two proposals tell two values of what is one and the same by all else that they say.

    A range is told by its ends: "by 50% to 67%".
    """
    values = (one.roles.get("value"), other.roles.get("value"))
    if one.kind != other.kind or values[0] == values[1] or not all(isinstance(value, Decimal) for value in values):
        return False
    signs = {one.roles.get("qualifier"), other.roles.get("qualifier")}
    if signs == {">=", "<="} or (one.rule == other.rule and one.roles.get("effect") == "relative_change"):
        return False
    return _alike(one, other, sorted((one.roles.keys() | other.roles.keys()) - _OF_A_VALUE))


_OF_A_VALUE = {"value", "qualifier", "ci_low", "ci_high", "ci_level"}
"""What tells a value, and not of what it is."""
_SIDES = ("measure", "arm", "comparator", "population", "timepoint")
"""What two verdicts share that are told of one measure of the same arms and people."""
_OF_FIGURES = ("unit", "timepoint", "population", "qualifier")
"""What two figures share that differ in their arm and value alone."""


def _alike(one: Proposal, other: Proposal, roles: Sequence[str]) -> bool:
    return all(one.roles.get(role) == other.roles.get(role) for role in roles)


def _more_is_good(verdict: Proposal, figure: Proposal) -> bool | None:
    """Whether more of what a figure measures speaks for a verdict on two arms; None for no such verdict, or unknown."""
    measure, said = _of_what(figure), verdict.roles.get("verdict")
    arms = isinstance(verdict.roles.get("arm"), Arm) and isinstance(verdict.roles.get("comparator"), Arm)
    if not arms or said not in ("improved", "worsened") or not isinstance(measure, Concept):
        return None
    good = Measure(0, 0, measure).good if figure.kind == "outcome" else False
    return None if good is None else good == (said == "improved")


def _of_what(figure: Proposal) -> object:
    """What a figure measures, or the untoward event that it counts."""
    return figure.roles.get("measure") or figure.roles.get("event")


def _is_of(figure: Proposal, verdict: Proposal, side: str) -> bool:
    """Whether a figure is of a side of a verdict, and of its measure or of how often that occurred."""
    mine, told = _of_what(figure), verdict.roles["measure"]
    same = mine == told or (isinstance(mine, Concept) and isinstance(told, Concept) and _bare(mine) & _bare(told))
    return bool(same) and figure.roles.get("arm") == verdict.roles.get(side)


def _bare(measure: Concept) -> set[str]:
    """What a measure is called, without how often or how badly it occurred: "lung cancer", of its incidence."""
    names = {_HOW_OFTEN.sub("", name.casefold()) for name in (measure.name, measure.shown)}
    return {"overall survival" if name == "death" else name for name in names}


_HOW_OFTEN = re.compile(
    r"^(?:(?:cumulative )?(?:incidence|risk|rate) of )?(?:grades? \S+(?: (?:or|to) \S+)? )?(?=[a-z])"
)


def _goes_against(one: Proposal, other: Proposal, good: bool) -> bool:
    mine, against = one.roles["value"], other.roles["value"]
    assert isinstance(mine, Decimal)  # noqa: S101  `_contradicted` takes figures with values only
    assert isinstance(against, Decimal)  # noqa: S101  likewise
    return mine != against and (mine > against) != good
