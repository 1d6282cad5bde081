"""Arms as facts: what each group of a trial was given, in which dose, how often, and how many took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Arm, Concept, Span, Value
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import CONTROLS, IN_PASSING, Entry
from kg.reading.arms.finding.given import is_specific
from kg.reading.arms.wording.sizes import size_of
from kg.reading.arms.wording.treatments import Phrase, arm_words
from kg.reading.context import Context, Proposal
from kg.reading.trial_facts import patients
from kg.reading.trial_facts.doses import dose_of, schedule_of
from kg.reading.trial_facts.offers import Offer
from kg.reading.trials.flow import Trials
from kg.reading.trials.single import is_abstract


def read(context: Context) -> Iterator[Proposal]:
    """The arms of a document's trials."""
    yield from read_people(context)
    told = context.arms.entries
    alone = [t for t, entries in told.items() if entries and entries[0].size is None and context.arms.only(t)]
    offers = [o for o in patients.read(context) if o.attribute == "enrollment" and not o.qualifier] if alone else []
    for trial, entries in told.items():
        sized = _sized(context, entries, [o for o in offers if o.trial == trial]) if trial in alone else entries
        for entry in (e for e in sized if e.rule != IN_PASSING or _has_result(context, e)):
            rule = "arm.given-with-result" if entry.rule == IN_PASSING else entry.rule
            roles: dict[str, Value | None] = {
                "trial": trial,
                "arm": entry.arm,
                "dose": dose_of(entry),
                "schedule": _schedule(entry, sized),
                "size": entry.size,
            }
            yield Proposal("arm", roles, _place(entry), rule)


def _schedule(entry: Entry, entries: Sequence[Entry]) -> str | None:
    """How an arm is treated, with what stands behind a control and is that of what it controls.

    "A or placebo, twice daily", "A daily or observation for 2 years".
    """
    own = schedule_of(entry)
    later = [e for e in entries if e.sentence is entry.sentence and e.phrase.start > entry.phrase.end]
    control = next((e for e in later if e.names <= CONTROLS), None) if entry.names.isdisjoint(CONTROLS) else None
    told = schedule_of(control) if control else None
    if own and told and told.startswith("for ") and not _LASTS.search(own):
        return f"{own} {told}"
    return own or (told if control and control.names == {"placebo"} else None)


_LASTS = re.compile(r"\b(?:for|cycles?|courses?)\b")
"""In how a treatment is given, how long."""


def read_people(context: Context) -> Iterator[Proposal]:
    """The groups of people of a document's studies that no treatment tells apart, with their numbers."""
    for entry in people_counted(context.annotated, context.trials):
        roles: dict[str, Value | None] = {"trial": entry.arm.trial, "arm": entry.arm, "size": entry.size}
        yield Proposal("arm", roles, entry.sentence.source(), entry.rule)


def _has_result(context: Context, entry: Entry) -> bool:
    """Whether a treatment that is named in passing is that of people of whom something is told that befell them.

    A kind of treatment ("surgery") says enough of what a study's people were given only where the study is opened by
    it with their number; what the section or item above is about (a phrase of no width) where the study has a figure.
    """
    sentence, trial = entry.sentence, entry.arm.trial
    if trial in context.arms.compared or sentence.search(arm_words("no_result_of_one")):
        return False
    if entry.phrase.end and arm_words("its_group").match(sentence.typed[entry.phrase.end : entry.phrase.end + 60]):
        return False  # a group that is named so was told of before, in words that were not read
    specific = all(map(is_specific, entry.arm.interventions))
    if entry.phrase.end == 0:
        told = (s for s in context.annotated.sentences[sentence.index :] if context.trials.of(s) == trial)
        return specific and len(entry.arm.interventions) == 1 and any(map(_has_figure, told))
    counted = entry.size is not None and context.trials.told(sentence)
    return counted or _has_figure(sentence) if specific else counted and context.trials.opens(sentence)


def _has_figure(sentence: Sentence) -> bool:
    """Whether a sentence tells a share of people, or a ratio with its interval."""
    shares = (m.quantity.of for m in sentence.of_kind("count"))
    return bool(sentence.of_kind("percent", "interval") or any(shares))


def _sized(context: Context, entries: Sequence[Entry], offers: Sequence[Offer]) -> Sequence[Entry]:
    """The only arm of a trial, with its size; that of an abstract's trial had as many people as the trial took.

    So had that of a trial in a summary of many, where drugs were tried in it and nothing was but looked back upon.
    """
    best = min(offers, key=lambda o: (o.rank, o.span), default=None)
    if best is None or not isinstance(best.value, Decimal):
        return entries
    there = next((s for s in context.annotated if s.source() == best.span), None)
    if not is_abstract(context.document) and not (there and _tries(there, entries[0])):
        return entries
    return [replace(entries[0], size=best.value, completed_in=None if there is entries[0].sentence else there)]


def _tries(sentence: Sentence, entry: Entry) -> bool:
    """Whether a sentence tells how many a trial took in whom drugs were tried, and not of whom records were read.

    What a sentence itself says that all of them underwent is told of so many, whatever it was.
    """
    if entry.rule == "arm.undergone" and sentence is entry.sentence:
        return True
    drugs = all(c.kind == "drug" and is_specific(c) for c in entry.arm.interventions)
    tried = entry.rule in ("arm.given", "arm.tried", "arm.approved", "arm.received-it", IN_PASSING)
    return drugs and tried and not sentence.search(arm_words("looked_back"))


def _place(entry: Entry) -> Span:
    """Where an arm is told: its sentence, up to the one behind it that tells its size; where that is far, there."""
    told, sized = entry.sentence.source(), entry.completed_in
    if sized is None:
        return told
    near = sized.passage is entry.sentence.passage and 0 < sized.index - entry.sentence.index <= 2
    return Span(told.start, sized.source().end) if near else sized.source()


def people_counted(annotated: Annotated, trials: Trials) -> Iterator[Entry]:
    """The groups of each study by the first sentence that counts two of them, one of which is a control's."""
    seen: set[Concept] = set()
    forms = [arm_words(name) for name in ("people_counted", "people_counted_behind")]
    for sentence in annotated.holding(*forms):
        trial = trials.of(sentence)
        if (
            _POOLED.search(sentence.text)
            or trial in seen
            or sentence.passage.block in ("heading", "row")
            or not trials.told(sentence)
        ):
            continue
        place = next((found for form in forms for found in sentence.finditer(form)), None)
        sizes = [size_of(sentence, *place.span(f"{g}_n")) for g in ("one", "other")] if place else []
        if place and all(sizes):
            seen.add(trial)
            for group, size in zip(("one", "other"), sizes, strict=True):
                yield _entry(sentence, trial, *place.span(group), size)


_POOLED = re.compile(r"\b(?:meta-analys[ei]s|pooled|systematic review)\b")
"""What gathers the people of many studies, none of whom it set apart."""


def _entry(sentence: Sentence, trial: Concept, start: int, end: int, size: Decimal | None) -> Entry:
    words = arm_words("around_people").sub("", " ".join(sentence.words(start, end).split())).strip(" ,")
    people = Concept("exposure", words, known=False)
    return Entry(Arm(trial, (people,)), sentence, Phrase(start, end, (people,)), "arm.people-counted", size)
