"""What a sentence says besides what it tells stands between no parts of a result, and none of it is told."""

from __future__ import annotations

import pytest
from prose import TRIAL, document, facts, figures, lexicon, name

from kg.reading.annotate import annotate
from kg.reading.passed_over import passed_over

RESULT = "Median overall survival was 12.3 months in the sorafenib group and 8.1 months in the placebo group."


@pytest.mark.parametrize(
    "sentence",
    [
        "Median overall survival, which was the primary endpoint, was 12.3 months in the sorafenib group and 8.1 "
        "months in the placebo group.",
        "Median overall survival was, at the time of the analysis, 12.3 months in the sorafenib group (which was "
        "closed early) and 8.1 months in the placebo group.",
        "As expected, median overall survival was 12.3 months in the sorafenib group, which was closed early, and 8.1 "
        "months in the placebo group, according to the report.",
    ],
)
def test_figures_are_told_as_if_it_were_not_there(sentence: str) -> None:
    assert figures(TRIAL + sentence) == figures(TRIAL + RESULT)


def test_the_words_around_it_keep_their_places() -> None:
    text = "Overall survival, which was the primary endpoint, was longer with sorafenib."
    (whole,) = passed_over(annotate(document(text), lexicon())).sentences
    said = whole.words()
    assert said == text
    at = whole.typed.index(" was")
    assert whole.words(0, at) == "Overall survival"
    assert whole.words(at) == "was longer with sorafenib."


@pytest.mark.parametrize("besides", ["which was not confirmed", "which was 40%", "who received a placebo"])
def test_what_limits_a_finding_is_heard(besides: str) -> None:
    heard = annotate(document(f"The response, {besides}, was longer with sorafenib."), lexicon())
    assert passed_over(heard) is heard


def test_what_is_said_besides_of_a_list_of_events_is_no_doubt_about_it() -> None:
    lead = "The toxicities seen with sorafenib, all of which may get better in time, include:\n\n"
    events = facts(lead + "- Diarrhea.\n- Rash.\n", "adverse_event", "nci_page")
    assert {name(fact, "event") for fact in events} == {"diarrhea", "rash"}
    assert not facts("The toxicities of sorafenib may include diarrhea.", "adverse_event", "nci_page")
