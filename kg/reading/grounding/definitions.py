"""What a document itself defines: abbreviations, brand names, and regimens by the drugs before their bracket.

Each definition is a name, written just so, with what it stands for; () where that is known to be something that
the vocabulary has no concept for, so that the name is then not found at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.model import Concept
from kg.reading.grounding import qualifiers
from kg.reading.grounding.abbreviations import abbreviations
from kg.reading.grounding.drug_forms import brand_pairs, codes
from kg.reading.grounding.regimens import Find, Lookup, cut_short, is_part, regimen_parts, regimens, told
from kg.reading.matching.programs import quick

Definitions = dict[str, tuple[Concept, ...]]

_LITTLE: Final = re.compile(
    r"\b(?:disease|median|overall|primary|high|low|risk|grade|invasive|chronic|acute|first|second|and|or|the|a|of)\b[\s-]*",
    re.IGNORECASE,
)
"""Words that stand beside the qualifiers in front of what an abbreviation names."""


def definitions(text: str, find: Find, lookup: Lookup) -> Definitions:
    """What a text defines.

    Args:
        text: the document's compact text.
        find: finds the names of a stretch of text.
        lookup: everything that a name may stand for.
    """
    meant = dict(_abbreviated(text, find, lookup))
    for brand, words in brand_pairs(text).items():
        generic = whole(words, find) or whole(words.split()[-1], find)
        if len(generic) == 1 and generic[0].kind == "drug" and not lookup(brand):
            meant[brand] = generic
    given = (code for code in codes(text) if all(concept.kind == "target" for concept in lookup(code)))
    meant.update((code, (Concept("drug", code, known=False),)) for code in given)
    if "levo-" in text:  # "levo-FA" is FA
        meant.update({f"levo-{short}": found for short, found in meant.items() if f"levo-{short}" in text})
    initials = dict(cut_short(text, lookup))
    meant.update(regimens(text, find, lookup, _drugs_called({**initials, **meant})))
    for short, regimen in told(text, find, lookup):
        if short not in meant or is_part(meant[short], regimen[0]):
            meant[short] = regimen
    if "observation group" in text and _OBSERVED.search(text):
        meant.update((words, ()) for words in ("observation", "Observation"))
    meant.update((short, found) for short, found in _spelled_elsewhere(text, lookup) if short not in meant)
    meant.update((short, found) for short, found in initials.items() if short not in meant)
    meant.update((route, ()) for route in _ROUTES if route not in meant and _is_route(route, text))
    return meant


def _drugs_called(meant: Definitions) -> dict[str, set[str]]:
    """The short forms by which a document calls single drugs."""
    called: dict[str, set[str]] = {}
    for short, concepts in meant.items():
        if len(concepts) == 1 and concepts[0].kind == "drug":
            called.setdefault(concepts[0].name, set()).add(short)
    return called


_CAPITALS: Final = quick(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")


def _spelled_elsewhere(text: str, lookup: Lookup) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """Abbreviations of a cancer that a text names in full elsewhere, or of a regimen all of whose drugs it names.

    STS in a text that tells of "soft tissue sarcoma". Only those that stand for one thing in the vocabulary.
    """
    low = text.lower()
    for short in sorted(set(_CAPITALS.findall(text))):
        known = lookup(short)
        if len(known) == 1 and _is_told(short, known[0], low):
            yield short, (known[0],)


def _is_told(short: str, concept: Concept, low: str) -> bool:
    """Whether a text in lower case tells of what an abbreviation of its own may stand for."""
    if concept.kind == "cancer":
        return " " in concept.name and concept.name in low
    parts = regimen_parts().get(concept.name, ()) if len(short) > _SHORTEST_REGIMEN else ()
    return bool(parts) and all(part in low for part in parts)


_SHORTEST_REGIMEN: Final = 2
"""Letters of a regimen's name that stand for too much else."""
_OBSERVED: Final = re.compile(
    r"\bobservation group\b[^.;]{0,60}\bcontrol group\b|\bcontrol group\b[^.;]{0,60}\bobservation group\b"
)
"""A group under observation that has another for its control is the one that something is tried in."""

_ROUTES: Final = ("IP",)
"""Initials of ways in which a drug is given that are a regimen's name too."""


def _is_route(name: str, text: str) -> bool:
    """Whether a text goes by another route's initials too, or gives a drug by this one.

    >>> _is_route("IP", "IP cisplatin was compared with IV cisplatin"), _is_route("IP", "We compared EP with IP")
    (True, False)
    """
    return bool(re.search(rf"\b{name}\b", text)) and bool(re.search(r"\bIV\s[a-z]|\bintraperitoneal", text))


def whole(words: str, find: Find) -> tuple[Concept, ...]:
    """What a stretch of words stands for as a whole; () where that is nothing or several things."""
    found = find(words)
    if len(found) == 1 and (found[0].span.start, found[0].span.end) == (0, len(words)) and found[0].concept:
        return found[0].candidates
    return ()


