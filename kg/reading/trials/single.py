"""Whether a document tells of one trial, to which what is said without a name belongs, or of many."""

from __future__ import annotations

import re

from kg.model import Document
from kg.reading.annotate import Annotated
from kg.reading.trials.introduced import NEW, introduced
from kg.reading.trials.scope import sections

_RESEARCH = re.compile(
    r"/research/(?!articles|advances)[\w-]+$|-research-(?!articles|advances)[\w-]+$"
    r"|/news-events/(?:cancer-currents-blog|press-releases)/(?:\d{4}/)?[\w-]+$"
)
"""The address of a page that tells of one study."""

NO_TRIALS = ("nci_drug", "nci_drug_list", "nci_regimen")
"""Sources that tell of uses and not of trials, so that a list of treatments there is no list of arms."""


def is_abstract(document: Document) -> bool:
    """Whether a document is the abstract of a paper."""
    return document.source == "abstract"


def is_single(document: Document) -> bool:
    """Whether a document reports a trial of its own: an abstract, or a page that tells of one study."""
    if is_abstract(document):
        return True
    address = str(document.metadata.get("url") or document.name).rstrip("/")
    headings = {p.text.strip(" :*").lower() for p in document.passages if len(p.text) < 30}
    return "PDQ" not in document.title and ("the study" in headings or bool(_RESEARCH.search(address)))


def is_about_one(annotated: Annotated) -> bool:
    """Whether what a document says without a name is said of one trial."""
    return is_single(annotated.document) and not _tells_of_many(annotated)


def _tells_of_many(annotated: Annotated) -> bool:
    """Whether a page brings in trial upon trial, and has no section on its own study."""
    if is_abstract(annotated.document) or set(sections(annotated)) & {"the study", "summary"}:
        return False
    brought = {id(s.passage) for s in annotated.holding(NEW) if s.passage.block != "heading" and introduced(s)}
    return len(brought) >= MANY


MANY = 5
"""Paragraphs that bring in a trial, of a page that can be no report of one."""
