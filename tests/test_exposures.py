"""Comparisons of groups that no treatment makes: who, against whom, what befell them, which way and how much."""

from __future__ import annotations

from dataclasses import replace

import pytest
from prose import document, facts, given, lexicon, name

from kg import describe, terms
from kg.model import Fact
from kg.reading.read import read

Row = tuple[str, list[str], list[str], str, str]
"""Measure, group, the group it is set against, effect, value or verdict."""


def row(fact: Fact) -> Row:
    value = fact.one("verdict") or fact.one("value")
    return (name(fact, "measure"), given(fact), given(fact, "comparator"), str(fact.one("effect")), str(value))


def told(text: str) -> list[Row]:
    return sorted(row(fact) for fact in facts(text, "comparison", "nci_pdq"))


FORMS: list[tuple[str, list[Row]]] = [
    ("Obesity was associated with an increased risk of endometrial cancer (RR, 1.6; 95% CI, 1.2–2.0).",
     [("endometrial cancer", ["obesity"], [], "risk_ratio", "1.6"),
      ("endometrial cancer", ["obesity"], [], "verdict", "worsened")]),
    ("A study found an increased risk of lung cancer in smokers. Obesity was associated with a 29% reduction in risk.",
     [("lung cancer", ["obesity"], [], "relative_change", "-29"),
      ("lung cancer", ["obesity"], [], "verdict", "improved"),
      ("lung cancer", ["smokers"], [], "verdict", "worsened")]),
    ("The RR for colon cancer was 0.77 (95% CI, 0.7–0.9) among women who regularly used aspirin.",
     [("colon cancer", ["aspirin"], [], "risk_ratio", "0.77")]),
    ("Neurological conditions increased the risk of stroke (OR, 2.3), which may have other reasons.",
     [("stroke", ["neurological conditions"], [], "odds_ratio", "2.3"),
      ("stroke", ["neurological conditions"], [], "verdict", "worsened")]),
    ("There was no association between lung cancer and the use of aspirin (RR, 1.1; 95% CI, 0.9–1.3).",
     [("lung cancer", ["aspirin"], [], "risk_ratio", "1.1"),
      ("lung cancer", ["aspirin"], [], "verdict", "no_difference")]),
    ("A study showed that people with a brother affected with thymoma, melanoma (of the skin), or lymphoma had a "
     "twofold increased risk of glioma.",
     [("glioma", ["people with a brother affected with thymoma, melanoma, or lymphoma"], [], "risk_ratio", "2"),
      ("glioma", ["people with a brother affected with thymoma, melanoma, or lymphoma"], [], "verdict", "worsened")]),
    ("Smoking was the most important risk factor for lung cancer.",
     [("lung cancer", ["smoking"], [], "verdict", "worsened")]),
    ("Patients with small tumors had better outcomes than those with large tumors.",
     [("outcomes", ["patients with small tumors"], ["those with large tumors"], "verdict", "improved")]),
    ("An elevated risk of stroke was associated with obesity (OR, 3.6; 95% CI, 1.2–4.5) and smoking (OR, 2.4).",
     [("stroke", ["obesity"], [], "odds_ratio", "3.6"),
      ("stroke", ["obesity"], [], "verdict", "worsened"),
      ("stroke", ["smoking"], [], "odds_ratio", "2.4"),
      ("stroke", ["smoking"], [], "verdict", "worsened")]),
    ("An elevated risk of stroke was associated with obesity (OR, 3.6) and thoracic irradiation (OR, 2.4).",
     [("stroke", ["obesity"], [], "odds_ratio", "3.6"),
      ("stroke", ["obesity"], [], "verdict", "worsened")]),
    ("Smoking was associated with an increased risk for stroke (OR, 2.4).",
     [("stroke", ["smoking"], [], "odds_ratio", "2.4"),
      ("stroke", ["smoking"], [], "verdict", "worsened")]),
    ("Smoking was associated with an increased risk for patients of any age (OR, 2.4).", []),
    ("The risk of stroke was higher in men with three or more affected relatives than in smokers.",
     [("stroke", ["men with three or more affected relatives"], ["smokers"], "verdict", "worsened")]),
    ("Smoking was strongly associated with risk for both BRCA1 and BRCA2 variant carriers.", []),
    ("The SIR for glioma was highest among survivors of lymphoma (SIR, 9.3) and bone cancer (SIR, 4.4).",
     [("glioma", ["survivors of bone cancer"], [], "risk_ratio", "4.4"),
      ("glioma", ["survivors of lymphoma"], [], "risk_ratio", "9.3")]),
    ("Smoking was associated with stroke (OR, 2.4).",
     [("stroke", ["smoking"], [], "odds_ratio", "2.4")]),
    ("Women with dense breasts had a 2.5-fold higher risk of breast cancer than women with fatty breasts.",
     [("breast cancer", ["women with dense breasts"], ["women with fatty breasts"], "risk_ratio", "2.5"),
      ("breast cancer", ["women with dense breasts"], ["women with fatty breasts"], "verdict", "worsened")]),
    ("Smokers were two times as likely as nonsmokers to die of lung cancer.",
     [("death from lung cancer", ["smokers"], ["nonsmokers"], "risk_ratio", "2"),
      ("death from lung cancer", ["smokers"], ["nonsmokers"], "verdict", "worsened")]),
    ("The risk of stroke was three times higher in survivors than in their siblings.",
     [("stroke", ["survivors"], ["siblings"], "risk_ratio", "3"),
      ("stroke", ["survivors"], ["siblings"], "verdict", "worsened")]),
    ("The SIR for thyroid cancer was 14.2 (95% CI, 9–18) among survivors of lymphoma.",
     [("thyroid cancer", ["survivors of lymphoma"], [], "risk_ratio", "14.2")]),
    ("Risk factors for stroke included smoking (HR, 2.1), diabetes (HR, 1.8), and older age (HR, 1.2).",
     [("stroke", ["diabetes"], [], "hazard_ratio", "1.8"), ("stroke", ["older age"], [], "hazard_ratio", "1.2"),
      ("stroke", ["smoking"], [], "hazard_ratio", "2.1")]),
    ("An increased risk of melanoma was seen in organ transplant recipients (SIR, 2.4).",
     [("melanoma", ["organ transplant recipients"], [], "risk_ratio", "2.4"),
      ("melanoma", ["organ transplant recipients"], [], "verdict", "worsened")]),
    ("Slow-growing cancers were less likely than fast-growing cancers to be estrogen receptor-negative (OR, 0.81).",
     [("estrogen receptor-negative", ["slow-growing cancers"], ["fast-growing cancers"], "odds_ratio", "0.81")]),
    ("Smoking, alcohol use, and obesity were associated with an increased risk of oral cancer.",
     [("oral cancer", [group], [], "verdict", "worsened") for group in ("alcohol use", "obesity", "smoking")]),
    ("Coffee drinking was not associated with pancreatic cancer.",
     [("pancreatic cancer", ["coffee drinking"], [], "verdict", "no_difference")]),
    ("Carriers of BRIP1 pathogenic variants had a twofold to threefold increased risk of ovarian cancer.",
     [("ovarian cancer", ["carriers of BRIP1 pathogenic variants"], [], "risk_ratio", "2"),
      ("ovarian cancer", ["carriers of BRIP1 pathogenic variants"], [], "risk_ratio", "3"),
      ("ovarian cancer", ["carriers of BRIP1 pathogenic variants"], [], "verdict", "worsened")]),
    ("Parous women had an approximately 30% lower ovarian cancer risk than nulliparous women.",
     [("ovarian cancer", ["parous women"], ["nulliparous women"], "relative_change", "-30"),
      ("ovarian cancer", ["parous women"], ["nulliparous women"], "verdict", "improved")]),
    ("Fast-growing cancers were more likely than slow-growing cancers to be receptor-negative (OR, 1.8), high grade "
     "(OR, 2.1), and node-positive (OR, 1.5).",
     [(what, ["fast-growing cancers"], ["slow-growing cancers"], "odds_ratio", value)
      for what, value in (("high grade", "2.1"), ("node-positive", "1.5"), ("receptor-negative", "1.8"))]),
    ("Compared with noncarriers, carriers of the variant had a 40% higher risk of stroke (HR, 1.4; P = .02).",
     [("stroke", ["carriers of the variant"], ["noncarriers"], "hazard_ratio", "1.4"),
      ("stroke", ["carriers of the variant"], ["noncarriers"], "p_value", "0.02"),
      ("stroke", ["carriers of the variant"], ["noncarriers"], "relative_change", "40"),
      ("stroke", ["carriers of the variant"], ["noncarriers"], "verdict", "worsened")]),
    ("The study found an OR of 7.1 (95% CI, 1.2–45.0) for thyroid cancer in men with TP53 pathogenic variants.",
     [("thyroid cancer", ["men with TP53 pathogenic variants"], [], "odds_ratio", "7.1")]),
    ("The study confirmed the association of the TP53 variant with thyroid cancer (OR, 2.9; 95% CI, 1.9–4.6).",
     [("thyroid cancer", ["TP53 variant"], [], "odds_ratio", "2.9")]),
    ("The risk of endometrial cancer was lower in women who had had children.",
     [("endometrial cancer", ["women who had had children"], [], "verdict", "improved")]),
    ("Tall men, especially smokers, had an increased risk of stroke.",
     [("stroke", ["tall men"], [], "verdict", "worsened")]),
    ("Men with obesity, diabetes, and gout had an increased risk of stroke.",
     [("stroke", ["men with obesity, diabetes, and gout"], [], "verdict", "worsened")]),
    ("The pooled analysis showed an RR for stroke of 1.9 in individuals who had never exercised.",
     [("stroke", ["individuals who had never exercised"], [], "risk_ratio", "1.9")]),
    ("In a cohort, patients with rectal tumors had longer survival than patients with gastric tumors, sarcoma, and "
     "glioma.",
     [("overall survival", ["patients with rectal tumors"], ["patients with gastric tumors, sarcoma, and glioma"],
       "verdict", "improved")]),
    ("Women younger than 40 years had a higher risk of stroke than women who never had children.",
     [("stroke", ["women younger than 40 years"], ["women who never had children"], "verdict", "worsened")]),
    ("In a study of 90 men, perineural spread was an independent predictor of worse overall survival.",
     [("overall survival", ["perineural spread"], [], "verdict", "worsened")]),
    ("In a study of 90 men, a residual mass was not found to be associated with decreased survival.",
     [("overall survival", ["residual mass"], [], "verdict", "no_difference")]),
    ("In a study of 90 men, the 5-year overall survival rate was 64% for patients with nodules and 61% for patients "
     "without nodules (P = .42).",
     [("overall survival", [], [], "p_value", "0.42")]),
    ("In a study, men with raised calcium had a lower ORR (odds ratio, 0.5), a shorter time to progression (HR, 1.7; "
     "P = .01) and shorter survival (P = .03) than those with normal calcium.",
     [(what, ["men with raised calcium"], ["those with normal calcium"], effect, value) for what, effect, value in (
         ("objective response rate", "odds_ratio", "0.5"), ("objective response rate", "verdict", "worsened"),
         ("overall survival", "p_value", "0.03"), ("overall survival", "verdict", "worsened"),
         ("time to progression", "hazard_ratio", "1.7"), ("time to progression", "p_value", "0.01"),
         ("time to progression", "verdict", "worsened"))]),
    ("In a study, smokers had a higher rate of recurrence (HR, 1.9) and longer survival than those who never smoked.",
     [("recurrence", ["smokers"], ["those who never smoked"], "hazard_ratio", "1.9"),
      ("recurrence", ["smokers"], ["those who never smoked"], "verdict", "worsened")]),
    ("A low albumin level was associated with a worse outcome (relative risk [RR] of relapse, 1.9; P = .04; RR of "
     "death, 2.6; 95% CI, 1.4 to 4.9; P = .002).",
     [("outcome", ["low albumin level"], [], "verdict", "worsened"),
      ("overall survival", ["low albumin level"], [], "p_value", "0.002"),
      ("overall survival", ["low albumin level"], [], "risk_ratio", "2.6"),
      ("relapse", ["low albumin level"], [], "p_value", "0.04"),
      ("relapse", ["low albumin level"], [], "risk_ratio", "1.9")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_what_a_sentence_tells_of_groups(text: str, expected: list[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Women with BRCA1 variants may have an increased risk of pancreatic cancer.",
        "There is no reliable evidence that coffee increases the risk of stroke.",
        "These variants were associated with an increased risk of stroke.",
        "Patients had shorter intervals between visits.",
        "Women at increased risk of breast cancer were invited to the clinic.",
        "Fibroids of the womb generally are not cancer.",
        "The major factor that increases the risk of stroke is age.",
        "Women with a history of stroke have a lower risk of stroke when treated with aspirin.",
        "The incidence of stroke was lower in each year from 1990 to 2000 among women.",
        "Affected men showed no reductions in anxiety.",
        "Trials have not shown improved survival rates for children with liver cancer.",
        "A weekly decrease in the incidence of stroke was observed in the mice.",
    ],
)
def test_doubts_and_groups_that_are_not_named_tell_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Smoking is the most important risk factor for lung cancer.",
        "Tall men have an increased risk of stroke.",
        "Lung cancer is more common in men than in women.",
        "Obesity increases the risk of stroke.",
    ],
)
def test_what_everybody_knows_is_a_finding_only_where_a_study_is_told_of(text: str) -> None:
    assert told(text) == []
    assert told(f"A cohort study found that {text[0].lower()}{text[1:]}") != []


def test_what_everybody_knows_is_no_finding_of_the_trial_that_a_page_is_about() -> None:
    page = (
        "# SCULPTOR study: results\n\n## The Study\n\nThe SCULPTOR study followed 900 men for ten years.\n\n"
        "## Questions\n\n"
    )
    known, found = "Tall men have an increased risk of stroke.", "Tall men had an increased risk of stroke."
    assert not facts(page + known, "comparison")
    assert facts(page + found, "comparison")


def test_a_disease_that_does_not_go_with_something_is_what_befell_and_not_the_group() -> None:
    assert told("Esophageal cancer was not associated with height.") == [
        ("esophageal cancer", ["height"], [], "verdict", "no_difference")
    ]


def test_a_range_is_at_least_its_lower_and_at_most_its_upper_end() -> None:
    text = "Carriers of the variant had a twofold to threefold increased risk of ovarian cancer."
    found = {str(f.one("value")): f.one("qualifier") for f in facts(text, "comparison", "nci_pdq") if f.one("value")}
    assert found == {"2": ">=", "3": "<="}


def test_where_a_trial_compares_treatments_its_patients_are_no_group_of_this_kind() -> None:
    text = (
        "Patients were randomly assigned to receive sorafenib or a placebo. Patients with high blood pressure had "
        "an increased risk of stroke."
    )
    assert not any(given(f) == ["patients with high blood pressure"] for f in facts(text, "comparison"))


def test_what_goes_with_an_outcome_is_told_of_a_factor_among_a_trial_s_patients_too() -> None:
    text = (
        "Patients were randomly assigned to receive sorafenib or a placebo. Perineural spread was associated with "
        "worse overall survival."
    )
    found = [row(f) for f in facts(text, "comparison") if given(f) == ["perineural spread"]]
    assert found == [("overall survival", ["perineural spread"], [], "verdict", "worsened")]


def test_a_group_is_an_arm_with_an_exposure_and_no_intervention() -> None:
    lines = describe.describe(
        read(document("Obesity was associated with an increased risk of stroke.", "nci_pdq"), lexicon())
    )
    assert any(f"<{terms.exposure}>" in line for line in lines)
    assert not any(f"<{terms.intervention}>" in line for line in lines)


def test_a_ratio_with_its_number_defines_no_abbreviation() -> None:
    text = (
        "Carriers had an increased risk of ovarian cancer (OR, 2.1). "
        "The OR for stroke was 3.2 among carriers of the variant."
    )
    assert ("stroke", ["carriers of the variant"], [], "odds_ratio", "3.2") in told(text)


def test_a_ratio_right_behind_one_of_several_subjects_is_its_own() -> None:
    text = "In one study, obesity (OR, 2.1), smoking (OR, 1.5), and age (OR, 1.2) were associated with thyroid cancer."
    assert sorted((group, value) for _, group, _, _, value in told(text)) == [
        (["age"], "1.2"),
        (["obesity"], "2.1"),
        (["smoking"], "1.5"),
    ]


def test_the_initials_of_a_trial_s_arm_are_no_factor() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo. mXYZ+S was associated with an increased risk of rash "
        "and worse survival."
    )
    assert not [one for one in told(text) if one[1] == ["mXYZ+S"]]


