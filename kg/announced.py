"""What the documents of a build announce together: names of drugs that other documents may name (`kg.announcing`).

What a document is read with is chosen by its own words, so that a new drug page costs the documents that name its
drug and no other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Final

Names = tuple[tuple[str, str], ...]
"""Names with the drugs that they lead to, by generic name; sorted, each name once."""


def settled(given: Iterable[Names]) -> Names:
    """What the documents of a build announce together; a name that two drugs claim is no name of either.

    >>> settled([(("Quorza", "zorvatide"),), (("Quorza", "melbutide"), ("melbutide", "melbutide"))])
    (('melbutide', 'melbutide'),)
    """
    drugs: dict[str, set[str]] = {}
    for names in given:
        for name, drug in names:
            drugs.setdefault(name, set()).add(drug)
    return tuple(sorted((name, min(claims)) for name, claims in drugs.items() if len(claims) == 1))


def named_in(raw: bytes, announced: Names) -> Names:
    """Those of the names that a file may hold: all of their words stand in it.

    >>> named_in("Given zorvatide, or Quorza®.".encode(), (("Quorza", "q"), ("Zorvatide", "z"), ("zorvatide", "z")))
    (('Quorza', 'q'), ('zorvatide', 'z'))
    """
    if not announced:
        return ()
    words = set(raw.translate(_SPACED).split())
    return tuple(pair for pair in announced if words.issuperset(pair[0].encode().translate(_SPACED).split()))


_SPACED: Final = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""Bytes, with a space for all that is no letter or digit of ASCII."""


def digest(names: Names) -> str:
    """The SHA-256 of names, hexadecimal; "" where there are none."""
    return hashlib.sha256(json.dumps(names).encode()).hexdigest() if names else ""
