"""Which of a sentence's measures a statistic tells of: a ratio or a p value, by its place, its bracket or its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kg.model import Concept
from kg.reading.marks import SIGNS, any_sign
from kg.reading.measure_names import tidy
from kg.reading.patterns import Match
from kg.reading.results.comparing.statistics import Statistics, named_in
from kg.reading.results.phrases.things import Thing, things
from kg.reading.results.view import Result

_FOR = re.compile(r"(?:[^.;:()]{0,40}\))?\s(?:for|in)\s(?:the\s|overall\s)?(?=\S)")


def _each_bracketed(result: Result, group: Sequence[Thing], at: int) -> bool:
    """Whether each thing of a list has a bracket with figures of its own, of which a p value stands in the last."""
    first, last = group[0].measure.end, max(thing.measure.end for thing in group)
    bracket = result.bracket_at(at)
    own = [b for b in result.brackets if first <= b[0] < last and _FIGURE.search(result.typed, *b)]
    return bool(own) and bracket is not None and bool(_FIGURE.search(result.typed, bracket[0], at))


_FIGURES = "".join(SIGNS[kind] for kind in ("number", "percent", "duration", "count"))
_FIGURE = re.compile(f"[{_FIGURES}]")


def of_ratio(stats: Statistics, match: Match) -> Concept | None:
    """The measure that a ratio's words tell it of: by the order of a list, or by what it is said to be for."""
    at = match.found.start("value")
    return in_order(stats, at) or for_each(stats, at) or behind(stats.result, match)


def of_p_value(stats: Statistics, at: int, alone: bool) -> Concept | None:
    """The measure that the words around a p value tell it of, else what stands right before it in a list.

    What stands before one that is told of a factor, `alone`, is that factor.
    """
    return in_order(stats, at) or (None if alone else right_before(stats, at))


def behind(result: Result, match: Match) -> Concept | None:
    """The measure that a ratio is said to be for, behind it: "an HR of 0.7 (…) for M"."""
    link = _FOR.match(result.typed, match.found.end())
    if link is None or not _SAID.search(result.typed, 0, match.found.start("value")):
        return None
    found = next((m for place, m in sorted(result.measures.items()) if link.end() <= place < link.end() + 12), None)
    return found.concept if found else None


_SAID = re.compile(r"\b(?:of|was)\s$")


def for_each(stats: Statistics, at: int) -> Concept | None:
    """The thing that one of several figures is said to be for: "was 0.7 (…, P = .01) for M and 0.6 (…) for N"."""
    result = stats.result
    told = {place: _FOR_EACH.match(result.typed, _end_of_figure(result, place)) for place in stats.places}
    found = told.get(at)
    if len(told) < 2 or found is None or not all(told.values()):
        return None
    return _thing_at(result, found.start("m"))


def _thing_at(result: Result, place: int) -> Concept:
    """The measure at a place, or the event or the cancer there as one."""
    if place in result.measures:
        return result.measures[place].concept
    return Concept("measure", tidy(result.sentence.words(place, place + 1)), known=False)


def _end_of_figure(result: Result, at: int) -> int:
    """Where a figure ends, with the bracket that it stands in or that belongs to it."""
    bracket = result.bracket_at(at)
    own = _OWN_BRACKET.match(result.typed, at + 1)
    return bracket[1] if bracket else own.end() if own else at + 1


_OWN_BRACKET = re.compile(r"\s?[(\[][^()\[\]]{0,80}[)\]]")
_FOR_EACH = re.compile(
    rf"\sfor\s(?:the\s)?(?P<m>{any_sign('measure', 'event', 'cancer')})"
    r"(?!\s(?:patients|survivors|women|men|cases|groups?))"
)
"""What a figure is for."""


def named_with(result: Result, at: int, within: tuple[int, int]) -> Concept | None:
    """The measure that the words beside a ratio's own name say it is of: "hazard ratio for | death"."""
    inside = [m for place, m in result.measures.items() if within[0] <= place < within[1]]
    told = result.sentence.words(*within).lower()
    if inside and not _OR_DEATH.match(told):
        return inside[0].concept
    if thing := _OCCURRED.match(told):
        return Concept("measure", thing["what"], known=False)
    if re.match(r"(?:death|dying|overall mortality)", told):
        return Concept("measure", "overall survival")
    if re.match(r"(?:disease |tumou?r )?progression", told):
        return Concept("measure", "progression-free survival")
    if not inside and (disease := _disease(result, within)) is not None:
        return disease
    if not _OR_DEATH.match(told):
        return None
    survivals = [m.concept for place, m in sorted(result.measures.items()) if place < at]
    free = [survival for survival in survivals if _FREE.search(survival.name)]
    return free[-1] if free else Concept("measure", "disease-free survival")


