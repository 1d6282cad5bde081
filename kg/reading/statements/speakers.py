"""Who speaks in a sentence: people named with their titles, by surname, or by "he", "she" and "they"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.matching.prefilter import prefiltered
from kg.reading.patterns import table
from kg.reading.trial_facts.people import organization, plain_name

_CREDENTIAL = table("statements", "credentials")[0]
_FIRST = r"(?:[A-Z][\w’'‑-]+|[A-Z]\.(?:-?[A-Z]\.)?)"
_PARTICLES = table("statements", "particles")[0]
_PERSON = rf"{_FIRST}(?:\s(?:(?:{_PARTICLES})\s)?{_FIRST}){{1,3}}(?:,\sJr\.)?"
_FULL = rf"{_PERSON}(?:,\s{_CREDENTIAL})+"
_SURNAME = rf"(?:(?:{_PARTICLES})\s)?[A-Z][\w’'‑-]+"
_NAME = rf"(?:{_PERSON}|{_SURNAME})"
_TITLED = rf"Drs?\.\s{_NAME}(?:,\s{_NAME})*(?:,?\sand\s(?:Dr\.\s)?{_NAME})?"
SPEAKER = rf"(?:{_TITLED}|{_FULL}|\b(?:[Hh]e|[Ss]he|[Tt]hey)\b|{_SURNAME})"
"""What can stand as the one who speaks: "Dr. Lee", "Ann Lee, M.D.", "she", a bare surname."""

TITLED = prefiltered(r"\bDrs?\.|, (?:M\.|Ph|D\.|Sc|Pharm|R\.N|MD|FRCP|B\.|Dr|Ch)")
"""What a sentence that names a person with a title holds; quick."""
_NAMED = re.compile(rf"{_FULL}|{_TITLED}")
_ORG_WORD = table("statements", "institutions")[0]
_OWNER = rf"(?:NCI[’']s\s|[A-Z][\w.]+[’']s\s(?=(?:[A-Z][\w-]+\s)*{_ORG_WORD}))?"
_LINK = r"(?:,?\s(?:of|for|and|at|the|on|de|di|[–-])){0,2}"
_TAIL = r"(?:\s(?:(?:of|for|and|at|on|the)\s){0,2}[A-Z][\w.&’'-]*(?<![.]))*"
_ORG = re.compile(
    rf"\b(?:of|at|from|with|in|the|directs|heads|leads)\s(?:the\s)?{_OWNER}"
    rf"(?P<org>(?:[A-Z][\w.&’'/-]*{_LINK}\s){{0,7}}?{_ORG_WORD}{_TAIL}"
    r"|NCI|NIH|FDA|Memorial Sloan[ -]Kettering|Mayo Clinic|MD Anderson)\b"
)


@dataclass
class People:
    """The people that a document has named so far, and who spoke last."""

    full: dict[str, Concept] = field(default_factory=dict)
    affiliations: dict[Concept, Concept] = field(default_factory=dict)
    last: tuple[Concept, ...] = ()

    def note(self, sentence: Sentence) -> None:
        """Take in whom a sentence names in full, each with the institution behind the name."""
        found = list(_NAMED.finditer(sentence.text))
        for i, one in enumerate(found):
            people = self.of(one.group())
            stop = found[i + 1].start() if i + 1 < len(found) else len(sentence.text)
            org = affiliation(sentence, one.end(), stop)
            joined = i + 1 < len(found) and re.fullmatch(r",?\sand\s", sentence.text[one.end() : stop])
            if org is None and joined:
                org = affiliation(sentence, found[i + 1].end(), len(sentence.text))
            if org is not None:
                self.affiliations |= {p: org for p in people if p not in self.affiliations}

    def of(self, words: str) -> tuple[Concept, ...]:
        """The people that words name; full names are kept by surname, () where nobody is known by it."""
        if re.fullmatch(r"(?i)he|she", words):
            return self.last if len(self.last) == 1 else ()
        if words.lower() == "they":
            return self.last if len(self.last) > 1 else ()
        return tuple(p for name in _names(words) if (p := self._person(name)) is not None)

    def _person(self, name: str) -> Concept | None:
        plain = plain_name(name) if " " in name else None
        surname = name.rsplit(maxsplit=1)[-1]
        if plain is None or re.fullmatch(_SURNAME, name):
            return self.full.get(surname)
        person = Concept("person", plain, known=False)
        self.full.setdefault(surname, person)
        return person


def _names(words: str) -> Iterator[str]:
    """The names in "Drs. Lee and Ray" or "Ann Lee, M.D., Ph.D.", titles left out.

    >>> list(_names("Drs. Lee and Ray")), list(_names("Ann B. Lee, M.D., Ph.D."))
    (['Lee', 'Ray'], ['Ann B. Lee'])
    """
    bare = re.sub(rf",\s{_CREDENTIAL}(?=,|$|\s)", "", words)
    bare = re.sub(r"\bDrs?\.\s", "", bare)
    for part in re.split(r",\sand\s|\sand\s|,\s", bare):
        if part.strip(" ,"):
            yield part.strip(" ,")


def affiliation(sentence: Sentence, start: int, stop: int) -> Concept | None:
    """The institution named behind a person, within the same stretch of a sentence."""
    found = _ORG.search(sentence.text, start, min(stop, start + 200))
    if found is None or re.search(
        r"[”\"]|\b(?:said|published|funded|presented)\b", sentence.text[start : found.start()]
    ):
        return None
    name = re.sub(r"^the\s", "", found.group("org")).strip(" ,")
    return organization(sentence, _SHORT.get(name, name))


_SHORT = {
    "NCI": "National Cancer Institute",
    "NIH": "National Institutes of Health",
    "FDA": "Food and Drug Administration",
}

VERBS = "|".join(table("statements", "verbs"))
"""Verbs of saying, as alternatives of a pattern."""
