"""Treatments as sentences word them: what is given together, under which name, to how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from kg.model import Concept
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.arms.wording.beside import KINDS
from kg.reading.arms.wording.brackets import alias_of
from kg.reading.arms.wording.given_in import given_in
from kg.reading.arms.wording.kinds import by_kind, is_kind
from kg.reading.matching.prefilter import plain
from kg.reading.patterns import one_of, pattern

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
        short = sentence.words(match.start(), match.start() + 1).isupper()
        if short and _CUT.search(sentence.typed, max(0, match.start() - 4), match.start()):
            continue
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


_CUT = re.compile(r"(?<![\w-])[A-Z]{1,2}-$")
"""Before capitals, that they are but a part of a name that no table knows: "L- | RT"."""
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


_LAST_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s?$")


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


arm_words = partial(one_of, "arm_words")
"""A table of `kg/rules/arm_words.toml` as one pattern."""
