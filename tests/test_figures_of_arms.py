"""Figures of arms that a clause names by what became of them: who crossed over, what fell, some of those counted."""

from __future__ import annotations

import pytest
from figuring import ALONE, BOTH, TWO, Told, told
from prose import detail, facts, given


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Twelve percent of the patients in the trastuzumab group also received trastuzumab.", set()),
        ("Ninety percent of patients received trastuzumab.", set()),
        ("Of the 120 patients in the chemotherapy group, 31 (26%) received immunotherapy at relapse.", set()),
    ],
)
def test_those_who_later_received_the_other_arms_drug_crossed_over(sentence: str, expected: Told) -> None:
    assert told(TWO + sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "measure", "before", "after"),
    [
        (
            "Adding trastuzumab led to a 12 percent drop in recurrence (from 31 percent to 19 percent).",
            "recurrence",
            "31",
            "19",
        ),
        ("Trastuzumab lowered the recurrence rate from 26 to 7%.", "recurrence", "26", "7"),
        ("Trastuzumab increased the response rate from 40% to 65%.", "objective response rate", "40", "65"),
    ],
)
def test_what_a_drug_changed_was_the_first_figure_without_it(
    sentence: str, measure: str, before: str, after: str
) -> None:
    assert told(TWO + sentence) == {(measure, ALONE, before), (measure, BOTH, after)}


def test_what_changed_with_time_is_no_figure_of_two_arms() -> None:
    arms = {whose for _, whose, _ in told(TWO + "The relapse rate fell from 12% in 1990 to 8% in 2005.")}
    assert arms <= {()}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "There were 9 treatment-related deaths, 6 of them in the trastuzumab arm.",
            {("treatment-related deaths", (), "9"), ("treatment-related deaths", BOTH, "6")},
        ),
        (
            "A total of 22 patients died, 12 of them in the chemotherapy-alone group.",
            {("deaths", (), "22"), ("deaths", ALONE, "12")},
        ),
        (
            "We recorded 15 complete responses, 11 of these in the trastuzumab group.",
            {("complete response", (), "15"), ("complete response", BOTH, "11")},
        ),
    ],
)
def test_some_of_those_counted_are_an_arms(sentence: str, expected: Told) -> None:
    assert told(TWO + sentence) == expected


def test_those_who_were_not_treated_with_a_drug_are_the_other_arm() -> None:
    text = (
        "Survival at 3 years was 85 percent in patients treated with trastuzumab and 74 percent in those who were not."
    )
    assert told(TWO + text) == {("overall survival", BOTH, "85"), ("overall survival", ALONE, "74")}


def test_a_trial_without_a_comparison_group_has_one_arm() -> None:
    text = (
        "# Sotorasib shrinks tumors\n\nAll 126 participants of the trial took sotorasib once a day; there was no "
        "comparison group. Median survival was 12.5 months. A phase 3 trial is comparing it with docetaxel."
    )
    found = facts(text, "outcome", "nci_research")
    assert [(given(f), str(f.one("value"))) for f in found] == [(["sotorasib"], "12.5")]


TIMES = "Patients were randomly assigned to 12 or 36 months of imatinib. "


def test_groups_by_two_lengths_of_one_list_take_their_figures_in_order() -> None:
    text = "12% and 20% of patients in the 12- and 36-month groups, respectively, relapsed."
    found = facts(TIMES + text, "outcome", "abstract")
    assert {(str(f.one("value")), detail(f), f.one("population")) for f in found} == {
        ("12", "12 months", None),
        ("20", "36 months", None),
    }


