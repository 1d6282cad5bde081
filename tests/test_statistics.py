"""Ratios, p values and changes: which thing, which sides and which people each is told of."""

from __future__ import annotations

import pytest
from comparing import changes
from prose import TRIAL, facts, given, name


def rows(table: str) -> list[tuple[str, list[str], list[str], str, str]]:
    """Measure, sides, effect and value of each number of a table."""
    found = facts(f"# Risks\n\n{table}\n", "comparison", "nci_pdq")
    return [
        (name(f, "measure"), given(f), given(f, "comparator"), str(f.one("effect")), str(f.one("value"))) for f in found
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The risk of stroke was 43 percent lower in the sorafenib group.", "-43"),
        ("Patients who received sorafenib had a 43 percent reduction in stroke risk.", "-43"),
        ("The risk of stroke was reduced by 43 percent in the sorafenib group.", "-43"),
        ("Stroke was more than twice as common in the sorafenib group.", "100"),
        ("Stroke was half as likely in the sorafenib group.", "-50"),
    ],
)
def test_a_change_is_told_with_its_sign(text: str, value: str) -> None:
    assert changes(text) == [("stroke", "relative_change", value)]


def test_a_p_value_in_brackets_belongs_to_what_stands_before_it() -> None:
    text = "Frequent side effects were neutropenia (14% vs 25%, p = 0.053) and diarrhea (18% vs 12%, p = 0.082)."
    assert changes(text) == [("neutropenia", "p_value", "0.053"), ("diarrhea", "p_value", "0.082")]


def test_a_p_value_is_that_of_what_was_so_too_by_whatever_name() -> None:
    text = TRIAL + "Fatigue was rarer with sorafenib (9% vs. 13%), as was drainage of effusions (7% vs. 19%; P = .02)."
    found = [name(f, "measure") for f in facts(text, "comparison") if f.one("effect") == "p_value"]
    assert found == ["drainage of effusions"]
    expected = TRIAL + "Fatigue was rarer with sorafenib, as was expected (9% vs. 13%; P = .02)."
    assert [name(f, "measure") for f in facts(expected, "comparison") if f.one("effect") == "p_value"] == ["fatigue"]


def test_p_values_of_a_list_told_in_order_each_have_their_measure() -> None:
    text = (
        "Disease-free survival and overall survival were 67% and 75% (p = 0.31), and 72% and 82% (p = 0.18), "
        "respectively, with placebo and sorafenib."
    )
    assert changes(text) == [
        ("disease-free survival", "p_value", "0.31"),
        ("overall survival", "p_value", "0.18"),
    ]


def test_a_difference_in_brackets_belongs_to_the_measure_before_it() -> None:
    text = (
        "Overall survival was 56% with sorafenib and 51% with placebo (absolute difference between the groups, 5.3%)."
    )
    assert changes(text) == [("overall survival", "difference", "5.3")]


def test_a_bracket_between_a_p_value_and_its_measure_is_passed_over() -> None:
    text = "The objective response rate was 64% (18% complete response) with sorafenib and 30% with placebo (p = 0.13)."
    assert [m for m, effect, _ in changes(text) if effect == "p_value"] == ["objective response rate"]


def test_ratios_that_a_sentence_names_once_are_read_with_their_intervals() -> None:
    text = (
        "Overall survival hazard ratios for sorafenib were comparable in men (0.69, 95% CI 0.44-1.09) and in women "
        "(0.88, 95% CI 0.68-1.13)."
    )
    told = [(f.one("effect"), str(f.one("value")), f.one("population")) for f in facts(f"{TRIAL} {text}", "comparison")]
    assert told == [("hazard_ratio", "0.69", "men"), ("hazard_ratio", "0.88", "women")], (
        "the ratios, not arms, are alike"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The rate of complete responses was nearly doubled with sorafenib.", ("relative_change", "100")),
        ("The reduction in the risk of death was 43 percent with sorafenib.", ("relative_change", "-43")),
        ("Overall survival was 12 and 10 months (difference, 2 months).", ("difference", "2")),
    ],
)
def test_changes_are_told_in_many_ways(text: str, told: tuple[str, str]) -> None:
    assert told in [(effect, value) for _, effect, value in changes(text)]


