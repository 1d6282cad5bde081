"""What stands right beside a treatment in a sentence and tells which it is: "en bloc", "to the chest", "daily use"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.arms.wording.details import detail_words
from kg.reading.arms.wording.treatments import TREATMENTS
from kg.reading.marks import Mark

_AHEAD = 60
"""So far before a treatment may words begin that tell which it is."""


def detail_of(sentence: Sentence, marks: Sequence[Mark], given: Sequence[Concept], set_apart: bool = False) -> str:
    """What stands right beside an arm's treatments and tells which they are; "" where that is not one thing.

    Args:
        sentence: where they stand.
        marks: where the arm is named in it.
        given: all that it is given; of several treatments the words say which they are of.
        set_apart: whether their names tell it from others already, so that only few words tell more.

    """
    said: dict[str, set[str]] = {}
    for mark in marks:
        if words := _beside(sentence, mark, given, set_apart):
            said.setdefault(mark.concept.name, set()).add(words)
    return "" if any(len(each) > 1 for each in said.values()) else ", ".join(each.pop() for each in said.values())


def tells_more(detail: str, given: Sequence[Concept]) -> bool:
    """Whether a detail tells more of the only arm of a trial than its name and its dose do.

    It bounds whom it is told of ("more than 20 Gy"), or says which of a kind of treatment it is ("to the chest").

    >>> drug, kind = Concept("drug", "cisplatin"), Concept("intervention", "radiation therapy")
    >>> tells_more("at a dose greater than 20 mg", [drug]), tells_more("daily", [drug]), tells_more("20 Gy", [kind])
    (True, False, False)
    """
    of_a_kind = any(concept.kind == "intervention" for concept in given) and not detail_words("a_dose").match(detail)
    return bool(detail) and (of_a_kind or detail_words("bounds").search(detail) is not None)


def _beside(sentence: Sentence, mark: Mark, given: Sequence[Concept], set_apart: bool) -> str:
    """What stands right beside a treatment; beside one of several with its name, and no dose."""
    at = sentence.typed_at(mark)
    if detail_words("denied").search(sentence.typed, max(0, at - _AHEAD), at):
        return ""
    behind = _behind(sentence, at, given, set_apart)
    used = "" if set_apart else _used(sentence, mark, at)
    if len(given) == 1:
        return ", ".join(filter(None, (_ahead(sentence, mark, at) or used, behind)))
    if behind or not used or detail_words("a_dose").match(used):
        return behind
    named = sentence.words(max(0, at - _AHEAD), at + 1)
    return named[named.lower().rfind(used.lower()) :]


def _behind(sentence: Sentence, at: int, given: Sequence[Concept], set_apart: bool) -> str:
    """What stands right behind a treatment: what some had besides, where or how much it was given, added to what."""
    after = sentence.typed.startswith
    names = ("or_without",) if set_apart else ("or_without", "told_behind", "added", "added_to")
    for name in names:
        found = detail_words(name).match(sentence.typed, at + 1)
        if found is None or any(m.concept in given for m in sentence.marks_in(at + 1, found.end(), *TREATMENTS)):
            continue
        said = sentence.words(*found.span("said"))
        if name == "added_to":
            joined = detail_words("adding").search(sentence.typed, max(0, at - _AHEAD), at)
            return f"{'added' if said.startswith('to') else 'combined'} {said}" if joined else ""
        if name != "told_behind" or len(given) == 1:
            return said
        return sentence.words(at, found.end("said")) if not after(" (", at + 1) else ""
    return ""


def _ahead(sentence: Sentence, mark: Mark, at: int) -> str:
    """What stands right before a treatment: which operation, or on which schedule a group had a drug."""
    if mark.kind == "drug":
        ahead = detail_words("how_often").search(sentence.typed, max(0, at - 40), at)
        ahead = ahead if detail_words("stands_behind").match(sentence.typed[at + 1 :]) else None
        return sentence.words(*ahead.span("said")) if ahead else ""
    said = sentence.words(max(0, at - 40), at + 1).removesuffix(mark.concept.name)
    which = detail_words("which_operation").search(said)
    return "" if which is None else _unsaid(which["said"].lower(), mark)


def _used(sentence: Sentence, mark: Mark, at: int) -> str:
    """What stands right before a treatment: how it was used, how much of it, or words of its kind that are no name."""
    tables = ("used", "which_one") if mark.kind == "intervention" else ("used",)
    said, name = sentence.words(at, at + 1), mark.concept.name
    if said.lower().endswith(name.lower()) and (found := detail_words("used").search(said[: -len(name)].lower())):
        return found["said"]  # "low-dose" of a name that a table knows whole
    for table in tables:
        if found := detail_words(table).search(sentence.typed, max(0, at - _AHEAD), at):
            said, opens = sentence.words(*found.span("said")), found.start("said") == 0
            named = detail_words("of_a_house").match(sentence.typed, at + 1) or (_TITLE.search(said) and not opens)
            return "" if named else _unsaid(said.lower() if opens else said, mark)
    return ""


_TITLE = re.compile(r"\b[A-Z][a-z]+(?![\w-])")
"""A word of a proper name: "the Society of Pediatric | Transplantation"."""


def _unsaid(said: str, mark: Mark) -> str:
    """Words that a treatment's name does not hold, as they stand within a sentence."""
    plain = mark.concept.name.replace("-", " ")
    return "" if said.replace("-", " ").lower() in plain else said
