"""What a file holds: a document's text and its passages, with the way back to each code point of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


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
