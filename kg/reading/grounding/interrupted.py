"""Names in whose midst a part of them is abbreviated: "central nervous system (CNS) lymphoma"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

from kg.model import Concept, Mention, Span
from kg.reading.grounding.abbreviations import long_form

Whole = Callable[[str], tuple[Concept, ...]]
"""What a stretch of words stands for as a whole; () where that is nothing or several things."""

_REACH: Final = 80
"""Characters before a bracket in which what it abbreviates stands."""
_TOLD: Final = re.compile(r" \(([A-Z][A-Za-z0-9-]{1,6})\)( |/|, )(?=[\w])")
_INTERRUPTED: Final = frozenset({"cancer", "target"})
_TYPE: Final = r"[\w-]+ (?:type|variant)\b"
_WORDS: Final = re.compile(rf"[\w-]+(?: [\w-]+){{0,2}}(?:, {_TYPE})?")
_REST: Final = {" ": _WORDS, "/": _WORDS, ", ": re.compile(_TYPE)}
"""What may go on behind the bracket, by the sign that stands between."""


def interrupted(text: str, whole: Whole) -> Iterator[Mention]:
    """Names in whose midst a part of them is abbreviated, which is no name by itself.

    "central nervous system (CNS) lymphoma"; "cyclin-dependent kinase (CDK) 4", whose beginning is another's;
    "extranodal natural killer (NK)/T-cell lymphoma, nasal type".
    """
    for told in _TOLD.finditer(text):
        before = text[max(0, told.start() - _REACH) : told.start()]
        begun = long_form(told.group(1), before)
        rest = _REST[told.group(2)].match(text, told.end())
        if begun is None or rest is None:
            continue
        if told.group(2) != ", " and not rest.group()[0].isdigit() and whole(begun):
            continue
        for said, behind in product(_widening(before, begun), _narrowing(rest.group())):
            meant = whole(said + told.group(2) + behind)
            if meant and meant[0].kind in _INTERRUPTED:
                start, end = told.start() - len(said), told.end() + len(behind)
                yield Mention(Span(start, end), text[start:end], meant)
                break


def _widening(before: str, begun: str) -> list[str]:
    """A stretch of words at the end of a text, the longest first: with two words, with one and with none before it."""
    words = before.removesuffix(begun).split(" ")[:-1]
    return [" ".join((*words[len(words) - n :], begun)) for n in range(min(2, len(words)), -1, -1)]


def _narrowing(rest: str) -> list[str]:
    """A stretch of words, and what is left of it without its last words; a type that is told behind a comma is kept."""
    if ", " in rest:
        return [rest, rest.partition(", ")[0]]
    words = rest.split(" ")
    return [" ".join(words[:n]) for n in range(len(words), 0, -1)]
