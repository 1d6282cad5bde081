"""What a stretch that names treatments says is given: not what explains another, nor a kind beside the drugs it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.beside import AS_NEEDED, tells_of_another
from kg.reading.arms.wording.brackets import known_as
from kg.reading.arms.wording.kinds import TREATED, classes, is_kind, is_made
from kg.reading.marks import SIGNS
from kg.reading.number_forms import number
from kg.reading.patterns import pattern


def given_in(sentence: Sentence, match: re.Match[str]) -> tuple[Concept, ...]:
    """The treatments of a phrase; what stands in brackets explains another and is not given beside it.

    A regimen's name in brackets stands for its parts, as one "known as" does, and "chemotherapy with A" is A.
    """
    text = match.group()
    given: list[Concept] = []
    known = known_as(sentence, match) if "(" in text else None
    told = list(_kinds_told(sentence, match)) if "(" in text or "," in text else []
    for treatment in TREATED.finditer(text):
        offset = treatment.start()
        if any(offset == kind for kind, _ in told):
            continue
        inside = any(kind < offset < end for kind, end in told)
        if not inside and (
            offset != known.start(1) if known else text.count("(", 0, offset) > text.count(")", 0, offset)
        ):
            continue
        if _CALLED_AS.search(text, 0, offset):
            given = []
        if tells_of_another(sentence, match.start() + offset) or (
            given and AS_NEEDED.match(sentence.typed, match.start() + offset + 1)
        ):
            continue
        if not _explained(text, offset, sentence, match.start()):
            mark = sentence.marks_in(match.start() + offset, match.start() + offset + 1)[0]
            given.append(mark.concept)
    if any(c.name == CHOICE for c in given):
        given = [c for c in given if c.name not in classes()]
    return tuple(given)


def _kinds_told(sentence: Sentence, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Kinds of treatment whose drugs are told behind them, with the end of what tells these.

    "A targeted therapy (A)" and "two checkpoint inhibitors, A and B" give these drugs and nothing of their kind beside.
    """
    for found in _KIND_TOLD.finditer(match.group()):
        before = sentence.typed[max(0, match.start() + found.start() - 40) : match.start() + found.start()]
        counted = _COUNTED.search(before)
        drugs = found.group().count(_DRUG)
        if counted and drugs == (number(counted["n"]) or 1):
            yield found.start(), found.end()
    for found in pattern("{kind_made}", "arms").finditer(match.group()):
        mark = sentence.marks_in(match.start() + found.start(), match.start() + found.start() + 1)[0]
        named = [m for m in sentence.marks if m.concept == mark.concept]
        if is_made(mark.concept.name) and len(named) == 1:
            yield found.start(), found.end()


_GLOSSED = r"{drug}(?:\s?\([^()]*\))?"
_MEMBERS = rf"(?:,|:|\s?—)\s{_GLOSSED}(?:(?:,\s|\sand\s|,\sand\s){_GLOSSED})+"
_KIND_TOLD = pattern(rf"{{kind_bracket}}|{{intervention}}(?:\s(?:drugs?|agents?|medicines?))?{_MEMBERS}", "arms")
_COUNTED = re.compile(r"\b(?P<n>an?|two|three|four)\s(?:[a-z-]+\s){0,3}$", re.IGNORECASE)
"""Before a kind of treatment, how many of it are told behind."""
CHOICE = "investigator's choice"
"""What stands for whatever is chosen: "the standard of care with the physician's choice of …"."""


def _explained(text: str, offset: int, sentence: Sentence, start: int) -> bool:
    """Whether a drug beside it tells a kind of treatment more closely: "chemotherapy with A", "A chemotherapy"."""
    if _is_of_a_placebo(sentence, start + offset + 1):
        return True
    if text[offset] != SIGNS["intervention"]:
        return False
    mark = sentence.marks_in(start + offset, start + offset + 1)[0]
    parts = _WITH_ANY.match(text, offset + 1) if mark.concept.name in _OF_PARTS else None
    if parts and not AS_NEEDED.match(sentence.typed, start + parts.end()):
        return True
    if SIGNS["drug"] not in text:
        return False
    if _DRUG_BEHIND.match(text, offset + 1):
        return True
    if not (is_kind(mark.concept.name) or mark.concept.name == _CELLS):
        return False
    told = _WITH_DRUG.match(text, offset + 1)
    return bool(told or (mark.concept.name != _CELLS and _DRUG_BEFORE.search(text, 0, offset)))


_CELLS = "CAR T-cell therapy"


def _is_of_a_placebo(sentence: Sentence, end: int) -> bool:
    """Whether a drug that ends at a place only says what a placebo looks like: "a nilotinib-matched placebo"."""
    found = _JOINED_TO.match(sentence.typed, end)
    return found is not None and sentence.words(end + 1, found.end()).casefold().startswith(("match", "placebo"))


_JOINED_TO = re.compile(rf"[-–‑\s](?:match(?:ed|ing)\s)?[{SIGNS['intervention']}]")
_OF_PARTS = frozenset({"combination therapy", "standard of care", "combination chemotherapy", "immediate treatment"})
"""Treatments that stand for whatever is told behind them: "the standard treatment with A and B"."""
_DRUG, _SIGNS = SIGNS["drug"], SIGNS["drug"] + SIGNS["intervention"]
_CALLED_AS = re.compile(r"\b(?:known as|referred to as|called)\s(?:the\s)?$")
_DRUG_BEHIND = re.compile(rf"\s(?:(?:drugs?|agents?|regimens?)\s)?{_DRUG}")
_WITH_DRUG = re.compile(
    rf"\s(?:(?:consolidation|conditioning|maintenance|intensification)\s)?(?:with|using|of|containing)\s(?:either\s)?(?:[a-z-]+\s){{0,2}}{_DRUG}"
)
_WITH_ANY = re.compile(
    rf"(?:\s(?:at|in)\s[^.;,(){_SIGNS}]{{1,40}}?)?\s(?:with|of|consisting of)\s(?:either\s)?"
    rf"(?:[a-z-]+\s){{0,2}}[{_SIGNS}]"
)
_DRUG_BEFORE = re.compile(rf"{_DRUG}[)\]]?[\s-]$")
