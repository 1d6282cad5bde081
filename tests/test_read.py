"""Reading keeps its one promise on any text: every fact carries the words it was read from, letter for letter."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prose import document, lexicon

from kg import sources
from kg.model import Document, Reading
from kg.reading.read import read
from kg.validate.figures import states

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"


@pytest.fixture(scope="module")
def seed() -> Reading:
    return read(sources.read(SEED), lexicon())


def kept(reading: Reading) -> bool:
    """Whether every quote is the slice of the text at its offsets."""
    text = reading.document.text
    return all(text[f.evidence.span.start : f.evidence.span.end] == f.evidence.quote for f in reading.findings)


def test_every_quote_of_the_seed_stands_at_its_offsets(seed: Reading) -> None:
    assert len(seed.findings) > 80
    assert kept(seed)


def test_every_number_of_the_seed_stands_in_its_quote(seed: Reading) -> None:
    told = [(f.evidence.quote, value) for f in seed.findings if isinstance(value := f.fact.one("value"), Decimal)]
    assert len(told) > 15
    assert all(states(quote, value) for quote, value in told)


def test_reading_twice_gives_the_same(seed: Reading) -> None:
    assert read(sources.read(SEED), lexicon()).findings == seed.findings


REFERENCES = """# Sarcoma Treatment (PDQ)

## Treatment

Patients were treated with doxorubicin.

##### References

1. Doe J, Roe R: Outcome in 512 patients treated with vincristine: survival was 40%. J Clin Inv 12 (3): 45-9, 2011.
2. Poe E, Moe L: In women at high risk, 5 years of anastrozole reduced breast cancer incidence. Ann Invent 1: 2, 2012.
"""


def test_a_list_of_references_tells_nothing_by_its_titles() -> None:
    reading = read(document(REFERENCES, "nci_pdq"), lexicon())
    assert not any(f.evidence.span.start > REFERENCES.index("References") for f in reading.findings)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_mutilated_document_still_gives_an_answer_with_true_quotes(data: st.DataObject) -> None:
    text = SEED.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 3000)))
    other = data.draw(st.text(max_size=40))
    part = text[start:end]
    made: Document = document(part[: len(part) // 2] + other + part[len(part) // 2 :])
    assert kept(read(made, lexicon()))


HOSTILE = [
    "(" * 3000,
    "1 " * 1500,
    "a (" * 1000,
    "sorafenib or " * 400,
    "10 percent versus " * 200,
    "with or without " * 200,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: t[:12])
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    begun = time.perf_counter()
    read(document("Patients received sorafenib. " + text), lexicon())
    assert time.perf_counter() - begun < 5
