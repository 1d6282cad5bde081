"""What abstracts say in comparing: verdicts with and without figures, ratios and p values, each of its own measure."""

from __future__ import annotations

import pytest
from comparing import changes, verdicts
from prose import TRIAL, facts, given, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sorafenib prolonged overall survival but was more toxic.",
            {"overall survival": "improved", "toxicity": "worsened"},
        ),
        (
            "Rash was reported more often with sorafenib than with placebo.",
            {"rash": "worsened"},
        ),
        (
            "The proportion of patients with severe fatigue was higher in the sorafenib group.",
            {"severe fatigue": "worsened"},
        ),
        (
            "Sorafenib improved progression-free survival (P = .02) but not overall survival (P = .4).",
            {"progression-free survival": "improved", "overall survival": "no_difference"},
        ),
        (
            "The response rate, however, was similar in the two groups.",
            {"objective response rate": "no_difference"},
        ),
        (
            "Vasomotor and joint symptoms were similar in both arms.",
            {"vasomotor symptoms": "no_difference", "joint symptoms": "no_difference"},
        ),
        (
            "Sorafenib was associated with slower quality of life deterioration.",
            {"quality of life deterioration": "improved"},
        ),
        (
            "Protection from vomiting was better with sorafenib.",
            {"protection from vomiting": "improved"},
        ),
    ],
)
def test_a_verdict_is_told_of_what_its_words_name(text: str, expected: dict[str, str]) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "There was no improvement in overall survival, and toxicity consisted mainly of rash and nausea.",
            {"overall survival": "no_difference"},
        ),
        (
            "The time without symptoms, relapse, and treatment toxicity was longer with sorafenib.",
            {},
        ),
        (
            "Overall, metastasis-free survival and local control were similar in the two groups.",
            {"distant metastasis-free survival": "no_difference", "local control": "no_difference"},
        ),
        (
            "There were no differences in relapse, non-relapse mortality, or overall survival between the groups.",
            dict.fromkeys(("relapse", "non-relapse mortality", "overall survival"), "no_difference"),
        ),
        ("There was no difference between sorafenib and placebo in marker-negative patients.", {}),
        ("Daily sorafenib was not inferior.", {}),
    ],
)
def test_what_stands_near_a_verdict_is_not_what_it_is_told_of(text: str, expected: dict[str, str]) -> None:
    assert verdicts(text) == expected


def test_each_of_several_ratios_is_of_what_it_is_said_to_be_for() -> None:
    text = "The relative risk was 1.4 (95% CI 1.1-1.9, p=0.01) for stroke and 0.8 (0.6-0.9, p=0.03) for pneumonia."
    assert changes(text) == [
        ("stroke", "p_value", "0.01"),
        ("pneumonia", "p_value", "0.03"),
        ("stroke", "risk_ratio", "1.4"),
        ("pneumonia", "risk_ratio", "0.8"),
    ]


def test_a_relative_hazard_is_a_hazard_ratio() -> None:
    text = "The relative hazard of death for sorafenib compared with placebo was 0.72 (95% CI, 0.54 to 0.95)."
    assert changes(text) == [("overall survival", "hazard_ratio", "0.72")]


def test_a_p_value_in_both_arms_is_of_their_contrast_where_they_are_told_alike() -> None:
    assert changes("Overall survival was similar in both arms (P = .40).") == [("overall survival", "p_value", "0.4")]
    assert not changes("Pain fell significantly in both arms (P = .04).")


@pytest.mark.parametrize(
    "text",
    [
        "The benefit of sorafenib went with tumor stage (P = .01 and P < .001 for the interaction).",
        "A trend toward prolonged survival was observed in those who developed a rash (P = .08).",
    ],
)
def test_a_p_value_of_another_contrast_is_not_that_of_the_arms(text: str) -> None:
    assert not [f for f in facts(TRIAL + text, "comparison") if given(f, "comparator")]


def test_a_ratio_is_not_turned_by_the_figures_of_another_measure() -> None:
    text = "Response was 0% with sorafenib and 4% with placebo, and overall survival 8 and 4 months (HR, 0.81)."
    assert _sides(TRIAL + text, "hazard_ratio") == [(["sorafenib"], ["placebo"])]


def test_a_risk_ratio_of_control_may_be_that_of_its_failure() -> None:
    text = "Local control was worse with sorafenib (relative risk 1.44, 95% CI 1.06-1.96)."
    assert _sides(TRIAL + text, "risk_ratio") == [(["sorafenib"], ["placebo"])]


def test_who_got_nothing_but_support_is_the_control_of_whoever_got_it_and_more() -> None:
    text = (
        "Patients received sorafenib plus best supportive care or best supportive care alone. There was no difference "
        "between those treated with sorafenib and those who got supportive care alone in overall survival (HR, 0.98)."
    )
    (sides,) = _sides(text, "hazard_ratio")
    assert "sorafenib" in sides[0]
    assert "sorafenib" not in sides[1]


def test_what_a_treatment_is_measured_against_did_not_do_better() -> None:
    text = "An oral regimen that is less toxic than standard dose-intensive chemotherapy was active in thyroid cancer."
    assert not [f for f in facts(text, "comparison") if given(f) == ["chemotherapy"]]


