"""The arms of summaries of many trials: what one study gave, to how many, and regimens by names that no table knows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, given

HEAD = "# Thymoma Treatment (PDQ®)\n\n## Treatment of stage III thymoma\n\n"


def arms(text: str) -> dict[tuple[str, ...], int | None]:
    """The arms of a section of a summary with their sizes, each arm's treatments in alphabetical order."""
    found = facts(HEAD + text, "arm", "nci_pdq")
    sizes = [f.one("size") for f in found]
    numbers = [int(s) if isinstance(s, Decimal) else None for s in sizes]
    return {tuple(sorted(given(f))): number for f, number in zip(found, numbers, strict=True)}


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("The antibody pembrolizumab induced objective responses in 20 of 23 patients (87%) with thymoma.", 23),
        ("The antibody pembrolizumab produced an objective response rate of 65% in 31 patients with thymoma.", 31),
        ("Of 57 patients treated with pembrolizumab, 5% had a complete response.", 57),
    ],
)
def test_a_result_told_of_a_drug_alone_tells_its_arm_and_how_many_were_given_it(text: str, size: int) -> None:
    assert arms(text) == {("pembrolizumab",): size}


@pytest.mark.parametrize(
    "text",
    [
        "Pembrolizumab may induce responses in 20 of 23 patients (87%).",
        "The response rate was 40% in the pembrolizumab group, similar in both trial arms.",
        "Pembrolizumab induced responses in 40% of mice.",
    ],
)
def test_what_is_doubted_or_told_of_several_or_of_animals_makes_no_arm_in_passing(text: str) -> None:
    assert arms(text) == {}


def test_a_trial_that_tried_one_drug_gave_it_to_all_whom_it_took() -> None:
    text = "A phase II trial enrolled 42 patients. Patients received lenvatinib daily. The response rate was 38%."
    assert arms(text) == {("lenvatinib",): 42}


def test_records_that_were_looked_back_upon_size_no_arm() -> None:
    text = "A retrospective analysis of 1,265 patients evaluated lenvatinib. The response rate was 38%."
    assert arms(text) == {("lenvatinib",): None}


def test_a_coined_name_is_not_lost_before_what_follows_it() -> None:
    text = "Men were randomly assigned to receive MegaXYP followed by autologous stem cell transplant or cisplatin."
    assert arms(text) == {("MegaXYP", "autologous stem cell transplant"): None, ("cisplatin",): None}


def test_a_regimen_that_no_table_knows_is_compared_by_its_name() -> None:
    text = "A trial comparing XCAP-QMP-VEXP with CHOP-21 did not show improved overall survival."
    assert ("XCAP-QMP-VEXP",) in arms(text)


def test_a_growth_factor_that_people_are_allotted_to_is_a_drug() -> None:
    text = "In a trial, 302 men were randomly assigned (1:1) to receive either subcutaneous GM-CSF or pembrolizumab."
    assert arms(text) == {("GM-CSF",): None, ("pembrolizumab",): None}


def test_the_line_of_a_treatment_is_no_treatment() -> None:
    text = (
        "Men were randomly assigned (1:1) to receive first-line therapy with sunitinib and either axitinib or placebo."
    )
    assert all("first-line therapy" not in arm for arm in arms(text))
