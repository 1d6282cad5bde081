"""Which disease a trial is of where no words near it say: the one that its section, or its whole document, is about.

Only for trials of which something else is told, their size or their design, and only where the document speaks of
the disease by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.model import Concept
from kg.reading.annotate import Sentence
from kg.reading.approvals.labels import is_label
from kg.reading.context import Context
from kg.reading.marks import Mark
from kg.reading.taxonomy import closed, treated
from kg.reading.trials.conditions import GENERAL
from kg.reading.trials.design import is_title
from kg.reading.trials.facts import Offer
from kg.reading.trials.nearby import POINTS_ELSEWHERE, aside, bare, diseases, headings, sole, value_of

HEADED, TITLED = "attributes.disease-of-section", "attributes.disease-of-title"


def read(context: Context, lacking: Mapping[Concept, Sentence]) -> Iterator[Offer]:
    """For each of some trials, with the sentence that tells of its size or design, the disease of its page."""
    if is_label(context.document) or not lacking:
        return
    of_title = _of_title(context)
    for trial, sentence in lacking.items():
        found = _of_section(context, sentence)
        place, mark, rule = (*found, HEADED) if found else (*of_title, TITLED) if of_title else (None, None, "")
        if place is not None and mark is not None:
            value = value_of(place, mark) if rule == HEADED else bare(place, mark)
            yield Offer("trial", trial, "condition", value, place.source(), rule, 12, mark.concept)


def _of_section(context: Context, sentence: Sentence) -> tuple[Sentence, Mark] | None:
    """The innermost heading above a sentence that names a disease, or the title of a report, if it names one alone."""
    titles = [s for s in context.annotated.sentences[:4] if context.trials.single and is_title(s)]
    for heading in (*headings(context, sentence), *titles):
        if diseases(heading):
            mark = sole(heading)
            return (heading, mark) if mark else None
    return None


def _of_title(context: Context) -> tuple[Sentence, Mark] | None:
    """Where the document first speaks of the one disease that its title names."""
    named = [c for c in treated(context.document.title) if not GENERAL.fullmatch(c.name)]
    if not named or any(other not in closed(named[:1]) for other in named):
        return None
    for sentence in context.annotated:
        for mark in diseases(sentence):
            if mark.concept == named[0] and not (aside(sentence, mark) or POINTS_ELSEWHERE.match(sentence.text)):
                return sentence, mark
    return None
