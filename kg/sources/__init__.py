"""Kinds of documents, one module each; `identify` finds a file's kind and `read` makes it a Document.

A new kind is a module with a `SOURCE` and an entry in `SOURCES`.
"""

from __future__ import annotations

from pathlib import Path

from kg import names
from kg.errors import DocumentError
from kg.model import Document
from kg.reading.markdown import passages
from kg.sources import (
    abstract,
    frontmatter,
    judge,
    label,
    markdown,
    nci_drug,
    nci_drug_list,
    nci_page,
    nci_pdq,
    nci_regimen,
    nci_research,
)
from kg.sources.files import documents, load, shown
from kg.sources.source import Raw, Source

__all__ = ["SOURCES", "Raw", "Source", "documents", "identify", "opened", "read"]

SOURCES: tuple[Source, ...] = (
    nci_research.SOURCE,
    nci_drug.SOURCE,
    nci_drug_list.SOURCE,
    nci_regimen.SOURCE,
    nci_pdq.SOURCE,
    abstract.SOURCE,
    label.SOURCE,
    nci_page.SOURCE,
    markdown.SOURCE,
)


def identify(raw: Raw, sources: tuple[Source, ...] = SOURCES) -> Source:
    """The one source that accepts a file.

    Raises:
        DocumentError: where none does, or more than one of the same rank: that is never guessed.
    """
    accepting = [source for source in sources if source.accepts(raw)]
    lowest = min((source.rank for source in accepting), default=0)
    found = [source for source in accepting if source.rank == lowest]
    if not found:
        raise DocumentError("no source reads this kind of document", raw.path)
    if len(found) > 1:
        names_ = " and ".join(source.name for source in found)
        raise DocumentError(
            f"more than one source takes this document for its own: {names_}", raw.path, "make their tests exclusive"
        )
    return found[0]


def opened(path: str | Path) -> Raw:
    """A file, its text and its front matter.

    Raises:
        DocumentError: where it cannot be opened as text, or its front matter is missing or broken.
    """
    text, digest = load(Path(path))
    where = shown(path)
    metadata, body = frontmatter.parse(text, where)
    return Raw(where, text, body, metadata, digest)


def read(path: str | Path) -> Document:
    """A file as a Document.

    Raises:
        DocumentError: where it cannot be read or holds no prose; the message names the file and the line.
    """
    raw = opened(path)
    source = identify(raw)
    name = _name(path)
    found = tuple(p for p in passages(raw.text, raw.body) if source.is_prose(p))
    judge.check(raw, found)
    title = raw.get("title") or next((p.text for p in found if p.block == "heading"), name)
    return Document(
        name=name,
        iri=names.document_iri(name),
        source=source.name,
        title=title,
        metadata=raw.metadata,
        text=raw.text,
        passages=found,
        digest=raw.digest,
        notes=judge.notes(raw, found),
    )


def _name(path: str | Path) -> str:
    """The file's name without its ending."""
    name = Path(path).stem
    if any("\ud800" <= char <= "\udfff" for char in name):
        raise DocumentError("the file's name is not UTF-8", shown(path), "rename the file")
    return name
