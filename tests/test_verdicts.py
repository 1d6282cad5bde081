"""Verdicts: which way they go, and what things they are told of."""

from __future__ import annotations

import pytest
from comparing import changes, told, verdicts
from prose import TRIAL, facts, given, name


def news(title: str, text: str) -> str:
    """A list of one item of news."""
    return f"# News\n\n- [{title}](/news/1)\n\nPosted: May 3, 2021\n\n{text}\n"


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


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("A decline in quality of life was noted by 12% of patients in the sorafenib group", ""),
        (
            "A large improvement in fatigue was reported by 12% of patients in the sorafenib group",
            "improvement in fatigue",
        ),
    ],
)
def test_a_change_that_some_people_had_is_counted_and_no_verdict(text: str, measure: str) -> None:
    text = f"{text} and 10% in the placebo group."
    assert verdicts(text) == {} and changes(text) == []
    told = {(name(f, "measure"), *given(f), str(f.one("value"))) for f in facts(TRIAL + text, "outcome")}
    if measure:
        assert told == {(f"large {measure}", "sorafenib", "12"), (f"large {measure}", "placebo", "10")}


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


def test_an_adjective_borrows_the_head_of_the_next_thing() -> None:
    text = "Surgical and pathologic response was better in the sorafenib group."
    assert verdicts(text) == {"surgical response": "improved", "pathologic response": "improved"}


def test_a_grade_belongs_to_what_it_grades() -> None:
    text = "There was no difference in grade 3 or 4 neutropenia between the groups."
    assert verdicts(text) == {"grade 3 or 4 neutropenia": "no_difference"}


@pytest.mark.parametrize(
    "text",
    [
        "Sorafenib did not result in longer overall survival.",
        "Treatment with sorafenib was not associated with longer overall survival.",
        "Overall survival was longer with sorafenib, but the difference was not statistically significant.",
        "Sorafenib showed a nonsignificant improvement in overall survival.",
    ],
)
def test_what_is_denied_or_not_significant_is_no_difference(text: str) -> None:
    assert verdicts(text) == {"overall survival": "no_difference"}


def test_what_a_sentence_says_first_of_another_study_is_not_its_own() -> None:
    text = "In contrast to that study, which did not show longer overall survival, sorafenib improved overall survival."
    assert verdicts(text) == {"overall survival": "improved"}


def test_a_lower_risk_of_death_is_an_improvement_of_survival() -> None:
    assert verdicts("Patients who received sorafenib had a reduced risk of death.") == {"overall survival": "improved"}


def test_a_plan_in_another_clause_takes_nothing_from_a_verdict() -> None:
    text = "Sorafenib provided longer overall survival than placebo, and should be studied in further trials."
    assert verdicts(text) == {"overall survival": "improved"}


def test_a_verdict_on_a_part_of_the_trial_says_on_which() -> None:
    text = "The improvement in overall survival with sorafenib was seen in all prespecified subgroups."
    (fact,) = facts(TRIAL + text, "comparison")
    assert fact.one("population") == "all prespecified subgroups"


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
        "Sorafenib was comparable to a placebo in terms of overall survival.",
    ],
)
def test_no_difference_is_told_behind_the_measure_too(text: str) -> None:
    assert verdicts(text) == {"overall survival": "no_difference"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Platelet and neutrophil recovery was slower with sorafenib.", ("platelet recovery", "neutrophil recovery")),
        ("More patients in the sorafenib group than in the placebo group experienced hair loss.", ("hair loss",)),
        ("Side effects that occurred more often with sorafenib than with a placebo included fatigue.", ("fatigue",)),
        ("Overall survival favored the placebo.", ("overall survival",)),
        (
            "Pain-related adverse events of any grade were more common with sorafenib.",
            ("pain-related adverse events of any grade",),
        ),
    ],
)
def test_what_was_worse_is_whatever_the_clause_speaks_of(text: str, told: tuple[str, ...]) -> None:
    assert verdicts(text) == dict.fromkeys(told, "worsened")


def test_what_marks_people_is_not_what_was_measured_in_them() -> None:
    text = "Overall survival was longer with sorafenib in patients with a complete response (p = 0.03)."
    assert changes(text) == [("overall survival", "p_value", "0.03")]


def test_side_effects_are_called_what_the_document_calls_them() -> None:
    assert verdicts("The rate of side effects was similar in both groups.") == {"side effects": "no_difference"}


def test_more_absence_of_a_symptom_is_better() -> None:
    assert verdicts("Nausea absence was greater in the sorafenib group.") == {"nausea absence": "improved"}


def test_a_participle_in_a_list_is_no_verb() -> None:
    assert not verdicts("The side effects of sorafenib included fatigue, rash, and increased bleeding.")
    text = "Sorafenib reduced pain and increased bleeding."
    assert verdicts(text) == {"pain": "improved", "bleeding": "worsened"}


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


def test_a_bare_quality_is_that_of_the_thing_before_it() -> None:
    text = "Significant declines in hot flash frequency and severity were seen with sorafenib."
    assert verdicts(text) == {"hot flash frequency": "improved", "hot flash severity": "improved"}


def test_a_subject_does_not_reach_over_the_next_one() -> None:
    text = "All patients who received sorafenib had a complete response, and most lesions decreased in size."
    assert "complete response" not in verdicts(text)


