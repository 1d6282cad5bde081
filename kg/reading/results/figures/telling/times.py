"""When the figures of a result were taken, in the sentence's words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from kg.model import Concept
from kg.reading.marks import SIGNS, any_sign
from kg.reading.measures import Measure
from kg.reading.patterns import pattern
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.view import Result, words


def time_of(result: Result, contrast: Contrast, figure: Figure) -> str | None:
    """When a figure of a contrast was taken: as its list says, else right behind it, at its measure, in its sentence.

    A sentence that names several times gives none to a figure that stands at none of them.
    """
    if contrast.time is not None:
        return contrast.time
    return (
        _words(result, _BEHIND.match(result.typed, figure.end))
        or _words(result, _BEHIND.match(result.typed, contrast.end) if _set_against(result, contrast) else None)
        or _words(result, _BEFORE_BRACKET.search(result.typed, max(0, contrast.start - 60), contrast.start))
        or _words(result, _RIGHT_BEFORE.search(result.typed, max(0, contrast.start - 30), contrast.start))
        or _words(result, _OF_RATE.search(result.typed, max(0, figure.at - 60), figure.at))
        or _words(result, _OF_RATE.search(result.typed, max(0, contrast.start - 60), contrast.start))
        or (_of_measure(result, contrast) if not _is_length(figure) or _of_mean(result) else None)
        or (_ahead(result) if _is_length(figure) and _of_mean(result) else None)
        or _in_phase(result, contrast, figure)
        or (None if _is_length(figure) else _ahead(result) or _only(result, contrast))
    )


def _is_length(figure: Figure) -> bool:
    """Whether a figure is a length of life, which no year's rate is: "median and 5-year survival were 16 months"."""
    return figure.unit in TIMES


def _of_mean(result: Result) -> bool:
    """Whether a sentence tells a mean length of life, which is reckoned up to a time: "mean survival at 20 years"."""
    return "mean " in result.typed and bool(pattern(r"\bmean\s{measure}", "outcomes").search(result.typed))


def _set_against(result: Result, contrast: Contrast) -> bool:
    """Whether only "versus" parts the figures of a contrast, and one time is told of all: "26% vs 16% at 1 year"."""
    return all(map(words("versus_figure").fullmatch, contrast.gaps(result)))


TIMES = ("years", "months", "weeks", "days")
"""Units of figures that say when themselves: the time of another figure of the sentence is not theirs."""


def time_at(result: Result, start: int, end: int) -> str | None:
    """When a comparison of the measure between two places holds: a time told with it, or a phase told behind it."""
    before = _BEFORE.search(result.typed, max(0, start - 60), start)
    behind = _BEHIND.match(result.typed, end)
    told = behind if behind and not _is_value(result, behind) else None
    told_there = _words(result, before) or _words(result, told) or _words(result, _PHASE.match(result.typed, end))
    return told_there or _ahead(result)


def time_of_bracket(result: Result, at: int) -> str | None:
    """The time right before the bracket that a place stands in: "with less pain | at 6 months | (P = .02)"."""
    opened, _ = result.bracket_at(at) or (0, 0)
    told = _BEFORE_BRACKET.search(result.typed, max(0, opened - 60), opened + 1) if opened else None
    return None if told is None or _is_value(result, told) else _words(result, told)


def time_behind(result: Result, end: int) -> str | None:
    """The time right behind a figure of a change: "reduced by 20% | after 17 years"."""
    return _words(result, _BEHIND.match(result.typed, end))


def _ahead(result: Result) -> str | None:
    """The time that a sentence begins with, where it names no other: "After 6 months, less pain was felt with A"."""
    told = _AT_FIRST.match(result.typed)
    return _words(result, told) if told and len({m.start() for m in result.sentence.finditer(_ANYWHERE)}) < 2 else None


_AT_FIRST = pattern(
    r"[\s*_(“]*(?:[a-z]+(?:\s[a-z]+){0,2}[,:][\s*]+)?(?:{whenever}|(?:at|after)\s(?P<at>{duration})(?:{since})?"
    r"|(?P<of>{duration}){since}[^,;.]{0,40}?),\s",
    "outcomes",
)


def time_told(result: Result, roles: Mapping[str, object]) -> str | None:
    """When a finding holds that names no time: as its sentence says behind its measure, or at its head, or of all.

    A length of life holds for no time; nor does a hazard ratio, but from when on all were seen, and for how long.
    """
    places = places_of(result, roles["measure"])
    place = places[0] if len(places) == 1 else None
    if behind := _words(result, _WHENEVER.match(result.typed, place[1])) if place else None:
        return behind
    later = [
        m
        for m in result.sentence.finditer(_AT_LAST)
        if place and m.start() > place[1] and not result.enclosed(m.start(), place[0])
    ]
    if len(later) == 1 and place and not _OF_OTHERS.search(result.typed, place[1], later[0].start()):
        return _words(result, later[0])
    at_first = _AT_FIRST.match(result.typed)
    lasts = roles.get("unit") in TIMES
    if at_first and not ((lasts or roles.get("effect") == "hazard_ratio") and (at_first["at"] or at_first["of"])):
        return _ahead(result)
    told = None if lasts else _followed_so_long(result)
    apart = told and place and place[1] <= told.start() and _ANEW.search(result.typed, place[1], told.start())
    return result.sentence.words(*told.span("at" if told["at"] else "of")) if told and not apart else None


