"""Passages to sentences, with exact places.

A full stop, question or exclamation mark ends a sentence where the next one plausibly begins: after white space,
with a capital, a digit or an opening quotation mark. `full_stops.toml` says which full stops do not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from kg.model import Passage, Span
from kg.reading.matching.programs import quick

LONGEST = 2_000
"""Code points; a longer sentence is cut, so that every rule's work stays small."""

_END = quick(
    r"""(?<![.!?…])[.!?…]++           # what ends it
        (?>(?:[)\]"'”’»]*+\[[\d,;\ –-]+\])?)  # the number of a note; `(…)?+` keeps half a match in Python 3.11.2
        [)\]"'”’»]*+                  # what closes with it
        (?P<gap>\ ?)
        (?=(?P<open>[("'“‘«\[¿¡]*+)(?P<next>[^\W_][\w-]*+))""",
    re.VERBOSE,
)
_BREAK = re.compile(r"[\s(\[\"'“‘«/—–-]")
_ENDS = (*'.?!:;)"”', "")
_RELATIONS = ("=", "<", ">", "≤", "≥")
"""What stands before a full stop that begins a number (`P =. 003`)."""

_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]{2}")
"""A name that begins with a small letter: "mFOLFOX", "pCR", "dMMR"."""

_LONG_WORD = re.compile(r"[a-z]{4}[.!?]\Z")
_LETTERED = re.compile(r"(?i:\b(?:arm|group|cohort|regimen|stage|hepatitis|vitamin)s?) (?:[A-Z] (?:and|or) )?[A-Z]\Z")
"""A letter that is a name and abbreviates nothing: "group B", "arms A and B"."""
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")


def sentences(passage: Passage) -> tuple[Span, ...]:
    """The sentences of a passage, as spans of its compact text; together they hold all but white space.

    A table's row is one sentence, whatever its cells hold: they are read together.

    >>> from kg.model import OffsetMap
    >>> text = "The drug (10 mg b.i.d. for 2 mo.) helped, said J. Smith, M.D. It was safe."
    >>> [s.of(text) for s in sentences(Passage((), "paragraph", text, OffsetMap((0,), (0,))))]
    ['The drug (10 mg b.i.d. for 2 mo.) helped, said J. Smith, M.D.', 'It was safe.']
    """
    text = passage.text
    cited = {span.start for span, _ in passage.links if span.start == span.end}
    ends = [] if passage.block == "row" else [*_ends(text, cited)]
    return tuple(_spans(text, [*ends, len(text)]))


def _ends(text: str, cited: set[int]) -> Iterator[int]:
    """Where sentences end within a text; `cited` are places of dropped citations, which stand for a space."""
    for mark in _END.finditer(text):
        end = mark.start("gap")
        follows = mark["next"]
        if follows[0].islower() and not _CAMEL.match(follows):
            continue
        if mark["gap"] or end in cited:
            if _is_end(text, mark):
                yield end
        elif follows in _tables()["openers"] and _LONG_WORD.search(text, max(0, end - 6), end):
            yield end  # the space is missing


def _is_end(text: str, mark: re.Match[str]) -> bool:
    follows = mark["next"]
    if text[mark.start()] != "." or mark.end() - mark.start() > 1 + len(mark["gap"]):
        return True
    return not _abbreviates(text, mark.start(), follows)


def _abbreviates(text: str, stop: int, follows: str) -> bool:
    """Whether a full stop belongs to the word before it and goes on with the word that follows."""
    word = _BREAK.split(text[max(0, stop - 24) : stop])[-1]
    tables = _tables()
    if word in tables["never"] or word[-1:] in _RELATIONS or (follows[0].isdigit() and word in tables["numbered"]):
        return True
    if (
        word.isdigit()
        and len(word) <= 2
        and text[max(0, stop - len(word) - 2) : stop - len(word)].strip()[-1:] in _ENDS
    ):
        return True  # the number of an item
    may_end = follows in tables["openers"]
    is_letter = len(word) == 1 and word.isupper() and not _LETTERED.search(text, max(0, stop - 24), stop)
    return not may_end and (is_letter or word in tables["sometimes"] or _DOTTED.fullmatch(word) is not None)


@cache
def _tables() -> dict[str, frozenset[str]]:
    file = resources.files("kg").joinpath("reading", "text", "full_stops.toml")
    return {name: frozenset(words) for name, words in tomllib.loads(file.read_text("utf-8")).items()}


def _spans(text: str, ends: Sequence[int]) -> Iterator[Span]:
    """The stretches between ends without the white space around them, none longer than `LONGEST`."""
    start = 0
    for end in ends:
        while end - start > LONGEST:
            cut = _cut(text, start)
            yield from _trimmed(text, start, cut)
            start = cut
        yield from _trimmed(text, start, end)
        start = end


def _cut(text: str, start: int) -> int:
    """Where to cut what is too long: after the last semicolon, comma or space, in this order."""
    for sign in (";", ",", " "):
        place = text.rfind(sign, start + 1, start + LONGEST)
        if place > start:
            return place + 1
    return start + LONGEST


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    if first < last:
        yield Span(first, last)
