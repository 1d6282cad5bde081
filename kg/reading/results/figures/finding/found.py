"""The figures of a result: numbers that tell an outcome, not a time, a change or who took part."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.reading.annotate import Sentence
from kg.reading.marks import Mark
from kg.reading.number_forms import number
from kg.reading.patterns import pattern
from kg.reading.results.figures.finding.figure import Figure, with_interval
from kg.reading.results.figures.finding.no_figures import tells_an_outcome
from kg.reading.results.figures.finding.scores import scores
from kg.reading.results.view import Result, words


def figures(result: Result) -> list[Figure]:
    """The figures of a sentence that may be outcomes, in order; "43 and 24%" are two of one unit."""
    found: list[Figure] = []
    followed = [place.span() for place in result.sentence.finditer(words("how_long"))]
    for mark in reversed(result.sentence.marks):
        if mark.kind == "duration" and any(low < result.sentence.typed_at(mark) < high for low, high in followed):
            continue
        figure = _figure(result, mark) or _sharing(result, mark, found[-1] if found else None)
        figure = figure or _of_next_arm(result, mark) or _counted(result, mark)
        if figure is not None:
            found.append(figure)
    found.reverse()
    scored = [Figure(at, at + 1, value, "") for at, value in scores(result)]
    found = sorted([*_apart(found), *scored], key=lambda figure: figure.at)
    return _with_twins(result, _with_bare(result, _with_unreached(result, found)))


def _apart(found: list[Figure]) -> list[Figure]:
    """Without the figures that stand in another's interval."""
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.at >= kept[-1].end:
            kept.append(figure)
    return kept


def _with_unreached(result: Result, found: list[Figure]) -> list[Figure]:
    """With a time that was not reached, where one that was is set against it: "not reached vs 12.8 months"."""
    none = [
        Figure(place.start(), place.end(), None, beside.unit, "not reached")
        for place in result.sentence.finditer(words("unreached"))
        for beside in found
        if _set_against(result, place.span(), beside)
    ]
    return sorted([*found, *none], key=lambda figure: figure.at)


def _set_against(result: Result, place: tuple[int, int], beside: Figure) -> bool:
    """Whether "versus" stands between a place and a time."""
    first, second = sorted((place, (beside.at, beside.end)))
    between = result.between(first[1], second[0])
    timed = beside.unit not in ("percent", "participants")
    return timed and first[1] <= second[0] and bool(words("versus_figure").fullmatch(between))


def _with_bare(result: Result, found: list[Figure]) -> list[Figure]:
    """With bare counts of people in arms: "died (64 in A versus 75 in B)", "in four of A and in none of B"."""
    taken = {at for figure in found for at in range(figure.at, figure.end)}
    bare = [
        Figure(m.start(), m.end(), value, "participants")
        for m in result.sentence.finditer(words("bare_count"))
        if m.start() not in taken and (value := _bare(result, m)) is not None
    ]
    found = sorted([*found, *_there_were(result, taken)], key=lambda figure: figure.at)
    people = any(figure.unit == "participants" for figure in found)
    return sorted([*found, *bare], key=lambda figure: figure.at) if len(bare) > 1 or (bare and people) else found


def _there_were(result: Result, taken: set[int]) -> list[Figure]:
    """Numbers of what befell people and is counted by itself: "there were three treatment-related deaths".

    So are those of a list of responses: "partial responses were seen in 9 patients, stable disease | in 12".
    """
    made = []
    told = [(place, place.end("n") + 1) for place in result.sentence.finditer(words("there_were"))]
    told += [(place, place.start("measure")) for place in result.sentence.finditer(words("seen_in_so_many"))]
    for place, at in told:
        start, end = place.span("n")
        measure = result.measures.get(at)
        marks = result.sentence.marks_in(start, end, "number", "count")
        value = marks[0].quantity.value if marks else number(place["n"].lower())
        if measure is None or words("per_so_many").match(result.typed, measure.end):
            continue
        counted = words("countable_measures").search(measure.concept.name)
        if counted and start not in taken and value is not None and value == int(value):
            made.append(Figure(start, end, value, "participants"))
    return made


