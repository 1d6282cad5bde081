"""Where it is said, letter for letter: a fact's evidence, and all that was read from a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate

from kg.errors import GroundingError
from kg.model.documents import Document, Span
from kg.model.facts import Fact


@dataclass(frozen=True, slots=True)
class Lead:
    """Words above a quote that it completes, as a list's heading does its items: `text[span] == quote`, always."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact is said: `text[span] == quote`, always.

    Attributes:
        document: the document's IRI.
        span: the place in the document's text.
        quote: the words there.
        method: the rule that read it (`approval.on-date`), or who did (`person:…`, `model:…`).
        confidence: the method's precision as measured, between 0 and 1; None where it was not measured.
        before, after: up to 32 code points of context, so that the quote is found again in a changed text.
        pointer: for a record, the JSON pointer or XPath of the field.
        on: the day on which a person or a model read it (`YYYY-MM-DD`), or "".
        note: what the reader had to say of it, or "".
        under: the words above the quote without which it does not show the fact, in the order of the text.
        unread: the words of the quote that no fact read from it holds, in lower case.

    """

    document: str
    span: Span
    quote: str
    method: str
    confidence: Decimal | None = None
    before: str = ""
    after: str = ""
    pointer: str = ""
    on: str = ""
    note: str = ""
    under: tuple[Lead, ...] = ()
    unread: tuple[str, ...] = ()


CONTEXT = 32
"""Code points kept before and after a quote (`oa:prefix`, `oa:suffix`)."""


def quoted(
    document: Document,
    span: Span,
    method: str,
    confidence: Decimal | None = None,
    quote: str | None = None,
    under: Iterable[tuple[Span, str | None]] = (),
) -> Evidence:
    """Evidence at a place of a document, checked letter by letter; `under` holds the places of its leads.

    Raises:
        GroundingError: where a span lies outside the text, is empty, or what is said to stand there does not.

    """
    words, text = _standing(document, span, quote), document.text
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    leads = tuple(Lead(place, _standing(document, place, said)) for place, said in under)
    return Evidence(document.iri, span, words, method, confidence, before, after, under=leads)


def _standing(document: Document, span: Span, quote: str | None) -> str:
    """The words at a place of a document, which are the quote, where one is given."""
    if not 0 <= span.start < span.end <= len(document.text):
        raise GroundingError(f"the span {span.start}:{span.end} lies outside the text", document.name)
    words = span.of(document.text)
    if quote is not None and quote != words:
        raise GroundingError(
            f"the quote {quote[:60]!r} is not what stands at {span.start}:{span.end}: {words[:60]!r}",
            document.name,
            "give the words and offsets as they stand in the file",
        )
    return words


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact with the words it was read from."""

    fact: Fact
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that was not built, and why; or a line of what lies beside one.

    Attributes:
        path: the file, and the place in it where that is known.
        reason: why.
        remedy: what to do; may be "".
        thing: what it is that was set aside, a `file`, a `folder` without any, or a `line`.

    """

    path: str
    reason: str
    remedy: str = ""
    thing: str = "file"


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with all that was read from it.

    Attributes:
        document: what was read.
        findings: its facts with their evidence, in the order of the text.
        figures: where its sentences with a figure stand; each should give a fact, or be known to have given none.

    """

    document: Document
    findings: tuple[Finding, ...] = field(default=())
    figures: tuple[Span, ...] = field(default=())

    def reached(self) -> Callable[[Span], bool]:
        """A function that tells whether the words of some fact reach into a place, or stand there once more.

        A fact that a document says twice is told with its first words.
        """
        said = [finding.evidence for finding in self.findings]
        words = {one.quote for one in said}
        spans = sorted({span for one in said for span in (one.span, *(lead.span for lead in one.under))})
        starts, ends = [span.start for span in spans], list(accumulate((span.end for span in spans), max))

        def reaches(place: Span) -> bool:
            before = bisect_left(starts, place.end)
            here = before > 0 and ends[before - 1] > place.start
            return here or self.document.text[place.start : place.end] in words

        return reaches

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)
