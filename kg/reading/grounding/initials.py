"""How short forms are made of the names of drugs: of initials, of beginnings, or of one letter for one drug."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import permutations
from typing import Final

from kg.reading.grounding import vocabulary
from kg.reading.matching.programs import quick


@cache
def _letters() -> dict[str, str]:
    """By which letters regimens know their drugs, where these are not their initials: `initials.tsv`."""
    rows = vocabulary.rows(vocabulary.folder() / "initials.tsv")
    return {row["drug"]: row["letters"] for row in rows}


def _of_drug(drug: str) -> set[str]:
    """The letters by which a regimen may know a drug; one that is a regimen itself ("5-FU/LV") gives its capitals."""
    return {*_letters().get(drug, ""), drug[0].upper(), *(c for c in drug if c.isupper())}


def initials_of(short: str, drugs: Sequence[str]) -> bool:
    """Whether every capital of a short form stands for one of the drugs, and every drug has a capital.

    A regimen among the drugs ("5-FU/LV") gives its own capitals; of as many letters as drugs, small ones count too.

    >>> initials_of("ILF", ["leucovorin", "fluorouracil", "irinotecan"]), initials_of("ELF", ["FU-LV", "etoposide"])
    (True, True)
    >>> initials_of("PFS", ["leucovorin", "imatinib"]), initials_of("PG", ["gemcitabine", "paclitaxel", "cisplatin"])
    (False, False)
    >>> initials_of("3M", ["methotrexate", "mitoxantrone", "mitomycin"])
    True
    >>> initials_of("Vd", ["dexamethasone", "bortezomib"]), initials_of("Vd", ["dexamethasone", "cisplatin"])
    (True, False)
    >>> initials_of("A+CHP", ["cyclophosphamide", "doxorubicin", "prednisone"])  # what "+" joins are others' letters
    False
    """
    told = short.upper() if is_letter_each(short, drugs) else [c for c in short if c.isupper()]
    letters, known = set(told), [_of_drug(drug) for drug in drugs]
    if (len(drugs) > len(told) and short[:-1] != str(len(drugs))) or ("+" in short and len(told) > len(drugs)):
        return False
    return letters <= set().union(*known) and all(letters & mine for mine in known)


def is_letter_each(short: str, drugs: Sequence[str]) -> bool:
    """Whether a short form has just as many letters as there are drugs, the first a capital: "Vd", "DVd"."""
    return short.isalpha() and short[0].isupper() and len(short) == len(drugs)


SHORTEST: Final = 5
"""Letters of a name that is composed of beginnings."""
_BEGINNINGS: Final = range(2, 6)
"""Letters of a drug's name that a composed name may begin a part with: CAP for capecitabine."""


def is_composed(short: str, drugs: Sequence[str], called: Mapping[str, Collection[str]]) -> bool:
    """Whether a short form is put together from the drugs' beginnings, letters, or short forms of their own.

    Shorter ones are initials, if anything.

    >>> is_composed("GEMCAP", ["capecitabine", "gemcitabine"], {}), is_composed("GEMCAP", ["gemcitabine"], {})
    (True, False)
    >>> is_composed("Rd", ["dexamethasone", "lenalidomide"], {})
    False
    >>> is_composed("OXAFU", ["fluorouracil", "oxaliplatin"], {"fluorouracil": ["5-FU"]})
    True
    """
    letters = re.sub(r"[^A-Z]", "", short.upper())
    if len(letters) < SHORTEST:
        return False
    parts = {
        drug: {
            *_of_drug(drug),
            *(drug[:n].upper() for n in _BEGINNINGS),
            *(re.sub(r"[^A-Z]", "", name.upper()) for name in called.get(drug, ())),
        }
        - {""}
        for drug in drugs
    }

    def fits(rest: str, left: frozenset[str]) -> bool:
        if not rest or not left:
            return not rest and not left
        return any(
            rest.startswith(part) and fits(rest[len(part) :], left - {drug})
            for drug in sorted(left)
            for part in sorted(parts[drug])
        )

    return fits(letters, frozenset(drugs))


_JOINS: Final = quick(r"[-/+]")
"""What stands between the short forms of drugs in a name that lists them one by one: "VRB-P"."""


def lists(short: str, drugs: Sequence[str], called: Mapping[str, Collection[str]] | None = None) -> bool:
    """Whether a name joins short forms of drugs, one for each: what the document calls them, or their first letters.

    >>> lists("5-FU/LV", ["fluorouracil", "leucovorin"]), lists("VRB-P", ["cisplatin", "vinorelbine"])
    (True, True)
    >>> lists("AC-T", ["cyclophosphamide", "doxorubicin", "docetaxel"]), lists("CPX-351", ["cytarabine", "idarubicin"])
    (False, False)
    """
    told = [letters for each in _JOINS.split(short) if (letters := re.sub(r"[^A-Z]", "", each.upper()))]
    orders = permutations(drugs) if 1 < len(told) == len(drugs) else ()
    return any(all(_begins(*pair, called or {}) for pair in zip(told, order, strict=True)) for order in orders)


def _begins(short: str, drug: str, called: Mapping[str, Collection[str]]) -> bool:
    return short in called.get(drug, ()) or (len(short) < SHORTEST and short[0] in _of_drug(drug))
