"""Comparisons: what was as good as something else, and whom pooled arms and factors are told of."""

from __future__ import annotations

from prose import facts, given, name

TRIAL = "Patients were randomly assigned to receive sorafenib or a placebo. "
DOSES = "Patients were randomly assigned to sorafenib every 2 weeks, sorafenib every 3 weeks, or lenvatinib. "


def verdicts(text: str) -> list[tuple[str, list[str], list[str], str]]:
    """Measure, arm, comparator and verdict of each verdict."""
    found = [f for f in facts(text, "comparison") if f.one("effect") == "verdict"]
    return [(name(f, "measure"), given(f), given(f, "comparator"), str(f.one("verdict"))) for f in found]


def test_treatments_of_no_known_trial_are_compared_by_what_is_named_behind_them() -> None:
    text = "In two randomized trials, lanreotide was comparable with octreotide in terms of overall survival."
    assert verdicts(text) == 2 * [("overall survival", ["lanreotide"], ["octreotide"], "no_difference")]


def test_significance_that_was_not_met_is_no_difference() -> None:
    text = TRIAL + "Sorafenib did not reach statistical significance for the primary end point of overall survival."
    assert verdicts(text) == [("overall survival", ["sorafenib"], ["placebo"], "no_difference")]


def test_what_did_not_affect_an_outcome_is_the_factor_and_not_the_arm() -> None:
    text = TRIAL + "Nodal spread did not affect overall survival."
    assert verdicts(text) == [("overall survival", ["nodal spread"], [], "no_difference")]


def test_groups_of_one_treatment_are_told_of_together_against_the_other_arm() -> None:
    text = DOSES + "Patients in the sorafenib groups had higher response rates than those in the lenvatinib group."
    assert verdicts(text) == [("objective response rate", ["sorafenib"], ["lenvatinib"], "improved")]


def test_a_ratio_behind_both_of_its_sides_is_that_of_its_sentence() -> None:
    text = "The hazard ratio for death with sorafenib, as compared with a placebo, was 0.68 (95% CI, 0.52-0.87)."
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "hazard_ratio"]
    assert [(name(f, "measure"), str(f.one("value")), given(f)) for f in found] == [
        ("overall survival", "0.68", ["sorafenib"])
    ]


def test_cases_of_a_disease_are_the_disease() -> None:
    text = TRIAL + "The sorafenib group had fewer actinic keratosis cases than the placebo group."
    assert [(measure, verdict) for measure, _, _, verdict in verdicts(text)] == [("actinic keratosis", "improved")]


def test_people_called_by_a_disease_are_no_measure() -> None:
    text = TRIAL + "Sorafenib showed a benefit in thyroid cancer patients and improved overall survival."
    assert [measure for measure, _, _, _ in verdicts(text)] == ["overall survival"]


def test_those_whom_a_treatment_failed_are_no_arm_of_it() -> None:
    text = "Patients were randomly assigned to sorafenib or lenvatinib. Sorafenib-refractory goiters shrank more often."
    assert facts(text, "comparison") == []
    named = "Patients were randomly assigned to sorafenib or lenvatinib. Patients with sorafenib failure lived longer."
    assert facts(named, "comparison") == []


def test_a_gain_right_behind_a_measure_is_that_measure() -> None:
    text = TRIAL + "No overall survival benefit was seen with sorafenib (hazard ratio, 0.95; 95% CI, 0.80-1.13)."
    found = [f for f in facts(text, "comparison") if f.one("effect") == "hazard_ratio"]
    assert [name(f, "measure") for f in found] == ["overall survival"]


def test_a_p_value_behind_people_set_apart_is_told_of_both() -> None:
    text = (
        "Sixty patients were treated. Patients with small nodules had a response rate of 49% compared with 29% in "
        "patients with large nodules (P = .08)."
    )
    (found,) = (f for f in facts(text, "comparison") if f.one("effect") == "p_value")
    assert str(found.one("population")) == "Patients with small nodules vs patients with large nodules"


def test_what_results_do_not_support_is_no_finding() -> None:
    text = "These results do not support the idea that obesity is associated with worse overall survival."
    assert facts(text, "comparison") == []


def test_a_ratio_of_one_silences_no_verdict() -> None:
    text = "In one study, height did not influence overall survival (HR, 1.0; 95% CI, 0.9-1.1)."
    found = facts(text, "comparison")
    assert {str(f.one("effect")) for f in found} == {"hazard_ratio", "verdict"}


def test_factors_correlated_with_an_outcome_are_told_each() -> None:
    text = "In one study, factors correlated with poor overall survival were pre-treatment anemia, thirst, and old age."
    told = [(given(f), str(f.one("verdict"))) for f in facts(text, "comparison")]
    assert told == [([factor], "worsened") for factor in ("pre-treatment anemia", "thirst", "old age")]


def test_a_group_by_what_it_had_is_set_against_the_other_beside_its_figure() -> None:
    text = "In one study, the fasting group had a longer overall survival, compared with 25 months for the sated group."
    assert verdicts(text) == [("overall survival", ["fasting group"], ["sated group"], "improved")]


def test_people_of_one_arm_are_set_apart_within_it() -> None:
    text = TRIAL + "Overall survival was longer in patients given sorafenib for >1 year versus ≤1 year (P = .02)."
    (found,) = (f for f in facts(text, "comparison") if f.one("effect") == "p_value")
    assert given(found) == ["sorafenib"]
    assert ">1" in str(found.one("population"))
    assert "≤1" in str(found.one("population"))


def test_a_drug_that_the_arms_are_measured_against_is_none_of_their_comparators() -> None:
    two = "Patients were randomly assigned to sorafenib or lenvatinib. "
    text = two + "Compared to pembrolizumab, overall survival was similar for sorafenib (HR, 1.02; 95% CI, 0.91-1.14)."
    assert all(given(f, "comparator") != ["lenvatinib"] for f in facts(text, "comparison") if f.one("comparator"))


def test_a_ratio_compared_with_an_arm_is_that_of_the_other() -> None:
    text = TRIAL + "Placebo was associated with a hazard ratio for death of 1.7 compared with sorafenib."
    found = [f for f in facts(text, "comparison") if f.one("effect") == "hazard_ratio"]
    assert all(given(f) == ["placebo"] for f in found)
    assert found


def test_what_is_inferior_with_a_treatment_is_not_told_against_it() -> None:
    text = (
        "Patients were randomly assigned to sunitinib or capecitabine. Median overall survival (15 vs. 24 months; HR, "
        "1.17; P = 0.35) was numerically inferior with sunitinib versus capecitabine."
    )
    ratios = [f for f in facts(text, "comparison") if f.one("effect") == "hazard_ratio"]
    assert [(given(f), given(f, "comparator")) for f in ratios] == [(["sunitinib"], ["capecitabine"])]
