"""The words of one block of Markdown without their markup, and the way back to the source.

No CommonMark library says where an inline piece stands in its source, so this is a scanner of our own: one
pass over the block, each step of which is linear in the block's length whatever it holds. It reads the inline
constructs of CommonMark 0.31.2 (chapter 6) that documents use, except that links by reference stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from html import unescape

from kg.model import OffsetMap, Span

ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Code points that show nothing: soft hyphen, zero-width spaces and joiners, byte order mark."""

NOTHING = "\u200b"
"""A zero-width space: what stands for a masked code point, so that a mask keeps every offset."""

WHOLE = 300
"""The longest words of a link or emphasis, in code points, that a quote takes in whole."""

_TOKEN = re.compile(
    rf"""
    (?P<escape>\\[!-/:-@\[-`{{-~])
  | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
  | (?P<stars>\*+|_+)
  | (?P<ticks>`+)
  | (?P<open>!?\[)
  | (?P<close>\])
  | (?P<tag></?[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=]++))*+\s*+/?>)
  | (?P<auto><[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]++>)
  | (?P<space>(?:[^\S ]|[ ](?=\s))\s*+)
  | (?P<nothing>[{ZERO_WIDTH}]++)
    """,
    re.VERBOSE,
)
_SPECIAL = re.compile(rf"[\\&*_`\[\]<{ZERO_WIDTH}]|[^\S ]|  ")
_TARGET = re.compile(
    r"""\(\s*+(?:<(?P<angle>[^<>\r\n]*+)>|(?P<bare>(?:[^\s()]|\([^\s()]*+\))*+))
        (?:\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'))?+\s*+\)""",
    re.VERBOSE | re.DOTALL,
)
_SEPARATORS = re.compile(r"[\s,;–—-]*+(?:and\b\s*+)?")
_NUMBERS = re.compile(r"[\s\d,;–—-]*\d[\s\d,;–—-]*")
_SENTENCE_WITHIN = re.compile(r"[.!?]\s+\S")

Action = tuple[int, int, str]
"""A source range and what stands for it in the compact text: nothing, or one code point."""


