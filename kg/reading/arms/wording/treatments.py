"""Treatments as sentences word them: what is given together, under which name, to how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise

from kg.model import Concept
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.arms.wording.beside import AS_NEEDED, KINDS, tells_of_another
from kg.reading.arms.wording.brackets import alias_of, known_as
from kg.reading.marks import SIGNS
from kg.reading.matching.prefilter import plain
from kg.reading.numerals import number
from kg.reading.patterns import one_of, pattern, table

TREATMENTS = ("drug", "intervention")


@dataclass(frozen=True)
class Phrase:
    """A treatment as a sentence words it: a range of the typed text, what is given, and a name for it.

    Attributes:
        start: where it begins in the typed text.
        end: where it ends.
        given: what is given.
        alone: whether the sentence says that nothing else is.
        alias: what the document calls it from here on.
        parts: the drugs of a regimen, where they stand beside its name.
        kinds: kinds of treatment that stand beside the drug which they are: of "chemotherapy with A" the first.

    """

    start: int
    end: int
    given: tuple[Concept, ...]
    alone: bool = False
    alias: str = ""
    parts: tuple[Concept, ...] = ()
    kinds: tuple[Concept, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of what is given."""
        return frozenset(c.name for c in self.given)


def phrases(sentence: Sentence, start: int = 0, end: int | None = None, told: bool = False) -> list[Phrase]:
    """The treatments of a range of the typed text, each with all that is given together.

    What the sentence names as history ("had been treated with", "refractory to") is left out, and so is what stands
    in brackets, unless something is told of it there (`told`): "(84 percent with A and 81 percent with B)".
    """
    if sentence.kinds.isdisjoint(TREATMENTS):
        return []
    found = _phrases(sentence, start, len(sentence.typed) if end is None else end)
    return [p for p in found if not _bracketed(sentence, start, p, told)] or list(found)


@once_a_sentence
def _phrases(sentence: Sentence, start: int, stop: int) -> list[Phrase]:
    """The treatments of a range, those in brackets too."""
    found: list[Phrase] = []
    for match in _stretches(sentence, start, stop):
        given = given_in(sentence, match)
        if given and not _history(sentence, match.start(), start):
            alone = bool(arm_words("alone").search(sentence.typed[match.end() : match.end() + 30]))
            alone = alone or _ALONE.search(sentence.words(*match.span())) is not None
            alone = alone or sentence.typed.endswith("single-agent ", start, match.start())
            alias = alias_of(sentence, match)
            parts = _beside(sentence, match) if len(given) == 1 else ()
            begin, given = _with_kinds(sentence, match, given)
            phrase = Phrase(begin, match.end(), given, alone, alias, parts, _kinds(sentence, match, given))
            found += split(sentence, phrase) if _are_told_alike(sentence, phrase) else _named_anew(sentence, phrase)
    return [p for i, p in enumerate(found) if not (i + 1 < len(found) and _kind_of(sentence, p, found[i + 1]))]


