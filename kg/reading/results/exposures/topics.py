"""What a bare "risk" is a risk of: the disease that the sentences before it, else the headings over it, speak of."""

from __future__ import annotations

import re

from kg.model import Concept
from kg.reading.annotate import Annotated, Sentence
from kg.reading.measure_names import own, tidy
from kg.reading.patterns import pattern

_BACK = 12
"""How many sentences back the disease may be named."""
_OF_CANCER = re.compile(r"cancer|tumou?r|neoplas|leuka?emia|oma\b", re.IGNORECASE)
"""What the title of a document on a cancer holds; one on a symptom tells of that symptom's risk."""


def topic(annotated: Annotated, sentence: Sentence) -> Concept | None:
    """The disease whose risk a section tells of: its sentences', its headings' or the title's, where that is one."""
    named = pattern(
        r"\b(?:risks?|incidence|development)\s(?:of|for)\s(?:developing\s)?(?:[a-z-]+\s){0,2}?(?P<what>{cancer})(?![-–]related)"
        r"|(?P<before>{cancer})\s(?:risks?|incidence|mortality)\b"
    )
    for earlier in reversed(annotated.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]):
        if earlier.passage.path != sentence.passage.path:
            break
        found = {_named(earlier, m.span("what" if m["what"] else "before")) for m in earlier.finditer(named)}
        if len(found) == 1:
            return own(found.pop())
        if found:
            return None
    title = next((s for s in annotated if s.passage.block == "heading"), None)
    if title is None or "related" in title.text or not _OF_CANCER.search(annotated.document.title):
        return None
    for heading in (*_headings(annotated, sentence), title):
        if cancers := [own(m.concept.name) for m in heading.of_kind("cancer")]:
            return cancers[0] if len(cancers) == 1 else None
    return None


def _headings(annotated: Annotated, sentence: Sentence) -> list[Sentence]:
    """The headings that a sentence stands under, the nearest first."""
    before = annotated.sentences[sentence.index :: -1]
    return [s for s in before if s.passage.block == "heading" and s.passage.text.strip() in sentence.passage.path]


def _named(sentence: Sentence, place: tuple[int, int]) -> str:
    return tidy(sentence.words(*place))
