"""Figures of people whom no treatment tells apart, and outcomes that nobody had."""

from __future__ import annotations

import pytest
from prose import facts, name

STUDY = "We enrolled 340 patients with thyroid cancer in this study. "


def whom(text: str) -> dict[str, str]:
    """The population of each outcome's value."""
    return {str(f.one("value")): str(f.one("population")) for f in facts(STUDY + text, "outcome")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The median overall survival for frail and fit patients was 19.4 and 27.3 months, respectively.",
            {"19.4": "frail patients", "27.3": "fit patients"},
        ),
        (
            "For patients with low, intermediate, and high risk, overall survival rates were 84%, 61%, and 33%, "
            "respectively.",
            {"84": "patients with low risk", "61": "patients with intermediate risk", "33": "patients with high risk"},
        ),
        (
            "Response rates were 25%, 12% and 9% for patients with papillary, follicular and anaplastic disease, "
            "respectively.",
            {
                "25": "patients with papillary disease",
                "12": "patients with follicular disease",
                "9": "patients with anaplastic disease",
            },
        ),
        (
            "Median overall survival was 14.7 months for NLR <3.65 versus 6.1 months for NLR ≥3.65.",
            {"14.7": "NLR <3.65", "6.1": "NLR ≥3.65"},
        ),
        (
            "Median overall survival was 14.7 months for NLR <3.65 versus 6.1 months for NLR ≥3.65; 13.9 months for "
            "PLR <140 versus 7.2 months for PLR ≥140.",
            {"14.7": "NLR <3.65", "6.1": "NLR ≥3.65", "13.9": "PLR <140", "7.2": "PLR ≥140"},
        ),
        (
            "The median overall survival for XP(+) and XP(-) patients was 18.3 and 26.2 months, respectively.",
            {"18.3": "XP(+) patients", "26.2": "XP(-) patients"},
        ),
        (
            "Recurrence rates in patients at high risk were 36% while respective figures for patients at low risk were "
            "13%.",
            {"36": "patients at high risk", "13": "patients at low risk"},
        ),
        (
            "The overall survival of papillary and anaplastic disease was 62% and 26%, respectively, and the "
            "event-free survival was 52% and 18%, respectively.",
            {
                "62": "papillary disease",
                "26": "anaplastic disease",
                "52": "papillary disease",
                "18": "anaplastic disease",
            },
        ),
        (
            "Patients with a node in the neck had an overall survival rate of 49%, compared with 29% in patients with "
            "a node in the chest.",
            {"49": "Patients with a node in the neck", "29": "patients with a node in the chest"},
        ),
    ],
)
def test_each_figure_of_a_list_of_people_is_told_of_its_own(text: str, expected: dict[str, str]) -> None:
    assert whom(text) == expected


def test_times_of_a_list_need_no_respectively() -> None:
    text = "Patients were randomly assigned to receive sorafenib or a placebo. In the sorafenib group, the 1-year, "
    found = facts(text + "2-year and 5-year overall survival rates were 88%,71%, and 47%.", "outcome")
    assert [(str(f.one("value")), f.one("timepoint")) for f in found] == [
        ("88", "1 year"), ("71", "2 years"), ("47", "5 years"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("There were no treatment-related deaths.", "treatment-related deaths"),
        ("No deaths were reported during treatment.", "deaths"),
    ],
)
def test_deaths_that_did_not_occur_are_none(text: str, measure: str) -> None:
    (found,) = facts("Patients were randomly assigned to receive sorafenib or a placebo. " + text, "outcome")
    assert (name(found, "measure"), str(found.one("value")), found.one("arm")) == (measure, "0", None)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("In cohort B, the response rate with sorafenib was 12%.", "cohort B"),
        (
            "Among the 53 (68%) patients with papillary disease, the response rate with sorafenib was 12%.",
            "53 (68%) patients with papillary disease",
        ),
    ],
)
def test_a_part_of_a_study_that_a_sentence_begins_with_is_told(text: str, people: str) -> None:
    found = facts("Patients were randomly assigned to receive sorafenib or a placebo. " + text, "outcome")
    assert [(str(f.one("value")), f.one("population")) for f in found] == [("12", people)]


def test_a_rate_of_another_time_has_that_time() -> None:
    text = "With sorafenib, the 12-month progression-free survival was 45%, and the 24-month rate was 30%."
    found = facts("Patients were randomly assigned to receive sorafenib or a placebo. " + text, "outcome")
    assert [(str(f.one("value")), f.one("timepoint")) for f in found] == [("45", "12 month"), ("30", "24 month")]


def test_how_far_something_improved_belongs_to_its_measure() -> None:
    text = "Quality of life improved by at least 10 points in 45% of patients treated with sorafenib."
    (found,) = facts("Patients were randomly assigned to receive sorafenib or a placebo. " + text, "outcome")
    assert name(found, "measure") == "quality of life improved by at least 10 points"


def test_those_of_whom_a_clause_tells_are_its_people() -> None:
    text = "227 (80%) of 285 patients given sorafenib were PET responders, of whom 86 (38%) had a complete response."
    found = facts("Patients were randomly assigned to receive sorafenib or a placebo. " + text, "outcome")
    assert {(str(f.one("value")), f.one("population")) for f in found} == {
        ("86", "PET responders"), ("38", "PET responders"),
    }  # fmt: skip


def test_figures_in_a_bracket_are_told_of_parts_of_the_people() -> None:
    text = (
        "Median overall survival was 3.1 months (2.1 months in papillary thyroid cancer and 4.2 months in follicular "
    )
    found = facts("Patients were given sorafenib in this study. " + text + "thyroid cancer).", "outcome")
    assert {(str(f.one("value")), f.one("population")) for f in found} == {
        ("2.1", "papillary thyroid cancer"), ("4.2", "follicular thyroid cancer"), ("3.1", None),
    }  # fmt: skip


def test_times_whose_unit_stands_before_them_are_those_of_a_list() -> None:
    text = "In the sorafenib group, local recurrence rates were 3% and 6% at years 2 and 3, respectively."
    found = facts("Patients were randomly assigned to receive sorafenib or a placebo. " + text, "outcome")
    assert [(str(f.one("value")), f.one("timepoint")) for f in found] == [("3", "2 years"), ("6", "3 years")]


def test_people_named_once_behind_the_last_bracket_are_those_of_each() -> None:
    text = (
        "Sorafenib improved the response rate compared with placebo in frail (86% vs 51%; P < .001) and fit "
        "(96% vs 60%; P < .001) patients."
    )
    found = facts("Patients were randomly assigned to receive sorafenib or a placebo. " + text, "outcome")
    assert [str(f.one("value")) for f in found] == ["86", "51", "96", "60"]
