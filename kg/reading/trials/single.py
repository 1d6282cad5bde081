"""Whether a document tells of one trial, to which what is said without a name belongs, or of many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.model import Document, Passage
from kg.reading.annotate import Annotated, Sentence
from kg.reading.trials.citations import citations
from kg.reading.trials.introduced import NEW, has, introduced
from kg.reading.trials.items import item_titles
from kg.reading.trials.mentions import Mentioned
from kg.reading.trials.sections import sections

_RESEARCH = re.compile(
    r"/research/(?!articles|advances)[\w-]+$|-research-(?!articles|advances)[\w-]+$"
    r"|/news-events/(?:cancer-currents-blog|press-releases)/(?:\d{4}/)?[\w-]+$"
)
"""The address of a page that tells of one study."""

NO_TRIALS = ("nci_drug", "nci_drug_list", "nci_regimen")
"""Sources that tell of uses and not of trials, so that a list of treatments there is no list of arms."""


def is_abstract(document: Document) -> bool:
    """Whether a document is the abstract of a paper."""
    return document.metadata.get("sourceType") == "journal_abstract" or document.source in (
        "abstract",
        "pubmed",
    )


def is_single(document: Document) -> bool:
    """Whether a document reports a trial of its own: an abstract, or a page that tells of one study."""
    if is_abstract(document):
        return True
    address = str(document.metadata.get("url") or document.name).rstrip("/")
    headings = {p.text.strip(" :*").lower() for p in document.passages if len(p.text) < 30}
    return "PDQ" not in document.title and ("the study" in headings or bool(_RESEARCH.search(address)))


def is_about_one(annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]]) -> bool:
    """Whether what a document says without a name is said of one trial."""
    reports = is_single(annotated.document) and not _tells_of_many(annotated)
    return reports or _tells_of_one(annotated, mentions)


def _tells_of_many(annotated: Annotated) -> bool:
    """Whether a page brings in trial upon trial, and has no section on its own study."""
    if is_abstract(annotated.document) or set(sections(annotated)) & {"the study", "summary"}:
        return False
    brought = {id(s.passage) for s in annotated.holding(NEW) if s.passage.block != "heading" and introduced(s)}
    return len(brought) >= MANY


MANY = 5
"""Paragraphs that bring in a trial, of a page that can be no report of one."""


def _tells_of_one(annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]]) -> bool:
    """Whether a short document names one trial only, and does so in its title, its first sentence or its lead."""
    named = {mention.trial for found in mentions.values() for mention in found}
    if len(named) != 1 or "PDQ" in annotated.document.title:
        return False
    opening = [s.index for s in annotated if s.passage.block == "heading"][:2]
    opening += [s.index for s in annotated if s.passage.block != "heading"][:1]
    short = len(annotated.sentences) < SHORT
    return (short and any(index in mentions for index in opening)) or _leads_to_one(annotated, mentions)


SHORT = 40
"""Sentences of a document that can be no review of many trials."""


def _leads_to_one(annotated: Annotated, mentions: Mapping[int, tuple[Mentioned, ...]]) -> bool:
    """Whether a page of news reports what its only trial found, names it in its lead, and brings in no other study.

    A page on several studies has items, each with a title of its own, cites them by numbers, or brings them in one by
    one; a summary does not begin with news.
    """
    document = annotated.document
    if document.source not in _PAGES or item_titles(document) or any(map(_cites, document.passages)):
        return False
    lead = _lead(annotated)
    if not any(s.index in mentions for s in lead) or not any(has("news", s.text) for s in lead):
        return False
    others = (s for s in annotated.holding(NEW) if s.index not in mentions and s.passage.block != "heading")
    brought = any(_brings_in(sentence, within=sentence in lead) for sentence in others)
    return not brought and all(_goes_on(section, lead) for section in _sections(annotated, lead))


_PAGES = ("markdown", "nci_page", "nci_research")
"""Kinds of document that may be news of one study; the others are reviews, lists, labels and descriptions of drugs."""

_CITED = re.compile(r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]")


def _cites(passage: Passage) -> bool:
    """Whether a passage cites papers by numbers, as summaries do."""
    return bool(citations(passage.links)) or _CITED.search(passage.text) is not None


LEAD = 4
"""Paragraphs of a page that may come before it is at its matter."""


def _lead(annotated: Annotated) -> list[Sentence]:
    """The sentences of the paragraphs before the first heading of a section, the first few where there is none."""
    found: list[Sentence] = []
    passages: list[Passage] = []
    for sentence in annotated:
        if sentence.passage.block == "heading":
            if passages:
                break
            continue
        if not any(sentence.passage is passage for passage in passages):
            passages.append(sentence.passage)
        if len(passages) > LEAD:
            break
        found.append(sentence)
    return found


def _sections(annotated: Annotated, lead: list[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences behind a lead, by section: what stands below a heading, or below a short line that acts as one."""
    section: list[Sentence] = []
    for sentence in annotated:
        text = sentence.passage.text
        if sentence.passage.block == "heading" or (len(text) < _LINE and text[-1:] not in ".!?:;"):
            if section:
                yield section
            section = []
        elif sentence not in lead:
            section.append(sentence)
    if section:
        yield section


_LINE = 60
"""Characters of a line that may act as a heading."""


def _goes_on(section: list[Sentence], lead: list[Sentence]) -> bool:
    """Whether a section tells no result, or tells it of what the lead was given, or of the trial."""
    told = any(s.of_kind("percent") or (s.of_kind("measure") and s.of_kind("duration")) for s in section)
    return not told or bool(_treatments(section) & _treatments(lead)) or any(has("this_trial", s.text) for s in section)


def _treatments(sentences: list[Sentence]) -> set[str]:
    """What is given in some sentences, by name; a placebo is given anywhere."""
    marks = (mark for sentence in sentences for mark in sentence.of_kind("drug", "intervention"))
    return {mark.concept.name for mark in marks if mark.concept} - {"placebo"}


def _brings_in(sentence: Sentence, within: bool) -> bool:
    """Whether a sentence tells of a study that was done, by no name; `within` the lead, of another than the page's."""
    new = introduced(sentence)
    if new is None or has("planned", sentence.text) or has("before_it", sentence.text):
        return False
    return not within or has("other", new.group()) is not None
