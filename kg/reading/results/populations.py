"""Of whom figures are told: the people right behind them, and those whom their clause names."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.annotate import Sentence
from kg.reading.results.figures import Figure, words
from kg.reading.results.view import Result


def people_at(result: Result, figure: Figure) -> tuple[int, int] | None:
    """Where the people stand, right behind a figure, whom it is told of, with what tells them from others."""
    found = words("population_behind").match(result.typed[figure.end : figure.end + 160])
    return (figure.end + found.start("p"), figure.end + found.end("p")) if found else None


def people_behind(result: Result, figure: Figure) -> str | None:
    """The people right behind a figure whom it is told of, in the sentence's words."""
    place = people_at(result, figure)
    return result.sentence.words(*place) if place else None


def group_behind(result: Result, figure: Figure) -> str | None:
    """The group right behind one of several figures, in the sentence's words: "82% of adults and 95% of minors"."""
    found = words("group_behind").match(result.typed[figure.end : figure.end + 160])
    return result.sentence.words(figure.end + found.start("p"), figure.end + found.end("p")) if found else None


def people_before(result: Result, at: int) -> str | None:
    """The people right before the bracket that a place stands in, in the sentence's words."""
    opened = min((start for start, end in result.brackets if start < at < end), default=None)
    found = words("population_before").search(result.typed[:opened].rstrip()) if opened is not None else None
    return result.sentence.words(*found.span("p")) if found else None


def population(result: Result, at: int | None = None) -> str | None:
    """For whom a sentence's results hold, in its words; None where it does not say.

    Where a figure's place is given, what another clause says does not hold for it, unless the sentence begins so, and
    of two that its clause names the last one before it holds.
    """
    bounds = [m.span() for m in result.sentence.finditer(words("clause_end"))]
    low = max((end for _, end in bounds if at is not None and end <= at), default=0)
    high = min((start for start, _ in bounds if at is not None and start >= at), default=len(result.typed))
    told = [
        next(
            found.span(g)
            for g in ("p", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15")
            if found.group(g)
        )
        for found in result.sentence.finditer(words("population"))
        if found.start() == 0 or low <= found.start() < high
    ]
    before = [span for span in told if at is not None and span[0] < at]
    chosen = before[-1:] or told[:1]
    return result.sentence.words(*chosen[0]) if chosen else None


BACK = 3
"""Sentences of one paragraph that may stand between a part of the people and what is told of it."""


def carried(result: Result, sentences: Sequence[Sentence]) -> str | None:
    """The part of a study's people whom the sentences right before one tell of, in their words; None where all are.

    "A subgroup analysis of 87 patients who … was performed. Median survival was 15 months with A and 10 with B."
    """
    sentence = result.sentence
    if sentence.passage.block not in ("bullet", "paragraph") or words("not_carried").search(sentence.typed):
        return None
    for before in reversed(sentences[max(0, sentence.index - BACK) : sentence.index]):
        if before.passage is not sentence.passage:
            return None
        found = before.search(words("carried"))
        if found is not None:
            group = next(g for g in ("p", "p2", "p3") if found.group(g))
            return before.words(*found.span(group))
        if words("not_carried").search(before.typed):
            return None
    return None
