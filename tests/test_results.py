"""Outcomes and comparisons: which figure belongs to which measure and arm, and what the words say of the direction."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import TRIAL, facts, figures, given, name

from kg.model import Fact


def told(text: str) -> list[tuple[str, list[str], str]]:
    """Measure, arm and value of each outcome."""
    return figures(TRIAL + text)


def verdicts(text: str) -> list[tuple[str, list[str], object]]:
    """Measure, arm and verdict of each verdict."""
    found = facts(TRIAL + text, "comparison")
    return [(name(f, "measure"), given(f), f.one("verdict")) for f in found if f.one("effect") == "verdict"]


ORDERS = [
    "Progression-free survival was 10.8 months in the sorafenib group and 5.8 months in the placebo group.",
    "Progression-free survival was longer in patients treated with sorafenib than in those who received a placebo: "
    "10.8 months versus 5.8 months.",
    "In the sorafenib group, the median progression-free survival was 10.8 months, compared with 5.8 months for "
    "patients who received a placebo.",
    "The median progression-free survival for sorafenib and placebo was 10.8 and 5.8 months, respectively.",
    "Patients who received sorafenib had a progression-free survival of 10.8 months, versus 5.8 months for placebo.",
]


@pytest.mark.parametrize("text", ORDERS)
def test_figures_take_their_arms_however_the_sentence_is_built(text: str) -> None:
    assert told(text) == [
        ("progression-free survival", ["sorafenib"], "10.8"),
        ("progression-free survival", ["placebo"], "5.8"),
    ]


PFS, OS = "progression-free survival", "overall survival"

LISTS = [
    (
        "Median PFS and OS were 5.1 and 10.2 months with sorafenib and 4.0 and 9.1 months with placebo.",
        [(PFS, "sorafenib", "5.1"), (PFS, "placebo", "4"), (OS, "sorafenib", "10.2"), (OS, "placebo", "9.1")],
    ),
    (
        "Median PFS and OS were 5.1 versus 4.0 months and 10.2 versus 9.1 months, respectively.",
        [(PFS, "sorafenib", "5.1"), (PFS, "placebo", "4"), (OS, "sorafenib", "10.2"), (OS, "placebo", "9.1")],
    ),
    (
        "The median OS and PFS with sorafenib were 30.8 months (95% CI, 27.6–34.0 months) and 19.6 months (95% CI, "
        "13.5–25.7 months), respectively.",
        [(OS, "sorafenib", "30.8"), (PFS, "sorafenib", "19.6")],
    ),
    (
        "The 2- and 5-year overall survival rates were 80% and 41% in the sorafenib group and 70% and 33% in the "
        "placebo group.",
        [(OS, "sorafenib", "80"), (OS, "placebo", "70"), (OS, "sorafenib", "41"), (OS, "placebo", "33")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_of_figures_tells_a_list_of_measures_or_of_times(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted((m, arm[0], v) for m, arm, v in told(text)) == sorted(expected)


def test_each_figure_of_a_list_has_its_own_time() -> None:
    found = facts(TRIAL + "Overall survival with sorafenib was 80%, 60% and 41% at 1, 3 and 5 years.", "outcome")
    assert [(str(f.one("value")), f.one("timepoint")) for f in found] == [
        ("80", "1 year"),
        ("60", "3 years"),
        ("41", "5 years"),
    ]


COUNTED = [
    (
        "The response rate with sorafenib was 64% (18% complete response).",
        {"64": "objective response rate", "18": "complete response"},
    ),
    (
        "The response rate with sorafenib was 64%, with 3 complete responses and 33 partial responses.",
        {"64": "objective response rate", "3": "complete response", "33": "partial response"},
    ),
    (
        "With sorafenib, three patients (6%) had a complete response, 20 (40%) had a partial response, and 15 (30%) "
        "had stable disease.",
        {
            "3": "complete response", "6": "complete response", "20": "partial response", "40": "partial response",
            "15": "stable disease", "30": "stable disease",
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_a_figure_tells_what_it_counts_before_what_stands_further_away(text: str, expected: dict[str, str]) -> None:
    assert {v: m for m, _, v in told(text)} == expected


OWN_WORDS = [
    ("Ten percent of men in the sorafenib group were diagnosed with lung cancer.", "incidence of lung cancer"),
    ("In the sorafenib group, 18 patients (60%) completed treatment.", "completion of treatment"),
    ("Dose delays were required in 30% of patients who received sorafenib.", "dose delays"),
    ("Wound healing was achieved in 30% of patients who received sorafenib.", "wound healing"),
    ("The median time to pain worsening was 3 months in the sorafenib group.", "time to pain worsening"),
]


@pytest.mark.parametrize(("text", "measure"), OWN_WORDS)
def test_a_measure_that_no_list_knows_keeps_the_words_of_the_document(text: str, measure: str) -> None:
    assert {m for m, _, _ in told(text)} == {measure}


def test_that_everybody_has_completed_treatment_tells_how_far_a_trial_is() -> None:
    assert told("All patients have completed treatment, and the results are reported here.") == []


def test_a_figure_for_either_arm_is_one_for_each() -> None:
    text = "Median survival was less than 3 years regardless of whether patients received sorafenib or a placebo."
    assert [(arm, v) for _, arm, v in told(text)] == [(["sorafenib"], "3"), (["placebo"], "3")]


NO_OUTCOME = [
    "The median age was 63 years (range, 31–80 years), and 40% of the patients were women.",
    "Overall survival was longer with sorafenib, and 20% of the patients had received chemotherapy before.",
    "The absolute improvement in overall survival with sorafenib was 5% at 5 years.",
]


@pytest.mark.parametrize("text", NO_OUTCOME)
def test_ages_histories_and_differences_are_no_outcomes(text: str) -> None:
    assert not told(text)


WITHIN = [
    (
        "The response rate was 64% (18% complete response) with sorafenib and 39% (5% complete response) with placebo.",
        {("sorafenib", "64"), ("sorafenib", "18"), ("placebo", "39"), ("placebo", "5")},
    ),
    (
        "Sixty-nine patients died (34 in the sorafenib group versus 35 in the placebo group).",
        {("", "69"), ("sorafenib", "34"), ("placebo", "35")},
    ),
    (
        "Treatment-related deaths occurred in four patients in the sorafenib group and in none in the placebo group.",
        {("sorafenib", "4"), ("placebo", "0")},
    ),
    (
        "The 3-year overall survival was 86% (78%–91%) for sorafenib and 71% (61%–78%) for placebo.",
        {("sorafenib", "86"), ("placebo", "71")},
    ),
    (
        "Relapse occurred in 163 of 438 patients (37%) who received sorafenib and in 247 of 432 patients (57%) who "
        "received a placebo.",
        {("sorafenib", "163"), ("sorafenib", "37"), ("placebo", "247"), ("placebo", "57")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), WITHIN)
def test_brackets_counts_and_intervals_stay_with_their_arm(text: str, expected: set[tuple[str, str]]) -> None:
    assert {("".join(arm), v) for _, arm, v in told(text)} == expected


def test_what_changed_from_one_figure_to_another_changed_from_the_control() -> None:
    found = told("Sorafenib prolonged the median overall survival from 8.1 to 10.2 months.")
    assert [(arm, v) for _, arm, v in found] == [(["placebo"], "8.1"), (["sorafenib"], "10.2")]


def test_a_measure_in_initials_has_the_name_that_the_document_gives_it() -> None:
    text = (
        "We recorded the graft rejection rate (GRR). The GRR was 5% in the sorafenib group and 8% in the placebo group."
    )
    assert {m for m, _, _ in told(text)} == {"graft rejection"}


def test_events_that_stand_for_many_are_measures() -> None:
    text = "Postoperative complications occurred in 25% of patients treated with sorafenib."
    assert [(m, v) for m, _, v in told(text)] == [("postoperative complications", "25")]


GRADED = [
    ("Grade 3 or 4 adverse events occurred in 30% of the sorafenib group.", "grade 3 or 4 adverse events"),
    ("Treatment-related toxicity occurred in 30% of the sorafenib group.", "treatment-related toxicity"),
    ("Adverse events of grade 4 occurred in 30% of the sorafenib group.", "adverse events of grade 4"),
    ("Toxicity led to discontinuation in 30% of the sorafenib group.", "discontinuation due to adverse events"),
]


@pytest.mark.parametrize(("text", "measure"), GRADED)
def test_adverse_events_keep_their_grade_and_cause(text: str, measure: str) -> None:
    assert {m for m, _, _ in told(text)} == {measure}


TABLES = """

