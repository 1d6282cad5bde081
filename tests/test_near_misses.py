"""Figures that stand near a measure or an arm and are not theirs, and measures by their whole names."""

from __future__ import annotations

import pytest
from prose import facts, figures, given, name

TRIAL = "Patients were randomly assigned to receive sorafenib or sunitinib. "


def outcomes(text: str, lead: str = TRIAL) -> list[tuple[str, list[str], str]]:
    """Measure, arm and value of each outcome."""
    return figures(lead + text)


def effects(text: str, lead: str = TRIAL) -> list[tuple[str, list[str], list[str], str]]:
    """Measure, sides and value of each ratio and p value."""
    found = (f for f in facts(lead + text, "comparison") if f.one("effect") != "verdict")
    return [(name(f, "measure"), given(f), given(f, "comparator"), str(f.one("value"))) for f in found]


PFS, OS = "progression-free survival", "overall survival"


@pytest.mark.parametrize(
    "text",
    [
        "After a median follow-up of 6.5 months for the sorafenib arm and 1.5 months for the sunitinib arm, the median "
        "OS was 15.5 months with sorafenib and 6.5 months with sunitinib.",
        "After a median treatment duration of 23 weeks for sorafenib and 7 weeks for sunitinib, the median OS was 15.5 "
        "months with sorafenib and 6.5 months with sunitinib.",
    ],
)
def test_how_long_people_were_followed_or_treated_is_no_outcome(text: str) -> None:
    assert outcomes(text) == [(OS, ["sorafenib"], "15.5"), (OS, ["sunitinib"], "6.5")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Of the 39 patients who relapsed (19 assigned to sorafenib and 20 to sunitinib), 12 died.", []),
        (
            "Among 41 smokers (19 assigned sorafenib), pain improved in 12 (63%) versus 7 (35%).",
            ["12", "63", "7", "35"],
        ),
    ],
)
def test_how_many_were_assigned_to_each_arm_is_no_outcome_nor_says_whose_the_next_is(
    text: str, told: list[str]
) -> None:
    assert [value for _, arm, value in outcomes(text) if arm and value not in told] == []


def test_the_shortest_form_of_versus_is_one_wherever_it_stands_alone() -> None:
    text = (
        "Response rate (39% v 26%), clinical benefit (57% v 45%; P = .02), and PFS (6.1 v. 3.3 months) were better for "
        "sorafenib compared with sunitinib."
    )
    assert sorted(outcomes(text)) == [
        ("clinical benefit", ["sorafenib"], "57"), ("clinical benefit", ["sunitinib"], "45"),
        ("objective response rate", ["sorafenib"], "39"), ("objective response rate", ["sunitinib"], "26"),
        (PFS, ["sorafenib"], "6.1"), (PFS, ["sunitinib"], "3.3"),
    ]  # fmt: skip


def test_the_figure_of_people_not_given_an_arm_s_treatment_is_not_the_arm_s() -> None:
    text = (
        "In a review of 60 patients, those receiving sorafenib had a 74% 2-year overall survival rate versus a 30% "
        "overall survival rate for those not receiving sorafenib."
    )
    assert ("overall survival", ["sorafenib"], "30") not in outcomes(text, "")


def test_people_given_a_regimen_of_a_coined_name_do_not_become_the_other_arm() -> None:
    text = (
        "PFS was the same for patients who received sorafenib compared with patients who received XQZ (5 vs. 6 years)."
    )
    assert outcomes(text) == [
        ("progression-free survival", ["sorafenib"], "5"),
        ("progression-free survival", ["XQZ"], "6"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Progression to the accelerated phase or blast crisis occurred in 13 patients who received sorafenib and "
            "in six patients who received sunitinib.",
            "progression to the accelerated phase or blast crisis",
        ),
        (
            "Late moderate to severe toxicity was seen in 16% of the sorafenib group and 20% of the sunitinib group.",
            "late moderate to severe toxicity",
        ),
        (
            "The 1-year duration of response was 70% in the sorafenib group and 60% in the sunitinib group.",
            "duration of response",
        ),
        (
            "Symptom diary compliance was 81% in the sorafenib group and 77% in the sunitinib group.",
            "symptom diary compliance",
        ),
        (
            "Compliance with the questionnaires was 81% in the sorafenib group and 77% in the sunitinib group.",
            "compliance with the questionnaires",
        ),
        ("Compliance was 81% in the sorafenib group and 77% in the sunitinib group.", "treatment compliance"),
    ],
)
def test_a_measure_goes_by_its_whole_name(text: str, told: str) -> None:
    assert {measure for measure, _, _ in outcomes(text)} == {told}


def test_mortality_of_one_disease_is_not_overall_survival() -> None:
    assert [e[0] for e in effects("The HR for lung cancer mortality was 0.70 with sorafenib.")] != [OS]
    assert [e[0] for e in effects("The HR for all-cause mortality was 0.70 with sorafenib.")] == [OS]