def test_each_of_a_list_behind_what_was_found_has_the_ratio_in_its_own_bracket() -> None:
    text = (
        "A study found an increased risk of thyroid cancer with goiter (OR, 2.1; 95% CI, 1.2–3.3), "
        "tall stature (OR, 1.6; 95% CI, 1.1–2.4), or both (OR, 3.8; 95% CI, 2.4–6.0)."
    )
    assert [(group, value) for _, group, _, effect, value in told(text) if effect == "odds_ratio"] == [
        (["goiter"], "2.1"),
        (["tall stature"], "1.6"),
    ]


def test_two_ratios_in_one_bracket_belong_to_neither_of_two_groups_alone() -> None:
    text = (
        "In one study, tall stature and heavy build (OR, 2.1; 95% CI, 1.2–3.3, and OR, 3.0; 95% CI, 2.1–4.2, "
        "respectively), and older age (OR, 1.2; 95% CI, 1.1–1.4) were associated with stroke."
    )
    assert [(group, value) for _, group, _, effect, value in told(text) if effect == "odds_ratio"] == [
        (["older age"], "1.2")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nodal spread is a poor prognostic factor.", [("prognosis", ["nodal spread"], "worsened")]),
        ("Nodal spread was not a prognostic factor.", [("prognosis", ["nodal spread"], "no_difference")]),
        ("Nodal spread was a prognostic factor.", []),
        ("Larger tumors are associated with a worse prognosis.", [("prognosis", ["larger tumors"], "worsened")]),
        (
            "Age younger than 25 years and nodal spread were associated with worse outcomes.",
            [("outcomes", ["age younger than 25 years"], "worsened"), ("outcomes", ["nodal spread"], "worsened")],
        ),
        (
            "Recurrence is associated with an extremely poor prognosis, and long survival cannot be expected.",
            [("prognosis", ["recurrence"], "worsened")],
        ),
    ],
)
def test_how_those_fare_who_have_something_is_a_finding_in_the_present_tense_too(
    text: str, expected: list[tuple[str, list[str], str]]
) -> None:
    assert [(measure, group, value) for measure, group, _, _, value in told(text)] == expected


