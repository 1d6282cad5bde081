"""Several things told in one sentence of a comparison: each clause has its own arm, words and figures."""

from __future__ import annotations

import pytest
from comparing import changes, verdicts
from prose import TRIAL, facts, given, name

Row = tuple[str, str, str, str]
"""Measure, group, effect, value or verdict."""


def factors(text: str) -> list[Row]:
    """What an abstract tells of groups that no treatment makes, beside a trial of two arms."""
    found = facts(TRIAL + text, "comparison", "abstract")
    return sorted(
        (name(f, "measure"), " + ".join(given(f)), str(f.one("effect")), str(f.one("verdict") or f.one("value")))
        for f in found
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Headaches were commoner with sorafenib than with placebo.", {"headaches": "worsened"}),
        ("Rash was noted to a lesser degree with sorafenib.", {"rash": "improved"}),
        ("Sorafenib caused significantly more frequent rash, nausea and vomiting.",
         {"rash": "worsened", "nausea and vomiting": "worsened"}),
        ("Sorafenib caused more rash, whilst mucositis was more frequent with placebo.",
         {"rash": "worsened", "mucositis": "improved"}),
        ("Sorafenib was less well tolerated than placebo.", {"tolerability": "worsened"}),
        ("Sorafenib was as effective as placebo and better tolerated.",
         {"efficacy": "no_difference", "tolerability": "improved"}),
        ("Sorafenib was ineffective in people with cirrhosis.", {"efficacy": "no_difference"}),
        ("Sorafenib was as effective as placebo in terms of overall survival.", {"overall survival": "no_difference"}),
        ("Sorafenib was superior to placebo with respect to pain, and with respect to fatigue and social functioning.",
         {"pain": "improved", "fatigue": "improved", "social functioning": "improved"}),
        ("There was more severe rash in the sorafenib group and no evidence of higher efficacy.",
         {"severe rash": "worsened", "efficacy": "no_difference"}),
        ("Overall survival was numerically longer but not statistically different with sorafenib.",
         {"overall survival": "no_difference"}),
        ("Response rates with sorafenib did not differ from placebo.", {"objective response rate": "no_difference"}),
        ("Treatment with sorafenib also helped prevent bone fractures.", {"bone fractures": "improved"}),
        ("Patients in the sorafenib group had fewer transfusions than those in the placebo group.",
         {"transfusions": "improved"}),
        ("There was no difference between the groups in the number of people who had developed rash or strokes.",
         {"rash": "no_difference", "strokes": "no_difference"}),
    ],
)  # fmt: skip
def test_more_words_say_which_did_better(text: str, expected: dict[str, str]) -> None:
    assert verdicts(text) == expected


def test_each_adjective_of_a_list_speaks_of_what_follows_it() -> None:
    text = "Sorafenib resulted in a superior response rate, equivalent overall survival, and less pain than placebo."
    assert verdicts(text) == {
        "objective response rate": "improved",
        "overall survival": "no_difference",
        "pain": "improved",
    }


def test_acute_and_delayed_are_two_kinds_of_one_thing() -> None:
    text = "Sorafenib was superior to placebo in the prevention of acute and delayed nausea."
    assert verdicts(text) == {"prevention of acute and delayed nausea": "improved"}


def test_a_clause_that_names_its_own_arm_is_told_of_that_one() -> None:
    text = (
        "In the placebo group, 9% of patients had a rash, as against 41% of the sorafenib patients, and overall "
        "survival was longer with sorafenib."
    )
    assert verdicts(text) == {"overall survival": "improved"}


def test_verdicts_at_two_times_are_two() -> None:
    text = "There was no difference in 3-year overall survival, but the 5-year overall survival rate favored sorafenib."
    found = {(f.one("timepoint"), f.one("verdict")) for f in facts(TRIAL + text, "comparison")}
    assert found == {("3 year", "no_difference"), ("5 year", "improved")}


def test_fewer_of_what_an_arm_is_made_of_is_no_result_of_it() -> None:
    text = "Patients were randomly assigned to surgery or observation. Scans resulted in fewer operations."
    assert facts(text, "comparison") == []


def test_rates_of_improvement_are_no_verdict() -> None:
    text = "Quality of life improvement rates with sorafenib and placebo were 23% and 14% (P = .02)."
    assert [f.one("effect") for f in facts(TRIAL + text, "comparison")] == ["p_value"]


