"""Contrasts: figures of one unit set against each other, with their measure and their arms.

"10.8 months versus 5.8 months" is one contrast. It has one measure (`told.py`), and its figures take the
sentence's arms in order (`placing.py`), because in English both "A and B: 1 versus 2" and "1 in A and 2 in B"
keep the order. A list of figures that tells a list of measures or of times ("at 1, 3 and 5 years …") is parted
into one contrast for each (`lists.py`). What does not come out even is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.reading.context import Context
from kg.reading.measures import Measure
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.finding.found import figures
from kg.reading.results.figures.people.people_beside import people_at
from kg.reading.results.figures.telling.bracket_parts import of_parts, parts
from kg.reading.results.figures.telling.bracket_rows import closed, in_rows, next_thing, of_next_thing, row_of
from kg.reading.results.figures.telling.lists import listed
from kg.reading.results.figures.telling.told import Contrast, counted, measured
from kg.reading.results.figures.whose.as_before import NOTHING_BEFORE, Before
from kg.reading.results.figures.whose.placing import placed
from kg.reading.results.view import Result, words


def contrasts(result: Result, context: Context, last: Before = NOTHING_BEFORE) -> list[Contrast]:
    """The contrasts of a sentence that found both their measure and their arms, in order."""
    found = figures(result)
    result = _without_people(result, found)
    apart = parts(result, found)
    within = {part.figure.at for part in apart}
    whole = [figure for figure in found if figure.at not in within]
    lists = listed(result, whole)
    taken = {figure.at for contrast in lists for figure in contrast.figures}
    whole = [figure for figure in whole if figure.at not in taken]
    single = _grouped(result, whole)
    told = [*lists, *_measured(result, single)]
    made = (placed(result, contrast, context, last) for contrast in sorted(told, key=lambda c: c.start))
    kept = [c for c in made if c is not None and not (_to_its_own(result, c) or _of_what_stands_between(result, c))]
    return [*kept, *(part for contrast in kept for part in of_parts(contrast, apart))]


def _to_its_own(result: Result, contrast: Contrast) -> bool:
    """Whether those who were given something later are of the arm that had it from the first: no one crossed over."""
    measure = contrast.measure
    return bool(measure and measure.start in result.arms and result.arms[measure.start] in contrast.arms)


def _of_what_stands_between(result: Result, contrast: Contrast) -> bool:
    """Whether a figure is of something behind its measure: "due to sepsis, which …", "events included rash (9%)"."""
    measure = contrast.measure
    between = result.without_brackets(measure.end, contrast.start) if measure and measure.end < contrast.start else ""
    return bool(_WHICH.search(between) or _INCLUDED.fullmatch(between))


_WHICH = re.compile(r"\b(?:was|were|is|are)\s[^.;]{3,90}\w,\swhich\s(?:was|were|had|occurred|developed)\b")

_INCLUDED = re.compile(r"[^.;()]{0,60}\b(?:included?|such\sas)\s[^.;()]{3,60}\(\s?")


def _without_people(result: Result, found: list[Figure]) -> Result:
    """The sentence without the measures that say whom a figure is told of: "80% for patients with stable disease"."""
    places = [place for figure in found if (place := people_at(result, figure.end) or _whose(result, figure))]
    kept = {at: m for at, m in result.measures.items() if not any(low <= at < high for low, high in places)}
    return replace(result, measures=kept) if len(kept) < len(result.measures) else result


def _whose(result: Result, figure: Figure) -> tuple[int, int] | None:
    """What says which people are counted in whom something was found: "in 2 of 3 children | whose disease relapsed"."""
    told = figure.unit == "participants" and _IN.search(result.typed, max(0, figure.at - 20), figure.at)
    found = _WHOSE.match(result.typed, figure.end) if told else None
    return found.span() if found else None


_IN = re.compile(r"\b(?:in|among)\s(?:only\s|all\s)?$")
_WHOSE = re.compile(r"\swhose\s[^.;,()]{1,60}")


def _measured(result: Result, single: Iterable[Contrast]) -> Iterator[Contrast]:
    """The contrasts whose measure is told; one at a later time has that of the one before it."""
    before: Contrast | None = None
    several = list(single)
    named = words("respective_figures").search(result.typed)
    at = next((i for i, c in enumerate(several) if named and named.end() <= c.start), len(several))
    for contrast in several[:at]:
        if before is not None and in_rows(result, before, contrast):
            told = row_of(result, before, contrast)
        elif before is not None and (thing := next_thing(result, before, contrast)):
            told = of_next_thing(result, before, contrast, thing)
        else:
            told = measured(result, contrast)
        if told is None and before is not None and _goes_on(result, before, contrast):
            told = replace(contrast, measure=before.measure, open=before.open)
        if told is not None and not _of_two_at_once(result, told):
            yield told
        before = told
    if len(several) == 2 * at:  # "36% and 9 months with A; the respective figures with B were 28% and 8 months"
        for one, other in zip(several[:at], several[at:], strict=True):
            told = measured(result, one)
            if told is not None and [f.unit for f in one.figures] == [f.unit for f in other.figures]:
                yield replace(other, measure=told.measure, open=told.open)


def _of_two_at_once(result: Result, told: Contrast) -> bool:
    """Whether one share may be that of two measures together: "complete and partial responses were alike (50%)"."""
    measure = told.measure
    if measure is None or len(told.figures) > 1 or told.start < measure.end or told.figures[0].unit != "percent":
        return False
    first = next((m for at, m in sorted(result.measures.items(), reverse=True) if at < measure.start), None)
    joined = first is not None and result.typed[first.end : measure.start] == " and "
    return joined and not words("were_both").fullmatch(result.without_brackets(measure.end, told.start))


def _goes_on(result: Result, one: Contrast, other: Contrast) -> bool:
    """Whether a figure tells the same of another arm or at another time: "in 12 of A and three of B"."""
    between = result.between(one.end, other.start)
    if _is_some(result, one.figures[-1], other.figures[0]) and not re.search("[.;]", between):
        return True
    if one.figures[0].counts and (result.enclosed(other.start, one.start) or between.startswith(":")):
        return True  # "40 deaths (18 in A and 22 in B)"
    if words("other_between").fullmatch(between) and words("other_behind").match(result.typed, other.end):
        return True
    return (
        len(one.figures) == len(other.figures) == 1
        and one.figures[0].unit == other.figures[0].unit
        and bool(words("later_between").fullmatch(between))
        and bool(words("later_behind").match(result.typed, other.end))
    )


def _grouped(result: Result, found: list[Figure]) -> Iterator[Contrast]:
    """Figures of one unit with only a contrast between them."""
    group: list[Figure] = []
    for figure in found:
        apart = group and (figure.unit != group[-1].unit or closed(result, group, figure))
        row = _row(result, group, figure)
        if group and (apart or not (_contrasted(result, group[-1], figure) if row is None else row)):
            yield Contrast(tuple(group))
            group = []
        group.append(figure)
    if group:
        yield Contrast(tuple(group))


def _row(result: Result, group: list[Figure], figure: Figure) -> bool | None:
    """Whether a figure goes on a row that commas part, "13%, 22%, | and 23% had"; None where that is not clear.

    Behind two that are set against each other, one with words of its own is of another row.
    """
    if len(group) < 2:
        return None
    if words("versus_figure").fullmatch(result.between(group[-2].end, group[-1].at)):
        between = result.between(group[-1].end, figure.at)
        return bool(words("versus_figure").fullmatch(between) or words("list_of_figures").fullmatch(between))
    if not _joined(result, group[-2], group[-1]):
        return None
    if _joined(result, group[-1], figure):
        return True if result.between(group[-2].end, group[-1].at) == ", " else None
    return False if len(group) > 2 and ";" in result.between(group[-1].end, figure.at) else None


def _joined(result: Result, one: Figure, other: Figure) -> bool:
    return bool(_AND.fullmatch(result.between(one.end, other.at)))


_AND = re.compile(r",\s|,?\sand\s")


def _contrasted(result: Result, one: Figure, other: Figure) -> bool:
    """Whether two figures tell one measure: a contrast between them, and no measure of the first's own."""
    between = result.between(one.end, other.at)
    inside = [m for at, m in result.measures.items() if one.end <= at < other.at and not result.enclosed(at, one.at)]
    if inside:
        if words("next_clause").search(result.between(one.end, inside[0].start)) or _says(result, inside[-1], other):
            return False
        names = {m.concept.name for m in inside}
        before = {m.concept.name for at, m in result.measures.items() if at < one.at}
        behind = [m for at, m in result.measures.items() if other.end <= at < other.end + 100]
        if len(names) > 1 or before or behind:
            return False
    if "|" in between or words("new_time").search(between) or _has_its_own(result, one, other):
        return False
    if words("time_between").search(between) and words("later_behind").match(result.typed, other.end):
        return False
    if _ends_a_list(result, one, other) or _is_some(result, one, other):
        return False
    told = words("event_in").search(result.typed, 0, one.at) or measured(result, Contrast((one,)))
    if told and words("clause_of_its_own").search(result.typed[one.end : other.end + 90]):
        return False
    if words("two_clauses").search(between) or words("and_another_thing").search(between):
        return False
    if _begins_clause(result, one, other):
        return False
    if _opens(between) and not words("contrast_in_brackets").search(between):
        return False
    return len(between) < 140 and bool(words("contrast").search(between))


