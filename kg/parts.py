"""What one file adds to the graph: a pure function of its bytes, its name and what the program knows.

So it can be made on any core or machine, in any order, and kept until one of these changes.
"""

from __future__ import annotations

import hashlib
import json
import sys
import traceback
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from kg import names, provenance, resources, sources
from kg.curation import sidecar
from kg.errors import KgError
from kg.model import Reading, SetAside, Warned
from kg.sources.files import shown


@dataclass(frozen=True, slots=True)
class Part:
    """What a file adds to the graph, or why it adds nothing.

    Attributes:
        key: the digest of all that it was made from (`key`).
        sha256: of the file's bytes, hexadecimal.
        iri: the document's, which is also its named graph's; "" where the file is set aside.
        facts: how many are in it.
        withheld: facts that were found but kept out for their low confidence.
        statements: how many lines its named graph has.
        digest: SHA-256 of these lines, hexadecimal.
        sidecar: the digest of what lies beside it (`beside`); "" where nothing does.
        named: the digest of the names that other documents announced and it was read with; "" where there are none.
        refused: lines of its sidecar that did not enter: place (behind the file's path without its ending),
            reason and remedy of each, and what it is.
        warned: what is amiss in it: place (behind the file's path), what and remedy of each.
        place, reason, remedy: where in the file, why and what to do, where it is set aside. A place that
            begins with a colon follows the file's path.
        body: the lines of its named graph, packed (`packed`).
        shared: those of the vocabulary's graph that it needs, packed.

    """

    key: str
    sha256: str
    iri: str = ""
    facts: int = 0
    withheld: int = 0
    statements: int = 0
    digest: str = ""
    place: str = ""
    reason: str = ""
    remedy: str = ""
    sidecar: str = ""
    named: str = ""
    refused: tuple[tuple[str, str, str, str], ...] = ()
    warned: tuple[tuple[str, str, str], ...] = ()
    body: bytes = b""
    shared: bytes = b""

    def head(self) -> str:
        """All but the lines, as JSON."""
        told = asdict(self)
        del told["body"], told["shared"]
        return json.dumps(told, ensure_ascii=False)

    @classmethod
    def of_head(cls, text: str) -> Part:
        """A part without its lines."""
        told = json.loads(text)
        return cls(**{**told, **{name: tuple(map(tuple, told[name])) for name in ("refused", "warned")}})

    def left_out(self, path: str) -> list[SetAside]:
        """The lines of its sidecar that did not enter, for the file of this path."""
        beside_it = path.removesuffix(PurePath(path).suffix)
        return [SetAside(beside_it + place, *told) for place, *told in self.refused]

    def warnings(self, path: str) -> list[Warned]:
        """What is amiss in it, for the file of this path."""
        return [Warned(path + place, what, remedy) for place, what, remedy in self.warned]

    def aside(self, path: str) -> SetAside | None:
        """Why the file of this path is set aside; None where it is not."""
        if not self.reason:
            return None
        place = path + self.place if self.place[:1] in {"", ":"} else self.place
        return SetAside(place, self.reason, self.remedy)


def fingerprint(path: str) -> str | KgError:
    """The SHA-256 of a file's bytes, hexadecimal, or why it cannot be opened."""
    try:
        return hashlib.sha256(sources.raw(path)).hexdigest()
    except KgError as error:
        return error


def beside(path: str | Path) -> str:
    """The SHA-256 of the sidecar beside a file, hexadecimal; "" where there is none, or it cannot be read."""
    if sources.is_address(path):
        return ""
    try:
        raw = sidecar.raw(sidecar.path_of(Path(path)))
    except KgError:
        return ""
    return hashlib.sha256(raw).hexdigest() if raw else ""


def confident(reading: Reading, threshold: Decimal) -> Reading:
    """The reading without the findings whose measured confidence is below the threshold."""
    kept = (f for f in reading.findings if f.evidence.confidence is None or f.evidence.confidence >= threshold)
    return replace(reading, findings=tuple(kept))


def set_aside(path: str | Path, error: Exception) -> SetAside:
    """A file that failed; the place within it, where the error knows it, is part of what is told."""
    if isinstance(error, KgError):
        return SetAside(error.where or shown(path), error.what, error.remedy)
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = f"a fault of the program: {type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
    return SetAside(shown(path), what, "please report it with the document")


def packed(lines: Iterable[str]) -> bytes:
    """Lines as compressed bytes."""
    return zlib.compress(_text(lines), 1)


def unpacked(body: bytes) -> list[str]:
    """The lines of compressed bytes.

    >>> unpacked(packed(["a", "é"])), unpacked(packed([]))
    (['a', 'é'], [])
    """
    return lines(zlib.decompress(body)) if body else []


def digest(lines: Iterable[str]) -> str:
    """The SHA-256 of lines with their ends, hexadecimal."""
    return hashlib.sha256(_text(lines)).hexdigest()


def _text(lines: Iterable[str]) -> bytes:
    r"""Lines with their ends, as bytes.

    >>> _text(["a", "é"]), _text([])
    (b'a\n\xc3\xa9\n', b'')
    """
    return "\n".join([*lines, ""]).encode()


def lines(text: bytes) -> list[str]:
    """The lines of bytes, without their ends."""
    return text.decode().split("\n")[:-1]


def key(path: str, sha256: str, threshold: str, sidecar: str = "", named: str = "") -> str:
    """What a part is kept under: the digest of all that it is made from.

    Args:
        path: of the file; its name without the ending counts, for it names the document.
        sha256: of the file's bytes.
        threshold: the least confidence of a fact in the graph.
        sidecar: what `beside` tells of it.
        named: the digest of the names that other documents announced and it is read with.

    """
    made_from = [settings(threshold), PurePath(path).stem, sha256, sidecar, named]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


@cache
def settings(threshold: str) -> str:
    """The digest of all that parts are made with: program, ontology, shapes, rules, vocabulary, threshold."""
    given: dict[str, Any] = {
        "threshold": threshold,
        "base": names.BASE,
        "python": list(sys.version_info[:2]),
        "version": provenance.software_version(),
        "program": _program(),
        **provenance.digests(),
    }
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def _program() -> str:
    """The digest of the program's own files, its ontology and its shapes."""
    code = sorted(Path(__file__).parent.rglob("*.py"))
    data = [*resources.files("ontology", ".ttl"), *resources.files("shapes", ".ttl")]
    tables = sorted(file for file in Path(__file__).parent.rglob("*.toml") if file.is_file())
    return provenance.digest_of([*code, *data, *tables])
