"""People whom a study counts and sets against others, no treatment telling them apart: cases and controls, siblings.

"Sequenced the genes of 2,240 women with thymoma and 2,310 controls", "survivors (n = 412) and their siblings
(n = 398)": each group is an arm of its own, by the document's words for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.model import Arm, Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.arms.entries import Entry
from kg.reading.arms.wording.sizes import size_of
from kg.reading.arms.wording.treatments import Phrase, arm_words
from kg.reading.trials.flow import Trials


def people_counted(annotated: Annotated, trials: Trials) -> Iterator[Entry]:
    """The groups of each study by the first sentence that counts two of them, one of which is a control's."""
    seen: set[Concept] = set()
    forms = [arm_words(name) for name in ("people_counted", "people_counted_behind")]
    for sentence in annotated.holding(*forms):
        trial = trials.of(sentence)
        if trial in seen or sentence.passage.block in ("heading", "row") or not trials.told(sentence):
            continue
        place = next((found for form in forms for found in sentence.finditer(form)), None)
        sizes = [size_of(sentence, *place.span(f"{g}_n")) for g in ("one", "other")] if place else []
        if place and all(sizes):
            seen.add(trial)
            for group, size in zip(("one", "other"), sizes, strict=True):
                yield _entry(sentence, trial, *place.span(group), size)


def _entry(sentence: Sentence, trial: Concept, start: int, end: int, size: Decimal | None) -> Entry:
    words = arm_words("around_people").sub("", " ".join(sentence.words(start, end).split())).strip(" ,")
    people = Concept("exposure", words, known=False)
    return Entry(Arm(trial, (people,)), sentence, Phrase(start, end, (people,)), "arm.people-counted", size)
