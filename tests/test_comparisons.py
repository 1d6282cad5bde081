"""Comparisons: what fills a verdict's slot, whom it is told of, and which figure tells which change."""

from __future__ import annotations

import pytest
from prose import document, facts, given, lexicon, name

from kg.reading.read import read

TRIAL = "Patients were randomly assigned to receive sorafenib or a placebo. "


def verdicts(text: str) -> dict[str, object]:
    """Measure and verdict of each verdict, all of them told of sorafenib."""
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") == "verdict"]
    assert all(given(f) == ["sorafenib"] for f in found)
    return {name(f, "measure"): f.one("verdict") for f in found}


def changes(text: str) -> list[tuple[str, str, str]]:
    """Measure, effect and value of each number."""
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") != "verdict"]
    return [(name(f, "measure"), str(f.one("effect")), str(f.one("value"))) for f in found]


def test_each_thing_of_a_list_gets_the_verdict() -> None:
    text = "Patients who received sorafenib experienced less constipation, neuropathy, and nausea."
    assert verdicts(text) == dict.fromkeys(("constipation", "neuropathy", "nausea"), "improved")


def test_no_difference_holds_for_all_that_it_lists_also_for_what_no_list_knows() -> None:
    text = "There were no differences in overall survival (11 vs. 12 months), limb salvage, or pain between the groups."
    assert verdicts(text) == dict.fromkeys(("overall survival", "limb salvage", "pain"), "no_difference")


def test_what_is_taken_out_did_not_differ() -> None:
    text = "Sorafenib reduced the risk of stroke but not pneumonia."
    assert verdicts(text) == {"stroke": "improved", "pneumonia": "no_difference"}


def test_some_of_a_kind_stand_for_the_kind() -> None:
    text = "Several side effects were more common in the sorafenib group, including nausea and fatigue."
    assert verdicts(text) == {"nausea": "worsened", "fatigue": "worsened"}


def test_each_adjective_has_its_own_direction() -> None:
    text = "Patients who received sorafenib had less pain and better quality of life."
    assert verdicts(text) == {"pain": "improved", "quality of life": "improved"}


@pytest.mark.parametrize(
    "text",
    [
        "Diarrhea was more common in the placebo group.",
        "Diarrhea occurred less often in patients who received sorafenib.",
        "There were fewer cases of diarrhea in the sorafenib group than in the placebo group.",
        "More patients who received a placebo than who received sorafenib had diarrhea.",
        "Patients who received a placebo were more likely to have diarrhea.",
    ],
)
def test_what_is_worse_for_the_control_is_better_for_the_drug(text: str) -> None:
    assert verdicts(text) == {"diarrhea": "improved"}


def test_a_verdict_that_is_repeated_is_one_fact() -> None:
    text = (
        "Overall survival was longer with sorafenib than with placebo. "
        "The improvement in overall survival with sorafenib was seen at every site."
    )
    assert len(facts(TRIAL + text, "comparison")) == 1


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
    text = "Most frequent toxicities were neutropenia (13% vs 22%, p = 0.053) and diarrhea (19% vs 11%, p = 0.082)."
    assert changes(text) == [("neutropenia", "p_value", "0.053"), ("diarrhea", "p_value", "0.082")]


def test_an_adjective_borrows_the_head_of_the_next_thing() -> None:
    text = "Surgical and pathologic response was better in the sorafenib group."
    assert verdicts(text) == {"surgical response": "improved", "pathologic response": "improved"}


def test_a_grade_belongs_to_what_it_grades() -> None:
    text = "There was no difference in grade 3 or 4 neutropenia between the groups."
    assert verdicts(text) == {"grade 3 or 4 neutropenia": "no_difference"}


