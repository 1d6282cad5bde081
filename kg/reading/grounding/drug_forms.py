"""Drug names that no table holds, known by their form.

A nonproprietary name tells what it is by its stem (WHO, "The use of stems in the selection of International
Nonproprietary Names (INN) for pharmaceutical substances"); a brand stands in brackets behind its generic.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.reading.grounding import vocabulary
from kg.reading.matching.programs import quick

STEMS: Final = (
    "tinib", "rafenib", "metinib", "parib", "ciclib", "lisib", "denib", "degib", "zomib", "sertib", "anib", "fenib",
    "enib", "umab", "zumab", "ximab", "limab", "tamab", "rubicin", "platin", "taxel", "limus", "citabine", "lutamide",
    "rasib", "leucel", "lidomide", "trexed", "relix", "setron", "pitant", "inostat", "estrant", "tuzumab", "clax",
    "sertan", "tecan", "grastim", "poetin", "omab", "mustine", "nectedin", "metostat",
)  # fmt: skip
"""Endings of nonproprietary names in oncology and supportive care that no common word has."""

_NO_CHEMOTHERAPY: Final = (
    "mab", "nib", "lisib", "ciclib", "parib", "zomib", "limus", "leucel", "lutamide", "relin", "relix", "oxifen",
    "trozole", "mestane",
)  # fmt: skip
"""Endings of the names of antibodies, inhibitors, altered cells and hormones."""


def is_no_chemotherapy(name: str) -> bool:
    """Whether a drug's name says that it is an antibody, an inhibitor, altered cells or a hormone, and no chemotherapy.

    >>> is_no_chemotherapy("gefitinib"), is_no_chemotherapy("docetaxel")
    (True, False)
    """
    return name.endswith(_NO_CHEMOTHERAPY)


_NOT: Final = frozenset({"platin", "taxel", "rubicin", "limus", "nomogram", "feelecan", "pelican", "urban"})
_BRAND: Final = re.compile(r"[(\[] ?([A-Z][A-Za-z-]{2,20}) ?[®™]")
_BEFORE: Final = re.compile(r"[A-Za-z][\w-]{2,40}(?: [a-z][\w-]{2,40})? ?$")


def is_generic(word: str) -> bool:
    """Whether a word in lower case has the form of a generic drug name.

    >>> [is_generic(w) for w in ("vorzotinib", "zanzalintinib", "platin", "inhibit", "rehab")]
    [True, True, False, False, False]
    """
    if len(word) < 7 or not word.endswith(STEMS) or not word.isalpha():
        return False
    return word not in _NOT and not word.startswith("non")


def brand_pairs(text: str) -> dict[str, str]:
    """Brand names with the words they stand behind, in brackets and with a ® or ™.

    >>> brand_pairs("treated with vorasidenib (Voranigo®) or")
    {'Voranigo': 'with vorasidenib'}
    >>> brand_pairs("about cannabis (PDQ®)")
    {}
    """
    found: dict[str, str] = {}
    for match in _BRAND.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 90), match.start())
        if before and match.group(1) not in _NO_BRAND:
            found[match.group(1)] = before.group().strip()
    return found


_NO_BRAND: Final = frozenset({"PDQ"})
"""Registered names of what is no drug: NCI's summaries."""
_CODE: Final = quick(r"(?<![^\W_])[A-Z]{1,5}+-?[0-9]{3,7}[A-Za-z]?\b")
_TAKEN_BEHIND: Final = re.compile(
    r"[,(]? ?\(?\d[\d.·]* ?(?:mg|µg|μg|mcg|ng)\b| monotherapy| was (?:administered|given)|-(?:related|treated)\b"
    r"|,? (?:is |was )?(?:an?|the) [^.;]{0,80}?\b(?:inhibitor|antibody|antagonist|agonist|vaccine|conjugate|drug"
    r"|degrader|fusion protein)\b"
)
_TAKEN_BEFORE: Final = re.compile(
    r"\b(?:mg(?:/\w+)?(?: of)?|doses? of|treated with|received|receiving|administered|administration of|inhibitor"
    r"|antibody|plus) $"
)
"""What is said of a drug by its code: how much of it is given, what it is, what comes of it."""


def codes(text: str) -> list[str]:
    """Drugs that a text calls by a maker's code, twice at least, and says to be given or what they are.

    >>> codes("sorafenib plus xy100, sorafenib alone, or xy100 alone; CD20 was seen")
    ['xy100']
    >>> codes("ABX4711, a novel inhibitor, was safe. We gave ABX4711. NCT01234567 and S1404 are trials; S1404 ended.")
    ['ABX4711']
    """
    places: dict[str, list[re.Match[str]]] = {}
    added = [code for code in dict.fromkeys(_ADDED.findall(text)) if f"{code} alone" in text]
    for found in _CODE.finditer(text):
        if not found.group().startswith("NCT"):
            places.setdefault(found.group(), []).append(found)
    taken = [code for code, found in places.items() if len(found) > 1 and any(_is_taken(text, m) for m in found)]
    return list(dict.fromkeys((*taken, *added)))


_ADDED: Final = re.compile(r"plus(?<!\wplus) ([A-Za-z]{1,6}-?\d{1,4}[A-Za-z]?)(?![\w-])")
"""Letters with digits that are given with something else, and alone elsewhere in the text: "A plus xy100"."""


def _is_taken(text: str, code: re.Match[str]) -> bool:
    before = text[max(0, code.start() - 30) : code.start()]
    return bool(_TAKEN_BEHIND.match(text, code.end()) or _TAKEN_BEFORE.search(before))


def without_suffix(name: str) -> str:
    """A biological's name without the four letters that tell its makers apart.

    >>> without_suffix("zolbetuximab-clzb"), without_suffix("ado-trastuzumab emtansine")
    ('zolbetuximab', 'ado-trastuzumab emtansine')
    """
    return re.sub(r"(?<=[a-z]{3})-[a-z]{4}$", "", name)


def without_salt(name: str) -> str:
    """A generic name in lower case without its salt, unless the salt is the drug.

    >>> without_salt("sorafenib tosylate"), without_salt("arsenic trioxide")
    ('sorafenib', 'arsenic trioxide')
    """
    words = name.split()
    while len(words) > 1 and _salts().get(words[-1]) == "left out" and " ".join(words) not in _salts():
        words.pop()
    return " ".join(words)


@cache
def _salts() -> dict[str, str]:
    """Words for salts, which are left out, and the salts that are drugs themselves, which are kept: `salts.tsv`."""
    return {row["name"]: row["use"] for row in vocabulary.rows(vocabulary.folder() / "salts.tsv")}
