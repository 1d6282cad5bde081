"""Treatments in typed text, and the kinds of treatment, which stand for whatever of that kind a trial gives."""

from __future__ import annotations

import re
from functools import cache

from kg.model import Concept
from kg.reading.marks import any_sign
from kg.reading.patterns import table

TREATED = re.compile(any_sign("drug", "intervention"))
"""The sign of a treatment in typed text."""


def by_kind(kind: str) -> Concept:
    """A drug of which only the kind is told: "a platinum"."""
    return Concept("intervention", kind.lower(), parents=("chemotherapy",), known=False)


def is_made(name: str) -> bool:
    """Whether a kind of treatment is nothing but the drugs that are told of it."""
    return is_kind(name) or name in _MADE


_MADE = frozenset({"immunotherapy", "consolidation therapy", "induction therapy", "combination therapy", "monotherapy"})


@cache
def classes() -> frozenset[str]:
    """Names of kinds of treatment ("chemotherapy"), which stand for whatever of that kind a trial gives."""
    return frozenset(table("arm_words", "classes"))


@cache
def too_wide() -> frozenset[str]:
    """Names of which any treatment may be ("therapy"), too wide to tell one arm from another."""
    return frozenset(table("arm_words", "too_wide"))


def is_kind(name: str) -> bool:
    """Whether a name is that of a kind of treatment: "chemotherapy", and "adjuvant chemotherapy" too."""
    return name in classes() or name.endswith(" chemotherapy")