def test_p_values_of_a_list_told_in_order_each_have_their_measure() -> None:
    text = (
        "Disease-free survival and overall survival were 67% and 75% (p = 0.31), and 72% and 82% (p = 0.18), "
        "respectively, with placebo and sorafenib."
    )
    assert changes(text) == [
        ("disease-free survival", "p_value", "0.31"),
        ("overall survival", "p_value", "0.18"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sorafenib did not result in longer overall survival.",
        "Treatment with sorafenib was not associated with longer overall survival.",
        "Overall survival was longer with sorafenib, but the difference was not statistically significant.",
    ],
)
def test_what_is_denied_or_not_significant_is_no_difference(text: str) -> None:
    assert verdicts(text) == {"overall survival": "no_difference"}


def test_a_lower_risk_of_death_is_an_improvement_of_survival() -> None:
    assert verdicts("Patients who received sorafenib had a reduced risk of death.") == {"overall survival": "improved"}


def test_groups_of_people_that_no_treatment_makes_are_not_compared() -> None:
    assert not verdicts("There was no difference in overall survival between standard-risk and high-risk patients.")


def test_a_difference_in_brackets_belongs_to_the_measure_before_it() -> None:
    text = (
        "Overall survival was 56% with sorafenib and 51% with placebo (absolute difference between the groups, 5.3%)."
    )
    assert changes(text) == [("overall survival", "difference", "5.3")]


def test_a_plan_in_another_clause_takes_nothing_from_a_verdict() -> None:
    text = "Sorafenib provided longer overall survival than placebo, and should be studied in further trials."
    assert verdicts(text) == {"overall survival": "improved"}


def test_a_change_in_both_groups_is_told_of_each() -> None:
    found = facts(TRIAL + "Pain decreased in both groups.", "comparison")
    assert [(given(f), f.one("verdict"), f.one("comparator")) for f in found] == [
        (["sorafenib"], "improved", None),
        (["placebo"], "improved", None),
    ]


def test_a_verdict_on_a_part_of_the_trial_says_on_which() -> None:
    text = "The improvement in overall survival with sorafenib was seen in all prespecified subgroups."
    (fact,) = facts(TRIAL + text, "comparison")
    assert fact.one("population") == "all prespecified subgroups"


def test_a_bracket_between_a_p_value_and_its_measure_is_passed_over() -> None:
    text = "The objective response rate was 64% (18% complete response) with sorafenib and 30% with placebo (p = 0.13)."
    assert [m for m, effect, _ in changes(text) if effect == "p_value"] == ["objective response rate"]


def test_ratios_that_a_sentence_names_once_are_read_with_their_intervals() -> None:
    text = (
        "Overall survival hazard ratios for sorafenib were comparable in men (0.69, 95% CI 0.44-1.09) and in women "
        "(0.88, 95% CI 0.68-1.13)."
    )
    assert changes(text) == [
        ("overall survival", "hazard_ratio", "0.69"),
        ("overall survival", "hazard_ratio", "0.88"),
    ]


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


def test_p_values_of_two_kinds_of_people_are_no_comparison_of_treatments() -> None:
    text = "Survival was 93 months for those with no residual disease and 45 months for those with it (p = 0.04)."
    assert changes(text) == [("overall survival", "p_value", "0.04")]
    assert all(not given(f) and not given(f, "comparator") for f in facts(TRIAL + text, "comparison"))


def test_what_a_drug_does_in_general_is_no_finding_of_a_trial_but_a_denied_effect_is() -> None:
    assert not verdicts("Sorafenib increases the risk of stroke.")
    assert verdicts("Sorafenib did not improve overall survival.") == {"overall survival": "no_difference"}
    assert verdicts("Sorafenib failed to improve overall survival.") == {"overall survival": "no_difference"}


def test_a_verdict_whose_clause_names_both_sides_is_told_apart() -> None:
    found = read(document(TRIAL + "Overall survival was longer with sorafenib than with placebo."), lexicon()).findings
    assert [f.evidence.method for f in found if f.fact.kind == "comparison"] == ["verdict.was.contrasted"]


def test_an_attribute_alone_is_no_verdict() -> None:
    assert not verdicts(
        "Patients treated with sorafenib had rare, more aggressive tumors or increased pressure or seizures."
    )


