"""Two checks of quotes that SHACL cannot say: they stand in their documents, and hold their facts' numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from kg import terms
from kg.terms import OA
from kg.validate import figures
from kg.validate.data import Data
from kg.validate.report import Violation

_NUMBER_ROLES: Final = (terms.value, terms.upper, terms.ciLow, terms.ciHigh, terms.ciLevel, terms.size)
_NOT_IN_DOCUMENT: Final = (
    "A quote stands in its document to the letter",
    "give the words and offsets as they stand in the file, or build the graph again from this file",
)
_NOT_IN_QUOTE: Final = (
    "A fact's number stands in its quote",
    "quote the words that state it, or read it again",
)


def quotes_in_documents(data: Data, texts: Mapping[str, str]) -> Iterator[Violation]:
    """Quotes that do not stand in their document's text at their offsets."""
    for evidence in (*data.instances(terms.Evidence), *data.instances(terms.Lead)):
        document, quote = data.one(evidence, OA + "hasSource"), data.one(evidence, OA + "exact")
        start, end = data.one(evidence, OA + "start"), data.one(evidence, OA + "end")
        if document in texts and start.isdecimal() and end.isdecimal():
            words = texts[document][int(start) : int(end)]
            if words != quote:
                yield Violation(*_NOT_IN_DOCUMENT, document, quote, evidence, f"“{words[:60]}” at {start} to {end}")


def numbers_in_quotes(data: Data) -> Iterator[Violation]:
    """Facts with a number that a quote of theirs does not state."""
    for fact in data.instances(terms.Fact):
        numbers = [
            text for role in _NUMBER_ROLES for text in data.all(fact, role) if _is_number(fact, role, text, data)
        ]
        for evidence in data.subjects(terms.supports, fact) if numbers else ():
            quote = data.one(evidence, OA + "exact")
            for number in numbers:
                if not figures.states(quote, Decimal(number)):
                    document = data.one(evidence, OA + "hasSource")
                    yield Violation(*_NOT_IN_QUOTE, document, quote, fact, number)


def _is_number(fact: str, role: str, text: str, data: Data) -> bool:
    """Whether a role's value is a number and not a text of digits (a phase, a publication)."""
    typed = any(f'"{text}"^^<{terms.XSD}{t}>' in data.values(f"<{fact}>", role) for t in ("decimal", "integer"))
    return typed and figures.is_number(text)
