"""Kinds of documents, one module each; `identify` finds a file's kind and `read` makes it a Document.

A new kind is a module with a `SOURCE` and an entry in `SOURCES`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePath

from kg import names, schema
from kg.errors import DocumentError
from kg.model import Document, Warned
from kg.reading.text.markdown import passages
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
from kg.sources.files import absolute, decoded, documents, raw, shown
from kg.sources.places import is_address
from kg.sources.source import Raw, Source

__all__ = [
    "SOURCES",
    "Raw",
    "Source",
    "absolute",
    "document",
    "documents",
    "identify",
    "is_address",
    "opened",
    "raw",
    "read",
]

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


def opened(path: str | Path, data: bytes | None = None) -> Raw:
    """A file, its text and its front matter.

    Args:
        path: the file's path or address.
        data: its bytes, where they were read already.

    Raises:
        DocumentError: where it cannot be opened as text, or its front matter is missing or broken.
    """
    held = raw(path) if data is None else data
    where = shown(path)
    text = decoded(held, where)
    metadata, body = frontmatter.parse(text, where)
    return Raw(where, text, body, metadata, hashlib.sha256(held).hexdigest())


def read(path: str | Path) -> Document:
    """A file as a Document.

    Raises:
        DocumentError: where it cannot be read or holds no prose; the message names the file and the line.
    """
    return document(path, raw(path))


def document(path: str | Path, data: bytes) -> Document:
    """A file's bytes as a Document, named after the file.

    Raises:
        DocumentError: where they hold no text or no prose; the message names the file and the line.
    """
    file = opened(path, data)
    source = identify(file)
    name = _name(path)
    found = tuple(p for p in passages(file.text, file.body) if source.is_prose(p))
    judge.check(file, found)
    title = file.get("title") or next((p.text for p in found if p.block == "heading"), name)
    return Document(
        name=name,
        iri=names.document_iri(name),
        source=source.name,
        title=title,
        metadata=file.metadata,
        text=file.text,
        passages=found,
        digest=file.digest,
        notes=judge.notes(file, found),
        warnings=tuple(_warnings(file)),
    )


def _warnings(file: Raw) -> Iterator[Warned]:
    """What has not its form in a front matter."""
    for key, found in schema.amiss(file.metadata):
        place = f"{file.path}:{frontmatter.line_of(file.text[: file.body], key.name)}"
        yield Warned(place, f"{key.name} is {found}; {key.rule[:1].lower()}{key.rule[1:]}", key.remedy)


def _name(path: str | Path) -> str:
    """The file's name without its ending."""
    name = PurePath(path).stem
    if any("\ud800" <= char <= "\udfff" for char in name):
        raise DocumentError("the file's name is not UTF-8", shown(path), "rename the file")
    return name