def test_semicolons_in_brackets_part_no_clause_and_behind_brackets_they_part_a_list() -> None:
    text = "Overall survival (9 vs. 11 months; p = 0.4) and response rates (20 vs. 22 percent; p = 0.6) were similar."
    assert verdicts(text) == dict.fromkeys(("overall survival", "objective response rate"), "no_difference")
    text = "There were no differences in overall survival (HR 0.9, p = 0.5); limb salvage (p = 0.7); or pain (p = 0.3)."
    assert verdicts(text) == dict.fromkeys(("overall survival", "limb salvage", "pain"), "no_difference")


@pytest.mark.parametrize(
    "text",
    [
        "Overall survival was 12 months in the sorafenib group, with no difference between the two groups.",
        "Overall survival was 12 months with sorafenib and 11 months with a placebo (n.s.).",
        "Overall survival was 12 months with sorafenib and 11 months with a placebo, which was not significant.",
        "Sorafenib did not affect overall survival.",
        "The two groups did not differ significantly in overall survival.",
        "Sorafenib was comparable to a placebo in terms of overall survival.",
    ],
)
def test_no_difference_is_told_behind_the_measure_too(text: str) -> None:
    assert verdicts(text) == {"overall survival": "no_difference"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Platelet and neutrophil recovery was slower with sorafenib.", ("platelet recovery", "neutrophil recovery")),
        ("Significantly more blood transfusions were required in the sorafenib group.", ("blood transfusions",)),
        ("More patients in the sorafenib group than in the placebo group experienced hair loss.", ("hair loss",)),
        ("Side effects that occurred more often with sorafenib than with a placebo included fatigue.", ("fatigue",)),
        ("Overall survival favored the placebo.", ("overall survival",)),
        ("Sorafenib was more toxic than a placebo.", ("toxicity",)),
        (
            "Pain-related adverse events of any grade were more common with sorafenib.",
            ("pain-related adverse events of any grade",),
        ),
    ],
)
def test_what_was_worse_is_whatever_the_clause_speaks_of(text: str, told: tuple[str, ...]) -> None:
    assert verdicts(text) == dict.fromkeys(told, "worsened")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The rate of complete responses was nearly doubled with sorafenib.", ("relative_change", "100")),
        ("The reduction in the risk of death was 43 percent with sorafenib.", ("relative_change", "-43")),
        ("Progression-free survival was longer with sorafenib by an average of 2.5 months.", ("difference", "2.5")),
        ("Overall survival was 12 and 10 months (difference, 2 months).", ("difference", "2")),
    ],
)
def test_changes_are_told_in_many_ways(text: str, told: tuple[str, str]) -> None:
    assert told in [(effect, value) for _, effect, value in changes(text)]


def test_a_direction_is_told_of_the_arm_right_behind_it() -> None:
    text = "Although more patients taking sorafenib had pain, fatigue and nausea were more common in the placebo group."
    assert verdicts(text) == {"pain": "worsened", "fatigue": "improved", "nausea": "improved"}
    text = "After 23 weeks of sorafenib and 7 weeks of a placebo, overall survival was longer with sorafenib (9 v 7)."
    assert verdicts(text) == {"overall survival": "improved"}


def test_a_direction_in_a_group_that_is_no_known_arm_is_not_guessed() -> None:
    assert not verdicts("Significantly more blood transfusions were needed in the DA arm.")
    assert verdicts("Overall survival was similar in the DA arm.") == {"overall survival": "no_difference"}


def test_a_p_value_of_a_list_is_that_of_each_of_its_members() -> None:
    both = [("quality of life", "p_value", "0.6"), ("limb salvage", "p_value", "0.6")]
    assert changes("No significant difference was seen in quality of life and limb salvage (p = 0.6).") == both
    text = "Patients on sorafenib had better overall survival (p = 0.02) and less pain and fatigue (both p = 0.01)."
    told = [("overall survival", "p_value", "0.02"), ("pain", "p_value", "0.01"), ("fatigue", "p_value", "0.01")]
    assert changes(text) == told


def test_what_marks_people_is_not_what_was_measured_in_them() -> None:
    text = "Overall survival was longer with sorafenib in patients with a complete response (p = 0.03)."
    assert changes(text) == [("overall survival", "p_value", "0.03")]


