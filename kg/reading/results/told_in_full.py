"""What a sentence says besides, whatever rule read its result: of its arms and people, of a measure or an event.

An arm goes by its treatments; where these alone may be another arm's ("resection" of "en bloc resection", "radiation"
of "radiation to the chest"), what stands right beside the name is its detail. An arm that the document tells from
another keeps the detail that it has; one that its trial sets against others goes by what it was introduced with. A
measure or an event has how bad it was, of what kind, where, in regard to what; a usual measure keeps its usual name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Arm, Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.entries import goes_without, names_of
from kg.reading.arms.wording.details import key
from kg.reading.arms.wording.told_beside import detail_of, tells_more
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.context import Context, Proposal
from kg.reading.measure_names import Name, any_of, own, tidy, with_all
from kg.reading.patterns import table
from kg.reading.results.figures.people.populations import led_by, of_all, of_others
from kg.reading.results.figures.seen import result_of
from kg.reading.results.figures.telling.times import places_of, time_told
from kg.reading.results.view import Result


def in_full(proposals: Iterable[Proposal], context: Context) -> Iterator[Proposal]:
    """Results with what their sentences say of their arms; untoward events with the part of the people they befell."""
    for proposal in proposals:
        sentence = context.annotated.by_place.get(proposal.span)
        if sentence is None:
            yield proposal
        else:
            result = result_of(context, sentence)
            named = named_in_full(proposal, result)
            if named is not None:
                told = _of_people(_detailed(named, sentence, context), result)
                yield told if told.kind == "adverse_event" else _timed(told, result)


def _timed(finding: Proposal, result: Result) -> Proposal:
    """A result with when it holds, where that is no part of whom it is told of."""
    when = None if finding.roles.get("timepoint") else time_told(result, finding.roles)
    sides = _sides(finding).values()
    given = (words for arm in sides for words in (arm.detail, *(concept.name for concept in arm.interventions)))
    said = [finding.roles.get("population") or "", *given]
    if when is None or any(_shares(when, str(one)) for one in said):
        return finding
    return replace(finding, roles={**finding.roles, "timepoint": when})


def _shares(when: str, said: str) -> bool:
    """Whether a time holds what is said of people, or is held by it."""
    one, other = when.casefold(), said.casefold()
    return bool(other) and (one in other or other in one)


def _of_people(told: Proposal, result: Result) -> Proposal:
    """What is told with the part of the people whom its sentence is about, where it tells of a part."""
    befell = told.kind == "adverse_event"
    if told.roles.get("population") and not befell:
        return told
    sides = list(_sides(told).values())
    whom = of_others(of_all(result) if befell else led_by(result), sides[0] if sides else None)
    given = [concept for arm in sides for concept in arm.interventions]
    named = [(c.said or c.name).casefold() for c in given if c.kind == "exposure" or (whom and whom.endswith(" users"))]
    if whom is None or any(whom.casefold() in name or name in whom.casefold() for name in named):
        return told
    return replace(told, roles={**told.roles, "population": whom})


def _detailed(proposal: Proposal, sentence: Sentence, context: Context) -> Proposal:
    """A proposal whose arms have what its sentence says right beside their treatments, unless both have the same."""
    sides = _sides(proposal)
    given = [concept.name for arm in sides.values() for concept in arm.interventions]
    told = {
        role: replace(arm, detail=detail)
        for role, arm in sides.items()
        if not arm.detail and (detail := _detail(sentence, arm, given, context))
    }
    if len({key(arm.detail) for arm in told.values()}) < len(told):
        return proposal
    return replace(proposal, roles={**proposal.roles, **told}) if told else proposal


def _sides(proposal: Proposal) -> dict[str, Arm]:
    """The arms that a proposal tells of, by their roles."""
    return {role: arm for role in ("arm", "comparator") if isinstance(arm := proposal.roles.get(role), Arm)}


def _detail(sentence: Sentence, arm: Arm, given: Sequence[str], context: Context) -> str:
    """What a sentence says beside the treatments of an arm that it tells of by no other side's name.

    Those of an arm that its trial sets against others tell it apart already.
    """
    own = [concept.name for concept in arm.interventions if given.count(concept.name) == 1]
    marks = [mark for mark in sentence.of_kind(*TREATMENTS) if mark.concept.name in own]
    known = [other for other in context.arms.of(arm.trial) if not goes_without(names_of(other.interventions))]
    alike = any(set(other.interventions) == set(arm.interventions) for other in known)
    detail = detail_of(sentence, marks, arm.interventions, alike and len(known) > 1) if marks else ""
    if alike and len(known) == 1 and not tells_more(detail, arm.interventions):
        return detail_of(sentence, marks, arm.interventions, True)
    return detail


def named_in_full(finding: Proposal, result: Result) -> Proposal | None:
    """A finding whose measure or event has what its sentence says right beside it; None where it is but a cause.

    Of several of one name of which none is told bare, that name tells of none: "general fatigue (P = .04), but not
    affective fatigue".
    """
    role = "event" if finding.kind == "adverse_event" else "measure"
    said = finding.roles.get(role)
    places = places_of(result, said)
    if not places or not isinstance(said, Concept):
        return finding
    if len(places) > 1:
        apart = {with_all(result.sentence, Name(*place, said)) for place in places}
        return None if len(apart) > 1 and said.name not in apart else finding
    place = places[0]
    before = result.sentence.words(max(0, place[0] - 40), place[0])
    if role == "measure" and any_of("no_more_than").search(before):
        return None
    if said.name in table("measures", "usual"):
        words = tidy(result.sentence.words(*place))
        whole = Concept("measure", words, known=False) if _RELATED.fullmatch(words) else said
        return replace(finding, roles={**finding.roles, role: whole})
    counted = role == "event" and finding.roles.get("value") is not None
    name = with_all(result.sentence, Name(*place, said), counted, both=_is_of_both(finding, result))
    if role == "measure" and not _GRADED.search(name):
        name = _grade_of_list(result, place[0]) + name
    shares = result.sentence.of_kind("percent", "count")
    how = None if shares or role == "event" else _COMPARED.search(before)
    bare = Concept(said.kind, name, known=False)
    compared = (how["bad"] or how["long"]).lower() if how else ""
    whole = own(f"{compared} {name}") if compared else bare
    whole = bare if compared and whole.name.startswith(compared) else whole
    return finding if whole.name == said.name else replace(finding, roles={**finding.roles, role: whole})


def _is_of_both(finding: Proposal, result: Result) -> bool:
    """Whether a finding is the only figure of its kind, so that it is told of all that its measure is joined to."""
    effect = finding.roles.get("effect")
    kind = "p_value" if effect == "p_value" else "interval" if str(effect).endswith("_ratio") else ""
    return bool(kind) and len(result.sentence.of_kind(kind)) == 1


_RELATED = re.compile(r"serious [a-z]+-(?:related|emergent) adverse (?:events?|effects?|reactions?)", re.IGNORECASE)
"""In the words of a usual measure, what makes less of it: "serious treatment-related adverse events"."""


def _grade_of_list(result: Result, at: int) -> str:
    """The grade of all that a list holds, for one of it at a place: "grade 3 toxicities were X and Y"; "" without."""
    graded = [(m.end, found.group()) for m in result.measures.values() if (found := _GRADED.match(m.concept.name))]
    end, grade = max((one for one in graded if one[0] <= at), default=(at, ""))
    return grade if any_of("lists").fullmatch(result.typed, end, at) else ""


_GRADED = re.compile(
    r"\bgrades? [0-9IV]\S*(?: (?:to|or|and) (?:[0-9IV]\S*|higher|greater|worse|more|above))* ", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?:\b(?:caus(?:es?|ed|ing)|(?:led|leads?) to|result(?:s|ed)? in)\s(?P<bad>more|less)"
    r"|\b(?P<long>shorter|longer|prolonged))$",
    re.IGNORECASE,
)
"""Before a measure, words that tell of how bad or how long it was, and not of how many had it; figures count these."""
