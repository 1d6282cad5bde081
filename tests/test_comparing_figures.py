"""Whose a p value, a ratio or a figure of a comparison is, where a sentence tells of several things."""

from __future__ import annotations

import pytest
from comparing import changes, verdicts
from prose import TRIAL, facts, given, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Overall survival and relapse-free survival for sorafenib versus placebo were 69% versus 57% and 86% "
            "versus 76%, respectively (P = .14 and .06).",
            [("overall survival", "p_value", "0.14"), ("recurrence-free survival", "p_value", "0.06")],
        ),
        (
            "Rash and diarrhea were more common with sorafenib (P = .34 and <.01, respectively).",
            [("rash", "p_value", "0.34"), ("diarrhea", "p_value", "0.01")],
        ),
        (
            "Progression-free survival was 9 months with sorafenib versus 6 months with placebo (hazard ratio for "
            "progression or death from any cause, 0.65; P = .01), and overall survival crossed a boundary (30 months "
            "vs. 25 months; hazard ratio for death from any cause, 0.68; P = .03).",
            [
                ("overall survival", "hazard_ratio", "0.68"),
                ("overall survival", "p_value", "0.03"),
                ("progression-free survival", "hazard_ratio", "0.65"),
                ("progression-free survival", "p_value", "0.01"),
            ],
        ),
        (
            "Patients in the sorafenib group had a hazard ratio for death of 0.76 (95 percent confidence interval, "
            "0.62 to 0.94; P = .009 by the log-rank test).",
            [("overall survival", "hazard_ratio", "0.76"), ("overall survival", "p_value", "0.009")],
        ),
        (
            "Overall survival was better with sorafenib (relative risk of death, 0.54; P = .008).",
            [("overall survival", "p_value", "0.008"), ("overall survival", "risk_ratio", "0.54")],
        ),
        (
            "Overall survival was 77% in each group (adjusted hazard ratio in the sorafenib group, 0.98; P = .79).",
            [("overall survival", "hazard_ratio", "0.98"), ("overall survival", "p_value", "0.79")],
        ),
        (
            "Pain fell with sorafenib; 22 percent and 35 percent (P = .02) had reductions in fatigue.",
            [("fatigue", "p_value", "0.02")],
        ),
    ],
)
def test_each_statistic_is_of_what_its_bracket_tells(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(changes(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fewer patients who received sorafenib had anemia than those who received a placebo, but more had diarrhea "
            "and vomiting.",
            {"anemia": "improved", "diarrhea": "worsened", "vomiting": "worsened"},
        ),
        (
            "Treatment-related hematologic and nonhematologic toxicities were less common with sorafenib.",
            {"treatment-related hematologic toxicity": "improved", "nonhematologic toxicity": "improved"},
        ),
        (
            "Sorafenib improved overall survival, irrespective of tumor size, the number of positive nodes, or age.",
            {"overall survival": "improved"},
        ),
        (
            "Event-free survival (including events of second cancers) was improved with sorafenib.",
            {"event-free survival": "improved"},
        ),
        (
            "Thrombocytopenia and increased liver enzymes were more common with sorafenib.",
            {"thrombocytopenia": "worsened", "increased liver enzymes": "worsened"},
        ),
        (
            "Sorafenib was noninferior to standard treatment with respect to overall survival.",
            {"overall survival": "no_difference"},
        ),
        ("Cancer incidence did not differ between the groups.", {"cancer incidence": "no_difference"}),
        (
            "Patients who received sorafenib reported less pain and went home earlier than those who had a placebo.",
            {"pain": "improved"},
        ),
        ("Impairment of cognitive function was found before sorafenib in 24% of patients.", {}),
        ("More nausea occurred on the QRS arm.", {}),
    ],
)
def test_what_is_told_of_arms_is_told_of_nothing_beside_it(text: str, expected: dict[str, str]) -> None:
    assert verdicts(text) == expected


def test_figures_behind_an_arm_begin_with_its_own() -> None:
    text = (
        "Overall survival was longer for sorafenib than for placebo, and the response rate was higher for sorafenib "
        "(32% v 25%)."
    )
    found = facts(TRIAL + text, "outcome")
    assert {(name(f, "measure"), *given(f), str(f.one("value"))) for f in found} == {
        ("objective response rate", "sorafenib", "32"),
        ("objective response rate", "placebo", "25"),
    }


def test_each_part_of_a_trial_has_its_own_verdict_and_figures() -> None:
    text = (
        "In the subgroup of 26 patients who were positive for the EGFR mutation, overall survival was longer among "
        "those who received sorafenib than among those who received a placebo (hazard ratio, 0.48; P = .01), whereas "
        "in the subgroup of 17 patients who were negative for the mutation, overall survival was longer among those "
        "who received a placebo (hazard ratio, 2.85; P = .02)."
    )
    positive = "subgroup of 26 patients who were positive for the EGFR mutation"
    negative = "subgroup of 17 patients who were negative for the mutation"
    found = facts(TRIAL + text, "comparison")
    assert {given(f)[0] for f in found} == {"sorafenib"}
    assert {(f.one("population"), str(f.one("verdict") or f.one("value"))) for f in found} == {
        (positive, "improved"),
        (positive, "0.48"),
        (positive, "0.01"),
        (negative, "worsened"),
        (negative, "2.85"),
        (negative, "0.02"),
    }