def test_a_limit_is_no_ratio() -> None:
    text = (
        "The hazards ratio for death with sorafenib was 0.90 (95% CI, 0.72 to 1.14), by the criterion of "
        "an upper CI limit for HR ≤ 1.25."
    )
    assert changes(text) == [("overall survival", "hazard_ratio", "0.9")]


def test_who_had_responses_is_no_measure_of_a_p_value() -> None:
    text = (
        "The disease-free survival rate was 89% for patients with rapid early responses or complete remissions who "
        "received sorafenib, compared with 78% for those who received a placebo (P = .02)."
    )
    assert changes(text) == [("disease-free survival", "p_value", "0.02")]


def test_people_end_where_their_sentence_goes_on() -> None:
    text = "In patients whose skin test was positive the response rate with sorafenib was 77% vs 59% (P = .01)."
    assert {f.one("population") for f in facts(TRIAL + text, "comparison")} == {"patients whose skin test was positive"}
    text = "For patients in the high-risk group, overall survival was longer with sorafenib (HR, 0.73; P = .01)."
    assert {f.one("population") for f in facts(TRIAL + text, "comparison")} == {"high-risk group"}


def test_each_factor_of_a_list_has_its_own_p_value() -> None:
    text = (
        "In a multivariate analysis, poor performance status (P < .001), male sex (P = .04) and a low serum albumin "
        "(P = .02) were associated with shorter overall survival."
    )
    each = {"poor performance status": "0.001", "male sex": "0.04", "low serum albumin": "0.02"}
    expected = [("overall survival", who, "p_value", value) for who, value in each.items()]
    assert factors(text) == sorted([*expected, *(("overall survival", who, "verdict", "worsened") for who in each)])


@pytest.mark.parametrize(
    "text",
    [
        "Regression analysis identified older age, liver metastases and poor performance status as independent "
        "prognostic indicators for worse overall survival.",
        "Older age, liver metastases and poor performance status were associated with worse overall survival.",
    ],
)
def test_the_members_of_a_list_are_factors_each(text: str) -> None:
    each = ("older age", "liver metastases", "poor performance status")
    assert factors(text) == sorted(("overall survival", who, "verdict", "worsened") for who in each)


def test_changes_that_go_with_an_outcome_are_no_changes_of_an_arm() -> None:
    text = (
        "Patients received sorafenib. Decreases in serum albumin (P = .04) after treatment were associated with an "
        "increased time to progression."
    )
    assert all(given(f) == [] and name(f, "measure") == "time to progression" for f in facts(text, "comparison"))


def test_what_the_conclusion_finds_no_better_than_the_other_is_the_tested_arm() -> None:
    text = (
        "# Lobectomy and segmentectomy\n\nLobectomy was compared with segmentectomy in 200 patients. Overall survival "
        "was not longer with segmentectomy than with lobectomy. These findings indicate that segmentectomy offers no "
        "survival advantage over lobectomy."
    )
    found = facts(text, "comparison", "abstract")
    assert {(*given(f), *given(f, "comparator")) for f in found} == {("segmentectomy", "lobectomy")}


@pytest.mark.parametrize(
    "text",
    [
        "Pain decreased during treatment in both groups, but fatigue did not.",
        "Quality of life improved in patients who had diarrhea, but overall survival did not.",
        "In the sorafenib group, pain increased at 3 months, but nausea did not.",
        "Tumor size influenced survival; the response rate did not.",
        "The response rate differed between men and women, but overall survival did not.",
        "The response rate differed between age groups, but overall survival did not.",
    ],
)
def test_what_did_not_do_something_else_than_differ_between_the_arms_is_no_verdict(text: str) -> None:
    assert not {"fatigue", "overall survival", "nausea", "objective response rate"} & verdicts(text).keys()


def test_what_joins_another_verdict_has_people_of_its_own() -> None:
    lead = "Overall survival was longer with sorafenib than with placebo in patients without diarrhea, as was "
    for behind, whom in (
        ("in men with small tumors", "men with small tumors"),
        ("in women", None),
        ("", "patients without diarrhea"),
    ):
        found = facts(f"{TRIAL}{lead}progression-free survival {behind}.".replace(" .", "."), "comparison")
        assert {name(f, "measure"): f.one("population") for f in found} == {
            "overall survival": "patients without diarrhea",
            "progression-free survival": whom,
        }
