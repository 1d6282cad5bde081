"""Figures in brackets that stand in a row, and figures of papers that name nobody."""

from __future__ import annotations

import pytest
from prose import TRIAL, facts, given, name

from kg.model import Fact


def outcomes(text: str) -> list[Fact]:
    """The outcomes of a text behind the sentence that introduces the arms."""
    return facts(TRIAL + text, "outcome")


def told(text: str) -> set[tuple[str, str, str]]:
    """Measure, first treatment and value of each outcome."""
    return {(name(f, "measure"), given(f)[0], str(f.one("value"))) for f in outcomes(text)}


def whom(text: str) -> list[tuple[str, str | None]]:
    """Value and population of each outcome."""
    return [(str(f.one("value")), str(f.one("population")) if f.one("population") else None) for f in outcomes(text)]


def test_brackets_in_a_row_tell_one_measure_of_several_people() -> None:
    text = (
        "Sorafenib improved progression-free survival compared with placebo in iodine-refractory (9.8 vs 5.2 months; "
        "P = .02) and iodine-naive patients (12.4 vs 7.1 months; P = .04), and in patients with prior surgery "
        "(8.8 vs 6.3 months)."
    )
    assert whom(text) == [
        ("9.8", "iodine-refractory"), ("5.2", "iodine-refractory"),
        ("12.4", "iodine-naive patients"), ("7.1", "iodine-naive patients"),
        ("8.8", "patients with prior surgery"), ("6.3", "patients with prior surgery"),
    ]  # fmt: skip


def test_people_whose_brackets_share_a_word_have_it_both() -> None:
    text = (
        "Sorafenib prolonged overall survival compared with placebo in men (9.8 vs 5.2 months) and in patients with "
        "(8.1 vs 4.4 months) or without (9.9 vs 6.1 months) bone pain."
    )
    assert [p for _, p in whom(text)][2::2] == ["patients with bone pain", "without bone pain"]


def test_brackets_in_a_row_tell_a_list_of_measures() -> None:
    text = (
        "No difference between the sorafenib and placebo groups was seen in local recurrence (7% vs 9%; P = .6), "
        "metastatic disease (18% vs 21%; P = .7), or overall survival (84% vs 82%; P = .8)."
    )
    assert told(text) == {
        ("local recurrence", "sorafenib", "7"), ("local recurrence", "placebo", "9"),
        ("metastatic disease", "sorafenib", "18"), ("metastatic disease", "placebo", "21"),
        ("overall survival", "sorafenib", "84"), ("overall survival", "placebo", "82"),
    }  # fmt: skip


def test_a_number_takes_the_unit_that_stands_behind_its_interval() -> None:
    text = (
        "Median overall survival was 14.2 (95% CI, 9.1-20.2) versus 9.3 (6.0-12.8) months with sorafenib and placebo."
    )
    assert told(text) == {("overall survival", "sorafenib", "14.2"), ("overall survival", "placebo", "9.3")}


def test_what_was_not_reached_is_set_against_what_was() -> None:
    text = "Median overall survival was longer with sorafenib than with placebo (not reached vs 12.8 months)."
    assert {(given(f)[0], f.one("qualifier"), f.one("unit")) for f in outcomes(text)} == {
        ("sorafenib", "not reached", None), ("placebo", None, "months")
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Overall survival favored sorafenib in patients with ≥26% blasts.",
        "Adverse events that occurred in at least 10% of patients given sorafenib were rash and fatigue.",
        "The response rate differed by 12 percentage points between sorafenib and placebo.",
    ],
)
def test_bounds_and_points_are_no_figures(text: str) -> None:
    assert outcomes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Patients receiving sorafenib >1 year versus ≤1 year did not differ in overall survival.",
        "The primary endpoint was a response rate of ≥20% with sorafenib.",
        "Overall survival was similar with sorafenib and placebo in a cohort composed of 54% women.",
        "Of these patients, 31 (94%) had progressed to two lines of drugs at baseline.",
    ],
)
def test_cuts_thresholds_and_baselines_are_no_figures(text: str) -> None:
    assert outcomes(text) == []