def test_the_disease_of_a_heading_is_no_topic_of_risks_on_a_page_about_a_symptom() -> None:
    text = "### Breast Cancer\n\nA study of 90 women found that older age was associated with an increased risk."
    page = document(text, "nci_pdq")
    for title, measures in (("Lymphedema", []), ("Breast Cancer Prevention", ["breast cancer"])):
        found = read(replace(page, title=title), lexicon()).findings
        assert [name(f.fact, "measure") for f in found if f.fact.kind == "comparison"] == measures


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Smokers had similar relapse rates compared with nonsmokers.", ("smokers", "nonsmokers")),
        (
            "Relapse was more common in smokers than in nonsmokers, but this difference did not reach significance.",
            ("smokers", "nonsmokers"),
        ),
        ("There was no difference in relapse rates between younger and older women.", ("younger women", "older women")),
        ("Relapse rates did not differ between smokers and nonsmokers.", ("smokers", "nonsmokers")),
        ("There was no difference between younger and older women in relapse rates.", ("younger women", "older women")),
        (
            "Relapse rates were similar for patients with and without goiter.",
            ("patients with goiter", "patients without goiter"),
        ),
    ],
)
def test_groups_that_did_not_differ_are_both_named(text: str, groups: tuple[str, str]) -> None:
    (found,) = told(f"In one study, {text[0].lower()}{text[1:]}")
    assert (found[1], found[2], found[4]) == ([groups[0]], [groups[1]], "no_difference")


