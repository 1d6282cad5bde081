"""Markdown to passages: headings, paragraphs, bullets, table rows and code, each with the way back to the text.

Blocks follow CommonMark 0.31.2 (chapters 4 and 5) and the tables of GitHub's flavour as far as documents use
them. Reading never fails: what is no known construct is a paragraph. `kg.reading.text.inline` reads the words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.model import Passage
from kg.reading.matching.programs import quick
from kg.reading.text.inline import Inline
from kg.reading.text.masked import masked

BOLD_LEVEL = 7
"""The level of a heading that is only a bold line or a section's name: below all marked headings."""

LONGEST_HEADING = 200
"""Code points; a longer paragraph is no heading, whatever its marks."""

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_MARK = re.compile(
    r"""[^\S\r\n]*+(?:
        (?P<blank>(?=[\r\n]|\Z))
      | (?P<heading>\#{1,6})(?=\s|\Z)
      | (?P<fence>`{3,}|~{3,})
      | (?P<row>\|)
      | (?P<rule>(?:(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,}|(?:-[ \t]*+){3,})(?=[\r\n]|\Z))
      | (?P<under>={2,}+[ \t]*+(?=[\r\n]|\Z))
      | (?P<bullet>[-*+•])(?=\s)
      | (?P<number>\d{1,4}[.)])(?=\s)
      | (?P<text>)
    )""",
    re.VERBOSE,
)
_DELIMITER = re.compile(r"[|\s:-]++")
_BOLD = re.compile(r"\s*+(?:\*{2,3}(?:[^*]|\*(?!\*))++\*{2,3}|__(?:[^_]|_(?!_))++__):?\s*+")
_ENDS = '.?!:)"”'
_CAPITAL = re.compile(r"\s*[*_]*[^\W\d_a-z]")


@dataclass(slots=True)
class _Block:
    """A stretch of the text.

    `level` is a heading's level, a bullet's depth or a row's table; `delimiter` rows say that the row above
    them is their table's header.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    lines: int = 1


def passages(text: str, start: int = 0) -> tuple[Passage, ...]:
    r"""The passages of a Markdown text, in order; none is empty.

    A heading is a passage that stands under the headings above it. A table's row is one passage, its cells
    joined by `|`; the last of its path is the table's header row, where it has one. A bullet holds the lines
    that go on from it; its depth is as found.

    Args:
        text: the whole file's text; offsets point into it.
        start: where its body begins, in code points.

    >>> for p in passages("# Title\n\nA [drug](/d) *works*.\n\n- one\n"): print(p.path, p.block, p.text)
    () heading Title
    ('Title',) paragraph A drug works.
    ('Title',) bullet one
    """
    shown = masked(text, start)
    outline = _Outline()
    found: list[Passage] = []
    for block in _labelled(_blocks(shown, start), shown):
        if block.kind == "delimiter":
            outline.header(block.level, found[-1] if found else None)
            continue
        inline = Inline(shown, block.start, block.end)
        outline.judge(block, shown, inline.text)
        if any(map(str.isalnum, inline.text)):
            path, depth = outline.path(block), block.level if block.kind == "bullet" else 0
            found.append(Passage(path, block.kind, inline.text, inline.offsets, depth, inline.wholes, inline.links))
            outline.enter(block, inline.text)
    return tuple(found)


class _Outline:
    """The headings that the text stands under, and the header of the table that it is in."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, str]] = []
        self._waiting = 0  # the level of a heading without words: the paragraph after it has them
        self._row = 0  # the table of the row just before
        self._header: tuple[int, str] = (0, "")

    def judge(self, block: _Block, text: str, words: str) -> None:
        """Make a paragraph or a numbered item a heading where it is one."""
        if block.kind in ("paragraph", "item") and len(words) <= LONGEST_HEADING:
            if self._waiting:
                block.kind, block.level = "heading", self._waiting
            elif (block.lines == 1 and _names_section(words.rstrip(":"))) or _is_bold(block, text, words):
                block.kind, block.level = "heading", BOLD_LEVEL
        if block.kind == "item":
            block.kind = "bullet"
        self._waiting = block.level if block.kind == "heading" and not words else 0
        self._row = block.level if block.kind == "row" and any(map(str.isalnum, words)) else 0

    def header(self, table: int, row: Passage | None) -> None:
        """The row just read is the header of the table's rows that follow."""
        if row is not None and table == self._row:
            self._header = (table, row.text)

    def path(self, block: _Block) -> tuple[str, ...]:
        """The headings that a block stands under."""
        if block.kind == "heading":
            self._headings = [h for h in self._headings if h[0] < block.level]
        words = tuple(words for _, words in self._headings)
        is_headed = block.kind == "row" and block.level == self._header[0]
        return (*words, self._header[1]) if is_headed else words

    def enter(self, block: _Block, words: str) -> None:
        """What follows stands under this block, where it is a heading."""
        if block.kind == "heading":
            self._headings.append((block.level, words))


def _is_bold(block: _Block, text: str, words: str) -> bool:
    return not words[:1].islower() and _BOLD.fullmatch(text, block.start, block.end) is not None


def _names_section(words: str) -> bool:
    return words.casefold().replace("/", " and ").replace("&", "and") in _sections()


_LABEL = quick(r"(?<!\S)[*_]{0,3}(?P<name>[A-Z][A-Za-z/&, ]{2,40}+)[*_]{0,3}:[*_]{0,3}\s+(?=\S)")
_NEAR = 20
"""Characters before a section's name in which the sentence before it ends."""
_SENTENCE_END = re.compile(r"[.!?][)\]*_\"”]*\s*\Z")


