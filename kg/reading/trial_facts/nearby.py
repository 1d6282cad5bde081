"""Which disease a trial is of where its own words do not say whom it took: by what stands nearest to it.

The sentence that brings a trial in may name one disease alone; else the words right before it do, where they tell of
people or of a study, or lead in the list or the item of news that the sentence stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.approvals.labels import is_label
from kg.reading.context import Context, lead_in
from kg.reading.grounding.taxonomy import closed
from kg.reading.marks import Mark
from kg.reading.patterns import any_of, pattern
from kg.reading.trial_facts.conditions import GENERAL, in_words
from kg.reading.trial_facts.design import WORDS, designed
from kg.reading.trial_facts.offers import Offer
from kg.reading.trials.introduced import brought_in
from kg.reading.trials.items import is_link

HERE, BEFORE, ABOVE = "attributes.sole-disease", "attributes.disease-before", "attributes.disease-above"


def read(context: Context) -> Iterator[Offer]:
    """For each trial that a document of many brings in, the one disease that its nearest words name."""
    if context.trials.single or is_label(context.document):
        return
    seen: set[Concept] = set()
    for sentence in designed(context):
        trial = context.trials.of(sentence)
        if trial in seen or sentence.passage.block in ("heading", "row") or not _brings_in(context, sentence):
            continue
        seen.add(trial)
        if (found := _nearest(context, sentence)) is not None:
            place, mark, rule, rank = found
            value, span = value_of(place, mark), place.source()
            yield Offer("trial", trial, "condition", value, span, rule, rank, mark.concept)


def _brings_in(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence brings in or names a trial of people."""
    told = context.trials.named(sentence) or brought_in(sentence) or context.trials.opens(sentence)
    return bool(told and sentence.search_text(any_of(WORDS, "clinical")))


def _nearest(context: Context, sentence: Sentence) -> tuple[Sentence, Mark, str, int] | None:
    """The sentence whose one disease it is, with that disease, how it was found and how surely."""
    if diseases(sentence):
        mark = sole(sentence)
        return (sentence, mark, HERE, 7) if mark and not aside(sentence, mark) else None
    for before in _before(context, sentence):
        if diseases(before):
            mark = sole(before)
            leads_in = before.passage is not sentence.passage or _tells_of_people(before)
            return (before, mark, BEFORE, 8) if mark and leads_in and not aside(before, mark) else None
    if not context.trials.named(sentence):
        return None
    above = next((heading for heading in _above(context, sentence) if diseases(heading)), None)
    above = None if above and _OF_THE_DISEASE.match(above.text) else above
    mark = sole(above) if above else None
    return (above, mark, ABOVE, 9) if above and mark and not aside(above, mark) else None


_OF_THE_DISEASE = re.compile(
    r"(?:Stag(?:e|ing)|General|Risk|Diagnos\w+|Cellular|Histo\w+|Molecular|Prognos\w+|Incidence)\b"
)
"""A heading over what a disease is, where trials are named only for what they taught of it."""


def _tells_of_people(sentence: Sentence) -> bool:
    """Whether a sentence tells of people with a disease, a study or an approval, and not of the disease in general."""
    people = pattern(r"{who}\s(?:with|who\s(?:have|had))\s", "attributes")
    told = sentence.search_text(any_of(WORDS, "tells")) or _APPROVED.search(sentence.text)
    return bool(told or people.search(sentence.typed))


_APPROVED = re.compile(r"\bapprov(?:al|ed)\b")
"""What rests on the trial that is told of next."""


def diseases(sentence: Sentence) -> list[Mark]:
    """The marks of diseases of a sentence, without those that say no more than that it is cancer, or has spread."""
    found = (m for m in sentence.of_kind("cancer") if not _is_any(sentence, m))
    return [m for m in found if not m.concept.name.endswith(("metastases", "metastasis"))]


def _is_any(sentence: Sentence, mark: Mark) -> bool:
    """Whether a mark is any cancer at all: "cancer", "adult and pediatric cancer"."""
    name, ages, disease = mark.concept.name.rpartition("childhood ")
    if not GENERAL.fullmatch(disease):
        return False
    return not (name or ages) or bool(any_of(WORDS, "all_ages").search(sentence.text[: mark.span.start]))


def sole(sentence: Sentence) -> Mark | None:
    """The disease of a sentence that names one alone; what it is a kind of may be named beside it."""
    found = diseases(sentence)
    first = [m for m in found if all(o.concept in closed([m.concept]) for o in found)]
    return first[0] if first else None


def aside(sentence: Sentence, mark: Mark) -> bool:
    """Whether a disease is told as something else than what a trial is of: a history, a risk, an outcome, a death."""
    at = sentence.typed_at(mark)
    before, behind = sentence.typed[max(0, at - 120) : at], sentence.typed[at + 1 : at + 20]
    befell = any_of(WORDS, "befell").match(behind)
    return bool(_OTHER.search(before) or _OUTSIDE.search(before) or _CELLS.match(behind) or befell)


_OUTSIDE = re.compile(r"\b(?:[Ee]xtra|[Nn]on|[Pp]ara|[Pp]seudo)-$")
"""Before a disease, what makes it another one: "extra-appendiceal tumors"."""
_CELLS = re.compile(r"\s(?:(?:tumou?r\s)?cells?|family histor(?:y|ies))\b")
_OTHER = any_of(WORDS, "no_condition")
POINTS_ELSEWHERE = re.compile(
    r"\W*(?:For (?:more|further|additional) information|(?:Please )?[Ss]ee the|Refer to the)\b"
)
"""A sentence that begins so is about another page or section."""


def _before(context: Context, sentence: Sentence) -> Iterator[Sentence]:
    """The sentences right before in its passage, the nearest first, and the linked title that stands above it."""
    everything = context.annotated.sentences
    titled = False
    for at in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
        before = everything[at]
        if before.passage is sentence.passage:
            if not POINTS_ELSEWHERE.match(before.text):
                yield before
        elif titled or before.passage.path != sentence.passage.path:
            return
        elif is_link(before.passage):
            yield before
            titled = True
        elif len(before.passage.text) > 40:
            break
    if (lead := lead_in(everything, sentence)) is not None:
        yield lead


def _above(context: Context, sentence: Sentence) -> Iterator[Sentence]:
    """The headings that a sentence stands under, the innermost first."""
    everything, path = context.annotated.sentences, sentence.passage.path
    for at in range(sentence.index - 1, -1, -1):
        if not path:
            return
        before = everything[at]
        if before.passage.block == "heading" and before.passage.text == path[-1]:
            path = path[:-1]
            yield before


def value_of(sentence: Sentence, mark: Mark) -> str:
    """The words of a disease with those before it that say its stage, as a condition is written."""
    at = sentence.typed_at(mark)
    lead = pattern(
        r"(?<![\w-])(?!(?:or|and|to)\b)(?:[a-z]+-\s(?:and|or|to)\s)?(?:{state}\s){1,7}$", "attributes"
    ).search(sentence.typed, max(0, at - 80), at)
    return in_words(sentence, lead.start() if lead else at, at + 1, mark)