def _says(result: Result, measure: Measure, figure: Figure) -> bool:
    """Whether a measure is the subject of a clause that tells a figure: ", and the response rate was | 41%"."""
    return bool(_SUBJECT_OF.fullmatch(result.between(measure.end, figure.at)))


_SUBJECT_OF = re.compile(r"(?:\srates?)?\s(?:was|were)\s(?:only\s)?")


def _begins_clause(result: Result, one: Figure, other: Figure) -> bool:
    """Whether a figure is the subject of the next clause: "it was seen in 32% with A, and 20% of the women had …"."""
    did = result.measures.get(other.end + 1)
    if did is not None and did.predicate and result.bracketed(one.at) and not result.bracketed(other.at):
        return True  # "80 relapsed (35 on A and 45 on B), and | 60 died"
    its_own = words("its_own_verb").match(result.typed, other.end)
    if its_own and any(m.predicate and one.end <= at < other.at for at, m in result.measures.items()):
        return True  # "12% were resected, and | 9% received …"
    joined = words("and_so_many_more").search(result.between(one.end, other.at))
    return bool(joined and its_own and words("told_in").search(result.typed, 0, one.at))


def _is_some(result: Result, one: Figure, other: Figure) -> bool:
    """Whether a number counts some of those that the one before it does: "12 deaths, 7 of them in the A arm"."""
    if words("some_of_these").match(result.typed, other.end):
        return True
    bare = words("measure_and_comma").fullmatch(result.between(one.end, other.at))
    return bool(bare and words("of_an_arm").match(result.typed, other.end))


