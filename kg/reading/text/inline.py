"""The words of one block of Markdown without their markup, and the way back to the source.

No CommonMark library says where an inline piece stands in its source, so this is a scanner of our own: one pass
over the block, linear in its length whatever it holds. It reads the inline constructs of CommonMark 0.31.2
(chapter 6) that documents use; links by reference stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from kg.model import Span
from kg.reading.text.compact import Edit, compact, compact_span, edit
from kg.reading.text.inline_tokens import (
    BLANKS,
    INLINE_TAG,
    SPECIAL,
    TARGET,
    TOKEN,
    ZERO_WIDTH,
    address,
    entity,
    flanks,
)

WHOLE = 300
"""The longest words of a link or emphasis, in code points, that a quote takes in whole."""

DEEPEST = 8
"""Brackets in a row that may open something; what is more is words."""

_SEPARATORS = re.compile(r"[\s,;–—-]*+(?:and\b\s*+)?")
_NOTE_NUMBERS = re.compile(r"[\s\d,;–—-]*\d[\s\d,;–—-]*")
_ENLARGE = re.compile(r"\s*Enlarge(?: Image)?\s*", re.IGNORECASE)
_GLUED = re.compile(r"\bm−2(?=[a-z]{3})")
"""A unit whose raised figure is glued to the word behind it, as journals on the web have it: "100 mg m−2cisplatin"."""
_SENTENCE_WITHIN = re.compile(r"[.!?]\s+\S")


class _Bracket(NamedTuple):
    """An open bracket: where it and its words begin, and how many links and notes were read before it."""

    start: int
    words: int
    links: int
    notes: int


class _Link(NamedTuple):
    """A link: its place, that of its words, and its target."""

    start: int
    end: int
    words: Span
    target: str


class Inline:
    """One block, scanned.

    Attributes:
        text: the compact text, without white space at its ends.
        offsets: from `text` to the source.
        wholes: source spans that a quote must not cut, sorted.
        links: the linked stretches of `text` with their targets, in order; a dropped citation is an empty one.

    >>> block = Inline("*BRAF* [inhibits](/x) growth.[[3](#r3)]", 0, 39)
    >>> block.text, block.links
    ('BRAF inhibits growth.', ((Span(start=5, end=13), '/x'), (Span(start=21, end=21), '#r3')))
    """

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source, self._start, self._end = source, start, end
        self._edits: list[Edit] = []
        self._wholes: list[Span] = []
        self._links: list[_Link] = []
        self._notes: list[int] = []  # links that are only the number of a note
        self._cited: list[Span] = []
        if SPECIAL.search(source, start, end):
            self._scan()
            self._drop_notes()
            self._drop_leftovers()
        if source.find("m−2", start, end) >= 0:
            self._edits += (edit(glued.end(), glued.end(), " ") for glued in _GLUED.finditer(source, start, end))
        self.text, self.offsets = compact(source, start, end, self._edits)
        self.wholes = tuple(sorted(self._wholes))
        length = len(self.text)
        self.links = tuple((compact_span(self.offsets, length, link.words), link.target) for link in self._links)

    # ---- one pass over the tokens ----

    def _scan(self) -> None:
        self._brackets: list[_Bracket] = []
        self._openers: dict[str, list[list[int]]] = {"*": [], "_": []}  # place and count of marks left
        self._ticks: dict[int, list[int]] | None = None
        position: int | None = self._start
        while position is not None:
            for token in TOKEN.finditer(self._source, position, self._end):
                position = _READERS[str(token.lastgroup)](self, token.start(), token.end())
                if position is not None:
                    break  # scan on behind a link's target or a code span
            else:
                return

    def _read_space(self, start: int, end: int) -> None:
        self._edits.append((start, -end, " "))

    def _read_nothing(self, start: int, end: int) -> None:
        self._edits.append((start, -end, ""))

    def _read_hyphen(self, start: int, end: int) -> None:
        self._edits.append((start, -end, "-"))

    def _read_tag(self, start: int, end: int) -> None:
        is_inline = INLINE_TAG.match(self._source, start, end)
        self._edits.append((start, -end, "" if is_inline else " "))

    def _read_escape(self, start: int, end: int) -> None:
        self._edits.append((start, -start - 1, ""))
        self._wholes.append(Span(start, end))

    def _read_entity(self, start: int, end: int) -> None:
        char = entity(self._source[start:end])
        if len(char) != 1 or "\ud800" <= char <= "\udfff":
            return
        if char in ZERO_WIDTH:
            char = ""
        self._edits.append(edit(start, end, " " if char.isspace() else char))
        self._wholes.append(Span(start, end))

    def _read_address(self, start: int, end: int) -> None:
        self._add_link(start, end, Span(start + 1, end - 1), self._source[start + 1 : end - 1])

    def _read_ticks(self, start: int, end: int) -> int | None:
        if self._ticks is None:
            self._ticks = {}
            for run in re.compile("`+").finditer(self._source, self._start, self._end):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        places = self._ticks.get(end - start, [])
        later = bisect_left(places, end)
        if later == len(places):
            return None
        close = places[later]
        self._wrap(start, end, close, close + end - start)
        for blank in BLANKS.finditer(self._source, end, close):
            self._edits.append(edit(*blank.span(), " " if blank[0][0].isspace() else ""))
        return close + end - start

    # ---- links, images and citations ----

    def _read_open(self, start: int, end: int) -> None:
        links, notes = len(self._links), len(self._notes)
        for place in range(max(start, end - DEEPEST), end):
            self._brackets.append(_Bracket(place, place + 1, links, notes))

    def _read_image(self, start: int, end: int) -> None:
        self._brackets.append(_Bracket(start, end, len(self._links), len(self._notes)))

    def _read_close(self, start: int, end: int) -> int | None:
        target = TARGET.match(self._source, end, self._end) if self._source.startswith("(", end) else None
        if not self._brackets:
            return self._end_stray(start, target) if target else None
        bracket = self._brackets.pop()
        is_image, has_links = bracket.words - bracket.start == 2, len(self._links) > bracket.links
        if target and (is_image or _ENLARGE.fullmatch(self._source, bracket.words, start)):
            self._edits.append(edit(bracket.start, target.end(), " "))
            self._forget(bracket)
            return target.end()
        if target and not has_links:
            self._add_link(bracket.start, target.end(), Span(bracket.words, start), address(target))
            return target.end()
        if has_links and not is_image and self._holds_only_links(bracket, start):
            del self._notes[bracket.notes :]
            self._cite(bracket.start, end, range(bracket.links, len(self._links)))
        return None

    def _end_stray(self, start: int, target: re.Match[str]) -> int:
        """The end of a link that began in a block before this one: its words are here, its bracket is not."""
        self._links.append(_Link(start, target.end(), Span(start, start), address(target)))
        self._edits.append(edit(start, target.end()))
        return target.end()

    def _forget(self, bracket: _Bracket) -> None:
        del self._links[bracket.links :], self._notes[bracket.notes :]

    def _add_link(self, start: int, end: int, words: Span, target: str) -> None:
        self._wrap(start, words.start, words.end, end)
        if target.startswith("#") and _NOTE_NUMBERS.fullmatch(self._source, words.start, words.end):
            self._notes.append(len(self._links))
        self._links.append(_Link(start, end, words, target))
        if self._source[words.start] == "[" and self._source[words.end - 1] == "]" and words.start < words.end:
            self._cite(start, end, [len(self._links) - 1])

    def _holds_only_links(self, bracket: _Bracket, end: int) -> bool:
        """Whether nothing but links, commas and dashes stands in a bracket: a citation, which breaks its sentence."""
        start = bracket.words
        for index in range(bracket.links, len(self._links)):
            link = self._links[index]
            if not _SEPARATORS.fullmatch(self._source, start, link.start):
                return False
            start = link.end
        return _SEPARATORS.fullmatch(self._source, start, end) is not None

    def _cite(self, start: int, end: int, links: Iterable[int]) -> None:
        """Leave a citation out, and the space before it where punctuation follows; its links stay reachable."""
        for index in links:
            self._links[index] = self._links[index]._replace(words=Span(end, end))
        before = self._source[start - 1 : start] if start > self._start else ""
        after = self._source[end : end + 1] if end < self._end else "."
        if before.isspace() and after in ".,;:)":
            start -= 1
        self._cited.append(Span(start, end))
        self._edits.append(edit(start, end))

    def _drop_leftovers(self) -> None:
        """Leave out what stands between two citations, and a bracket at the start that this block never closes."""
        self._cited.sort()
        for one, other in pairwise(self._cited):
            if _SEPARATORS.fullmatch(self._source, one.end, other.start):
                self._edits.append(edit(one.end, other.start))
        if self._brackets and not self._source[self._start : self._brackets[0].start].strip():
            self._edits.append(edit(self._brackets[0].start, self._brackets[0].words))

    def _drop_notes(self) -> None:
        """Leave out `([10](#r10)–[12](#r12))`: links that are only the number of a note on this page."""
        text, notes = self._source, self._notes
        while notes:
            index = notes.pop()
            group, start, end = [index], self._links[index].start, self._links[index].end
            while notes and _SEPARATORS.fullmatch(text, self._links[notes[-1]].end, start):
                group.append(notes.pop())
                start = self._links[group[-1]].start
            if start > self._start and end < self._end and text[start - 1] == "(" and text[end] == ")":
                start, end = start - 1, end + 1
            self._cite(start, end, group)

    # ---- emphasis ----

    def _read_marks(self, start: int, end: int) -> None:
        text, mark = self._source, self._source[start]
        before = text[start - 1] if start > self._start else " "
        after = text[end] if end < self._end else " "
        opens, closes = flanks(mark, before, after)
        if closes:
            start = self._close_emphasis(mark, start, end)
        if opens and start < end:
            self._openers[mark].append([start, end - start])

    def _close_emphasis(self, mark: str, start: int, end: int) -> int:
        """Pair closing marks with the nearest opening ones; returns where the marks left over begin."""
        mine, other = self._openers[mark], self._openers["_" if mark == "*" else "*"]
        while start < end and mine:
            place, count = mine[-1]
            while other and other[-1][0] > place:
                other.pop()
            used = min(count, end - start)
            inner = place + count
            self._wrap(inner - used, inner, start, start + used)
            start += used
            mine[-1][1] -= used
            if not mine[-1][1]:
                mine.pop()
        return start

    def _wrap(self, start: int, first: int, last: int, end: int) -> None:
        """Take out the marks around `source[first:last]`.

        Quotes keep it whole with its marks, unless it is long or holds more than one sentence.
        """
        self._edits += ((start, -first, ""), (last, -end, ""))
        if last - first <= WHOLE and not _SENTENCE_WITHIN.search(self._source, first, last):
            self._wholes.append(Span(start, end))


_READERS: dict[str, Callable[[Inline, int, int], int | None]] = {
    name: getattr(Inline, f"_read_{name}") for name in TOKEN.groupindex
}