@pytest.mark.parametrize(
    ("text", "arm"),
    [
        ("OS was longer in the sorafenib group than in the sunitinib group (HR, 0.80).", "sorafenib"),
        ("Relapses were less common in the sunitinib group than in the sorafenib group (HR, 0.80).", "sunitinib"),
        ("The median OS was 30 months with sorafenib versus 25 months with sunitinib (hazard ratio for death in the "
         "sunitinib group, 1.18 [95% CI, 0.95–1.45]).", "sunitinib"),
        ("The median OS was 30 months with sorafenib versus 25 months with sunitinib (hazard ratio for death compared "
         "with the sunitinib group, 0.80 [95% CI, 0.65–0.95]).", "sorafenib"),
    ],
)  # fmt: skip
def test_a_ratio_is_told_of_the_side_that_its_sentence_says(text: str, arm: str) -> None:
    assert [e[1] for e in effects(text)] == [[arm]]


def test_what_results_were_adjusted_for_is_not_what_they_are_told_of() -> None:
    text = "After controlling for age and fatigue, the sorafenib group did worse than the sunitinib group (P = .01)."
    assert effects(text) == []


def test_a_bracket_that_names_its_arms_is_no_part_of_the_figure_before_it() -> None:
    text = (
        "The median OS was 15.5 months with sorafenib, compared with 13.5 months with sunitinib, and there was no "
        "difference in PFS (median PFS, 4.6 months with sorafenib vs. 4.4 months with sunitinib)."
    )
    assert outcomes(text)[2:] == [(PFS, ["sorafenib"], "4.6"), (PFS, ["sunitinib"], "4.4")]


@pytest.mark.parametrize(
    "text",
    [
        "Sorafenib had a greater survival benefit (8% at 5 years).",
        "Sorafenib led to reductions as high as 56% in pain scores.",
        "Only 36% of patients received sorafenib at relapse, despite evidence for an OS advantage.",
    ],
)
def test_a_gain_or_a_share_beside_one_is_no_outcome(text: str) -> None:
    assert outcomes(text) == []


def test_a_ratio_is_not_told_of_an_arm_whose_figure_stands_before_it_in_its_bracket() -> None:
    text = "The sorafenib group had a lower overall survival rate (93% vs. 99% for the sunitinib group; HR, 6.0)."
    assert [e[1] for e in effects(text)] == [["sorafenib"]]


def test_a_combination_is_not_the_arm_that_is_given_only_one_of_its_drugs() -> None:
    text = "The overall survival was 12.5 months with sorafenib plus imatinib."
    assert (OS, ["sorafenib"], "12.5") not in outcomes(text)


def test_people_given_one_treatment_or_another_are_no_arm_of_the_first() -> None:
    text = "In a study, 33% of patients who received cisplatin, carboplatin, or docetaxel had vomiting."
    assert facts(text, "arm") == []
    assert outcomes(text, "") == []


def test_which_arm_did_better_is_not_guessed_from_the_order_in_which_they_are_named() -> None:
    assert facts(TRIAL + "Mortality from lung cancer was lower.", "comparison") == []
    named = facts(TRIAL + "Overall survival was longer with sunitinib.", "comparison")
    assert [(given(f), f.one("verdict")) for f in named] == [(["sorafenib"], "worsened")]


def test_each_ratio_of_a_list_is_for_the_measure_behind_it() -> None:
    text = "RRs were 0.75 (95% CI, 0.66–0.85) for CRC mortality and 0.82 (95% CI, 0.76–0.88) for CRC incidence."
    assert [(e[0], e[3]) for e in effects(text)] == [("CRC mortality", "0.75"), ("CRC incidence", "0.82")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Of the people, 13 (26%) had complete and 25 (50%) partial responses.", {"13", "26"}),
        ("Ten percent had a complete and 25% a partial response.", {"10"}),
    ],
)
def test_complete_before_a_partial_response_is_a_complete_response(text: str, values: set[str]) -> None:
    found = outcomes(text, "A phase II trial tested sorafenib in 50 patients. ")
    assert {value for measure, _, value in found if measure == "complete response"} == values


def test_how_long_people_were_treated_before_is_no_outcome() -> None:
    text = "After a mean duration of treatment of 33 months, the overall survival was 50% with sorafenib."
    assert [o[0] for o in outcomes(text)] == ["overall survival"]


def test_an_arm_by_the_dose_of_one_of_its_drugs_is_the_arm_that_was_given_that_dose() -> None:
    text = (
        "The trial randomly assigned 445 patients to lenalidomide plus high-dose dexamethasone or lenalidomide plus "
        "low-dose dexamethasone. The low-dose dexamethasone arm had better survival at 1 year (96% vs. 87%)."
    )
    told = [f for f in facts(text, "outcome") if name(f, "measure") == "overall survival"]
    details = {str(f.one("value")): getattr(f.one("arm"), "detail", "") for f in told}
    assert details == {
        "96": "lenalidomide plus low-dose dexamethasone",
        "87": "lenalidomide plus high-dose dexamethasone",
    }
    assert all(sorted(given(f)) == ["dexamethasone", "lenalidomide"] for f in told)


