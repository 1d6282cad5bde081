"""What a sentence says right beside a measure or an event: how bad it was, of what kind, where, in regard to what.

Whatever rule found it; a usual measure keeps its usual name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Concept
from kg.reading.context import Proposal
from kg.reading.measure_names import Name, any_of, in_full, own, tidy
from kg.reading.patterns import table
from kg.reading.results.figures.telling.times import places_of
from kg.reading.results.view import Result


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
        apart = {in_full(result.sentence, Name(*place, said)) for place in places}
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
    name = in_full(result.sentence, Name(*place, said), counted, both=_is_of_both(finding, result))
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
