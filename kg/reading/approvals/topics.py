"""What a page is about, for sentences that leave it out: its one drug, its one disease, its source's date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from kg.model import Concept, Span
from kg.reading.annotate import Annotated, Sentence
from kg.reading.approvals.indications import FAMILY, diseases
from kg.reading.approvals.uses import Block, blocks
from kg.reading.context import Context
from kg.reading.grounding.taxonomy import treated
from kg.reading.matching.prefilter import prefiltered
from kg.reading.patterns import one_of, pattern
from kg.reading.trials.items import is_link


@dataclass(frozen=True)
class Page:
    """A document and what it is about.

    Attributes:
        drug: the drug that its title names and nothing else, or the only one of the page; None where it has more.
        cancers: the disease that its title names, or the sites of one that it lists.
        titled: the one drug that its titles speak of, whatever else they say.
        drug_at: where its title names the drug, which stands above all that it says of it; empty where none does.
        reports: sentences that say when what follows was published, with the date, `YYYY-MM…`, in their order.

    """

    context: Context
    drug: Concept | None
    cancers: tuple[Concept, ...]
    reports: tuple[tuple[int, str], ...]
    titled: Concept | None = None
    drug_at: tuple[Span, ...] = ()

    def reported(self, sentence: Sentence) -> str | None:
        """When what a sentence stands in was published: the last date before it, else the first of the page."""
        before = [date for index, date in self.reports if index <= sentence.index]
        return next(iter([*before[-1:], *(date for _, date in self.reports[:1])]), None)

    @cached_property
    def blocks(self) -> list[Block]:
        """The passages of the document."""
        return blocks(self.context.annotated.sentences)


def page(context: Context) -> Page:
    """What a document is about, as its first headings and its source line say."""
    annotated = context.annotated
    titles = [s for s in annotated.sentences[:4] if s.passage.block == "heading"]
    drug, drug_at = next(((d, (t.source(),)) for t in titles if (d := _drug(t))), (_only_drug(annotated), ()))
    named = {m.concept for title in titles for m in title.of_kind("drug")}
    titled = next(iter(named)) if len(named) == 1 else None
    return Page(context, drug, _cancers(titles) or _of_summary(context), tuple(_reports(annotated)), titled, drug_at)


def _drug(title: Sentence) -> Concept | None:
    marks = title.of_kind("drug")
    if len(marks) != 1:
        return None
    whole = pattern(r"(?:recombinant )?{drug}(?:[-–]\w{4})?(?: [-–—] .{0,20}|{aside}|: .{0,40})*", FAMILY)
    return marks[0].concept if whole.fullmatch(title.typed.strip()) else None


def _only_drug(annotated: Annotated) -> Concept | None:
    """The drug of a page that names just one."""
    named = {m.concept for s in annotated.holding(kinds=("drug",)) for m in s.of_kind("drug")}
    return next(iter(named)) if len(named) == 1 else None


def _cancers(titles: list[Sentence]) -> tuple[Concept, ...]:
    """The disease of the first title that names one, or the three and more sites that it lists of one."""
    for title in titles:
        found = diseases(title, 0, len(title.typed))
        if found and not re.search(r"(?:&|,|\band|\bor) (?:primary )?$", title.typed[: found[0].start]):
            return tuple(d.concept for d in found) if len(found) != 2 else ()
    return ()


def _of_summary(context: Context) -> tuple[Concept, ...]:
    """The one disease whose treatment a part of a summary is about, as the summary's title tells."""
    title = context.document.title
    named = treated(title)
    return named if len(named) == 1 and not _LISTED.search(title.split(" Treatment")[0]) else ()


_LISTED = re.compile(r",|&")
"""In a title, what parts several diseases: "Ovarian, Fallopian, & Peritoneal Cancer Treatment"."""
_REPORTS = prefiltered(r"\b(?:publish|appear|posted|presented|source)", re.I)


def _reports(annotated: Annotated) -> Iterator[tuple[int, str]]:
    """When what follows a sentence was published: the page's source, or each item of a list of reports."""
    yield from islice(_dates(_source(annotated)), 1)
    yield from _dates(sentence for sentence in annotated.holding(_REPORTS) if sentence.text.startswith("Posted"))


def _dates(sentences: Iterable[Sentence]) -> Iterator[tuple[int, str]]:
    for sentence in sentences:
        yield from ((sentence.index, m.quantity.unit) for m in sentence.of_kind("date"))


def _source(annotated: Annotated) -> Iterator[Sentence]:
    """The first sentences that say where and when the report was published."""
    open_until = -1
    yield from (s for s in annotated.sentences[:6] if _DATELINE.match(s.text))
    for sentence in annotated.sentences[:40]:
        path = sentence.passage.path
        if sentence.search_text(_REPORTS) or (path and path[-1].lower() == "source"):
            open_until = sentence.index + 2 * (len(sentence.text) < 12)
        if sentence.index <= open_until:
            yield sentence


_DATELINE = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}(?:,? by [A-Z].*)?$")
"""The line below a title that says when, and by whom, a report was written: "May 2, 2019, by A Writer"."""


def referent(about: Page, sentence: Sentence, at: int) -> tuple[Concept | None, Sentence | None]:
    """The drug that "it" at a place stands for, and the earlier sentence that names it (None: this one, the page).

    It is the one drug named before it in the sentence; else the one with which the sentence before begins, which at
    the beginning of a paragraph must be that of the page's title; else the drug of the page, where the sentence before
    names no other.
    """
    here = {m.concept for m in sentence.of_kind("drug") if sentence.typed_at(m) < at}
    if here:
        return (next(iter(here)) if len(here) == 1 else None), None
    sentences = about.context.annotated.sentences
    before = sentences[sentence.index - 1] if sentence.index else None
    named = list(dict.fromkeys(m.concept for m in before.of_kind("drug"))) if before else []
    if before is not None and (before.passage is sentence.passage or about.titled in named):
        if len(named) == 1 and pattern("^[^.;]{0,60}?{drug}", FAMILY).match(before.typed):
            return named[0], before
        if named and about.drug not in named:
            return None, None
    return about.drug, None


def is_no_prose(sentence: Sentence) -> bool:
    """Whether it is a citation, stands in a list of references or changes, or a link to another page."""
    path = sentence.passage.path
    listed = path and re.match(
        r"(?:selected )?references?\b|bibliography|(?:latest )?(?:updates|changes) to this", path[-1], re.I
    )
    return bool(listed or is_link(sentence.passage)) or bool(re.search(r"\bet al\.:|\bPUBMED Abstract", sentence.text))


def topic(about: Page, sentence: Sentence, start: int, end: int) -> tuple[Concept, ...]:
    """The page's disease, where a clause speaks of "metastatic disease" or names no disease at all."""
    clause = sentence.typed[start:end]
    return about.cancers if pattern("{topical}", FAMILY).search(clause) and not _ANY_TUMOR.search(clause) else ()


_ANY_TUMOR = re.compile(
    r"(?i)\b(?:adults|children|people|patients|those)(?: and (?:adults|children|adolescents))? with (?:[a-z-]+ ){0,3}"
    r"(?:tumou?rs|cancers)\b"
)
"""Words for tumors of any kind, as of approvals by what their genes are like."""


def is_class(drug: Concept) -> bool:
    """Whether a name is that of a class of drugs ("aromatase inhibitor").

    >>> is_class(Concept("drug", "aromatase inhibitor")), is_class(Concept("drug", "exemestane"))
    (True, False)
    """
    return bool(one_of("targets", "class_names").fullmatch(drug.name))