THREE = "Women with ovarian cancer were randomly assigned to topotecan, olaparib, or a placebo. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The response rate was 11%, 23%, and 4% for women who received topotecan, olaparib, or placebo.", "11 23 4"),
        ("PFS differed between women treated with topotecan, olaparib, or placebo (4 v 9 v 2 months).", "4 9 2"),
        ("Median OS was 13 months in women receiving topotecan, olaparib, or placebo.", ""),
    ],
)
def test_arms_that_or_joins_are_each_its_own(text: str, expected: str) -> None:
    arms = (["topotecan"], ["olaparib"], ["placebo"])
    assert [(arm, value) for _, arm, value in figures(THREE + text, "abstract")] == list(
        zip(arms, expected.split(), strict=False)
    )


def test_treatments_after_the_trials_own_are_no_arm() -> None:
    lead = "Patients with myeloma were randomly assigned to bortezomib or a placebo. "
    later = "Patients who received bortezomib, melphalan, or carmustine after progression had an OS of 17 months."
    assert figures(lead + later, "abstract") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Topotecan, olaparib and placebo caused grade 2, 3 and 4 anemia in 41%, 22% and 6%.", []),
        ("Unlike topotecan, olaparib and placebo, no drug caused anemia (9%) or nausea (12%, 24%, 36%).", []),
        ("Anemia occurred in 41%, 22% and 6% with topotecan, olaparib and placebo.", ["41", "22", "6"]),
        ("Topotecan, olaparib and placebo caused anemia in 41%, 22% and 6%.", ["41", "22", "6"]),
    ],
)
def test_three_shares_of_an_event_are_those_of_three_arms_and_not_of_grades(text: str, expected: list[str]) -> None:
    assert [str(fact.one("value")) for fact in facts(THREE + text, "adverse_event", "abstract")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Compared with sunitinib, sorafenib did not raise the response rate from 21% to 33%.",
        "The response rate was 29% on MRI and 21% on CT.",
        "Forms on quality of life were returned by 80% with sorafenib and 75% with sunitinib.",
        "A subprotocol to assess quality of life was joined by 71 of 90 patients on sorafenib.",
        "Cardiac output fell by more than 20% in four of 52 patients on sorafenib, without heart failure.",
        "Sorafenib had no effect on thrombocytopenia (31% v 30%), mucositis, or lung toxicity.",
    ],
)
def test_what_is_denied_or_seen_by_another_means_is_no_arms(text: str) -> None:
    assert outcomes(text) == []


def test_scores_are_no_numbers_of_people() -> None:
    text = "The mean vitality score was 61 with sorafenib and 55 with sunitinib, and 12 and 15 patients died."
    told = {(measure, arm[0], value) for measure, arm, value in outcomes(text)}
    assert told == {
        ("vitality score", "sorafenib", "61"),
        ("vitality score", "sunitinib", "55"),
        ("deaths", "sorafenib", "12"),
        ("deaths", "sunitinib", "15"),
    }


def test_what_came_once_in_each_arm_is_told_of_each_and_of_both_together() -> None:
    text = "There were two treatment-related deaths, both from sepsis, one in each arm, not only with sorafenib."
    assert sorted(outcomes(text)) == [
        ("treatment-related deaths", [], "2"),
        ("treatment-related deaths", ["sorafenib"], "1"),
        ("treatment-related deaths", ["sunitinib"], "1"),
    ]


def test_a_difference_between_responses_is_no_response_rate() -> None:
    text = "Pain responses were seen in 41% with sorafenib and 35% with sunitinib (response difference 6%; P = .2)."
    assert [value for _, _, value in outcomes(text)] == ["41", "35"]


@pytest.mark.parametrize(
    "text",
    [
        "Of the patients, 75% of those who received sorafenib had quality-of-life scores lower than 85.",
        "The 300 patients had been enrolled in three completed clinical trials of sorafenib.",
    ],
)
def test_a_part_of_a_range_and_trials_that_were_completed_are_no_figures_of_people(text: str) -> None:
    assert outcomes(text) == []


def test_a_gain_that_was_alike_is_no_gain_over_another() -> None:
    text = TRIAL + "There was a similar reduction of pain with sorafenib and sunitinib."
    assert {f.one("verdict") for f in facts(text, "comparison")} == {"no_difference"}


@pytest.mark.parametrize("response", ["very good partial response", "complete response"])
def test_a_response_or_better_is_another_measure_than_that_response(response: str) -> None:
    text = f"A {response} or better was seen in 30% of patients with sorafenib and 12% with sunitinib."
    assert outcomes(text) == [
        (f"{response} or better", ["sorafenib"], "30"),
        (f"{response} or better", ["sunitinib"], "12"),
    ]