def _stretches(sentence: Sentence, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The stretches of a range that name treatments; none goes on behind one that is alone: "A alone, | B plus A"."""
    alone = [m for m in sentence.of_kind("intervention") if _ALONE.search(m.span.of(sentence.passage.text))]
    ends = [sentence.typed_at(mark) + 1 for mark in alone]
    ends = [end for end in ends if start < end < stop and sentence.typed.startswith(", ", end)]
    for low, high in pairwise((start, *ends, stop)):
        yield from plain(pattern("{phrase}", "arms")).finditer(sentence.typed, low, high)


def _are_told_alike(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a clause begins with two treatments that did something each by itself: "Both A and B improved".

    So did two of which it tells in the plural what went with them: "A and B are associated with …".
    """
    if len(phrase.given) != 2 or " and " not in sentence.typed[phrase.start : phrase.end]:
        return False
    before = sentence.typed[max(0, phrase.start - 20) : phrase.start]
    return bool(_BOTH.search(before) or (_BEGINS.search(before) and _EACH_GOES.match(sentence.typed, phrase.end)))


def _named_anew(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """A phrase of one treatment, parted where "and" stands before its name again: "weekly A | and A every 3 weeks"."""
    marks = sentence.marks_in(phrase.start, phrase.end, *TREATMENTS) if len(phrase.given) == 1 else []
    twice = len(marks) == 2 and marks[0].concept == marks[1].concept
    end, start = (sentence.typed_at(marks[0]) + 1, sentence.typed_at(marks[1])) if twice else (0, 0)
    joined = sentence.typed.rfind(" and ", end, start)
    return [replace(phrase, end=joined, alone=False), replace(phrase, start=start)] if joined > 0 else [phrase]


_BEGINS = re.compile(r"(?:^|[.;:,]\s(?:and\s|that\s)?|\bthat\s)(?:(?!of\b|with\b|to\b)[A-Za-z]+\s)?$")
_EACH_GOES = re.compile(r"\s(?:are|were|have\sbeen)\s(?:[a-z]+ly\s|each\s|both\s)?associated\swith\b")
_BOTH = re.compile(r"(?:^|[;,]\s(?:(?:and|but|that)\s)?|\bthat\s)[Bb]oth\s$")


def _with_kinds(
    sentence: Sentence, match: re.Match[str], given: tuple[Concept, ...]
) -> tuple[int, tuple[Concept, ...]]:
    """Where a treatment begins and what it is, with the kinds of drug in it that no table has: "platinum plus A"."""
    ahead = arm_words("kind_ahead").search(sentence.typed, max(0, match.start() - 30), match.start())
    within = [m["kind"] for m in arm_words("kind_within").finditer(sentence.typed, *match.span())]
    kinds = [by_kind(kind) for kind in (*([ahead["kind"]] if ahead else []), *within)]
    return ahead.start() if ahead else match.start(), tuple(dict.fromkeys((*kinds, *given)))


def by_kind(kind: str) -> Concept:
    """A drug of which only the kind is told: "a platinum"."""
    return Concept("intervention", kind.lower(), parents=("chemotherapy",), known=False)


_ALONE = re.compile(r"[\s-](?:alone|only)(?:\s?\([^()]*\))?$")
_CALLED = re.compile(
    r"(?P<noun>\s(?:drugs?|agents?|medicines?|regimens?|combinations?|treatments?|consolidation|intensification))?"
    r"(?:,?\s(?:called|known as|named|with|of|using|consisting of|comprising|that included|that consisted of)"
    r"(?:\san?(?:\s[^\s.,;()]+){0,2}\scourse\sof)?(?:\seither)?(?:\sthe)?)?\s?"
)
"""What stands between a kind of treatment and the treatment: "the chemotherapy drug A", "a regimen known as B"."""


def _kind_of(sentence: Sentence, one: Phrase, other: Phrase) -> bool:
    """Whether a kind of drug stands before the drug itself: "the aromatase inhibitor letrozole"."""
    between = _CALLED.fullmatch(sentence.typed, one.end, other.start)
    if len(one.given) == 1 and one.given[0].name.endswith("conditioning"):
        return bool(arm_words("prepares").fullmatch(sentence.typed, one.end, other.start))
    if len(one.given) != 1 or not between:
        return False
    if not between["noun"] and not _MADE_OF.search(between.group()):
        return between.group() == " " and bool(KINDS.search(one.given[0].name))
    return is_kind(one.given[0].name) or bool(KINDS.search(one.given[0].name))


_MADE_OF = re.compile("onsist|compris|using|course")


def _bracketed(sentence: Sentence, start: int, phrase: Phrase, told: bool) -> bool:
    """Whether a treatment stands in brackets, where treatments explain the one before them."""
    before = sentence.typed[start : phrase.start]
    if before.count("(") <= before.count(")"):
        return False
    if told and arm_words("told_in_brackets").search(before[before.rfind("(") :]):
        return False
    return not (told and before.endswith("(") and arm_words("told_behind").match(sentence.typed, phrase.end))


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
        if _is_made(mark.concept.name) and len(named) == 1:
            yield found.start(), found.end()


def _is_made(name: str) -> bool:
    """Whether a kind of treatment is nothing but the drugs that are told of it."""
    return is_kind(name) or name in _MADE


_MADE = frozenset({"immunotherapy", "consolidation therapy", "induction therapy", "combination therapy", "monotherapy"})


_GLOSSED = r"{drug}(?:\s?\([^()]*\))?"
_MEMBERS = rf"(?:,|:|\s?—)\s{_GLOSSED}(?:(?:,\s|\sand\s|,\sand\s){_GLOSSED})+"
_KIND_TOLD = pattern(rf"{{kind_bracket}}|{{intervention}}(?:\s(?:drugs?|agents?|medicines?))?{_MEMBERS}", "arms")


_COUNTED = re.compile(r"\b(?P<n>an?|two|three|four)\s(?:[a-z-]+\s){0,3}$", re.IGNORECASE)
"""Before a kind of treatment, how many of it are told behind."""

CHOICE = "investigator's choice"
"""What stands for whatever is chosen: "the standard of care with the physician's choice of …"."""


def _kinds(sentence: Sentence, match: re.Match[str], given: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """The kinds of treatment among a phrase's words that are not given beside its drugs, but are these."""
    marks = sentence.marks_in(match.start(), match.end(), *TREATMENTS)
    kinds = (m.concept for m in marks if m.concept not in given)
    return tuple(kind for kind in kinds if is_kind(kind.name) or KINDS.search(kind.name))


def _beside(sentence: Sentence, match: re.Match[str]) -> tuple[Concept, ...]:
    """The drugs in brackets behind a regimen's name, which are its parts: "XYZ (drug one, drug two)"."""
    bracket = _LAST_BRACKET.search(match.group())
    inside = bracket and sentence.marks_in(match.start() + bracket.start(1), match.start() + bracket.end(1), "drug")
    return tuple(m.concept for m in inside) if inside and len(inside) > 1 else ()


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


_DRUG, _SIGNS = SIGNS["drug"], "".join(SIGNS[kind] for kind in TREATMENTS)
TREATED = re.compile(f"[{_SIGNS}]")
"""The sign of a treatment in typed text."""
_CALLED_AS = re.compile(r"\b(?:known as|referred to as|called)\s(?:the\s)?$")
_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s?$")
_DRUG_BEHIND = re.compile(rf"\s(?:(?:drugs?|agents?|regimens?)\s)?{_DRUG}")
_WITH_DRUG = re.compile(
    rf"\s(?:(?:consolidation|conditioning|maintenance|intensification)\s)?(?:with|using|of|containing)\s(?:either\s)?(?:[a-z-]+\s){{0,2}}{_DRUG}"
)
_WITH_ANY = re.compile(
    rf"(?:\s(?:at|in)\s[^.;,(){_SIGNS}]{{1,40}}?)?\s(?:with|of|consisting of)\s(?:either\s)?"
    rf"(?:[a-z-]+\s){{0,2}}[{_SIGNS}]"
)
_DRUG_BEFORE = re.compile(rf"{_DRUG}[)\]]?[\s-]$")


def split(sentence: Sentence, phrase: Phrase) -> Iterator[Phrase]:
    """Each single treatment of a phrase, for "between sorafenib and placebo"; not what a bracket says it is made of."""
    for mark in sentence.marks_in(phrase.start, phrase.end, *TREATMENTS):
        if mark.concept in phrase.given and len(phrase.given) > 1:
            at = sentence.typed_at(mark)
            yield Phrase(at, at + 1, (mark.concept,), phrase.alone and mark.concept == phrase.given[-1])


def _history(sentence: Sentence, at: int, floor: int) -> bool:
    before = sentence.typed[max(floor, at - 120) : at]
    if sentence.search(arm_words("switched_or_stayed")):
        before = before.rpartition("switched to ")[2]
    return bool(arm_words("not_an_arm").search(before)) and not arm_words("responded_to").search(before)


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


arm_words = partial(one_of, "arm_words")
"""A table of `kg/rules/arm_words.toml` as one pattern."""