def _abbreviated(text: str, find: Find, lookup: Lookup) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """The abbreviations that a text explains; () for one that stands for what the vocabulary does not know."""
    defined = abbreviations(text, initials=True)
    heads = [long.split()[-1] for long in defined.values()]
    for short, long in defined.items():
        if either := _either(long, find):
            yield from ((name, either) for name in (short, long))
            continue
        concepts = whole(long, find) or _qualified(long, find)
        if not concepts and heads.count(long.split()[-1]) == 1:
            concepts = _of_some_dose(long, find)
        known = lookup(short)
        if not concepts and (closer := _closer(long, find, text)):
            yield from ((name, closer) for name in (short, long))
            yield from _beside(text, short, long, closer[0], find)
            continue
        if concepts and concepts[0].kind == "intervention":
            yield from _beside(text, short, long, concepts[0], find)
        if concepts or (known and not _part_of(known, long, find)):
            yield short, concepts
        elif not known and _NUMBER_BEHIND.search(short):
            begun = lookup(_NUMBER_BEHIND.sub("", short))
            if begun and not _part_of(begun, long, find):
                yield short, ()


def _closer(long: str, find: Find, text: str) -> tuple[Concept, ...]:
    """The procedure that a long form tells more closely than the vocabulary: "laparoscopic distal gastrectomy"."""
    found = find(long)
    head = found[0].concept if len(found) == 1 and found[0].span.end == len(long) else None
    if head is None or head.kind != "intervention" or not any(map(_PROCEDURE.search, (head.name, *head.parents))):
        return ()
    before = long[: found[0].span.start]
    if not _CLOSER.fullmatch(before) or (_TITLED.search(before) and long.lower() not in text):
        return ()
    parents = tuple(dict.fromkeys((*head.parents[:1], head.name, *head.parents[1:])))
    return (Concept("intervention", " ".join(long.lower().split()), parents=parents, known=False),)


def _beside(text: str, short: str, long: str, known: Concept, find: Find) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """The other of two procedures whose head is said once: "laparoscopic (LDG) or open distal gastrectomy (ODG)"."""
    first, _, head = long.partition(" ")
    if not head or first[0].upper() != short[0]:
        return
    for found in re.finditer(rf" \(([A-Z]{re.escape(short[1:])})(?=[),;])", text):
        other, before = found[1], _LAST_WORD.search(text[: found.start()].rpartition(" ")[2])
        if other != short and before and before[0][0].upper() == other[0]:
            word = before[0]
            name = f"{word.lower()} {head.lower()}"
            meant = whole(name, find) or (replace(known, name=name),)
            yield from ((as_said, meant) for as_said in (other, f"{word} {head}"))


_LAST_WORD: Final = re.compile(r"(?<![\w-])[A-Za-z][\w-]+\Z")
_PROCEDURE: Final = re.compile(
    r"(?:ectomy|plasty|[st]omy|surgery|resection|dissection|ablation|radiation therapy|irradiation|brachytherapy"
    r"|transplant|embolization)$"
)
"""What the names of treatments end in that are done to people in ways of which no vocabulary has all."""
_TITLED: Final = re.compile(r"\b[A-Z][a-z]+")
"""A word as titles are written, be it of an article or of a trial."""
_CLOSER: Final = re.compile(
    r"(?:(?!(?:and|or|with|without|after|before|following|of|for|in|on|to|by|the|an?|versus|vs|prior|previous)\b)"
    r"[A-Za-z][\w-]*\s){1,4}"
)
"""Words that may tell a procedure more closely, right before it."""
_NUMBER_BEHIND: Final = re.compile(r"-\d+$")
"""A number behind a short form that is something else without it: tumor-associated trypsin-2 (TAT-2), and TAT."""


def _qualified(long: str, find: Find) -> tuple[Concept, ...]:
    """What a long form stands for less the status in front of it ("metastatic colorectal cancer")."""
    found = find(long)
    if len(found) == 1 and found[0].concept and found[0].span.end == len(long):
        _, rest = qualifiers.parted(_LITTLE.sub("", long[: found[0].span.start]))
        return () if rest.strip() else found[0].candidates
    return ()


def _of_some_dose(long: str, find: Find) -> tuple[Concept, ...]:
    """The drug of which a long form says besides how much is given, or how: "low-dose Ara-C", "weekly paclitaxel"."""
    dose = _SOME_DOSE.match(long)
    meant = whole(long[dose.end() :], find) if dose else ()
    return meant if meant and meant[0].kind == "drug" else ()


_SOME_DOSE: Final = re.compile(
    r"(?:(?:low|high|intermediate|standard|moderate)[ -]dose|(?:(?:bi|tri|three-|3-)?weekly|daily|oral|intravenous"
    r"|continuous)(?: administered)?) (?=\S)",
    re.IGNORECASE,
)


def _either(long: str, find: Find) -> tuple[Concept, ...]:
    """What a long form calls by either of two names of treatments: "ovarian ablation or suppression"."""
    if long.count(" or ") != 1 or len(long.split()) > _LONGEST_EITHER:
        return ()
    first = whole(long.partition(" or ")[0], find)
    known = bool(first) and first[0].kind == "intervention"
    return (Concept("intervention", long.lower(), parents=first[0].parents, known=False),) if known else ()


_LONGEST_EITHER: Final = 6
"""Words of a treatment that is called by either of two names."""


def _part_of(known: Sequence[Concept], long: str, find: Find) -> bool:
    """Whether the long form speaks of what the vocabulary takes the short form for, or of a broader thing."""
    broader = {(concept.kind, parent) for concept in known for parent in concept.parents}
    said = [mention.concept for mention in find(long) if mention.concept]
    return any(concept in known or (concept.kind, concept.name) in broader for concept in said)
