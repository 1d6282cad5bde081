"""Regimens as a document itself defines them: by the drugs that stand beside their name, or of which it is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from kg.model import Concept, Mention
from kg.reading.grounding import vocabulary
from kg.reading.grounding.abbreviations import is_short
from kg.reading.grounding.initials import SHORTEST, initials_of, is_composed, is_letter_each, lists
from kg.reading.matching.programs import quick

Find = Callable[[str], Sequence[Mention]]
Lookup = Callable[[str], Sequence[Concept]]
_BRACKET: Final = re.compile(r"[(\[]\s?([A-Za-z0-9+-]{2,12})(?:\s(?:arm|group|regimen))?\s?[)\];,]")
_TOLD: Final = quick(
    r"(?<![\w-])(?P<short>[A-Z][A-Za-z+-]{1,9})(?: (?:arm|group|regimen))?(?: ?[(\[](?P<inside>(?:[a-z]|5-F|S-1)"
    r"[^()\[\]]{8,200})[)\]]|(?: =|:) (?P<behind>(?:[a-z]|5-F|S-1)(?:[^()\[\];.]|[.](?=\d)){8,200}))"
)
"""A regimen with its drugs behind it: "DE (docetaxel 75 mg/m2 and epirubicin 75 mg/m2)", "DE group: docetaxel …"."""

_DOSING: Final = (
    r"[mµμk]?g|mcg|m|ml|min|MI?U|I?U|Gy|AUC|x|area under the [a-z-]+|days?|d|weeks?|wks?|h|hrs?|hours?|minutes?|months?"
    r"|cycles?|courses?|daily|weekly|once|twice|(?:two|three|four) times|times|i\.?v\.?|p\.?o\.?|s\.?c\.?|b\.?i\.?d\.?"
    r"|q|on|at|as|by|over|for|in|a|an|each|every(?: other)?|both|of|per|to|total|dose|doses|infusion|bolus|injection"
    r"|orally|intravenously|subcutaneously|given|administered|followed by|then|two|three|four|six|eight|and(?=\s\d)"
)
"""The words that tell how much of a drug is given, how and when: "1000 mg/m2 twice daily on days 1-14"."""
_JOINING: Final = (
    r"and|plus|with|either|high-dose|low-dose|oral|weekly|infusional|infused|bolus|continuous|intravenous|liposomal"
    r"|in combination|combined|the|of"
)
_SIGNS: Final = r"[\s,/×·²⁻¹–−-]|\d+(?:[.,·]\d+)*"
_BETWEEN: Final = re.compile(
    rf"(?:[+&]|{_SIGNS}|\([^()]{{0,60}}\)|(?<![A-Za-z])(?:{_JOINING}|{_DOSING})(?![A-Za-z]))*+", re.IGNORECASE
)
_BEHIND: Final = re.compile(rf"(?:{_SIGNS}|\([^()]{{0,60}}\)|(?<![A-Za-z])(?:{_DOSING})(?![A-Za-z]))*+", re.IGNORECASE)


def regimens(
    text: str, find: Find, lookup: Lookup, called: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """Regimens that stand in brackets behind their drugs: "irinotecan plus fluorouracil and leucovorin (ILF)".

    Their names are made of initials, or of what drugs are called in the document (`called`): "IRIFAFU".

    Where one of two holds a drug more than the other ("ABC" and "BC"), the document tells them apart by that drug, and
    so they are called.
    """
    drugs_before = lru_cache(maxsize=64)(lambda before: _drugs_before(before, find))
    named: dict[str, Sequence[str]] = {}
    for match in _BRACKET.finditer(text):
        short = match.group(1)
        if short not in named and sum(c.isupper() for c in short) and is_short(short):
            drugs = drugs_before(text[max(0, match.start() - LONGEST) : match.start()])
            alone = drugs[:1] == [concept.name for concept in lookup(short)]  # "A and pegylated liposomal B (PLB)"
            longest = (drugs[:n] for n in range(len(drugs), 1, -1))
            long = next((d for d in longest if _is_made_of(short, d, called)), None)
            if long and not alone:
                named[short] = long
    for short, parts in named.items():
        if sum(c.isupper() for c in short) < 2 and short[:-1] != str(len(parts)):  # "3M" is of three with an M
            if is_letter_each(short, parts):  # "Vd", beside "DVd"
                yield short, (Concept("drug", " + ".join(sorted(parts)), known=False),)
            continue
        regimen = _as_titled(short, parts, text, find, lookup)
        nested = any(_is_one_more(parts, more) or _is_one_more(more, parts) for more in named.values())
        if regimen.known or not regimen.label or is_used(short, text) or nested:
            yield short, (replace(regimen, label="") if nested and not regimen.known else regimen,)
        elif any(concept.kind == "intervention" for concept in lookup(short)):
            yield short, ()  # the table's meaning is another: "(PEI)" behind three drugs is no injection of ethanol


def _is_made_of(short: str, drugs: Sequence[str], called: Mapping[str, Collection[str]]) -> bool:
    return initials_of(short, drugs) or is_composed(short, drugs, called) or lists(short, drugs, called)


def _is_one_more(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Whether a regimen is another and one drug more."""
    return set(fewer) < set(more) and len(more) == len(fewer) + 1


