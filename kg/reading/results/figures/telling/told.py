"""What figures tell: the measure of a contrast, as its clause gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Arm, Concept, Span
from kg.reading.measure_names import own, tidy
from kg.reading.measures import Measure
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.finding.scores import is_score
from kg.reading.results.figures.telling.slots import slotted
from kg.reading.results.figures.telling.standing_for import is_one_of_two, stands_for_another
from kg.reading.results.phrases.spoken import is_of_people
from kg.reading.results.view import Result, words


@dataclass(frozen=True)
class Contrast:
    """Figures of one measure set against each other.

    Attributes:
        figures: in order, of one unit.
        measure: what they tell; None until it is found.
        arms: one for each figure, None for the whole trial; empty until they are found.
        rule: how the arms were found.
        time: when the figures were taken, where a list of times says so.
        open: the rule that found a measure that no list knows (`slots.py`).
        groups: the people of each figure, where a list of people tells them (`respective.py`).
        under: the places above the sentence without which it does not show them, as a table's header.

    """

    figures: tuple[Figure, ...]
    measure: Measure | None = None
    arms: tuple[Arm | None, ...] = ()
    rule: str = ""
    time: str | None = None
    open: str = ""
    groups: tuple[str, ...] = ()
    under: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        """Where its first figure stands."""
        return self.figures[0].at

    @property
    def end(self) -> int:
        """Where its last figure ends."""
        return self.figures[-1].end

    def gaps(self, result: Result) -> list[str]:
        """What stands between each of its figures and the next."""
        return [result.between(one.end, other.at) for one, other in pairwise(self.figures)]


LISTED = "outcome.open-listed"
"""The rule by which what stands before figures of a list is a measure in the document's words."""


def measured(result: Result, contrast: Contrast) -> Contrast | None:
    """The contrast with its measure, or None where no measure is told in its figures.

    In this order: what the figure counts ("3 complete responses"), the subject that it is said of ("the response
    rate was 30 percent"), what its own subject did ("30 percent of the patients had a response"), the nearest before
    it in the sentence, the next one behind it.
    """
    first = contrast.figures[0]
    if _tells_nothing(result, contrast):
        return None
    if first.counts:
        cause = words("died_of").match(result.typed, first.end)
        name = f"death from {result.sentence.words(*cause.span('cause'))}" if cause else first.counts
        return replace(contrast, measure=Measure(first.at, first.end, Concept("measure", tidy(name), known=False)))
    if (named := _as_bad(result, first)) is not None:
        return replace(contrast, measure=named)
    every = [m for at, m in sorted(result.measures.items()) if at < first.at and not _whose(result, m, first)]
    subject = _said_of(result, first, every)
    if subject is not None and first.unit == "percent" and not fits(subject, first):
        return replace(contrast, measure=subject)  # "the 1-year duration of response was 70%"
    ahead = [m for m in every if fits(m, first)]
    before = [m for m in ahead if not _aside(result, m, first)] or ahead
    behind = [m for at, m in sorted(result.measures.items()) if at >= first.end and _may_tell(result, first, m)]
    found = (
        counted(result, first, behind)
        or _counted_by_all(result, contrast, behind)
        or _said_of(result, first, before)
        or _done(result, contrast, [m for m in behind if m.start >= contrast.end])
    )
    if found is None and first.unit == "percent" and words("event_behind").match(result.typed[first.end :]):
        return None  # "mortality was higher (7% severe bleeding and 2% deaths)"
    told = slotted(result, contrast.figures) if found is None else None
    if told is not None and (first.unit not in ("percent", "participants") or fits(told[0], first)):
        one_of_two = is_one_of_two(result, told[0], first.at)
        return None if one_of_two else replace(contrast, measure=told[0], open=told[1])
    found = found or _nearest(result, contrast, before, behind)
    if found is not None and found.start >= first.end and _of_others(result, first, found):
        return None
    return None if found is None or stands_for_another(result, found, first.at) else replace(contrast, measure=found)


def _may_tell(result: Result, first: Figure, behind: Measure) -> bool:
    """Whether a figure may tell a measure behind it: no change, nothing that nobody had, or that it is not due to."""
    if not fits(behind, first) or _MORE_OR_LESS.match(result.sentence.words(behind.start, behind.end)):
        return False
    untold = (words("nobody_had"), words("other_than"))
    return not any(form.search(result.typed, first.end, behind.start) for form in untold)


