"""Doses of one drug that a sentence measures against each other say nothing of that drug against another."""

from __future__ import annotations

import pytest
from prose import facts, given

TWO = "Patients were randomly assigned to imatinib or nilotinib. "


@pytest.mark.parametrize(
    "sentence",
    [
        "In a later analysis, a nilotinib dose of 300 mg a day was as effective as 400 mg but led to less fatigue.",
        "Nilotinib 400 mg daily showed similar efficacy to 300 mg daily.",
        "Survival did not differ between nilotinib 400 mg and the standard dose of 300 mg.",
    ],
)
def test_doses_are_not_the_arms_of_a_trial_that_no_dose_tells_apart(sentence: str) -> None:
    found = facts(TWO + sentence, "comparison", "abstract")
    assert not [f for f in found if f.one("effect") == "verdict"]


def test_doses_beside_two_drugs_are_theirs() -> None:
    text = "Survival was longer with nilotinib 400 mg than with imatinib 400 mg."
    assert [{*given(f), *given(f, "comparator")} for f in facts(TWO + text, "comparison", "abstract")] == [
        {"imatinib", "nilotinib"}
    ]


def test_doses_that_tell_arms_apart_are_compared() -> None:
    text = "Patients were randomly assigned to imatinib 400 mg or imatinib 800 mg. Survival was longer with 800 mg."
    assert facts(text + " Fatigue was more common with 800 mg than with 400 mg.", "comparison", "abstract")


def test_a_dose_in_brackets_is_the_arm_s_with_its_days() -> None:
    text = "Patients were randomly assigned to imatinib (75 mg/m2 daily × 21 days, q28 days) or nilotinib."
    dosed = {given(f)[0]: (f.one("dose"), f.one("schedule")) for f in facts(text, "arm", "abstract")}
    assert dosed == {"imatinib": ("75 mg/m2", "daily × 21 days, q28 days"), "nilotinib": (None, None)}


def test_an_interval_behind_an_arm_is_its_figure_s() -> None:
    text = (
        "Median survival was 14 months in the nilotinib group (95% CI, 11.2–16.5), compared with 12 months in the "
        "imatinib group (95% CI, 10.8–14.7)."
    )
    found = {
        given(f)[0]: (str(f.one("ci_low")), str(f.one("ci_high"))) for f in facts(TWO + text, "outcome", "abstract")
    }
    assert found == {"nilotinib": ("11.2", "16.5"), "imatinib": ("10.8", "14.7")}


def test_an_interval_behind_a_difference_is_its_own() -> None:
    text = (
        "The 2-year survival rate was 56% in the nilotinib group and 51% in the imatinib group (absolute difference, "
        "5.3% [95% CI, -3.2% to 13.7%])."
    )
    (found,) = (f for f in facts(TWO + text, "comparison", "abstract") if f.one("effect") == "difference")
    assert [str(found.one(role)) for role in ("value", "ci_low", "ci_high")] == ["5.3", "-3.2", "13.7"]


@pytest.mark.parametrize(
    ("people", "population"),
    [
        ("patients who had undergone gastrectomy", "patients who had undergone gastrectomy"),
        ("patients who underwent randomization", None),
    ],
)
def test_what_holds_for_those_who_had_an_operation_is_told_of_them(people: str, population: str | None) -> None:
    text = f"Among {people}, survival was longer with nilotinib than with imatinib."
    (found,) = facts(TWO + text, "comparison", "abstract")
    assert found.one("population") == population
