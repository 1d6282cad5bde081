"""What a trial is of is told by its own words, else by what stands nearest to the sentence that brings it in."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.reading.annotate import annotate
from kg.reading.context import Context
from kg.reading.lexicon import Lexicon
from kg.reading.markdown import passages
from kg.reading.results.inventory import inventory
from kg.reading.trials import attributes
from kg.reading.trials.flow import trials


def conditions(text: str) -> list[object]:
    """The conditions of the trials of a page on many."""
    address = "https://example.org/types/x/research/articles"
    document = Document("example", address, "nci_page", "", {}, text, passages(text), "")
    annotated = annotate(document, Lexicon.load())
    known = trials(annotated)
    read = attributes.read(Context(annotated, known, inventory(annotated, known)))
    return [p.roles["value"] for p in read if p.roles["attribute"] == "condition"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In a large clinical trial, sorafenib slowed the growth of advanced melanoma.", ["advanced melanoma"]),
        ("Approval was based on a trial of 44 children with neuroblastoma.", ["neuroblastoma"]),
        ("It is used in people with glioma. In a small clinical trial, it shrank tumors.", ["glioma"]),
        ("## Treatment of Thymoma\n\nIn a randomized trial, 80 patients received cisplatin.", ["thymoma"]),
        ("- [A Drug for Thymoma](/news/1)\n\nPosted: May 2\n\nA clinical trial tested it in 9 people.", ["thymoma"]),
        ("A systematic review of 12 studies examined aspirin and ovarian cancer in women.", ["ovarian cancer"]),
    ],
)
def test_the_one_disease_that_stands_nearest_is_what_a_trial_is_of(text: str, told: list[str]) -> None:
    assert conditions(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "In a laboratory study, the extract did not slow the growth of human melanoma cells.",
        "Thymoma and melanoma are rare. In a randomized trial, 80 patients received cisplatin.",
        "There are clinical trials for people with thymoma. For example, a treatment trial tests new treatments.",
        "Approval for thymoma may be contingent upon results of a confirmatory trial.",
    ],
)
def test_a_disease_that_is_another_thing_is_none(text: str) -> None:
    assert conditions(text) == []