@pytest.mark.parametrize(
    "text",
    [
        "relapse was more common in smokers than in nonsmokers, and women smoked less, although the difference did not "
        "reach statistical significance.",
        "relapse was more common in smokers than in nonsmokers, and pain was rarer, but this was not significant.",
    ],
)
def test_what_was_not_significant_is_what_was_told_last(text: str) -> None:
    assert ("relapse", ["smokers"], ["nonsmokers"], "verdict", "worsened") in told(f"In one study, {text}")


@pytest.mark.parametrize(
    "text",
    [
        "There was no difference in overall survival between the intervention and control groups.",
        "There was no difference in overall survival between the first and second years.",
        "Follow-up was similar between older and younger women.",
        "There was no difference between the two groups in relapse rates.",
        "There was no difference between baseline and week 12 in relapse rates.",
        "Several reports demonstrate lower rates of stroke.",
    ],
)
def test_arms_years_and_lengths_of_follow_up_are_no_such_groups(text: str) -> None:
    assert told(text) == []


def test_what_an_outcome_was_affected_by_has_its_direction_and_its_p_value() -> None:
    found = told(
        "Overall survival was adversely affected by anemia (P = .02), a large tumor (P = .03), and age (P = .04)."
    )
    assert {(*group, str(value)) for measure, group, _, _, value in found if measure == "overall survival"} == {
        ("anemia", "worsened"), ("large tumor", "worsened"), ("age", "worsened"),
        ("anemia", "0.02"), ("large tumor", "0.03"), ("age", "0.04"),
    }  # fmt: skip
    assert {measure for measure, *_ in found} == {"overall survival"}


