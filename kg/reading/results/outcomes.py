"""Outcomes: which figure belongs to which measure and arm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.model import Value
from kg.reading.annotate import Sentence
from kg.reading.context import Context, Proposal
from kg.reading.patterns import index
from kg.reading.results.candidates import of_results
from kg.reading.results.figures.contrasts import contrasts
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.finding.found import is_of_deaths
from kg.reading.results.figures.of_groups import of_groups
from kg.reading.results.figures.people.people_beside import group_behind, kind_behind, people_behind, people_within
from kg.reading.results.figures.people.populations import population
from kg.reading.results.figures.seen import result_of, with_figures_taken_up
from kg.reading.results.figures.shares import shares
from kg.reading.results.figures.tables import row
from kg.reading.results.figures.telling.bracket_rows import people_of
from kg.reading.results.figures.telling.counted_as import as_counted, is_of_the_disease, is_one_event, laid_to_treatment
from kg.reading.results.figures.telling.own_changes import own_changes
from kg.reading.results.figures.telling.times import time_of
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.figures.telling.totals import totals
from kg.reading.results.figures.whose.as_before import NOTHING_BEFORE, Before
from kg.reading.results.figures.whose.corresponding import corresponding
from kg.reading.results.figures.whose.respective import OWN_GROUPS, OWN_TESTS, RESPECTIVE
from kg.reading.results.view import Result, words

BY_NAME = "outcome.partly"
"""The rule by which figures are told of the arms beside them, and of no other."""


def read(context: Context) -> Iterator[Proposal]:
    """The outcomes of a document."""
    last = NOTHING_BEFORE
    told: dict[int, list[Contrast]] = {}
    with_numbers = context.annotated.holding(index("shares"), kinds=("percent", "duration", "count", "number"))
    for sentence in of_results(context, with_numbers):
        earlier = context.annotated.sentences[sentence.index - 1]
        goes_on = sentence.index > 0 and earlier.passage is sentence.passage
        before = told.get(earlier.index, []) if goes_on else []
        again = result_of(context, earlier) if goes_on else None
        last = (_set_against(again) if again and not before else None) or last
        result = with_figures_taken_up(result_of(context, sentence), before, again)
        seen, found = result, _contrasts(result, context, last)
        if not _is_of_parts(result, found):
            seen, found = of_groups(sentence, result, context) or (seen, found)
        found = found or _corresponding(context, result, told)
        told[sentence.index] = found
        for contrast in _told(seen, found, context):
            yield from _proposed(seen, contrast, sentence)
            last = _whose(seen, contrast) or last
        if not found:
            last = _set_against(result) or last
        figures = [figure for contrast in found for figure in contrast.figures]
        told_of = [
            *((figure.at, figure.end) for figure in figures),
            *((at, at + 1) for at in seen.arms if seen is not result),
        ]
        taken = {at for start, end in told_of for at in _range_in(result, seen, start, end)}
        for contrast in (*shares(result, context, taken), *totals(result, context, taken)):
            yield from _proposed(result, contrast, sentence)


def _corresponding(context: Context, result: Result, told: Mapping[int, list[Contrast]]) -> list[Contrast]:
    """What a sentence says to correspond to the figures of the one before, under the same heading."""
    sentence = result.sentence
    earlier = context.annotated.sentences[sentence.index - 1]
    before = told.get(earlier.index, []) if earlier.passage.path == sentence.passage.path else []
    if not before or result.measures or not words("corresponding").match(result.typed):
        return []
    return corresponding(result, before, result_of(context, earlier))


def _is_of_parts(result: Result, found: Iterable[Contrast]) -> bool:
    """Whether each figure of a sentence has people of its own."""
    whom = [[_whom(result, contrast, figure) or "" for figure in contrast.figures] for contrast in found]
    apart = bool(whom) and all(len(set(each)) == len(each) and all(each) for each in whom)
    several = len({one for each in whom for one in each}) > 1
    listed = any(contrast.rule == RESPECTIVE for contrast in found)  # of a list that may be cut elsewhere
    return apart and several and not listed and not any(_TWO_PEOPLE.search(one) for each in whom for one in each)


_TWO_PEOPLE = re.compile(
    r"\b(?:patients|women|men|people|children|adults|those)\b[^;]*\b(?:patients|children|those)\b|^\S+\sof\s(?:the\s)?\d"
)
"""People of whom two groups are told, or of whom some alone are: "8 of 10 patients"."""


def _range_in(result: Result, seen: Result, start: int, end: int) -> range:
    """Where a stretch of a sentence stands in it as seen with other marks."""
    if seen is result:
        return range(start, end)
    span = seen.sentence.place(start, end)
    inside = [m for m in result.sentence.marks if span.start < m.span.end and m.span.start < span.end]
    places = [result.sentence.typed_at(mark) for mark in inside]
    return range(min(places, default=0), max(places, default=-1) + 1)


def _told(result: Result, found: Iterable[Contrast], context: Context) -> Iterator[Contrast]:
    """The contrasts of which a sentence tells what was found, and of whom."""
    return (_with_such(result, contrast, context) for contrast in found if not _is_untold(result, contrast, context))


def _with_such(result: Result, contrast: Contrast, context: Context) -> Contrast:
    """A contrast of "such side effects" with those that the sentence before tells of: "severe side effects"."""
    measure = contrast.measure
    if measure is None or not _SUCH.search(result.typed, 0, measure.start) or not result.sentence.index:
        return contrast
    if not words("many_events").fullmatch(measure.concept.name):
        return contrast
    before = result_of(context, context.annotated.sentences[result.sentence.index - 1])
    told = [m for _, m in sorted(before.measures.items()) if _ANY_HARMS.search(m.concept.name)]
    return replace(contrast, measure=replace(measure, concept=told[-1].concept)) if told else contrast


_SUCH = re.compile(r"\b(?:Such|These|Those)\s$")
_ANY_HARMS = re.compile(r"(?:toxicit(?:y|ies)|toxic effects|adverse (?:events?|effects?|reactions?)|side effects)$")


def _is_untold(result: Result, contrast: Contrast, context: Context) -> bool:
    """Whether figures are planned, of several studies, or of an arm by words that leave open which that is."""
    if _planned(result, contrast) or _of_several_studies(result, contrast, context):
        return True
    if any(contrast.arms) and any(_is_but_a_part(result, at) for at in result.arms):
        return True
    return any(contrast.arms) and contrast.rule != BY_NAME and bool(context.arms.leaves_open(result.sentence))


def _is_but_a_part(result: Result, at: int) -> bool:
    """Whether what names an arm of one drug tells of more that it had: "the A-containing regimen"."""
    arm = result.arms[at]
    return len(arm.interventions) == 1 and bool(
        _CONTAINING.search(result.sentence.words(at, at + 1) + result.typed[at + 1 : at + 20])
    )


_CONTAINING = re.compile(r"(?<!platinum)(?<!anthracycline)(?<!taxane)[-–](?:containing|based)\s(?!.*\bgroup)")


def _whose(result: Result, contrast: Contrast) -> Before | None:
    """Whose the figures of a contrast are, which those behind it may be too; None where nothing sets them apart."""
    index = result.sentence.index
    if len(set(contrast.arms)) > 1:
        return Before(contrast.arms, (), result.trial, index)
    groups = tuple(whom for f in contrast.figures if (whom := _whom(result, contrast, f)))
    several = 1 < len(contrast.figures) == len(set(groups)) == len(groups)
    return Before(contrast.arms, groups, result.trial, index) if several else None


def _set_against(result: Result) -> Before | None:
    """The two arms that a sentence without their figures sets against each other, in the order of what it tells.

    "The addition of A prolonged survival compared with B (HR, 0.8)" is gone on with in that order.
    """
    arms = tuple(dict.fromkeys(arm for _, arm in sorted(result.arms.items())))
    if len(arms) != 2 or not result.sentence.search(words("set_against")):
        return None
    first = bool(words("against_first").match(result.typed))
    return Before(arms[::-1] if first else arms, (), result.trial, result.sentence.index)


def _contrasts(result: Result, context: Context, last: Before) -> list[Contrast]:
    """The contrasts of a sentence, or of a table's row."""
    if result.sentence.passage.block == "row":
        return list(row(context, result))
    told = contrasts(result, context, last) if _may_measure(result) else []
    return [*told, *own_changes(result)]


