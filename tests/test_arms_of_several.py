"""Arms that are told by how many treatments they are given, and arms of which a part is not named."""

from __future__ import annotations

import pytest
from prose import facts, given, sized

TWO = (
    "# A trial\n\nMen were randomly assigned to docetaxel, sunitinib, and placebo or docetaxel, sunitinib, and "
    "everolimus. "
)
BOTH = ("docetaxel", "everolimus", "sunitinib")


def arms(text: str) -> list[tuple[str, ...]]:
    """The arms of an abstract."""
    return list(dict(sized(text, "abstract")))


def figures(text: str) -> dict[tuple[str, ...], object]:
    """The outcomes of an abstract by what those were given of whom they are told."""
    return {tuple(given(f)): f.one("value") for f in facts(text, "outcome", "abstract")}


@pytest.mark.parametrize("said", ["both agents", "the triplet regimen", "both mTOR-directed drugs"])
def test_what_is_told_by_its_parts_is_the_arm_that_has_these(said: str) -> None:
    text = TWO + f"Median survival was 31 months in men who received {said} and 22 months in the placebo group."
    assert figures(text)[BOTH] == 31


def test_both_drugs_are_no_control_of_a_trial_whose_other_arm_is_not_told() -> None:
    text = (
        "# A trial\n\nIn this randomized trial, adding a third agent led to a 5-month improvement in survival compared "
        "with treatment with docetaxel and sunitinib. The men treated with all three drugs lived 9 months longer."
    )
    assert [f for f in facts(text, "comparison", "abstract") if "docetaxel" in given(f) and f.one("value") == 9] == []


def test_both_drugs_of_two_arms_are_an_arm_each() -> None:
    text = (
        "# A trial\n\nWomen were randomly assigned to tamoxifen or raloxifene. The incidence of stroke was similar "
        "for both drugs."
    )
    assert [f.one("verdict") for f in facts(text, "comparison", "abstract")] == ["no_difference"]


def test_a_choice_in_brackets_is_none_of_its_members() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to osimertinib or a standard EGFR inhibitor (gefitinib or "
        "erlotinib)."
    )
    assert arms(text) == [("osimertinib",), ("EGFR inhibitor",)]
    assert arms(text.replace(" (gefitinib or erlotinib)", ", erlotinib")) == [("osimertinib",), ("erlotinib",)]


def test_a_kind_of_drug_joined_to_a_drug_is_given_with_it() -> None:
    text = "# A trial\n\nPatients were randomly assigned to osimertinib or platinum–pemetrexed chemotherapy."
    assert arms(text) == [("osimertinib",), ("pemetrexed", "platinum")]


@pytest.mark.parametrize("beside", ["with an anticancer drug", "together with other cancer medicines"])
def test_what_was_given_with_something_unnamed_is_no_arm(beside: str) -> None:
    text = f"# A trial\n\nIn a small trial, 30 patients took melatonin {beside}. Nausea was rare."
    assert arms(text) == []
    assert arms(text.replace(beside, "daily")) == [("melatonin",)]


def test_what_is_given_after_something_unknown_is_no_arm_by_itself() -> None:
    text = (
        "# A trial\n\nIn a small trial of people with lymphoma, injecting the compound QX-7 into the tumor and giving "
        "low-dose radiation shrank most tumors, the researchers found."
    )
    assert arms(text) == []
    assert arms(text.replace("injecting the compound QX-7 into the tumor and ", "")) == [("radiation therapy",)]


def test_what_all_received_before_is_no_arm_of_its_own() -> None:
    text = (
        "# A trial\n\nIn a randomized trial, all patients received methotrexate with or without rituximab. Responders "
        "were then randomly assigned to whole-brain radiation therapy or no treatment."
    )
    assert arms(text) == [("whole-brain radiation therapy",), ("no treatment",)]


def test_a_comparator_in_apposition_is_one() -> None:
    text = (
        "# A trial\n\nA study using the kinase inhibitor sorafenib showed that people went longer without disease "
        "worsening than those who received an approved kinase inhibitor, sunitinib."
    )
    assert arms(text) == [("sorafenib",), ("sunitinib",)]


def test_a_habit_is_an_arm_only_of_those_who_were_allotted_to_it() -> None:
    text = "# News\n\nThe study also found that quitting smoking delayed the cancer from returning."
    assert arms(text) == []
    assert arms(text.replace("The study", "The randomized trial")) == [("smoking cessation",)]