def test_what_figures_do_not_count_is_no_measure() -> None:
    text = "Of the 40 patients in the 12-month group, 12% discontinued imatinib for a reason other than recurrence."
    assert {measure for measure, _, _ in told(TIMES + text)} == {"treatment discontinuation"}
    text = "Cancer in other nodes, found in 11% of those in the 12-month group, was a strong predictor of relapse."
    assert "relapse" not in {measure for measure, _, _ in told(TIMES + text)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Most patients received the intended four cycles (trastuzumab, 71%; chemotherapy alone, 60%).",
            {("completion of intended four cycles", BOTH, "71"), ("completion of intended four cycles", ALONE, "60")},
        ),
        ("Most patients had stage IV disease (80% v 82%).", set()),
        ("Most patients received prior radiation (30% v 31%).", set()),
        (
            "The rate of tumor control among patients in the trastuzumab group was increased (81% vs. 71%).",
            {("rate of tumor control", BOTH, "81"), ("rate of tumor control", ALONE, "71")},
        ),
        (
            "Trastuzumab gave a response rate of 49% and down-staging in 31% of patients.",
            {("objective response rate", BOTH, "49"), ("down-staging", BOTH, "31")},
        ),
        (
            "After 3 years, 86% of women in the chemotherapy-alone group had not died from breast cancer.",
            {("breast cancer-specific survival", ALONE, "86")},
        ),
        (
            "After 3 years, 86% of women in the chemotherapy-alone group had not died.",
            {("overall survival", ALONE, "86")},
        ),
    ],
)
def test_what_a_clause_tells_of_its_figures(sentence: str, expected: Told) -> None:
    assert told(TWO + sentence) == expected


def test_it_is_what_the_sentence_before_measures() -> None:
    text = "Overall survival was 82% with trastuzumab and 74% without. At 24 months it was 70% and 61%, respectively."
    assert {("overall survival", BOTH, "70"), ("overall survival", ALONE, "61")} <= told(TWO + text)


def test_each_bracket_has_the_time_right_before_it() -> None:
    text = (
        "Survival was higher with trastuzumab than with chemotherapy alone at 1 year (47% vs. 36%), 2 years (28% vs. "
        "17%), and 3 years (20% vs. 12%)."
    )
    found = facts(TWO + text, "outcome", "abstract")
    assert {(f.one("timepoint"), tuple(given(f)), str(f.one("value"))) for f in found} == {
        ("1 year", BOTH, "47"),
        ("1 year", ALONE, "36"),
        ("2 years", BOTH, "28"),
        ("2 years", ALONE, "17"),
        ("3 years", BOTH, "20"),
        ("3 years", ALONE, "12"),
    }


def test_a_group_by_a_name_that_nobody_knows_has_the_first_of_two_figures() -> None:
    text = "Survival in the standard-drug and trastuzumab groups was 18.3 and 23.8 months, respectively."
    assert told(TWO + text) == {("overall survival", ALONE, "18.3"), ("overall survival", BOTH, "23.8")}


def test_what_was_in_both_is_of_each() -> None:
    text = "Complications did not differ, and in-hospital mortality was 4% in both."
    assert told(TWO + text) == {("in-hospital mortality", BOTH, "4"), ("in-hospital mortality", ALONE, "4")}


def test_responses_that_were_confirmed_are_counted() -> None:
    text = (
        "Of 82 patients with lung cancer who received crizotinib, 46 had confirmed partial responses and 1 had a "
        "confirmed complete response."
    )
    assert told(text) == {("partial response", ("crizotinib",), "46"), ("complete response", ("crizotinib",), "1")}


SCREENED = "A randomized trial assigned 78,216 women to annual screening or usual care. "
SCREENING, USUAL = ("annual screening",), ("usual care",)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "There were 118 deaths caused by ovarian cancer in the screening group and 100 in the usual care group.",
            {("death from ovarian cancer", SCREENING, "118"), ("death from ovarian cancer", USUAL, "100")},
        ),
        (
            "Ovarian cancer was diagnosed in 212 women (5.7 per 10,000 person-years) in the screening group and 176 "
            "(4.7 per 10,000 person-years) in the usual care group.",
            {("incidence of ovarian cancer", SCREENING, "212"), ("incidence of ovarian cancer", USUAL, "176")},
        ),
        (
            "Side effects were similar: 66% of women in the screening group and 64% in the usual care group had at "
            "least one severe side effect.",
            {("severe side effect", SCREENING, "66"), ("severe side effect", USUAL, "64")},
        ),
        (
            "Women in the screening group were less likely to visit an emergency room (34% versus 41%).",
            {("visit an emergency room", SCREENING, "34"), ("visit an emergency room", USUAL, "41")},
        ),
    ],
)
def test_counts_in_two_groups_have_one_measure(sentence: str, expected: Told) -> None:
    assert told(SCREENED + sentence) == expected


