"""Results as abstracts and summaries word them: which measure a figure tells, and what is another clause's."""

from __future__ import annotations

import pytest
from prose import facts, given, name

TREATED = "In a phase II study, 42 patients with thymoma received sorafenib. "
COMPARED = "Patients were randomly assigned to receive sorafenib or a placebo. "


def told(text: str) -> set[tuple[str, str, str]]:
    """Measure, arm and value of each outcome."""
    found = facts(text, "outcome", source="nci_pdq")
    return {(name(f, "measure"), " + ".join(given(f)), str(f.one("value"))) for f in found}


ALONE = [
    ("Five- and 10-year overall survival rates were 76% and 61%.",
     {("overall survival", "76"), ("overall survival", "61")}),
    ("With a median follow-up of 31 months, 30 patients remain alive.", {("overall survival", "30")}),
    ("No local recurrences have been identified at a median of 6 years.", {("local recurrences", "0")}),
    ("The median number of cycles was 6, and the median relative dose intensity was 88%.",
     {("relative dose intensity", "88")}),
    ("Best responses were complete response (n = 2), partial response (n = 9), and stable disease (n = 14).",
     {("complete response", "2"), ("partial response", "9"), ("stable disease", "14")}),
    ("Eight of 40 patients (20%) responded, including 2 with complete responses.",
     {("objective response rate", "8"), ("objective response rate", "20"), ("complete response", "2")}),
    ("No responses were seen, but 61% had stable disease and 28% progression as best response.",
     {("objective response rate", "0"), ("stable disease", "61"), ("progressive disease", "28")}),
    ("The ORR was 50%, with a CR of 20%, and a PR of 30%.",
     {("objective response rate", "50"), ("complete response", "20"), ("partial response", "30")}),
    ("The complete response rate was 86%, but high rates (39%) of aspergillosis were reported.",
     {("complete response", "86")}),
    ("On entering, 64% of patients had an ECOG score of 0.", set()),
    ("Local control was achieved in 44 patients (92%), and two patients (4%) had pneumonitis.",
     {("local control", "44"), ("local control", "92")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ALONE)
def test_each_figure_of_a_study_has_its_own_measure(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(TREATED + text) == {(measure, "sorafenib", value) for measure, value in expected}


BOTH = [
    ("Local failure was less frequent with sorafenib (5-year cumulative incidence, 8% v 15%; HR, 0.52).",
     {("local failure", "sorafenib", "8"), ("local failure", "placebo", "15")}),
    ("Treatment was stopped because of adverse events in 12% of patients given sorafenib and 5% of those given "
     "a placebo.",
     {("discontinuation due to adverse events", "sorafenib", "12"),
      ("discontinuation due to adverse events", "placebo", "5")}),
    ("There were 3 v 0 treatment-related deaths.",
     {("treatment-related deaths", "sorafenib", "3"), ("treatment-related deaths", "placebo", "0")}),
    ("There were 48 deaths: 19 in the sorafenib group and 29 in the placebo group.",
     {("deaths", "sorafenib", "19"), ("deaths", "placebo", "29")}),
    ("No patient in the sorafenib arm had a complete response.", {("complete response", "sorafenib", "0")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BOTH)
def test_each_figure_of_a_trial_has_its_measure_and_its_arm(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(COMPARED + text) == expected


STUDIES = [
    "A pilot study of 14 patients with thymoma also evaluated sorafenib-based therapies. ",
    "Patients who had received two prior lines of therapy were enrolled in a phase II trial of sorafenib. ",
    "In a study of 40 patients with thymoma, all patients received sorafenib. ",
    "A clinical trial evaluated targeted therapy using sorafenib in patients with thymoma. ",
]


@pytest.mark.parametrize("study", STUDIES)
def test_what_a_study_tried_is_the_arm_of_its_figures(study: str) -> None:
    assert told(study + "The objective response rate was 35%.") == {("objective response rate", "sorafenib", "35")}


def test_people_of_a_measure_are_set_against_those_behind_the_second_figure() -> None:
    text = (
        "Median progression-free survival for patients with squamous histology was 4.1 months compared with 7.9 months "
        "for those with nonsquamous histology."
    )
    found = facts(TREATED + text, "outcome", source="nci_pdq")
    assert {(f.one("population"), str(f.one("value"))) for f in found} == {
        ("patients with squamous histology", "4.1"), ("those with nonsquamous histology", "7.9"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Local control was achieved in 92% of patients, and only 4% had pneumonitis.",
        "In 30 patients (92%) the tumor shrank, and one (4%) had pneumonitis.",
    ],
)
def test_the_figure_of_another_clause_is_not_that_of_an_event(text: str) -> None:
    found = facts(TREATED + text, "adverse_event", source="nci_pdq")
    assert "92" not in {str(f.one("value")) for f in found}


PROGNOSES = [
    ("Patients with stage IV thymoma have a poor prognosis, with 5-year survival rates of less than 30%.",
     "overall survival", "30"),
    ("When thymoma is found early, the 5-year relative survival rate is 88%.", "relative survival", "88"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "measure", "value"), PROGNOSES)
def test_how_long_those_live_who_have_a_disease_is_told_of_them_and_of_no_treatment(
    text: str, measure: str, value: str
) -> None:
    assert told(text) == {(measure, "", value)}
