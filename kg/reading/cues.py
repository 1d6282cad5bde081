"""Cue words over plain text: tables of the rule files, compiled once, case as written."""

from __future__ import annotations

import re
from functools import cache

from kg.reading.matching.prefilter import Choices
from kg.reading.patterns import pattern, table


@cache
def as_written(family: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a table, macros written out; they hold `(?i:…)` where case does not matter."""
    return tuple(pattern(f"(?-i:{text})", family) for text in table(family, name))


@cache
def choices(family: str, name: str) -> Choices:
    """These patterns, of which a sentence may hold any."""
    return Choices(as_written(family, name))


@cache
def any_of(family: str, name: str) -> re.Pattern[str]:
    """What any pattern of a table matches."""
    return pattern("(?-i:" + "|".join(f"(?:{text})" for text in table(family, name)) + ")", family)


@cache
def told(family: str, name: str) -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    """A table of entries `rank value :: pattern`: what words mean, and how surely (0 is surest)."""
    made = []
    for entry in table(family, name):
        head, words = entry.split(" :: ", 1)
        rank, value = head.split(" ", 1)
        made.append((int(rank), value, pattern(f"(?-i:{words})", family)))
    return tuple(made)