def test_the_limit_of_an_interval_is_no_ratio() -> None:
    assert not changes("Overall survival favored sorafenib (upper limit of the 95% CI for HR, 1.4).")


def test_side_effects_are_called_what_the_document_calls_them() -> None:
    assert verdicts("The rate of side effects was similar in both groups.") == {"side effects": "no_difference"}


def test_more_absence_of_a_symptom_is_better() -> None:
    assert verdicts("Nausea absence was greater in the sorafenib group.") == {"nausea absence": "improved"}


def test_a_participle_in_a_list_is_no_verb() -> None:
    assert not verdicts("The side effects of sorafenib included fatigue, rash, and increased bleeding.")
    text = "Sorafenib reduced pain and increased bleeding."
    assert verdicts(text) == {"pain": "improved", "bleeding": "worsened"}


def test_a_base_that_may_hold_what_is_added_is_no_control() -> None:
    trial = "Patients were randomly assigned to receive docetaxel plus sorafenib or docetaxel alone. "
    (fact,) = facts(trial + "The trial reported improved survival with docetaxel.", "comparison")
    assert (given(fact), fact.one("comparator"), fact.one("verdict")) == (["docetaxel"], None, "improved")
    (fact,) = facts(trial + "The trial reported improved survival with docetaxel alone.", "comparison")
    assert (given(fact), fact.one("verdict")) == (["docetaxel", "sorafenib"], "worsened")


def test_figures_on_a_factor_are_not_told_of_the_arms() -> None:
    text = "High tumor grade was prognostic for overall survival (HR 0.7, p = 0.02)."
    found = facts(TRIAL + text, "comparison")
    assert {f.one("effect") for f in found} == {"hazard_ratio", "p_value"}
    assert {(f.one("arm"), f.one("population")) for f in found} == {(None, "High tumor grade")}
    text = "Survival was adversely affected by weight loss (p = 0.02) and the presence of bulky disease (p = 0.01)."
    found = facts(TRIAL + text, "comparison")
    assert {(str(f.one("value")), f.one("population")) for f in found} == {
        ("0.02", "weight loss"),
        ("0.01", "bulky disease"),
    }


def test_ratios_told_in_order_each_have_their_measure() -> None:
    text = "Sorafenib improved overall and progression-free survival, with hazard ratios of 0.7 (95% CI, 0.5-0.9) and "
    told = changes(text + "0.6 (95% CI, 0.4-0.8), respectively.")
    assert told == [("overall survival", "hazard_ratio", "0.7"), ("progression-free survival", "hazard_ratio", "0.6")]


def test_what_a_trial_was_made_to_find_is_no_result() -> None:
    assert not changes(
        "The trial had 90 percent power to find a hazard ratio for death of 0.7 (two-sided alpha of 0.05)."
    )


def test_less_of_a_loss_is_better_and_less_of_a_gain_worse() -> None:
    assert verdicts("There was less deterioration in quality of life with sorafenib.") == {
        "quality of life": "improved"
    }
    assert verdicts("There was a smaller improvement in quality of life with sorafenib.") == {
        "quality of life": "worsened"
    }


def test_what_stands_ahead_of_a_subject_is_no_subject() -> None:
    text = "In patients with pain, quality of life was better with sorafenib."
    assert verdicts(text) == {"quality of life": "improved"}


def test_what_those_had_who_did_not_get_a_treatment_is_told_the_other_way_round() -> None:
    text = "Patients who did not receive sorafenib had lower survival rates."
    assert verdicts(text) == {"overall survival": "improved"}


def test_a_figure_belongs_to_all_that_a_cue_speaks_of_and_not_to_a_part() -> None:
    text = "Grade 4 neutropenia was more common with sorafenib (p = 0.03)."
    assert changes(text) == [("grade 4 neutropenia", "p_value", "0.03")]
    text = "Sorafenib was associated with a higher risk of breast cancer (HR 1.4; 95% CI, 1.1-1.8)."
    assert ("breast cancer", "hazard_ratio", "1.4") in changes(text)