def _bare(result: Result, match: re.Match[str]) -> Decimal | None:
    """The value of a bare count, in digits or in words; None where it is no whole number, or of those of a group."""
    start, end = match.span()
    if words("mean_number").search(result.sentence.words(0, start)):
        return None
    aside = result.typed[start - 1 : start] in ("(", "[") and not any(
        m.end == start - 2 for m in result.measures.values()
    )
    if aside and _ALLOTTED.match(result.sentence.words(end, min(end + 2, len(result.typed)))):
        return None
    marks = result.sentence.marks_in(*match.span(), "number")
    if not marks:
        word = match.group().lower()
        return Decimal(0) if word == "none" else number(word)
    quantity = marks[0].quantity
    value = None if quantity.upper is not None or quantity.qualifier else quantity.value
    return value if value is not None and value == int(value) and value < _A_YEAR else None


_ALLOTTED = pattern(r"(?:were\s)?(?:randomly\s)?{allotted}\b")
"""Behind a number of people, that it says how many were in a group: "(19 | assigned A)"."""


def _with_twins(result: Result, found: list[Figure]) -> list[Figure]:
    """Each figure with what stands in brackets right behind it in another unit: "12 (40%)", "40% (12 of 30)"."""
    kept: list[Figure] = []
    for figure in found:
        before = kept[-1] if kept else None
        if (
            before is not None
            and {before.unit, figure.unit} == {"percent", "participants"}
            and not (before.unit == "percent" and words("of_a_response").match(result.typed, figure.end))
            and words("twin").fullmatch(result.between(before.end, figure.at))
        ):
            kept[-1] = replace(before, end=figure.end, twin=figure)
        elif (
            before is not None
            and before.twin is None
            and (before.unit, figure.unit) == ("participants", "percent")
            and words("twin_behind_arm").fullmatch(result.between(before.end, figure.at))
        ):
            kept[-1] = replace(before, twin=figure)
        else:
            kept.append(figure)
    return kept


def _counted(result: Result, mark: Mark) -> Figure | None:
    """A bare number of responses: "3 complete responses"."""
    quantity, at = mark.quantity, result.sentence.typed_at(mark)
    gap = words("with_so_many").match(result.typed, at + 1)
    behind = result.measures.get(gap.end()) if gap else None
    bare = mark.kind in ("number", "count") and quantity.upper is None and quantity.of is None
    if not bare or behind is None or behind.predicate or _WHOSE.search(result.typed, 0, at):
        return None
    if words("per_so_many").match(result.typed, behind.end) or words("enrolled_with").match(result.typed, at + 1):
        return None
    place = result.sentence.place(behind.start, behind.end).of(result.sentence.passage.text)
    whole = quantity.value is not None and quantity.value == int(quantity.value)
    if not whole or not words("countable").search(place):
        return None
    return Figure(at, at + 1, quantity.value, "participants", quantity.qualifier)


_WHOSE = re.compile(r"\b(?:for|in|among|of)\s(?:the|these|those)\s$")
"""Before a number of people who had something: of them another figure is told, "88% for the | 273 with a response"."""
_A_YEAR = 1900
"""From where on a number may be a year: "seen in 1998 and 20 patients"."""
_NAMED = re.compile(r"(?:^|[\s(])[A-Z][\w-]*[\s-]$")
"""Before a number, that it is of a name: "In RTOG 9001, 73 percent were alive"."""


