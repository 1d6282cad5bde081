"""Lists of approved drugs: below a title ("Drugs Approved for Liver Cancer") or a sentence that announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.approvals.approved import FDA, Approval, said
from kg.reading.approvals.circumstances import date_of
from kg.reading.approvals.indications import FAMILY, cues, diseases, joined, setting
from kg.reading.approvals.topics import Page, is_class, topic
from kg.reading.approvals.uses import Block, parted
from kg.reading.context import Proposal
from kg.reading.patterns import pattern
from kg.reading.text.brackets import is_open

RULE = "approval.drug-list"
ANNOUNCED = "approval.announced"
_TITLE = re.compile(
    r"(?:list of )?(?:[\w-]+ ){0,2}?(?:drugs?|therap(?:y|ies)|treatments?|agents?|vaccines?) approved"
    r" (?P<how>to prevent|to treat|for) (?P<what>[^.:;]{3,90})$",
    re.I,
)
Read = tuple[Proposal, tuple[int, ...]]


def read(about: Page) -> Iterator[Read]:
    """The approvals of a page's lists of drugs, each with the indices of the sentences it was read from."""
    yield from _titled_lists(about)
    yield from _announced_lists(about)


def _titled_lists(about: Page) -> Iterator[Read]:
    """The approvals of the drugs below a title."""
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


def _announced_lists(about: Page) -> Iterator[Read]:
    """The approvals of the bullets below a sentence that announces them: "The FDA has approved three drugs for X:"."""
    lead: tuple[Sentence, Approval] | None = None
    for block in about.blocks:
        if block.passage.block != "bullet":
            lead = _announced(about, block)
        elif lead is not None and (drugs := _first_drugs(block)):
            sentence, base = lead
            together = pattern("{joint}| with (?:[^.;]{0,40} )?{drug}", FAMILY).search(block.sentences[0].typed)
            approval = replace(base, drugs=drugs, together=bool(together))
            for proposal in approval.proposals(said([sentence.source()], block.sentences), ANNOUNCED):
                yield proposal, (sentence.index, *(s.index for s in block.sentences))


def _announced(about: Page, block: Block) -> tuple[Sentence, Approval] | None:
    """The sentence that announces a list of approved drugs, with what holds for all of them."""
    sentence = block.sentences[-1]
    if not block.open or block.passage.block == "heading":
        return None
    forms = (sentence.search(pattern(form, FAMILY)) for form in ("{announces}", "{announced}"))
    found = next((form for form in forms if form), None)
    if found is None:
        return None
    start, end = found.span("tail")
    if cues("blocks_inside").search(sentence.typed[found.start() : start]):
        return None
    named = diseases(sentence, start, end)
    cancers = tuple(d.concept for d in named) or topic(about, sentence, start, end)
    agencies = [m.concept for m in sentence.of_kind("agency")]
    words = setting(sentence, start, end - 1, [(d.start, d.end) for d in named])
    dated = date_of(about, sentence, 0, len(sentence.typed)) if not sentence.text.startswith("Since") else None
    agency = agencies[0] if agencies else None
    return (sentence, Approval((), cancers, ((),), agency, dated, setting=words)) if cancers else None


def _first_drugs(block: Block) -> tuple[Concept, ...]:
    """The drugs that a bullet begins with; none where it tells an approval of its own."""
    first = block.sentences[0]
    if "approv" in block.text or len(block.sentences) > 1:
        return ()
    marks = [m for m in first.of_kind("drug") if not is_open(first.typed, 0, first.typed_at(m))]
    lead = pattern("^(?:[^.;:,]{0,40} )?{drug}", FAMILY).match(first.typed)
    return tuple(dict.fromkeys(m.concept for m in marks if not is_class(m.concept))) if lead else ()
