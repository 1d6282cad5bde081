"""Lists of approved drugs: "Drugs Approved for Liver Cancer" and the names below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.approvals.approved import FDA, Approval, said
from kg.reading.approvals.indications import FAMILY, joined
from kg.reading.approvals.topics import Page
from kg.reading.approvals.uses import Block, parted
from kg.reading.context import Proposal
from kg.reading.patterns import pattern

RULE = "approval.drug-list"
_TITLE = re.compile(
    r"(?:list of )?(?:[\w-]+ ){0,2}?(?:drugs?|therap(?:y|ies)|treatments?|agents?|vaccines?) approved"
    r" (?P<how>to prevent|to treat|for) (?P<what>[^.:;]{3,90})$",
    re.I,
)
Read = tuple[Proposal, tuple[int, ...]]


def read(about: Page) -> Iterator[Read]:
    """The approvals of a page's lists of drugs, each with the indices of the sentences it was read from."""
    title: Block | None = None
    for block in about.blocks:
        if " approved " in block.text.lower() and _TITLE.fullmatch(block.text):
            title = block
        elif title is None:
            continue
        elif block.passage.block == "heading" or not _only_drugs(block):
            title = None
        else:
            for proposal in _approvals(title, block, _people(about)):
                yield proposal, (title.sentences[0].index, *(s.index for s in block.sentences))


def _only_drugs(block: Block) -> bool:
    """Whether a block holds nothing but names of drugs."""
    rest = "".join(s.typed for s in block.sentences)
    named = pattern(r"[^.]{0,60}?{drug}[^.]{0,60}?", FAMILY).match(rest)
    return bool(named) and len(block.text) < 400 and ". " not in block.text


_LEAD = 6
"""Blocks of a page among which its lead says for whom the drugs that it lists are approved."""
_FOR_WHOM = re.compile(
    r"\bapproved by\b[^.;]{0,80}?\bfor use in"
    r" (?P<people>(?:children|adults|adolescents)(?:,? (?:and|or) [a-z]+(?: adults)?)?)\b"
)


def _people(about: Page) -> str | None:
    """For whom the lead of a page says that the drugs which it lists are approved."""
    return next((found["people"] for b in about.blocks[:_LEAD] if (found := _FOR_WHOM.search(b.text))), None)


def _approvals(title: Block, block: Block, people: str | None) -> Iterator[Proposal]:
    found = _TITLE.fullmatch(title.text)
    what, disease = found.group("what") if found else "", pattern("(?:{disease_noun})s?$", FAMILY)
    cancers = tuple(c for c in parted(_ASIDE.sub("", what)) if c.known or disease.search(what.strip().lower()))
    setting = joined([people, "prevention" if found and "prevent" in found.group("how").lower() else None])
    for sentence in block.sentences:
        form = _FORM.search(sentence.text)
        given = joined([form["form"].lower() if form else None, setting])
        for mark in sentence.of_kind("drug"):  # "Brand (Generic)" is one
            approval = Approval((mark.concept,), cancers, agency=FDA, setting=given)
            yield from approval.proposals(said([title.sentences[-1].source()], [sentence]), RULE)


_FORM = re.compile(
    r"(?:\s?(?:--|[–—])\s?|\s\(|\s)(?P<form>topical|oral|intravenous|intravesical|transdermal)(?=\W*$)", re.I
)
"""How an entry ends that is only of one form of its drug: "Fluorouracil--Topical"."""
_ASIDE = re.compile(r"\s*\([^()]*\)|\s*anywhere in the body", re.I)
