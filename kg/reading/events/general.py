"""What is said of a treatment wherever it is given, and of no group of a trial: "chemotherapy can cause fatigue"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Arm
from kg.reading.annotate import Sentence
from kg.reading.events.owners import Owner

_HOLDS = re.compile(
    r"\b(?:can|may|might|could|includes?|are|is|has|have|causes?|(?:increase|raise|produce|worsen|lead|result)s?)\b",
    re.IGNORECASE,
)
_BEFELL = re.compile(
    r"\b(?:were|was|had|included|occurred|experienced|developed|received|led to|resulted in|caused\s(?!by)"
    r"|groups?|arms?|study|studies|trials?|participants|cohorts?|series|analys[ei]s|review)\b",
    re.IGNORECASE,
)
"""In a sentence: it tells of what befell the people of a study."""


def itself(sentence: Sentence, owner: Owner) -> Owner:
    """The treatment itself for an arm of that one treatment, where a sentence tells what holds wherever it is given."""
    given = owner.given.interventions if isinstance(owner.given, Arm) else ()
    if len(given) != 1 or given[0].kind not in ("drug", "intervention") or owner.control:
        return owner
    return replace(owner, given=given[0]) if owner.general or _holds(sentence) else owner


def _holds(sentence: Sentence) -> bool:
    """Whether a sentence is told in the present, and of no study."""
    return bool(_HOLDS.search(sentence.text)) and not _BEFELL.search(sentence.text)
