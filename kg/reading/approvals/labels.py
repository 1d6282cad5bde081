"""Approvals of records of labels: an indication, the date of its first approval, and a description.

The description tells the approval in the agency's words; the label's own wording is read where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.model import Document, Span
from kg.reading.annotate import Annotated, Sentence
from kg.reading.approvals.approved import FDA
from kg.reading.approvals.circumstances import first_bases
from kg.reading.approvals.prose import told
from kg.reading.approvals.topics import Page
from kg.reading.context import Proposal

_PART = re.compile(
    r"(?P<indication>Indication)s?:|(?P<date>(?:Initial )?approval date):|(?P<description>(?:Curator )?description):",
    re.I,
)


@dataclass
class Record:
    """One indication of a label: the sentences of its parts."""

    indication: list[Sentence] = field(default_factory=list)
    date: list[Sentence] = field(default_factory=list)
    description: list[Sentence] = field(default_factory=list)


def is_label(document: Document) -> bool:
    """Whether a document holds the indications of a label."""
    return document.source == "label" or "label" in str(document.metadata.get("sourceType", ""))


def read(about: Page) -> Iterator[Proposal]:
    """The approvals of a label: of each record, or of its sentences where it has no records."""
    found = records(about.context.annotated)
    for record in found:
        yield from _approvals(about, record)
    if not found:
        for sentence in about.context.annotated:
            if "indicated" in sentence.text:
                yield from _with_agency(told(about, sentence, "label"))


def records(annotated: Annotated) -> list[Record]:
    """The records of a label, in order; a record begins with its indication."""
    found: list[Record] = []
    part = ""
    for sentence in annotated:
        begun = _PART.match(sentence.text) if sentence.span.start == 0 else None
        part = (begun.lastgroup or "") if begun else part
        if begun and part == "indication":
            found.append(Record())
        if found and part:
            getattr(found[-1], part).append(sentence)
    return found


def _approvals(about: Page, record: Record) -> Iterator[Proposal]:
    dates = [m for s in record.date for m in s.of_kind("date")]
    date = dates[0].quantity.unit if dates else None
    for sentences in (record.description, record.indication):
        for sentence in sentences:
            found = list(_with_agency(told(about, sentence, "label")))
            for proposal in found:
                span = _from(record.date, proposal.span) if date and sentences is record.description else proposal.span
                roles = {**proposal.roles, "date": date, "status": _status(proposal, record)}
                yield _with_basis(replace(proposal, roles=roles, span=span), record)
            if found:
                return


def _with_basis(proposal: Proposal, record: Record) -> Proposal:
    """The approval with the measures that its label says it rests on, in the part it was read from or the other."""
    sentences = sorted((*record.description, *record.indication), key=lambda s: s.source().start < proposal.span.start)
    found = None if proposal.roles["basis"] else first_bases(sentences)
    if found is None:
        return proposal
    place, measures = found[0].source(), list(found[1])
    span = Span(min(proposal.span.start, place.start), max(proposal.span.end, place.end))
    return replace(proposal, roles={**proposal.roles, "basis": measures}, span=span)


def _status(proposal: Proposal, record: Record) -> str:
    said = " ".join(s.text for s in (*record.indication, *record.description))
    if "accelerated approval" in said and not re.search(r"\b(?:no longer|regular approval|converted)\b", said):
        return "accelerated"
    return str(proposal.roles["status"])


def _with_agency(proposals: Iterator[Proposal]) -> Iterator[Proposal]:
    for proposal in proposals:
        yield replace(proposal, roles={**proposal.roles, "agency": proposal.roles["agency"] or FDA})


def _from(sentences: list[Sentence], span: Span) -> Span:
    """From the date's line to the end of what was read, where they follow each other."""
    start = sentences[0].source().start
    return Span(start, span.end) if start < span.start else span