def nearest(stats: Statistics, at: int) -> Concept | None:
    """The measure that a statistic at a place belongs to: the nearest before, else behind."""
    result, named = stats.result, stats.named
    start = result.typed.rfind(";", 0, at) + 1
    joined = _JOINED_TO.search(result.typed, 0, at)
    if joined and not any(joined.start() < place < at for place, _ in named):
        return Concept("measure", tidy(result.sentence.words(*joined.span("what"))), known=False)
    before = [pair for pair in named if start <= pair[0] < at]
    if start and not before and _BEGINS_WITH_FIGURE.match(result.typed, start):
        return next((m for place, m in named if at < place and ";" not in result.typed[at:place]), None)
    before = before or [pair for pair in named if pair[0] < at]
    outside = [m for place, m in before if not _is_aside(result.typed, place, at)]
    if before:
        return outside[-1] if outside else before[-1][1]
    behind = [m for place, m in named if at < place < at + 80 and not result.enclosed(at, place)]
    return behind[0] if behind else None


_JOINED_TO = re.compile(
    rf",\sas\s(?:was|were)\s(?:the\s)?(?P<what>(?!expected|shown|seen|reported)[^.;:,()\[\]{_FIGURES}]{{3,60}}?)"
    r"\s?[(\[][^()\[\]]*$"
)
"""What a statistic in a bracket is told of by whatever name, which was so too: "X was rarer, as was | Y | (P)"."""
_BEGINS_WITH_FIGURE = re.compile(rf"\s(?:and\s)?{any_sign('percent', 'count')}")  # "; 9% and 5% (p) had pain"


def _disease(result: Result, within: tuple[int, int]) -> Concept | None:
    """The disease that a ratio is for, where no measure stands before it: "the risk ratio for colon cancer was 0.7"."""
    clause = max((found.end() for found in _FIGURE.finditer(result.typed, 0, within[0])), default=0)
    told = any(clause <= place < within[0] for place in result.measures)
    named = not told and result.sentence.marks_in(within[1] - 1, within[1], "cancer")
    return _thing_at(result, within[1] - 1) if named else None


_OCCURRED = re.compile(
    r"(?:the )?(?P<what>(?:detection|development|diagnosis|occurrence|incidence) of (?:[a-z-]+ ){0,3}?[a-z-]+)"
    r"(?= in | with | among | for | was |$)"
)
"""What a ratio is of that no list of measures knows: "HR for the detection of advanced cancer in the A group"."""
_OR_DEATH = re.compile(
    r"(?:the |an? )?(?:[a-z-]+ ){0,2}?"
    r"(?:recurrence|relapse|event|metastas[ei]s|(?:second|new) (?:primary )?(?:cancer|malignanc[a-z]+))s?\b"
    r"(?:, [^.;()]{3,60},)? or death\b"
)
"""What a ratio is of that is a survival without it: "hazard ratio for recurrence or death"."""
_FREE = re.compile(r"(?:free|event|failure).survival", re.IGNORECASE)


def _is_aside(typed: str, place: int, at: int) -> bool:
    """Whether a place stands in a bracket that closes before another, or is set apart: "X, but not | Y, was"."""
    opened = typed.rfind("(", 0, place)
    closed = opened >= 0 and place < typed.find(")", opened) < at
    return closed or bool(_BUT_NOT.search(typed, 0, place) and _ON.match(typed, place + 1, at))


_BUT_NOT = re.compile(r",\sbut\snot\s(?:[\w-]+\s){0,2}$")
_ON = re.compile(r"(?:\s[\w-]+){0,2},\s(?:was|were|is|are|did|had)\b")
_SHARED = re.compile(r"\b(?P<how>both|all|each)\s(?:comparisons\s|with\s)?$", re.IGNORECASE)


def sharing(stats: Statistics, at: int) -> list[Concept]:
    """The measures between a p value and the one before it that share it: "(both p < 0.01)"; else none."""
    result, low = stats.result, stats.before(at)
    places = [place for place, _ in stats.named if low < place < at]
    mine = [concept for place, concept in stats.named if low < place < at]
    said = _SHARED.search(result.typed, max(0, at - 30), at)
    if said is not None:
        return mine[-2:] if said["how"].lower() == "both" else mine
    for group in stats.told:
        if len(group) > 1 and all(low < t.measure.start < at for t in group) and not _each_bracketed(result, group, at):
            last = max(thing.measure.end for thing in group)
            named_again = bool(places) and places[-1] >= last  # "X and Y were better (X 5 vs 4, p)"
            if mine and mine[-1] in [thing.concept for thing in group] and at - last < 150 and not named_again:
                return [thing.concept for thing in [t for t in group if t.included] or group]
    return []


