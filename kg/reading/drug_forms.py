"""Drug names that no table holds, known by their form.

A nonproprietary name tells what it is by its stem (WHO, "The use of stems in the selection of International
Nonproprietary Names (INN) for pharmaceutical substances"); a brand stands in brackets behind its generic.
"""

from __future__ import annotations

import re
from typing import Final

STEMS: Final = (
    "tinib", "rafenib", "metinib", "parib", "ciclib", "lisib", "denib", "degib", "zomib", "sertib", "anib", "fenib",
    "mumab", "zumab", "ximab", "tamab", "tuzumab", "limab", "tumab", "rumab", "mab", "tansine", "vedotin", "tecan",
    "taxel", "rubicin", "platin", "limus", "trexed", "trexate", "citabine", "abine", "lutamide", "relix", "relin",
    "rasib", "setinib", "brutinib", "stat", "clax", "fusp", "leucel", "lidomide", "sertan", "nertant", "pitant",
    "setron", "dronate", "dronic", "stinel", "mycin", "poside", "vinca", "degrant", "destrant", "estrant", "imod",
    "tecestat", "inostat", "menib", "tatug", "bart", "tug", "mig", "afusp", "kinra", "cept", "grastim", "plestim",
    "stim", "poetin", "feron", "leukin", "ermin", "terkib", "enib", "tide", "sotope",
)  # fmt: skip
"""Endings of nonproprietary names in oncology and supportive care."""

_CERTAIN: Final = (
    "tinib", "rafenib", "metinib", "parib", "ciclib", "lisib", "denib", "degib", "zomib", "sertib", "anib", "fenib",
    "enib", "umab", "zumab", "ximab", "limab", "tamab", "rubicin", "platin", "taxel", "limus", "citabine", "lutamide",
    "rasib", "leucel", "lidomide", "trexed", "relix", "setron", "pitant", "inostat", "estrant", "tuzumab", "clax",
    "sertan", "tecan", "grastim", "poetin",
)  # fmt: skip
_TAILS: Final = frozenset(stem[-4:] for stem in _CERTAIN)
_NOT: Final = frozenset({"platin", "taxel", "rubicin", "limus", "nomogram", "feelecan", "pelican", "urban"})
_BRAND: Final = re.compile(r"([A-Za-z][\w-]*(?: [a-z][\w-]*)?) ?[(\[] ?([A-Z][A-Za-z-]{2,20}) ?[®™]")

TAILS: Final = _TAILS
"""Last four letters of words worth asking `is_generic` about."""


def is_generic(word: str) -> bool:
    """Whether a word in lower case has the form of a generic drug name.

    >>> [is_generic(w) for w in ("vorzotinib", "zanzalintinib", "platin", "inhibit", "rehab")]
    [True, True, False, False, False]
    """
    return len(word) > 6 and word.endswith(_CERTAIN) and word not in _NOT and word.isalpha() and not word.startswith("non")


def brand_pairs(text: str) -> dict[str, str]:
    """Brand names with the words they stand behind, in brackets and with a ® or ™.

    >>> brand_pairs("treated with vorasidenib (Voranigo®) or")
    {'Voranigo': 'with vorasidenib'}
    """
    return {m.group(2): m.group(1) for m in _BRAND.finditer(text)}
