"""Where a graph comes from: the software, the vocabulary and the rules that made it. No clock, no machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from kg import names, resources, terms
from kg.terms import PROV, RDF, RDFS

NOTE = "Research data read from documents; not for clinical use."
"""Stands on everything that leaves the program."""


@cache
def software_version() -> str:
    """The version of the program."""
    try:
        return metadata.version("oncology-kg")
    except metadata.PackageNotFoundError:
        return "0"


@cache
def digests() -> dict[str, str]:
    """SHA-256 of the rules and of the vocabulary, hexadecimal, by name."""
    rules = sorted((Path(__file__).parent / "rules").glob("*"))
    return {"rules": digest_of(rules), "vocabulary": digest_of(resources.files("ontology/vocabulary", ".tsv"))}


def digest_of(files: Iterable[Path]) -> str:
    """SHA-256 over the names and the contents of files, hexadecimal."""
    total = hashlib.sha256()
    for file in files:
        if file.is_file():
            total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def describe() -> list[str]:
    """The build's own named graph as N-Quads lines, sorted."""
    graph = f"<{names.BUILD_GRAPH}>"
    digest = digests()
    activity = f"<{names.BASE}build/{digest['rules'][:10]}{digest['vocabulary'][:10]}>"
    triples = [
        (activity, f"<{RDF}type>", f"<{terms.Build}>"),
        (activity, f"<{RDF}type>", f"<{PROV}Activity>"),
        (activity, f"<{RDFS}comment>", names.literal(NOTE)),
        (activity, f"<{terms.softwareVersion}>", names.literal(software_version())),
        (activity, f"<{terms.ruleSetDigest}>", names.literal(digest["rules"])),
        (activity, f"<{terms.vocabularyVersion}>", names.literal(digest["vocabulary"])),
    ]
    return sorted(f"{s} {p} {o} {graph} ." for s, p, o in triples)
