"""Names and quantities marked in a passage: of what kind, where, and as which sign of the typed text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, Protocol, cast

from kg.model import Concept, Mention, Passage, Span
from kg.reading.numbers import Quantity, quantities

CONCEPT_KINDS = (
    "drug",
    "intervention",
    "cancer",
    "target",
    "measure",
    "event",
    "agency",
    "organization",
    "trial",
    "arm",
)
QUANTITY_KINDS = ("percent", "duration", "count", "dose", "date", "p_value", "interval", "number")
SIGNS = {kind: chr(0xE000 + i) for i, kind in enumerate((*CONCEPT_KINDS, *QUANTITY_KINDS))}
"""One private-use code point a kind of mark; rules write them as `{drug}`, `{percent}`, …"""
ASIDE = "aside"
"""What a sentence says besides what it tells, which stands for nothing in its typed text (`passed_over.py`)."""


@cache
def signs_of(kinds: tuple[str, ...]) -> frozenset[str]:
    """The code points of some kinds of mark."""
    return frozenset(SIGNS[kind] for kind in kinds)


def any_sign(*kinds: str) -> str:
    """A pattern of a mark of any of some kinds."""
    return f"[{''.join(SIGNS[kind] for kind in kinds)}]"


class Finder(Protocol):
    """What finds names in a passage (`kg.reading.grounding.lexicon.Lexicon`)."""

    def mentions(self, passage: Passage) -> list[Mention]:
        """The mentions of a passage's compact text, in order, none within another."""


class Mark(NamedTuple):
    """A name or a quantity at a place of a passage's compact text.

    Attributes:
        meant: the concept or the quantity; None in the view of a result, which knows its arms and measures itself.

    """

    kind: str
    span: Span
    meant: Concept | Quantity | None = None

    @property
    def concept(self) -> Concept:
        """What a name stands for; only names are asked for it."""
        return cast("Concept", self.meant)

    @property
    def quantity(self) -> Quantity:
        """What a number says; only quantities are asked for it."""
        return cast("Quantity", self.meant)


def passage_marks(passage: Passage, finder: Finder) -> list[Mark]:
    """The marks of a passage's compact text, in order, none within another; of two that overlap the longer one."""
    text = passage.text
    names = [_named(mention, text) for mention in finder.mentions(passage)]
    numbers = [Mark(q.kind, q.span, q) for q in quantities(text)]
    return _joined(text, _apart([m for m in names if m], numbers))


def _named(mention: Mention, text: str) -> Mark | None:
    """A mark for a mention that stands for one thing; a ® or ™ after it belongs to it."""
    concept = mention.concept
    if concept is None or concept.kind not in SIGNS:
        return None
    if torn := _torn(mention, text):
        return torn
    end = mention.span.end
    while end < len(text) and text[end] in "®™†":
        end += 1
    return Mark(concept.kind, Span(mention.span.start, end), concept)


_INITIALS = re.compile(r"[A-Z][A-Za-z0-9]{0,6}")
_TORN = re.compile(r"(?<![\w-])[A-Z][a-z]{0,3}[-–]$")


def _torn(mention: Mention, text: str) -> Mark | None:
    """The regimen whose initials go before another's, and which no table knows: "D-XYz" is not XYz."""
    start = mention.span.start
    if mention.concept is None or mention.concept.kind != "drug" or text[start - 1 : start] not in ("-", "–"):
        return None
    said, before = mention.span.of(text), _TORN.search(text, max(0, start - 6), start)
    if before is None or not _INITIALS.fullmatch(said) or sum(letter.isupper() for letter in said) < 2:
        return None
    whole = Span(before.start(), mention.span.end)
    return Mark("drug", whole, Concept("drug", whole.of(text), known=False))


def _apart(names: Sequence[Mark], numbers: Sequence[Mark]) -> list[Mark]:
    """Both in one order; a number within a name is the name's, a name within a number is dropped."""
    kept: list[Mark] = []
    for mark in sorted((*names, *numbers), key=lambda m: (m.span.start, -m.span.end)):
        if kept and mark.span.start < kept[-1].span.end:
            before = kept[-1]
            if mark.span.end - mark.span.start > before.span.end - before.span.start:
                kept[-1] = mark
            continue
        kept.append(mark)
    return kept


_GLOSS = re.compile(r"\s?[(\[]\s?(?:or |known as |also called |formerly )?$")


def _joined(text: str, marks: list[Mark]) -> list[Mark]:
    """A name and the same name in brackets behind it ("sorafenib (Nexavar®)") as one mark."""
    kept: list[Mark] = []
    for mark in marks:
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.meant == mark.meant
            and text[mark.span.end : mark.span.end + 1] in (")", "]")
            and _GLOSS.fullmatch(text[before.span.end : mark.span.start])
        ):
            kept[-1] = Mark(before.kind, Span(before.span.start, mark.span.end + 1), before.meant)
        else:
            kept.append(mark)
    return kept
