"""Factors of how those fare who have them, and lists of risk factors, among which treatments may stand."""

from __future__ import annotations

import re

from kg.reading.context import Proposal
from kg.reading.results.exposures.frames import Frame
from kg.reading.results.exposures.stretches import words


def of_a_factor(frame: Frame, several: bool) -> bool:
    """Whether a cue says what goes with an outcome, which among a trial's people is no treatment of theirs.

    Where a trial has several arms, what merely goes with a harm may be one of them, unless it is one of a list.
    """
    called = any(_REGIMEN.fullmatch(group.name) for group in frame.groups)
    told = frame.directed or not several or _is_listed(frame)
    return bool(frame.match.rule.options.get("factor")) and told and not called


def _is_listed(frame: Frame) -> bool:
    """Whether a cue leads a list of risk factors."""
    return frame.match.rule.options["group"] == "listed"


_REGIMEN = re.compile(r"(?:the )?[\w+/-]*[A-Z]{2}[\w+/-]*(?: (?:group|arm))?")
"""What may be the initials of a trial's arm: "mABC+D"."""


def of_a_list(proposal: Proposal) -> bool:
    """Whether a list of risk factors tells of a group: beside what no one gave, treatments may stand in it."""
    return proposal.rule.startswith("exposure.factors-")


def lists_factors(frame: Frame) -> bool:
    """Whether a treatment is one of several factors of how those fare who have them: "surgery and a small tumor".

    Behind "risk factors were" it is one whatever they are factors of.
    """
    mixed = any(g.given for g in frame.groups) and any(not g.given for g in frame.groups)
    fare = frame.directed and all(words("of_prognosis").search(t.concept.name) for t in frame.things)
    return mixed and (fare or _is_listed(frame))