| Outcome | Sorafenib | Placebo |
| --- | --- | --- |
| Median overall survival | 10.2 months | 8.1 months |
| Response rate | 20% (10 of 50) | 4% |

| Arm | Complete response (%) | Progression-free survival (months) |
| --- | --- | --- |
| Sorafenib | 7 | 5.1 |
| Placebo | 1 | 4.3 |
"""


def test_a_table_sets_arms_against_measures_either_way() -> None:
    assert {(m, arm[0], v) for m, arm, v in told(TABLES)} == {
        (OS, "sorafenib", "10.2"), (OS, "placebo", "8.1"),
        ("objective response rate", "sorafenib", "20"), ("objective response rate", "sorafenib", "10"),
        ("objective response rate", "placebo", "4"),
        ("complete response", "sorafenib", "7"), ("complete response", "placebo", "1"),
        (PFS, "sorafenib", "5.1"), (PFS, "placebo", "4.3"),
    }  # fmt: skip


WITH_STATISTICS = """

| Outcome | Sorafenib (n = 207) | Placebo (n = 210) | HR (95% CI) | P value |
| --- | --- | --- | --- | --- |
| Median progression-free survival, months | 10.8 | 5.8 | 0.59 (0.45–0.76) | <0.0001 |
| Overall survival at 24 months, % | 51.5 | 47.3 | 0.88 (0.63–1.24) | 0.46 |
| Follow-up, months | 16.2 | 16.1 | | |
"""


def test_a_row_may_tell_its_unit_and_columns_the_ratio_and_the_p_value_of_the_arms_beside_them() -> None:
    assert {(m, arm[0], v) for m, arm, v in told(TRIAL + WITH_STATISTICS)} == {
        (PFS, "sorafenib", "10.8"), (PFS, "placebo", "5.8"), (OS, "sorafenib", "51.5"), (OS, "placebo", "47.3"),
    }  # fmt: skip
    compared = facts(TRIAL + WITH_STATISTICS, "comparison")
    assert {(name(f, "measure"), f.one("effect"), str(f.one("value"))) for f in compared} == {
        (PFS, "hazard_ratio", "0.59"), (PFS, "p_value", "0.0001"),
        (OS, "hazard_ratio", "0.88"), (OS, "p_value", "0.46"),
    }  # fmt: skip
    assert {(given(f)[0], given(f, "comparator")[0]) for f in compared} == {("sorafenib", "placebo")}


TIMED = [
    ("With sorafenib, overall survival was 50% at 1 year and 26% at 2 years.", ["1 year", "2 years"]),
    ("The 2-year overall survival was 50% with sorafenib.", ["2 year"]),
]


@pytest.mark.parametrize(("text", "times"), TIMED)
def test_each_figure_has_the_time_that_stands_with_it(text: str, times: list[str]) -> None:
    assert [f.one("timepoint") for f in facts(TRIAL + text, "outcome")] == times


def test_a_group_that_is_no_known_arm_keeps_its_figure() -> None:
    text = "The response rate with sorafenib was 20%. The response rate was 12% in the wait-list group."
    assert [v for _, _, v in told(text)] == ["20"]


def test_a_shared_head_belongs_to_each_of_its_qualities() -> None:
    text = (
        "Local and distant recurrence rates were 5% and 9% (P = .1), and 16% and 22% (P = .2), with sorafenib and "
        "placebo."
    )
    assert [(m, arm[0], v) for m, arm, v in told(text)] == [
        ("local recurrence", "sorafenib", "5"), ("local recurrence", "placebo", "9"),
        ("distant recurrence", "sorafenib", "16"), ("distant recurrence", "placebo", "22"),
    ]  # fmt: skip


def test_the_population_of_one_clause_is_not_that_of_another() -> None:
    text = (
        "The response rate with sorafenib was 30% in BRAF-positive patients, whereas it was 20% with sorafenib in "
        "BRAF-negative patients."
    )
    found = facts(TRIAL + text, "outcome")
    assert [f.one("population") for f in found] == ["BRAF-positive patients", "BRAF-negative patients"]


def test_a_plan_in_another_clause_leaves_a_result_as_it_is() -> None:
    text = "The response rate with sorafenib was 20%, which might be improved by another drug."
    assert [v for _, _, v in told(text)] == ["20"]


def test_a_share_behind_the_arm_belongs_to_its_count() -> None:
    text = "Responses were seen in 9 of 41 men on sorafenib (22 percent) and 7 of 42 given a placebo (17 percent)."
    assert {(arm[0], v) for _, arm, v in told(text)} == {
        ("sorafenib", "9"), ("sorafenib", "22"), ("placebo", "7"), ("placebo", "17"),
    }  # fmt: skip


def test_a_figure_is_read_though_the_arm_of_the_other_is_not_known() -> None:
    text = "The response rate was 30% with sorafenib compared with 20% in the historical cohort."
    assert [(arm, v) for _, arm, v in told(text)] == [(["sorafenib"], "30")]


def test_two_times_are_no_two_arms() -> None:
    text = "With sorafenib, the 2-year and 5-year survival rates were 53% and 43%, respectively."
    found = facts(TRIAL + text, "outcome")
    assert [(given(f), str(f.one("value")), f.one("timepoint")) for f in found] == [
        (["sorafenib"], "53", "2 years"), (["sorafenib"], "43", "5 years"),
    ]  # fmt: skip


def test_the_arm_behind_than_takes_the_second_figure() -> None:
    text = "The response rate was higher in the escalated group than with placebo (30% vs. 20%)."
    assert [(arm, v) for _, arm, v in told(text)] == [(["sorafenib"], "30"), (["placebo"], "20")]


def test_a_subgroup_that_is_the_subject_is_told() -> None:
    text = "Patients with liver metastases had a response rate of 12% with sorafenib."
    assert [f.one("population") for f in facts(TRIAL + text, "outcome")] == ["Patients with liver metastases"]


NO_ARMS = [
    "Patients with KRAS mutations had a shorter overall survival than other patients (7 months vs. 12 months).",
    "Overall survival was 16 months versus 25 months for arms C and D.",
    "Toxicity with sorafenib was grade 1 (24%), 2 (67%), and 3 (9%).",
]


@pytest.mark.parametrize("text", NO_ARMS)
def test_groups_that_are_no_arms_give_the_arms_no_figures(text: str) -> None:
    assert [v for _, _, v in told(text)] in ([], ["24"])


def test_an_apposition_tells_what_stands_before_it() -> None:
    text = "The relapse rate was low in both groups, 1% in the sorafenib group and 6% in the placebo group."
    assert [(arm[0], v) for _, arm, v in told(text)] == [("sorafenib", "1"), ("placebo", "6")]


OPPOSITES = [
    ("The 10-year all-cause mortality rate was 61% in the sorafenib group.", "risk of death"),
    ("Freedom from local failure was 63% in the sorafenib group.", "freedom from local failure"),
    ("Cancer-specific mortality was 13% in the sorafenib group.", "cancer-specific mortality"),
]


@pytest.mark.parametrize(("text", "measure"), OPPOSITES)
def test_a_share_of_those_who_died_or_were_spared_is_not_its_opposite(text: str, measure: str) -> None:
    assert [m for m, _, _ in told(text)] == [measure]


def test_what_was_done_to_all_is_no_outcome() -> None:
    assert not told("All patients in the sorafenib group underwent surgical resection.")


def test_a_spread_is_no_figure_of_its_own() -> None:
    text = "The 5-year overall survival was 60% (standard error, 3%) for sorafenib and 52% ± 4% for placebo."
    assert [v for _, _, v in told(text)] == ["60", "52"]


def test_how_long_people_lived_whom_a_percentage_counts_is_when_and_not_how_much() -> None:
    assert [v for _, _, v in told("Forty-five percent of the sorafenib group survived 2 years.")] == ["45"]


def test_a_predicate_behind_its_figures_is_their_measure() -> None:
    text = (
        "One year later, 35 percent of patients who received sorafenib and 22 percent of those who received a placebo "
        "were alive."
    )
    assert told(text) == [("overall survival", ["sorafenib"], "35"), ("overall survival", ["placebo"], "22")]


def test_two_predicates_are_two_outcomes_of_one_arm() -> None:
    text = (
        "Nearly 30 percent of patients in the sorafenib group had a partial response, and 19 percent stopped treatment "
        "because of side effects."
    )
    assert [(m, v) for m, _, v in told(text)] == [
        ("partial response", "30"),
        ("discontinuation due to adverse events", "19"),
    ]


def test_none_is_a_figure_in_words() -> None:
    assert [(m, v) for m, _, v in told("None of the patients had a complete response.")] == [("complete response", "0")]


def test_not_reached_has_no_value() -> None:
    (fact,) = facts(TRIAL + "The median overall survival had not yet been reached in the sorafenib group.", "outcome")
    assert (fact.one("value"), fact.one("qualifier")) == (None, "not reached")


@pytest.mark.parametrize(
    "text",
    [
        "The trial was designed to detect an improvement in progression-free survival of 4 months.",
        "Overall survival is being studied in the sorafenib group over 5 years.",
        "Sorafenib might improve overall survival by 3 months.",
    ],
)
def test_plans_and_guesses_are_no_results(text: str) -> None:
    assert not told(text)
    assert not verdicts(text)


def test_a_follow_up_is_no_outcome() -> None:
    text = "At a median follow-up of 15.3 months, the overall survival was 12 months in the sorafenib group."
    assert [v for _, _, v in told(text)] == ["12"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Overall survival was significantly longer with sorafenib than with placebo.", "improved"),
        ("Overall survival did not differ between sorafenib and placebo.", "no_difference"),
        ("There was no difference in overall survival between the groups.", "no_difference"),
        ("Overall survival was shorter in the sorafenib group than in the placebo group.", "worsened"),
        ("Patients treated with sorafenib lived longer than patients who received a placebo.", "improved"),
        ("Serious adverse events were more common in the sorafenib group.", "worsened"),
        ("Serious adverse events were more common in the placebo group than in the sorafenib group.", "improved"),
    ],
)
def test_the_words_give_the_verdict_and_the_measure_its_polarity(text: str, verdict: str) -> None:
    assert [(arm, v) for _, arm, v in verdicts(text)] == [(["sorafenib"], verdict)]


@pytest.mark.parametrize("hedge", ["may be", "could be", "it is unclear whether it was"])
def test_a_hedged_verdict_is_none(hedge: str) -> None:
    assert not verdicts(f"Overall survival {hedge} longer with sorafenib than with placebo.")


def ratio(text: str) -> Fact:
    (fact,) = (f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "hazard_ratio")
    return fact


@pytest.mark.parametrize(
    "text",
    [
        "Progression-free survival was longer with sorafenib (hazard ratio 0.59, 95% CI 0.45–0.76; p<0.0001).",
        "Progression-free survival was longer with sorafenib (HR 0·59 [0·45–0·76]).",
        "Progression-free survival was longer with sorafenib (hazard ratio [HR], 0.59; "
        "95% confidence interval [CI], 0.45 to 0.76).",
    ],
)
def test_a_hazard_ratio_is_read_with_its_interval(text: str) -> None:
    fact = ratio(text)
    assert (fact.one("value"), fact.one("ci_low"), fact.one("ci_high")) == tuple(map(Decimal, ("0.59", "0.45", "0.76")))


def test_another_level_of_confidence_is_kept() -> None:
    assert ratio("Progression-free survival was longer (hazard ratio 0.21, 99% CI 0.14–0.31).").one("ci_level") == 99


def test_a_subgroup_is_not_told_as_everybody() -> None:
    text = "Among patients with no objective response, 42 percent in the sorafenib group had stable disease."
    (fact,) = facts(TRIAL + text, "outcome")
    assert fact.one("population") == "patients with no objective response"


OPEN = [
    ("In the sorafenib group, 12 percent of the patients had visible shrinkage of the gland.",
     [("visible shrinkage of the gland", ["sorafenib"], "12")]),
    ("A normal calcium level was reached in 40 percent of the sorafenib group and 21 percent of the placebo group.",
     [("normal calcium level", ["sorafenib"], "40"), ("normal calcium level", ["placebo"], "21")]),
    ("The relative dose intensity was lower with sorafenib than with placebo (73 vs. 95%).",
     [("relative dose intensity", ["sorafenib"], "73"), ("relative dose intensity", ["placebo"], "95")]),
    ("After a year, 30 percent of the sorafenib group were able to climb stairs.",
     [("able to climb stairs", ["sorafenib"], "30")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OPEN)
def test_what_no_list_knows_is_measured_where_the_clause_says_so(
    text: str, expected: list[tuple[str, list[str], str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In the sorafenib group, 12 percent of the patients were women.",
        "In the sorafenib group, 12 percent of the patients had stage IV disease.",
        "In the sorafenib group, 12 percent of the patients had received prior therapy.",
        "An estimated 12 percent of the population has a goiter.",
    ],
)
def test_who_took_part_is_no_outcome(text: str) -> None:
    assert told(text) == []


FORMS = [
    ("Sorafenib was associated with a higher 2-year overall survival rate (77% for sorafenib vs. 68% for placebo).",
     [("overall survival", ["sorafenib"], "77"), ("overall survival", ["placebo"], "68")]),
    ("The report showed a 75% response rate for patients who received sorafenib, compared with 65% for those who "
     "received the placebo.",
     [("objective response rate", ["sorafenib"], "75"), ("objective response rate", ["placebo"], "65")]),
    ("Treatment was discontinued in 37% of patients in the sorafenib group and 14% in the placebo group.",
     [("treatment discontinuation", ["sorafenib"], "37"), ("treatment discontinuation", ["placebo"], "14")]),
    ("Speech was preserved in 42% of patients at 3 years and 35% at 5 years in the sorafenib group.",
     [("speech", ["sorafenib"], "42"), ("speech", ["sorafenib"], "35")]),
    ("The response rate was 91% for patients without metastases and 37% for patients with metastases.",
     [("objective response rate", [], "91"), ("objective response rate", [], "37")]),
    ("The response rate was 67% for sorafenib (n = 31) and 90% for placebo (n = 33).",
     [("objective response rate", ["sorafenib"], "67"), ("objective response rate", ["placebo"], "90")]),
    ("Five patients in the sorafenib arm achieved a complete response compared with 2 in the placebo arm.",
     [("complete response", ["sorafenib"], "5"), ("complete response", ["placebo"], "2")]),
    ("In all, 58 deaths were recorded (28 in the sorafenib group and 30 in the placebo group).",
     [("deaths", ["sorafenib"], "28"), ("deaths", ["placebo"], "30"), ("deaths", [], "58")]),
    ("Survival at 3 years was 71 percent in patients given sorafenib and 56 percent in those who did not receive it.",
     [("overall survival", ["sorafenib"], "71"), ("overall survival", ["placebo"], "56")]),
    ("Patients with a score greater than 5 had a median overall survival of 14.4 months in the sorafenib arm compared "
     "with 11.1 months in the placebo arm.",
     [("overall survival", ["sorafenib"], "14.4"), ("overall survival", ["placebo"], "11.1")]),
    ("Complete responses were seen in all 9 men treated with sorafenib (100 percent) and 4 of 7 men given a placebo "
     "(57 percent).",
     [("complete response", ["sorafenib"], "9"), ("complete response", ["sorafenib"], "100"),
      ("complete response", ["placebo"], "4"), ("complete response", ["placebo"], "57")]),
    ("Survival was no better for patients receiving sorafenib (7.7 months) compared with the others (5.1 months).",
     [("overall survival", ["sorafenib"], "7.7"), ("overall survival", ["placebo"], "5.1")]),
    ("The risk of death from thyroid cancer was 0.3% in the sorafenib group and 0.5% in the placebo group.",
     [("death from thyroid cancer", ["sorafenib"], "0.3"), ("death from thyroid cancer", ["placebo"], "0.5")]),
    ("Hypertension (28%) and diarrhea (10%) were the most common high-grade toxicities with sorafenib.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_a_figure_is_read_wherever_its_clause_puts_it(text: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert told(text) == expected


def test_two_figures_are_not_both_of_one_arm_that_a_sentence_names_twice() -> None:
    text = (
        "Although responses were more frequent in the sorafenib arm (18%) compared with the doctor's-choice arm (8%), "
        "survival was no longer for patients receiving sorafenib."
    )
    assert ("8", ["sorafenib"]) not in [(value, arm) for _, arm, value in told(text)]


@pytest.mark.parametrize(
    "lead", ["Compared with placebo, sorafenib", "When compared with the placebo group, patients given sorafenib"]
)
def test_what_another_arm_is_compared_with_has_the_second_figure(lead: str) -> None:
    assert told(f"{lead} had a higher response rate (30% vs. 10%).") == [
        ("objective response rate", ["sorafenib"], "30"),
        ("objective response rate", ["placebo"], "10"),
    ]
    rashes = facts(TRIAL + f"{lead} had more rash (30% vs. 10%).", "adverse_event")
    assert {(given(f)[0], str(f.one("value"))) for f in rashes} == {("sorafenib", "30"), ("placebo", "10")}


SHARES = [
    ("Thirty-five percent of patients in the sorafenib group had at least a 50% reduction in tumor size.", "35"),
    ("Clinically significant cancer was detected in 21% of patients in the sorafenib group.", "21"),
    ("Lung cancer was found in 3% of patients in the sorafenib group.", "3"),
    ("In the sorafenib group, 21% of patients did not undergo neck dissection.", "21"),
]


@pytest.mark.parametrize(("text", "value"), SHARES)
def test_what_was_found_not_done_or_halved_is_a_measure(text: str, value: str) -> None:
    assert [(arm, v) for _, arm, v in told(text)] == [(["sorafenib"], value)]


NEAR = [
    (
        "Overall, 81 percent of patients had died, including 71 percent of those in the sorafenib group and 91 percent "
        "of those in the placebo group.",
        [("deaths", [], "81"), ("deaths", ["sorafenib"], "71"), ("deaths", ["placebo"], "91")],
    ),
    (
        "The overall survival rate at 4.5 years was 86% in the sorafenib group and 96% in the placebo group.",
        [("overall survival", ["sorafenib"], "86"), ("overall survival", ["placebo"], "96")],
    ),
    (
        "An objective response was seen in 20 patients who received sorafenib (11 percent) and 45 patients who "
        "received placebo (26 percent).",
        [
            ("objective response rate", ["sorafenib"], "20"), ("objective response rate", ["sorafenib"], "11"),
            ("objective response rate", ["placebo"], "45"), ("objective response rate", ["placebo"], "26"),
        ],
    ),
    ("The partial/complete response rate with sorafenib was 85%.", [("objective response rate", ["sorafenib"], "85")]),
    ("Sorafenib shrank tumors in about 40% of patients.", [("objective response rate", ["sorafenib"], "40")]),
    (
        "Overall survival had not yet been reached in either treatment group.",
        [("overall survival", ["sorafenib"], "None"), ("overall survival", ["placebo"], "None")],
    ),
    ("In the sorafenib group, 4 percent had grade 3 fatigue.", []),
    ("Of the planned 740 patients, 632 were treated when the trial was stopped because of toxicity.", []),
    ("In the sorafenib group, neurologic toxicity was seen in 31% of patients.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NEAR)
def test_a_figure_keeps_to_what_its_clause_tells(text: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert sorted(told(text)) == sorted(expected)


def test_the_time_of_a_later_measure_is_not_that_of_one_before_it() -> None:
    text = "With sorafenib, the response rate was 81%, the complete response rate 40%, and the 1-year PFS rate was 67%."
    times = {str(f.one("value")): f.one("timepoint") for f in facts(TRIAL + text, "outcome")}
    assert times == {"81": None, "40": None, "67": "1 year"}


def test_an_acronym_that_may_mean_several_things_is_the_measure_that_is_compared() -> None:
    text = "Patients were randomly assigned to sorafenib or placebo. OS looked inferior with sorafenib (P = .03)."
    assert {name(f, "measure") for f in facts(text, "comparison")} == {"overall survival"}


def test_a_measure_in_which_there_was_no_difference_has_not_the_figure_before_it() -> None:
    text = (
        "The sorafenib group had a 5-year disease-free survival rate of 95% compared with 91% for the placebo group, "
        "but no difference in overall survival."
    )
    assert {m for m, _, _ in told(text)} == {"disease-free survival"}


def test_a_time_of_follow_up_in_a_bracket_is_no_survival() -> None:
    assert [
        v for _, _, v in told("The overall survival rate was 90% with sorafenib (median follow-up, 4.6 years).")
    ] == ["90"]


def test_a_ratio_is_of_the_measure_that_it_is_said_to_be_for() -> None:
    fact = ratio("Sorafenib improved outcomes with an HR of 0.83 for disease-free survival and 0.87 for survival.")
    assert (name(fact, "measure"), given(fact), fact.one("value")) == (
        "disease-free survival",
        ["sorafenib"],
        Decimal("0.83"),
    )


def test_what_is_given_before_another_treatment_is_given_with_it() -> None:
    text = (
        "In a trial, patients were randomly assigned to surgery followed by sorafenib or to sorafenib alone. "
        "Patients who underwent surgery before receiving sorafenib had a median overall survival of 17 months."
    )
    assert [given(f) for f in facts(text, "outcome")] == [["sorafenib", "surgery"]]


def test_what_animals_were_given_has_no_outcome_of_people() -> None:
    text = "At 19 weeks, tumors had shrunk in 65% of the rats that received sorafenib and in 51% of the controls."
    assert facts(text, "outcome", "nci_pdq") == facts(text, "comparison", "nci_pdq") == []
    assert facts(text.replace("rats", "patients"), "outcome", "nci_pdq") != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In all, 101 patients who received sorafenib had a response rate of 65%.",
            [("objective response rate", ["sorafenib"], "65")],
        ),
        (
            "Four patients in the sorafenib group discontinued sorafenib treatment due to adverse events.",
            [("discontinuation due to adverse events", ["sorafenib"], "4")],
        ),
    ],
)
def test_a_count_a_list_and_a_median_before_shares_have_their_own_measures(
    text: str, expected: list[tuple[str, list[str], str]]
) -> None:
    assert told(text) == expected


def test_nobody_is_counted_where_there_were_no_differences() -> None:
    assert told("There were no survival differences by age between sorafenib and placebo.") == []
