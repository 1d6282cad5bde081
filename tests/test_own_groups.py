"""Figures whose groups stand beside them, or before them in a list: what no inventory of arms holds."""

from __future__ import annotations

import pytest
from prose import TRIAL, facts, figures, given, name


def told(text: str) -> list[tuple[str, list[str], str]]:
    """Measure, arm and value of each outcome of a page that sums up many studies."""
    return figures(text, "nci_pdq")


OS = "overall survival"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In one study, the median overall survival was 31.2 months for patients who underwent splenectomy compared "
            "with 17.5 months for those treated with systemic therapy alone.",
            [(OS, ["splenectomy"], "31.2"), (OS, ["systemic therapy"], "17.5")],
        ),
        (
            "In one study, median overall survival with early treatment (n = 90) was 21.1 months compared with 20.8 "
            "months for patients in the delayed-treatment group.",
            [(OS, ["early treatment"], "21.1"), (OS, ["delayed-treatment"], "20.8")],
        ),
        (
            "The sensitivity for thyroid cancer was 71% (50/70) for the QX test and 44% for XYT.",
            [
                ("sensitivity for thyroid cancer", ["QX test"], "71"),
                ("sensitivity for thyroid cancer", ["XYT"], "44"),
            ],
        ),
        (
            "In one study, the 2-year and 5-year overall survival was 72% and 65% for splenectomy and 70% and 61% for "
            "systemic therapy.",
            [
                (OS, ["splenectomy"], "72"),
                (OS, ["systemic therapy"], "70"),
                (OS, ["splenectomy"], "65"),
                (OS, ["systemic therapy"], "61"),
            ],
        ),
        (
            "In one study, the overall survival for nivolumab (n = 46) was 19.7%; for pembrolizumab (n = 35) it was "
            "20.7%.",
            [(OS, ["nivolumab"], "19.7"), (OS, ["pembrolizumab"], "20.7")],
        ),
    ],
)
def test_each_figure_has_the_group_beside_it(text: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In one study, overall survival was 31% for patients with lung metastases and 17% for stage IV disease.",
        "Overall survival is generally 31 months for systemic therapy and 17 months for surgery.",
        "In one study, overall survival was 31% at 2 years and 17% at 5 years.",
    ],
)
def test_people_and_times_are_no_treatments(text: str) -> None:
    assert not any(arm for _, arm, _ in told(text))


def test_an_age_or_a_risk_group_does_not_part_the_people_of_a_study() -> None:
    text = (
        "A retrospective study described 44 children younger than 9 years in three risk groups. Some children also "
        "received radiation therapy. The overall survival rate was 88%."
    )
    assert told(text) == [(OS, [], "88")]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "In one study, the overall survival rates for patients with low- and high-risk neuroblastoma were 91% and "
            "42%, respectively.",
            {"91": "patients with low-risk neuroblastoma", "42": "patients with high-risk neuroblastoma"},
        ),
        (
            "In one study, patients with stage II or III disease had overall survival rates of 71% and 33%, "
            "respectively.",
            {"71": "patients with stage II disease", "33": "patients with stage III disease"},
        ),
    ],
)
def test_each_member_of_a_list_of_people_has_the_figure_at_its_place(text: str, people: dict[str, str]) -> None:
    found = facts(text, "outcome", "nci_pdq")
    assert {str(f.one("value")): f.one("population") for f in found} == people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two-thirds of the patients who were assigned to the placebo crossed over to receive sorafenib.",
            [("crossover", ["placebo"], "66.7")],
        ),
        (
            "Those who received sorafenib lived without their cancer progressing for a median of 6.1 months, compared "
            "with 2.2 months among patients who received a placebo.",
            [("progression-free survival", ["sorafenib"], "6.1"), ("progression-free survival", ["placebo"], "2.2")],
        ),
        (
            "Complete resolution of nausea occurred in 31% of patients in the sorafenib group and 12% in the placebo "
            "group.",
            [
                ("complete resolution of nausea", ["sorafenib"], "31"),
                ("complete resolution of nausea", ["placebo"], "12"),
            ],
        ),
        (
            "The time to first symptomatic skeletal event was 15.1 months with sorafenib and 9.2 months with placebo.",
            [
                ("time to first symptomatic skeletal event", ["sorafenib"], "15.1"),
                ("time to first symptomatic skeletal event", ["placebo"], "9.2"),
            ],
        ),
    ],
)
def test_what_people_did_and_for_how_long(text: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert [(name(f, "measure"), given(f), str(f.one("value"))) for f in facts(TRIAL + text, "outcome")] == expected


def test_the_strength_of_a_drug_is_no_outcome() -> None:
    assert (
        facts("In one study, good tolerability was reported for topical imiquimod 5%, a cream.", "outcome", "nci_pdq")
        == []
    )
