"""Figures of arms that a clause names by what became of them: who crossed over, what fell, some of those counted."""

from __future__ import annotations

import pytest
from prose import facts, given, name

TWO = "Women were randomly assigned to chemotherapy plus trastuzumab or chemotherapy alone. "
BOTH, ALONE = ("chemotherapy", "trastuzumab"), ("chemotherapy",)
Told = set[tuple[str, tuple[str, ...], str]]


def told(text: str) -> Told:
    """Measures with the arm (none for everybody) and the value."""
    found = facts(text, "outcome", "abstract")
    return {(name(f, "measure"), tuple(given(f)) if f.one("arm") else (), str(f.one("value"))) for f in found}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Of the 120 patients in the chemotherapy group, 31 (26%) received trastuzumab at relapse.",
            {("crossover", ALONE, "31"), ("crossover", ALONE, "26")},
        ),
        (
            "Twenty percent of the women in the chemotherapy-alone arm later received trastuzumab.",
            {("crossover", ALONE, "20")},
        ),
        (
            "In the chemotherapy group, 30% of patients received trastuzumab after disease progression.",
            {("crossover", ALONE, "30")},
        ),
        ("Twelve percent of the patients in the trastuzumab group also received trastuzumab.", set()),
        ("Ninety percent of patients received trastuzumab.", set()),
        ("Of the 120 patients in the chemotherapy group, 31 (26%) received immunotherapy at relapse.", set()),
    ],
)
def test_those_who_later_received_the_other_arms_drug_crossed_over(sentence: str, expected: Told) -> None:
    assert told(TWO + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "measure", "before", "after"),
    [
        (
            "Adding trastuzumab led to a 12 percent drop in recurrence (from 31 percent to 19 percent).",
            "recurrence",
            "31",
            "19",
        ),
        ("Trastuzumab lowered the recurrence rate from 26 to 7%.", "recurrence", "26", "7"),
        ("Trastuzumab increased the response rate from 40% to 65%.", "objective response rate", "40", "65"),
    ],
)
def test_what_a_drug_changed_was_the_first_figure_without_it(
    sentence: str, measure: str, before: str, after: str
) -> None:
    assert told(TWO + sentence) == {(measure, ALONE, before), (measure, BOTH, after)}


def test_what_changed_with_time_is_no_figure_of_two_arms() -> None:
    arms = {whose for _, whose, _ in told(TWO + "The relapse rate fell from 12% in 1990 to 8% in 2005.")}
    assert arms <= {()}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "There were 9 treatment-related deaths, 6 of them in the trastuzumab arm.",
            {("treatment-related deaths", (), "9"), ("treatment-related deaths", BOTH, "6")},
        ),
        (
            "A total of 22 patients died, 12 of them in the chemotherapy-alone group.",
            {("deaths", (), "22"), ("deaths", ALONE, "12")},
        ),
        (
            "We recorded 15 complete responses, 11 of these in the trastuzumab group.",
            {("complete response", (), "15"), ("complete response", BOTH, "11")},
        ),
    ],
)
def test_some_of_those_counted_are_an_arms(sentence: str, expected: Told) -> None:
    assert told(TWO + sentence) == expected


def test_those_who_were_not_treated_with_a_drug_are_the_other_arm() -> None:
    text = (
        "Survival at 3 years was 85 percent in patients treated with trastuzumab and 74 percent in those who were not."
    )
    assert told(TWO + text) == {("overall survival", BOTH, "85"), ("overall survival", ALONE, "74")}


def test_a_trial_without_a_comparison_group_has_one_arm() -> None:
    text = (
        "# Sotorasib shrinks tumors\n\nAll 126 participants of the trial took sotorasib once a day; there was no "
        "comparison group. Median survival was 12.5 months. A phase 3 trial is comparing it with docetaxel."
    )
    found = facts(text, "outcome", "nci_research")
    assert [(given(f), str(f.one("value"))) for f in found] == [(["sotorasib"], "12.5")]
