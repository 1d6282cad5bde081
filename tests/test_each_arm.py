"""What a summary tells of each of several arms at once, and things that are told by what did not happen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, given, name

HEAD = "# Thymoma Treatment (PDQ®)\n\n## Treatment of stage III thymoma\n\n"
THREE = "In a trial, 551 people with thymoma were randomly assigned to sorafenib, sunitinib, or placebo.\n\n- "
TWO = "In a trial, 551 people with thymoma were randomly assigned to sorafenib or placebo.\n\n- "


def compared(text: str, effect: str) -> set[tuple[str, ...]]:
    """The arm, the comparator and the value of each finding of one kind."""
    found = [f for f in facts(HEAD + text, "comparison", "nci_pdq") if f.one("effect") == effect]
    return {
        (*given(f), *given(f, "comparator"), str(f.one("verdict") if effect == "verdict" else f.one("value")))
        for f in found
    }


@pytest.mark.parametrize(
    "said",
    [
        "Mortality was reduced in the sorafenib group (RR, 0.68; 95% CI, 0.56–0.82) and in the sunitinib group (RR, "
        "0.78; 95% CI, 0.65–0.93).",
        "Mortality was lower with sorafenib (RR, 0.68; P = .01) and sunitinib (RR, 0.78; P = .03).",
    ],
)
def test_ratios_of_each_of_two_arms_set_neither_against_the_other(said: str) -> None:
    assert compared(THREE + said, "risk_ratio") == compared(THREE + said, "verdict") == set()


def test_the_interval_of_one_arm_and_the_ratio_behind_the_other_are_of_both() -> None:
    text = (
        "The 1-year survival rate was 98% in patients who received sorafenib (95% CI, 96%–100%) and 83% (95% CI, "
        "78%–88%) in patients who received placebo (HR, 0.35; 95% CI, 0.22–0.53)."
    )
    assert compared(TWO + text, "hazard_ratio") == {("sorafenib", "placebo", "0.35")}


def test_death_has_no_baseline() -> None:
    text = "Mortality was lower in both the sorafenib (P = .01) and sunitinib (P = .03) groups."
    assert "baseline" not in {word for row in compared(THREE + text, "verdict") for word in row}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Patients received one of two chemotherapy regimens: lomustine, cisplatin, and vincristine; or "
            "cyclophosphamide, cisplatin, and vincristine.",
            {("cisplatin", "lomustine", "vincristine"), ("cisplatin", "cyclophosphamide", "vincristine")},
        ),
        ("The trial compared two chemotherapy regimens: lomustine, cisplatin, and vincristine.", set()),
    ],
)
def test_lists_of_regimens_are_as_many_arms_as_they_are_said_to_be(text: str, expected: set[tuple[str, ...]]) -> None:
    found = facts(HEAD + "In a trial of 90 patients with thymoma, " + text, "arm", "nci_pdq")
    assert {tuple(sorted(given(f))) for f in found} == expected


def test_yearly_and_biennial_screening_are_two_arms() -> None:
    text = (
        "In a trial, 551 women were randomly assigned to annual mammography, biennial mammography, or usual care.\n\n"
        "- Breast cancer mortality was reduced in the annual screening group (RR, 0.68; 95% CI, 0.56–0.82) and in the "
        "biennial screening group (RR, 0.78; 95% CI, 0.65–0.93)."
    )
    arms = {f.one("arm").detail for f in facts(HEAD + text, "arm", "nci_pdq")}  # type: ignore[union-attr]
    assert arms == {"annual", "biennial", ""}


@pytest.mark.parametrize(
    "said",
    [
        "The proportion of patients with no chemotherapy-induced nausea was greater with sorafenib (74% vs. 45%).",
        "No vomiting was seen in 74% of patients in the sorafenib group and 45% of patients in the placebo group.",
    ],
)
def test_those_without_an_event_did_not_have_it(said: str) -> None:
    assert facts(HEAD + TWO + said, "adverse_event", "nci_pdq") == []


def test_freedom_from_an_event_is_good() -> None:
    text = "Freedom from vomiting was more common with sorafenib (74% vs. 45%)."
    assert compared(TWO + text, "verdict") == {("sorafenib", "placebo", "improved")}


def test_each_thing_of_a_list_has_its_own_share() -> None:
    text = (
        "Adverse events led to dose interruption in 66% of patients, dose reduction in 38%, and discontinuation in "
        "26% in the sorafenib arm."
    )
    found = facts(HEAD + TWO + text, "outcome", "nci_pdq")
    assert {(*given(f), name(f, "measure"), f.one("value")) for f in found} == {
        ("sorafenib", "dose interruption", Decimal(66)),
        ("sorafenib", "dose reduction", Decimal(38)),
        ("sorafenib", "treatment discontinuation", Decimal(26)),
    }


@pytest.mark.parametrize("control", ["observation", "placebo"])
def test_what_is_no_treatment_is_no_active_control(control: str) -> None:
    text = f"A trial in 191 women with thymoma compared {control} with three doses of cisplatin."
    found = facts(HEAD + text, "trial", "nci_pdq")
    assert "active" not in {str(f.one("value")) for f in found if f.one("attribute") == "control"}


def test_lengths_of_a_treatment_or_observation_are_three_arms() -> None:
    text = (
        "In the X1 trial, patients with thymoma were assigned to 1 year or 2 years of trastuzumab or observation.\n\n"
        "- One year of trastuzumab reduced the risk of death (HR, 0.74; 95% CI, 0.64–0.86) compared with observation."
    )
    found = [f.one("arm") for f in facts(HEAD + text, "arm", "nci_pdq")]
    assert {(arm.interventions[0].name, arm.detail) for arm in found} == {  # type: ignore[union-attr]
        ("trastuzumab", "1 year"),
        ("trastuzumab", "2 years"),
        ("observation", ""),
    }
    assert compared(text, "hazard_ratio") == {("trastuzumab", "observation", "0.74")}


def test_parts_of_a_group_in_a_bracket_are_not_the_arms_of_a_trial() -> None:
    text = (
        "Neurotoxicity was lower in the 3-month group (17% with FOLFOX and 15% with CAPOX) than in the 6-month group "
        "(48% with FOLFOX and 45% with CAPOX)."
    )
    assert facts(HEAD + "In a trial, 90 patients had thymoma. " + text, "arm", "nci_pdq") == []