def test_who_responded_is_no_change() -> None:
    text = "Of patients who received sorafenib, 35 percent had at least a 50 percent reduction in pain."
    assert not [told for told in changes(text) if told[1] == "relative_change"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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


def test_adjectives_of_a_list_share_its_last_head() -> None:
    text = "Patients who received sorafenib had higher rates of renal, neurological, and gastrointestinal toxicity."
    assert sorted(verdicts(text)) == ["gastrointestinal toxicity", "neurological toxicity", "renal toxicity"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Objective response rates were also 12% higher in the sorafenib group.", "improved"),
        ("However, patients did not have a significant improvement in the objective response rate.", "no_difference"),
        ("Sorafenib has been shown to improve the objective response rate.", "improved"),
    ],
)
def test_a_verdict_is_read_however_its_clause_puts_it(text: str, expected: str) -> None:
    assert verdicts(text) == {"objective response rate": expected}


def test_a_difference_that_a_bracket_calls_not_significant_is_none() -> None:
    assert verdicts("Pain was more common with sorafenib than with placebo (P = NS).") == {"pain": "no_difference"}


def test_a_title_tells_nothing_beside_a_verdict_of_its_text_or_of_a_trial_without_arms() -> None:
    title = "Sorafenib Improves Survival in People with Thyroid Cancer"
    text = "In a clinical trial, sorafenib improved progression-free survival in people with thyroid cancer."
    assert [name(f, "measure") for f in facts(news(title, text), "comparison")] == ["progression-free survival"]
    assert facts(news(title, "Many people with thyroid cancer live long."), "comparison") == []


def test_a_title_that_names_another_treatment_than_the_arm_of_its_item_tells_nothing() -> None:
    title = "Study finds that immunotherapy increases survival of people with lymphoma"
    text = "A study shows that people with lymphoma who are treated with rituximab can live for decades."
    assert facts(news(title, text), "comparison") == []


@pytest.mark.parametrize(
    "text",
    [
        "Although overall survival was longer in the sorafenib group, the difference was not significant (P = .08).",
        "Median OS was 12 months with sorafenib and 11 months with a placebo; this difference was not significant.",
        "OS was 12 and 11 months, respectively, and did not differ significantly.",
    ],
)
def test_a_difference_is_denied_wherever_the_sentence_says_so(text: str) -> None:
    assert verdicts(text) == {"overall survival": "no_difference"}


def test_the_time_until_something_gets_worse_is_no_result_of_the_thing_itself_and_better_when_delayed() -> None:
    text = "Time to deterioration of quality of life was delayed with sorafenib (HR, 0.7)."
    assert verdicts(text) == {"time to deterioration of quality of life": "improved"}
    assert changes(text) == [("time to deterioration of quality of life", "hazard_ratio", "0.7")]


def test_longer_operations_and_hospital_stays_are_worse_and_less_blood_loss_is_better() -> None:
    text = "Operating time and hospital stay were longer in the sorafenib group (P = .01), but blood loss was lower."
    assert verdicts(text) == {
        "operating time": "worsened", "length of hospital stay": "worsened", "blood loss": "improved",
    }  # fmt: skip


def test_until_there_is_no_more_is_no_verdict() -> None:
    assert verdicts("Sorafenib was given until there were no more skin lesions.") == {}


def test_a_list_of_what_improved_is_no_list_of_people() -> None:
    found = facts(
        f"{TRIAL}There was an improvement in pain (P = .02) and fatigue (P = .03) with sorafenib.", "comparison"
    )
    assert {f.one("population") for f in found} == {None}


def test_the_title_of_an_item_of_news_tells_the_verdict_that_its_text_leaves_out() -> None:
    text = "The results of a trial establish sorafenib as a standard treatment for people with thyroid cancer."
    found = facts(news("Sorafenib Improves Survival in People with Thyroid Cancer", text), "comparison")
    assert [(given(f), name(f, "measure"), f.one("verdict")) for f in found] == [
        (["sorafenib"], "overall survival", "improved")
    ]


def test_what_did_not_reach_meaningful_levels_is_no_difference() -> None:
    text = (
        "Improvement in fatigue and depression was nominally higher in the sorafenib group than in the placebo group, "
        "but the differences did not reach clinically meaningful levels."
    )
    assert verdicts(text) == dict.fromkeys(("fatigue", "depression"), "no_difference")


def test_what_got_better_on_a_placebo_too_speaks_for_no_treatment() -> None:
    told = "Relief was fast. An improvement in fatigue was seen in both groups."
    assert verdicts(told) == {}
    found = facts(f"Patients were randomly assigned to receive sorafenib or imiquimod. {told}", "comparison")
    assert [(given(f), f.one("verdict")) for f in found] == [(["sorafenib"], "improved"), (["imiquimod"], "improved")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There was a reduction in both incidence and mortality with sorafenib.", {}),
        ("There was a reduction in mortality with sorafenib.", {"overall survival": "improved"}),
    ],
)
def test_deaths_told_beside_who_fell_ill_are_not_those_of_any_cause(text: str, expected: dict[str, str]) -> None:
    assert verdicts(text) == expected
