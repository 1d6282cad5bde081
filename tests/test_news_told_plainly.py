"""What a news page tells of screening, of lengths and ranges, and of side effects, in plain words."""

from __future__ import annotations

import pytest
from prose import facts, given, name

ALLOTTED = "In the trial, patients were randomly assigned to imatinib or a placebo. "


def outcomes(text: str) -> set[tuple[str, str, str]]:
    """The outcomes of a text: measure, arm and value."""
    told = facts(text, "outcome")
    return {(name(f, "measure"), "+".join(sorted(given(f))), str(f.one("value"))) for f in told}


def comparisons(text: str) -> set[tuple[str, str, str]]:
    """The comparisons of a text: measure, effect, and verdict or value."""
    told = facts(text, "comparison")
    return {(name(f, "measure"), str(f.one("effect")), str(f.one("verdict") or f.one("value"))) for f in told}


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("The trial compared low-dose CT with chest x-rays in 900 smokers.", [["chest x-ray"], ["low-dose CT"]]),
        ("Smokers were randomly assigned to CT scans or a chest x-ray. Low-dose helical CT finds small tumors.",
         [["chest x-ray"], ["low-dose CT"]]),
        ("Smokers were randomly assigned to MRI scans or a chest x-ray. Low-dose helical CT finds small tumors.",
         [["chest x-ray"], ["mri scans"]]),
        ("Women treated with imatinib lived for a median of 13 months without their cancer getting worse, compared "
         "with 7 months for women who received standard treatment.", [["imatinib"], ["standard of care"]]),
        ("The FINCH trial tested imatinib with sunitinib in 90 adults. In FINCH, 60% of those who received the "
         "combination were alive at 1 year, compared with 48% of those who received rituximab.",
         [["imatinib", "sunitinib"], ["rituximab"]]),
    ],
)  # fmt: skip
def test_arms_are_what_was_given_and_no_lengths_of_what_was_measured(text: str, arms: list[list[str]]) -> None:
    assert sorted(sorted(given(f)) for f in facts(text, "arm")) == arms
    assert not any(f.one("arm_detail") for f in facts(text, "arm") if "arm_detail" in dict(f.roles))


def test_a_change_told_as_a_range_is_both_its_ends() -> None:
    text = ALLOTTED + "Imatinib reduced the risk of relapse by 15 percent to 20 percent."
    assert comparisons(text) == {
        ("relapse", "relative_change", "-15"),
        ("relapse", "relative_change", "-20"),
        ("relapse", "verdict", "improved"),
    }


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Serious side effects, including fatigue, were reported in 25% of those who got imatinib.",
         {("serious adverse events", "imatinib", "25")}),
        ("Severe side effects, such as diarrhea, occurred in 30% of patients in the imatinib group and 10% of "
         "patients in the placebo group.",
         {("severe side effects", "imatinib", "30"), ("severe side effects", "placebo", "10")}),
        ("Nearly all patients had side effects, and in 73% they were severe.", {("severe side effects", "", "73")}),
        ("At 3 years, the cancer had not come back in 80% of those in the imatinib group, compared with 60% in the "
         "placebo group.",
         {("freedom from recurrence", "imatinib", "80"), ("freedom from recurrence", "placebo", "60")}),
        ("Patients in the imatinib group were less likely to be hospitalized (12% versus 19%).",
         {("hospitalization", "imatinib", "12"), ("hospitalization", "placebo", "19")}),
        ("The risk of death was cut in half in the imatinib group.", set()),
        ("About 80% of participants whose rectal tumors had a mutation had no evidence of cancer.", set()),
    ],
)  # fmt: skip
def test_figures_are_those_of_what_the_words_around_them_tell(told: str, found: set[tuple[str, str, str]]) -> None:
    assert outcomes(ALLOTTED + told) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Patients in the imatinib group were less likely than those in the placebo group to have their disease "
         "progress.", {("disease progression", "verdict", "improved")}),
        ("Patients in the imatinib group were less likely to visit the emergency room.",
         {("visit the emergency room", "verdict", "improved")}),
        ("Cancer came back in fewer people treated with imatinib.", {("recurrence", "verdict", "improved")}),
        ("Imatinib kept cancer in check for longer.", {("progression-free survival", "verdict", "improved")}),
        ("People given imatinib had a higher risk of dying of cancer than those who took a placebo.",
         {("death from cancer", "verdict", "worsened")}),
    ],
)  # fmt: skip
def test_verdicts_are_read_in_plain_words(told: str, found: set[tuple[str, str, str]]) -> None:
    assert comparisons(ALLOTTED + told) == found


