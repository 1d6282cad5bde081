"""What a figure is restricted to stays with it: its time, its phase, its grade, the people that it is told of."""

from __future__ import annotations

import pytest
from prose import facts, given, name

from kg.model import Arm

TRIAL = "Patients were randomly assigned to receive sorafenib or a placebo. "


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The 2-year overall survival rate was 61% with sorafenib versus 42% with placebo (P = .03).", "2 year"),
        ("Overall survival at 3 years was better with sorafenib than with placebo.", "3 years"),
        ("More patients in the sorafenib group had complete control of pain in the delayed phase.", "delayed phase"),
        (
            "More patients in the sorafenib group had complete control of pain in the delayed phase"
            " (71% vs. 40%; P = .005).",
            "delayed phase",
        ),
        ("There was no difference in overall survival at 31.5 months versus 33 months.", "None"),
        ("There was no difference in overall survival between the groups.", "None"),
    ],
)
def test_a_comparison_keeps_the_time_that_its_measure_is_told_with(text: str, time: str) -> None:
    found = facts(TRIAL + text, "comparison")
    assert found
    assert {str(f.one("timepoint")) for f in found} == {time}


def test_a_hazard_ratio_holds_for_no_one_time() -> None:
    text = "The 2-year overall survival rate was 61% with sorafenib versus 42% with placebo (HR, 0.7; P = .03)."
    times = {f.one("effect"): f.one("timepoint") for f in facts(TRIAL + text, "comparison")}
    assert times["hazard_ratio"] is None
    assert times["p_value"] == "2 year"


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("Grade 3 or 4 treatment-related adverse events", "grade 3 or 4 treatment-related adverse events"),
        ("Grade 3, 4, or 5 toxicity", "grade 3, 4, or 5 toxicity"),
        ("Treatment-related adverse events", "treatment-related adverse events"),
    ],
)
def test_a_grade_belongs_to_adverse_events_of_any_cause(words: str, measure: str) -> None:
    text = f"{words} occurred in 31% of patients who received sorafenib and 12% of patients who received placebo."
    assert {name(f, "measure") for f in facts(TRIAL + text, "outcome")} == {measure}


def test_a_subset_analysis_says_of_whom_its_figures_are() -> None:
    text = (
        "In a subset analysis of patients with bulky tumors (stage X), the overall survival rate was 61% with sorafenib"
        " versus 42% with placebo."
    )
    assert {f.one("population") for f in facts(TRIAL + text, "outcome")} == {"patients with bulky tumors"}


def test_courses_of_treatment_are_counted_and_not_measured() -> None:
    text = "A higher proportion of treatments with sorafenib were followed by sleep (52% vs. 32%; P < .05)."
    assert not facts(TRIAL + text, "outcome")


def test_initials_of_a_class_of_drugs_are_no_trade_name() -> None:
    assert not facts("Tyrosine kinase inhibitors (TKIs) are given by mouth.", "brand_name")


@pytest.mark.parametrize(
    "text",
    [
        "Bevacizumab and ramucirumab block VEGF from binding to cells.",
        "A trial of carboplatin, a PARP inhibitor, and paclitaxel was conducted.",
        "Carboplatin, a PARP inhibitor, and paclitaxel were given to the patients.",
        "The patients were given carboplatin, a combination of a PARP inhibitor and a taxane.",
    ],
)
def test_what_is_kept_away_or_listed_is_not_what_a_drug_acts_on(text: str) -> None:
    assert not facts(text, "drug_target")


KINDS = (
    "SYNTH-9 was a trial in which 90 patients were randomly assigned to receive pembrolizumab alone, pembrolizumab with"
    " carboplatin, or cetuximab with carboplatin. "
)


def test_a_drug_with_a_kind_of_treatment_is_not_the_arm_that_was_given_the_drug_alone() -> None:
    text = (
        "Median overall survival was 13.2 months in patients who received pembrolizumab with chemotherapy and 10.1"
        " months in patients who received cetuximab with chemotherapy."
    )
    found = {str(f.one("value")): given(f) for f in facts(KINDS + text, "outcome")}
    assert found == {"13.2": ["carboplatin", "pembrolizumab"], "10.1": ["carboplatin", "cetuximab"]}


def test_what_was_measured_tells_no_arms_apart() -> None:
    text = (
        "Median overall survival was 24.3 months for patients who received sorafenib compared with 14.1 months for"
        " patients who received placebo."
    )
    found = [f.one("arm") for f in facts(TRIAL + text, "arm")]
    assert found
    assert not [arm for arm in found if isinstance(arm, Arm) and arm.detail]


def test_a_p_value_of_two_groups_of_people_is_none_of_the_arms() -> None:
    text = "The incidence of infertility was 55.1% for women and 23.2% for men (P = .04)."
    assert not facts(TRIAL + text, "comparison")


def test_figures_in_a_bracket_are_of_the_people_before_it() -> None:
    text = (
        "The benefit in overall survival with sorafenib was greatest in patients with small tumors (HR, 0.51; P = .001)"
        " and less in the others."
    )
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") != "verdict"]
    assert {f.one("population") for f in found} <= {"patients with small tumors"}
    assert found


@pytest.mark.parametrize(
    ("words", "measure"),
    [("Low bone mineral density", "low bone mineral density"), ("Grade 3 and grade 4 toxicity", "Grade 3 and grade 4")],
)
def test_how_much_of_a_thing_belongs_to_its_name(words: str, measure: str) -> None:
    text = f"{words} occurred in 31% of patients who received sorafenib and 12% of patients who received placebo."
    found = {name(f, "measure").lower() for f in facts(TRIAL + text, "outcome")}
    assert found
    assert all(said.startswith(measure.lower()) for said in found)


def test_those_treated_at_another_age_are_no_other_arm() -> None:
    text = (
        "Those treated with sorafenib were more likely to develop cataracts than were patients treated after age 50"
        " years (HR, 2.2)."
    )
    assert not facts(TRIAL + text, "comparison")
