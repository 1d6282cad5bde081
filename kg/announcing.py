"""Drugs that the vocabulary does not know and a document of the same build is about: other documents may name them.

A page on one drug announces its generic name and its brand names; `kg.announced` says which documents take them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kg import sources
from kg.announced import Names
from kg.errors import KgError
from kg.model import Concept
from kg.reading.grounding.drug_forms import without_salt, without_suffix
from kg.reading.grounding.lexicon import Lexicon

_LIST: Final = "US Brand Name"
_HINTS: Final = (_LIST.encode(), b"\nFDA Approved")
_LABEL: Final = b"fda_label_indications"
_TITLE: Final = re.compile(r"^title: *['\"]?(.+?)['\"]?\s*$", re.MULTILINE)
_HEAD: Final = 4096  # bytes in which a title with a registered name stands
_REGISTERED: Final = ("®".encode(), "™".encode())
_PAIR: Final = re.compile(
    r"(?P<first>[^\W\d_][\w -]{3,60}?)(?P<one>[®™]?) ?\((?P<second>[^\W\d_][\w -]{3,60}?)(?P<two>[®™]?)\)(?:: .*)?"
)
_SITE: Final = re.compile(r" [-–—|] .{1,40}$")
_BRANDS: Final = re.compile(rf"^{_LIST}(?:\(s\)|s)?:?\s*\n(.{{1,600}}?)(?:\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)
_GENERIC: Final = re.compile(r"[a-z][a-z0-9]{4,}(?:[ -][a-z0-9]+){0,3}")
_BRAND: Final = re.compile(r"[A-Z][A-Za-z0-9]{3,}(?:[ -][A-Z0-9][A-Za-z0-9]*){0,2}")
_SAID: Final = 2
"""Times that a page must say the name of its drug, its title left off."""


def by(path: str, raw: bytes) -> Names:
    """The names that a file gives to the drug it is about, as far as the vocabulary does not know them."""
    if not _may_announce(raw):
        return ()
    try:
        file = sources.opened(path, raw)
        kind = sources.identify(file).name
    except KgError:
        return ()  # it will be set aside when it is read, with the reason
    names = _of_page(file.get("title"), kind, _listed(file.text))
    told = file.text[file.body :].lower()
    return tuple(pair for pair in names if told.count(pair[1]) >= _SAID)


def _may_announce(raw: bytes) -> bool:
    """Whether a closer look is worth its time: front matter is slow to read, and most drug pages are of known drugs."""
    head = raw[:_HEAD]
    kind = "label" if _LABEL in head else "nci_drug" if any(hint in raw for hint in _HINTS) else ""
    if not kind and not any(sign in head for sign in _REGISTERED):
        return False
    title = _TITLE.search(head.decode("utf-8", "ignore"))
    at = raw.find(_LIST.encode())
    brands = _listed(raw[at : at + _HEAD].decode("utf-8", "ignore")) if at >= 0 else []
    return title is None or bool(_of_page(title.group(1), kind, brands))


def _of_page(title: str, kind: str, listed: Sequence[str]) -> Names:
    """The unknown names of a page of a kind, from its title and the brand names that it lists."""
    generic, brands = _of_title(_SITE.sub("", title.strip()), kind)
    base = _base(generic)
    if not _GENERIC.fullmatch(base):
        return ()
    return tuple(sorted(_unknown(generic.lower(), base, [*brands, *(listed if kind == "nci_drug" else ())])))


def _of_title(title: str, kind: str) -> tuple[str, list[str]]:
    """The generic name and the brand names of a title: `Generic (Brand®)`, a label's `Brand (generic)`, `Generic`."""
    pair = _PAIR.fullmatch(title)
    if pair and kind == "label":
        return pair.group("second"), [pair.group("first")]
    if pair and pair.group("two") and not pair.group("one"):
        return pair.group("first"), [pair.group("second")]
    if pair and pair.group("one") and not pair.group("two"):
        return pair.group("second"), [pair.group("first")]
    return (title if kind == "nci_drug" else ""), []


def _listed(text: str) -> list[str]:
    """The brand names that a drug page lists, one a line."""
    found = _BRANDS.search(text)
    return [line.strip(" -*®™†\t\r") for line in found.group(1).split("\n")] if found else []


def _base(generic: str) -> str:
    """The generic name in lower case, without salt and without the suffix of a biological."""
    return without_salt(without_suffix(generic.lower().strip()))


def _unknown(full: str, base: str, brands: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names that the vocabulary has no meaning for."""
    lexicon = Lexicon.load()
    drug = lexicon.ground("drug", base) or lexicon.ground("drug", full)
    if drug is None and lexicon.find(base):
        return  # several drugs, or a disease: nothing that the page alone may name
    name = drug.name if drug else base
    generics = () if drug else (base, full)
    for said in {*(form for one in generics for form in _cases(one)), *filter(_BRAND.fullmatch, brands)}:
        if not lexicon.lookup(said):
            yield said, name


def _cases(generic: str) -> tuple[str, str, str]:
    """A generic name in a sentence, at its beginning, and in a title."""
    return generic, generic[:1].upper() + generic[1:], generic.title()


def lexicon(names: Names) -> Lexicon:
    """The vocabulary, and these names."""
    known = Lexicon.load()
    if not names:
        return known
    return known.with_local({name: (known.ground("drug", drug) or _drug(drug),) for name, drug in names})


def _drug(name: str) -> Concept:
    """A drug that the vocabulary does not know."""
    return Concept("drug", name, known=False)
