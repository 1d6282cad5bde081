"""Documents into a graph: the whole way of the data, in order.

    files → documents → findings → quads → links → graph

What cannot be read is set aside with the reason; everything else is built.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from kg import describe, provenance, query, sources
from kg.errors import KgError
from kg.model import Concept, Document, Reading, SetAside
from kg.reading import precision
from kg.reading.lexicon import Lexicon
from kg.reading.read import read
from kg.sources.files import shown
from kg.store import Store

THRESHOLD = Decimal("0.5")
"""Facts whose rule's measured precision is below this stay out of the graph unless the user moves it."""

Progress = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and the one just done."""


@dataclass
class Built:
    """What a build made.

    Attributes:
        lines: the graph as sorted N-Quads lines.
        documents, facts: how many are in it.
        withheld: facts found but kept out for their low confidence.
        set_aside: files that were not built, and why.
        texts: each document's text by its IRI, for checking quotes.
        files: each document's IRI with its file and the digest of its bytes.

    """

    lines: list[str] = field(default_factory=list)
    documents: int = 0
    facts: int = 0
    withheld: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)

    def manifest(self) -> dict[str, object]:
        """What the graph's folder says of the build beside its counts: the files, the versions, what is missing."""
        return {
            **provenance.digests(),
            "documents": [{"iri": i, "path": p, "sha256": d} for i, (p, d) in sorted(self.files.items())],
            "set_aside": [{"path": p, "reason": r} for p, r in sorted((a.path, a.reason) for a in self.set_aside)],
            "withheld": self.withheld,
        }


def build(paths: Sequence[str | Path], threshold: Decimal = THRESHOLD, progress: Progress | None = None) -> Built:
    """Build a graph from files and folders.

    Args:
        paths: documents, or folders of them.
        threshold: the least confidence of a fact in the graph, between 0 and 1.
        progress: told after each document.

    """
    built = Built()
    lines: set[str] = set()
    concepts: set[Concept] = set()
    for path, reading in _read(paths, built.set_aside, progress):
        kept = confident(reading, threshold)
        built.documents += 1
        built.facts += len(kept.findings)
        built.withheld += len(reading.findings) - len(kept.findings)
        built.texts[reading.document.iri] = reading.document.text
        built.files[reading.document.iri] = (path, reading.document.digest)
        lines.update(describe.describe(kept))
        concepts |= describe.concepts(kept)
    lines.update(describe.vocabulary(concepts))
    lines.update(provenance.describe())
    lines.update(query.derive(Store.memory(lines)))
    built.lines = sorted(lines)
    return built


def readings(
    paths: Sequence[str | Path], set_aside: list[SetAside], progress: Progress | None = None
) -> Iterator[Reading]:
    """Each document with its findings, in the order of the files; what fails joins `set_aside`."""
    return (reading for _, reading in _read(paths, set_aside, progress))


def _read(
    paths: Sequence[str | Path], set_aside: list[SetAside], progress: Progress | None
) -> Iterator[tuple[str, Reading]]:
    """Each file, as messages name it, with what was read from it."""
    lexicon, measured = Lexicon.load(), precision.measured()
    files = list(_files(paths, set_aside))
    for done, path in enumerate(files, 1):
        try:
            yield shown(path), read(sources.read(path), lexicon, measured)
        except Exception as error:  # a fault of ours costs this document and not the ten thousand others
            set_aside.append(_aside(path, error))
        if progress is not None:
            progress(done, len(files), str(path))


def documents(paths: Sequence[str | Path], set_aside: list[SetAside]) -> Iterator[Document]:
    """The documents of files and folders, unread; what fails joins `set_aside`."""
    for path in _files(paths, set_aside):
        try:
            yield sources.read(path)
        except KgError as error:
            set_aside.append(_aside(path, error))


def _files(paths: Sequence[str | Path], set_aside: list[SetAside]) -> Iterator[Path]:
    """The files to read, sorted, each name once: two documents of one name could not be told from each other."""
    seen: dict[str, Path] = {}
    listed = {os.path.abspath(path): path for path in _listed(paths, set_aside)}  # noqa: PTH100  (links stay links)
    for path in sorted(listed.values()):
        first = seen.setdefault(path.stem, path)
        if first is not path:
            reason = f"another document has the same name: {shown(first)}"
            set_aside.append(SetAside(shown(path), reason, "rename one"))
            continue
        yield path


def _listed(paths: Iterable[str | Path], set_aside: list[SetAside]) -> Iterator[Path]:
    for path in paths:
        try:
            found = list(sources.documents([path]))
            if not found:
                set_aside.append(SetAside(shown(path), "the folder holds no document", "documents end in .md"))
            yield from found
        except KgError as error:
            set_aside.append(_aside(path, error))


def _aside(path: str | Path, error: Exception) -> SetAside:
    """A file that failed; the place within it, where the error knows it, is part of what is told."""
    if isinstance(error, KgError):
        return SetAside(error.where or shown(path), error.what, error.remedy)
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = f"a fault of the program: {type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
    return SetAside(shown(path), what, "please report it with the document")


def confident(reading: Reading, threshold: Decimal) -> Reading:
    """The reading without the findings whose measured confidence is below the threshold."""
    kept = (f for f in reading.findings if f.evidence.confidence is None or f.evidence.confidence >= threshold)
    return replace(reading, findings=tuple(kept))
