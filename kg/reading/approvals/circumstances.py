"""What is told of an approval besides what is approved for whom: by which agency, when, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Concept, Span
from kg.reading.annotate import Sentence
from kg.reading.approvals.approved import FDA, Approval, Said
from kg.reading.approvals.indications import FAMILY, cues
from kg.reading.approvals.topics import Page
from kg.reading.context import Context, Proposal, lead_in
from kg.reading.patterns import Match, matches, one_of, pattern

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip


def date_of(about: Page, sentence: Sentence, head: int, end: int) -> str | None:
    """The date of an approval whose words reach from `head` to `end` of the typed text, or None.

    A month without a year ("last November", "on June 3") is the last such month before the report was published.
    """
    before = pattern(
        r"(?:^|[,;:(] ?|\band |^(?:However|But|Then|Later|Finally),? )(?:{dated})(?:{date_gap})$", FAMILY
    ).search(sentence.typed, 0, head)
    inside = pattern("{dated}", FAMILY).finditer(sentence.typed, head, end)
    for found in [*([before] if before else []), *inside]:
        said = _date(sentence, found) or _recent(about.reported(sentence), found.group("month"), _day(sentence, found))
        if said is not None:
            return said
    return None


def _date(sentence: Sentence, found: re.Match[str]) -> str | None:
    name = "date" if found.group("date") else "year"
    for mark in sentence.marks_in(*found.span(name), "date", "number") if found.group(name) else ():
        words = mark.span.of(sentence.passage.text)
        year = words if re.fullmatch(r"(?:19[3-9]|20[0-4])\d", words) else None
        return year if mark.kind == "number" else mark.quantity.unit
    return None


def _day(sentence: Sentence, found: re.Match[str]) -> str | None:
    marks = sentence.marks_in(*found.span("day"), "number") if found.group("day") else ()
    words = [mark.span.of(sentence.passage.text) for mark in marks]
    return words[0] if words and re.fullmatch(r"[1-9]|[12]\d|3[01]", words[0]) else None


def _recent(reported: str | None, month: str | None, day: str | None) -> str | None:
    """A month, or a day of one, without a year: the last before the report was published.

    >>> _recent("2012-06-07", "January", None), _recent("2011-03-03", "november", "9"), _recent(None, "May", None)
    ('2012-01', '2010-11-09', None)
    """
    if month is None or reported is None:
        return None
    number = MONTHS.index(month.lower()) + 1
    year = int(reported[:4]) - (number > int(reported[5:7]))
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")


def agency_of(match: Match, end: int) -> Concept | None:
    """The agency that a match names before a place, or that the country which it names stands for."""
    sentence, start = match.sentence, match.found.start()
    marks = sentence.marks_in(max(0, start - 8), end, "agency")
    if marks:
        return marks[0].concept
    said = sentence.words(start, end)
    if re.search(r"\bFDA\b|\bthe agency\b", said):
        return FDA
    there = _OPENS_THERE.match(sentence.words(0, start)) and not _ELSEWHERE.search(said)
    return FDA if there or _IN_THE_STATES.search(said) else None


_IN_THE_STATES = re.compile(
    r"\bapproved(?:\sfor use)?"
    r"(?:\s(?:for|to treat)\b(?:(?!\b(?:that|who|was|were|is|are|but|except|before|until|in [A-Z]\w*)\b)[^.;,])*)?"
    r"\sin the (?:United States|US|U\.S\.)(?![\w-])"
)
"""Where a drug is approved, which tells by whom."""
_OPENS_THERE = re.compile(r"In the (?:United States|US|U\.S\.),(?:\s[\w-]+){0,2}\s?$")
"""The same before an approval: "In the United States, | sorafenib is approved"."""
_ELSEWHERE = re.compile(r"\bin\s(?!the (?:United States|US|U\.S\.))[A-Z]\w+|\bexcept\b|\boutside\b")
"""That it is another place in which it is approved, or every one but the United States."""


def by_agency(about: Page, match: Match, approval: Approval, span: Span) -> Iterator[Proposal]:
    """The proposals of an approval; one that names no agency is by that of what stands above it."""
    before = _above(about, match) if approval.agency is None else None
    named = {m.concept for m in before.of_kind("agency")} if before else set()
    above = (before.source(),) if before and len(named) == 1 and "approv" in before.text.lower() else ()
    approval = replace(approval, agency=next(iter(named))) if above else approval
    yield from approval.proposals(Said(span, above), match.rule.name)


def _above(about: Page, match: Match) -> Sentence | None:
    """What may say by whom an approval was: the sentence before "the approval", a list's lead."""
    annotated, sentence = about.context.annotated, match.sentence
    if match.has("it3"):
        return annotated.before(sentence)
    return lead_in(annotated.sentences, sentence)


def grounded(context: Context, sentence: Sentence, approval: Approval) -> tuple[Span, Approval]:
    """The approval with its trial and the measures that it rests on, and the words that say all of it."""
    span, approval = _with_trial(context, sentence, approval)
    for place in (sentence, *_next(context, sentence)):
        if measures := bases(place):
            return Span(span.start, max(span.end, place.source().end)), replace(approval, basis=measures)
    return span, approval


def bases(sentence: Sentence) -> tuple[Concept, ...]:
    """The measures on which a sentence says that an approval rests, not one that was refused or taken back."""
    for match in matches("bases", sentence):
        if not one_of("bases", "undone").search(match.found.group()):
            return tuple(dict.fromkeys(m.concept for m in match.marks("basis", "measure")))
    return ()


def first_bases(sentences: Iterable[Sentence]) -> tuple[Sentence, tuple[Concept, ...]] | None:
    """The first of several sentences that says what an approval rests on, and the measures."""
    return next(((s, measures) for s in sentences if (measures := bases(s))), None)


def _next(context: Context, sentence: Sentence) -> list[Sentence]:
    """The sentence behind, of the same passage, where it goes on about the approval."""
    following = context.annotated.sentences[sentence.index + 1 : sentence.index + 2]
    return [s for s in following if s.passage is sentence.passage and s.search(cues("same_trial"))]


def _with_trial(context: Context, sentence: Sentence, approval: Approval) -> tuple[Span, Approval]:
    """The approval with the trial that it rests on, where this sentence or the next one says so."""
    base = sentence.search(pattern("{trial_base}", FAMILY))
    if base is not None:
        return sentence.source(), replace(approval, trial=_trial(context, sentence, base.start()))
    for after in _next(context, sentence):
        trial = _trial(context, after, 0)
        if trial is not None:
            whole = Span(sentence.source().start, after.source().end)
            return whole, replace(approval, trial=trial)
    return sentence.source(), approval


def _trial(context: Context, sentence: Sentence, at: int) -> Concept | None:
    """The trial named behind "based on", or the page's own where it says "these findings"."""
    place = sentence.starts[at]
    named = [m.trial for m in context.trials.named(sentence) if m.start >= place]
    if named:
        return named[0] if len(set(named)) == 1 else None
    own = cues("own_findings").search(sentence.typed, at)
    return context.trials.main if own and context.trials.single else None
