"""What but explains a name beside it, without which a sentence reads as well: "PFS (the time until …) was"."""

from __future__ import annotations

from kg.model import Span
from kg.reading.annotate import Sentence, once_a_sentence
from kg.reading.patterns import one_of


@once_a_sentence
def asides(sentence: Sentence) -> tuple[Span, ...]:
    """The brackets and insertions of a sentence that but explain, in its passage's text."""
    return tuple(sentence.place(*found.span("aside")) for found in sentence.finditer(one_of("outcomes", "asides")))
