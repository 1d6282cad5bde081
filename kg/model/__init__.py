"""The types that travel between the rooms: frozen, without input or output.

A `Document` is read from a file; reading it yields `Finding`s, each a `Fact` (what is said, without a time
or a place) with the `Evidence` it was read from (where it is said, letter for letter).
"""

from __future__ import annotations

from kg.model.documents import Document, OffsetMap, Passage, Span, Warned
from kg.model.facts import Arm, Concept, Fact, Mention, Value
from kg.model.findings import CONTEXT, Evidence, Finding, Lead, Reading, SetAside, quoted

__all__ = [
    "CONTEXT",
    "Arm",
    "Concept",
    "Document",
    "Evidence",
    "Fact",
    "Finding",
    "Lead",
    "Mention",
    "OffsetMap",
    "Passage",
    "Reading",
    "SetAside",
    "Span",
    "Value",
    "Warned",
    "quoted",
]
