"""The types that travel between the rooms: frozen, without input or output.

A `Document` is read from a file; reading it yields `Finding`s, each a `Fact` (what is said, without a time
or a place) with the `Evidence` it was read from (where it is said, letter for letter).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from kg.errors import GroundingError


class Span(NamedTuple):
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place.

        >>> Span(4, 8).of("the drug")
        'drug'
        """
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each code point of a compact text stands in the source it was made from.

    The map is a list of runs: from `compact[i]` on, the compact text and the source go on in step, from
    `source[i]`. Both lists rise, and `compact[0]` is 0.

    >>> m = OffsetMap((0, 4), (0, 10))     # "abcd" from 0, what follows from 10
    >>> m.source_of(3), m.source_of(4), m.source_of(6)
    (3, 10, 12)
    """

    compact: tuple[int, ...]
    source: tuple[int, ...]

    def source_of(self, index: int) -> int:
        """The place in the source of the code point at `index` of the compact text."""
        run = bisect_right(self.compact, index) - 1
        return self.source[run] + index - self.compact[run]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a document's prose with its markup taken out, and the way back to the source.

    Attributes:
        path: the headings it stands under, outermost first, without markup.
        block: what it is: `heading`, `paragraph`, `bullet`, `row` (of a table), `code`, `field` (of a record).
        text: compact text: links, emphasis, escapes and repeated white space taken out.
        offsets: from `text` to the document's text.
        depth: nesting of a bullet (0 is outermost); 0 for all else.
        wholes: spans of the source that a quote must not cut (links, emphasis with their marks), sorted.
        links: for each linked stretch of `text`, its place in `text` and the link's target.

    """

    path: tuple[str, ...]
    block: str
    text: str
    offsets: OffsetMap
    depth: int = 0
    wholes: tuple[Span, ...] = ()
    links: tuple[tuple[Span, str], ...] = ()

    def source_span(self, span: Span) -> Span:
        """The shortest source span that shows `text[span]` without cutting a link or an emphasis.

        A mark that wraps the first or last word is taken in whole, so that the quote reads as it stands.
        """
        start = self.offsets.source_of(span.start)
        end = self.offsets.source_of(span.end - 1) + 1 if span.end > span.start else start
        changed = True
        while changed:
            changed = False
            for whole in self.wholes:
                cut = whole.start < end and start < whole.end
                if cut and (whole.start < start or end < whole.end):
                    start, end, changed = min(start, whole.start), max(end, whole.end), True
        return Span(start, end)


@dataclass(frozen=True, slots=True)
class Warned:
    """What is amiss in a file that was read all the same: the file with the place in it, what, and what to do."""

    path: str
    what: str
    remedy: str = ""


@dataclass(frozen=True)
class Document:
    """A file as it was read.

    Attributes:
        name: the file's name without its ending; unique in a build.
        iri: the document's IRI, which is also its named graph's.
        source: the kind of source that read it (`nci_page`, …).
        title: its title, as the metadata or the first heading gives it.
        metadata: the front matter: strings, and tuples of strings for lists; nothing is interpreted.
        text: the file's own text (decoded, a byte order mark left off); all offsets point into it.
        passages: its prose, in order.
        digest: SHA-256 of the file's bytes, hexadecimal.
        notes: what a reader should know of this document (a title that contradicts the body, …).
        warnings: what is amiss in its front matter; the place in the file stands for its path.

    """

    name: str
    iri: str
    source: str
    title: str
    metadata: Mapping[str, str | tuple[str, ...]]
    text: str
    passages: tuple[Passage, ...]
    digest: str
    notes: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @cached_property
    def prose(self) -> str:
        """The compact text of its passages, each on a line."""
        return "\n".join(passage.text for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Concept:
    """What a name stands for.

    Attributes:
        kind: `drug`, `intervention`, `exposure`, `target`, `cancer`, `measure`, `event`, `agency`, `organization`,
            `person`, `trial`.
        name: the canonical name: a drug's generic, a gene's symbol, a cancer's words in lower case.
        label: how it is shown; the name where that is "".
        matches: CURIEs of the same thing elsewhere (`CHEBI:50924`), sorted.
        known: whether the vocabulary knows it; false for what a document alone names.
        scope: the document that a local name belongs to (the trial "study" of one page); "" where it is global.
        parents: names of broader concepts of the same kind.

    """

    kind: str
    name: str
    label: str = ""
    matches: tuple[str, ...] = ()
    known: bool = True
    scope: str = ""
    parents: tuple[str, ...] = ()
    said: str = field(default="", compare=False)

    def __hash__(self) -> int:
        return hash((self.kind, self.name, self.scope))  # what tells nearly all apart, and is hashed already

    @property
    def shown(self) -> str:
        """The label, or the name where there is none."""
        return self.label or self.name


class Mention(NamedTuple):
    """A stretch of a passage's compact text that names something.

    `candidates` is empty for a name that nothing knows, and holds more than one for an ambiguous name.
    """

    span: Span
    text: str
    candidates: tuple[Concept, ...]

    @property
    def concept(self) -> Concept | None:
        """The one thing it stands for, or None where it is unknown or ambiguous."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class Arm:
    """One group of a trial: what its participants were given; or people who share an exposure, by that.

    `interventions` (of the kind `exposure` for a group that no treatment makes) are in the order of the canonical
    names, so that two documents agree on the arm.
    """

    trial: Concept
    interventions: tuple[Concept, ...]
    detail: str = ""

    def __post_init__(self) -> None:
        ordered = tuple(sorted(set(self.interventions), key=lambda c: c.name))
        object.__setattr__(self, "interventions", ordered)


Value = Concept | Arm | str | Decimal | bool
"""What a role of a fact may hold."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said: a kind and its roles. Its identity is its content.

    Make facts with `kg.schema.make`, which checks them; `roles` is sorted by name, and a role that is
    not filled is not there.
    """

    kind: str
    roles: tuple[tuple[str, tuple[Value, ...]], ...]

    def __getitem__(self, role: str) -> tuple[Value, ...]:
        return next((values for name, values in self.roles if name == role), ())

    def one(self, role: str) -> Value | None:
        """The role's only value, or None where the role is not filled."""
        values = self[role]
        return values[0] if values else None


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
        thing: what it is that was set aside, a `file` or a `line`.

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
        """A function that tells whether the words of some fact reach into a place."""
        spans = sorted({finding.evidence.span for finding in self.findings})
        starts, ends = [span.start for span in spans], list(accumulate((span.end for span in spans), max))

        def reaches(place: Span) -> bool:
            before = bisect_left(starts, place.end)
            return before > 0 and ends[before - 1] > place.start

        return reaches

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)
