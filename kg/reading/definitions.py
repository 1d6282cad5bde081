"""What a document itself defines: abbreviations, brand names, and regimens by the drugs before their bracket.

Each definition is a name, written just so, with what it stands for; () where that is known to be something that
the vocabulary has no concept for, so that the name is then not found at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kg.model import Concept, Mention
from kg.reading import qualifiers, vocabulary
from kg.reading.abbreviations import abbreviations, is_short
from kg.reading.drug_forms import brand_pairs, codes

Find = Callable[[str], Sequence[Mention]]
Lookup = Callable[[str], Sequence[Concept]]
Definitions = dict[str, tuple[Concept, ...]]

_BRACKET: Final = re.compile(r"[(\[]\s?([A-Za-z0-9+-]{2,12})\s?[)\];,]")
_TOLD: Final = re.compile(r"(?<![\w-])([A-Z][A-Za-z+-]{1,9}) ?[(\[]([a-z][^()\[\]]{8,200})[)\]]")
"""A regimen with its drugs in brackets behind it: "DE (docetaxel 75 mg/m2 and epirubicin 75 mg/m2)"."""
_BETWEEN: Final = re.compile(
    r"(?:[\s,/+&–-]|\([^()]{0,40}\)|\b(?:and|plus|with|either|high-dose|low-dose|oral|weekly|infusional|infused|bolus|"
    r"continuous|intravenous|liposomal|in combination|combined|the|of)\b)*",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)*")
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
    meant.update((code, (Concept("drug", code, known=False),)) for code in codes(text) if not lookup(code))
    meant.update(_shortened(text, lookup))
    meant.update(_regimens(text, find, lookup))
    for short, regimen in _told(text, find, lookup):
        if short not in meant or _is_part(meant[short], regimen[0]):
            meant[short] = regimen
    if "observation group" in text and _OBSERVED.search(text):
        meant.update((words, ()) for words in ("observation", "Observation"))
    meant.update((short, found) for short, found in _spelled_elsewhere(text, lookup) if short not in meant)
    meant.update((route, ()) for route in _ROUTES if route not in meant and _is_route(route, text))
    return meant


_CAPITALS: Final = re.compile(r"(?<![\w-])[A-Z]{2,6}(?![\w-])")


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
    for short, long in abbreviations(text).items():
        concepts = whole(long, find) or _qualified(long, find)
        known = lookup(short)
        if not concepts and (closer := _closer(long, find, text)):
            yield from ((name, closer) for name in (short, long))
            yield from _beside(text, short, long, closer[0])
            continue
        if concepts or (known and not _part_of(known, long, find)):
            yield short, concepts or _spelled_out(known, long)
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


def _beside(text: str, short: str, long: str, known: Concept) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """The other of two procedures whose head is said once: "laparoscopic (LDG) or open distal gastrectomy (ODG)"."""
    first, _, head = long.partition(" ")
    if not head or first[0].upper() != short[0]:
        return
    for found in re.finditer(rf"(?<![\w-])([A-Za-z][\w-]+) \(([A-Z]{re.escape(short[1:])})(?=[),;])", text):
        word, other = found.groups()
        if other != short and word[0].upper() == other[0]:
            name = f"{word.lower()} {head.lower()}"
            yield from ((as_said, (replace(known, name=name),)) for as_said in (other, f"{word} {head}"))


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


_GENE: Final = re.compile(
    r"\b(?:factor|hormone|receptor|protein|kinase|ligand|antigen|domain|member|subunit|transferase|telomerase|globulin)"
    r"(?: \w{1,3})?$"
)
"""What the full names of genes and their products end in."""


def _spelled_out(known: Sequence[Concept], long: str) -> tuple[Concept, ...]:
    """The one gene that a short form stands for, where its long form is a gene's name that no table has; else ()."""
    genes = tuple(concept for concept in known if concept.kind == "target")
    return genes if len(genes) == 1 and _GENE.search(long) else ()


def _qualified(long: str, find: Find) -> tuple[Concept, ...]:
    """What a long form stands for less the status in front of it ("metastatic colorectal cancer")."""
    found = find(long)
    if len(found) == 1 and found[0].concept and found[0].span.end == len(long):
        _, rest = qualifiers.parted(_LITTLE.sub("", long[: found[0].span.start]))
        return () if rest.strip() else found[0].candidates
    return ()


def _part_of(known: Sequence[Concept], long: str, find: Find) -> bool:
    """Whether the long form speaks of what the vocabulary takes the short form for, or of a broader thing."""
    broader = {(concept.kind, parent) for concept in known for parent in concept.parents}
    said = [mention.concept for mention in find(long) if mention.concept]
    return any(concept in known or (concept.kind, concept.name) in broader for concept in said)


def _regimens(text: str, find: Find, lookup: Lookup) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """Regimens that stand in brackets behind their drugs: "irinotecan plus fluorouracil and leucovorin (ILF)".

    Where one of two holds all drugs of the other ("ABC" and "BC"), the document tells them apart by their drugs, and
    so they are called.
    """
    named: dict[str, Sequence[str]] = {}
    for match in _BRACKET.finditer(text):
        short = match.group(1)
        if short not in named and sum(c.isupper() for c in short) and is_short(short):
            drugs = _drugs_before(text[max(0, match.start() - 200) : match.start()], find)
            long = next((drugs[:n] for n in range(len(drugs), 1, -1) if _initials_of(short, drugs[:n])), None)
            if long:
                named[short] = long
    for short, parts in named.items():
        if sum(c.isupper() for c in short) < 2:
            continue
        regimen = _regimen(short, parts, lookup)
        nested = any(set(parts) < set(more) or set(more) < set(parts) for more in named.values())
        if regimen.known or is_used(short, text) or nested:
            yield short, (replace(regimen, label="") if nested and not regimen.known else regimen,)


