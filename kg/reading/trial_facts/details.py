"""Where a trial was done, whom it took, and which histologies: details beside its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.context import Context
from kg.reading.patterns import any_of
from kg.reading.trial_facts.design import designed
from kg.reading.trial_facts.offers import Offer
from kg.reading.trials.single import NO_TRIALS

FAMILY = "trial_details"


def read(context: Context) -> Iterator[Offer]:
    """Locations, eligibility and histologies that sentences about a trial give."""
    if context.annotated.document.source in NO_TRIALS:
        return
    for sentence in designed(context):
        if sentence.passage.block not in ("heading", "row") and _has("about_trial", sentence):
            yield from _locations(context, sentence)
            yield from _eligibility(context, sentence)
            yield from _histologies(context, sentence)


def _has(name: str, sentence: Sentence) -> re.Match[str] | None:
    """Where words of a table of the rule file stand in a sentence."""
    return sentence.search_text(any_of(FAMILY, name))


def _detail(context: Context, sentence: Sentence, attribute: str, value: str, rule: str) -> Offer:
    trial, span = context.trials.of(sentence), sentence.source()
    return Offer("trial_detail", trial, attribute, value, span, f"attributes.{rule}")


def _locations(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """The regions, countries or number of sites of a trial."""
    text = sentence.text
    if found := _has("international", sentence):
        yield _detail(context, sentence, "location", found["kind"].lower(), "international")
    for found in sentence.finditer_text(any_of(FAMILY, "places")):
        near = text[max(0, found.start() - 110) : found.start()]
        studied = any_of(FAMILY, "studied").search(text, 0, found.start())
        if studied and any_of(FAMILY, "conducted").search(near) and not any_of(FAMILY, "not_conducted").search(near):
            value, trial = found["places"].removeprefix("the "), _named_last(context, sentence, found.start())
            yield Offer("trial_detail", trial, "location", value, sentence.source(), "attributes.places")
            break
    if (found := _has("sites", sentence)) and not any_of(FAMILY, "vague_sites").search(found["sites"]):
        yield _detail(context, sentence, "location", found["sites"], "sites")


def _named_last(context: Context, sentence: Sentence, end: int) -> Concept:
    """The trial named last before a place of a sentence, where it names several; else the sentence's."""
    named = context.trials.named(sentence)
    before = [m.trial for m in named if m.start - sentence.span.start < end]
    return before[-1] if len(named) > 1 and before else context.trials.of(sentence)


def _eligibility(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """What those who took part had been through, in a sentence that tells of their enrolment."""
    if (
        not sentence.of_kind("percent", "p_value")
        and _has("enters", sentence)
        and (found := sentence.search(any_of(FAMILY, "eligibility")))
    ):
        words = sentence.words(*found.span("e")).removeprefix("been ")
        if 2 < len(words.split()) < 22:
            yield _detail(context, sentence, "eligibility", words, "eligibility")


def _histologies(context: Context, sentence: Sentence) -> Iterator[Offer]:
    """The histologies of a list, one fact each."""
    if found := _has("histology", sentence):
        for kind in any_of(FAMILY, "one_kind").finditer(found["kinds"]):
            yield _detail(context, sentence, "histology", kind.group().lower(), "histology")