def _may_measure(result: Result) -> bool:
    """Whether a sentence may hold what a figure tells: a measure, a place for one that no list knows, or deaths."""
    sentence = result.sentence
    return bool(
        result.measures
        or result.slots
        or any(is_of_deaths(sentence, mark) for mark in sentence.of_kind("count"))
        or _IN_A_ROW.search(result.typed)
    )


_IN_A_ROW = re.compile(r"[)\]],\s")
"""Between things of a row that each have their figures in brackets, of which any may be a measure (`told.py`)."""


def _planned(result: Result, contrast: Contrast) -> bool:
    """Whether a plan, a definition or a guess holds the figures: it stands before them, or right behind them."""
    for found in result.sentence.finditer(words("not_results")):
        between = result.between(*sorted((found.end(), contrast.start)))
        clause = result.between(contrast.end, found.start()) if found.start() >= contrast.end else between
        if not words("plan_ends" if found.end() <= contrast.start else "plan_begins").search(clause):
            return True
    return False


def _of_several_studies(result: Result, contrast: Contrast, context: Context) -> bool:
    """Whether figures are those of several studies, each its own: "studies showed response rates of 30% to 50%".

    They are, too, where a sentence names several trials, and no arm of one: "41 months for A, 38 for B and 27 for C".
    """
    named = context.trials.named(result.sentence)
    if len({mention.trial for mention in named}) >= MANY:
        return not any(contrast.arms)
    text, start = result.sentence.passage.text, result.sentence.span.start
    others = (m for m in named if m.trial != result.trial and len(contrast.figures) > 1)
    if any(_IN_TRIAL.search(text, max(start, m.start - 60), m.start) for m in others):
        return True
    ranged = not context.trials.single and any(figure.upper is not None for figure in contrast.figures)
    return ranged and bool(result.sentence.search(words("several_studies")))


