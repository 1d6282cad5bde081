"""Endpoints: what a trial set out to measure, and whether that was primary, secondary or exploratory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from kg.model import Concept, Value
from kg.reading.annotate import Sentence
from kg.reading.context import Context, Proposal
from kg.reading.matching.prefilter import prefiltered
from kg.reading.measures import Measure, measures
from kg.reading.patterns import Match, matches
from kg.reading.trial_facts.endpoint_lists import measures_listed
from kg.reading.trials.scope import LONGEST

_CUE = prefiltered(
    r"end[- ]?point|outcome|objective|superiority|inferiority|\baims?\b|\bgoal|\bmeasure|variable|parameter", re.I
)
_ROLES = {
    "co-primary": "primary",
    "coprimary": "primary",
    "main": "primary",
    "principal": "primary",
    "primary": "primary",
    "secondary": "secondary",
    "tertiary": "exploratory",
    "exploratory": "exploratory",
    "other": "secondary",
    "further": "secondary",
}
_UNSAID = re.compile(r"\b(?:would be|should be|did not (?:specify|have)|such as)\b", re.I)
MOST = 8
"""Endpoints' announcements in one sentence; more is no prose."""


def read(context: Context) -> Iterator[Proposal]:
    """The endpoints that the sentences name, each with its role; beside a primary one those without are secondary.

    What is primary is secondary only for some of the people or at another time, which an endpoint does not tell.
    """
    proposed = list(_proposed(context))
    primary = {p.roles["trial"] for p in proposed if p.roles.get("role") == "primary"}
    first = {(p.roles["trial"], p.roles["measure"]) for p in proposed if p.roles.get("role") == "primary"}
    for proposal in proposed:
        if proposal.roles.get("role") == "secondary" and (proposal.roles["trial"], proposal.roles["measure"]) in first:
            continue
        others = proposal.rule == "endpoints.plain" and proposal.roles["trial"] in primary
        roles = {**proposal.roles, "role": "secondary"}
        yield replace(proposal, roles=roles, rule="endpoints.plain.others") if others else proposal


def _proposed(context: Context) -> Iterator[Proposal]:
    """What each rule finds in the sentences that speak of endpoints; of two that overlap mostly the first."""
    for sentence in context.annotated.holding(_CUE):
        if sentence.passage.block in ("heading", "row") or not _told(context, sentence):
            continue
        if len(sentence.text) > LONGEST or not sentence.search_text(_CUE):
            continue
        found = list(islice(matches("endpoints", sentence), MOST))
        known = measures(sentence) if found else []
        taken: list[tuple[int, int]] = []
        for match in found:
            start, end = match.found.span()
            free = all(end <= s or e <= start for s, e in taken)
            if free or match.rule.name in ("endpoints.is", "endpoints.and-the", "endpoints.rest"):
                taken.append((start, end))
                yield from _proposals(context, match, known)


def _told(context: Context, sentence: Sentence) -> bool:
    """Whether a trial is told of: in what stands around, or by the sentence, which says what one set out to measure."""
    return context.trials.told(sentence) or bool(sentence.search_text(_STATED))


_STATED = prefiltered(
    r"\b(?:co-?)?(?:primary|secondary)\s(?:efficacy\s)?(?:end[- ]?points?|outcomes?)(?:\sof\sthe\s(?:trial|study))?"
    r"\s(?:was|were|included)\b(?!\s(?:usually|often|typically|generally))"
    r"|\b(?:was|were)\s(?:also\s)?(?:(?:evaluated|assessed)\sas\sa\s|the\s|(?=co-?primary))"
    r"(?:co-?)?(?:primary|secondary)\s(?:end|outcome)|\btrial\sdid\snot\smeet\sthe\s(?:co-?)?primary\send",
    re.I,
)


def _proposals(context: Context, match: Match, known: list[Measure]) -> Iterator[Proposal]:
    """The endpoints of one match, each measure once."""
    sentence, trial = match.sentence, context.trials.of(match.sentence)
    if _UNSAID.search(match.words("m")[:40]):
        return
    said = match.rule.fixed.get("role") or match.found["role"].lower()
    role = _ROLES.get(said) if isinstance(said, str) else None
    listed = list({measure.name: measure for measure in measures_listed(match, known)}.values())
    if _BOTH.search(sentence.typed[: match.found.start()]):
        yield from _of_both(match, trial, listed)
        return
    for measure in listed:
        if measure.name not in context.trials.aliases:
            roles: dict[str, Value | None] = {"trial": trial, "measure": measure}
            if role is not None:
                roles["role"] = role
            yield Proposal("endpoint", roles, sentence.source(), match.rule.name)


_BOTH = re.compile(r"\b[Pp]rimary\sand\s$")
"""Before "secondary endpoints": both roles are told of at once, "primary and secondary endpoints were A and B"."""


def _of_both(match: Match, trial: Concept, listed: list[Concept]) -> Iterator[Proposal]:
    """The primary endpoint and the secondary one where one sentence names them in their order."""
    if len(listed) == len(_BOTH_ROLES) and "respectively" in match.sentence.text:
        for role, measure in zip(_BOTH_ROLES, listed, strict=True):
            roles: dict[str, Value | None] = {"trial": trial, "measure": measure, "role": role}
            yield Proposal("endpoint", roles, match.sentence.source(), match.rule.name)


_BOTH_ROLES = ("primary", "secondary")
