"""How many took part in an arm: the numbers that stand by what it was given, or by the name of its group."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.reading.annotate import Sentence
from kg.reading.arms.wording.treatments import Phrase, arm_words
from kg.reading.marks import QUANTITY_KINDS, SIGNS, Mark
from kg.reading.number_forms import number
from kg.reading.patterns import pattern


def size_at(sentence: Sentence, phrase: Phrase, stop: int | None = None, behind: bool = True) -> Decimal | None:
    """How many participants an arm had, where the number stands right behind its treatment or before it."""
    if behind and (after := size_behind(sentence, phrase, stop)) is not None:
        return after.size
    before = pattern("{size_before}", "arms").search(sentence.typed[: phrase.start])
    if before and _ALLOTS.search(before.group()):
        return _counted(sentence, sentence.marks_in(before.start("size"), before.end("size")))
    told = _IN_WORDS.search(sentence.typed, max(0, phrase.start - 40), phrase.start)
    return number(told["n"]) if told else None


_IN_WORDS = re.compile(
    r"\b(?P<n>three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s"
    r"(?:(?:received|underwent|were given|got)\s(?:[a-z-]+\s)?|with\s)$"
)
"""A number in words right before what so many were given: "six underwent A and four with B"."""
_ALLOTS = re.compile(
    r"receiv|assigned|allocated|randomi|to |underwent|treated"
    r"|^. (?:by|with) (?:an? |the )?(?:[a-z-]+ )?$"
    r"|^. \(.\) (?:an? )?(?:(?!(?:patients|pts|given|receiving|on|in|of|for|among)\b)[a-z-]+ ){0,2}$"
)
"""Between a number of people and a treatment, words that say that they were given it."""


def tells_what_befell(sentence: Sentence, end: int) -> bool:
    """Whether those counted by arms are the subject of what stands behind: "31 given A and 24 given B had …"."""
    return bool(_BEFELL.match(sentence.typed, end))


_BEFELL = re.compile(
    r"(?:\s(?:alone|only|groups?|arms?))*\s(?:had|have|died|developed|relapsed|experienced|achieved|reported"
    r"|(?:was|were)\s(?:still|alive|free|diagnosed))\b"
)


@dataclass(frozen=True)
class Counted:
    """A number that stands where that of an arm's people does; None for its size where it can be none."""

    size: Decimal | None


def size_behind(sentence: Sentence, phrase: Phrase, stop: int | None = None) -> Counted | None:
    """The number right behind a treatment, or within its words; None where there is none."""
    after = pattern("{size_behind}", "arms").search(sentence.typed[phrase.end : stop])
    if after:
        start, end = (phrase.end + at for at in after.span("size"))
        return Counted(_counted(sentence, sentence.marks_in(start, end)))
    inner = sentence.marks_in(phrase.start, phrase.end, "count")
    return Counted(_counted(sentence, inner)) if len(inner) == 1 else None


def bare_size(sentence: Sentence, start: int) -> Decimal | None:
    """A number right before a treatment, as in "56 patients received A and 58 B"."""
    found = pattern(r"(?P<size>{count}|{number})\s(?:the\s|an?\s)?$").search(sentence.typed, max(0, start - 6), start)
    return _counted(sentence, sentence.marks_in(found.start("size"), found.end("size"))) if found else None


def size_of_group(sentence: Sentence, start: int, end: int) -> Decimal | None:
    """How many were in a group that is named there: "182 in the chemotherapy group", "(control group; n = 60)"."""
    if behind := pattern("{size_named}", "arms").search(sentence.typed[end : end + 30]):
        return _counted(sentence, sentence.marks_in(end + behind.start("size"), end + behind.end("size")))
    before = pattern("{size_in}", "arms").search(sentence.typed, max(0, start - 60), start)
    return _counted(sentence, sentence.marks_in(before.start("size"), before.end("size"))) if before else None


SEEN_IN = re.compile(
    r"\b(?:occurred|developed|seen|reported|observed|noted|found|achieved|diagnosed|detected|deaths?|recurred)\s(?:in|by)"
    r"\s(?:only\s)?$"
)
"""Before a number, what happened to so many: "effects occurred in | 77 patients (14%) who received A"."""


