"""Figures that name no arm: of the people whom a study treated, or of all whom it looked at."""

from __future__ import annotations

import pytest
from prose import facts, given, name

HEAD = "# Treatment of Sarcoma (PDQ)\n\n## Evidence\n\n"


def told(text: str) -> list[tuple[str, list[str], str]]:
    """Measure, arm and value of each outcome in a summary of many trials."""
    return [
        (name(f, "measure"), given(f), str(f.one("value"))) for f in facts(HEAD + text, "outcome", source="nci_pdq")
    ]


TREATED = [
    "In a retrospective study, 41 patients were treated with topical sorafenib. The response rate was 44%.",
    "A phase II study of the kinase inhibitor sorafenib included 41 patients. The response rate was 44%.",
    "A single-institution study of 41 patients treated with high-dose sorafenib showed a response rate of 44%.",
    "In one study, 41 patients previously treated with imatinib received oral sorafenib. The response rate was 44%.",
    "1. A phase II study evaluated the use of oral sorafenib in 41 patients.\n   - The response rate was 44%.",
]


@pytest.mark.parametrize("text", TREATED)
def test_figures_are_of_those_whom_the_sentences_before_them_treat(text: str) -> None:
    assert told(text) == [("objective response rate", ["sorafenib"], "44")]


def test_a_study_that_gave_nothing_tells_of_all_whom_it_looked_at() -> None:
    assert told("In one study of 41 children, 66% had an extranodal presentation.") == [
        ("extranodal presentation", [], "66")
    ]


UNTOLD = [
    "In one study, 41 patients were asked about their drugs. With this regimen, the response rate was 44%.",
    "In one study, only some of the patients received sorafenib. The response rate was 44%.",
    "In one study, 41 women underwent colonoscopy. The response rate was 44%.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_where_it_is_not_told_who_was_given_what_nobody_knows(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "In one study of 41 children, the survival rate for the older population (>3 years) was good.",
        "In one study of 41 children, the median follow-up in the whole series was approximately 15 years, and overall "
        "survival was good.",
        "In one study of 41 children, sorafenib improved survival by a median of 9 months.",
    ],
)
def test_an_age_a_follow_up_and_a_gain_are_no_survival(text: str) -> None:
    assert told(text) == []
