"""What sounds like a comparison and is none: factors, baselines, doubts, plans, what was known before."""

from __future__ import annotations

import pytest
from comparing import changes, told, verdicts
from prose import TRIAL, facts, given, name

KNOWN = [
    "Sorafenib has been shown to improve overall survival in patients with liver cancer. ",
    "Background\n\nSorafenib improves overall survival in patients with liver cancer.\n\nMethods\n\n",
]


@pytest.mark.parametrize(
    "text",
    [
        "The baseline quality of life was similar in the two groups.",
        "Median age was similar in the sorafenib and placebo groups.",
        "Overall survival with sorafenib was similar to that reported in earlier trials.",
    ],
)
def test_baselines_and_other_trials_are_no_findings(text: str) -> None:
    assert not verdicts(text)


def test_groups_of_people_that_no_treatment_makes_are_not_compared() -> None:
    assert not verdicts("There was no difference in overall survival between standard-risk and high-risk patients.")


def test_p_values_of_two_kinds_of_people_are_no_comparison_of_treatments() -> None:
    text = "Survival was 93 months for those with no residual disease and 45 months for those with it (p = 0.04)."
    assert changes(text) == [("overall survival", "p_value", "0.04")]
    assert all(not given(f) and not given(f, "comparator") for f in facts(TRIAL + text, "comparison"))


def test_what_a_drug_does_in_general_is_no_finding_of_a_trial_but_a_denied_effect_is() -> None:
    assert not verdicts("Sorafenib increases the risk of stroke.")
    assert verdicts("Sorafenib did not improve overall survival.") == {"overall survival": "no_difference"}
    assert verdicts("Sorafenib failed to improve overall survival.") == {"overall survival": "no_difference"}


def test_figures_on_a_factor_are_not_told_of_the_arms() -> None:
    text = "High tumor grade was prognostic for overall survival (HR 0.7, p = 0.02)."
    found = facts(TRIAL + text, "comparison")
    assert {f.one("effect") for f in found} == {"hazard_ratio", "p_value"}
    assert {(f.one("arm"), f.one("population")) for f in found} == {(None, "High tumor grade")}
    text = "Survival was adversely affected by weight loss (p = 0.02) and the presence of bulky disease (p = 0.01)."
    found = facts(TRIAL + text, "comparison")
    assert {(*given(f), str(f.one("value") or f.one("verdict"))) for f in found} == {
        ("weight loss", "0.02"), ("presence of bulky disease", "0.01"),
        ("weight loss", "worsened"), ("presence of bulky disease", "worsened"),
    }  # fmt: skip


def test_what_a_trial_was_made_to_find_is_no_result() -> None:
    assert not changes(
        "The trial had 90 percent power to find a hazard ratio for death of 0.7 (two-sided alpha of 0.05)."
    )


def test_what_changed_over_the_years_is_no_finding_of_a_trial() -> None:
    assert not verdicts("Since 1995, mortality decreased by half.")


def test_a_trial_that_is_described_has_no_result_yet() -> None:
    assert not verdicts("This trial compares sorafenib with a placebo: sorafenib improved overall survival in animals.")
    assert verdicts("A trial comparing sorafenib with a placebo found longer survival with sorafenib.")


@pytest.mark.parametrize(
    "text",
    [
        "Stopping aspirin increased the risk of stroke.",
        "Patients who responded to sorafenib had longer overall survival.",
        "Radiation therapy as palliative therapy to ease pain and improve quality of life.",
        "Delayed vomiting in children who receive cisplatin requires further study.",
    ],
)
def test_a_treatment_that_was_not_given_or_not_tried_did_nothing(text: str) -> None:
    assert told(text) == []