def people_given(sentence: Sentence, phrase: Phrase) -> Decimal | None:
    """How many were given a treatment: all of a study's people, or the subject of the clause that says so."""
    before = sentence.typed[max(0, phrase.start - 240) : phrase.start]
    told = arm_words("given_widely").search(before)
    found = arm_words("size_of_people").search(before[: told.start("verb")]) if told else None
    if told is None or found is None or (found["who"] and not found["within"]):
        return None
    if SEEN_IN.search(before, 0, found.start("size")) or _A_RANGE.search(before, 0, found.start("size")):
        return None
    if (found["within"] or "").startswith("and") and ")" in found["gap"]:  # a part of them, counted in a bracket
        return None
    if told["verb"] in ("receiving", "undergoing", "treated with", "given") and not (
        found["within"] or re.search(r"\b(?:were|was)\s(?:[a-z]+\s)?$", found["gap"] + " ")
    ):
        return None
    at = max(0, phrase.start - 240)
    return size_of(sentence, at + found.start("size"), at + found.end("size"))


_A_RANGE = re.compile(rf"(?:\b(?:two|three|four|five)|{SIGNS['number']})\sto\s$", re.IGNORECASE)
"""Before a number, the least of so many: "cohorts of three to | six patients"."""


def size_tried(sentence: Sentence, phrase: Phrase) -> Decimal | None:
    """How many a treatment was tried in: "evaluated A in 41 children"."""
    found = arm_words("size_tried").match(sentence.typed[phrase.end : phrase.end + 120])
    if found is None or sentence.search(arm_words("comparing")):
        return None
    return size_of(sentence, phrase.end + found.start("size"), phrase.end + found.end("size"))


def size_of_whole(sentence: Sentence, start: int, end: int) -> Decimal | None:
    """How many were in a group of whom some had an outcome: "45 of the 117 women treated with A", "A (77 of 152)"."""
    before = arm_words("whole_before").search(sentence.typed[max(0, start - 90) : start])
    if before and before["whole"]:
        at = max(0, start - 90) + before.start("whole")
        return size_of(sentence, at, at + 1)
    behind = arm_words("whole_behind").match(sentence.typed[end : end + 90])
    at = max(0, start - 90) + before.start("part") if before else end + behind.start("behind") if behind else -1
    marks = sentence.marks_in(at, at + 1, "count") if at >= 0 else []
    whole = marks[0].quantity.of if marks else None
    return whole if whole is not None and whole == int(whole) and whole > LEAST and whole not in _ROUND else None


_ROUND = (10, 100, 1000)
"""Of so many people a rate is told in plain words, however many there were: "42 of 100 women treated with A"."""

LEAST = 4
"""Of fewer people hardly any group is made."""


def size_of(sentence: Sentence, start: int, end: int) -> Decimal | None:
    """The whole number at a range of the typed text."""
    return _counted(sentence, sentence.marks_in(start, end))


def sizes_with(sentence: Sentence, end: int) -> tuple[Decimal | None, Decimal | None]:
    """The sizes of "with (n = 377) or without (n = 374)" behind what both are given."""
    found = pattern("{size_with}", "arms").match(sentence.typed, end)
    if not found:
        return None, None
    more, less = (_counted(sentence, sentence.marks_in(*found.span(group))) for group in ("size", "less"))
    return more, less


def counts_no_people(sentence: Sentence, mark: Mark) -> bool:
    """Whether a number is not that of an arm's people: "the A group (62 cases)", save where people are allotted."""
    what = _NO_PEOPLE.match(sentence.passage.text, mark.span.end)
    return what is not None and not (what["what"] == "cases" and arm_words("dealt_out").search(sentence.text))


_NO_PEOPLE = re.compile(
    r"\s(?P<what>cases|deaths|events|(?:treatment\s|weekly\s|daily\s)?(?:sessions|treatments|fractions|cycles|courses|doses"
    r"|visits|injections|infusions|screens|exams|tests|times|classes))\b|-(?P<kind>[A-Z]\b)|\s?:\s?\d"
)
"""Behind a number, what is counted where that is no people: "(41 sessions over 8 weeks)", "(3-D)", "(2:1:1)"."""


def _counted(sentence: Sentence, marks: list[Mark]) -> Decimal | None:
    if not marks or marks[0].kind not in QUANTITY_KINDS:
        return None
    quantity, value = marks[0].quantity, marks[0].quantity.value
    if quantity.qualifier or quantity.upper is not None or quantity.of is not None:
        return None
    if is_year(marks[0]) or counts_no_people(sentence, marks[0]):
        return None
    least = 2 if marks[0].kind == "count" else 5  # "(3)" numbers a list
    return value if value is not None and value == int(value) and value > least else None


def is_year(mark: Mark) -> bool:
    """Whether a bare number is a year rather than people: "randomized between 1995 and 2000 to A or B"."""
    return mark.kind == "number" and mark.quantity.value in _YEARS


_YEARS = range(1950, 2036)
