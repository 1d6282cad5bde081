"""Shares of a study's people without an arm: "49% of patients had lung cancer", "nine of 14 families had a variant".

A study that describes people, and what a trial found of all of its own, tells how many of them had, were or did what
no list of measures knows. The rules of `kg/rules/shares.toml` find the figure, whom it counts and what was found. They
speak of the past, and are asked only where a study is told of: how common a thing is in the world is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from decimal import Decimal

from kg.model import Arm
from kg.reading.context import Context
from kg.reading.marks import SIGNS, Mark
from kg.reading.measure_names import own
from kg.reading.measures import Measure
from kg.reading.number_forms import number
from kg.reading.patterns import Match, matches, may_match, pattern, table
from kg.reading.results.figures.finding.figure import Figure
from kg.reading.results.figures.share_findings import RELIEF, form, is_brought, is_harm, measure_of, named_as
from kg.reading.results.figures.telling.told import Contrast
from kg.reading.results.figures.whose.single import whoever
from kg.reading.results.view import Result
from kg.reading.trials.scope import sections
from kg.reading.trials.single import is_abstract

Range = tuple[int, int]


def shares(result: Result, context: Context, taken: Container[int]) -> Iterator[Contrast]:
    """What a sentence tells of shares of a study's people, at figures that are not yet told of an arm."""
    if not may_match("shares", result.sentence) or not _is_found(result, context):
        return
    lead = form("lead").match(result.typed)
    given = "given" if context.arms.of(result.trial) else "given_drug"
    done: set[int] = set()
    for match in matches("shares", result.sentence):
        at = match.found.start("no" if match.has("no") else "figure")
        if at in done or at in taken or result.bracketed(match.found.start()):
            continue
        whom = _whom(match) or (lead.span("whom") if lead and lead.end() <= at else None)
        end = match.found.end("figure") if match.has("figure") else 0
        if end and (_OF_OTHERS_TOO.match(result.typed, end) or (whom is None and _OF_SOME.match(result.typed, end))):
            continue
        if whom is not None and any(form(name).search(result.typed, *whom) for name in (given, "clause")):
            continue
        if not (_is_of_study(result, context) or _is_exact(match, context)):
            continue
        for figure, found in _told(result, match, whom):
            measure = _told_further(match, found)
            if not (is_brought(measure, result, context) or is_harm(measure, result, context)):
                done.add(at)
                yield _contrast(result, match, (figure, measure), whom, context)


_OF_SOME = re.compile(
    r"(?:\s?[(\[][^()\[\]]*[)\]])?\s(?:of|among|who|whose|with|without|aged|treated|given|receiving|assigned)\s(?!(?:the|these|those|all|our)\s\S+\s(?:had|was|were)\b)"
)
"""Behind a figure, of whom it is."""
_OF_OTHERS_TOO = re.compile(rf"(?:\s?[(\[][^()\[\]]*[)\]])?,?\s(?:and|versus|vs\.?)\s{SIGNS['count']}\s?[(\[]")
"""Behind a number of people told apart, that of the others: "in 11 of 18 women | (61%) and 8 of 10 men (80%)"."""


def _told_further(match: Match, measure: Measure) -> Measure:
    """A measure with what its clause says of it: which kind of thing it is one of."""
    kind = match.words("kind")
    return replace(measure, concept=own(f"{measure.concept.name} as {kind}")) if kind else measure


def _contrast(
    result: Result, match: Match, told: tuple[Figure, Measure], whom: Range | None, context: Context
) -> Contrast:
    """A figure of people with its arm, and with who they are, where they are not all of the study's."""
    all_of_them = whom is None or form("everybody").fullmatch(result.typed, *whom)
    people = "" if whom is None or all_of_them else _people(match, whom)
    return Contrast((told[0],), told[1], (_arm(result, told[1], context),), match.rule.name, groups=(people,))


def _is_found(result: Result, context: Context) -> bool:
    """Whether a sentence tells what a study found, of all its people or of some whom no treatment sets apart."""
    sentence, trials = result.sentence, context.trials
    if sentence.passage.block in ("row", "heading") or trials.known_before(sentence):
        return False
    known = context.arms.of(result.trial)
    arms = result.arms if known else ()
    if len(known) > 1 and sentence.search(form("besides")):
        return False
    if any(not result.bracketed(at) for at in arms) or form("never_in").search(result.unbracketed):
        return False
    return not sentence.search(form("these")) or _begun_before(result, context)


def _is_of_study(result: Result, context: Context) -> bool:
    """Whether a study is told of in a sentence: one is brought in, or it is an abstract's own."""
    sentence, trials = result.sentence, context.trials
    if trials.told(sentence) or not trials.single or not is_abstract(context.document):
        return trials.told(sentence)
    return result.trial == trials.main and sections(context.annotated)[sentence.index] not in table(
        "trials", "elsewhere"
    )


def _is_exact(match: Match, context: Context) -> bool:
    """Whether a figure says of how many it is a part, as none does that tells how common a thing is in the world."""
    if context.document.source != "nci_pdq":
        return False
    counts = [m for group in ("figure", "aside", "behind", "whom") for m in match.marks(group, "count")]
    if any(m.quantity.of is not None for m in counts):
        return True
    return bool(counts and match.marks("aside", *_SHARE))


def _begun_before(result: Result, context: Context) -> bool:
    """Whether the sentence before one in its passage brings the study in, so that "of these" are all its people."""
    before = context.annotated.before(result.sentence)
    return before is not None and context.trials.opens(before)


