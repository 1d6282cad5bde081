"""Arms as facts: what each group of a trial was given, in which dose, how often, and how many took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg.model import Concept, Span, Value
from kg.reading.arms.entries import IN_PASSING, Entry
from kg.reading.context import Context, Proposal
from kg.reading.patterns import pattern
from kg.reading.trials import patients
from kg.reading.trials.single import is_abstract


def read(context: Context) -> Iterator[Proposal]:
    """The arms of a document's trials."""
    for trial, entries in context.arms.entries.items():
        for entry in (e for e in _sized(context, trial, entries) if e.rule != IN_PASSING):
            roles: dict[str, Value | None] = {
                "trial": trial,
                "arm": entry.arm,
                "dose": _dose(entry),
                "schedule": _schedule(entry),
                "size": entry.size,
            }
            yield Proposal("arm", roles, _place(entry), entry.rule)


def _sized(context: Context, trial: Concept, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The arms of a trial; the only arm of an abstract's trial had as many people as the trial took."""
    if not is_abstract(context.document) or context.arms.only(trial) is None or entries[0].size is not None:
        return entries
    offers = [o for o in patients.read(context) if o.trial == trial and o.attribute == "enrollment" and not o.qualifier]
    best = min(offers, key=lambda o: (o.rank, o.span), default=None)
    if best is None or not isinstance(best.value, Decimal):
        return entries
    there = next((s for s in context.annotated if s.source() == best.span), None)
    return [replace(entries[0], size=best.value, completed_in=None if there is entries[0].sentence else there)]


def _place(entry: Entry) -> Span:
    """Where an arm is told: its sentence, up to the one behind it that tells its size; where that is far, there."""
    told, sized = entry.sentence.source(), entry.completed_in
    if sized is None:
        return told
    near = sized.passage is entry.sentence.passage and 0 < sized.index - entry.sentence.index <= 2
    return Span(told.start, sized.source().end) if near else sized.source()


def _dose(entry: Entry) -> str | None:
    """The dose within or right before a treatment of a single drug."""
    if len(entry.phrase.given) != 1:
        return None
    start = max(0, entry.phrase.start - 6)
    found = pattern(r"(?P<dose>{dose})(?:\s(?:of|a day of|per day of))?\s?$").search(
        entry.sentence.typed[start : entry.phrase.start]
    )
    span = (start + found.start("dose"), start + found.end("dose")) if found else None
    behind = pattern(r"^\s(?:(?:at|in) (?:a dose of |doses of )?)?(?P<dose>{dose})").search(
        entry.sentence.typed[entry.phrase.end :][:30]
    )
    if span is None and behind:
        span = (entry.phrase.end + behind.start("dose"), entry.phrase.end + behind.end("dose"))
    return entry.sentence.words(*span) if span else None


@cache
def _schedule_words() -> re.Pattern[str]:
    return pattern("{schedule}", "arms")


def _schedule(entry: Entry) -> str | None:
    """Route and rhythm right behind a treatment, as "orally, twice daily"."""
    behind = entry.sentence.typed[entry.phrase.end : entry.phrase.end + 60]
    stop = re.search(r"\b(?:or|versus|vs|and \S+ to)\b", behind)
    found = _schedule_words().search(behind[: stop.start()] if stop else behind)
    if not found:
        return None
    at = entry.phrase.end
    said = [entry.sentence.words(at + found.start(g), at + found.end(g)) for g in ("route", "often") if found.group(g)]
    return ", ".join(said) or None
