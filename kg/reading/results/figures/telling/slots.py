"""What a clause tells of a figure where no list of measures knows it.

Most measures occur once in a collection: "visible shrinkage of the lesion", "re-excision", "the full 12 cycles".
Their place in the clause makes them measures, not their words: the object of what the people whom a figure counts
had or did, the subject of what was seen in so many, the noun phrase before a bracket with a figure for each arm.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from kg.reading.marks import SIGNS, any_sign
from kg.reading.measure_names import is_whole, own, tidy
from kg.reading.measures import Measure
from kg.reading.patterns import Match, named, one_of
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.view import Result

LONGEST = 9
"""Words of a measure; what is longer is a clause and no name."""
_form = partial(one_of, "slots")


def slotted(result: Result, found: tuple[Figure, ...]) -> tuple[Measure, str] | None:
    """The measure that the clause of some figures gives, and the rule that says so; None where none does."""
    if result.sentence.passage.block == "row":
        return None
    for match in result.slots:
        at = match.found.start("figure")
        if any(figure.at <= at < figure.end for figure in _near(match, found)) and not _did_else(result, match, found):
            measure = _meant(match, _ahead(result, match) if match.has("from") else _behind(result, match))
            if measure is not None:
                return measure, match.rule.name
    return None


def _meant(match: Match, measure: Measure | None) -> Measure | None:
    """A measure as its rule means it: what people "did not undergo" is told as "no …", pain "relieved" as relief."""
    means = str(match.rule.options.get("means", ""))
    if measure is None or not means:
        return measure
    if match.has("deed"):
        means = named("slots", "deeds")[match.words("deed").lower().partition(" ")[0]]
    return replace(measure, concept=own(means.replace("@", measure.concept.name)))


def _near(match: Match, found: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures a rule may speak of: what stands before figures tells the first, what stands behind them any."""
    return found if not match.has("to") else found[:1]


def _did_else(result: Result, match: Match, found: tuple[Figure, ...]) -> bool:
    """Whether those of an earlier figure have a verb of their own: "65 | had X and 78 did not have X"."""
    end = match.found.start("figure") if match.has("from") else 0
    deeds = (at for at in result.arms if found[0].end <= at < end and _FINITE.match(result.sentence.words(at, at + 1)))
    return any(deeds) or bool(_FINITE.search(result.unbracketed, found[0].end, end))


_FINITE = re.compile(r"\b(?<!who )(?<!that )(?:had|were|was|did|received|underwent|achieved|experienced|showed)\b")


def _ahead(result: Result, match: Match) -> Measure | None:
    """The phrase that begins at a place."""
    start = match.found.start("from")
    change = _form("change").match(result.typed, start)
    stop = _form("ends").search(result.typed, change.end() if change else start)
    if stop and _form("beforehand").match(result.typed, stop.start()):
        return None
    end = stop.start() if stop else len(result.typed.rstrip(" ."))
    end = more.end() if (more := _form("scored").match(result.typed, end)) else end
    absent = _absent(result, start, end) if match.rule.options.get("absent") else None
    told = absent or worded(result, start, end, predicate=True)
    return None if told is not None and tells_who(told, result) else told


def tells_who(measure: Measure, result: Result) -> bool:
    """Whether what people "had" is how far their disease went, or what was before: who they were."""
    said = (result.sentence.words(measure.start, measure.end), result.typed[measure.start : measure.end])
    return bool(HAD.search(result.typed, 0, measure.start)) and any(
        one_of("shares", "brought").search(words) for words in said
    )


HAD = re.compile(
    r"\s(?:(?P<had>had)|(?:reported|noted|considered)\sto\shave|carried|harbou?red|exhibited|displayed|expressed)\s(?:an?\s)?$"
)
"""Right before what people did not come to have under a study's eyes."""


def _absent(result: Result, start: int, end: int) -> Measure | None:
    """A stretch that names what is a measure only where people had none of it: "no nausea", "no detectable tumor"."""
    start, end = _trimmed(result.typed, start, end)
    if not _form("absent").fullmatch(result.typed, start, end):
        return None
    return Measure(start, end, own(tidy(result.sentence.words(start, end))), predicate=True)


