"""Cancers by the site beside them: "melanoma of the vulva", "adenomas in the colon", "gastric GISTs".

The tables hold most kinds of cancer at most sites under one of the ways to say so. The others are found here: a cancer
together with the site before it or behind *of* or *in*, in another form of the site (`sites.tsv`: noun, adjectives,
short form) or another order, is the longer name that this makes, where the tables have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from kg.model import Concept
from kg.reading.grounding import vocabulary
from kg.reading.grounding.normal import key

Named = Callable[[str], Concept | None]
"""The cancer that a key stands for, or None."""

_LONGEST: Final = 3
"""Words of a site, at most."""
_ADJECTIVE: Final = re.compile(r"(?:al|ar|ary|ic|ile|ine|ous)$")
"""How adjectives of sites end, which are none behind *of*: "of the gastric mucosa"."""
_ELSEWHERE: Final = frozenset({"extra", "intra", "non", "para", "peri", "retro", "sub", "trans"})
"""Parts of a word that make another site of the one behind them: "extra-skeletal"."""
_AT: Final = ("of", "in")
_SPREAD: Final = ("metastasis", "metastases")
_HEADS: Final = {
    "cancer": ("cancer", "malignancy"),
    "metastasis": ("metastasis",),
    "neoplasm": ("neoplasm", "tumor"),
    "polyp": ("polyp",),
    "tumor": ("tumor", "neoplasm"),
}
"""What is no name by itself, but one with a form of its site, and what says the same."""


@dataclass(frozen=True, slots=True)
class Sites:
    """The forms of sites.

    Attributes:
        forms: a form of a site to all its forms, as keys.
        ends: the last words of the forms.
    """

    forms: Mapping[str, tuple[str, ...]]
    ends: frozenset[str]


@lru_cache(maxsize=4)
def sites(where: Path) -> Sites:
    """The sites of a folder's table; none where it has no such table."""
    found: dict[str, tuple[str, ...]] = {}
    table = where / "sites.tsv"
    for row in vocabulary.rows(table) if table.exists() else ():
        forms = tuple(key(form) for form in (row["site"], *vocabulary.split(row["forms"])))
        found |= dict.fromkeys(forms, forms)
    return Sites(found, frozenset(form.split(" ")[-1] for form in found))


def said_otherwise(name: str, known: Sites) -> set[str]:
    """The ways to say a tumor of a site, by the forms of the site, its plural and its other place.

    >>> skull = Sites({"skull": ("skull", "cranial"), "cranial": ("skull", "cranial")}, frozenset())
    >>> sorted(said_otherwise("cranial polyp", skull))
    ['cranial polyp', 'polyp of skull', 'polyp of the skull', 'polyp of the skulls', 'skull polyp']
    """
    site, _, head = name.rpartition(" ")
    heads, forms = _HEADS.get(head, ()), known.forms.get(site, ())
    nouns = [noun for form in forms[:1] for noun in (form, f"the {form}", f"the {form}s")]
    joints = ("to", "in", "of") if head in _SPREAD else ("of",)
    return {f"{form} {one}" for form, one in product(forms, heads)} | {
        f"{one} {at} {noun}" for one, at, noun in product(heads, joints, nouns)
    }


class Place(NamedTuple):
    """Where a name stands in a text.

    Attributes:
        words: those of the text, folded.
        free: the first word that no other name has.
        first: the first word of the name.
        last: the word behind its last.

    """

    words: Sequence[str]
    free: int
    first: int
    last: int


def at_site(place: Place, concept: Concept, known: Sites, named: Named) -> tuple[int, int, Concept] | None:
    """Where the name of a cancer with its site begins and ends, and what it stands for; None where there is none.

    Args:
        place: where the name of the cancer stands.
        concept: what it stands for.
        known: the forms of sites.
        named: what a longer name stands for.
    """
    words, _, first, last = place
    if (words[first - 1] not in known.ends and words[last] not in _AT) or concept.name.endswith(_SPREAD):
        return None
    for begin, end, site in _beside(place, known.forms):
        for longer in _longer((" ".join(words[first:last]), key(concept.name)), known.forms[site]):
            meant = named(longer)
            if meant is not None:
                return begin, end, meant
    return None


def _longer(names: Iterable[str], forms: Iterable[str]) -> Iterator[str]:
    """The ways to say a cancer, by one of its names, at a site, in one of its forms."""
    for form, name in product(forms, names):
        yield from (f"{form} {name}", f"{name} of {form}", f"{name} of the {form}")


def _beside(place: Place, known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int, str]]:
    """The sites beside a name, with the places where the two begin and end: the longest before it, or behind it."""
    words, free, first, last = place
    for begin in range(max(free, first - _LONGEST), first):
        site = " ".join(words[begin:first])
        if site in known and (begin == 0 or words[begin - 1] not in _ELSEWHERE):
            yield begin, last, site
    if words[last] in _AT:
        start = last + 1 + (words[last + 1] == "the")
        for end in range(min(len(words), start + _LONGEST), start, -1):
            site = " ".join(words[start:end])
            if site in known and (site == known[site][0] or not _ADJECTIVE.search(site)):
                yield first, end, site