def test_whoever_was_more_likely_to_die_had_worse_survival() -> None:
    for text in (
        "Smokers were twice as likely to die as nonsmokers.",
        "Smokers were more likely to die than nonsmokers.",
    ):
        (found,) = (one for one in told(f"In one study, {text[0].lower()}{text[1:]}") if one[3] == "verdict")
        assert found == ("overall survival", ["smokers"], ["nonsmokers"], "verdict", "worsened")


def test_what_had_no_effect_is_no_difference() -> None:
    found = told("Tumor size, sex, and age had no significant effect on relapse.")
    assert {(*group, value) for _, group, _, _, value in found} == {
        ("tumor size", "no_difference"), ("sex", "no_difference"), ("age", "no_difference"),
    }  # fmt: skip


def test_each_factor_of_a_pair_has_the_ratio_behind_it() -> None:
    text = (
        "Nodal spread (HR, 2.1) and age (HR, 1.5) predicted relapse. "
        "Predictors of relapse were sex (HR, 2) and size (HR, 3)."
    )
    assert {(*group, value) for _, group, _, effect, value in told(text) if effect == "hazard_ratio"} == {
        ("nodal spread", "2.1"), ("age", "1.5"), ("sex", "2"), ("size", "3"),
    }  # fmt: skip


def test_a_direction_that_is_told_again_goes_on_with_the_same_group() -> None:
    text = "Nodal spread was associated with shorter PFS (HR, 2.1; P = .01) and shorter OS (HR, 1.5; P = .02)."
    found = [(m, v) for m, group, _, e, v in told(text) if e != "p_value" and group == ["nodal spread"]]
    assert found == [
        ("overall survival", "1.5"), ("overall survival", "worsened"),
        ("progression-free survival", "2.1"), ("progression-free survival", "worsened"),
    ]  # fmt: skip


