"""Groups of people that no treatment makes, as what a sentence sets against each other: not the arms of a trial.

"Longer in women than in men", "in patients treated for more than a year versus a year or less", "for squamous versus
non-squamous tumors" compare people within the arms, or across them; what is told so has no arm.
"""

from __future__ import annotations

import re
from functools import cache, partial

from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.matching.prefilter import Index, prefiltered
from kg.reading.results.view import Result
from kg.reading.results.view import sides as _words


def tells_of_people(result: Result, clause: str | None = None) -> bool:
    """Whether a sentence that contrasts no arms, or a clause of it, sets groups of people against each other."""
    if len(set(result.arms.values())) > 1:
        return False
    search = result.sentence.search if clause is None else partial(_search, clause)
    return bool(search(_words("people_told")) or search(_words("people_apart")) or _parted(result.sentence))


def _search(text: str, words: re.Pattern[str]) -> re.Match[str] | None:
    return words.search(text)


def set_apart(result: Result) -> str | None:
    """The people whom a sentence sets against each other, in its words ("grade ≥2 vs <2"); None where it does not."""
    if len(set(result.arms.values())) > 1:
        return None
    found = result.sentence.search(_words("people_apart"))
    if found is not None:
        return " vs ".join(result.sentence.words(*found.span(side)).strip(" ,") for side in ("one", "other"))
    text = _parted(result.sentence)
    return f"{text['one']} vs {text['other']}" if text else None


def may_set_apart(sentence: Sentence) -> bool:
    """Whether `set_apart` may find people in a sentence; quick."""
    return sentence.may_match(_apart(), "measure", "arm")


@cache
def _apart() -> Index[None]:
    return Index((words, None) for words in (_words("people_apart"), _BOUNDS, _NOT_SO, _OPPOSED))


@once_a_sentence
def _parted(sentence: Sentence) -> re.Match[str] | None:
    """Where a sentence parts people by a bound ("≥2 versus <2"), a negation ("Asian and non-Asian") or opposites."""
    forms = (_BOUNDS, _NOT_SO, _OPPOSED) if _BOUND.search(sentence.text) else (_NOT_SO, _OPPOSED)
    return next((found for form in forms if (found := sentence.search_text(form))), None)


_BOUND = re.compile("[<>≤≥]")

_BOUNDS = prefiltered(
    r"(?P<one>(?:[\w-]+\s){0,2}(?<![Pp])(?<![Pp]\s)(?<!alue\s)[<>≤≥]\s?\d[\d.,]*%?(?:\s?[\w/.%-]{1,12}){0,2}?)"
    r"\s(?:versus|vs\.?|and|or|than|compared\s(?:with|to))\s"
    r"(?P<other>(?:[\w-]+\s){0,3}?(?:(?<![Pp]\s)[<>≤≥]\s?\d|\d+\s?[-–]\s?\d)[\d.,]*%?)"
)
"""Two bounds on one number, set against each other."""

_NOT_SO = prefiltered(
    r"\b(?P<one>(?:(?-i:[A-Z][A-Z\d/]{2,20})\s(?:(?:pathogenic\s)?(?:variant|mutation)\s)?)?"
    r"(?!users?\b|treat|recipi|receiv|surg|operat|vaccin|screen|exercis|randomi|inferior)\b(?P<so>[a-z]{4,20}))"
    r"[^.;]{0,90}?\s(?:than|versus|vs\.?|compared\s(?:with|to))\s(?:(?:the|in|for|among|with|those)\s){0,3}"
    r"(?P<other>non-?(?P=so)[a-z]*)",
    re.IGNORECASE,
)
"""People who are something, set against those who are not."""

_DEGREE = r"(?:high|low|good|poor|positive|negative|early|late|mutated|mutant|wild-type|complete|incomplete)(?:er)?"
_OPPOSED = prefiltered(
    r"\b(?:patients|women|men|those|children|tumou?rs|people|participants|subjects)\s(?:with|had)\s(?:an?\s|the\s)?"
    rf"(?P<one>{_DEGREE})\s(?:versus|vs\.?)\s(?:an?\s)?"
    rf"(?P<other>{_DEGREE}"
    r"\s[\w-]+(?:\s(?!w[ea]|h[ae]|show)[a-z-]+)?)"
)
"""People who have more or less of something: "patients with high versus low expression"."""