def _as_titled(short: str, parts: Sequence[str], text: str, find: Find, lookup: Lookup) -> Concept:
    """A regimen by its name; by its drugs where the title has these, one by one, and not the name, or it lists them.

    A name of syllables that the vocabulary has ("BuFlu", "CAPOX") stays one; initials ("XP") stand for other drugs
    elsewhere.
    """
    regimen, title = _regimen(short, parts, lookup), text.partition("\n")[0]
    if short in title or (regimen.known and (regimen.name == short or not short.isupper() or len(short) >= SHORTEST)):
        return regimen
    drugs = {part for drug in parts for part in regimen_parts().get(drug, (drug,))}
    named = {m.concept.name for m in find(title) if m.concept}
    one_by_one = drugs <= named or (not regimen.known and lists(short, parts))
    return Concept("drug", " + ".join(sorted(drugs)), known=False) if one_by_one else regimen


LONGEST: Final = 320
"""Code points of the drugs of a regimen, with their doses, before its name."""
_INITIALS: Final = quick(r"(?<![\w/-])([A-Z]{3,5})(?![\w/-])")
_GIVEN: Final = re.compile(
    r"\s?(?:\+|\d[\d.,·]*\s?(?:mg|µg|g/m))|\s(?:plus|alone|(?:treatment\s)?(?:arm|group)s?)\b"
    r"|(?:\s(?:and|with|or|vs?\.?|versus))?\s[A-Z]{3,5}\s\d[\d.,·]*\s?(?:mg|g/m)"
)
_GIVEN_WITH: Final = re.compile(r"(?:\+\s?|\bplus\s)$")
"""What stands around a drug's initials where it is given: its dose, its arm, or what is given with it."""


def cut_short(text: str, lookup: Lookup) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """Initials that the text never explains, of the one drug that it names and they can stand for.

    "VNR 30 mg/m2", in a text that tells of vinorelbine: the letters of the initials stand in the drug's name in their
    order, the first of them at its beginning.
    """
    places: dict[str, bool] = {}
    for found in _INITIALS.finditer(text):
        short, at = found.group(1), found.start()
        if not places.get(short):
            before = text[max(0, at - 8) : at]
            with_it = ("+" in before or "plus" in before) and _GIVEN_WITH.search(text, max(0, at - 8), at)
            places[short] = bool(with_it or _GIVEN.match(text, found.end()))
    given = sorted(short for short, is_given in places.items() if is_given)
    words = {word.lower() for word in _IN_LETTERS.findall(text)} if given else set()
    for short in given:
        drugs, known = _lettered(short, words, lookup), lookup(short)
        if len(drugs) == 1 and (not known or drugs <= set(known)):
            yield short, tuple(drugs)


_IN_LETTERS: Final = quick(r"\b[A-Za-z]{6,}\b")


def _lettered(short: str, words: Iterable[str], lookup: Lookup) -> set[Concept]:
    """The drugs among words whose names begin with the first of some letters and hold the others in their order."""
    longer = (word for word in words if word[0] == short[0].lower() and len(word) > len(short) + 2)
    return {c for word in longer if _holds(word, short.lower()) for c in lookup(word) if c.kind == "drug"}


def _holds(word: str, letters: str) -> bool:
    left = iter(word)
    return all(letter in left for letter in letters)


OFTEN: Final = 4
"""How often a name stands in a document that goes on to call a treatment so."""


def is_used(name: str, text: str) -> bool:
    """Whether a document goes on to use a name that it gave to a treatment; else that is a shorthand for its drugs.

    >>> is_used("GTX", "gemotaxol and trexane (GTX)"), is_used("GTX", "GTX (a, b): GTX was safe; GTX won: few left GTX")
    (False, True)
    """
    said = text.count(name)
    return said >= OFTEN and len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)) >= OFTEN


def told(text: str, find: Find, lookup: Lookup) -> Iterator[tuple[str, tuple[Concept, ...]]]:
    """Regimens whose drugs stand behind them in brackets or behind a colon, the first right there."""
    for match in _TOLD.finditer(text):
        short = match["short"]
        if sum(c.isupper() for c in short) < 2:
            continue
        found = [m for m in find(match["inside"] or match["behind"]) if m.concept and m.concept.kind == "drug"]
        drugs = list(dict.fromkeys(m.concept.name for m in found if m.concept))
        if len(drugs) > 1 and found[0].span.start == 0 and initials_of(short, drugs):
            yield short, (_as_titled(short, drugs, text, find, lookup),)


def is_part(meant: Sequence[Concept], regimen: Concept) -> bool:
    """Whether a name was taken for the first of its drugs, which stand in a bracket behind it."""
    parts = regimen_parts().get(regimen.name, regimen.name.split(" + "))
    return bool(meant) and all(concept.name in parts for concept in meant)


def _regimen(short: str, drugs: Sequence[str], lookup: Lookup) -> Concept:
    """The regimen of the vocabulary that has this name and these parts; else one that is named by its parts.

    The name alone will not do: "PE" is cisplatin with etoposide in one paper and paclitaxel with epirubicin in
    another. R-CHOP with prednisolone is R-CHOP.
    """
    parts = {part for drug in drugs for part in regimen_parts().get(drug, (drug,))}
    for concept in lookup(short):
        if concept.kind == "drug" and _one_form(parts) == _one_form(regimen_parts().get(concept.name, ())):
            return concept
    return Concept("drug", " + ".join(sorted(parts)), label=short, known=False)


_FORMS: Final = {"prednisolone": "prednisone", "levoleucovorin": "leucovorin"}
"""Drugs that stand for another in a regimen of the same name: its active form, which is given in other countries."""


def _one_form(parts: Iterable[str]) -> set[str]:
    return {_FORMS.get(part, part) for part in parts}


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
