"""What a figure is restricted to stays with it: its time, its phase, its grade, the people that it is told of."""

from __future__ import annotations

import pytest
from prose import facts, name

TRIAL = "Patients were randomly assigned to receive sorafenib or a placebo. "


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The 2-year overall survival rate was 61% with sorafenib versus 42% with placebo (P = .03).", "2 year"),
        ("Overall survival at 3 years was better with sorafenib than with placebo.", "3 years"),
        ("More patients in the sorafenib group had complete control of pain in the delayed phase.", "delayed phase"),
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
        "Carboplatin, a PARP inhibitor, and paclitaxel were given to the patients.",
        "The patients were given carboplatin, a combination of a PARP inhibitor and a taxane.",
    ],
)
def test_what_is_kept_away_or_listed_is_not_what_a_drug_acts_on(text: str) -> None:
    assert not facts(text, "drug_target")
