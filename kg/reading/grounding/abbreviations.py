"""What a document itself says that a short form means: "medullary thyroid cancer (MTC)".

The algorithm is Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", PSB 2003: the letters of the short form are matched from right to left in the words before
the bracket, and its first letter must begin a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from kg.reading.matching.programs import quick

_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]{2,80})(?:[)\]]|(?=\[))")
_SHORT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9/&.+-]{0,10}(?: [A-Z0-9][A-Za-z0-9-]{0,8})?")
_NOTE: Final = quick(
    r"(?:^|[;|(\n]\s?)(?P<short>[A-Z][A-Za-z0-9-]{1,9})\s=\s(?P<long>[a-z][^;.|=\n]{4,60})(?=[;.|\n]|$)"
)
"""An entry of the notes under a table: "VTE = venous thromboembolism;"."""
_TO_LAST_STOP: Final = re.compile(r".*(?:[.;:!?,]\s|[()\[\]])", re.DOTALL)


@lru_cache(maxsize=2)
def abbreviations(text: str, *, initials: bool = False) -> Mapping[str, str]:
    """The short forms that a text defines, and the words they stand for; the first definition counts.

    With `initials`, words that begin with just the short form's letters go before fewer words that hold them.

    >>> abbreviations("Patients with medullary thyroid cancer (MTC) and overall survival (OS; months).")
    {'MTC': 'medullary thyroid cancer', 'OS': 'overall survival'}
    >>> abbreviations("HCC (hepatocellular carcinoma) and the group (n=12) or a trial (see below)")
    {'HCC': 'hepatocellular carcinoma'}
    >>> abbreviations("failure (relative risk [RR] = 1.03)")
    {'RR': 'relative risk'}
    >>> abbreviations("Regorafenib (REH-goh-RA-feh-nib)")
    {}
    >>> abbreviations("60 mg (low dose, LD), 80 mg (standard dose; SD) or none (no drug, PR)")
    {'LD': 'low dose', 'SD': 'standard dose'}
    >>> abbreviations("CI = confidence interval; VTE = venous thromboembolism. P = .03; n = forty")
    {'CI': 'confidence interval', 'VTE': 'venous thromboembolism'}
    >>> abbreviations("total gastrectomy with (TGS) or without (TG) splenectomy")
    {}
    >>> sorted(abbreviations("immune-related adverse events (irAEs)"))
    ['irAE', 'irAEs']
    """
    found: dict[str, str] = {}
    for match in _BRACKET.finditer(text):
        for short, long in _pairs(text, match, initials):
            found.setdefault(short, long)
    for short, long in _notes(text):
        found.setdefault(short, long)
    for short in [short for short in found if _PLURAL.fullmatch(short)]:
        found.setdefault(short[:-1], found[short])
    return found


_PLURAL: Final = re.compile(r"[A-Za-z-]*[A-Z]{2}s")
"""A short form of several, of which one goes by it without its "s": "irAEs"."""


@lru_cache(maxsize=1)
def _notes(text: str) -> tuple[tuple[str, str], ...]:
    """The short and long forms of the notes under a text's tables."""
    if "=" not in text:
        return ()
    noted = (note.group("short", "long") for note in _NOTE.finditer(text))
    return tuple((short, long) for short, long in noted if long_form(short, long) == long)


_STATISTIC: Final = re.compile(r"(?:[as]?HR|[as]?OR|I?RR|SIR|SMR|CI)s?\s?[,:;=]?\s?[<>~]?\d")
"""A ratio with its number, which abbreviates nothing: "thyroid cancer (OR, 2.1)"."""


def _pairs(text: str, match: re.Match[str], initials: bool) -> Iterator[tuple[str, str]]:
    """Short and long form at a bracket: the short one in it, the long one in it behind that, or both: "(dose, D)"."""
    if _STATISTIC.match(match.group(1)):
        return
    inner, *more = (part.strip(" “”\"'‘’") for part in re.split(r"[;,]| or ", match.group(1)))
    before = text[max(0, match.start() - 160) : match.start()].rstrip()
    if is_short(inner):
        stop = _TO_LAST_STOP.match(before)
        clause = before[stop.end() :] if stop else before
        long = (by_initials(inner, clause) if initials else None) or long_form(inner, clause)
        if long and not _OPEN.search(long):
            yield inner, long
        return
    if more and is_short(more[0]) and more[0].isupper() and by_initials(more[0], inner) == inner:
        yield more[0], inner
        return
    word = re.search(r"\S+$", before)
    if word and is_short(word.group()) and re.search("[A-Z0-9].*[A-Z0-9]", word.group()):
        long = long_form(word.group(), inner)
        if long and long == inner:
            yield word.group(), long


_OPEN: Final = re.compile(r"\s(?:with|without|of|to|and|the|for|in|or|an?|by|plus|versus|vs)$")
"""At the end of words, that what they name goes on behind the bracket: "gastrectomy with (GS) splenectomy"."""


def is_short(text: str) -> bool:
    """Whether a text looks like a short form: 2 to 10 characters, at most two words, with a capital letter.

    >>> [is_short(t) for t in ("MTC", "PFS2", "see", "n=12", "CI", "US 1")]
    [True, True, False, False, True, True]
    """
    return bool(2 <= len(text) <= 12 and _SHORT.fullmatch(text) and re.search("[A-Z]", text))


def long_form(short: str, before: str) -> str | None:
    """The shortest run of words at the end of `before` that the short form's letters are taken from, or None.

    >>> long_form("PFS", "the length of progression-free survival")
    'progression-free survival'
    >>> long_form("HFSR", "a placebo") is None
    True
    """
    letters = _letters(short, before)
    low = before.lower()
    at = len(before) - 1
    for position in range(len(letters) - 1, -1, -1):
        while at >= 0 and (low[at] != letters[position] or (position == 0 and at > 0 and before[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        at -= 1
    start = at + 1
    long = before[start:].strip()
    words = long.split()
    enough = len(long) > len(short) and len(words) <= min(len(letters) + 5, len(letters) * 2)
    return long if enough and short.lower() not in (w.lower() for w in words) else None


def _letters(short: str, before: str) -> list[str]:
    """The letters of a short form, less a plural's where the words before it are none."""
    letters = [c for c in short.lower() if c.isalnum()]
    plural = len(letters) > 2 and short.endswith("s") and short[:-1].isupper()
    return letters[:-1] if plural and not before.rstrip().endswith("s") else letters


_SMALL: Final = frozenset(["of", "to", "and", "the", "for", "in", "or", "a", "an", "with"])
_INITIAL: Final = re.compile(r"[A-Za-z0-9]+")


def by_initials(short: str, before: str) -> str | None:
    """The words at the end of a text that begin with a short form's letters, one each; small words may be passed over.

    >>> by_initials("TNT", "the median time to next treatment"), by_initials("ISH", "IHC and in-situ hybridization")
    ('time to next treatment', 'in-situ hybridization')
    >>> by_initials("TTF", "time-to-treatment failure")
    'time-to-treatment failure'
    >>> by_initials("PsP", "early pseudoprogression") is None
    True
    """
    letters = _letters(short, before)
    words = list(_INITIAL.finditer(before))
    for kept in (words, [w for w in words if w.group() not in _SMALL]):
        run = kept[len(kept) - len(letters) :]
        if len(run) < 2 or [w.group()[0].lower() for w in run] != letters or kept[-1] != words[-1]:
            continue
        start, end = run[0].span()
        if run[0].group() not in _SMALL or (before[end : end + 1] == "-" != before[start - 1 : start]):
            return before[start:].strip()
    return None
