"""What research pages and news for patients say in lay words: who lived on, in how many, who led, what is approved."""

from __future__ import annotations

import pytest
from prose import facts, figures, given, name

ALLOTTED = "In the trial, patients were randomly assigned to imatinib or chemotherapy. "


def verdicts(text: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    """Measure, arm, comparator and verdict of each comparison in words."""
    told = [f for f in facts(text, "comparison") if str(f.one("effect")) == "verdict"]
    return {(name(f, "measure"), tuple(given(f)), tuple(given(f, "comparator")), str(f.one("verdict"))) for f in told}


BETTER = (("imatinib",), ("chemotherapy",), "improved")

SAID_BETTER = [
    ("People who got imatinib lived longer without a tumor recurrence than people who got chemotherapy.",
     ["recurrence-free survival"]),
    ("Cancer spread to the liver in far fewer people treated with imatinib than people treated with chemotherapy.",
     ["spread to the liver"]),
    ("Cancer had spread to the liver in both groups.", []),
    ("Hives occurred in fewer patients treated with imatinib than patients treated with chemotherapy.", ["hives"]),
    ("Hives occurred in a few patients treated with imatinib.", []),
    ("Patients in the imatinib group did better in the end.", []),
    ("Imatinib, which blocks an enzyme, was more effective and caused less nausea than chemotherapy.",
     ["efficacy", "nausea"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "measures"), SAID_BETTER)
def test_what_went_better_is_told_in_lay_words(text: str, measures: list[str]) -> None:
    assert verdicts(ALLOTTED + text) == {(measure, *BETTER) for measure in measures}


def test_life_that_is_extended_is_survival_but_a_life_span_is_not() -> None:
    told = "The drug imatinib extends life for people with thymoma, a large trial has found."
    assert verdicts(told) == {("overall survival", ("imatinib",), (), "improved")}
    assert not verdicts("The drug imatinib extends life span in thymoma, a large trial has found.")


COUNTED = [
    ("Tumors disappeared completely in 4 people who got imatinib and 2 people who got chemotherapy.",
     [("complete response", ["imatinib"], "4"), ("complete response", ["chemotherapy"], "2")]),
    ("Nearly 1 in 3 people in the chemotherapy group had their cancer get worse.",
     [("disease progression", ["chemotherapy"], "33.3")]),
    ("Eight people in the imatinib group (9 percent) had a tumor response, and none of those in the chemotherapy group "
     "did.",
     [("objective response rate", ["imatinib"], "8"), ("objective response rate", ["imatinib"], "9"),
      ("objective response rate", ["chemotherapy"], "0")]),
    ("Half of those in the imatinib group needed a lower dose, compared with 10 percent of those in the chemotherapy "
     "group.",
     [("dose reduction", ["imatinib"], "50"), ("dose reduction", ["chemotherapy"], "10")]),
    ("Nearly half of the people in the imatinib group took a break from treatment.",
     [("treatment interruption", ["imatinib"], "50")]),
    ("Nearly half of the people in the imatinib group took part in a survey.", []),
    ("Tumors were measured in 4 people who got imatinib and 2 people who got chemotherapy.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_those_in_whom_something_was_done_are_counted(text: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert figures(ALLOTTED + text) == expected


def test_how_long_a_disease_was_kept_from_getting_worse_is_a_result_and_no_length_of_treatment() -> None:
    text = (
        "Imatinib kept the disease from getting worse for nearly 6 months, compared with less than 2 months for "
        "chemotherapy."
    )
    told = [("progression-free survival", ["imatinib"], "6"), ("progression-free survival", ["chemotherapy"], "2")]
    assert figures(ALLOTTED + text) == told
    alone = "A study showed that " + text[0].lower() + text[1:]
    assert [given(f) for f in facts("FDA approved imatinib for thymoma. " + alone, "arm")] == [
        ["imatinib"],
        ["chemotherapy"],
    ]


def test_how_long_people_lived_is_not_when_they_lived_longer() -> None:
    text = (
        "People who got imatinib lived for a median of 6.7 months without their cancer getting worse, 2 months longer "
    )
    told = facts(ALLOTTED + text + "than people who got chemotherapy.", "comparison")
    assert told
    assert {f.one("timepoint") for f in told} == {None}


def test_those_who_went_without_this_form_of_treatment_are_the_other_arm() -> None:
    text = (
        "Women who received oral tamoxifen after surgery lived longer than women who did not receive this type of "
        "hormone therapy, a randomized trial found."
    )
    assert [given(f) for f in facts(text, "arm")] == [["tamoxifen"], ["no tamoxifen"]]


LED = [
    ("Jane Doe, M.D., professor of medicine at Acme University, led the HARBOR trial.", ["Jane Doe"]),
    ("Jane Doe, M.D., a nurse at the Acme Clinic in Springfield, Illinois, led a trial of imatinib.", ["Jane Doe"]),
    ("Jane Doe, M.D., professor of medicine at Acme University, praised the trial.", []),
]


@pytest.mark.parametrize(("text", "people"), LED)
def test_who_led_a_trial_is_named_with_a_calling_beside_the_name(text: str, people: list[str]) -> None:
    told = [f for f in facts(ALLOTTED + text, "trial") if str(f.one("attribute")) == "investigator"]
    assert [str(f.one("value")) for f in told] == people


APPROVED = [
    ("FDA has approved belzutifan to treat adults with Von Hippel-Lindau disease who have tumors of the kidney.",
     ["von Hippel-Lindau disease"]),
    ("FDA has approved belzutifan to treat adults with Von Hippel-Lindau disease who have renal cell carcinoma.",
     ["renal cell carcinoma"]),
    ("FDA has approved belumosudil for the treatment of chronic graft-versus-host disease (GVHD).",
     ["chronic graft-versus-host disease"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "diseases"), APPROVED)
def test_an_approval_is_for_the_disease_and_not_for_where_tumors_are(text: str, diseases: list[str]) -> None:
    assert [name(f, "cancer") for f in facts(text, "approval")] == diseases


NOBODY = [
    ("No one in the chemotherapy group had a complete response.", [("complete response", ["chemotherapy"], "0")]),
    ("No patients in the chemotherapy group had a complete response.", [("complete response", ["chemotherapy"], "0")]),
    ("No one who got imatinib died.", [("deaths", ["imatinib"], "0")]),
    ("Someone in the chemotherapy group had a complete response.", []),
]


@pytest.mark.parametrize(("text", "expected"), NOBODY)
def test_no_one_is_none_and_not_one(text: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert figures(ALLOTTED + text) == expected


def test_no_one_had_an_event_that_nobody_had() -> None:
    told = facts(
        ALLOTTED + "No one in the chemotherapy group had a heart attack, but three people in the imatinib group did.",
        "adverse_event",
    )
    assert [str(f.one("value")) for f in told if name(f, "event") == "heart attack"] == ["0"]


HALVES = [
    "Half of them got letrozole for 5 more years, and half got a placebo.",
    "In the trial, half of the women took letrozole, and half of the women took a placebo.",
]


@pytest.mark.parametrize("text", HALVES)
def test_each_half_of_the_people_is_an_arm(text: str) -> None:
    told = facts("More than 2,200 women with thymoma took part in the HARBOR trial. " + text, "arm")
    assert [given(f) for f in told] == [["letrozole"], ["placebo"]]


ATTRIBUTES = [
    ("A subgroup analysis of 80 patients with bone disease showed no benefit.", "enrollment", []),
    ("The trial of 80 patients with bone disease showed no benefit.", "enrollment", ["80"]),
    ("Patients in the chemotherapy group were allowed to stop treatment.", "crossover", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "attribute", "values"), ATTRIBUTES)
def test_attributes_of_a_trial_in_lay_words(text: str, attribute: str, values: list[str]) -> None:
    told = [f for f in facts(ALLOTTED + text, "trial") if str(f.one("attribute")) == attribute]
    assert [str(f.one("value")) for f in told] == values


def test_what_all_of_a_trial_had_is_no_side_of_a_verdict() -> None:
    text = "In the trial, men with thymoma were randomly assigned to 36 months or 18 months of leuprolide. For men "
    assert not verdicts(text + "receiving radiation therapy, 18 months of leuprolide was as effective as 36 months.")
