"""What may be an untoward event's name, and where such a name ends."""

from __future__ import annotations

import re

from kg.reading.events.naming.names import CANCER, EVENT, form, words_of
from kg.reading.marks import SIGNS
from kg.reading.patterns import table

_PLACE = re.compile(rf"(?i)(?:{table('events', 'places')[0]})")


def name_end(text: str, begin: int, stop: int) -> int:
    """Where an event's name ends: before the first word that no such name has."""
    for found in re.finditer(r"[\w’'-]+|[(\[“\"]", text[begin:stop]):
        word, place = found.group().lower(), begin + found.start()
        if word in ("(", "[", "“", '"'):
            return len(text[:place].rstrip())
        placed = word in ("in", "of", "for", "to") and _PLACE.match(text, place)
        if placed or text[begin:place].endswith(" of "):  # "a feeling of being high"
            continue
        if re.split(r"[’']", word)[0] in words_of("stops") or (
            word == "of" and form().fullmatch(text, begin, place - 1)
        ):
            return begin + len(text[begin:place].rstrip())
    return stop


_TARGET = SIGNS["target"]
_MEASURED = re.compile(
    rf"(?:increased|elevated|raised|decreased|reduced|low|high)\s(?:[a-z]+\s)?{_TARGET}$|{_TARGET}\s(?:increased?|elevations?|decreased?)$"
)


def is_name(text: str) -> bool:
    """Whether an item's words can be an event's name."""
    if text in (CANCER, EVENT):
        return True
    words = text.split()
    measured = _TARGET if _MEASURED.match(text) else ""  # "increased gamma-glutamyltransferase"
    private = [c for c in text if "\ue000" <= c <= "\uf8ff" and c not in (EVENT, CANCER, measured)]
    plain = all(re.fullmatch(rf"[A-Za-z{EVENT}{CANCER}{measured}’'-]+", w) for w in words)
    if private or not plain or not 1 <= len(words) <= 8:
        return False
    if len(words) == 1 and len(words[0]) < 4 and words[0] not in (EVENT, CANCER):
        return False
    head = words[-1].lower()
    if {head, words[0].lower()} & words_of("no_heads"):
        return False
    return len(words) > 1 or not (head in words_of("adjectival") or _ADJECTIVE_END.search(head))


_ADJECTIVE_END = re.compile(r"(?:ly|ical|ular|ous|ory|inal|eal|iac|emic|etic|ogic)$")
"""Ends of a word that alone is no event's name."""