def test_parts_behind_a_colon_are_what_their_own_verb_says() -> None:
    text = (
        "Of 95 patients treated with nivolumab, 65% had a complete or partial response: 58% had a partial response and "
        "7% had a complete response."
    )
    assert {(measure, value) for measure, _, value in told(text)} == {
        ("objective response rate", "65"),
        ("partial response", "58"),
        ("complete response", "7"),
    }


def test_what_made_people_stop_is_told_in_the_clause_before() -> None:
    text = "Serious side effects occurred in 21%, and 4% stopped treatment because of them."
    assert told("Forty patients received erlotinib. " + text) == {
        ("serious adverse events", ("erlotinib",), "21"),
        ("discontinuation due to adverse events", ("erlotinib",), "4"),
    }


def test_figures_of_two_clauses_are_no_two_arms() -> None:
    text = "Severe pain was reported for 32% of women in the screening group, and 20% of the women had recurrences."
    assert told(SCREENED + text) == {("recurrences", SCREENING, "20")}


def test_shares_behind_an_improvement_are_of_those_in_whom_it_was_seen() -> None:
    text = (
        "The trastuzumab group had more improvement in physical function (31% v 19%) and quality of life (35% v 26%)."
    )
    assert told(TWO + text) == {
        ("improvement in physical function", BOTH, "31"),
        ("improvement in physical function", ALONE, "19"),
        ("improvement in quality of life", BOTH, "35"),
        ("improvement in quality of life", ALONE, "26"),
    }
    text = "The improvement in response rate was significant with trastuzumab (31% v 19%)."
    assert {measure for measure, _, _ in told(TWO + text)} <= {"objective response rate"}


def test_figures_of_a_list_told_respectively_are_of_the_arm_behind_it() -> None:
    text = (
        "Survival rates were 70% and 63% at 5 and 10 years, respectively, for patients in the trastuzumab group, and "
        "rates of 61% and 52% at 5 and 10 years, respectively, for patients in the chemotherapy-alone group."
    )
    assert {(arm, value) for _, arm, value in told(TWO + text)} == {
        *((BOTH, value) for value in ("70", "63")),
        *((ALONE, value) for value in ("61", "52")),
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Half of the women treated with trastuzumab lived for 5 years.", {("overall survival", BOTH, "50")}),
        (
            "The cancer shrank in 42 of 100 women given trastuzumab and in 30 of 100 given chemotherapy alone.",
            {("objective response rate", BOTH, "42"), ("objective response rate", ALONE, "30")},
        ),
    ],
)
def test_how_long_half_of_the_people_lived_is_a_median_and_a_hundred_are_no_group(
    sentence: str, expected: Told
) -> None:
    assert told(TWO + sentence) == expected
    assert not [fact for fact in facts(TWO + sentence, "arm") if fact.one("size")]


def test_a_figure_of_the_other_group_is_not_that_of_the_one_that_is_named() -> None:
    text = "Women given trastuzumab did well, and the response rate was 30% in the other group."
    assert told(TWO + text) == {("objective response rate", ALONE, "30")}


@pytest.mark.parametrize("whose", ["The proportion with", "The percentage who reported a meaningful"])
def test_a_share_of_those_with_an_improvement_is_no_difference(whose: str) -> None:
    text = f"{TWO}{whose} improvement in quality of life was 31% with trastuzumab and 6% with chemotherapy alone."
    assert told(text) == {
        ("improvement in quality of life", BOTH, "31"),
        ("improvement in quality of life", ALONE, "6"),
    }
    assert not [f for f in facts(text, "comparison", "abstract") if str(f.one("effect")) == "difference"]
    text = f"{TWO}The improvement in quality of life was 31% with trastuzumab."
    assert told(text) == set()


def test_figures_before_another_clause_are_not_of_what_it_measures() -> None:
    text = (
        "Control of vomiting was achieved in 14 (20%) with trastuzumab and 28 (40%) with chemotherapy alone (P < .01), "
        "and the median number of vomits was 5 and 2, respectively."
    )
    measures = {(measure, arm, value) for measure, arm, value in told(TWO + text) if value in ("14", "28", "40")}
    assert measures == {
        ("control of vomiting", BOTH, "14"),
        ("control of vomiting", ALONE, "28"),
        ("control of vomiting", ALONE, "40"),
    }
