"""A document's findings with those of its sidecar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg import names
from kg.curation.gate import Gate, Ruled
from kg.curation.sidecar import Line, lines, path_of
from kg.errors import DocumentError
from kg.model import Finding, Reading, SetAside
from kg.reading.grounding.lexicon import Lexicon
from kg.sources import is_address


def joined(reading: Reading, given: Sequence[Line], lexicon: Lexicon) -> tuple[Reading, list[SetAside]]:
    """The reading with what a sidecar's lines add and take out, and the lines that did not enter.

    Later lines have the last word: a fact that is retracted and told again stands, and the reverse. What rules,
    people and models all say is one fact with the evidence of each.
    """
    gate = Gate(reading.document, lexicon)
    kept = [(names.fact_iri(finding.fact), finding) for finding in reading.findings]
    aside: list[SetAside] = []
    for ruled in map(gate.judge, given):
        if ruled.finding is None:
            aside.append(_aside(ruled, ruled.fault, ruled.remedy))
            continue
        fact = names.fact_iri(ruled.finding.fact)
        others = [pair for pair in kept if pair[0] != fact]
        if ruled.retracts:
            if len(others) == len(kept):
                aside.append(_aside(ruled, "retracts a fact that nothing states", "take the line out"))
            kept = others
        else:
            kept = [pair for pair in kept if not _same(pair, fact, ruled.finding)]
            kept.append((fact, ruled.finding))
    return replace(reading, findings=tuple(_ordered(finding for _, finding in kept))), aside


def beside(path: str | Path, reading: Reading, lexicon: Lexicon) -> tuple[Reading, list[SetAside]]:
    """The reading of the document at a path with what its sidecar says, where it has one."""
    try:
        given = [] if is_address(path) else lines(path_of(Path(path)))
    except DocumentError as error:
        return reading, [SetAside(error.where, error.what, error.remedy)]
    return joined(reading, given, lexicon) if given else (reading, [])


def _same(pair: tuple[str, Finding], fact: str, finding: Finding) -> bool:
    """Whether both are one reader's evidence for one fact at one place, told twice."""
    mine, other = finding.evidence, pair[1].evidence
    return pair[0] == fact and (mine.method, mine.span) == (other.method, other.span)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    """In the order of the text; at one place in the order in which they came."""
    return sorted(findings, key=lambda finding: finding.evidence.span)


def _aside(ruled: Ruled, reason: str, remedy: str) -> SetAside:
    return SetAside(ruled.line.where, reason, remedy, "line")
