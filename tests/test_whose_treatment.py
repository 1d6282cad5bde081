"""What people were given where no sentence sets treatments against each other, and what all were given."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, given, name

UNDERGONE = [
    ("A retrospective study included 81 children with hepatoblastoma who underwent partial hepatectomy.",
     {("hepatectomy", 81)}),
    ("In one series of 44 patients who were treated with topical imatinib, all did well.", {("imatinib", 44)}),
    ("A retrospective review of 90 women with breast cancer found that those who underwent a complete mastectomy lived "
     "longer than those who did not.", {("mastectomy", None), ("no mastectomy", None)}),
    # a test, a choice, a part of the people, the past
    ("A retrospective study looked at 81 adults, all of whom underwent screening colonoscopy.", set()),
    ("A retrospective study included 81 adults who underwent mastectomy or lumpectomy.", set()),
    ("A retrospective study looked at 81 adults. Of those who relapsed, seven patients underwent mastectomy.", set()),
    ("A retrospective study looked at 81 adults, none of whom had undergone mastectomy.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), UNDERGONE)
def test_what_a_study_s_people_underwent_is_its_arm(text: str, arms: set[tuple[str, int | None]]) -> None:
    told = facts(text, "arm", "nci_pdq")
    assert {("+".join(given(f)), f.one("size")) for f in told} == arms


SIZED = [
    ("A phase II study of 28 patients with lymphoma who received imatinib was stopped.", 28),
    ("In a phase II trial, 52 patients with lymphoma were treated with imatinib.", 52),
    ("A phase II study evaluated imatinib in 41 children with lymphoma.", 41),
    ("A single-institution study of 44 patients treated with high-dose imatinib showed a response rate of 82%.", 44),
    # those who had an outcome, all of several groups, some of them
    ("In a phase II trial of lymphoma, 7 patients who received imatinib had a rash.", None),
    ("In a phase II trial, of 62 patients those receiving imatinib had more rashes.", None),
]


@pytest.mark.parametrize(("text", "size"), SIZED)
def test_those_whom_a_study_treated_are_the_size_of_its_only_arm(text: str, size: int | None) -> None:
    assert [f.one("size") for f in facts(text, "arm", "nci_pdq")] == [size and Decimal(size)]


RANDOMIZED = "In a trial, patients were randomly assigned to receive either erlotinib or placebo."
BACKBONES = [
    f"{RANDOMIZED} This was combined with gemcitabine (for up to 8 cycles).",
    f"{RANDOMIZED} Both treatments were given with gemcitabine.",
    f"{RANDOMIZED} Gemcitabine was added to both arms.",
    "In a trial, all patients received gemcitabine. They were randomly assigned to erlotinib or placebo.",
    "A trial randomly assigned patients to erlotinib or placebo, starting two weeks after gemcitabine (given for eight "
    "weeks in both groups).",
]


@pytest.mark.parametrize(
    "text",
    [
        *BACKBONES,
        # whom another treatment had not helped before, or who were allotted before all were given it
        "In a trial, patients who had progressed after imatinib were randomly assigned to erlotinib or placebo. All "
        "patients received gemcitabine.",
        "In a trial, patients who had achieved menopause were randomly assigned to erlotinib or placebo. All patients "
        "received gemcitabine.",
        "In a trial, patients with stable disease were randomly assigned to erlotinib or placebo. All patients "
        "received gemcitabine.",
    ],
)
def test_what_all_were_given_is_told_behind_before_or_beside_the_arms(text: str) -> None:
    told = sorted(sorted(given(f)) for f in facts(text, "arm", "nci_pdq"))
    assert told == [["erlotinib", "gemcitabine"], ["gemcitabine", "placebo"]]


NO_BACKBONES = [
    f"{RANDOMIZED} All patients received gemcitabine at relapse.",
    f"{RANDOMIZED} All patients received gemcitabine or capecitabine.",
    f"{RANDOMIZED} All patients received dexamethasone as premedication.",
    # only those whom it had helped were allotted
    "In a trial, all patients received six cycles of gemcitabine. Those with responding or stable disease were then "
    "randomized to erlotinib or placebo.",
    "In a trial, all patients received gemcitabine. Patients whose disease had not progressed were randomly assigned "
    "to erlotinib or placebo.",
    "In a trial, all patients received gemcitabine. Patients who achieved complete remission were randomly assigned "
    "to erlotinib or placebo.",
]


@pytest.mark.parametrize("text", NO_BACKBONES)
def test_a_choice_or_what_was_given_at_relapse_is_no_part_of_an_arm(text: str) -> None:
    assert sorted(sorted(given(f)) for f in facts(text, "arm", "nci_pdq")) == [["erlotinib"], ["placebo"]]


def test_chemotherapy_stands_for_the_drugs_that_the_trial_tells() -> None:
    text = (
        "In a trial, patients were randomly assigned to receive cisplatin and epirubicin chemotherapy or chemotherapy "
        "plus trastuzumab, in addition to surgery. Of these, 91 were randomly assigned to receive chemotherapy alone "
        "(n = 45) or chemotherapy plus trastuzumab (n = 46)."
    )
    told = {(*sorted(given(f)), f.one("size")) for f in facts(text, "arm", "nci_pdq")}
    both = ("cisplatin", "epirubicin", "surgery")
    assert told == {(*both, Decimal(45)), (*both, "trastuzumab", Decimal(46))}


def test_a_group_called_by_its_treatment_is_one_though_no_people_are_named() -> None:
    text = (
        "Octreotide was tested in a randomized study. Median survival was 14 months in the octreotide group versus "
        "6 months in the placebo group."
    )
    assert {tuple(given(f)) for f in facts(text, "arm", "nci_pdq")} == {("octreotide",), ("placebo",)}


def test_the_head_of_a_column_may_be_longer_than_the_row_below_it() -> None:
    text = (
        "| Group of patients with a long description of what was done to all of them | Mortality at five years |\n"
        "| --- | --- |\n| Women who received imatinib | 9% |\n"
    )
    (told,) = facts(text, "outcome")
    assert (given(told), name(told, "measure"), told.one("value")) == (["imatinib"], "risk of death", Decimal(9))


def test_those_who_went_without_it_are_the_other_arm_of_a_study_with_one() -> None:
    text = "A study found that men who took imatinib had fewer relapses than men who did not receive imatinib."
    assert {tuple(given(f)) for f in facts(text, "arm", "nci_pdq")} == {("imatinib",), ("no imatinib",)}


def test_groups_of_whom_some_had_an_outcome_are_as_large_as_is_told_there() -> None:
    text = (
        "In a trial, women were randomly assigned to imatinib or placebo. Cancer was found in 45 of the 117 women "
        "treated with imatinib and in 23 of 118 women in the placebo group."
    )
    assert {(*given(f), f.one("size")) for f in facts(text, "arm", "nci_pdq")} == {
        ("imatinib", Decimal(117)),
        ("placebo", Decimal(118)),
    }