def test_what_no_factor_changed_is_told_once() -> None:
    text = (
        "Patients received sorafenib plus best supportive care or best supportive care alone. In patients who received "
        "best supportive care, the KRAS mutation status was not significantly associated with overall survival."
    )
    told = [given(f) for f in facts(text, "comparison") if name(f, "measure") == "overall survival"]
    assert told == [["KRAS mutation status"]]


def _sides(text: str, effect: str) -> list[tuple[list[str], list[str]]]:
    """Arm and comparator of each finding of one kind."""
    found = [f for f in facts(text, "comparison") if f.one("effect") == effect]
    return [(given(f), given(f, "comparator")) for f in found]


def test_a_p_value_is_of_what_its_bracket_stands_behind() -> None:
    text = (
        "Sorafenib differed from placebo in rash and itching (P < .01 for both), vessel events (P = .06), "
        "and pain (P = .04)."
    )
    assert ("vessel events", "p_value", "0.06") in changes(text)
    assert ("pain", "p_value", "0.04") in changes(text)


def test_what_was_asked_of_a_p_value_is_no_result() -> None:
    text = "Overall survival was longer with sorafenib (P = .002), which met the criterion for superiority (P < .0148)."
    assert changes(text) == [("overall survival", "p_value", "0.002")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rash, fatigue and reduced appetite were more common with sorafenib.",
            {"rash": "worsened", "fatigue": "worsened", "reduced appetite": "worsened"},
        ),
        (
            "Patients given sorafenib had less pain and reduced nausea.",
            {"pain": "improved", "nausea": "improved"},
        ),
        ("Differences in pain scores between the two arms were significant.", {}),
        ("Local recurrence was low and did not differ between the groups.", {"local recurrence": "no_difference"}),
        ("Adjusted risk for death was lower with sorafenib.", {"overall survival": "improved"}),
        (
            "Overall survival did not differ between the groups in the overall population.",
            {"overall survival": "no_difference"},
        ),
    ],
)
def test_a_verdict_has_the_whole_of_what_it_is_told_of_and_no_more(text: str, expected: dict[str, str]) -> None:
    assert verdicts(text) == expected


def test_a_p_value_in_the_last_of_several_brackets_is_of_the_last_alone() -> None:
    text = (
        "There was no difference in response rate (48% v 44%), time to progression (4.1 v 4.6 months), or overall "
        "survival (9.3 v 10.2 months; P = .74) between sorafenib and placebo."
    )
    assert changes(text) == [("overall survival", "p_value", "0.74")]
    text = "There was no difference in time to progression or overall survival between the groups (both P > .3)."
    assert [measure for measure, _, _ in changes(text)] == ["time to progression", "overall survival"]


def test_a_ratio_of_whatever_came_first_is_of_the_survival_without_it() -> None:
    text = (
        "Disease-free survival was longer with sorafenib (hazard ratio for disease recurrence, stroke, or death, "
        "0.83; 95% CI, 0.66 to 0.94; P = .01)."
    )
    assert [measure for measure, _, _ in changes(text)] == ["disease-free survival", "disease-free survival"]


def test_medians_behind_a_ratio_are_no_ratios() -> None:
    text = (
        "# Everolimus in thymoma\n\nPatients were randomised to everolimus or placebo. There were 50 events in the "
        "everolimus group and 60 in the placebo group (hazard ratio 0.40, 95% CI 0.30-0.50; median progression-free "
        "survival 5.0 [95% CI 4.1-6.0] vs 2.1 [1.8-2.4] months)."
    )
    found = [f for f in facts(text, "comparison", "abstract") if f.one("effect") == "hazard_ratio"]
    assert {str(f.one("value")) for f in found} <= {"0.4"}


def test_what_got_better_over_time_did_so_with_the_arm_it_is_told_of() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to afatinib or cisplatin. Quality of life was also improved over "
        "time with afatinib compared with cisplatin."
    )
    (found,) = facts(text, "comparison", "abstract")
    assert (given(found), found.one("verdict")) == (["afatinib"], "improved")


def test_what_was_preplanned_or_told_by_a_pronoun_is_no_verdict_of_people() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to afatinib or cisplatin. Analyses of pain were preplanned, "
        "including percentage of patients who improved on therapy and time to deterioration of symptoms."
    )
    assert facts(text, "comparison", "abstract") == []
    text = (
        "# A trial\n\nPatients were randomly assigned to afatinib or cisplatin. More thrombocytopenia occurred with "
        "afatinib, but this was not associated with increased mortality."
    )
    assert all(f.one("population") is None for f in facts(text, "comparison", "abstract"))


def test_a_difference_that_remained_is_not_the_one_that_was_nonsignificant() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to afatinib or cisplatin. The difference in time to progression "
        "remained significant (HR 1.6; P = .005), whereas the survival difference was nonsignificant (P = .09)."
    )
    verdicts = [(name(f, "measure"), f.one("verdict")) for f in facts(text, "comparison", "abstract")]
    assert ("time to progression", "no_difference") not in verdicts


def test_what_changed_in_each_arm_is_no_change_between_them() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to afatinib or cisplatin. Response rates decreased by 12% with "
        "afatinib but rose by 3% with cisplatin."
    )
    assert [f for f in facts(text, "comparison", "abstract") if f.one("effect") == "relative_change"] == []


def test_two_schedules_that_are_no_arms_are_not_the_arms() -> None:
    assert not verdicts("There was no difference in overall survival between the concurrent and sequential schedules.")
    text = "There was no difference in overall survival between the two schedules."
    assert verdicts(text) == {"overall survival": "no_difference"}