def _ends_a_list(result: Result, one: Figure, other: Figure) -> bool:
    """Whether a figure is not the first share that its bracket tells, which another stands outside of."""
    bracket = result.bracket_at(one.at)
    if bracket is None or bracket[0] < other.at < bracket[1] or one.unit != "percent":
        return False
    return bool(result.sentence.marks_in(bracket[0], one.at, "percent"))


def _has_its_own(result: Result, one: Figure, other: Figure) -> bool:
    """Whether the second figure tells a thing of its own: "… was 20%, and 4% had progressive disease".

    So do those of a list that each count another thing: "18% complete responses, 22% minor ones, and 41% of no change".
    """
    if words("versus_figure").fullmatch(result.between(one.end, other.at)):
        return False
    between = [m for at, m in sorted(result.measures.items()) if one.end <= at < other.at]
    if counted(result, one, between) and words("its_own_thing").match(result.typed, other.end):
        return True
    first, second = (measured(result, Contrast((figure,))) for figure in (one, other))
    behind = second is not None and second.measure is not None and second.measure.start > other.end
    joined = words("arm_and_arm").fullmatch(result.between(one.end, other.at)) and _OPENS.search(
        result.typed, 0, one.at
    )
    if behind and joined and words("other_group_behind").match(result.typed, other.end):
        return False  # "66% of A and 64% of B had it": one verb tells it of both
    if first is None or second is None or first.measure is None or second.measure is None:
        return False
    whole = second.measure.start <= first.measure.start < second.measure.end
    return second.measure.start > other.at and first.measure.concept != second.measure.concept and not whole


_OPENS = re.compile(r"(?:^|[:;]\s|\b(?:that|found)\s)(?:about\s|only\s|nearly\s)?$")
"""Before a figure, where a clause begins."""


def _opens(between: str) -> bool:
    """Whether a bracket opens before the second figure and does not close: it tells a part of the first."""
    return len(re.findall(r"[(\[]", between)) > len(re.findall(r"[)\]]", between))