def test_factors_associated_with_a_worse_outcome_are_listed_with_their_direction() -> None:
    text = "Factors associated with worse overall survival were older age (HR, 1.5) and nodal spread (HR, 2)."
    assert {(*group, value) for _, group, _, effect, value in told(text) if effect == "verdict"} == {
        ("older age", "worsened"), ("nodal spread", "worsened"),
    }  # fmt: skip


def test_one_of_several_goes_by_their_short_form() -> None:
    text = (
        "Immune-related adverse events (irAEs) were studied. Obesity was associated with an increased risk of any irAE."
    )
    assert [(measure, group) for measure, group, *_ in told(text)] == [("immune-related adverse events", ["obesity"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Risk factors for late liver failure included high-dose radiation exposing the liver (RR, 3.7), "
            "any cisplatin dose (RR, 2.2), and nephrectomy (RR, 1.4).",
            [("late liver failure", ["nephrectomy"], [], "verdict", "worsened")],
        ),
        (
            "Risk factors for thrombosis among survivors were female sex, being affected by obesity, and genetics.",
            [("thrombosis", ["female sex"], [], "verdict", "worsened")],
        ),
        ("In a cohort, more severe hearing loss was associated with a younger age at diagnosis (OR, 5.4).", []),
        ("In a study, age at irradiation was a risk factor for scoliosis (P = .006).", []),
        (
            "In a cohort study, survivors were at greater risk of severe or fatal health conditions than siblings.",
            [
                ("fatal health conditions", ["survivors"], ["siblings"], "verdict", "worsened"),
                ("severe conditions", ["survivors"], ["siblings"], "verdict", "worsened"),
            ],
        ),
    ],
)
def test_each_member_of_a_list_of_factors_has_what_stands_by_it(text: str, expected: list[Row]) -> None:
    assert told(text) == expected


