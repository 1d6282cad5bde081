"""Figures of studies without arms: of whom they treated, of all whom they looked at, of groups that they compare."""

from __future__ import annotations

import pytest
from prose import facts, figures, given, name

HEAD = "# Treatment of Sarcoma (PDQ)\n\n## Evidence\n\n"


def told(text: str) -> list[tuple[str, list[str], str]]:
    """Measure, arm and value of each outcome in a summary of many trials."""
    return figures(HEAD + text, "nci_pdq")


TREATED = [
    "In a retrospective study, 41 patients were treated with topical sorafenib. The response rate was 44%.",
    "A phase II study of the kinase inhibitor sorafenib included 41 patients. The response rate was 44%.",
    "A single-institution study of 41 patients treated with high-dose sorafenib showed a response rate of 44%.",
    "In one study, 41 patients previously treated with imatinib received oral sorafenib. The response rate was 44%.",
    "1. A phase II study evaluated the use of oral sorafenib in 41 patients.\n   - The response rate was 44%.",
    "Sorafenib, a kinase inhibitor, was evaluated in a phase II trial of 41 patients. The response rate was 44%.",
    "In one study of 41 patients, the response rate was 44% after 12 months of sorafenib therapy.",
    "In a phase II trial, 41 patients received sorafenib. The agency approved sorafenib and imatinib because of this "
    "trial. The response rate was 44%.",
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
        "In one study of 41 children, 30% of this fatigue was caused by treatment failure.",
    ],
)
def test_an_age_a_follow_up_and_a_gain_are_no_survival(text: str) -> None:
    assert told(text) == []


APART = [
    (
        "Women with sarcoma as a second cancer had a worse overall survival than women with sarcoma as a first cancer "
        "(61% vs. 83%; P < .01).",
        {("Women with sarcoma as a second cancer", "61"), ("women with sarcoma as a first cancer", "83")},
    ),
    (
        "Overall survival was longer in fit versus frail patients (14.2 months vs. 9.1 months).",
        {("fit", "14.2"), ("frail patients", "9.1")},
    ),
    (
        "Overall survival was longer in patients with thymoma (61 months) than in those with sarcoma (32 months).",
        {("patients with thymoma", "61"), ("those with sarcoma", "32")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_figures_of_people_set_apart_are_each_of_a_part_of_the_study_s_people(
    text: str, expected: set[tuple[str, str]]
) -> None:
    found = facts(HEAD + "In one study, people were asked. " + text, "outcome", source="nci_pdq")
    assert {(f.one("population"), str(f.one("value"))) for f in found} == expected
    assert not any(given(f) for f in found)


def test_groups_that_treatment_sets_apart_are_no_part_of_a_study_s_people() -> None:
    text = "Overall survival was longer in the treated versus the control group (14.2 months vs. 9.1 months)."
    assert told("In one study, people were asked. " + text) == []


def test_figures_that_go_against_the_cue_are_not_taken() -> None:
    assert told("In one study, anxiety was more common in survivors than in their siblings (7.9% vs. 15.3%).") == []


def test_each_of_several_figures_has_the_group_behind_it() -> None:
    text = "One study of sarcoma found that 82% of adults and 95% of minors underwent genetic testing."
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    assert {(f.one("population"), str(f.one("value"))) for f in found} == {("adults", "82"), ("minors", "95")}


def test_a_part_of_those_whom_a_study_treated_was_given_the_same() -> None:
    text = "In one study, 41 patients received sorafenib. Among patients with primary tumors, 83% had stable disease."
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    assert [(given(f), f.one("population")) for f in found] == [(["sorafenib"], "patients with primary tumors")]


def test_what_some_of_a_study_s_people_were_given_is_not_what_its_figures_are_of() -> None:
    some = (
        "A study described 39 patients with thyroid cancer. Eight patients received cisplatin. "
        "The 5-year overall survival rate was 79%."
    )
    every = "In a study, 39 patients received cisplatin. The 5-year overall survival rate was 79%."
    assert facts(some, "outcome", "nci_pdq") == []
    assert [given(f) for f in facts(every, "outcome", "nci_pdq")] == [["cisplatin"]]


def test_a_share_who_had_an_operation_is_not_of_those_said_to_have_been_given_something_else() -> None:
    text = "A review described 75 cases. Of these patients, 85% underwent resection, and 10% received cisplatin."
    assert [given(f) for f in facts(text, "outcome", "nci_pdq") if f.one("value") == 85] == []


@pytest.mark.parametrize(
    ("text", "values", "population"),
    [
        ("The 5-year survival rate for thyroid cancer is approximately 10% to 15%.", [10, 15], "thyroid cancer"),
        (
            "For patients with recurrent thyroid cancer, survival rates range from 20% to 40%.",
            [20, 40],
            "patients with recurrent thyroid cancer",
        ),
        (
            "Patients with thyroid cancer have a 2-year event-free survival rate of 13%.",
            [13],
            "Patients with thyroid cancer",
        ),
        ("With surgery, the 5-year survival rate is about 95%.", [], None),
        ("The annual mortality of thyroid cancer is about 65% of its incidence.", [], None),
    ],
)
def test_how_long_those_live_who_have_a_disease_is_told_without_a_study(
    text: str, values: list[int], population: str | None
) -> None:
    found = facts(text, "outcome", "nci_pdq")
    assert [f.one("value") for f in found] == values
    assert {f.one("population") for f in found} <= {population}


@pytest.mark.parametrize(
    "text",
    [
        "Six patients (25%) had seizures, and the 5-year overall survival rate was 61%.",
        "Nine patients (38%) were women, and the overall survival rate was 61%.",
    ],
)
def test_a_figure_whose_clause_has_its_verb_is_not_that_of_the_next_clause_s_subject(text: str) -> None:
    told = facts(f"A retrospective study reviewed 24 patients with thymoma. {text}", "outcome", "abstract")
    assert [f.one("value") for f in told if name(f, "measure") == "overall survival"] == [61]


def test_what_some_of_a_study_s_people_underwent_is_not_what_its_figures_are_of() -> None:
    text = (
        "A retrospective study reviewed 24 patients with thymoma, of whom 15 underwent resection. "
        "The 5-year overall survival rate was 61%."
    )
    assert [given(f) for f in facts(text, "outcome", "abstract")] == [[]]