def test_a_bare_quality_is_that_of_the_thing_before_it() -> None:
    text = "Significant declines in hot flash frequency and severity were seen with sorafenib."
    assert verdicts(text) == {"hot flash frequency": "improved", "hot flash severity": "improved"}


def test_what_changed_over_the_years_is_no_finding_of_a_trial() -> None:
    assert not verdicts("Since 1995, mortality decreased by half.")


def test_a_trial_that_is_described_has_no_result_yet() -> None:
    assert not verdicts("This trial compares sorafenib with a placebo: sorafenib improved overall survival in animals.")
    assert verdicts("A trial comparing sorafenib with a placebo found longer survival with sorafenib.")


def test_a_subject_does_not_reach_over_the_next_one() -> None:
    text = "All patients who received sorafenib had a complete response, and most lesions decreased in size."
    assert "complete response" not in verdicts(text)


def test_who_responded_is_no_change() -> None:
    text = "Of patients who received sorafenib, 35 percent had at least a 50 percent reduction in pain."
    assert not [told for told in changes(text) if told[1] == "relative_change"]


def told(text: str) -> list[tuple[str, list[str], list[str], str]]:
    """Measure, arm, comparator and verdict of a text that introduces no arms."""
    found = [f for f in facts(text, "comparison", "nci_pdq") if f.one("effect") == "verdict"]
    return [(name(f, "measure"), given(f), given(f, "comparator"), str(f.one("verdict"))) for f in found]


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


@pytest.mark.parametrize(
    "text",
    [
        "Stopping aspirin increased the risk of stroke.",
        "Patients who responded to sorafenib had longer overall survival.",
        "Radiation therapy as palliative therapy to relieve symptoms and improve quality of life.",
        "Delayed vomiting in children who receive cisplatin requires further study.",
    ],
)
def test_a_treatment_that_was_not_given_or_not_tried_did_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A trial has found that sorafenib extends life for people with thyroid cancer.",
            ("overall survival", "improved"),
        ),
        ("In a trial, sorafenib helped people with thyroid cancer live longer.", ("overall survival", "improved")),
        ("Sorafenib slowed the growth of thyroid cancer in a trial.", ("tumor growth", "improved")),
        (
            "In a trial, sorafenib was just as effective as surgery at lowering the risk of stroke.",
            ("stroke", "no_difference"),
        ),
        ("A trial showed that sorafenib was superior to chemotherapy.", ("efficacy", "improved")),
    ],
)
def test_lay_words_tell_verdicts(text: str, expected: tuple[str, str]) -> None:
    assert [(m, v) for m, arm, _, v in told(text) if arm == ["sorafenib"]] == [expected]


def test_what_did_not_lead_to_a_benefit_did_not_differ() -> None:
    assert verdicts("Sorafenib did not lead to a PFS or OS benefit.") == {"overall survival": "no_difference"}


def test_a_ratio_of_recurrence_or_death_is_that_of_the_survival_told_before_it() -> None:
    text = (
        "Disease-free survival was 91% in the sorafenib group and 80% in the placebo group "
        "(hazard ratio for disease recurrence or death, 0.6)."
    )
    assert changes(text) == [("disease-free survival", "hazard_ratio", "0.6")]


def test_adjectives_of_a_list_share_its_last_head() -> None:
    text = "Patients who received sorafenib had higher rates of renal, neurological, and gastrointestinal toxicity."
    assert sorted(verdicts(text)) == ["gastrointestinal toxicity", "neurological toxicity", "renal toxicity"]


def test_the_words_behind_what_was_needed_say_who_needed_it() -> None:
    assert verdicts("Significantly more blood transfusions were required in the placebo group.") == {
        "blood transfusions": "improved"
    }


def test_groups_of_people_that_no_treatment_makes_are_no_arms() -> None:
    text = "Overall survival for children with a relapse was worse, at 69%, than it was for children without one."
    assert verdicts(text) == {}