def _behind(result: Result, match: Match) -> Measure | None:
    """The phrase that ends at a place, from where its clause begins."""
    end = match.found.start("to")
    for aside in ("among_arm", "short_form"):
        found = _form(aside).search(result.typed, 0, end)
        end = found.start() if found else end
    known = next((m for m in result.measures.values() if m.end == end), None)
    if known and _ASSESSED.search(result.typed, 0, known.start):
        return known
    begins = "begins_phrase" if match.rule.options.get("reach") == "phrase" else "begins"
    start = max((found.end() for found in _form(begins).finditer(result.typed, 0, end)), default=0)
    lead = _form("leading").match(result.typed[start:end])
    start += lead.end() if lead else 0
    if _form("of_a_list").search(result.typed, 0, start):
        return None
    absent = _absent(result, start, end) if match.rule.options.get("absent") else None
    return absent or (_cancer if match.rule.options.get("cancers") else worded)(result, start, end)


_ASSESSED = re.compile(r"(?:-(?:assessed|reviewed|evaluated|determined|reported|rated)|\brates?\sof(?:\sthe)?)\s$")
"""Right before a measure, what its name does not need: "independent committee-assessed PFS", "the rate of PFS"."""
_NOT_WITHIN = re.compile(any_sign("arm", "count", "trial"))
_NO_SHARE = re.compile(f"{SIGNS['percent']}(?!\\s(?:or|reduc|decr|decl|impr|incr|drop|shrink|loss|gain))")
_NOT_ALONE = re.compile(any_sign("event", "cancer", "drug"))
_NOT_A_SUBJECT = re.compile(any_sign("event", "cancer", "drug", "intervention"))


def worded(result: Result, start: int, end: int, predicate: bool = False) -> Measure | None:
    """A stretch of the typed text as a measure; None where it names none."""
    start, end = _trimmed(result.typed, start, end)
    if start in result.measures:
        known = result.measures[start]
        if _LAID_TO.fullmatch(result.typed, known.end, end):
            return replace(known, end=end, concept=own(tidy(result.sentence.words(start, end))))
        return None if _form("no_outcome").search(known.concept.name) else known
    typed, words = result.typed[start:end], result.sentence.words(start, end)
    if not re.search("[a-z]{3}", words) or len(words.split()) > LONGEST:
        return None
    alone = _NOT_ALONE if predicate else _NOT_A_SUBJECT
    given = alone.fullmatch(typed) and not _form("spares").match(words)
    if _NOT_WITHIN.search(typed) or _NO_SHARE.search(typed) or given:
        return None
    name = own(tidy(words))
    if any(_form("never").search(text) for text in (words, typed, name.name)):
        return None
    return Measure(start, end, name, predicate=predicate) if is_whole(name.name) else None


_LAID_TO = re.compile(rf"\srelated to (?:the )?{any_sign('drug', 'intervention')}")
"""Behind a measure, what it is laid to, without which it is another: "adverse events related to chemotherapy"."""


def _cancer(result: Result, start: int, end: int) -> Measure | None:
    """A stretch that names a cancer as how often it was found; None where it names none, or people."""
    start, end = _trimmed(result.typed, start, end)
    typed, words = result.typed[start:end], tidy(result.sentence.words(start, end))
    strange = _NOT_WITHIN.search(typed) or _NO_SHARE.search(typed) or _form("never_found").search(typed)
    if not _ENDS_WITH_CANCER.search(typed) or strange or len(words.split()) > LONGEST:
        return None
    return Measure(start, end, own(f"incidence of {words}"), predicate=True, harm=True)


_ENDS_WITH_CANCER = re.compile(
    f"(?:{SIGNS['cancer']}|\\b(?:cancers?|tumou?rs?|metastas[ei]s|polyps?|adenomas?|neoplasms?|neoplasia))$"
)


def _trimmed(typed: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the articles and degrees before it and the prepositions behind it."""
    while True:
        text = typed[start:end]
        kept = (start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))
        found = _form("trimmed").search(typed[slice(*kept)])
        if found is None:
            return kept
        start, end = (kept[0] + found.end(), kept[1]) if found.start() == 0 else (kept[0], kept[0] + found.start())
