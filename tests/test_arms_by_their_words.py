"""Groups that a result calls by words of their introduction: two in one breath, by degree, by dose."""

from __future__ import annotations

import pytest
from prose import detail, facts, given


def outcomes(text: str) -> list[tuple[list[str], str, str]]:
    """The arm, its detail and the value of each figure of an abstract."""
    found = facts(f"# A trial\n\n{text}", "outcome", "abstract")
    return [(sorted(given(f), reverse=True), detail(f), str(f.one("value"))) for f in found]


CONDITIONING = (
    "Patients were randomised to reduced-intensity conditioning of 2 Gy of total-body irradiation and fludarabine "
    "or standard conditioning of 12 Gy of total-body irradiation and busulfan. "
)
REDUCED, STANDARD = ["total-body irradiation", "fludarabine"], ["total-body irradiation", "busulfan"]


def test_two_groups_in_one_breath_take_their_figures_in_order() -> None:
    text = CONDITIONING + "Relapse was seen in 28% and 26% of the reduced-intensity and standard conditioning groups."
    assert [(a, v) for a, _, v in outcomes(text)] == [(REDUCED, "28"), (STANDARD, "26")]


def test_the_second_of_two_groups_may_be_called_the_standard_one() -> None:
    text = CONDITIONING + "Mortality was 13% and 18% in the reduced-intensity and standard groups, respectively."
    assert [(a, v) for a, _, v in outcomes(text)] == [(REDUCED, "13"), (STANDARD, "18")]


def test_groups_of_people_are_no_arms() -> None:
    text = CONDITIONING + "Mortality was 13% and 18% in the younger and older groups, respectively."
    assert all(a not in (REDUCED, STANDARD) for a, _, _ in outcomes(text))


def test_those_assigned_to_what_an_arm_is_called_are_its_people() -> None:
    text = (
        CONDITIONING
        + "In all, 99 patients were randomly assigned to receive reduced-intensity conditioning and 96 to receive "
        "standard conditioning."
    )
    sizes = [str(f.one("size")) for f in facts(f"# A trial\n\n{text}", "arm", "abstract")]
    assert sizes == ["99", "96"]


DOSES = "Women were randomised to epirubicin either 50 mg/m2 or 100 mg/m2, both with prednisolone. "


def test_the_high_dose_is_the_larger_one_whatever_came_first() -> None:
    text = DOSES + "Median survival was 44 and 46 weeks for the high and low dose arms, respectively."
    assert [(d, v) for _, d, v in outcomes(text)] == [("100 mg/m2", "44"), ("50 mg/m2", "46")]


def test_doses_of_several_units_have_no_larger_one() -> None:
    text = (
        "Women were randomised to vitamin D 50 mg daily or 2000 IU daily. "
        "Median survival was 44 and 46 weeks for the high and low dose arms, respectively."
    )
    assert all(d == "" for _, d, _ in outcomes(text))


LENGTHS = [
    ("The trial compared 6 months of trastuzumab with 12 months.", ["6 months", "12 months"]),
    ("In the trial, women got either 3 weeks or 5 weeks of radiation after lumpectomy.", ["3 weeks", "5 weeks"]),
    ("This randomised trial compared 4 cycles of cisplatin with 6 cycles.", ["4 cycles", "6 cycles"]),
    ("The trial compared 6 weeks of radiotherapy with 3 weeks of chemotherapy.", ["", ""]),
    ("We compared people after 6 months of trastuzumab with 12 months of follow-up.", []),
]


@pytest.mark.parametrize(("text", "wanted"), LENGTHS)
def test_one_treatment_is_told_apart_by_its_lengths(text: str, wanted: list[str]) -> None:
    said = " Relapse was seen in 10% of the shorter and in 9% of the longer group of this randomised trial."
    assert [detail(f) for f in facts(f"# A trial\n\n{text}{said}", "arm", "abstract")] == wanted


def test_a_short_form_is_told_from_what_stands_behind_it_in_a_bracket_of_its_own() -> None:
    text = (
        "Women were randomly assigned to ovarian ablation or suppression (OAS; n = 106 [94 from one and 12 from "
        "another country]) versus no ovarian ablation or suppression (n = 108 [95 from one]). After 5 years, 74% of "
        "those allocated to OAS were free of relapse."
    )
    assert outcomes(text) == [(["ovarian ablation or suppression"], "", "74")]


def test_groups_of_a_risk_are_no_arms_of_a_dose() -> None:
    text = (
        "Patients were randomised to high-dose interleukin-2 or low-dose interleukin-2. Survival was 20 months in the "
        "high risk group and 30 months in the low risk group."
    )
    found = facts(f"# A trial\n\n{text}", "outcome", "abstract")
    assert [(detail(f), f.one("population"), str(f.one("value"))) for f in found] == [
        ("", "high risk group", "20"),
        ("", "low risk group", "30"),
    ]