_IN_TRIAL = re.compile(r"\d%?(?:\s?[(\[][^()\[\]]{1,40}[)\]])?\sin\s(?:the\s)?$")
"""Before the name of another trial, a figure of it: "12% in the A trial and | 15% in | B"."""
MANY = 3
"""Trials that a sentence names of which it cannot tell one result."""


def _proposed(result: Result, contrast: Contrast, original: Sentence) -> Iterator[Proposal]:
    """An outcome for each figure of a contrast, and for the same told in another unit."""
    assert contrast.measure is not None  # noqa: S101  contrasts() keeps measured ones only
    span = result.sentence.source()
    for figure, arm in zip(contrast.figures, contrast.arms, strict=True):
        event = is_one_event(result, contrast.measure, original) and not laid_to_treatment(result, contrast.measure)
        if arm is not None and (event or is_of_the_disease(contrast)):
            continue
        for told in (figure, figure.twin) if figure.twin else (figure,):
            for roles in _ends(told):
                whom = _whom(result, contrast, figure)
                common: dict[str, Value | None] = {
                    "trial": result.trial, "measure": as_counted(result, contrast.measure, told), "arm": arm,
                    "timepoint": time_of(result, contrast, figure), "population": whom,
                }  # fmt: skip
                yield Proposal("outcome", {**common, **roles}, span, contrast.open or contrast.rule, contrast.under)


def _whom(result: Result, contrast: Contrast, figure: Figure) -> str | None:
    """Of whom a figure is told, in the sentence's words; None where that is everybody."""
    if contrast.rule in (OWN_GROUPS, OWN_TESTS):
        return None
    if contrast.groups:
        return people_within(result, contrast.groups[contrast.figures.index(figure)]) or result.carried
    group = group_behind(result, figure) if contrast.rule == "outcome.groups-behind" else None
    told = people_within(result, group or people_behind(result, figure)) or kind_behind(result, figure)
    told = told or people_of(result, contrast) or population(result, figure.at) or result.carried
    at = contrast.measure.start if contrast.measure else -1
    named = result.sentence.words(at, at + 1) if at in result.measures else ""
    own = len(named) > 1 and told is not None and named in told  # of "the 68 who responded (45 and 23)" all did
    return None if told is None or own else told.removesuffix(".")


def _ends(figure: Figure) -> Iterator[dict[str, Value | None]]:
    """The roles of a figure; a range is two facts, its lower and its upper end."""
    low, high = figure.interval or (None, None)
    unit = figure.unit or None if figure.value is not None else None
    base: dict[str, Value | None] = {
        "value": figure.value, "unit": unit, "qualifier": figure.qualifier or None,
        "ci_low": low, "ci_high": high, "ci_level": figure.level,
    }  # fmt: skip
    if figure.upper is None:
        yield base
        return
    yield {**base, "qualifier": ">="}
    yield {**base, "value": figure.upper, "qualifier": "<="}
