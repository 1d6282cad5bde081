"""What explains an event between its name and the verb or bracket of its figures: "X, a deadly swelling, occurred"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.reading.annotate import Sentence
from kg.reading.events.naming.names import Item
from kg.reading.patterns import pattern, table


def explained(sentence: Sentence, items: Iterable[Item], listed: Sequence[Item]) -> Iterator[Item]:
    """The events that a sentence may count, each up to the end of what explains it.

    What stands in the explanation is counted by nothing behind it ("heart problems, such as palpitations, were seen in
    12%"), save where a list of untoward events has it.
    """
    asides, end = dict(found.span() for found in _aside().finditer(sentence.typed)), 0
    for item in items:
        if item in listed and item.start >= end and item.end not in asides:
            yield item
        elif not any(start < item.start < stop for start, stop in asides.items()):
            end = asides.get(item.end, item.end)
            yield replace(item, end=end)


@cache
def _aside() -> re.Pattern[str]:
    begins = r"(?:an?|which|that|including|such as|also (?:called|known as)|or)"
    told = rf"\s{begins}\s[^.;:(){{percent}}{{count}}]{{1,140}}?"
    verb = rf"(?:\s?\([^()]{{1,40}}\))?,{told},(?=\s{table('events', 'occurred')[0]}\b)"
    words = r"[^.;:(){percent}{count}]{1,60}?"
    members = rf",\s(?:mainly|mostly|primarily|predominantly|including)\s{words}\s(?:and|or)\s{words}"
    return pattern(rf"{verb}|{members}(?=\s?\([^()]{{0,10}}{{percent}}[^()]{{0,40}}\b(?:vs|v|versus|and)\b)")
