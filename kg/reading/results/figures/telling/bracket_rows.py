"""What goes on in the order of the figures before: the next thing of a clause, or brackets that each set arms apart.

"X was seen in 9% and 5%, and Y in 4% and 3%": what was seen goes on from thing to thing; behind "relief of pain in 9%
and 5%" stands relief of "cough in 4% and 3%". "In men (5 vs 4 months; P = .1) and women (7 vs 6 months)": what stands
between two such brackets says what the second tells: a measure that the vocabulary knows, people in whom the first
one's measure was looked at, a time, or a thing of its own ("metastatic disease").
"""

from __future__ import annotations

from dataclasses import replace

from kg.reading.measure_names import own, tidy
from kg.reading.measures import Measure
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.slots import worded
from kg.reading.results.figures.telling.told import LISTED, Contrast
from kg.reading.results.view import Result, words


def closed(result: Result, group: list[Figure], figure: Figure) -> bool:
    """Whether a bracket sets figures against each other, so that one in another bracket is none of them."""
    if len(group) < 2:
        return False
    mine, other = result.bracket_at(group[-1].at), result.bracket_at(figure.at)
    return mine is not None and other is not None and mine != other and mine[0] < group[-2].at


def row_of(result: Result, before: Contrast, contrast: Contrast) -> Contrast | None:
    """What the second of two such brackets tells, with its people; None where that is not clear.

    Args:
        result: the sentence.
        before: what the first tells.
        contrast: the figures of the second, whose measure is looked for.

    """
    first, second = result.bracket_at(before.start), result.bracket_at(contrast.start)
    if first is None or second is None or before.measure is None:
        return None
    between = result.between(first[1], second[0])
    shared = words("row_shared_people").fullmatch(between) and words("people_follow").match(result.typed, second[1])
    if shared or words("row_time").fullmatch(between) or words("row_people").fullmatch(between):
        return replace(contrast, measure=before.measure, open=before.open)
    found = words("row_thing").fullmatch(between)
    if found is None:
        return None
    start, end = first[1] + found.start("x"), first[1] + found.end("x")
    name = tidy(result.sentence.words(start, end))
    measure = framed(result, before.measure, start, end) or Measure(start, end, own(name))
    return replace(contrast, measure=measure, open=LISTED)


def in_rows(result: Result, before: Contrast | None, contrast: Contrast) -> bool:
    """Whether two brackets in a row each set figures against each other, with no known measure between them."""
    if before is None or len(before.figures) < 2 or len(contrast.figures) != len(before.figures):
        return False
    first, second = result.bracket_at(before.start), result.bracket_at(contrast.start)
    if first is None or second is None or first == second:
        return False
    told = result.sentence.marks_in(first[1], second[0], "percent", "duration", "count", "number")
    measured = any(first[1] <= at < second[0] for at in result.measures)
    return not measured and (not told or _is_time(result, first, second))


def _is_time(result: Result, first: tuple[int, int], second: tuple[int, int]) -> bool:
    return bool(words("row_time").fullmatch(result.between(first[1], second[0])))


def people_of(result: Result, contrast: Contrast) -> str | None:
    """The people right before a bracket that sets a contrast's figures against each other, in the sentence's words."""
    bracket = result.bracket_at(contrast.start)
    if bracket is None or len(contrast.figures) < 2 or contrast.end > bracket[1]:
        return None
    found = words("row_people_before").search(result.typed, 0, bracket[0])
    if found is None or words("no_row_people").search(found["p"]):
        return None
    if contrast.measure is not None and contrast.measure.end > found.start("p"):
        return None  # what was looked at, and not in whom
    said = result.sentence.words(*found.span("p")).strip()
    if not words("row_shares").search(said):
        return said
    rest = words("row_shared").match(result.typed, bracket[1])  # "with (5 vs 4) or without (3 vs 2) metastases"
    return f"{said} {result.sentence.words(*rest.span('x'))}" if rest else None


def next_thing(result: Result, before: Contrast, contrast: Contrast) -> tuple[int, int] | None:
    """Where a thing that is no known measure stands between figures and as many more of their unit."""
    if not 1 < len(before.figures) == len(contrast.figures) or before.figures[0].unit != contrast.figures[0].unit:
        return None
    found = words("next_thing").search(result.typed, before.end, contrast.start)
    return found.span("x") if found else None


def of_next_thing(result: Result, before: Contrast, contrast: Contrast, place: tuple[int, int]) -> Contrast | None:
    """The contrast with the thing at a place before it as its measure; None where that is none."""
    measure = before.measure and (framed(result, before.measure, *place) or worded(result, *place))
    return replace(contrast, measure=measure, open=LISTED) if measure else None


def framed(result: Result, first: Measure, start: int, end: int) -> Measure | None:
    """What was seen of the first thing, of another: behind "relief of pain" relief of "cough"; None else."""
    frame = words("frame").match(first.concept.name)
    if frame is None:
        return None
    return Measure(start, end, own(f"{frame.group()}{tidy(result.sentence.words(start, end))}"))