class Inline:
    """One block, scanned.

    Attributes:
        text: the compact text, without white space at its ends.
        offsets: from `text` to the source.
        wholes: source spans that a quote must not cut, sorted.
        links: the linked stretches of `text` with their targets, in order; a dropped citation is an empty one.
    """

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source, self._start, self._end = source, start, end
        self._actions: list[Action] = []
        self._wholes: list[Span] = []
        self._links: list[tuple[int, int, str]] = []
        self._cited: list[tuple[int, int, int]] = []  # links that are only a note's number: place, index
        if _SPECIAL.search(source, start, end):
            self._scan()
            self._drop_numbered()
        self._emit()
        self.wholes = tuple(sorted(set(self._wholes)))
        self.links = tuple((self._compact_span(a, b), target) for a, b, target in sorted(self._links))

    # ---- one pass over the tokens ---------------------------------------------------------------------------

    def _scan(self) -> None:
        self._brackets: list[tuple[int, int, int]] = []  # where "[" stands, links and citations made before it
        self._openers: dict[str, list[list[int]]] = {"*": [], "_": []}  # place and count of marks left
        self._ticks: dict[int, list[int]] | None = None
        self._after = self._start
        for token in _TOKEN.finditer(self._source, self._start, self._end):
            if token.start() < self._after and token.lastgroup not in ("space", "nothing"):
                continue  # within a link's target or a code span
            getattr(self, f"_on_{token.lastgroup}")(token.start(), token.end())

    def _on_escape(self, start: int, end: int) -> None:
        self._actions.append((start, start + 1, ""))
        self._wholes.append(Span(start, end))

    def _on_entity(self, start: int, end: int) -> None:
        char = unescape(self._source[start:end])
        if len(char) != 1 or "\ud800" <= char <= "\udfff":
            return
        if char in ZERO_WIDTH:
            self._actions.append((start, end, ""))
            return
        self._actions.append((start, end, " " if char.isspace() else char))
        self._wholes.append(Span(start, end))

    def _on_space(self, start: int, end: int) -> None:
        self._actions.append((start, end, " "))

    def _on_nothing(self, start: int, end: int) -> None:
        self._actions.append((start, end, ""))

    _on_tag = _on_nothing

    def _on_auto(self, start: int, end: int) -> None:
        self._actions += ((start, start + 1, ""), (end - 1, end, ""))
        self._wholes.append(Span(start, end))
        self._links.append((start + 1, end - 1, self._source[start + 1 : end - 1]))

    def _on_ticks(self, start: int, end: int) -> None:
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer(r"`+", self._source[self._start : self._end]):
                self._ticks.setdefault(run.end() - run.start(), []).append(self._start + run.start())
        places = self._ticks.get(end - start, [])
        later = bisect_left(places, end)
        if later < len(places):
            close = places[later]
            self._actions += ((start, end, ""), (close, close + end - start, ""))
            self._whole(start, end, close, close + end - start)
            self._after = close + end - start

    # ---- links, images and citations ------------------------------------------------------------------------

    def _on_open(self, start: int, end: int) -> None:
        self._brackets.append((start, len(self._links), len(self._cited)))

    def _on_close(self, start: int, end: int) -> None:
        if not self._brackets:
            return
        opened, links, cited = self._brackets.pop()
        image = self._source[opened] == "!"
        target = _TARGET.match(self._source, end, self._end) if self._source.startswith("(", end) else None
        if target and image:
            self._actions.append((opened, target.end(), ""))
            del self._links[links:], self._cited[cited:]
            self._after = target.end()
        elif target and len(self._links) == links:
            self._link(opened, start, target)
        elif not image and len(self._links) > links and self._only_links(opened + 1, start, links):
            self._cite(opened, end, range(links, len(self._links)))
            del self._cited[cited:]

    def _link(self, opened: int, closed: int, target: re.Match[str]) -> None:
        to = target["angle"] or target["bare"] or ""
        self._after = target.end()
        self._links.append((opened + 1, closed, to))
        self._actions += ((opened, opened + 1, ""), (closed, target.end(), ""))
        self._whole(opened, opened + 1, closed, target.end())
        if to.startswith("#") and _NUMBERS.fullmatch(self._source, opened + 1, closed):
            self._cited.append((opened, target.end(), len(self._links) - 1))

    def _only_links(self, start: int, end: int, first: int) -> bool:
        """Whether nothing but links, commas and dashes stands there: a citation, which breaks its sentence."""
        for index in range(first, len(self._links)):
            opened, closed, _ = self._links[index]
            if not _SEPARATORS.fullmatch(self._source, start, max(start, opened - 1)):
                return False
            target = _TARGET.match(self._source, closed + 1, self._end)
            start = target.end() if target else closed
        return _SEPARATORS.fullmatch(self._source, start, end) is not None

    def _cite(self, start: int, end: int, links: Iterable[int]) -> None:
        """Leave a citation out, and the space before it where punctuation follows; its links stay reachable."""
        for index in links:
            self._links[index] = (end, end, self._links[index][2])
        before = self._source[start - 1 : start] if start > self._start else ""
        after = self._source[end : end + 1] if end < self._end else "."
        if before.isspace() and after in ".,;:)":
            start -= 1
        self._actions.append((start, end, ""))

    def _drop_numbered(self) -> None:
        """Leave out `([10](#r10)–[12](#r12))`: links that are only the number of a note on this page."""
        text, cited = self._source, self._cited
        while cited:
            start, end, index = cited.pop()
            links = [index]
            while cited and _SEPARATORS.fullmatch(text, cited[-1][1], start):
                start, _, index = cited.pop()
                links.append(index)
            if start > self._start and end < self._end and text[start - 1] == "(" and text[end] == ")":
                start, end = start - 1, end + 1
            self._cite(start, end, links)

    # ---- emphasis -------------------------------------------------------------------------------------------

    def _on_stars(self, start: int, end: int) -> None:
        text, mark = self._source, self._source[start]
        before = text[start - 1] if start > self._start else " "
        after = text[end] if end < self._end else " "
        opens, closes = _flanks(mark, before, after)
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
            self._actions += ((inner - used, inner, ""), (start, start + used, ""))
            self._whole(inner - used, inner, start, start + used)
            start += used
            mine[-1][1] -= used
            if not mine[-1][1]:
                mine.pop()
        return start

    def _whole(self, start: int, first: int, last: int, end: int) -> None:
        """Keep a marked stretch whole in quotes, unless it is long or holds more than one sentence."""
        if last - first <= WHOLE and not _SENTENCE_WITHIN.search(self._source, first, last):
            self._wholes.append(Span(start, end))

    # ---- the compact text -----------------------------------------------------------------------------------

    def _emit(self) -> None:
        out, position, source = _Out(), self._start, self._source
        for start, end, char in sorted(self._actions, key=lambda a: (a[0], -a[1])):
            if start < position:
                position = position if char else max(position, end)
                continue
            out.plain(source, position, start)
            if char:
                out.add(char, start)
            position = end
        out.plain(source, position, self._end)
        self.text, self.offsets = out.finish()

    def _compact_span(self, start: int, end: int) -> Span:
        return Span(self._compact_of(start), self._compact_of(end))

    def _compact_of(self, place: int) -> int:
        """The first place of the compact text whose source is `place` or after it."""
        runs, starts = self.offsets.compact, self.offsets.source
        run = bisect_right(starts, place) - 1
        if run < 0:
            return 0
        last = runs[run + 1] if run + 1 < len(runs) else len(self.text)
        return min(runs[run] + place - starts[run], last)


class _Out:
    """A compact text as it grows: no white space first or doubled, a new run wherever the source jumps."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._compact: list[int] = []
        self._source: list[int] = []
        self._shift: int | None = None
        self._after_space = True

    def plain(self, source: str, start: int, end: int) -> None:
        if start < end:
            self.add(source[start:end], start)

    def add(self, text: str, place: int) -> None:
        if self._after_space and text[0] == " ":
            text, place = text[1:], place + 1
            if not text:
                return
        if place - self._length != self._shift:
            self._shift = place - self._length
            self._compact.append(self._length)
            self._source.append(place)
        self._parts.append(text)
        self._length += len(text)
        self._after_space = text[-1] == " "

    def finish(self) -> tuple[str, OffsetMap]:
        text = "".join(self._parts)
        if text and self._after_space:
            text = text[:-1]
        if self._compact and self._compact[-1] == len(text):
            self._compact.pop(), self._source.pop()
        return text, OffsetMap(tuple(self._compact) or (0,), tuple(self._source) or (0,))


def _flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of marks between two code points may open and may close an emphasis.

    As CommonMark 6.2, but a star between a digit and a letter, or before a digit within a word, is no mark: it
    is part of a name (`CYP2D6*4`).
    """
    word_before, word_after = _is_word(before), _is_word(after)
    opens = not after.isspace() and (word_after or not word_before)
    closes = not before.isspace() and (word_before or not word_after)
    if word_before and word_after:
        opens = mark == "*" and before.isalpha() and after.isalpha()
        closes = mark == "*"
    return opens, closes


def _is_word(char: str) -> bool:
    return char == "_" or char.isalnum()