def _as_bad(result: Result, first: Figure) -> Measure | None:
    """Side effects that were as bad in those of a figure: "had side effects, and in | 30% of them they were severe"."""
    found = words("they_were").match(result.typed, first.end)
    told = [m for at, m in sorted(result.measures.items()) if at < first.at] if found else []
    if found is None or not told or not words("many_events").search(told[-1].concept.name):
        return None
    name = f"{result.sentence.words(*found.span('how')).removeprefix('of ')} {told[-1].concept.name}"
    return Measure(first.at, first.at + 1, own(tidy(name)))


def _tells_nothing(result: Result, contrast: Contrast) -> bool:
    """Whether figures are of people of whom nothing is known, who had none or were left out, or of no measure.

    "28% progressed; 11% unevaluable", "40% no response", "2 in A and 1 in B were excluded", "in A the figures were 3
    and 29", "by age (< 70 or ≥ 70 years)".
    """
    first = contrast.figures[0]
    if any(words(name).match(result.typed, first.end) for name in ("not_evaluated", "had_none")):
        return True
    each = words("or_each").search(result.typed)
    if words("of_those_who").search(result.typed, 0, first.at) or (each and each.start() < first.at < each.end()):
        return True
    if len(contrast.figures) > 1 and _PARTED.issubset({figure.qualifier[:1] for figure in contrast.figures}):
        return True
    if first.qualifier and words("no_more_than").search(result.typed, 0, first.at):
        return True
    if first.unit == "participants" and words("left_out").match(result.typed, contrast.end):
        return True
    unnamed = words("figures_were").search(result.typed, 0, first.at) if len(contrast.figures) > 1 else None
    return unnamed is not None and unnamed.start() not in result.measures


_PARTED = frozenset("<>")
"""What bounds two figures that tell how people were parted: "by age (< 70 years versus ≥ 70 years)"."""


def _of_others(result: Result, figure: Figure, measure: Measure) -> bool:
    """Whether a measure behind a number of people has a figure of its own, or tells who these people are.

    "90 patients had a response rate of 60%" counts no responses; "20% of those who had a relapse" are not relapses, and
    "8 patients with a recurrence had large tumors" are not all recurrences.
    """
    if _is_part(result, figure) and _WHO.search(result.between(figure.end, measure.start)):
        return True
    done = measure.predicate or measure.concept.name == "crossover"
    if words("and_did").match(result.typed, measure.end):
        return True
    if figure.unit not in ("percent", "participants") or done:
        return False
    if _WITH.search(result.between(figure.end, measure.start)) and words("its_own_verb").match(
        result.typed, measure.end
    ):
        return True
    told = words("its_own_figure").match(result.typed, measure.end)
    return bool(told or words("who_they_are").fullmatch(result.typed, figure.end, measure.start))


def _whose(result: Result, measure: Measure, figure: Figure) -> bool:
    """Whether a measure tells whose a figure is: "of those who responded, 20% …", "9% of responders, and 4% …"."""
    who = words("who_they_were").search(result.typed, 0, measure.start)
    of_one = is_of_people(result, measure.start) and any(at < measure.start for at in result.measures)
    return bool((who or of_one) and "," in result.between(measure.end, figure.at))


_MORE_OR_LESS = re.compile(r"(?:more|less)\slikely\b", re.IGNORECASE)
"""How a measure begins of which a figure behind no arm tells a change: "21 percent less likely to die"."""


def counted(result: Result, figure: Figure, behind: list[Measure]) -> Measure | None:
    """What stands right behind a figure: "3 complete responses", "18% complete response", "5 with a response."."""
    if not behind:
        return None
    between = result.between(figure.end, behind[0].start)
    if words("counted").fullmatch(between):
        return behind[0]
    had = words("counted_with").fullmatch(between) and words("counted_end").match(result.typed, behind[0].end)
    return behind[0] if had else None


def _counted_by_all(result: Result, contrast: Contrast, behind: list[Measure]) -> Measure | None:
    """What stands right behind the last of some counts: "3 versus 0 treatment-related deaths"."""
    last = contrast.figures[-1]
    several = len(contrast.figures) > 1 and last.unit == "participants"
    return counted(result, last, [m for m in behind if m.start >= last.end]) if several else None


def _said_of(result: Result, figure: Figure, before: list[Measure]) -> Measure | None:
    """The measure whose figure it is: "the response rate was about 30%", "response (30%)", "more were alive (30%)"."""
    if not before:
        return None
    between = result.between(before[-1].end, figure.at)
    if between == ": " and words("does").match(result.typed[figure.end :]):
        return None  # "had a response: 58% had a partial one"
    told = between in (" (", " in ") if before[-1].predicate else words("said_of").fullmatch(between)
    return before[-1] if told else None


