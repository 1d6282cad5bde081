"""Events that only their place tells: "a shivering spell was seen in nine patients"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.reading.annotate import Sentence
from kg.reading.events.naming.clauses import cues
from kg.reading.events.naming.names import Item, graded, no_event
from kg.reading.events.naming.wording import is_name
from kg.reading.patterns import pattern, table


@cache
def _counted() -> re.Pattern[str]:
    """A subject of plain words that is counted in people."""
    begins = r"(?:^\W*|[.;]\s|,\s(?:and|while|whereas|but)\s|\b(?:and|while|whereas)\s)"
    name = r"(?P<name>[a-z][a-z-]+(?:\s[a-z-]+){0,3}?)"
    verb = rf"\s(?:was|were)\s(?:also\s|only\s)?{table('events', 'seen')[0]}\s(?:in|by)\s(?:only\s)?"
    return pattern(rf"{begins}(?:an?\s|some\s)?{name}{verb}(?={{count}}|{{percent}}|{{number}}\s?[\[(]\s?{{percent}})")


def subjects(sentence: Sentence) -> Iterator[Item]:
    """What a sentence on untoward events counts in people, whatever its words."""
    for found in sentence.finditer(_counted()):
        name = found.group("name")
        if is_name(name) and not (no_event().match(name) or cues("no_subjects").search(name)):
            yield graded(sentence, *found.span("name"))
