"""People of studies in summaries: whose figures are whose where no treatment sets them apart, and what a part had."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, given, name

HEAD = "# Thymoma Treatment (PDQ®)\n\n## Treatment of stage III thymoma\n\n"
TRIAL = "In a trial, 313 patients were randomly assigned to receive nivolumab or ipilimumab. "


def whose(text: str) -> dict[int, str | None]:
    """The people of each figure of a section."""
    found = facts(HEAD + text, "outcome", "nci_pdq")
    told = {int(v): f.one("population") for f in found if isinstance(v := f.one("value"), Decimal)}
    return {value: str(people) if people else None for value, people in told.items()}


def outcomes(text: str) -> set[tuple[str, str, int]]:
    """The figures of a section, each with its measure and arm."""
    found = facts(HEAD + text, "outcome", "nci_pdq")
    return {(name(f, "measure"), "+".join(given(f)), int(v)) for f in found if isinstance(v := f.one("value"), Decimal)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A review of 60 patients reported that children younger than 3 years had a 5-year overall survival rate of "
            "45%, whereas older children had a 5-year overall survival rate of 70%.",
            {45: "children younger than 3 years", 70: "older children"},
        ),
        (
            "A study described 155 infants with thymoma. In this study, 63% of patients with bulky "
            "disease had a relapse.",
            {63: "patients with bulky disease"},
        ),
        (
            "A study of 155 patients was published. Patients younger than 3 years fared worse, with a 5-year overall "
            "survival rate of 10%.",
            {10: "Patients younger than 3 years"},
        ),
        (
            "A study analyzed 76 infants with thymoma. The 5-year overall survival rate was 67% for infants, compared "
            "with 81% in a matched group of older patients treated by the group.",
            {67: "infants", 81: "a matched group of older patients"},
        ),
    ],
)
def test_people_who_had_a_figure_or_of_whom_it_is_told(text: str, expected: dict[int, str]) -> None:
    assert whose(text) == expected


def test_figures_in_the_order_of_the_people_of_the_sentence_before_are_theirs() -> None:
    text = (
        "A study of 150 children reported a 4-year event-free survival rate of 91% for patients with stage I disease "
        "and 70% for patients with stage III disease. The 4-year overall survival rates were 98% and 88%, respectively."
    )
    one, other = "patients with stage I disease", "patients with stage III disease"
    assert whose(text) == {91: one, 70: other, 98: one, 88: other}


def test_figures_of_another_sentence_between_are_of_nobody_known() -> None:
    text = (
        "A study of 150 children reported a 4-year event-free survival rate of 91% for patients with stage I disease "
        "and 70% for patients with stage III disease. The study was small. Overall survival rates were 98% and 88%."
    )
    assert {98, 88}.isdisjoint(whose(text))


def test_at_least_one_adverse_event_of_a_grade_is_measured_in_each_group() -> None:
    text = (
        f"{TRIAL}Among the 212 patients in the nivolumab group who received one dose, 47% had at least one grade 3 or "
        "4 adverse event, compared with 34% in the ipilimumab group."
    )
    measure = "grade 3 or 4 adverse event"
    assert outcomes(text) == {(measure, "nivolumab", 47), (measure, "ipilimumab", 34)}


def test_no_increase_with_a_figure_of_both_groups_is_told_of_one_against_the_other() -> None:
    text = f"{TRIAL}There was no increase in second malignancies with nivolumab (3% for both groups)."
    found = [f for f in facts(HEAD + text, "comparison", "nci_pdq") if f.one("effect") == "verdict"]
    assert [(given(f), given(f, "comparator")) for f in found] == [(["nivolumab"], ["ipilimumab"])]


def test_what_a_part_of_a_cohort_received_is_not_what_all_of_it_did() -> None:
    text = (
        "In a cohort of 1,423 survivors of thymoma, the 30-year cumulative incidence of heart failure was 4%. "
        "Survivors who received anthracyclines had a cumulative incidence of 8%."
    )
    assert not any(given(f) for f in facts(HEAD + text, "outcome", "nci_pdq") if f.one("value") == 4)
    assert [f.one("size") for f in facts(HEAD + text, "arm", "nci_pdq")] == [None]


@pytest.mark.parametrize(
    ("event", "expected"), [("Neutropenia", [("imatinib", "neutropenia")]), ("Pain", []), ("Bleeding", [])]
)
def test_what_the_disease_hardly_brings_about_is_an_event_of_the_treatment(
    event: str, expected: list[tuple[str, str]]
) -> None:
    text = f"In a study, 156 patients with thymoma were treated with imatinib. {event} occurred in 20% of patients."
    found = facts(HEAD + text, "adverse_event", "nci_pdq")
    assert [(given(f)[0], name(f, "event")) for f in found] == expected


def test_no_therapy_before_something_is_no_arm_and_prior_treatment_none_to_compare() -> None:
    text = (
        "A report of 97 children was published. Patients who received low-dose therapy or no therapy before transplant "
        "had survival rates similar to those of patients who received prior intensive chemotherapy (58% vs. 62%)."
    )
    assert facts(HEAD + text, "arm", "nci_pdq") == []


@pytest.mark.parametrize(("figures", "told"), [("4% vs. 6%", True), ("6% vs. 4%", False)])
def test_a_verdict_and_figures_that_contradict_each_other_are_not_told(figures: str, told: bool) -> None:
    text = f"{TRIAL}There was a lower incidence of lung cancer in the nivolumab group ({figures})."
    assert bool(outcomes(text)) == told


@pytest.mark.parametrize(("how", "told"), [("as first-line therapy", False), ("at any dose", True)])
def test_of_figures_that_differ_those_of_an_unread_part_of_the_people_are_not_told(how: str, told: bool) -> None:
    text = (
        f"{TRIAL}Median overall survival was 9 months with nivolumab and 7 months with ipilimumab. Patients treated "
        f"with nivolumab or ipilimumab {how} had a median overall survival of 12 months versus 8 months, respectively."
    )
    fuller = {("overall survival", "nivolumab", 9), ("overall survival", "ipilimumab", 7)}
    later = {("overall survival", "nivolumab", 12), ("overall survival", "ipilimumab", 8)}
    assert outcomes(text) == fuller | (later if told else set())


def test_figures_in_a_bracket_behind_a_group_begin_with_its_own_in_a_clause_of_its_own() -> None:
    text = (
        f"{TRIAL}Mortality fell from 5% in the ipilimumab group to 3% in the nivolumab group, and the incidence of "
        "lung cancer was lower in the nivolumab group (4% vs. 6%)."
    )
    assert {("nivolumab", 4), ("ipilimumab", 6)} <= {(arm, value) for _, arm, value in outcomes(text)}


GIVEN = "In one study, 41 patients received imatinib. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{GIVEN}The response rate was 44%, compared with a historical rate of 20% with dacarbazine.", {}),
        (f"{GIVEN}The response rate was 44%.", {("objective response rate", "imatinib", 44)}),
        (f"{GIVEN}It resulted in a 21% mortality reduction.", {}),
        (f"{GIVEN}It resulted in a 21% relative mortality reduction.", {}),
        (f"{GIVEN}It resulted in a 21% mortality rate.", {("risk of death", "imatinib", 21)}),
        ("A study of 90 families included men who were at 50% risk of having a BRCA2 variant.", {}),
        (
            f"{GIVEN}Brain metastases were found in 2 of 3 patients whose disease relapsed.",
            {("incidence of brain metastases", "imatinib", 2)},
        ),
        (f"{GIVEN}Of the patients whose disease relapsed, 2 died.", {("deaths", "imatinib", 2)}),
    ],
)
def test_a_change_people_of_earlier_times_and_what_says_who_is_counted_are_no_figures_of_a_study(
    text: str, expected: set[tuple[str, str, int]]
) -> None:
    assert outcomes(text) == set(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The risk of death was 10% in women, 60% of whom were younger than 50 years, and 20% in men.", {}),
        ("Women had a mortality of 10%, compared with 12% of the general population and 30% of men.", {}),
        ("Overall survival was 10% in women (half of them smokers, 60% with pain) and 20% in men.", {10: None}),
        (
            "The complete response rate was 40% (12% in women, 50% in men).",
            {40: None, 12: "women", 50: "men"},
        ),
        ("The risk of death was 10% in women and 20% in men.", {10: "women", 20: "men"}),
    ],
)
def test_a_figure_of_none_of_two_groups_is_not_given_to_the_next_of_them(
    text: str, expected: dict[int, str | None]
) -> None:
    assert whose(f"A retrospective study included 90 patients. {text}") == expected
