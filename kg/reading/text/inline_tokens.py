"""The tokens of inline Markdown: what each looks like, and what is told of one by itself.

The constructs of CommonMark 0.31.2 (chapter 6) that documents use; `kg.reading.text.inline` puts them together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Code points that show nothing: soft hyphen, zero-width spaces and joiners, byte order mark."""

HYPHENS = "\u2010\u2011"
"""Hyphens that are written otherwise than by the key for one, and mean the same: "double\u2011blind"."""

NOTHING = "\u200b"
"""A zero-width space: what stands for a masked code point, so that a mask keeps every offset."""

_ATTRIBUTE = r"""[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=]++)"""
# Each choice looks back at the one code point that was searched for: that is what makes the scan fast.
TOKEN = re.compile(
    rf"""[\\&*_`!\[\]<\s{ZERO_WIDTH}{HYPHENS}](?:
        (?<=\s)(?P<space>(?<=[ ])\s++|(?<![ ])\s*+)
      | (?<=\[)(?P<open>\[*+)
      | (?<=\])(?P<close>)
      | (?<=[*_])(?P<marks>(?<=\*)\**+|(?<=_)_*+)
      | (?<=\\)(?P<escape>[!-/:-@\[-`{{-~])
      | (?<=&)(?P<entity>(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
      | (?<=!)(?P<image>\[)
      | (?<=`)(?P<ticks>`*+)
      | (?<=<)(?P<tag>/?[A-Za-z][A-Za-z0-9-]*+(?:\s++{_ATTRIBUTE})*+\s*+/?>)
      | (?<=<)(?P<address>[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]++>)
      | (?<=[{ZERO_WIDTH}])(?P<nothing>[{ZERO_WIDTH}]*+)
      | (?<=[{HYPHENS}])(?P<hyphen>)
    )""",
    re.VERBOSE,
)
SPECIAL = re.compile(rf"[\\&*_`\[\]<{ZERO_WIDTH}{HYPHENS}]|[^\S ]|  ")
"""What a block without markup holds none of."""

BLANKS = re.compile(rf"[^\S ]\s*+|[ ]\s++|[{ZERO_WIDTH}]++")
"""White space that is more than one space, and code points that show nothing."""

TARGET = re.compile(
    r"""\(\s*+(?:<(?P<angle>[^<>\r\n]*+)>|(?P<bare>(?:[^\s()]|\([^\s()]*+\))*+))
        (?:\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'))?+\s*+\)""",
    re.VERBOSE | re.DOTALL,
)
"""Behind the words of a link: where it leads, and its title."""

INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var|wbr)\b",
    re.IGNORECASE,
)
"""A tag that parts no words: "m<sup>2</sup>"."""


@lru_cache(maxsize=1024)
def entity(said: str) -> str:
    """What an entity stands for: "&alpha;" for an alpha; itself where nothing does."""
    return unescape(said)


def address(target: re.Match[str]) -> str:
    """Where a link leads, by a match of `TARGET`."""
    return target["angle"] or target["bare"] or ""


def flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of marks between two code points may open and may close an emphasis.

    As CommonMark 6.2, but within a word a star opens only between letters, for `CYP2D6*4` is a name; and a star
    may close before a letter, for a space is often missing (`**Surgery:**You may`).

    >>> flanks("*", " ", "B"), flanks("*", "F", "-"), flanks("*", "6", "4"), flanks("_", "a", "b")
    ((True, False), (False, True), (False, True), (False, False))
    """
    word_before, word_after = before.isalnum() or before == "_", after.isalnum() or after == "_"
    if word_before and word_after:
        return mark == "*" and before.isalpha() and after.isalpha(), mark == "*"
    opens = not after.isspace() and (word_after or not word_before)
    closes = not before.isspace() and (word_before or not word_after or mark == "*")
    return opens, closes