def _whom(match: Match) -> Range | None:
    """Where those stand whom a figure counts; None where its clause does not name them."""
    return next((match.found.span(group) for group in ("whom", "them", "like") if match.has(group)), None)


def _people(match: Match, whom: Range) -> str:
    """Those whom a figure counts, in the sentence's words; their noun may stand in the figure: "12 patients | with"."""
    words = match.sentence.words(*whom)
    noun = _NOUN.search(match.words("figure")) if match.has("like") and whom == match.found.span("like") else None
    return f"{noun.group()} {words}" if noun else words


_NOUN = re.compile(r"[a-z]+$")


def _told(result: Result, match: Match, whom: Range | None) -> Iterator[tuple[Figure, Measure]]:
    """The figures of a match, each with what was found."""
    figure, measure = _figure(match, whom), measure_of(result, match)
    if figure is None or measure is None:
        return
    if not match.has("more"):
        yield figure, measure
        yield from _going_on(result, match, measure, whom)
        return
    figures = [figure, *(made for mark in match.marks("more", "percent") if (made := _made(match, mark, whom)))]
    names = _parted(measure.concept.name)
    if len(names) == len(figures):
        yield from ((f, replace(measure, concept=own(name))) for f, name in zip(figures, names, strict=True))


def _going_on(result: Result, match: Match, before: Measure, whom: Range | None) -> Iterator[tuple[Figure, Measure]]:
    """The figures that go on with the same verb: "5% having X, 41% Y, and 47% Z", "X was found in 5% and Y in 8%"."""
    usual = "goes_on_in" if match.has("to") or match.has("what") else "goes_on"
    further = form(str(match.rule.options.get("goes_on", usual)))
    end = max(before.end, match.found.end())
    while found := further.match(result.typed, end):
        mark = result.sentence.marks_in(*found.span("figure"))[0]
        more, figure = Match(match.rule, match.sentence, found), _made(match, mark, whom)
        beside = next((_made(match, m, whom) for g in ("aside", "behind") for m in more.marks(g, "percent")), None)
        measure = None if form("verb").search(found["what"]) else named_as(result, more, *found.span("what"))
        if figure is None or measure is None:
            return
        yield replace(figure, twin=beside), measure
        end = found.end()


def _parted(name: str) -> list[str]:
    """The names that a list of two holds, the noun of the second lent to the first.

    >>> _parted("TERF2IP and ACD variants"), _parted("RAS mutations and gene loss")
    (['TERF2IP variants', 'ACD variants'], ['RAS mutations', 'gene loss'])
    """
    names = name.split(" and ")
    lent = names[-1].rsplit(" ", 1)[-1]
    return [part if " " in part or part == names[-1] else f"{part} {lent}" for part in names]


def _figure(match: Match, whom: Range | None) -> Figure | None:
    """The number of a match as a figure, with the same in another unit beside it."""
    group = "no" if match.has("no") else "figure"
    place, marks = match.found.span(group), match.marks(group)
    if not marks:
        value = number(match.words(group)) if "value" not in match.rule.options else Decimal(0)
        return Figure(*place, value, _counts(match, place, whom))
    made = _made(match, marks[0], whom)
    groups = [g for g in ("aside", "or", "behind") if not _OTHER[g == "behind"].match(match.words(g))]
    beside = next((_made(match, m, whom) for g in groups for m in match.marks(g, *_SHARE)), None)
    asked = whom is not None and made and made.unit != "percent" and form("asked").search(match.sentence.typed, *whom)
    if made is None or (beside is None and (asked or (marks[0].kind == "number" and whom is None))):
        return None
    if beside is None or (made.unit == "percent") != (beside.unit == "percent"):
        return replace(made, twin=beside)
    return replace(beside, at=made.at, end=made.end) if made.unit == "percent" else None


_SHARE = ("percent", "count")
_OF_OTHERS = r"\S+(?:%| percent)\s(?!of\b|patients|participants)[a-z]"
_OTHER = (re.compile(_OF_OTHERS), re.compile(rf"\s?n\s?=|{_OF_OTHERS}", re.IGNORECASE))
"""How a bracket begins that does not tell how many had what was found: "35% treated"; behind people, their number."""


def _made(match: Match, mark: Mark, whom: Range | None) -> Figure | None:
    quantity, at = mark.quantity, match.sentence.typed_at(mark)
    if quantity.value is None:
        return None
    if mark.kind == "percent":
        return Figure(at, at + 1, quantity.value, "percent", quantity.qualifier, quantity.upper)
    if quantity.value != int(quantity.value) or quantity.upper is not None:
        return None
    return Figure(at, at + 1, quantity.value, _counts(match, (at, at + 1), whom), quantity.qualifier)


def _counts(match: Match, place: Range, whom: Range | None) -> str:
    """What a number counts: people, unless those of whom it is told are families, tumors or the like."""
    said = f"{match.sentence.words(*place)} {match.sentence.words(*whom) if whom else ''}"
    units = (entry.split("::") for entry in table("shares", "counted"))
    found = [(cue.start(), unit) for unit, form in units if (cue := pattern(form, "shares").search(said))]
    return min(found)[1] if found else "participants"


def _arm(result: Result, measure: Measure, context: Context) -> Arm | None:
    """The study's only arm, for what may have come of what it gave; None for what people and tumors were like."""
    if form("of_the_disease").search(result.typed, measure.start, measure.end):
        return None
    told = context.trials.single or measure.concept.known or bool(RELIEF.match(measure.concept.name))
    return whoever(result, context) if told and context.arms.of(result.trial) else None
