"""A sentence of statistics: whose they are, and the measures, the events and what else its cues tell of, by place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.model import Concept
from kg.reading.measure_names import tidy
from kg.reading.measures import set_aside
from kg.reading.results.comparing.sides import NOBODY, Sides
from kg.reading.results.phrases.noun_phrases import form
from kg.reading.results.phrases.spoken import is_of_people
from kg.reading.results.phrases.things import Thing
from kg.reading.results.view import Result


@dataclass(frozen=True)
class Statistics:
    """A sentence with its statistics of one kind, as those who read them share it.

    Attributes:
        result: the sentence.
        sides: whose its statistics are, unless one tells its own.
        told: the things that each of its cues speaks of.
        places: where the statistics stand, in order.

    """

    result: Result
    sides: Sides = NOBODY
    told: Sequence[Sequence[Thing]] = ()
    places: Sequence[int] = ()

    @cached_property
    def things(self) -> list[Thing]:
        """What its cues speak of, in one list."""
        return [thing for group in self.told for thing in group]

    @cached_property
    def named(self) -> list[tuple[int, Concept]]:
        """What it names and what its cues speak of, by their places."""
        return named_in(self.result, self.things)

    def before(self, at: int) -> int:
        """The place of the last statistic before one; -1 for the first."""
        return max((place for place in self.places if place < at), default=-1)

    def beside(self, at: int) -> list[int]:
        """The places of those that share the bracket of one, its own too; none where it stands in no bracket."""
        low, high = self.result.bracket_at(at) or (0, 0)
        return [place for place in self.places if low < place < high]


def named_in(result: Result, told: Sequence[Thing] = ()) -> list[tuple[int, Concept]]:
    """The measures, the events and what cues have `told` of by their places, in order, none within another."""
    events = [
        (at, Concept("measure", tidy(result.sentence.words(at, at + 1)), known=False))
        for mark in result.sentence.of_kind("event")
        if (at := result.sentence.typed_at(mark)) not in result.measures
    ]
    measured = ((at, m.concept) for at, m in result.measures.items() if not is_of_people(result, at))
    found = [(t.measure.start, t.measure.end, t.concept) for t in told]
    found += [(at, at + 1, m) for at, m in (*measured, *events)]
    others = (found.span() for words in (_FIRST_OF, _MAINLY) for found in words.finditer(result.typed))
    aside = [*set_aside(result.sentence), *others]
    kept: list[tuple[int, int, Concept]] = []
    for start, end, concept in sorted(found, key=lambda item: (item[0], -item[1])):
        if any(low < start < high for low, high in aside):
            continue
        gain = bool(kept) and concept.name in _GAINS and start <= kept[-1][1] + 1
        if not kept or (start >= kept[-1][1] and not gain):
            kept.append((start, end, concept))
    return [(start, concept) for start, _, concept in kept]


_FIRST_OF = re.compile(
    r"\b(?:ratios?|[as]?HRs?)\s(?:for|of)\s(?:[^.;()]{3,90}?,|(?:a\s)?(?:second|new)\s[^.;(),]{3,30})\sor\sdeath\b",
    re.IGNORECASE,
)
"""What a ratio is of as whichever came first, which is none of these alone: "for recurrence, stroke, or death"."""
_MAINLY = re.compile(rf",\s{form('mainly').pattern}", re.IGNORECASE)
"""What most of a kind was, to which its figures do not belong: "bleeding, | mainly epistaxis (30%)"."""
_GAINS = frozenset({"benefit", "advantage", "improvement", "gain"})
"""What is no measure of its own right behind one: "no survival benefit"."""
