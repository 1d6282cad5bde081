"""What a bare "risk" is a risk of: the disease that the sentences before it, else the document's title, speak of."""

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
    """The disease whose risk a section tells of; None where neither its sentences nor the title name one alone."""
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
    of_risk = title is not None and "related" not in title.text and _OF_CANCER.search(annotated.document.title)
    cancers = [m.concept for m in title.of_kind("cancer") if m.concept] if title and of_risk else []
    return own(cancers[0].name) if len(cancers) == 1 else None


def _named(sentence: Sentence, place: tuple[int, int]) -> str:
    return tidy(sentence.words(*place))