@pytest.mark.parametrize("control", ["chemotherapy", "standard treatment", "no maintenance therapy"])
def test_what_is_told_by_its_kind_alone_is_the_control(control: str) -> None:
    text = f"Patients were randomly assigned to {control} or sorafenib. Overall survival did not differ in the groups."
    assert [given(f) for f in facts(text, "comparison")] == [["sorafenib"]]


def rows(table: str) -> list[tuple[str, list[str], list[str], str, str]]:
    """Measure, sides, effect and value of each number of a table."""
    found = facts(f"# Risks\n\n{table}\n", "comparison", "nci_pdq")
    return [
        (name(f, "measure"), given(f), given(f, "comparator"), str(f.one("effect")), str(f.one("value"))) for f in found
    ]


def test_a_column_of_ratios_is_told_of_the_arms_beside_it() -> None:
    table = (
        "|  | Tamoxifen | Raloxifene | RR, 95% CI |\n| --- | --- | --- | --- |\n"
        "| Cataracts | 11.2 | 9.1 | 0.81, 0.7–0.9 |\n| Leg cramps | 1.2 | 0.9 | *P* < .001 |"
    )
    assert rows(table) == [
        ("cataracts", ["tamoxifen"], ["raloxifene"], "risk_ratio", "0.81"),
        ("leg cramps", ["tamoxifen"], ["raloxifene"], "p_value", "0.001"),
    ]


def test_a_column_headed_by_the_ratio_of_a_disease_is_told_of_the_people_of_each_row() -> None:
    table = (
        "| Risk group | RR for lung cancer (95% CI) |\n| --- | --- |\n"
        "| No smoking | 1.0 |\n| Father with lung cancer | 2.4 (2.1–2.8) |"
    )
    assert rows(table) == [("lung cancer", ["father with lung cancer"], [], "risk_ratio", "2.4")]


def test_who_continued_on_the_base_is_the_control() -> None:
    text = (
        "Women who received tamoxifen and then exemestane lived longer than women who received tamoxifen. "
        "Women who continued to take tamoxifen were more likely to develop blood clots."
    )
    found = [f for f in facts(text, "comparison") if name(f, "measure") == "blood clots"]
    assert [(given(f), given(f, "comparator"), f.one("verdict")) for f in found] == [
        (["exemestane", "tamoxifen"], ["tamoxifen"], "improved")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Objective response rates were also 12% higher in the sorafenib group.", "improved"),
        ("However, patients did not have a significant improvement in the objective response rate.", "no_difference"),
        ("There was no benefit for sorafenib in the objective response rate.", "no_difference"),
        ("Sorafenib has been shown to improve the objective response rate.", "improved"),
    ],
)
def test_a_verdict_is_read_however_its_clause_puts_it(text: str, expected: str) -> None:
    assert verdicts(text) == {"objective response rate": expected}


@pytest.mark.parametrize(
    "text",
    [
        "The study showed a similar objective response rate as the ABC-1 trial.",
        "The lower overall survival may cast doubt on the safety of sorafenib.",
        "A similar outcome occurred in two patients who received sorafenib.",
    ],
)
def test_other_studies_and_doubts_are_no_findings(text: str) -> None:
    assert verdicts(text) == {}


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


def test_a_ratio_behind_a_clause_of_its_own_is_of_what_that_names() -> None:
    text = "Sorafenib reduced the risk of stroke, without increasing pneumonia (relative risk, 0.9; 95% CI, 0.3-2.2)."
    assert changes(text) == [("pneumonia", "risk_ratio", "0.9")]


_GROUPS = "Patients were randomly assigned to sorafenib or a placebo. "


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Patients taking sorafenib >1 year versus ≤1 year had no other overall survival (P = 0.21).", ">1 year vs ≤1"),
        ("Overall survival was the same in Asian versus non-Asian patients (P = 0.3).", "Asian vs non-Asian"),
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
    found = [f for f in facts(_GROUPS + words, "comparison") if f.one("effect") == "p_value"]
    assert [(given(f), given(f, "comparator")) for f in found] == [([], [])]
    assert people in str(found[0].one("population"))


