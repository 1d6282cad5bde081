"""What a bracket behind a treatment says of it: the name that it goes by, or which group was given it."""

from __future__ import annotations

import re

from kg.reading.annotate import Sentence
from kg.reading.marks import SIGNS
from kg.reading.patterns import pattern, table


def known_as(sentence: Sentence, match: re.Match[str]) -> re.Match[str] | None:
    """The name in brackets that stands for what is before it; none where it only says which group that is.

    "A, B and C (ABC)" is ABC, but "A and B (A group)", "B (standard therapy)" and "allogeneic transplant (SCT)" are
    what they are.
    """
    found = _KNOWN_AS.search(match.group())
    marks = sentence.marks_in(match.start() + found.start(1), match.start() + found.end(1)) if found else []
    if found is None or not marks:
        return found
    before = sentence.marks_in(match.start(), match.start() + found.start(), "drug", "intervention")
    of_a_kind = marks[0].kind == "intervention" and _GROUP.search(found.group())
    grouped = _STANDARD.match(marks[0].concept.name) or of_a_kind
    wide = any(marks[0].concept.name in (m.concept.name, *m.concept.parents) for m in before)
    return None if before and (grouped or wide) else found


_GROUP = re.compile(r"\s(?:arm|group)\b")
"""In a bracket behind a treatment, that a kind of it is the name of its group: "(chemotherapy group)"."""
_STANDARD = re.compile(r"(?:standard|usual|conventional|control)\b")
"""How what only says which group it is begins: "(standard therapy)"."""
_SIGNS = SIGNS["drug"] + SIGNS["intervention"]
_KNOWN_AS = re.compile(rf"\(([{_SIGNS}])(?:\s(?:arm|group|regimen))?(?:;[^()]*|,[^(){_SIGNS}]*)?\)\s?$")
_ALIAS_BEHIND, _ALIAS_BEFORE = pattern("{alias_behind}", "arms"), pattern("{alias_before}", "arms")


def may_call(sentence: Sentence) -> bool:
    """Whether a sentence may give a treatment a name of its own (`alias_of`); quick."""
    return "(" in sentence.typed or "[" in sentence.typed or sentence.may_match(_ALIAS_BEFORE)


def alias_of(sentence: Sentence, match: re.Match[str]) -> str:
    """What the document calls this treatment from here on: "(ILF)", "arm A", or ""."""
    said = match.group()
    tail = _LAST_CLOSED.search(said) if said.endswith((")", "]")) else None
    after = _ALIAS_BEHIND.search(sentence.typed[match.end() - (len(tail.group()) if tail else 0) :][:60])
    found = after or _ALIAS_BEFORE.search(sentence.typed[max(0, match.start() - 50) : match.start()])
    alias = found.group("alias") if found else ""
    return "" if alias.upper() in table("arm_words", "no_alias") or SIGNS["number"] in alias else alias


_LAST_CLOSED = re.compile(r"[(\[][^()\[\]]*[)\]]$")