_AT_LAST = pattern(
    r"(?:(?<!\bof)\s(?=[^.;,()\[\]]{0,30}{duration})|(?<=[{percent}{count}{number})\]])\s){whenever}(?=\s?[.;,()\[\]]|$)",
    "outcomes",
)
_OF_OTHERS = re.compile(r"[;,]|\b(?:who|whose|that|which|when|if)\b")
"""Between a measure and a time further on, what may begin another clause."""
_WHENEVER = pattern(r"(?:\s?[(\[][^()\[\]]{0,40}[)\]])?\s{whenever}", "outcomes")


def places_of(result: Result, named: object) -> list[tuple[int, int]]:
    """Where a sentence names what it measures in these words, be it an event."""
    places = [(m.start, m.end) for m in result.measures.values() if m.concept == named]
    if places or not isinstance(named, Concept):
        return places
    sentence, name = result.sentence, (named.said or named.name).casefold()
    marks = [(sentence.typed_at(mark), mark) for mark in sentence.of_kind("event", "cancer")]
    places = [(at, at + 1) for at, mark in marks if mark.concept.name == named.name]
    low, text = sentence.span.start, sentence.text.casefold()
    found = [low + m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)] if not places else []
    return places or [
        (bisect_right(sentence.starts, at) - 1, bisect_left(sentence.starts, at + len(name))) for at in found
    ]


_AGAINST = re.compile(r"\s(?:versus|vs|compared|as against|for the|with)\b")


def _is_value(result: Result, told: re.Match[str]) -> bool:
    """Whether a length of time behind a measure is its value: "median survival at 32.4 months versus 36.1"."""
    return "." in result.sentence.words(*told.span("at")) or bool(_AGAINST.match(result.typed, told.end()))


def time_of_named(result: Result, concept: Concept, at: int, others: Iterable[Measure] = ()) -> str | None:
    """The time of the measure of a name, one of `others` too, that stands nearest before a place, else behind it."""
    known = sorted((*result.measures.values(), *others), key=lambda m: m.start)
    named = [m for m in known if m.concept == concept]
    before = [m for m in named if m.start < at]
    chosen = before[-1:] or named[:1]
    return time_at(result, chosen[0].start, chosen[0].end) if chosen else _ahead(result)


_PHASE = pattern("{phase_behind}", "outcomes")
_BEHIND = pattern("{time_behind}", "outcomes")
_OF_RATE = pattern("{rate_time}$", "outcomes")
"""The time of a rate that names no measure of its own, right before its figure: ", and the 24-month rate was"."""
_RIGHT_BEFORE = pattern(r"\bat\s(?P<at>{duration}),?\s$")
"""The time right before figures: "at 6 months 35% and 34% and at 1 year | 8% and 9%"."""
_BEFORE_BRACKET = pattern(
    r"(?:\b(?:at|after)|[)\]],?(?:\sand)?(?:\s(?:at|after))?)\s(?P<at>{duration})\s?[(\[]\s?$", "outcomes"
)
"""The time right before a bracket of figures: "at 1 year (47% v 36%) and | 2 years | (28% v 17%)"."""
_BEFORE = pattern("{time_before}$", "outcomes")
_ANYWHERE = pattern("{timepoint}", "outcomes")


def _of_measure(result: Result, contrast: Contrast) -> str | None:
    """The time that is told with the measure: "2-year overall survival", "overall survival at 2 years"."""
    measure = contrast.measure
    if measure is None:
        return None
    figures = {figure.at for figure in contrast.figures}
    places = (_BEFORE.search(result.typed, 0, measure.start), _BEHIND.match(result.typed, measure.end))
    told = (_words(result, place) for place in places if place and place.start("at") not in figures)
    within = _LASTED.search(result.sentence.words(measure.start, measure.end))
    return next((words for words in told if words), within["at"] if within else None)


_LASTED = re.compile(r"(?<!-)\b(?:lasted|lasting|continued)\s(?:for\s)?(?P<at>.*)")
"""Within a measure, how long what so many had went on: "responses lasted at least 6 months"."""


def _in_phase(result: Result, contrast: Contrast, figure: Figure) -> str | None:
    """The phase of treatment that is told between a measure and its figure, or right behind the figure."""
    ends = [contrast.measure.end] if contrast.measure and contrast.measure.end <= figure.at else []
    return next(
        (told for end in (figure.end, *ends) if (told := _words(result, _PHASE.match(result.typed, end)))), None
    )