def test_a_p_value_of_a_list_is_that_of_each_of_its_members() -> None:
    both = [("quality of life", "p_value", "0.6"), ("limb salvage", "p_value", "0.6")]
    assert changes("No significant difference was seen in quality of life and limb salvage (p = 0.6).") == both
    text = "Patients on sorafenib had better overall survival (p = 0.02) and less pain and fatigue (both p = 0.01)."
    told = [("overall survival", "p_value", "0.02"), ("pain", "p_value", "0.01"), ("fatigue", "p_value", "0.01")]
    assert changes(text) == told


def test_the_limit_of_an_interval_is_no_ratio() -> None:
    assert not changes("Overall survival favored sorafenib (upper limit of the 95% CI for HR, 1.4).")


def test_ratios_told_in_order_each_have_their_measure() -> None:
    text = "Sorafenib improved overall and progression-free survival, with hazard ratios of 0.7 (95% CI, 0.5-0.9) and "
    told = changes(text + "0.6 (95% CI, 0.4-0.8), respectively.")
    assert told == [("overall survival", "hazard_ratio", "0.7"), ("progression-free survival", "hazard_ratio", "0.6")]


def test_a_figure_belongs_to_all_that_a_cue_speaks_of_and_not_to_a_part() -> None:
    text = "Grade 4 neutropenia was more common with sorafenib (p = 0.03)."
    assert changes(text) == [("grade 4 neutropenia", "p_value", "0.03")]
    text = "Sorafenib was associated with a higher risk of breast cancer (HR 1.4; 95% CI, 1.1-1.8)."
    assert ("breast cancer", "hazard_ratio", "1.4") in changes(text)


def test_a_ratio_of_recurrence_or_death_is_that_of_the_survival_told_before_it() -> None:
    text = (
        "Disease-free survival was 91% in the sorafenib group and 80% in the placebo group "
        "(hazard ratio for disease recurrence or death, 0.6)."
    )
    assert changes(text) == [("disease-free survival", "hazard_ratio", "0.6")]


def test_a_column_of_ratios_is_told_of_the_arms_beside_it() -> None:
    table = (
        "|  | Tamoxifen | Raloxifene | RR, 95% CI |\n| --- | --- | --- | --- |\n"
        "| Cataracts | 11.2 | 9.1 | 0.81, 0.7–0.9 |\n| Leg cramps | 1.2 | 0.9 | *P* < .001 |"
    )
    assert rows(table) == [
        ("cataracts", ["raloxifene"], ["tamoxifen"], "risk_ratio", "0.81"),
        ("leg cramps", ["tamoxifen"], ["raloxifene"], "p_value", "0.001"),
    ]


def test_a_column_headed_by_the_ratio_of_a_disease_is_told_of_the_people_of_each_row() -> None:
    table = (
        "| Risk group | RR for lung cancer (95% CI) |\n| --- | --- |\n"
        "| No smoking | 1.0 |\n| Father with lung cancer | 2.4 (2.1–2.8) |"
    )
    assert rows(table) == [("lung cancer", ["father with lung cancer"], [], "risk_ratio", "2.4")]


def test_a_ratio_behind_a_clause_of_its_own_is_of_what_that_names() -> None:
    text = "Sorafenib reduced the risk of stroke, without increasing pneumonia (relative risk, 0.9; 95% CI, 0.3-2.2)."
    assert changes(text) == [("pneumonia", "risk_ratio", "0.9")]


def test_arms_that_a_bound_tells_nothing_of_keep_their_p_value() -> None:
    words = "Overall survival was longer with sorafenib than with placebo (hazard ratio 0.7, P < 0.001 and P < 0.01)."
    found = [f for f in facts(TRIAL + words, "comparison") if f.one("effect") == "p_value"]
    assert found and all(given(f) == ["sorafenib"] for f in found)