def _sharing(result: Result, mark: Mark, behind: Figure | None) -> Figure | None:
    """A bare number that takes the unit of the figure right behind it."""
    quantity, at = mark.quantity, result.sentence.typed_at(mark)
    if behind is None or mark.kind != "number" or quantity.upper is not None:
        return None
    if quantity.qualifier not in ("", "~"):
        return None  # "for those below <3.65 versus 6.0 months"
    if words("of_a_grade").search(result.typed, max(0, at - 14), at):
        return None
    between = result.between(at + 1, behind.at)
    if between == ", " and _NAMED.search(result.typed, max(0, at - 20), at):
        return None
    whole = quantity.value is not None and quantity.value == int(quantity.value) and quantity.value > 1
    if behind.unit == "percent" and whole and words("people_apposed").fullmatch(between):
        return Figure(at, at + 1, quantity.value, "participants", quantity.qualifier)
    joined = pattern("{spread_of_its_own}{and_of_one_unit}", "outcomes").fullmatch(between)
    in_a_row = words("versus_figure").fullmatch(between) or words("counts_in_a_row").search(result.typed, 0, at)
    if not joined or (behind.unit == "participants" and not (in_a_row and (quantity.value or 0) < _A_YEAR)):
        return None
    return with_interval(result, Figure(at, at + 1, quantity.value, behind.unit, quantity.qualifier))


def _of_next_arm(result: Result, mark: Mark) -> Figure | None:
    """A bare number of an arm that takes the unit of the figure of the arm before: "10.7 months in A and 7.9 in B"."""
    quantity, at = mark.quantity, result.sentence.typed_at(mark)
    if mark.kind != "number" or quantity.value is None or quantity.upper is not None:
        return None
    before = words("its_arm_behind").match(result.typed, at + 1) and words("figure_of_arm_before").search(
        result.typed, 0, at
    )
    first = result.sentence.marks_in(*before.span("n"), "percent", "duration")[0].quantity if before else None
    if first is None or first.value is None:
        return None
    if quantity.value % 1 == 0 and (first.unit == "percent" or first.value % 1 != 0):
        return None  # "12% in A and 5 in B", "10.7 months in A and 12 in B" may be so many people
    return with_interval(result, Figure(at, at + 1, quantity.value, first.unit, quantity.qualifier))


def _figure(result: Result, mark: Mark) -> Figure | None:
    """A percentage, a duration or a count as a figure, unless the words around it tell that it is no outcome."""
    mark, end = _with_unit(result, mark)
    quantity, at = mark.quantity, result.sentence.typed_at(mark)
    if mark.kind not in ("percent", "duration", "count") or quantity.value is None:
        return None
    before, after = result.typed[max(0, at - 60) : at], result.typed[end : end + 60]
    if not tells_an_outcome(result, mark, before, after):
        return None
    counts = "deaths" if is_of_deaths(result.sentence, mark) else ""
    if counts and quantity.of is not None:
        return None  # "6 of 20 deaths were due to A"
    made = Figure(at, at + 1, quantity.value, quantity.unit, quantity.qualifier, quantity.upper, counts=counts)
    return with_interval(result, made)


def _with_unit(result: Result, mark: Mark) -> tuple[Mark, int]:
    """A number whose unit stands behind a bracket as a mark of its kind, and where it ends: "9.2 (7.6-12.0) months"."""
    end = result.sentence.typed_at(mark) + 1
    bare = mark.kind == "number" and mark.quantity.upper is None
    found = words("unit_behind").match(result.typed, end) if bare else None
    if found is None:
        return mark, end
    unit = "percent" if found["unit"].startswith(("%", "per")) else f"{found['unit'].removesuffix('s')}s"
    kind = "percent" if unit == "percent" else "duration"
    return mark._replace(kind=kind, meant=replace(mark.quantity, kind=kind, unit=unit)), found.end()


def is_of_deaths(sentence: Sentence, mark: Mark) -> bool:
    """Whether a count is one of deaths, and so says itself what it measures."""
    return mark.kind == "count" and bool(_DEATHS.search(mark.span.of(sentence.passage.text)))


_DEATHS = re.compile(r"\bdeaths?$", re.IGNORECASE)