def _labelled(blocks: Iterable[_Block], text: str) -> Iterator[_Block]:
    """The blocks, a paragraph cut where a section's name leads its words, as in "BACKGROUND: … RESULTS: …"."""
    for block in blocks:
        start = block.start
        for label in _LABEL.finditer(text, start, block.end) if block.kind == "paragraph" else ():
            before = text[max(start, label.start() - _NEAR) : label.start()]
            first = label.start() - start <= _NEAR and not before.strip()
            if _names_section(label["name"]) and (first or _SENTENCE_END.search(before)):
                yield _Block("paragraph", start, label.start())
                yield _Block("heading", *label.span("name"), BOLD_LEVEL)
                start = label.end()
        block.start = start
        yield block


@cache
def _sections() -> frozenset[str]:
    file = resources.files("kg").joinpath("reading", "text", "sections.toml")
    return frozenset(tomllib.loads(file.read_text("utf-8"))["names"])


# ---- lines to blocks -------------------------------------------------------------------------------------------


def _blocks(text: str, start: int) -> Iterator[_Block]:
    """The blocks of a text, in order."""
    scanner = _Scanner(text)
    for line in _LINES.finditer(text, start):
        yield from scanner.line(line.start(), line.end())
    yield from scanner.close()


class _Scanner:
    """Lines in, blocks out; holds the block that is open, and the list and table that it is in."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: _Block | None = None
        self._indents: list[int] = []  # of the bullets that are open, outermost first
        self._fence = ""
        self._table = 0
        self._before = "blank"  # the kind of the line before

    def line(self, start: int, end: int) -> Iterator[_Block]:
        """Take a line; yields the blocks that it ends or is."""
        mark = _MARK.match(self._text, start, end)
        kind = mark.lastgroup if mark else None
        if mark is None or kind is None:  # never: the last choice of the pattern is empty
            return
        if self._fence:
            yield from self._fenced(mark["fence"] or "", end)
        elif kind == "text" or (kind == "number" and self._is_prose(mark, end)):
            self._prose(mark, end)
        elif kind in ("rule", "under") and self._is_underlined(mark[kind]):
            yield from self._underlined(1 if kind == "under" else 2)
        elif kind == "under":
            self._prose(mark, end)
        else:
            yield from self.close()
            yield from self._marked(kind, mark, end)
        self._before = kind

    def close(self) -> Iterator[_Block]:
        """The block that is open, if there is one."""
        if self._open is not None:
            yield self._open
            self._open = None

    def _marked(self, kind: str, mark: re.Match[str], end: int) -> Iterator[_Block]:
        """A line that begins something."""
        if kind == "heading":
            self._indents.clear()
            yield _Block("heading", mark.end(), self._heading_end(mark.end(), end), len(mark["heading"]))
        elif kind == "row":
            yield self._row(mark, end)
        elif kind == "fence":
            self._fence = mark["fence"]
            self._open = _Block("code", end, end)
        elif kind in ("bullet", "number"):
            indent = mark.start(kind) - mark.start()
            self._bullet(2 * indent + (kind == "bullet"), mark.end(), end)  # dashes hang on the number above them
            if kind == "number" and self._open is not None:
                self._open.kind = "item"
                if _BOLD.fullmatch(self._text, mark.end(), end):
                    yield from self.close()

    def _heading_end(self, start: int, end: int) -> int:
        """Where a heading's words end: closing hashes after a space are no words."""
        words = self._text[start:end].rstrip()
        bare = words.rstrip("#")
        return start + len(bare if bare[-1:].isspace() or not bare else words)

    def _row(self, mark: re.Match[str], end: int) -> _Block:
        self._table += self._before != "row"
        start, words = mark.end(), self._text[mark.end() : end].rstrip()
        if "-" in words and _DELIMITER.fullmatch(words):
            return _Block("delimiter", start, end, self._table)
        if words.endswith("|") and not words.endswith("\\|"):
            words = words[:-1]
        return _Block("row", start, start + len(words), self._table)

    def _bullet(self, indent: int, start: int, end: int) -> None:
        while self._indents and self._indents[-1] >= indent:
            self._indents.pop()
        self._open = _Block("bullet", start, end, len(self._indents))
        self._indents.append(indent)

    def _fenced(self, fence: str, end: int) -> Iterator[_Block]:
        if fence.startswith(self._fence):
            self._fence = ""
            yield from self.close()
        elif self._open is not None:
            self._open.end = end

    def _is_prose(self, mark: re.Match[str], end: int) -> bool:
        """Whether a number at a line's start is the paragraph's own words.

        Only a list's first item interrupts a paragraph, or an item with a capital after a sentence's end.
        """
        if self._open is None or self._open.kind != "paragraph" or mark["number"][:-1] == "1":
            return False
        before = self._text[max(0, mark.start() - 4) : mark.start()].rstrip()[-1:]
        return not (before in _ENDS and _CAPITAL.match(self._text, mark.end(), end))

    def _prose(self, mark: re.Match[str], end: int) -> None:
        if self._open is not None:
            self._open.end, self._open.lines = end, self._open.lines + 1
            return
        if mark.end() - mark.start() < 2:
            self._indents.clear()
        self._open = _Block("paragraph", mark.start(), end)

    def _is_underlined(self, rule: str) -> bool:
        is_line = rule.strip(" \t").strip("=") == "" or rule.strip(" \t").strip("-") == ""
        return is_line and self._open is not None and self._open.kind == "paragraph" and self._open.lines == 1

    def _underlined(self, level: int) -> Iterator[_Block]:
        if self._open is not None:
            self._open.kind, self._open.level = "heading", level
        yield from self.close()