def test_arms_that_a_bound_tells_nothing_of_keep_their_p_value() -> None:
    words = "Overall survival was longer with sorafenib than with placebo (hazard ratio 0.7, P < 0.001 and P < 0.01)."
    found = [f for f in facts(_GROUPS + words, "comparison") if f.one("effect") == "p_value"]
    assert found and all(given(f) == ["sorafenib"] for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Dose reductions of sorafenib improve quality of life.",
        "Overall survival at 2 years was 40% with sorafenib (P = 0.01 compared with the historical rate).",
        "The overall survival benefit of sorafenib should be evaluated with care.",
        "Bleeding within 12 weeks of increasing pain with sorafenib was defined as an event.",
        "Furthermore, serum X levels were elevated in both groups (P < 0.05).",
    ],
)
def test_what_no_arm_is_compared_by_is_no_comparison(text: str) -> None:
    assert facts(TRIAL + text, "comparison", "abstract") == []


def test_statistics_in_one_bracket_go_to_the_things_before_it_in_order() -> None:
    text = "Sorafenib led to more pain, rash, and nausea (P < 0.001, P = 0.004, P = 0.03, respectively)."
    found = changes(text)
    assert [(m, v) for m, _, v in found] == [("pain", "0.001"), ("rash", "0.004"), ("nausea", "0.03")]


def test_statistics_that_are_more_or_fewer_than_the_things_before_them_are_nobodys() -> None:
    text = "Sorafenib led to more pain, rash, and nausea (P < 0.001 and P = 0.004, respectively)."
    assert changes(text) == []


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


def test_a_difference_that_a_bracket_calls_not_significant_is_none() -> None:
    assert verdicts("Pain was more common with sorafenib than with placebo (P = NS).") == {"pain": "no_difference"}


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


KNOWN = [
    "Sorafenib has been shown to improve overall survival in patients with liver cancer. ",
    "Background\n\nSorafenib improves overall survival in patients with liver cancer.\n\nMethods\n\n",
]


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


def news(title: str, text: str) -> str:
    """A list of one item of news."""
    return f"# News\n\n- [{title}](/news/1)\n\nPosted: May 3, 2021\n\n{text}\n"


def test_the_title_of_an_item_of_news_tells_the_verdict_that_its_text_leaves_out() -> None:
    text = "The results of a trial establish sorafenib as a standard treatment for people with thyroid cancer."
    found = facts(news("Sorafenib Improves Survival in People with Thyroid Cancer", text), "comparison")
    assert [(given(f), name(f, "measure"), f.one("verdict")) for f in found] == [
        (["sorafenib"], "overall survival", "improved")
    ]


def test_a_title_tells_nothing_beside_a_verdict_of_its_text_or_of_a_trial_without_arms() -> None:
    title = "Sorafenib Improves Survival in People with Thyroid Cancer"
    text = "In a clinical trial, sorafenib improved progression-free survival in people with thyroid cancer."
    assert [name(f, "measure") for f in facts(news(title, text), "comparison")] == ["progression-free survival"]
    assert facts(news(title, "Many people with thyroid cancer live long."), "comparison") == []


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


def test_a_title_that_names_another_treatment_than_the_arm_of_its_item_tells_nothing() -> None:
    title = "Study finds that immunotherapy increases survival of people with lymphoma"
    text = "A study shows that people with lymphoma who are treated with rituximab can live for decades."
    assert facts(news(title, text), "comparison") == []


@pytest.mark.parametrize("result", [
    "For patients who received rituximab, there was no difference in outcome based on age and stage.",
    "Disease stage at diagnosis did not demonstrate differences in event-free survival.",
    "Adverse risk factors for local recurrence were pelvic tumors (hazard ratio [HR], 2.10; 95% CI, 1.10–3.90).",
])  # fmt: skip
def test_what_is_told_of_factors_is_told_of_no_arm(result: str) -> None:
    text = f"Patients were randomly assigned to rituximab plus chemotherapy or chemotherapy alone. {result}"
    assert not [f for f in facts(text, "comparison") if f.one("arm") is not None and f.one("comparator") is not None]