def test_statistics_in_one_bracket_go_to_the_things_before_it_in_order() -> None:
    text = "Sorafenib led to more pain, rash, and nausea (P < 0.001, P = 0.004, P = 0.03, respectively)."
    found = changes(text)
    assert [(m, v) for m, _, v in found] == [("pain", "0.001"), ("rash", "0.004"), ("nausea", "0.03")]


def test_statistics_that_are_more_or_fewer_than_the_things_before_them_are_nobodys() -> None:
    text = "Sorafenib led to more pain, rash, and nausea (P < 0.001 and P = 0.004, respectively)."
    assert changes(text) == []


def test_treatments_in_a_list_with_their_ratios_are_each_told_by_itself() -> None:
    text = (
        "Both radiation therapy (HR 0.75, 95% CI 0.67-0.84) and chemotherapy (HR 0.62, 95% CI 0.54-0.69) were "
        "associated with significantly lower mortality than surgery."
    )
    found = [f for f in facts(text, "comparison", "abstract") if f.one("effect") == "hazard_ratio"]
    assert {(tuple(given(f)), str(f.one("value"))) for f in found} <= {
        (("radiation therapy",), "0.75"),
        (("chemotherapy",), "0.62"),
    }


@pytest.mark.parametrize(
    "said",
    ["HR [95% CI], 0.7 [0.5-0.9]", "hazard ratio (95% confidence interval): 0.7 (0.5-0.9)", "HR, 0.7 (0.5, 0.9)"],
)
def test_a_ratio_is_read_behind_the_level_of_its_interval(said: str) -> None:
    text = f"{TRIAL}Sorafenib improved overall survival ({said})."
    (found,) = [f for f in facts(text, "comparison") if f.one("effect") != "verdict"]
    assert [str(found.one(role)) for role in ("effect", "value", "ci_low", "ci_high")] == [
        "hazard_ratio", "0.7", "0.5", "0.9",
    ]  # fmt: skip


def test_bare_numbers_with_their_range_are_ratios_like_the_one_that_is_named() -> None:
    text = "Sorafenib improved PFS (hazard ratio, 0.6 [0.5-0.8]; P = .01) and OS (0.8 [0.6-0.9]; P = .03)."
    assert sorted(told for told in changes(text) if told[1] == "hazard_ratio") == [
        ("overall survival", "hazard_ratio", "0.8"), ("progression-free survival", "hazard_ratio", "0.6"),
    ]  # fmt: skip
    assert changes("The score was 5 [2-9] in the sorafenib group.") == []


def test_each_figure_is_told_against_the_treatment_before_its_bracket() -> None:
    text = (
        "Patients were randomly assigned to sorafenib, imiquimod, or a placebo. Pain was less frequent with sorafenib "
        "than with imiquimod (P = .02) or a placebo (P = .03)."
    )
    found = [f for f in facts(text, "comparison") if f.one("effect") == "p_value"]
    assert sorted((str(f.one("value")), given(f, "comparator")) for f in found) == [
        ("0.02", ["imiquimod"]), ("0.03", ["placebo"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Improved overall survival was associated with avoiding cisplatin before sorafenib (RR, 0.4; P = .03).", []),
        ("Improved overall survival was associated with sorafenib (P = .03).", ["0.03"]),
    ],
)
def test_what_goes_with_leaving_a_treatment_out_is_told_of_no_arm(text: str, values: list[str]) -> None:
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "p_value"]
    assert [str(f.one("value")) for f in found] == values


def test_a_share_is_no_odds_ratio() -> None:
    text = "The prevalence and ORs for hearing loss were higher with sorafenib (26%) than with a placebo (9%)."
    assert not [f for f in facts(TRIAL + text, "outcome") if "OR" in name(f, "measure")]
