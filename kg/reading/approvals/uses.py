"""The uses of one bullet of a list of indications: diseases, companions, setting.

"**Renal cell carcinoma** that is advanced. It is used with A or B as the first treatment." is two uses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby

from kg.model import Concept, Passage, Span
from kg.reading.annotate import Sentence
from kg.reading.approvals.companions import companions
from kg.reading.approvals.indications import FAMILY, cues, diseases, grounded, joined, setting, unglossed
from kg.reading.patterns import pattern

Given = tuple[tuple[Concept, ...], ...]
NOTHING: Given = ((),)


@dataclass(frozen=True)
class Block:
    """A passage with its sentences."""

    passage: Passage
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The passage's compact text."""
        return self.passage.text.strip()

    @property
    def open(self) -> bool:
        """Whether it announces what follows."""
        return self.text.endswith(":")

    @property
    def bold(self) -> bool:
        """Whether it begins in bold."""
        return head_end(self) > 0


@dataclass(frozen=True)
class Use:
    """What a drug is given for, with what, and when.

    Attributes:
        given: alternatives of companions; None where the bullet does not say.
        beside: companions that are no drugs (radiation therapy).
        told: whether a sentence "It is used …" was read.

    """

    cancers: tuple[Concept, ...] = ()
    given: Given | None = None
    beside: tuple[str, ...] = ()
    setting: str | None = None
    told: bool = False
    notes: frozenset[str] = field(default_factory=frozenset)

    def extended(self, sentence: Sentence, start: int) -> Use:
        """The use with what a range of a sentence adds."""
        end = len(sentence.typed)
        found = companions(sentence, start, end)
        beside = pattern("{with_cue}{intervention}", FAMILY).search(sentence.typed, start, end)
        alone = re.search(r"\balone\b(?! or)", sentence.typed[start:end]) and found is None
        cuts = [(found.start, found.end)] if found else []
        words = setting(sentence, start, end, cuts)
        return replace(
            self,
            given=found.alternatives if found else NOTHING if alone else self.given,
            beside=(*self.beside, sentence.words(*beside.span())) if beside else self.beside,
            setting=joined([self.setting, words]),
            notes=self.notes | frozenset(re.findall(r"[¹²³]", sentence.text)),
        )


def blocks(sentences: tuple[Sentence, ...]) -> list[Block]:
    """The passages of a document that hold sentences, in order."""
    grouped = (tuple(group) for _, group in groupby(sentences, lambda sentence: id(sentence.passage)))
    return [Block(group[0].passage, group) for group in grouped]


_BOLD = re.compile(r"\*\*(?=[^\s*])[^*]{1,600}(?:\*(?!\*)[^*]{1,300}){0,4}\*\*")
_ITEM_END = re.compile(r"\n\s*\n|\n\s*[-*+] ")
_BETWEEN = re.compile(r"(?:[,\s]|\bor\b|\band\b|\([^()]{0,40}\))+")


def _bold_spans(block: Block) -> list[Span]:
    """Where a block's source stands in bold."""
    text = block.sentences[0].document.text
    start = block.passage.offsets.source_of(0)
    while start and text[start - 1] in "[*_":
        start -= 1
    stop = _ITEM_END.search(text, start)
    return [Span(*m.span()) for m in _BOLD.finditer(text, start, stop.start() if stop else len(text))]


def head_end(block: Block) -> int:
    """Where the bold words at a block's start end in its compact text; 0 where there are none.

    Bold words that "or", "and", commas or a gloss part from them belong to them.
    """
    passage, bold = block.passage, _bold_spans(block)

    def is_bold(at: int) -> bool:
        return at < len(passage.text) and any(w.start <= passage.offsets.source_of(at) < w.end for w in bold)

    end = at = 0
    while at < min(len(passage.text), 200):
        between = _BETWEEN.match(passage.text, at)
        if is_bold(at):
            at = end = at + 1
        elif end and between and is_bold(between.end()):
            at = between.end()
        else:
            break
    return end


