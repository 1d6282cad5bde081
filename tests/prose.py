"""Helpers for tests of reading: a text as a document, and its facts by kind."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from kg.model import Arm, Concept, Document, Fact
from kg.reading.annotate import annotate
from kg.reading.arms.inventory import inventory
from kg.reading.context import Context
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.read import read
from kg.reading.text.markdown import passages
from kg.reading.trials.flow import trials

TRIAL = "Patients were randomly assigned to receive sorafenib or a placebo. "
"""A sentence that introduces a trial of two arms."""


@cache
def lexicon() -> Lexicon:
    """The vocabulary, loaded once."""
    return Lexicon.load()


def document(text: str, source: str = "nci_research") -> Document:
    """A document of one kind with this text and nothing else."""
    return Document("example", "https://example.org/example", source, "", {}, text, passages(text), "")


def context(document: Document) -> Context:
    """A document annotated, with its trials and their arms."""
    annotated = annotate(document, lexicon())
    known = trials(annotated)
    return Context(annotated, known, inventory(annotated, known))


def facts(text: str, kind: str, source: str = "nci_research") -> list[Fact]:
    """The facts of a kind that are read from a text."""
    return [f.fact for f in read(document(text, source), lexicon()).findings if f.fact.kind == kind]


def given(fact: Fact, role: str = "arm") -> list[str]:
    """The names of what an arm was given."""
    arm = fact.one(role)
    return [c.name for c in arm.interventions] if arm is not None and hasattr(arm, "interventions") else []


def detail(fact: Fact, role: str = "arm") -> str:
    """What tells an arm from others of the same treatment, if anything."""
    arm = fact.one(role)
    return arm.detail if isinstance(arm, Arm) else ""


def name(fact: Fact, role: str) -> str:
    """The name of the thing in a role."""
    thing = fact.one(role)
    assert isinstance(thing, Concept)
    return thing.name


def figures(text: str, source: str = "nci_research") -> list[tuple[str, list[str], str]]:
    """Measure, arm and value of each outcome, in order."""
    return [(name(f, "measure"), given(f), str(f.one("value"))) for f in facts(text, "outcome", source)]


def sized(text: str, source: str) -> list[tuple[tuple[str, ...], int | None]]:
    """What each arm was given and how many people it had, in order; None where that is not told."""
    sizes = ((f, f.one("size")) for f in facts(text, "arm", source))
    return [(tuple(given(f)), int(size) if isinstance(size, Decimal) else None) for f, size in sizes]
