"""Approvals: who approved which drug, for what, when, and because of which trial; uses, trade names, parts.

Sentences are read in `prose`, lists of indications in `lists`, lists of drugs in `drug_lists`, records of labels in
`labels`, trade names in `brands`. What is denied, hoped for or asked is no approval.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.annotate import Sentence
from kg.reading.approvals import brands, drug_lists, parts
from kg.reading.approvals import labels as approval_labels
from kg.reading.approvals import lists as approval_lists
from kg.reading.approvals.prose import told, withdrawn
from kg.reading.approvals.topics import Page, is_no_prose, page
from kg.reading.context import Context, Proposal
from kg.reading.matching.prefilter import prefiltered
from kg.reading.trials.items import is_link

CUES = ("approv", "revoke", "withdr", "licensed")
_MAY_TELL = prefiltered("|".join(CUES), re.IGNORECASE)


def read(context: Context) -> Iterator[Proposal]:
    """The approvals, uses and trade names of a document, and the parts of the regimens that it lists."""
    about = page(context)
    if approval_labels.is_label(context.document):
        yield from approval_labels.read(about)
    else:
        yield from _read_page(about)
    yield from brands.read(about)
    yield from parts.read(about)


def _read_page(about: Page) -> Iterator[Proposal]:
    """The approvals of a page; the title of a linked article tells of those drugs that nothing else does."""
    taken: set[int] = set()
    approved: list[object] = []
    for reader in (approval_lists.read, drug_lists.read):
        for proposal, sentences in reader(about):
            taken.update(sentences)
            if proposal.kind == "approval":
                approved.append(proposal.roles["drug"])
            yield proposal
    for proposal in _of_prose(about, taken):
        approved.append(proposal.roles["drug"])
        yield proposal
    yield from (p for p in _headlines(about) if p.roles["drug"] not in approved)


def _of_prose(about: Page, taken: set[int]) -> Iterator[Proposal]:
    """What the sentences tell that were not read as parts of lists."""
    last: tuple[int, list[Proposal]] = (-9, [])
    for sentence in about.context.annotated.holding(_MAY_TELL):
        if sentence.index in taken or not _worth_reading(sentence) or _COVERS.match(sentence.text):
            continue
        found = list(told(about, sentence))
        if found:
            last = (sentence.index, found)
        yield from found
        if last[0] >= sentence.index - 3:
            yield from withdrawn(about, sentence, last[1])


_COVERS = re.compile(r"(?:The|This)\s(?:\w+\s){0,2}approval\s(?:covers|applies to)\b")
"""The beginning of a sentence that says more of an approval told before: "The May 28 approval covers"."""


def _headlines(about: Page) -> Iterator[Proposal]:
    """What the titles of linked articles tell: "FDA Approves A for …"."""
    for sentence in about.context.annotated.holding(_MAY_TELL):
        if sentence.passage.block != "heading" and is_link(sentence.passage):
            yield from told(about, sentence)


def _worth_reading(sentence: Sentence) -> bool:
    cue = any(cue in sentence.text.lower() for cue in CUES)
    return cue and sentence.passage.block != "heading" and not is_no_prose(sentence)
