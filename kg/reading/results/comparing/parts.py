"""For which of a trial's people a verdict holds, as figures or other verdicts tell, and that each is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Concept, Value
from kg.reading.context import Context, Proposal

_SAME = ("measure", "arm", "comparator")
"""The roles that make two findings findings on one thing."""


def of_each_part(verdict: Proposal, figures: Sequence[Proposal], said: Sequence[Proposal]) -> list[Proposal]:
    """A verdict, or one for each of the people of whom its figures are told: "in men (P = .02) and women (…)".

    People of whom another verdict is told are none of its own: "in men (P = .02) but not in women (P = .8)"; nor are
    those of whom it is denied: "whereas in those without it A | did not (P = .9)".
    """
    told = [figure for figure in figures if figure.roles["effect"] == "p_value" and _on_the_same(figure, verdict)]
    parts = list(dict.fromkeys(figure.roles["population"] for figure in told))
    mine, direction = verdict.roles["population"], verdict.roles["verdict"]
    others = [one for one in said if one.roles["verdict"] != direction and _on_the_same(one, verdict)]
    if others:
        left = [part for part in parts if part not in [other.roles["population"] for other in others]]
        return [_told_of(verdict, mine or (left[0] if len(left) == 1 else None))]
    if len(parts) < 2 or None in parts or mine not in (None, *parts):
        return [verdict]
    return [_told_of(verdict, part) for part in parts if not str(part).endswith(" did not")]


def at_other_times(one: Proposal, other: Proposal) -> bool:
    """Whether two findings each name a time, and not the same: "no difference at 3 years, but longer at 5 years"."""
    times = [finding.roles.get("timepoint") for finding in (one, other)]
    return None not in times and times[0] != times[1]


def _on_the_same(one: Proposal, other: Proposal) -> bool:
    return all(one.roles[role] == other.roles[role] for role in _SAME)


def _told_of(verdict: Proposal, people: Value | Sequence[Value] | None) -> Proposal:
    return replace(verdict, roles={**verdict.roles, "population": people})


def once(proposals: Iterable[Proposal], told: set[object], context: Context) -> Iterator[Proposal]:
    """The proposals of a sentence but verdicts that were told before, or by another rule; takes down what is told."""
    said: dict[object, list[Proposal]] = {}
    for proposal in proposals:
        roles, known = proposal.roles, _known_as(proposal, context)
        if roles["effect"] != "verdict":
            yield proposal
            continue
        before = said.setdefault((roles["measure"], roles["arm"]), [])
        if known not in told and all(one.rule == proposal.rule or at_other_times(one, proposal) for one in before):
            told.add(known)
            before.append(proposal)
            yield proposal


def _known_as(proposal: Proposal, context: Context) -> tuple[object, ...]:
    """What makes two verdicts one: all but the comparator, of which a trial of two arms has but one."""
    roles, trial = proposal.roles, proposal.roles.get("trial")
    several = isinstance(trial, Concept) and len(context.arms.of(trial)) > 2
    return (*(roles.get(role) for role in _VERDICT), roles.get("comparator") if several else None)


_VERDICT = ("trial", "measure", "arm", "verdict", "population")
"""The roles that make two verdicts one, beside the comparator where there are several."""