def test_groups_of_people_that_no_treatment_makes_are_no_arms() -> None:
    text = "Overall survival for children with a relapse was worse, at 69%, than it was for children without one."
    assert verdicts(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "The study showed a similar objective response rate as the ABC-1 trial.",
        "The lower overall survival may cast doubt on the safety of sorafenib.",
        "A similar outcome occurred in two patients who received sorafenib.",
        "Overall survival was numerically longer with sorafenib than with placebo.",
        "Sorafenib was not noninferior to placebo for overall survival.",
        "Compared with published data, overall survival with sorafenib was longer.",
        "Unlike that study, which did not show improvements in overall survival, this one enrolled men.",
        "Increased pain and nausea have been reported in more than 40% of those treated with sorafenib.",
    ],
)
def test_other_studies_and_doubts_are_no_findings(text: str) -> None:
    assert verdicts(text) == {}


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Overall survival was the same in Asian versus non-Asian patients (P = 0.3).", "Asian vs non-Asian"),
        (
            "Overall survival was the same in KIT carriers compared with noncarriers (P = 0.3).",
            "KIT carriers vs noncarriers",
        ),
        (
            "Patients with local disease had an overall survival of 46%, whereas patients with distant disease had one "
            "of 29% (P = 0.12).",
            "Patients with local disease vs patients with distant disease",
        ),
        (
            "Older adults had the same overall survival as expected compared to younger adults (P = 0.4).",
            "Older adults vs younger adults",
        ),
    ],
)
def test_p_values_of_people_who_are_set_apart_are_no_arms_result(words: str, people: str) -> None:
    found = [f for f in facts(TRIAL + words, "comparison") if f.one("effect") == "p_value"]
    assert [(given(f), given(f, "comparator")) for f in found] == [([], [])]
    assert people in str(found[0].one("population"))


def test_a_p_value_of_people_of_one_arm_is_that_arms_and_of_no_other() -> None:
    text = "Patients taking sorafenib >1 year versus ≤1 year had no other overall survival (P = 0.21)."
    (fact,) = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "p_value"]
    assert (given(fact), given(fact, "comparator")) == (["sorafenib"], [])
    assert ">1 year vs ≤1" in str(fact.one("population"))


@pytest.mark.parametrize(
    "text",
    [
        "Overall survival at 2 years was 40% with sorafenib (P = 0.01 compared with the historical rate).",
        "The overall survival benefit of sorafenib should be evaluated with care.",
        "Bleeding within 12 weeks of increasing pain with sorafenib was defined as an event.",
        "Furthermore, serum X levels were elevated in both groups (P < 0.05).",
    ],
)
def test_what_no_arm_is_compared_by_is_no_comparison(text: str) -> None:
    assert facts(TRIAL + text, "comparison", "abstract") == []


def test_figures_behind_each_of_a_list_of_factors_are_told_of_these() -> None:
    text = (
        "As for local recurrence, multivariate analysis showed that depth of invasion (P = 0.01), "
        "margin status (P = 0.02), and radiation therapy (P = 0.03) were significantly associated."
    )
    found = facts(TRIAL + text, "comparison")
    assert [(str(f.one("population")), given(f)) for f in found if f.one("population")] == [
        ("depth of invasion", []),
        ("margin status", []),
        ("radiation therapy", []),
    ]


def test_a_treatment_that_only_says_when_a_factor_was_seen_is_no_arm_of_its_figures() -> None:
    text = "Female sex (HR, 2.1) and relapse after sorafenib (HR, 3.0) were predictive factors for overall survival."
    found = facts(TRIAL + text, "comparison")
    assert [(str(f.one("population")), given(f)) for f in found] == [
        ("Female sex", []),
        ("relapse after sorafenib", []),
    ]


def test_three_kinds_of_people_are_compared_with_one_another_and_no_arms() -> None:
    text = (
        "The 5-year overall survival rates for patients with low-, intermediate-, and high-risk tumors were 90%, 80%, "
        "and 50%, respectively (P = .02)."
    )
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "p_value"]
    assert all(not given(f) and "low-risk tumors vs" in str(f.one("population")) for f in found)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        (
            "Multivariate analysis identified tumor size as an independent prognostic factor for overall survival",
            "tumor size",
        ),
        (
            "Cox models showed that tumor size was significantly and independently associated with overall survival",
            "tumor size",
        ),
        ("Tumor size was found to be independently associated with overall survival", "Tumor size"),
    ],
)
def test_figures_on_a_factor_are_no_arms_however_it_is_called_one(text: str, factor: str) -> None:
    found = facts(TRIAL + text + " (hazard ratio, 2.5; P = 0.01).", "comparison")
    figures = [f for f in found if f.one("effect") != "verdict"]
    assert len(figures) == 2 and all(not given(f) or given(f) == [factor.lower()] for f in figures)
    assert {str(f.one("population") or factor) for f in figures} == {factor}


