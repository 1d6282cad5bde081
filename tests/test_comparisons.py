"""Comparisons: which treatment is told of, and what it is measured against."""

from __future__ import annotations

import pytest
from comparing import told, verdicts
from prose import TRIAL, document, facts, given, lexicon, name

from kg.reading.read import read


def test_a_change_in_both_groups_is_told_of_each() -> None:
    active = "Patients were randomly assigned to receive sorafenib or sunitinib. "
    found = facts(active + "Pain decreased in both groups.", "comparison")
    assert [(given(f), f.one("verdict"), f.one("comparator")) for f in found] == [
        (["sorafenib"], "improved", None),
        (["sunitinib"], "improved", None),
    ]


def test_a_change_that_a_placebo_brought_as_well_speaks_for_neither() -> None:
    assert not facts(TRIAL + "Pain decreased in both groups.", "comparison")


@pytest.mark.parametrize(
    "text",
    [
        "The risk of death was 70 percent lower with olaparib than with a placebo.",
        "Compared with a placebo, olaparib was associated with a 70 percent lower risk of death.",
    ],
)
def test_two_treatments_that_a_sentence_contrasts_are_its_sides(text: str) -> None:
    (fact,) = [f for f in facts(text, "comparison", "nci_pdq") if f.one("effect") == "relative_change"]
    assert (given(fact), given(fact, "comparator")) == (["olaparib"], ["placebo"])


def test_a_verdict_whose_clause_names_both_sides_is_told_apart() -> None:
    found = read(document(TRIAL + "Overall survival was longer with sorafenib than with placebo."), lexicon()).findings
    assert [f.evidence.method for f in found if f.fact.kind == "comparison"] == ["verdict.was.contrasted"]


def test_a_direction_is_told_of_the_arm_right_behind_it() -> None:
    text = "Although more patients taking sorafenib had pain, fatigue and nausea were more common in the placebo group."
    assert verdicts(text) == {"pain": "worsened", "fatigue": "improved", "nausea": "improved"}
    text = "After 23 weeks of sorafenib and 7 weeks of a placebo, overall survival was longer with sorafenib (9 v 7)."
    assert verdicts(text) == {"overall survival": "improved"}


def test_a_direction_in_a_group_that_is_no_known_arm_is_not_guessed() -> None:
    assert not verdicts("Significantly more blood transfusions were needed in the DA arm.")
    assert verdicts("Overall survival was similar in the DA arm.") == {"overall survival": "no_difference"}


def test_a_base_that_may_hold_what_is_added_is_no_control() -> None:
    trial = "Patients were randomly assigned to receive docetaxel plus sorafenib or docetaxel alone. "
    (fact,) = facts(trial + "The trial reported improved survival with docetaxel.", "comparison")
    assert (given(fact), fact.one("comparator"), fact.one("verdict")) == (["docetaxel"], None, "improved")
    (fact,) = facts(trial + "The trial reported improved survival with docetaxel alone.", "comparison")
    assert (given(fact), fact.one("verdict")) == (["docetaxel", "sorafenib"], "worsened")