def test_a_ratio_of_one_step_is_not_that_of_all_who_took_it() -> None:
    text = (
        "In a cohort study, late births were associated with a lower risk of melanoma, "
        "with an OR of 0.7 (95% CI, 0.6–0.8)"
    )
    assert [row[3] for row in told(f"{text} for the first late birth.")] == ["verdict"]
    assert "odds_ratio" in [row[3] for row in told(f"{text}.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In a cohort, smokers had more disease progression than nonsmokers, and though few died, there were more "
            "cancers (3% vs 9%; P = .04).",
            [
                ("cancers", [], [], "p_value", "0.04"),
                ("disease progression", ["smokers"], ["nonsmokers"], "verdict", "worsened"),
            ],
        ),
        (
            "In a cohort, smokers had more disease progression than nonsmokers, and this held for years (P = .04).",
            [
                ("disease progression", ["smokers"], ["nonsmokers"], "p_value", "0.04"),
                ("disease progression", ["smokers"], ["nonsmokers"], "verdict", "worsened"),
            ],
        ),
        (
            "In a cohort, smokers had worse survival than nonsmokers (P = .31).",
            [("overall survival", ["smokers"], ["nonsmokers"], "p_value", "0.31")],
        ),
    ],
)
def test_a_p_value_is_of_its_own_clause_and_leaves_no_way_where_it_may_be_chance(
    text: str, expected: list[Row]
) -> None:
    assert told(text) == expected
