"""A file read to its part of the graph (`kg.parts`).

Apart from what a part is, for it imports all of reading: a build in which nothing changed needs none of that.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePath

from kg import announcing, collector, describe, parts, sources
from kg.announced import Names, digest, named_in
from kg.curation import join
from kg.model import Reading, SetAside
from kg.parts import Part
from kg.reading import precision
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.read import read
from kg.sources.files import shown

_FIRST = b"---\ntitle: A page\n---\n\n# A page\n\nSorafenib improved survival in the trial (10.8 versus 5.8 months).\n"


def make(path: str, threshold: str, given: Names = ()) -> Part:
    """Read a file to its part of the graph.

    Args:
        path: the file's path or address.
        threshold: the least confidence of a fact in the graph, as text.
        given: names of drugs that documents of the build announce (`announced.settled`).

    """
    with collector.paused():  # until what was read is let go, most of it without the collector
        return _made(path, threshold, given)


def _made(path: str, threshold: str, given: Names) -> Part:
    raw, held = b"", Names()
    try:
        raw = sources.raw(path)
        held = named_in(raw, given)
        reading, refused = reading_of(path, raw, held)
        part = _described(path, raw, reading, threshold, digest(held))
        beside_it = shown(path).removesuffix(PurePath(path).suffix)
        told = ((one.path.removeprefix(beside_it), one.reason, one.remedy, one.thing) for one in refused)
        warned = ((w.path.removeprefix(shown(path)), w.what, w.remedy) for w in reading.document.warnings)
        return replace(part, refused=tuple(told), warned=tuple(warned))
    except MemoryError:
        raise  # the worker's limit, and not a fault of the document's alone
    except Exception as error:  # a fault of ours costs this document and not the ten thousand others
        aside = parts.set_aside(path, error)
        place = aside.path.removeprefix(shown(path))
        sha256 = hashlib.sha256(raw).hexdigest()
        empty = parts.packed([])
        sidecar, named = parts.beside(path), digest(held)
        return Part(
            parts.key(path, sha256, threshold, sidecar, named), sha256, place=place, reason=aside.reason,
            remedy=aside.remedy, sidecar=sidecar, named=named, body=empty, shared=empty,
        )  # fmt: skip


def reading_of(path: str | Path, raw: bytes, named: Names) -> tuple[Reading, list[SetAside]]:
    """The reading of a file's bytes with what its sidecar says, and the lines of that which did not enter.

    Args:
        path: the file's path or address.
        raw: its bytes.
        named: the names of drugs that other documents announce and it may hold (`announced.named_in`).

    """
    lexicon = announcing.lexicon(named)
    return join.beside(path, read(sources.document(path, raw), lexicon, precision.measured()), lexicon)


def begin() -> None:
    """Load what `make` needs for every file: a first document should not take longer."""
    read(sources.document("page.md", _FIRST), Lexicon.load(), precision.measured())
    parts.settings("")


def _described(path: str, raw: bytes, reading: Reading, threshold: str, named: str) -> Part:
    kept = parts.confident(reading, Decimal(threshold))
    said = describe.describe(kept)
    words = describe.vocabulary(describe.concepts(kept))
    sha256, sidecar = hashlib.sha256(raw).hexdigest(), parts.beside(path)
    return Part(
        parts.key(path, sha256, threshold, sidecar, named),
        sha256,
        reading.document.iri,
        len({finding.fact for finding in kept}),
        len(reading.findings) - len(kept.findings),
        len(said),
        parts.digest(said),
        sidecar=sidecar,
        named=named,
        body=parts.packed(said),
        shared=parts.packed(words),
    )