_CUT_SHORT: Final = re.compile(r"(?<![\w/+-])[A-Z][a-z]{2,5}(?:[/+][A-Z][a-z]{2,5}){1,2}(?![\w/+-])")


def _shortened(text: str, lookup: Lookup) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """Drugs given together whose names are cut short: "Gem/Doce" for gemcitabine and docetaxel."""
    for name in sorted(set(_CUT_SHORT.findall(text))):
        drugs = [_begun(part.lower(), text, lookup) for part in re.split(r"[/+]", name)]
        if not lookup(name) and all(len(found) == 1 for found in drugs):
            yield name, (Concept("drug", " + ".join(sorted(set().union(*drugs))), known=False),)


def _begun(part: str, text: str, lookup: Lookup) -> set[str]:
    """The drugs of a text whose names begin with some letters."""
    words = set(re.findall(rf"\b{part}[a-z]{{3,}}\b", text, re.IGNORECASE))
    return {concept.name for word in words for concept in lookup(word) if concept.kind == "drug"}


OFTEN: Final = 4
"""How often a name stands in a document that goes on to call a treatment so."""


def is_used(name: str, text: str) -> bool:
    """Whether a document goes on to use a name that it gave to a treatment; else that is a shorthand for its drugs.

    >>> is_used("GTX", "gemotaxol and trexane (GTX)"), is_used("GTX", "GTX (a, b): GTX was safe; GTX won: few left GTX")
    (False, True)
    """
    said = text.count(name)
    return said >= OFTEN and len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) >= OFTEN


def _told(text: str, find: Find, lookup: Lookup) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """Regimens whose drugs stand in brackets behind them, the first right at the bracket."""
    for match in _TOLD.finditer(text):
        short = match.group(1)
        if sum(c.isupper() for c in short) < 2:
            continue
        found = [m for m in find(match.group(2)) if m.concept and m.concept.kind == "drug"]
        drugs = list(dict.fromkeys(m.concept.name for m in found if m.concept))
        if len(drugs) > 1 and found[0].span.start == 0 and _initials_of(short, drugs):
            yield short, (_regimen(short, drugs, lookup),)


def _is_part(meant: Sequence[Concept], regimen: Concept) -> bool:
    """Whether a name was taken for the first of its drugs, which stand in a bracket behind it."""
    parts = regimen_parts().get(regimen.name, regimen.name.split(" + "))
    return bool(meant) and all(concept.name in parts for concept in meant)


def _regimen(short: str, drugs: Sequence[str], lookup: Lookup) -> Concept:
    """The regimen of the vocabulary that has this name and these parts; else one that is named by its parts.

    The name alone will not do: "PE" is cisplatin with etoposide in one paper and paclitaxel with epirubicin in
    another.
    """
    parts = {part for drug in drugs for part in regimen_parts().get(drug, (drug,))}
    for concept in lookup(short):
        if concept.kind == "drug" and parts == set(regimen_parts().get(concept.name, ())):
            return concept
    return Concept("drug", " + ".join(sorted(parts)), label=short, known=False)


@cache
def regimen_parts() -> dict[str, tuple[str, ...]]:
    """The parts of each regimen of the vocabulary."""
    return {e.concept.name: e.members for e in vocabulary.entries(vocabulary.folder(), "regimens")}


def _drugs_before(text: str, find: Find) -> list[str]:
    """The names of the drugs that a text ends with, given together."""
    drugs: list[str] = []
    end = len(text)
    for mention in reversed([m for m in find(text) if m.concept and m.concept.kind == "drug"]):
        gap = (_BETWEEN if drugs else _BEHIND).fullmatch(text, mention.span.end, end)
        if gap is None:
            if any(mention.span.start >= e and mention.span.end <= b for e, b in _brackets(text)):
                continue  # an abbreviation of a drug, in its own bracket
            break
        if mention.concept and mention.concept.name not in drugs:
            drugs.append(mention.concept.name)
        end = mention.span.start
    return drugs


def _brackets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\([^()]*\)", text)]


@cache
def _letters() -> dict[str, str]:
    """By which letters regimens know their drugs, where these are not their initials: `initials.tsv`."""
    rows = vocabulary.rows(vocabulary.folder() / "initials.tsv")
    return {row["drug"]: row["letters"] for row in rows}


def _initials_of(short: str, drugs: Sequence[str]) -> bool:
    """Whether every capital of a short form stands for one of the drugs, and every drug has a capital.

    A regimen among the drugs ("5-FU/LV") gives its own capitals.

    >>> _initials_of("ILF", ["leucovorin", "fluorouracil", "irinotecan"]), _initials_of("ELF", ["FU-LV", "etoposide"])
    (True, True)
    >>> _initials_of("PFS", ["leucovorin", "imatinib"])
    False
    """
    letters = {c for c in short if c.isupper()}
    known = [{*_letters().get(drug, ""), drug[0].upper(), *(c for c in drug if c.isupper())} for drug in drugs]
    return letters <= set().union(*known) and all(letters & mine for mine in known)
