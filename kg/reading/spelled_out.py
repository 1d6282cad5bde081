"""Measures and events by their whole names: what a document calls "DMFS" is its "distant metastasis-free survival".

A short form that the document defines and that no list of names knows stands for nothing outside that document; in a
fact its long form stands, so that it is the same measure as another document's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.model import Concept
from kg.reading.context import Proposal
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.measure_names import own
from kg.reading.patterns import table

_ROLES = ("measure", "event")
_SHORT = re.compile(
    r"(?<![\w-])[A-Za-z0-9][A-Za-z0-9/&+]*[A-Z][A-Za-z0-9/&+]*(?![\w-])|(?<![\w-])[A-Z][A-Z0-9/&+]+s?(?=-)"
)
"""A word with a capital letter behind its first sign."""


def measured(defined: Mapping[str, str], lexicon: Lexicon) -> dict[str, str]:
    """The short forms of a document that stand in the names of what it measures as they are: not those of its drugs.

    A gene, a treatment or a virus goes by its short form in such a name: "PSA response", "HPV infection".
    """
    return {
        short: long
        for short, long in defined.items()
        if short not in table("measures", "short") and not any(m.concept.kind in _NAMED for m in lexicon.lookup(short))
    }


_NAMED = ("target", "drug", "intervention")


def spelled_out(proposal: Proposal, defined: Mapping[str, str]) -> Proposal:
    """A proposal whose measure or event has the long forms of the short forms that its document has `defined`."""
    changed = {
        role: named
        for role in _ROLES
        if isinstance(value := proposal.roles.get(role), Concept)
        and not value.known
        and (named := _named(value, defined)) != value
    }
    return replace(proposal, roles={**proposal.roles, **changed}) if changed else proposal


def settled(proposal: Proposal, lexicon: Lexicon) -> Proposal:
    """A measure by its acronym alone is the measure, cancer or event of that acronym: "OS", "SCC", "GVHD"."""
    measure = proposal.roles.get("measure")
    if not isinstance(measure, Concept) or measure.known or not measure.name.isupper():
        return proposal
    meant = lexicon.ground("measure", measure.name)
    if meant is None:
        befell = lexicon.ground("cancer", measure.name) or lexicon.ground("event", measure.name)
        meant = own(befell.name) if befell else None
    return proposal if meant is None else replace(proposal, roles={**proposal.roles, "measure": meant})


def _named(concept: Concept, defined: Mapping[str, str]) -> Concept:
    """A concept by the long forms of its words."""
    words = _TWICE.sub(r"\1", _SHORT.sub(lambda found: _long(found.group(), defined), concept.name))
    if words == concept.name:
        return concept
    return own(words) if concept.kind == "measure" else replace(concept, name=words)


_TWICE = re.compile(r"\b([a-z]{4,}) \1\b")
"""A noun that stands behind its short form too: "CPS score"."""


def _long(word: str, defined: Mapping[str, str]) -> str:
    """What a word is short for, in small letters unless it is a name; the word itself where nothing says."""
    long = defined.get(word) or (defined.get(word[:-1]) if word.endswith("s") else None)
    if long is None or len(long.split()) > 7:
        return word
    return " ".join(part if any(letter.isupper() for letter in part[1:]) else part.lower() for part in long.split())
