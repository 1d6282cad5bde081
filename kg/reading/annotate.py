"""Sentences with their names and numbers marked, in the form that rules are written for.

In a sentence's *typed text* every mark (a drug, a cancer, a percentage, …) is one private-use code point of
its kind, so that a rule says "a drug, then *inhibits*, then targets" and never a name. `Sentence` leads back
from the typed text to the passage and to the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from kg.model import Document, Passage, Span
from kg.reading.marks import ASIDE, SIGNS, Finder, Mark, passage_marks, signs_of
from kg.reading.matching.held import Held, Words, each
from kg.reading.matching.prefilter import Choices, Index, plain
from kg.reading.text.references import is_reference
from kg.reading.text.sentences import sentences
from kg.reading.typed import cuts_a_word, reads_otherwise, typed_text

Given = ParamSpec("Given")
Made = TypeVar("Made")


def once_a_sentence(
    function: Callable[Concatenate[Sentence, Given], Made],
) -> Callable[Concatenate[Sentence, Given], Made]:
    """A function of a sentence that several readers ask for, worked out once for the same sentence and arguments.

    What it returns is shared: nobody may change it.
    """

    @wraps(function)
    def known(sentence: Sentence, /, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        key = (function, args, *kwargs.items())
        made: Made
        try:
            made = sentence.worked_out[key]
        except KeyError:
            made = sentence.worked_out[key] = function(sentence, *args, **kwargs)
        return made

    return known


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage with its marks.

    Attributes:
        index: its place among the document's sentences.
        span: its place in the passage's compact text.
        marks: in order, none within another.
        typed: its text with each mark as one code point of `SIGNS`.
        starts: for each code point of `typed`, where it begins in the passage; one more for the end.
        held: what the sentences of its document hold; None for one that stands by itself, or in a list of references,
            whose names and titles few passes look at.

    """

    document: Document
    passage: Passage
    index: int
    span: Span
    marks: tuple[Mark, ...]
    typed: str
    starts: tuple[int, ...]
    held: Held | None = field(default=None, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """The sentence's compact text."""
        return self.span.of(self.passage.text)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of its marks."""
        return frozenset([mark.kind for mark in self.marks])

    @cached_property
    def worked_out(self) -> dict[Hashable, Any]:
        """What was worked out of it (`once_a_sentence`)."""
        return {}

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.span.start for mark in self.marks]

    @cached_property
    def _asides(self) -> dict[int, int]:
        """Where each aside begins, by its end."""
        return {mark.span.end: mark.span.start for mark in self.marks if mark.kind == ASIDE}

    def may_match(self, asked: re.Pattern[str] | Index[Any], *kinds: str) -> bool:
        """Whether a pattern, or any of an index, may match its words or its typed text; quick.

        These as they stand, or with marks of some kinds.
        """
        held = self.held and self.held.adding(signs_of(kinds)) if kinds else self.held
        return held is None or held.may_match(self.index, asked)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match of a pattern in its typed text."""
        if self.held is None:
            return pattern.search(self.typed)
        return plain(pattern).search(self.typed) if self.held.may_match(self.index, pattern) else None

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a pattern in its typed text."""
        if self.held is None:
            return pattern.finditer(self.typed)
        return plain(pattern).finditer(self.typed) if self.held.may_match(self.index, pattern) else iter(())

    def candidates(self, index: Index[Made]) -> Sequence[tuple[re.Pattern[str], Made]]:
        """The patterns of an index that may match its typed text, in order, each with what it means."""
        return index.candidates(self.typed) if self.held is None else self.held.candidates(index, self.index)

    def chosen(self, choices: Choices) -> Iterator[re.Match[str]]:
        """The matches of choices in its typed text."""
        return choices.finditer(self.typed, self._among(choices))

    def chosen_text(self, choices: Choices) -> Iterator[re.Match[str]]:
        """The matches of choices in its words."""
        return choices.finditer(self.text, self._among(choices))

    def _among(self, choices: Choices) -> Sequence[tuple[re.Pattern[str], None]] | None:
        """The choices that it may match; None where nothing is known of it."""
        return None if self.held is None else self.held.candidates(choices.index, self.index)

    def search_text(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match of a pattern in its words."""
        if self.held is None:
            return pattern.search(self.text)
        return plain(pattern).search(self.text) if self.held.may_match(self.index, pattern) else None

    def finditer_text(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a pattern in its words."""
        if self.held is None:
            return pattern.finditer(self.text)
        return plain(pattern).finditer(self.text) if self.held.may_match(self.index, pattern) else iter(())

    def place(self, start: int, end: int) -> Span:
        """A range of the typed text as a span of the passage's compact text."""
        stop = self.starts[end] if end > start else self.starts[start]
        return Span(self.starts[start], self._asides.get(stop, stop) if ASIDE in self.kinds else stop)

    def words(self, start: int = 0, end: int | None = None) -> str:
        """What stands at a range of the typed text, as it reads."""
        return self.place(start, len(self.typed) if end is None else end).of(self.passage.text).strip()

    def marks_in(self, start: int, end: int, *kinds: str) -> list[Mark]:
        """The marks within a range of the typed text, of the given kinds (all, where none is given)."""
        place = self.place(start, end)
        low, high = bisect_left(self._mark_starts, place.start), bisect_left(self._mark_starts, place.end)
        return [m for m in self.marks[low:high] if not kinds or m.kind in kinds]

    def typed_at(self, mark: Mark) -> int:
        """The place of a mark in the typed text."""
        return bisect_right(self.starts, mark.span.start) - 1

    def typed_of(self, span: Span) -> str:
        """The typed text of a range of the passage's compact text."""
        return self.typed[bisect_right(self.starts, span.start) - 1 : bisect_left(self.starts, span.end)]

    def of_kind(self, *kinds: str) -> list[Mark]:
        """The sentence's marks of the given kinds, in order."""
        if not self.marks or self.kinds.isdisjoint(kinds):
            return []
        return [m for m in self.marks if m.kind in kinds]

    def beside(self, held: Held | None) -> Sentence:
        """It among other sentences."""
        return replace(self, held=held)

    def source(self, start: int = 0, end: int | None = None) -> Span:
        """Where a range of the typed text (the whole sentence by default) stands in the document's text."""
        place = self.span if (start, end) == (0, None) else self.place(start, end or len(self.typed))
        return self.passage.source_span(place)


@dataclass(frozen=True, eq=False)
class Annotated:
    """A document as its sentences, in order; the same only as itself.

    Going through it passes over its lists of references, which tell what other documents are called: of these
    `sentences` alone holds the items, without marks.
    """

    document: Document
    sentences: tuple[Sentence, ...]

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self._prose)

    def holding(self, *needed: re.Pattern[str] | Index[Any], kinds: tuple[str, ...] = ()) -> Iterator[Sentence]:
        """The sentences that hold a mark of a kind, or that a pattern (one of an index) may match, in order.

        It may match their words or their typed text.
        """
        if not self.sentences or (held := self.sentences[0].held) is None:
            return (s for s in self._prose if needed or not s.kinds.isdisjoint(kinds))
        places = 0
        for one in needed:
            places |= held.anywhere(one) if isinstance(one, Index) else held.places(one)
        marked = held.marked(signs_of(kinds)) & ~places
        found = (self.sentences[place] for place in each(places | marked) if place in self._prose_places)
        if not marked:
            return found
        asked = frozenset(each(places))
        return (
            s for s in found if s.index in asked or not s.kinds.isdisjoint(kinds)
        )  # some lost marks (`passed_over`)

    def indices(self, *needed: re.Pattern[str] | Index[Any], kinds: tuple[str, ...] = ()) -> frozenset[int]:
        """The indices of these sentences."""
        return frozenset([sentence.index for sentence in self.holding(*needed, kinds=kinds)])

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before one in its passage; None for the first."""
        before = self.sentences[sentence.index - 1] if sentence.index else None
        return before if before is not None and before.passage is sentence.passage else None

    @cached_property
    def by_place(self) -> Mapping[Span, Sentence]:
        """Its sentences by the words of the document that they are; those of a list of references left out."""
        return {sentence.source(): sentence for sentence in self}

    @cached_property
    def _prose(self) -> tuple[Sentence, ...]:
        return tuple(s for s in self.sentences if not is_reference(s.passage))

    @cached_property
    def _prose_places(self) -> frozenset[int]:
        return frozenset(s.index for s in self._prose)


def annotate(
    document: Document, finder: Finder, before: Annotated | None = None, alike: Callable[[str], bool] | None = None
) -> Annotated:
    """The document's sentences with all names and numbers marked.

    Args:
        document: as a source read it.
        finder: what finds the names.
        before: the document as another finder's names marked it.
        alike: whether both finders find the same in a text, so that its sentences stay as they were.

    """
    earlier: dict[int, list[Sentence]] = {}
    for one in before.sentences if before else ():
        earlier.setdefault(id(one.passage), []).append(one)
    found: list[Sentence] = []
    held = Held()
    for passage in document.passages:
        if id(passage) in earlier and alike is not None and alike(passage.text):
            found += [one.beside(one.held and held) for one in earlier[id(passage)]]
            continue
        cited = is_reference(passage)
        marks = [] if cited else passage_marks(passage, finder)
        starts = [m.span.start for m in marks]
        for span in sentences(passage):
            low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
            inside = [m for m in marks[low:high] if m.span.end <= span.end]
            typed = typed_text(passage.text, span, inside)
            found.append(Sentence(document, passage, len(found), span, tuple(inside), *typed, None if cited else held))
    held.take(_words(found, before), ([SIGNS[mark.kind] for mark in one.marks] for one in found))
    return Annotated(document, tuple(found))


def _words(found: Sequence[Sentence], before: Annotated | None) -> Words:
    """The words that sentences hold: those of the document as it was marked before, where they are the same."""
    texts = [_words_held(one) if one.held else "" for one in found]
    known = before.sentences[0].held if before and before.sentences else None
    return known.words if known and known.words.texts == texts else Words(texts)


def _words_held(sentence: Sentence) -> str:
    """The words of a sentence; its typed text too, where that holds others, or a mark begins or ends within a word."""
    text = sentence.passage.text
    words = sentence.span.of(text)
    return f"{words} {sentence.typed}" if reads_otherwise(words) or cuts_a_word(text, sentence.marks) else words


def remarked(original: Sentence, marks: Sequence[Mark]) -> Sentence:
    """A sentence of a document with other marks than its own, in order."""
    held = original.held
    if held is not None:
        new = frozenset(SIGNS[mark.kind] for mark in marks if mark.kind not in original.kinds)
        cut = cuts_a_word(original.passage.text, marks)
        held = None if cut else held.adding(new) if new else held
    return remade(original, original.passage, marks, held)


def remade(original: Sentence, passage: Passage, marks: Iterable[Mark], held: Held | None = None) -> Sentence:
    """A sentence in its passage, be that in other words, with these marks; by itself unless others are held beside."""
    inside = tuple(marks)
    typed, starts = typed_text(passage.text, original.span, inside)
    return replace(original, passage=passage, marks=inside, typed=typed, starts=starts, held=held)
