"""What a sentence says of its arms and events besides: which operation, on which schedule, in which of the people.

An arm goes by its treatments; where these alone may be another arm's ("resection" of "en bloc resection", "surgery" of
"surgery with or without radiation"), what stands right beside the name is its detail. An arm that the document tells
from another keeps the detail that it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.details import detail_words
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context, Proposal
from kg.reading.marks import Mark
from kg.reading.results.figures.people.populations import of_all
from kg.reading.results.figures.seen import result_of
from kg.reading.results.figures.telling.times import time_told
from kg.reading.results.view import Result


def in_full(proposals: Iterable[Proposal], context: Context) -> Iterator[Proposal]:
    """Results with what their sentences say of their arms; untoward events with the part of the people they befell."""
    by_place = {sentence.source(): sentence for sentence in context.annotated}
    for proposal in proposals:
        sentence = by_place.get(proposal.span)
        if sentence is None:
            yield proposal
        else:
            result = result_of(context, sentence)
            befell = proposal.kind == "adverse_event"
            yield _detailed(_of_people(proposal, result) if befell else _timed(proposal, result), sentence)


def _timed(finding: Proposal, result: Result) -> Proposal:
    """A result with when it holds, where that is no part of whom it is told of."""
    when = None if finding.roles.get("timepoint") else time_told(result, finding.roles)
    sides = (arm for role in ("arm", "comparator") if isinstance(arm := finding.roles.get(role), Arm))
    said = [finding.roles.get("population") or "", *(concept.name for arm in sides for concept in arm.interventions)]
    if when is None or any(_shares(when, str(one)) for one in said):
        return finding
    return replace(finding, roles={**finding.roles, "timepoint": when})


def _shares(when: str, said: str) -> bool:
    """Whether a time holds what is said of people, or is held by it."""
    one, other = when.casefold(), said.casefold()
    return bool(other) and (one in other or other in one)


def _of_people(event: Proposal, result: Result) -> Proposal:
    """An untoward event with the part of the people whom its sentence is about, where it tells of a part."""
    arm = event.roles.get("arm")
    whom = of_all(result, arm if isinstance(arm, Arm) else None)
    return replace(event, roles={**event.roles, "population": whom}) if whom else event


def _detailed(proposal: Proposal, sentence: Sentence) -> Proposal:
    """A proposal whose arms have what its sentence says right beside their treatments."""
    sides = {role: arm for role in ("arm", "comparator") if isinstance(arm := proposal.roles.get(role), Arm)}
    given = [concept.name for arm in sides.values() for concept in arm.interventions]
    told = {
        role: replace(arm, detail=detail) for role, arm in sides.items() if (detail := _detail(sentence, arm, given))
    }
    return replace(proposal, roles={**proposal.roles, **told}) if told else proposal


def _detail(sentence: Sentence, arm: Arm, given: Sequence[str]) -> str:
    """What a sentence says beside the treatments of an arm that has no detail; "" where that is not one thing."""
    own = [c.name for c in arm.interventions if given.count(c.name) == 1 and not arm.detail]
    marks = [mark for mark in sentence.of_kind(*TREATMENTS) if mark.concept.name in own]
    said = {words for mark in marks if (words := _beside(sentence, mark, arm))}
    return said.pop() if len(said) == 1 else ""


def _beside(sentence: Sentence, mark: Mark, arm: Arm) -> str:
    """What stands right behind a treatment, or before the only one of an arm, that tells which it is."""
    at = sentence.typed_at(mark)
    behind = detail_words("or_without").match(sentence.typed, at + 1)
    if behind and not any(m.concept in arm.interventions for m in sentence.marks_in(at + 1, behind.end(), *TREATMENTS)):
        return sentence.words(*behind.span("said"))
    if len(arm.interventions) > 1:
        return ""
    if mark.kind == "drug":
        ahead = detail_words("how_often").search(sentence.typed, max(0, at - 40), at)
        ahead = ahead if detail_words("stands_behind").match(sentence.typed[at + 1 :]) else None
        return sentence.words(*ahead.span("said")) if ahead else ""
    said = sentence.words(max(0, at - 40), at + 1).removesuffix(mark.concept.name)
    which = detail_words("which_operation").search(said)
    return which["said"].lower() if which and which["said"].lower() not in mark.concept.name else ""