def _done(result: Result, contrast: Contrast, behind: list[Measure]) -> Measure | None:
    """What the people whom a figure counts did or had: "12 percent of the patients … had …"."""
    if not behind:
        return None
    opened = next((high for low, high in result.brackets if contrast.start < low < contrast.end < high), contrast.end)
    gap = result.between(opened, behind[0].start)
    if behind[0].concept.name.endswith("-free survival") and words("they_are_free").fullmatch(gap):
        return behind[0]
    if len(gap) > 160 or words("no_subject").search(gap):
        return None
    return behind[0] if behind[0].predicate or words("had").search(gap) else None


def _is_part(result: Result, figure: Figure) -> bool:
    """Whether a figure counts some of a number of people: the 15 of "15 of the 22 who relapsed" are no relapses."""
    return any(m.quantity.of is not None for m in result.sentence.marks_in(figure.at, figure.at + 1, "count"))


_WHO = re.compile(r"^\s(?:[a-z]+\s)?(?:who|that)\s(?:(?:had|later|then)\s)?$")
_WITH = re.compile(r"\swith\s(?:an?\s)?$")


def _nearest(result: Result, contrast: Contrast, before: list[Measure], behind: list[Measure]) -> Measure | None:
    """The last measure before a contrast, unless a clause or an event parts them; else the first right behind it."""
    first = contrast.figures[0]
    before = [m for m in before if "|" not in result.between(m.end, first.at)]
    behind = [m for m in behind if not re.search(r"[|;]|\bof wh(?:om|ich)\b", result.between(first.end, m.start))]
    behind = [m for m in behind if not words("as_a_gain").match(result.typed, m.end)]
    if before:
        if words("its_own_thing").match(result.typed, first.end) and _is_counted(result, before[-1]):
            return None  # "18% complete responses, 22% minor shrinkage"
        begins = words("begins_clause").search(result.typed[: first.at])
        people = first.unit == "participants" or (
            first.unit == "percent" and words("subject").match(result.typed[first.end :])
        )
        apposed = len(contrast.figures) > 1 and begins and begins.group() == ", "
        if begins and people and not apposed:
            return None  # "…, and 40 percent of the patients were women"
        defined = words("definition").match(result.typed, before[-1].end)
        after = defined.end() if defined else before[-1].end
        if result.sentence.marks_in(after, first.at, "event") or _of_listed_event(result, before[-1], first):
            return None  # the figure is the event's
        if words("clause_of_another").search(result.typed, before[-1].end, first.at):
            return None  # "…, and half of the stomach was preserved in 79% of patients"
        if len(contrast.figures) == 1 and words("as_a_gain").match(result.typed, before[-1].end):
            return None  # "a survival benefit (8%)"
        return before[-1]
    if not behind or behind[0].start - contrast.end >= 90 or words("event_in").search(result.typed, 0, first.at):
        return None
    if result.enclosed(first.at, behind[0].start):
        return None  # "no more anemia (12% v 10%), mucositis, or lung toxicity"
    between = result.between(contrast.end, behind[0].start)
    return None if any(words(name).search(between) for name in ("next_clause", "another_told")) else behind[0]


def _is_counted(result: Result, measure: Measure) -> bool:
    """Whether a number right before a measure counts it."""
    marks = [m for m in result.sentence.of_kind("percent", "count") if result.sentence.typed_at(m) < measure.start]
    gap = result.between(result.sentence.typed_at(marks[-1]) + 1, measure.start) if marks else ","
    return bool(words("counted").fullmatch(gap))


def _of_listed_event(result: Result, measure: Measure, figure: Figure) -> bool:
    """Whether a bracket behind what is listed as side effects holds a figure: "toxic effects were: low counts (9%)"."""
    if not result.bracketed(figure.at) or not words("many_events").search(measure.concept.name):
        return False
    return bool(words("are_listed").match(result.typed, measure.end))


def _aside(result: Result, measure: Measure, figure: Figure) -> bool:
    """Whether a measure only explains another: in a bracket that closes before the figure, or by who had it."""
    if words("who_had_it").search(result.typed, 0, measure.start):
        return True
    between = result.between(measure.end, figure.at)
    closing = re.search(r"[)\]]", between)
    return bool(closing) and not re.search(r"[(\[]", between[: closing.start()] if closing else "")


def fits(measure: Measure, figure: Figure) -> bool:
    """Whether a measure can be told in the figure's unit; so many are those of whom something lasted so long."""
    if figure.unit in ("percent", "participants"):
        return measure.predicate or not re.match(r"(?:time to|duration|length)", measure.concept.name)
    return measure.timed if figure.unit else is_score(measure)
