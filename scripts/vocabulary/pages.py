"""What NCI's pages state of drugs: generic and brand names, ids of the NCI Drug Dictionary, DailyMed and NCIt.

Names and identifiers are facts; no sentence of a page is carried over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from kg.reading.grounding.drug_forms import without_salt, without_suffix

from .inputs import Inputs, words

_LINK: Final = re.compile(r"\[([^\]\[]{2,120})\]\(/about-cancer/treatment/drugs/([a-z0-9-]+)\)")
_BRAND: Final = re.compile(r"(?!(?:Topical|Oral|Injection)$)[A-Za-z0-9][\w -]*")
NAMED: Final = dict(line.split("\t") for line in sorted(words("generics.tsv")))
"""Generics that are called otherwise than the page's title less its salt."""


@dataclass
class Page:
    """What the pages say of one drug page or its link.

    Attributes:
        slug: the last part of the page's address.
        title: the drug as the page or the links to it call it.
        brands: US brand names.
        curies: ids that the page gives, of the salt where the title names one.
        parts: of a regimen: the drugs as its page links them.

    """

    slug: str
    title: str = ""
    brands: set[str] = field(default_factory=set)
    curies: set[str] = field(default_factory=set)
    parts: tuple[str, ...] = ()

    @property
    def regimen(self) -> bool:
        """Whether it is a combination known by its initials."""
        return bool(self.parts) or bool(re.fullmatch(r"(?:[A-Za-z]*[A-Z]{2}[A-Za-z-]*(?: [A-Z]{1,4})?)", self.title))


def pages(inputs: Inputs) -> dict[str, Page]:
    """Everything that the documents say of drug pages, by the page's slug."""
    found: dict[str, Page] = {}
    texts: dict[str, set[str]] = defaultdict(set)
    for text in inputs.pages.values():
        for anchor, slug in _LINK.findall(text):
            texts[slug].add(re.sub(r"\s+", " ", anchor.replace("*", "")).strip())
    for name, text in inputs.pages.items():
        slug = name.removeprefix("about-cancer-treatment-drugs-")
        if slug != name and "](https://www.cancer.gov/publications/dictionaries/cancer-drug/def/" in text:
            found[slug] = own(slug, text)
    for slug in sorted(texts):
        linked(found.setdefault(slug, Page(slug)), texts[slug])
    return {slug: page for slug, page in sorted(found.items()) if page.title}


def own(slug: str, text: str) -> Page:
    """What a drug's own page says."""
    title = re.search(r"^title: '?(.*?) - NCI'?$", text, re.M)
    page = Page(slug, title.group(1) if title else "")
    brands = re.search(r"^US Brand Name\(s\)\n\n(.*?)\n\n", text, re.M | re.S)
    if brands:
        page.brands = {b.strip() for b in brands.group(1).split("\n") if b.strip()}
    for prefix, pattern in (
        ("NCIDD", r"cancer-drug/def/([a-z0-9-]+)"),
        ("NCIT", r"clinical-trials/intervention/(C\d+)"),
        ("DAILYMED", r"setid=([0-9a-f-]{36})"),
    ):
        page.curies |= {f"{prefix}:{i}" for i in re.findall(pattern, text)[:1]}
    rows = re.findall(r"^\|[^|]*\|\s*=\s*\[([^\]]+)\]\(/about-cancer/treatment/drugs/", text, re.M)
    page.parts = tuple(rows)
    return page


def linked(page: Page, texts: set[str]) -> None:
    """What the links to a drug's page call it: `Generic`, `Brand (Generic)` or `Generic (Brand)`."""
    flat = page.slug.replace("-", "")
    plain = sorted(t for t in texts if not re.search(r"[()]", t))
    pairs = [m.groups() for t in sorted(texts) if (m := re.fullmatch(r"(.+?) ?\((.+)\)", t))]
    if not page.title:
        names = [*plain, *(p for pair in pairs for p in pair)]
        page.title = next((n for n in names if _flat(n) == flat), "")
        page.title = page.title or next((n for n in names if _flat(generic(n)) == flat), "")
        page.title = page.title or (plain[0] if plain and not pairs else "")
    wanted = generic(page.title)
    for one, other in pairs:
        if generic(one) == wanted and generic(other) != wanted:
            page.brands |= {b.strip() for b in other.split(",")}
        elif generic(other) == wanted:
            page.brands.add(one)
    page.brands = {b for b in page.brands if _BRAND.fullmatch(b)}


def _flat(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def generic(title: str) -> str:
    """The generic name in lower case, without salt and without the suffix of a biological.

    >>> generic("Sorafenib Tosylate"), generic("Zolbetuximab-clzb"), generic("Arsenic Trioxide")
    ('sorafenib', 'zolbetuximab', 'arsenic trioxide')
    >>> generic("Trifluridine and Tipiracil Hydrochloride"), generic("Ado-Trastuzumab Emtansine")
    ('trifluridine and tipiracil', 'ado-trastuzumab emtansine')
    """
    name = title.lower().strip()
    if name in NAMED:
        return NAMED[name]
    parts = [without_salt(without_suffix(part)) for part in name.split(" and ")]
    joined = " and ".join(parts)
    return NAMED.get(joined, joined)
