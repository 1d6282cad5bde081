"""By which agency an approval is: as its own sentence says, or what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.approvals.approved import FDA, Approval, Said
from kg.reading.approvals.topics import Page
from kg.reading.context import Proposal, lead_in
from kg.reading.patterns import Match


def agency_of(match: Match, end: int) -> Concept | None:
    """The agency that a match names before a place, or that the country which it names stands for."""
    sentence, start = match.sentence, match.found.start()
    marks = sentence.marks_in(max(0, start - 8), end, "agency")
    if marks:
        return marks[0].concept
    said = sentence.words(start, end)
    if re.search(r"\bFDA\b|\bthe agency\b", said):
        return FDA
    there = _OPENS_THERE.match(sentence.words(0, start)) and not _ELSEWHERE.search(said)
    return FDA if there or _IN_THE_STATES.search(said) else None


_IN_THE_STATES = re.compile(
    r"\bapproved(?:\sfor use)?"
    r"(?:\s(?:for|to treat)\b(?:(?!\b(?:that|who|was|were|is|are|but|except|before|until|in [A-Z]\w*)\b)[^.;,])*)?"
    r"\sin the (?:United States|US|U\.S\.)(?![\w-])"
)
"""Where a drug is approved, which tells by whom."""
_OPENS_THERE = re.compile(r"In the (?:United States|US|U\.S\.),(?:\s[\w-]+){0,2}\s?$")
"""The same before an approval: "In the United States, | sorafenib is approved"."""
_ELSEWHERE = re.compile(r"\bin\s(?!the (?:United States|US|U\.S\.))[A-Z]\w+|\bexcept\b|\boutside\b")
"""That it is another place in which it is approved, or every one but the United States."""


def by_agency(about: Page, match: Match, approval: Approval, span: Span) -> Iterator[Proposal]:
    """The proposals of an approval; one that names no agency is by that of what stands above it."""
    before = _above(about, match) if approval.agency is None else None
    named = {m.concept for m in before.of_kind("agency")} if before else set()
    above = (before.source(),) if before and len(named) == 1 and "approv" in before.text.lower() else ()
    approval = replace(approval, agency=next(iter(named))) if above else approval
    yield from approval.proposals(Said(span, above), match.rule.name)


def _above(about: Page, match: Match) -> Sentence | None:
    """What may say by whom an approval was: the sentence before "the approval", a list's lead."""
    annotated, sentence = about.context.annotated, match.sentence
    if match.has("it3"):
        return annotated.before(sentence)
    return lead_in(annotated.sentences, sentence)