def test_what_was_so_in_a_group_that_nobody_introduced_is_none_of_the_one_known() -> None:
    text = (
        "In the FINCH trial, 60% of those who received the pair were alive at 1 year, compared with 48% of those who "
        "received rituximab. The risk of death was 47% lower in the combination group."
    )
    assert comparisons(text) == set()


def arms(text: str) -> set[tuple[str, str]]:
    """The arms of a text: trial and treatments."""
    return {(name(f, "trial"), "+".join(sorted(given(f)))) for f in facts(text, "arm")}


def test_what_two_trials_each_tested_are_the_arms_of_both() -> None:
    text = (
        "The FINCH trial, paid for by NCI, and the LARK trial, paid for by Roche, each tested rituximab with either "
        "imatinib or a placebo. In LARK, median overall survival was 10 months with imatinib and 6 months with placebo."
    )
    pair = ["imatinib+rituximab", "placebo+rituximab"]
    assert arms(text) == {(trial, given_) for trial in ("FINCH", "LARK") for given_ in pair}
    assert outcomes(text) == {
        ("overall survival", "imatinib+rituximab", "10"),
        ("overall survival", "placebo+rituximab", "6"),
    }


def test_figures_of_groups_tell_the_arms_where_a_page_only_speaks_of_a_control() -> None:
    text = (
        "The LARK trial tested several treatments against a shared control arm. At 3 years, 83% of men in the imatinib "
        "group and 76% of those in the sunitinib-alone group were alive."
    )
    assert outcomes(text) == {
        ("overall survival", "imatinib+sunitinib", "83"),
        ("overall survival", "sunitinib", "76"),
    }


def test_what_was_not_reached_in_that_group_is_the_one_told_of_before() -> None:
    text = ALLOTTED + (
        "Those in the imatinib group lived longer. Median overall survival had not been reached in that group and was "
        "34.7 months in the placebo group."
    )
    assert outcomes(text) == {("overall survival", "imatinib", "None"), ("overall survival", "placebo", "34.7")}


def test_a_chance_that_one_arm_lowered_was_that_of_nobody_named_before() -> None:
    lowered = (
        "Imatinib right after surgery lowered the chance that the cancer would come back, from 47% to 35%, in a trial."
    )
    assert outcomes(lowered) == {("recurrence", "", "47"), ("recurrence", "imatinib", "35")}
    assert outcomes("Imatinib right after surgery lowered pain scores from 47% to 35%, in a trial.") == set()


def test_side_effects_known_of_a_drug_that_were_commoner_are_those_named() -> None:
    text = ALLOTTED + (
        "Side effects known to be associated with imatinib, including rash and diarrhea, were more common in the "
        "imatinib group."
    )
    assert {measure for measure, _, _ in comparisons(text)} == {"side effects", "rash", "diarrhea"}


def attributes(text: str) -> set[tuple[str, str, str]]:
    """The attributes of the trials of a text."""
    return {(name(f, "trial"), str(f.one("attribute")), str(f.one("value"))) for f in facts(text, "trial")}


def test_what_a_drug_was_approved_for_is_the_condition_of_the_trial_told_of_next() -> None:
    approved = "FDA has approved imatinib (Gleevec), a targeted therapy for metastatic melanoma. "
    told = approved + "In a clinical trial, tumors shrank in 32% of patients."
    assert {c for _, a, c in attributes(told) if a == "condition"} == {"metastatic melanoma"}
    general = "Imatinib is a targeted therapy for metastatic melanoma. In a clinical trial, tumors shrank in 32%."
    assert {c for _, a, c in attributes(general) if a == "condition"} == set()


def test_a_trial_was_led_by_whom_its_name_stands_before() -> None:
    text = (
        "The LARK-7 trial compared imatinib with sunitinib. LARK-7 was led by Anna Berg, M.D., of the Fjord Cancer "
        "Center and included 423 people. It was paid for by the Norwegian government."
    )
    assert {("LARK-7", "investigator", "Anna Berg"), ("LARK-7", "sponsor", "Norwegian government")} <= attributes(text)
    assert [f.one("value") for f in facts(text, "trial_detail") if f.one("attribute") == "affiliation"] == [
        "Fjord Cancer Center"
    ]
