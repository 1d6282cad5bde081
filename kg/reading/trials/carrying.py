"""Which paragraphs and list items go on with the trial that is told of before them, in a summary of many trials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Concept, Document, Passage, Span
from kg.reading.annotate import Sentence
from kg.reading.patterns import any_of
from kg.reading.trials.introduced import NEW


@dataclass
class Numbering:
    """Where the reading of numbered lists stands: the last numbers of a list and of one within its item; 0 for none."""

    outer: int = 0
    inner: int = 0

    def within(self, number: int, behind_item: bool, behind_trial: bool, anew: bool = False) -> bool:
        """Whether an item of this number stands within what is told before it.

        The number that comes next within an item may come next in the list as well (1, 1, 2): it stands within,
        unless it tells of something of its own.

        Args:
            number: its number.
            behind_item: whether another item is right before it.
            behind_trial: whether a paragraph that tells of a trial is.
            anew: whether it brings in a trial.

        >>> list_ = Numbering()
        >>> [list_.within(n, True, False) for n in (3, 4, 1, 2, 5)]
        [False, False, True, True, False]
        >>> list_ = Numbering()
        >>> [list_.within(n, True, False, anew) for n, anew in ((1, True), (1, False), (2, False), (2, True))]
        [False, True, True, False]
        """
        below = number == 1 and (behind_trial or (behind_item and self.outer > 0 == self.inner))
        if below or (self.inner and number == self.inner + 1 and not (anew and number == self.outer + 1)):
            self.outer, self.inner = self.outer if behind_item else 0, number
            return True
        self.outer, self.inner = number, 0
        return False


@dataclass
class Given:
    """What a passage tells of: the drugs, and whether it names a trial."""

    drugs: set[Concept] = field(default_factory=set)
    named: bool = False

    def add(self, sentence: Sentence, named: bool) -> None:
        """Note what one of its sentences tells of."""
        self.drugs.update(m.concept for m in sentence.of_kind("drug"))
        self.named = self.named or named

    def elsewhere(self, sentence: Sentence, before: Passage | None) -> bool:
        """Whether an item behind one that names a trial, beside it in the list, tells of other drugs alone."""
        passage = sentence.passage
        beside = before is not None and (before.block, before.depth, before.path) == (
            "bullet",
            passage.depth,
            passage.path,
        )
        if not (self.named and self.drugs and beside and passage.block == "bullet"):
            return False
        drugs = {m.concept for m in sentence.of_kind("drug")}
        back = any_of("trials", "this_trial").search(sentence.text) or sentence.search_text(any_of("trials", "goes_on"))
        return bool(drugs) and not (drugs & self.drugs or back)


def carried(
    current: Concept | None, numbering: Numbering, sentence: Sentence, before: Passage | None, named: bool = False
) -> Concept | None:
    """The trial that a new paragraph or list item goes on with: an item goes on with what stands above it.

    Args:
        current: the trial that is told of before; None where none is.
        numbering: how far the numbered lists have come; it is moved on.
        sentence: the first of the paragraph or item.
        before: the passage before it.
        named: whether the sentence names a trial.

    """
    passage = sentence.passage
    within = _within(current, numbering, sentence, before, named)
    if before is None or current is None or passage.block == "heading":
        return None
    if passage.block == "row" and passage.path[: len(before.path)] == before.path:
        return current
    if passage.path != before.path:
        return None
    if passage.block == "bullet":
        anew = passage.depth == 0 and not within and item_number(sentence.document, passage)
        return None if anew and not _PART.search(sentence.text[:120]) else current
    taken_up = any_of("trials", "this_trial" if before.block == "bullet" else "back").search(sentence.text[:120])
    return current if taken_up or sentence.search_text(any_of("trials", "goes_on")) else None


def tells_of_all(sentence: Sentence) -> bool:
    """Whether an item tells in the present what holds of all, and what no trial found."""
    return sentence.passage.block == "bullet" and bool(any_of("trials", "told_of_all").match(sentence.text))


def _within(
    current: Concept | None, numbering: Numbering, sentence: Sentence, before: Passage | None, named: bool
) -> bool:
    passage = sentence.passage
    if before is None or before.path != passage.path:
        numbering.outer = numbering.inner = 0
    number = int(item_number(sentence.document, passage) or 0) if passage.block == "bullet" else 0
    if not number or before is None:
        return False
    told = current is not None
    anew = named or not told or _brings_in(sentence)
    return numbering.within(number, before.block == "bullet", before.block == "paragraph" and told, anew)


def _brings_in(sentence: Sentence) -> bool:
    """Whether an item brings in a trial, or tells whom a treatment was given to."""
    text = sentence.passage.text
    return bool(NEW.search(text) or any_of("trials", "treated").search(text)) or "randomly assigned" in text


_PART = re.compile(r"\b(?:(?:of|in) this (?:\w+ )?|[Ii]n the same )(?:trial|study|analysis|review)\b")
"""A numbered item that tells of a part of the trial before it: "Stratum 2 of the second part of this trial"."""
_ITEM = re.compile(r"[ \t]*(?:(\d+)[.)]|[-*+•])\s*$")


def item_number(document: Document, passage: Passage) -> str:
    """The number of a list item as it stands in the text ("3"), or "" for an item without one."""
    start = passage.offsets.source_of(0)
    line = document.text.rfind("\n", 0, start) + 1
    found = _ITEM.match(document.text[line:start].rstrip("*_[ ") + " ")
    return (found.group(1) or "") if found else ""


CITED = re.compile(r"#(?:cit/)?(?:section[_.])([\w.]+)$")
"""The target of a link that cites an entry of a reference list, as `section.number`."""


def citations(links: Iterable[tuple[Span, str]]) -> set[str]:
    """The references that links cite, as `section.number`.

    >>> sorted(citations([(Span(4, 7), "#cit/section_4.12"), (Span(9, 12), "/glossary")]))
    ['4.12']
    """
    return {found.group(1) for _, target in links if (found := CITED.search(target))}


def is_below(document: Document, item: Passage, head: Passage) -> bool:
    """Whether an item without a number tells on what a passage above it cites a paper for: it cites no other."""
    if item.block != "bullet" or item.path != head.path or item_number(document, item):
        return False
    if head.block == "bullet" and not item_number(document, head):
        return False
    above = citations(head.links)
    return bool(above) and citations(item.links) <= above
