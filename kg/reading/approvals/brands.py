"""Trade names: blocks of "US Brand Name(s)", and names beside a generic one ("sorafenib (Nexavar®)")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.approvals.topics import Page, is_no_prose
from kg.reading.context import Proposal
from kg.reading.marks import Mark
from kg.reading.matching.prefilter import prefiltered
from kg.reading.patterns import pattern

_TITLE = prefiltered(r"\W*(?:u\.?s\.? )?brand names?(?:\(s\))?:?\W*$", re.I)
_NAME = re.compile(r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w-]+|\d{1,3}))*")
_BRACKETS = re.compile(r"(?P<a>[^()\[\]]+?)[®™]?\s?[(\[](?P<b>[^()\[\]]+)[)\]]")
_GENERIC = re.compile(r"(?i)\b(?:acid|vitamin\b.*|sodium|calcium|interleukin\b.*)$")
"""Ends of chemical names, which are written like trade names in tables: "(Folinic Acid)"."""
_SIGNS = "®™† "
_INITIALS = re.compile(r"[^a-z]+s?")
"""Initials, which mostly stand for a class of drugs; of several drugs they end in "s" ("SSRIs")."""


def read(about: Page) -> Iterator[Proposal]:
    """The trade names that a document gives for its drugs."""
    listing: Sentence | None = None
    titled = about.context.annotated.indices(_TITLE)
    for sentence in about.context.annotated:
        if sentence.index in titled and _TITLE.match(sentence.text):
            listing = sentence
        elif listing is not None:
            if re.match(r"\W*FDA approved", sentence.text, re.I) or sentence.passage.block == "heading":
                listing = None
            elif about.drug is not None:
                yield from _listed(about.drug, sentence, (*about.drug_at, listing.source()))
        elif sentence.of_kind("drug") and not is_no_prose(sentence):
            yield from _beside(sentence)


def _listed(drug: Concept, sentence: Sentence, above: tuple[Span, ...]) -> Iterator[Proposal]:
    """Names of a block, one a line of the source, below the page's title and the list's."""
    source, text = sentence.source(), sentence.document.text
    at = source.start
    for line in source.of(text).splitlines(keepends=True):
        name = line.strip(" -*\t\r\n")
        if _NAME.fullmatch(name.strip(_SIGNS)):
            start = at + line.index(name)
            yield _proposal(drug, name, Span(start, start + len(name)), "brand.listed", above)
        at += len(line)


def _beside(sentence: Sentence) -> Iterator[Proposal]:
    for mark in sentence.of_kind("drug"):
        words = mark.span.of(sentence.passage.text)
        name = _brand(mark, words)
        if name is not None and not _is_common(sentence, name):
            yield _proposal(mark.concept, name, sentence.passage.source_span(mark.span), "brand.beside")
    for found in sentence.finditer(pattern(r"{drug} \((?P<name>(?-i:[A-Z][\w-]*[a-z][\w-]*)(?: [A-Z]\w+)?)[®™]\)")):
        drug = sentence.marks_in(found.start(), found.start() + 1)[0].concept
        if _NAME.fullmatch(found.group("name")):
            yield _proposal(drug, found.group("name"), sentence.source(*found.span()), "brand.registered")


def _is_common(sentence: Sentence, name: str) -> bool:
    """Whether the document writes a name small, as no trade name is: "(hydroxydaunomycin)"."""
    small = re.compile(rf"(?<!\w){re.escape(name.lower())}(?!\w)")
    return any(small.search(passage.text) for passage in sentence.document.passages)


def _brand(mark: Mark, words: str) -> str | None:
    """The trade name in "generic (Brand)" or "Brand (generic)", or None."""
    said = words.strip(_SIGNS)
    found = _BRACKETS.fullmatch(said) if said.endswith((")", "]")) else None
    if found is None:
        return None
    generic = mark.concept.name.split()[0].lower()
    sides = [found.group("a").strip(_SIGNS), found.group("b").strip(_SIGNS)]
    others = [side for side in sides if not side.lower().startswith(generic)]
    if (
        len(others) != 1
        or not _NAME.fullmatch(others[0])
        or _GENERIC.search(others[0])
        or (_INITIALS.fullmatch(others[0]) and "®" not in words)
    ):
        return None
    return others[0]


def _proposal(drug: Concept, name: str, span: Span, rule: str, above: tuple[Span, ...] = ()) -> Proposal:
    return Proposal("brand_name", {"drug": drug, "name": name.strip(_SIGNS)}, span, rule, above)