def test_what_those_had_who_did_not_get_a_treatment_is_told_the_other_way_round() -> None:
    text = "Patients who did not receive sorafenib had lower survival rates."
    assert verdicts(text) == {"overall survival": "improved"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A review found that adding cetuximab to chemotherapy improved overall survival.",
            [("overall survival", ["cetuximab", "chemotherapy"], ["chemotherapy"], "improved")],
        ),
        (
            "A meta-analysis found a decreased risk of stroke associated with aspirin use (RR, 0.8; 95% CI, 0.7–0.9).",
            [("stroke", ["aspirin"], [], "improved")],
        ),
        (
            "The use of tamoxifen for several years increases the risk of endometrial cancer.",
            [("endometrial cancer", ["tamoxifen"], [], "worsened")],
        ),
        (
            "The study reported a reduction in the risk of stroke with aspirin use.",
            [("stroke", ["aspirin"], [], "improved")],
        ),
    ],
)
def test_a_clause_that_names_a_treatment_tells_of_it_though_no_trial_is_introduced(
    text: str, expected: list[tuple[str, list[str], list[str], str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("control", ["chemotherapy", "standard treatment", "no maintenance therapy"])
def test_what_is_told_by_its_kind_alone_is_the_control(control: str) -> None:
    text = f"Patients were randomly assigned to {control} or sorafenib. Overall survival did not differ in the groups."
    assert [given(f) for f in facts(text, "comparison")] == [["sorafenib"]]


def test_who_continued_on_the_base_is_the_control() -> None:
    text = (
        "Women who received tamoxifen and then exemestane lived longer than women who received tamoxifen. "
        "Women who continued to take tamoxifen were more likely to develop blood clots."
    )
    found = [f for f in facts(text, "comparison") if name(f, "measure") == "blood clots"]
    assert [(given(f), given(f, "comparator"), f.one("verdict")) for f in found] == [
        (["exemestane", "tamoxifen"], ["tamoxifen"], "improved")
    ]


def test_what_a_treatment_followed_is_not_what_did_it() -> None:
    text = "Results showed that treatment with sorafenib after chemotherapy and radiation therapy extended survival."
    assert [given(f) for f in facts(text, "comparison", "nci_research")] == [["sorafenib"]]


def test_two_that_are_joined_are_both_what_a_third_is_measured_against() -> None:
    text = (
        "Patients were randomly assigned to sorafenib, imiquimod, or fluorouracil. Sorafenib was better than topical "
        "imiquimod or fluorouracil at reducing nausea."
    )
    found = [f for f in facts(text, "comparison") if f.one("effect") == "verdict"]
    against = sorted((given(f), given(f, "comparator"), f.one("verdict")) for f in found)
    assert against == [(["sorafenib"], [other], "improved") for other in ("fluorouracil", "imiquimod")]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("The sorafenib group had longer overall survival compared with treatment using cisplatin.", ["cisplatin"]),
        ("Patients who received sorafenib had less pain and nausea than with no treatment.", ["no treatment"]),
        ("Patients who received sorafenib had longer overall survival.", []),
    ],
)
def test_a_treatment_that_no_arm_is_known_by_is_what_a_clause_sets_an_arm_against(
    text: str, comparator: list[str]
) -> None:
    found = facts(f"A trial tested sorafenib in 40 patients. {text}", "comparison")
    assert found
    assert all((given(f), given(f, "comparator")) == (["sorafenib"], comparator) for f in found)


def test_the_only_arm_that_is_named_behind_the_second_figure_is_not_the_one_tested() -> None:
    text = "- Median overall survival was 25.1 months vs 18.7 months with dabrafenib alone (hazard ratio, 0.71)."
    assert not facts(text, "comparison")
    text = "- Median overall survival was 25.1 months with dabrafenib vs 18.7 months in history (hazard ratio, 0.71)."
    assert given(facts(text, "comparison")[0]) == ["dabrafenib"]


@pytest.mark.parametrize(
    "text",
    [
        "The hazard ratio for death with sorafenib versus placebo was 0.42 (95% CI, 0.30 to 0.60) in patients with low "
        "CRP compared with 0.88 (95% CI, 0.70 to 1.10) in patients with high CRP.",
        "Patients with low CRP had an improved overall survival hazard ratio with sorafenib versus placebo (0.42, 95% "
        "CI 0.30-0.60) compared with high CRP (0.88, 95% CI 0.70-1.10).",
    ],
)
def test_each_of_two_ratios_is_of_the_people_beside_it(text: str) -> None:
    told = {str(f.one("value")): f.one("population") for f in facts(TRIAL + text, "comparison", "abstract")}
    assert "low CRP" in str(told["0.42"])
    assert "high CRP" in str(told["0.88"])


def test_two_drugs_that_do_not_differ_are_no_combination() -> None:
    assert not facts("In a study, the rates of stroke for letrozole and exemestane did not differ.", "comparison")
    arms = "Women were randomly assigned to letrozole or exemestane. "
    told = facts(arms + "The rates of stroke for letrozole and exemestane did not differ.", "comparison")
    assert [(given(f), given(f, "comparator")) for f in told] == [(["letrozole"], ["exemestane"])]