def test_one_schedule_of_a_treatment_is_no_arm_where_no_text_tells_the_others() -> None:
    text = "In a randomized trial of 90 women, the weekly docetaxel arm had prolonged progression-free survival."
    assert facts(text, "comparison") == []


@pytest.mark.parametrize(
    "text",
    [
        "Although overall survival was longer in the sorafenib group, the difference was not significant (P = .08).",
        "Median OS was 12 months with sorafenib and 11 months with a placebo; this difference was not significant.",
        "OS was 12 months with sorafenib and 11 months with a placebo, with no significant difference (P = .3).",
        "OS was 12 and 11 months, respectively, and did not differ significantly.",
    ],
)
def test_a_difference_is_denied_wherever_the_sentence_says_so(text: str) -> None:
    assert verdicts(text) == {"overall survival": "no_difference"}


def test_nor_goes_on_with_what_did_not_differ() -> None:
    text = "Overall survival did not differ between the groups (HR, 0.9; P = .4), nor did time to progression."
    assert verdicts(text) == dict.fromkeys(("overall survival", "time to progression"), "no_difference")


def test_the_time_until_something_gets_worse_is_no_result_of_the_thing_itself_and_better_when_delayed() -> None:
    text = "Time to deterioration of quality of life was delayed with sorafenib (HR, 0.7)."
    assert verdicts(text) == {"time to deterioration of quality of life": "improved"}
    assert changes(text) == [("time to deterioration of quality of life", "hazard_ratio", "0.7")]


def test_longer_operations_and_hospital_stays_are_worse_and_less_blood_loss_is_better() -> None:
    text = "Operating time and hospital stay were longer in the sorafenib group (P = .01), but blood loss was lower."
    assert verdicts(text) == {
        "operating time": "worsened", "length of hospital stay": "worsened", "blood loss": "improved",
    }  # fmt: skip


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


def test_what_is_told_of_a_drug_that_no_arm_got_is_not_told_of_the_arms() -> None:
    text = "Imiquimod was associated with more nausea compared with sorafenib (OR, 2.1) and a placebo (OR, 1.6)."
    found = facts(TRIAL + text, "comparison")
    assert all(given(f) == ["imiquimod"] for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Compared with patients on a stable dose, survival was longer in those with a reduced dose (HR, 0.5).",
        "Older patients were less likely to have a complete response (odds ratio, 0.3).",
        "The effect on overall survival was alike in women and men (P for interaction = .03).",
    ],
)
def test_groups_within_the_arms_and_tests_of_interaction_are_no_contrast_of_the_arms(text: str) -> None:
    assert [f for f in facts(TRIAL + text, "comparison") if given(f) == ["sorafenib"]] == []


def test_until_there_is_no_more_is_no_verdict() -> None:
    assert verdicts("Sorafenib was given until there were no more skin lesions.") == {}


def test_people_of_a_list_each_have_the_figures_behind_them_and_the_verdict() -> None:
    text = (
        f"{TRIAL}Sorafenib improved PFS in men (10 vs. 8 months; P = .02), women (12 vs. 9 months; P = .03), and "
        "patients without prior surgery (9 vs. 6 months; P = .01)."
    )
    found = [(str(f.one("verdict") or f.one("value")), str(f.one("population"))) for f in facts(text, "comparison")]
    people = ("men", "women", "patients without prior surgery")
    assert sorted(found) == sorted(
        [*(("improved", who) for who in people), *zip(("0.02", "0.03", "0.01"), people, strict=True)]
    )


def test_a_list_of_what_improved_is_no_list_of_people() -> None:
    found = facts(
        f"{TRIAL}There was an improvement in pain (P = .02) and fatigue (P = .03) with sorafenib.", "comparison"
    )
    assert {f.one("population") for f in found} == {None}


def test_people_at_a_higher_risk_of_something_did_not_get_it_more_often() -> None:
    assert "stroke" not in verdicts("Sorafenib had similar efficacy in individuals with an increased risk of stroke.")