def _only(result: Result, contrast: Contrast) -> str | None:
    """The only time of the sentence, where it is not that of a measure behind the contrast's own."""
    figures = {figure.at for figure in contrast.figures}
    before = contrast.measure.end if contrast.measure else len(result.typed)
    found = [m for m in result.sentence.finditer(_ANYWHERE) if not (m.group("of") and before <= m.start("of"))]
    found = [m for m in found if not (_elsewhere(result, contrast, m.start()) or _of_another(result, contrast, m))]
    told = {_words(result, m) for m in found if m.start("at" if m.group("at") else "of") not in figures}
    return told.pop() if len(told) == 1 else None


def _followed_so_long(result: Result) -> re.Match[str] | None:
    """Where a sentence tells once how long people were followed."""
    found = list(result.sentence.finditer(pattern("{followed}", "outcomes")))
    return found[0] if len(found) == 1 else None


def _of_another(result: Result, contrast: Contrast, told: re.Match[str]) -> bool:
    """Whether a time before a measure is that of another measure: "the 6-month rates of PFS were …; those of OS"."""
    if contrast.measure is None or _is_beside_another(result, contrast.measure, told):
        return contrast.measure is not None
    if not told.group("of"):
        return False
    own = next((at for at in sorted(result.measures) if at >= told.end()), None)
    between = result.without_brackets(own, contrast.measure.start) if own is not None else ""
    return own is not None and own < contrast.measure.start and ";" in between


def _is_beside_another(result: Result, own: Measure, told: re.Match[str]) -> bool:
    """Whether a time is that of a measure that figures or a clause part from another, or of its figures before it.

    "OS was 30%, and | PFS at 5 years …"; "OS was 40% with A and 38% with B at 3 years, while | the response rate …".
    What is told next of a survival is mostly told at the same time: "the 5-year PFS was 30%, and | OS was 40%".
    """
    before = max((m for m in result.measures.values() if m.end < told.end()), key=lambda m: m.end, default=own)
    ahead = own.start > told.end()
    anew = _NO_TIME.search(own.concept.name) or (ahead and _ANEW_MEASURE.search(result.typed, told.end(), own.start))
    if ahead and not anew:
        return False
    if before != own and ahead and _BEHIND_FIGURE.search(result.typed, before.end, told.start()):
        return True
    behind = (m for m in result.measures.values() if 0 <= m.start - told.end() < _AT)
    other = before if before.end == told.start() - 1 else next(behind, own)
    low, high = sorted((own, other), key=lambda m: m.start)
    return own != other and bool(_APART.search(result.typed, low.end, high.start))


_ANEW_MEASURE = re.compile("[;|]|, (?:but|while|whereas) ")
_NO_TIME = re.compile(r"respon|disease control|stable disease|score|toxicity")
"""A measure that no time before it is told of, where this is that of another."""
_AT = 9
"""Code points that may stand between a time and its measure: "5-year | rate of | PFS"."""
_FIGURE = re.compile(any_sign("percent", "count", "duration", "number", "p_value"))
_BEHIND_FIGURE = re.compile(rf"(?:{_FIGURE.pattern})[^;|,]*$")
_APART = re.compile(rf"{_FIGURE.pattern}|{_ANEW_MEASURE.pattern}")
"""Between two measures that have times of their own."""


def _elsewhere(result: Result, contrast: Contrast, at: int) -> bool:
    """Whether a place stands in a bracket without a contrast's figures, or behind them at another's or in a clause."""
    if any(low < at < high and not low < contrast.start < high for low, high in result.brackets):
        return True
    another = any(contrast.end <= measure < at for measure in result.measures)
    if another and _OF_THE_NEXT.search(result.typed, contrast.end, at):
        return True
    return contrast.end <= at and bool(_ANEW.search(result.typed, contrast.end, at))


_FIGURES = SIGNS["percent"] + SIGNS["count"]
_OF_THE_NEXT = re.compile(rf"[{_FIGURES}](?:\s?[(\[][^()\[\]]*[)\]])?\s(?:at\s)?$")
"""Right before a time, the figure of another measure, whose time it is: "and an OS rate of 55% | at 2 years"."""
_ANEW = re.compile(
    rf"; |, (?:and|but|with|while|whereas) (?=[a-z{_FIGURES}])"
    r"[^,;]*?\b(?:was|were|had|occurr\w+|develop\w+|underwent|receiv\w+|progressed|relapsed|responded|died)\b"
)
"""Where a clause begins that has a verb of its own."""


def _words(result: Result, match: re.Match[str] | None) -> str | None:
    """The time of a match, as it reads."""
    group = next((g for g in _TIMED if match and g in match.re.groupindex and match.group(g)), None)
    told = " ".join(_HYPHEN.sub(" ", result.sentence.words(*match.span(group))).split()) if match and group else None
    return told[0].lower() + told[1:] if told and group == "then" else told


_HYPHEN = re.compile(r"(?<!follow)-")
_TIMED = ("at", "of", "when", "then")
"""The groups of a pattern that hold a time."""