def typed_index(sentence: Sentence, place: int) -> int:
    """The place in the typed text of a place in the passage."""
    return min(bisect_left(sentence.starts, place), len(sentence.typed))


def named_at(sentence: Sentence, end: int) -> tuple[tuple[Concept, ...], int]:
    """The diseases that the first words of a sentence name, and where these words end in its typed text.

    Args:
        sentence: whose first words are read.
        end: where they end in the passage, as its bold print says; 0 where it does not.

    """
    if end <= sentence.span.start:
        found = pattern("{named_head}", FAMILY).match(sentence.typed)
        stop = found.end() if found else 0
    else:
        stop = typed_index(sentence, end)
    words = sentence.words(0, stop)
    marks = sentence.marks_in(0, stop, "cancer")
    if len(marks) == 1 and marks[0].span.of(sentence.passage.text).strip(" .:") == words.strip(" .:"):
        return (marks[0].concept,), stop
    return parted(words), stop


@cache
def parted(words: str) -> tuple[Concept, ...]:
    """The diseases of "ovarian epithelial, fallopian tube, or primary peritoneal cancer".

    What is no disease of its own ("nausea and vomiting") stays one condition.
    """
    text = re.sub(r"\s*\([A-Z][\w/ -]*\)", "", words).strip(" .,:;¹²³").lower()
    if not re.search(r"[a-z]{3}", text):
        return ()
    whole = grounded("cancer", text)
    if not whole.known and "(" in text:
        text = unglossed(text)
        whole = grounded("cancer", text)
    noun = _noun(text)
    if whole.known or not noun:
        return (whole,)
    parts = [p for p in re.split(r",? (?:and/or|or|and) (?!neck\b)|, ", text) if p and not p.startswith("other ")]
    return tuple(grounded("cancer", p if _noun(p) else f"{p} {noun}") for p in parts)


def _noun(words: str) -> str:
    """The head of a disease's name, in the singular; "" where its last word is no such head."""
    found = pattern(r"[\w-]*(?:{disease_noun})(?=s?$)", FAMILY).search(words)
    return found.group() if found else ""


def is_disease(cancer: Concept) -> bool:
    """Whether what was taken for a disease is one: known, or with a disease's head."""
    return cancer.known or bool(_noun(cancer.name))


def uses_of(block: Block, base: Use, start: int = 0) -> list[Use]:
    """The uses that a bullet tells, the first from the place `start` of its first sentence's typed text."""
    first = block.sentences[0]
    if start == 0 and (told := cues("use_sentence").match(first.typed)):
        start = told.end()
    uses = [base.extended(first, start)]
    for sentence in block.sentences[1:]:
        if sentence.search_text(cues("notes")):
            uses[-1] = replace(uses[-1], notes=uses[-1].notes | frozenset(re.findall(r"[¹²³]", sentence.text)))
            continue
        told = cues("use_sentence").match(sentence.typed)
        apart = told and ("also" in told.group() or (uses[-1].told and "given" not in told.group()))
        if told and apart:
            uses.append(base if "also" in told.group() else replace(uses[0], given=base.given, told=True))
        start = told.end() if told else 0
        uses[-1] = replace(uses[-1].extended(sentence, start), told=uses[-1].told or bool(told))
    return uses


def own_cancers(sentence: Sentence) -> tuple[Concept, ...]:
    """The diseases that a nested bullet names for itself ("for squamous cell carcinoma that …")."""
    lead = r"(?:for |as (?:[\w-]+ ){1,4}for )?(?:(?:[\w-]+,? ){0,4}?)(?={cancer})"
    found = pattern(lead, FAMILY).match(sentence.typed)
    if found is None or re.match(r"(?:in|with|whose|who|alone|after)\b", sentence.typed, re.I):
        return ()
    return tuple(d.concept for d in diseases(sentence, 0, min(found.end() + 60, len(sentence.typed))))
