"""What a sentence says besides what it tells, which the readers of findings are to pass over.

"Median survival, which was the primary endpoint, was …", "in the A group (which was closed early)", "…, the
researchers reported": such words change nothing of a finding, and stand between its parts wherever a writer likes. The
typed text of a sentence goes on behind them as if they were not there; the rules are those of `kg/rules/asides.toml`.
"""

from __future__ import annotations

from dataclasses import replace

from kg.model import Span
from kg.reading.annotate import Annotated, Sentence, remade
from kg.reading.marks import ASIDE, Mark
from kg.reading.patterns import index, matches

FAMILY = "asides"


def passed_over(annotated: Annotated) -> Annotated:
    """The document as it stands, each aside left out of what its sentence's rules are held against."""
    shorter = {one.index: made for one in annotated.holding(index(FAMILY)) if (made := _without_asides(one)) != one}
    if not shorter:
        return annotated
    return replace(annotated, sentences=tuple(shorter.get(one.index, one) for one in annotated.sentences))


def _without_asides(one: Sentence) -> Sentence:
    """A sentence without its asides; it stands by itself, for other words than its own come together."""
    asides: list[Span] = []
    for place in sorted(one.place(*match.found.span("aside")) for match in matches(FAMILY, one)):
        if not asides or asides[-1].end <= place.start:
            asides.append(place)
    if not asides:
        return one
    marks = [mark for mark in one.marks if not any(a.start < mark.span.end and mark.span.start < a.end for a in asides)]
    marks = sorted([*marks, *(Mark(ASIDE, aside) for aside in asides)], key=lambda mark: mark.span)
    return remade(one, one.passage, marks)