def in_order(stats: Statistics, at: int) -> Concept | None:
    """The measure of a list whose figures follow it in its order: "X and Y were … (p), and … (p), respectively"."""
    result, places = stats.result, stats.places
    start, end = _segment(result.typed, at)
    inside = [(place, m) for place, m in named_in(result) if start <= place < end]
    last = max((place for place, _ in inside if place < at), default=at)
    after = min((place for place, _ in inside if place > last), default=end)
    mine = [place for place in places if last < place < after]
    before = max((place for place in places if start <= place < last), default=start)
    named = [m for m, _ in groupby(m for place, m in inside if before <= place <= last)]  # "survival (OS)" is one
    listed = "respectively" in result.typed and len(mine) == len(named) > 1
    return named[mine.index(at)] if listed else None


def _segment(typed: str, at: int) -> tuple[int, int]:
    """The part of a sentence between semicolons that stand in no brackets."""
    depth, cuts = 0, [0]
    for place, char in enumerate(typed):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(char, 0)
        if char == ";" and depth <= 0:
            cuts.append(place)
    return max(c for c in cuts if c <= at), min([c for c in cuts if c > at], default=len(typed))


def by_bracket(stats: Statistics, at: int) -> tuple[Concept | None, bool]:
    """The thing that a statistic in a bracket of several is told of ("X and Y were more common (P = …, P = …)").

    And whether the bracket tells of several; where their numbers differ, nothing says which is whose.
    """
    result, mine = stats.result, stats.beside(at)
    bracket = result.bracket_at(at)
    if bracket is None or len(mine) < 2:
        return None, False
    for group in stats.told:
        last = max((thing.measure.end for thing in group), default=0)
        if len(group) == len(mine) and last <= bracket[0] < last + 120:
            return group[mine.index(at)].concept, True
    before = {concept for place, concept in stats.named if place < bracket[0]}
    listed = "respectively" in result.typed[bracket[0] : bracket[1] + 16] or _LIST_OF_P.search(result.typed, *bracket)
    return None, len(before) > 1 and bool(listed)


_LIST_OF_P = re.compile(rf"{SIGNS['p_value']}(?:,|,?\sand)\s{SIGNS['p_value']}")  # each that of another thing


def right_before(stats: Statistics, at: int) -> Concept | None:
    """The thing right before the bracket of a statistic, where what it is listed with has its own: "X (P), Y (P)"."""
    result = stats.result
    bracket = result.bracket_at(at)
    last = max((end for _, end in result.brackets if bracket and end < bracket[0]), default=0)
    if bracket is None or not 0 <= stats.before(at) < last:
        return None
    joined = _JOINED.match(result.typed, last)
    if joined is None or joined.end() >= bracket[0]:
        return None
    found, end = things(result, joined.end(), bracket[0])
    whole = result.typed[end : bracket[0]].strip() == ""
    return found[0].concept if whole and len(found) == 1 and " and " not in result.typed[last + 5 : end] else None


def of_another(stats: Statistics, at: int) -> bool:
    """Whether what a listed statistic stands behind is no known measure: "X (P) and | the need for Y | (P)"."""
    result = stats.result
    bracket = result.bracket_at(at)
    last = max((end for _, end in result.brackets if bracket and end < bracket[0]), default=0)
    joined = _JOINED.match(result.typed, last) if any(place < last for place in stats.places) else None
    if bracket is None or joined is None:
        return False
    return bool(_UNKNOWN.fullmatch(result.typed, joined.end(), bracket[0]))


_UNKNOWN = re.compile(
    r"(?:the\s|an?\s)?(?:(?!(?:was|were|had|did|in|with|for|than|after)\s)[a-z-]+\s){1,4}(?:(?:of|for|in)\s)?"
    rf"[a-z{SIGNS['intervention']}-]+\s?"
)
"""Words that name what no list of measures knows."""


def told_right_before(stats: Statistics, at: int) -> Concept | None:
    """What a cue speaks of right before the bracket of a statistic, named whole: "better | role (P), X functioning"."""
    result = stats.result
    bracket = result.bracket_at(at)
    if bracket is None or len(stats.beside(at)) > 1:
        return None
    ended = [thing for thing in stats.things if thing.measure.end <= bracket[0]]
    last = max(ended, key=lambda t: t.measure.end, default=None)
    whole = last is not None and result.typed[last.measure.end : bracket[0]].strip() == ""
    return last.concept if last is not None and whole else None


_JOINED = re.compile(r"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)")
