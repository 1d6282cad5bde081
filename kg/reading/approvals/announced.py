"""Lists of drugs that a sentence of prose announces: "The FDA has approved three drugs for lung cancer:"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.approvals.approved import Approval, said
from kg.reading.approvals.dates import date_of
from kg.reading.approvals.indications import FAMILY, cues, diseases, setting
from kg.reading.approvals.topics import Page, is_class, topic
from kg.reading.approvals.uses import Block
from kg.reading.context import Proposal
from kg.reading.patterns import pattern
from kg.reading.text.brackets import is_open

RULE = "approval.announced"
Read = tuple[Proposal, tuple[int, ...]]


def read(about: Page) -> Iterator[Read]:
    """The approvals of the bullets below such a sentence, each with the indices of the sentences it was read from."""
    lead: tuple[Sentence, Approval] | None = None
    for block in about.blocks:
        if block.passage.block != "bullet":
            lead = _announced(about, block)
        elif lead is not None and (drugs := _drugs(block)):
            sentence, base = lead
            together = pattern("{joint}| with (?:[^.;]{0,40} )?{drug}", FAMILY).search(block.sentences[0].typed)
            approval = Approval(
                drugs, base.cancers, ((),), base.agency, base.date, "approved", base.setting, together=bool(together)
            )
            for proposal in approval.proposals(said([sentence.source()], block.sentences), RULE):
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


def _drugs(block: Block) -> tuple[Concept, ...]:
    """The drugs that a bullet begins with; none where it tells an approval of its own."""
    first = block.sentences[0]
    if "approv" in block.text or len(block.sentences) > 1:
        return ()
    marks = [m for m in first.of_kind("drug") if not is_open(first.typed, 0, first.typed_at(m))]
    lead = pattern("^(?:[^.;:,]{0,40} )?{drug}", FAMILY).match(first.typed)
    return tuple(dict.fromkeys(m.concept for m in marks if not is_class(m.concept))) if lead else ()