def test_what_a_list_of_factors_goes_with_may_stand_behind_it() -> None:
    text = "Univariate analysis showed that age (P = 0.01) and stage (P = 0.02) were significant predictors of relapse."
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "p_value"]
    assert [(name(f, "measure"), str(f.one("population"))) for f in found] == [("relapse", "age"), ("relapse", "stage")]


@pytest.mark.parametrize("known", KNOWN)
def test_what_an_abstract_tells_as_known_is_no_finding_of_its_own_trial(known: str) -> None:
    text = (
        f"{known}We randomly assigned patients to lenvatinib or a placebo. Overall survival was longer with lenvatinib."
    )
    found = facts(text, "comparison", "abstract")
    told = [(name(f, "trial"), given(f), given(f, "comparator")) for f in found]
    assert sorted(told) == [("study", ["lenvatinib"], ["placebo"]), ("study-2", ["sorafenib"], [])]


def test_what_an_abstract_tells_as_known_of_no_named_treatment_is_told_of_none_of_its_arms() -> None:
    text = (
        "Drugs of this new class have been shown to improve overall survival. "
        "We randomly assigned patients to sorafenib or lenvatinib."
    )
    assert facts(text, "comparison", "abstract") == []


@pytest.mark.parametrize("result", [
    "In those who got rituximab, there was no difference in outcome based on weight and stage.",
    "Disease stage at diagnosis did not demonstrate differences in event-free survival.",
    "Adverse risk factors for local recurrence were pelvic tumors (hazard ratio [HR], 2.10; 95% CI, 1.10–3.90).",
])  # fmt: skip
def test_what_is_told_of_factors_is_told_of_no_arm(result: str) -> None:
    text = f"Patients were randomly assigned to rituximab plus chemotherapy or chemotherapy alone. {result}"
    assert not [f for f in facts(text, "comparison") if f.one("arm") is not None and f.one("comparator") is not None]


def test_what_is_told_of_a_drug_that_no_arm_got_is_not_told_of_the_arms() -> None:
    text = "Imiquimod was associated with more nausea compared with sorafenib (OR, 2.1) and a placebo (OR, 1.6)."
    found = facts(TRIAL + text, "comparison")
    assert all(given(f) == ["imiquimod"] for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Compared with patients on a stable dose, survival was longer in those with a reduced dose (HR, 0.5).",
        "Older patients were less likely to have a complete response (odds ratio, 0.3).",
        "Patients with liver metastases had significantly worse overall survival (HR, 1.6; P = .03).",
        "Patients with a good performance status experienced longer survival.",
        "The effect on overall survival was alike in women and men (P for interaction = .03).",
    ],
)
def test_groups_within_the_arms_and_tests_of_interaction_are_no_contrast_of_the_arms(text: str) -> None:
    assert [f for f in facts(TRIAL + text, "comparison") if given(f) == ["sorafenib"]] == []


def test_people_at_a_higher_risk_of_something_did_not_get_it_more_often() -> None:
    assert "stroke" not in verdicts("Sorafenib had similar efficacy in individuals with an increased risk of stroke.")


def test_two_verdicts_that_go_against_each_other_are_both_left_out() -> None:
    text = "In the trial, certain fats increased the risk of stroke while others decreased the risk of stroke."
    assert [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "verdict"] == []


@pytest.mark.parametrize(
    "text",
    [
        "A response rate of 40% with sorafenib was assumed for the sample size calculation.",
        "Historically, the response rate with sorafenib was 20%.",
    ],
)
def test_what_was_assumed_or_was_so_before_is_no_outcome(text: str) -> None:
    assert facts(TRIAL + text, "outcome") == []


def test_a_change_told_of_the_control_is_none_of_the_arm_that_is_tested() -> None:
    text = "The risk of death was 30% lower with a placebo than with sorafenib."
    assert [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "relative_change"] == []
