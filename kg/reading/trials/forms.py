"""Which words may name a trial by their form alone, and the ids of registries."""

from __future__ import annotations

import re

from kg.reading.matching.programs import quick
from kg.reading.patterns import table

REGISTRY = quick(
    r"\b(?:NCT\s?\d{8}|ISRCTN\s?\d{8}|ACTRN\s?\d{14}|ChiCTR[-A-Z]*\d{8,11}|UMIN(?:-CTR)?\s?0{3}\d{6}|DRKS\d{8}"
    r"|EudraCT(?:\s(?:number|no\.?|No\.?))?[:\s(]*\d{4}-\d{6}-\d{2}|JPRN-[A-Za-z]+\d+|JapicCTI-\d+|CTRI/\d{4}/\d\d/\d+"
    r"|NTR\d{3,4}|KCT\d{7}|jRCTs?\d{9,10}|IRCT\d{10,}N?\d*|C0{3}\d{6})\b"
)
"""Ids of trial registries, as they are written."""


def linked_id(target: str) -> str:
    """The registry id of the trial that a link leads to; "" where it leads to none.

    >>> linked_id("https://clinicaltrials.gov/study/NCT01234567"), linked_id("/research/NCT01234567")
    ('NCT01234567', '')
    """
    found = _LINKED.search(target)
    return found["id"] if found else ""


_LINKED = re.compile(r"linical-?trials.*?(?P<id>NCT\d{8})")

_NO_FIRST_WORDS = ("anti-", "phase", "grade", "stage", "level", "arm ", "group ", "cohort ", "of ", "in ", "at ")


def looks_like_name(word: str) -> bool:
    """Whether a word may name a trial by its form alone: two capitals or figures, and no well-known acronym.

    >>> [looks_like_name(w) for w in ("PALOMA3", "ProtecT", "BIG 1-98", "III", "NCI", "Lancet", "NCI-funded", "Of 18")]
    [True, True, True, False, False, False, False, False]
    """
    marks = sum(c.isupper() or c.isdigit() for c in word)
    stem = re.sub(
        r"[-\s](?:funded|supported|sponsored|led|based|positive|negative|wide|only|run|like|treated|approved|registered|compliant|specific)$",
        "",
        word,
    )
    if (
        len(word) < 3
        or len(word) > 40
        or word.lower().startswith(_NO_FIRST_WORDS)
        or stem != word
        or REGISTRY.fullmatch(word)
    ):
        return False
    if all(re.fullmatch(r"[A-Z][a-z]+", piece) for piece in re.split(r"[-/\s]", word)):
        return False
    never = set(table("trials", "never"))
    return (
        marks >= 2
        and word not in never
        and not re.fullmatch(r"(?:[IVX]+[ABab]?|[A-Z]{1,2}\d?|[A-Z] \d.*|T\d.*|\d.*)(?:[-/\s][IVX]+)*", word)
    )


def may_be_registered(word: str) -> bool:
    """Whether the word before a registry id in brackets may be the trial's name ("Aphinity (NCT…)")."""
    return looks_like_name(word) or bool(re.fullmatch(r"(?!Trial|Study|Protocol|Identifier|Gov)[A-Z][a-z]{4,}", word))


def may_be_told_of(word: str) -> bool:
    """Whether a word that is said to be a trial may be its name: also two words in capitals, "Lung-Harbor"."""
    return looks_like_name(word) or bool(re.fullmatch(r"[A-Z][a-z]+-[A-Z][a-z]+", word) and not is_of_design(word))


def is_of_design(word: str) -> bool:
    """Whether a word in capitals is one of a headline or of a trial's design."""
    return any(word in table("trials", words) for words in ("not_in_titles", "design_words", "institutions"))


def is_acronym(word: str) -> bool:
    """Whether a word is written and spoken like the acronym of a trial, so that few words around it prove one.

    >>> [is_acronym(w) for w in ("HARBOR", "OlympiAD", "SOLO1", "BRIM-3", "COMBI-d")]
    [True, True, True, True, True]
    >>> [is_acronym(w) for w in ("DLBCL", "AITL", "Sweden 1999", "COVID-19", "ECOG 1", "PALB2")]
    [False, False, False, False, False, False]
    """
    if (found := _STEM.fullmatch(word)) is None:
        return False
    stem, rest = found.groups()
    never = any(stem in table("trials", words) for words in ("never", "groups", "no_acronyms"))
    known = rest[:1] in ("-", " ") and _SYLLABLE.fullmatch(stem.upper())
    spoken = known or _SPOKEN.fullmatch(stem.upper() if len(stem) > 4 or rest else "")
    return bool(spoken) and not never and sum(c.isupper() for c in stem) >= 2 and looks_like_name(word)


_STEM = re.compile(r"([A-Za-z]{4,})(.*)")
_SPOKEN = re.compile(r"(?:[^AEIOUY]{0,3}[AEIOUY]{1,2}){2,}[^AEIOUY]{0,3}")
"""What can be spoken as a word of two syllables or more, as few short forms of diseases and genes can."""
_SYLLABLE = re.compile(r"[^AEIOUY]{0,2}[AEIOUY]{1,2}[^AEIOUY]{1,2}")
"""A word of one syllable, which needs a number or a letter behind it."""
MAY_BE = {"with_id": may_be_registered, "is_a": may_be_told_of, "found_in": is_acronym}
"""What a frame asks of a word before it counts as a name, where that is not the form of one."""
