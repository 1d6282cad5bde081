"""A verdict is told once: not again by another rule of its sentence, nor by another sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Concept
from kg.reading.context import Context, Proposal
from kg.reading.results.comparing.parts import at_other_times


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
