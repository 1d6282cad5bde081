"""What a figure is restricted to stays with it: its time, its phase, its grade, the people that it is told of."""

from __future__ import annotations

import pytest
from prose import TRIAL, facts, given, name

from kg.model import Arm


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The 2-year overall survival rate was 61% with sorafenib versus 42% with placebo (P = .03).", "2 year"),
        ("Overall survival at 3 years was better with sorafenib than with placebo.", "3 years"),
        ("More patients in the sorafenib group had complete control of pain in the delayed phase.", "delayed phase"),
        (
            "More patients in the sorafenib group had complete control of pain in the delayed phase"
            " (71% vs. 40%; P = .005).",
            "delayed phase",
        ),
        ("There was no difference in overall survival at 31.5 months versus 33 months.", "None"),
        ("There was no difference in overall survival between the groups.", "None"),
    ],
)
def test_a_comparison_keeps_the_time_that_its_measure_is_told_with(text: str, time: str) -> None:
    found = facts(TRIAL + text, "comparison")
    assert found
    assert {str(f.one("timepoint")) for f in found} == {time}


def test_a_hazard_ratio_holds_for_no_one_time() -> None:
    text = "The 2-year overall survival rate was 61% with sorafenib versus 42% with placebo (HR, 0.7; P = .03)."
    times = {f.one("effect"): f.one("timepoint") for f in facts(TRIAL + text, "comparison")}
    assert times["hazard_ratio"] is None
    assert times["p_value"] == "2 year"


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("Grade 3 or 4 treatment-related adverse events", "grade 3 or 4 treatment-related adverse events"),
        ("Grade 3, 4, or 5 toxicity", "grade 3, 4, or 5 toxicity"),
        ("Treatment-related adverse events", "treatment-related adverse events"),
    ],
)
def test_a_grade_belongs_to_adverse_events_of_any_cause(words: str, measure: str) -> None:
    text = f"{words} occurred in 31% of patients who received sorafenib and 12% of patients who received placebo."
    assert {name(f, "measure") for f in facts(TRIAL + text, "outcome")} == {measure}


def test_a_subset_analysis_says_of_whom_its_figures_are() -> None:
    text = (
        "In a subset analysis of patients with bulky tumors (stage X), the overall survival rate was 61% with sorafenib"
        " versus 42% with placebo."
    )
    assert {f.one("population") for f in facts(TRIAL + text, "outcome")} == {"patients with bulky tumors"}


@pytest.mark.parametrize(
    ("lead", "people"),
    [
        ("In patients previously untreated with hormones", "patients previously untreated with hormones; {}"),
        ("Among women whose tumor had grown", "women whose tumor had grown; {}"),
        ("In patients with large nodes", "{}"),
        ("In this trial", "{}"),
    ],
)
def test_people_behind_a_figure_are_of_those_with_whom_its_sentence_begins(lead: str, people: str) -> None:
    text = f"A phase II trial tested sorafenib. {lead}, the response rate was 41% in patients with small nodes."
    assert [f.one("population") for f in facts(text, "outcome")] == [people.format("patients with small nodes")]


def test_courses_of_treatment_are_counted_and_not_measured() -> None:
    text = "A higher proportion of treatments with sorafenib were followed by sleep (52% vs. 32%; P < .05)."
    assert not facts(TRIAL + text, "outcome")


def test_initials_of_a_class_of_drugs_are_no_trade_name() -> None:
    assert not facts("Tyrosine kinase inhibitors (TKIs) are given by mouth.", "brand_name")


@pytest.mark.parametrize(
    "text",
    [
        "Bevacizumab and ramucirumab block VEGF from binding to cells.",
        "A trial of carboplatin, a PARP inhibitor, and paclitaxel was conducted.",
        "Carboplatin, a PARP inhibitor, and paclitaxel were given to the patients.",
        "The patients were given carboplatin, a combination of a PARP inhibitor and a taxane.",
    ],
)
def test_what_is_kept_away_or_listed_is_not_what_a_drug_acts_on(text: str) -> None:
    assert not facts(text, "drug_target")


KINDS = (
    "SYNTH-9 was a trial in which 90 patients were randomly assigned to receive pembrolizumab alone, pembrolizumab with"
    " carboplatin, or cetuximab with carboplatin. "
)


def test_a_drug_with_a_kind_of_treatment_is_not_the_arm_that_was_given_the_drug_alone() -> None:
    text = (
        "Median overall survival was 13.2 months in patients who received pembrolizumab with chemotherapy and 10.1"
        " months in patients who received cetuximab with chemotherapy."
    )
    found = {str(f.one("value")): given(f) for f in facts(KINDS + text, "outcome")}
    assert found == {"13.2": ["carboplatin", "pembrolizumab"], "10.1": ["carboplatin", "cetuximab"]}


def test_what_was_measured_tells_no_arms_apart() -> None:
    text = (
        "Median overall survival was 24.3 months for patients who received sorafenib compared with 14.1 months for"
        " patients who received placebo."
    )
    found = [f.one("arm") for f in facts(TRIAL + text, "arm")]
    assert found
    assert not [arm for arm in found if isinstance(arm, Arm) and arm.detail]


def test_a_p_value_of_two_groups_of_people_is_none_of_the_arms() -> None:
    text = "The incidence of infertility was 55.1% for women and 23.2% for men (P = .04)."
    found = facts(TRIAL + text, "comparison")
    assert [(f.one("arm"), f.one("comparator"), f.one("population")) for f in found] == [(None, None, "women vs men")]


def test_figures_in_a_bracket_are_of_the_people_before_it() -> None:
    text = (
        "The benefit in overall survival with sorafenib was greatest in patients with small tumors (HR, 0.51; P = .001)"
        " and less in the others."
    )
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") != "verdict"]
    assert {f.one("population") for f in found} <= {"patients with small tumors"}
    assert found


@pytest.mark.parametrize(
    ("words", "measure"),
    [("Grade 3 and grade 4 toxicity", "Grade 3 and grade 4")],
)
def test_how_much_of_a_thing_belongs_to_its_name(words: str, measure: str) -> None:
    text = f"{words} occurred in 31% of patients who received sorafenib and 12% of patients who received placebo."
    found = {name(f, "measure").lower() for f in facts(TRIAL + text, "outcome")}
    assert found
    assert all(said.startswith(measure.lower()) for said in found)


def test_those_treated_at_another_age_are_no_other_arm() -> None:
    text = (
        "Those treated with sorafenib were more likely to develop cataracts than were patients treated after age 50"
        " years (HR, 2.2)."
    )
    assert not facts(TRIAL + text, "comparison")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "In the 14 adults who did not undergo earlier surgery, the overall survival rate was 61% with sorafenib"
            " versus 42% with placebo.",
            "14 adults who did not undergo earlier surgery",
        ),
        (
            "In the 14 adults who did not receive earlier surgery and were given sorafenib within 40 days, the overall"
            " survival rate was 61%.",
            "14 adults who did not receive earlier surgery and were given sorafenib within 40 days",
        ),
        (
            "Median overall survival in the bulky tumor population was 21 months with sorafenib versus 14 months with"
            " placebo.",
            "bulky tumor population",
        ),
    ],
)
def test_a_part_of_the_people_stays_with_the_outcome(text: str, people: str) -> None:
    assert {f.one("population") for f in facts(TRIAL + text, "outcome")} == {people}


def test_the_whole_population_of_a_trial_is_no_part_of_it() -> None:
    text = "Overall survival in the intention-to-treat population was 21 months with sorafenib versus 14 with placebo."
    assert {f.one("population") for f in facts(TRIAL + text, "outcome")} <= {None}


def test_a_gain_that_was_seen_in_some_is_theirs() -> None:
    text = "Improved overall survival was also seen for high-risk patients."
    assert {f.one("population") for f in facts(TRIAL + text, "comparison")} == {"high-risk patients"}


def test_a_figure_is_not_of_what_nobody_had() -> None:
    text = "Diarrhea occurred in 2.3% of patients in the sorafenib group, and no patients had grade 3 neurotoxicity."
    assert "neurotoxicity" not in {name(f, "measure") for f in facts(TRIAL + text, "outcome")}


def test_a_figure_right_before_an_event_is_of_that_event() -> None:
    text = (
        "Mortality was higher in the sorafenib group (6.3% severe bleeding and 3.1% deaths, compared with 4.2% severe"
        " bleeding and 1.7% deaths in the placebo group)."
    )
    assert "6.3" not in {str(f.one("value")) for f in facts(TRIAL + text, "outcome")}


def test_overall_before_a_response_is_a_response_and_no_survival() -> None:
    text = "The overall and complete response rates were higher with sorafenib (72% and 34%) than with placebo."
    found = {name(f, "measure") for f in facts(TRIAL + text, "comparison")}
    assert found
    assert "overall survival" not in found


def test_an_adjective_is_no_measure_without_its_noun() -> None:
    text = "Of the patients in the sorafenib group, 8% required early treatment discontinuation."
    assert "early" not in {name(f, "measure") for f in facts(TRIAL + text, "outcome")}


def test_whom_two_figures_favor_does_not_say_which_is_whose() -> None:
    text = "The median overall survival was 21.6 months versus 10.3 months, favoring sorafenib."
    found = {(str(f.one("value")), *given(f)) for f in facts(TRIAL + text, "outcome")}
    assert ("10.3", "sorafenib") not in found


def test_a_death_keeps_its_cause_as_an_endpoint() -> None:
    trial = "A randomized trial compared screening with no screening in 260 men. "
    text = "The primary outcome was the rate of death from prostate cancer."
    assert {name(f, "measure") for f in facts(trial + text, "endpoint")} == {"death from prostate cancer"}


def test_what_one_report_on_survivors_sets_apart_are_no_arms_of_their_cohort() -> None:
    text = (
        "# Late effects\n\nInvestigators of the ALPHA-9 study looked at survivors. In the ALPHA-9 study, survivors who"
        " received surgery with or without chemotherapy had more pain. ALPHA-9 survivors were older.\n\nIn the ALPHA-9"
        " study, the risk of cataracts was elevated for survivors (RR, 2.1; P = .01).\n"
    )
    assert not [f for f in facts(text, "comparison", "nci_pdq") if "chemotherapy" in given(f, "comparator")]


def test_a_part_of_the_people_is_kept_in_the_next_sentences_of_its_paragraph() -> None:
    text = (
        "A post hoc analysis was performed on a subgroup of 43 patients who had bulky tumors. The median overall"
        " survival was 15.2 months with sorafenib and 10.4 months with placebo (HR, 0.57; P = .01)."
    )
    found = [*facts(TRIAL + text, "outcome"), *facts(TRIAL + text, "comparison")]
    assert {f.one("population") for f in found} == {"subgroup of 43 patients who had bulky tumors"}


@pytest.mark.parametrize(
    "start", ["In the entire cohort, the", "Another trial found that the", "Among the others, the"]
)
def test_what_is_told_of_others_is_not_told_of_a_part_of_the_people(start: str) -> None:
    text = (
        "A post hoc analysis was performed on a subgroup of 43 patients who had bulky tumors."
        f" {start} median overall survival was 15.2 months with sorafenib and 10.4 months with placebo."
    )
    assert {f.one("population") for f in facts(TRIAL + text, "outcome")} <= {None}


def test_a_p_value_of_people_says_of_whom_it_is() -> None:
    text = (
        "A series of 210 women was reviewed. The overall survival rate was 84% for women with small tumors and 47% for"
        " women with large tumors (P = .04)."
    )
    found = [f for f in facts(text, "comparison") if f.one("effect") == "p_value"]
    assert {f.one("population") for f in found} <= {"women with small tumors vs women with large tumors"}


def test_a_figure_of_either_of_two_events_is_not_of_deaths_alone() -> None:
    text = "Disease recurrence or death occurred in 31 patients (8%) with sorafenib and 72 patients (20%) with placebo."
    found = {name(f, "measure") for f in facts(TRIAL + text, "outcome")}
    assert found
    assert "risk of death" not in found
    assert "deaths" not in found


def test_what_people_had_or_had_not_reached_is_not_what_was_measured_in_them() -> None:
    text = (
        "The incidence was 61.9% for patients who had reached puberty at the time of treatment and 42.1% for those who"
        " had not reached puberty (P = .007)."
    )
    assert "puberty" not in {name(f, "measure") for f in facts(TRIAL + text, "comparison")}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Median overall survival was 21 months with sorafenib and 14 months with placebo among people whose tumors"
            " had changes in KIT, MET, or RET.",
            "people whose tumors had changes in KIT, MET, or RET",
        ),
        (
            "Among patients with skin, brain, or bone metastases, median overall survival was 21 months with sorafenib"
            " and 14 months with placebo.",
            "patients with skin, brain, or bone metastases",
        ),
        (
            "In people whose tumors had changes in the KIT, MET, or RET genes, median overall survival was 21 months"
            " with sorafenib and 14 months with placebo.",
            "people whose tumors had changes in the KIT, MET, or RET genes",
        ),
        (
            "For the 90 patients with tumors with changes in KIT, MET, and RET, median overall survival was 21 months"
            " with sorafenib versus 14 months with placebo.",
            "90 patients with tumors with changes in KIT, MET, and RET",
        ),
        (
            "Patients with mutations in KIT, MET, or RET had a median overall survival of 21 months with sorafenib and"
            " 14 months with placebo.",
            "Patients with mutations in KIT, MET, or RET",
        ),
        (
            "In a subset analysis of patients with skin, brain, or bone metastases, the overall survival rate was 61%"
            " with sorafenib versus 42% with placebo.",
            "patients with skin, brain, or bone metastases",
        ),
    ],
)
def test_people_who_have_one_of_a_list_are_told_with_all_of_it(text: str, people: str) -> None:
    assert {f.one("population") for f in facts(TRIAL + text, "outcome")} == {people}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "The overall survival rate was 91% for patients with stage I or stage II tumors and 57% for patients with"
            " stage III and stage IV tumors.",
            {"91": "patients with stage I or stage II tumors", "57": "patients with stage III and stage IV tumors"},
        ),
        (
            "The overall survival rate was 71% for those with counts of 10 or greater and 82% for those with lower"
            " counts.",
            {"71": "those with counts of 10 or greater", "82": "those with lower counts"},
        ),
        (
            "The response rate was 24% for patients with bulky tumors and 10% for patients with small tumors.",
            {"24": "patients with bulky tumors", "10": "patients with small tumors"},
        ),
    ],
)
def test_people_right_behind_a_figure_are_all_who_have_one_of_two(text: str, people: dict[str, str]) -> None:
    assert {str(f.one("value")): f.one("population") for f in facts(TRIAL + text, "outcome")} == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "In patients with bulky tumors, fatigue, nausea, and rash were more common with sorafenib than placebo.",
            "patients with bulky tumors",
        ),
        (
            "In patients with bulky tumors, overall survival, progression-free survival, and time to progression were"
            " longer with sorafenib than with placebo.",
            "patients with bulky tumors",
        ),
    ],
)
def test_a_list_of_something_else_is_no_part_of_the_people(text: str, people: str) -> None:
    found = facts(TRIAL + text, "comparison")
    assert found and {f.one("population") for f in found} <= {people}


def test_people_do_not_end_within_what_is_said_of_their_disease() -> None:
    text = (
        "Patients with a tumor whose disease had come back had a median overall survival of 21 months with sorafenib"
        " and 14 months with placebo."
    )
    people = {f.one("population") for f in facts(TRIAL + text, "outcome")}
    assert people == {"Patients with a tumor whose disease had come back"}


def test_what_share_of_tumors_had_changed_genes_is_no_outcome() -> None:
    text = "In 41% of the participants, tumors had changes in KIT, MET, or RET."
    assert facts(TRIAL + text, "outcome") == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Sorafenib lowered the risk of relapse in women without visible disease.", "women without visible disease"),
        (
            "Overall survival was longer with sorafenib than with placebo in men with bulky tumors.",
            "men with bulky tumors",
        ),
        (
            "The trial found that, among men whose tumors had a FGFR3 mutation, sorafenib improved overall survival.",
            "men whose tumors had a FGFR3 mutation",
        ),
        ("Sorafenib recipients with stage III disease had longer overall survival.", "with stage III disease"),
        ("The response rate among PD-L1–positive patients was higher with sorafenib.", "PD-L1–positive patients"),
        ("In this subset, responses with sorafenib and placebo were similar.", "this subset"),
        (
            "Women with small tumors derived the most benefit from sorafenib (overall survival, 70% vs. 61%; P = .01).",
            "Women with small tumors",
        ),
        ("Sorafenib improved overall survival in patients with advanced liver cancer.", "None"),
        ("Overall survival was longer with sorafenib than in men with bulky tumors.", "None"),
    ],
)
def test_a_comparison_keeps_the_part_of_the_people_that_its_clause_names(text: str, people: str) -> None:
    assert {str(f.one("population")) for f in facts(TRIAL + text, "comparison")} <= {people}


@pytest.mark.parametrize(
    ("text", "people", "time"),
    [
        ("After 72 weeks, 31% of the responders had a relapse.", "responders", "72 weeks"),
        (
            "The 5-year overall survival rate was 74% when patients with metastases were excluded.",
            "when patients with metastases were excluded",
            "5 year",
        ),
        ("However, 20 years later, only 44% of patients survived.", "None", "20 years"),
        ("A relapse was seen in 42% of patients at 3 years and 45% at 5 years.", "None", "3 years"),
    ],
)
def test_a_figure_keeps_its_people_and_its_time(text: str, people: str, time: str) -> None:
    found = facts("A study of 90 children with thymoma was published. " + text, "outcome")[0]
    assert (str(found.one("population")), str(found.one("timepoint"))) == (people, time)


@pytest.mark.parametrize(
    "text",
    [
        "Treatment-related deaths rose in the trial that compared sorafenib with placebo (1% for patients aged 60 or "
        "younger vs. 10% for patients older than 60; P = .01).",
        "The survival rates were lower for those with secondary leukemia (28%) and thymoma (30%).",
        "Similar outcomes were seen in patients who received sorafenib because of poor health.",
        "The sensitivity of the blood test was higher with sorafenib than with placebo.",
    ],
)
def test_what_is_of_other_groups_than_the_arms_is_given_to_no_arm(text: str) -> None:
    assert not any(given(f) for f in facts(TRIAL + text, "outcome"))
    told = facts(TRIAL + text, "comparison")
    assert {f.one("effect") for f in told} <= {"verdict"}
    assert {name(f, "measure") for f in told} <= {"overall survival", "treatment-related deaths"}


def test_initials_of_something_else_are_no_measure() -> None:
    text = (
        "The OS was longer for patients who received sorafenib plus PD than for those who received placebo (P = .06)."
    )
    assert {name(f, "measure") for f in facts(TRIAL + text, "comparison")} <= {"overall survival"}


SUMMARY = "# Extragonadal Germ Cell Tumors Treatment (PDQ®)\n\n## Stage Information\n\n"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("### Poor prognosis\n\n#### Seminoma\n\nThe 5-year survival rate is 48%.", "Poor prognosis; Seminoma"),
        ("### Seminoma\n\nThe 5-year survival rate is 48%.", "None"),
        (
            "### Poor prognosis\n\nThe 5-year survival rate for women with small tumors is 48%.",
            "women with small tumors",
        ),
        (
            "### Seminoma\n\nThey fare like all infants with bulky tumors, for whom the 5-year survival rate is 48%.",
            "all infants with bulky tumors",
        ),
    ],
)
def test_how_long_those_with_a_disease_live_is_told_of_the_part_that_the_heading_names(text: str, people: str) -> None:
    assert {str(f.one("population")) for f in facts(SUMMARY + text, "outcome", "nci_pdq")} == {people}


def test_a_figure_behind_which_is_of_what_it_takes_up() -> None:
    text = "Deaths were often due to a cytokine storm, which was reported in 17% of patients with bulky tumors."
    assert "risk of death" not in {name(f, "measure") for f in facts(TRIAL + text, "outcome")}


def test_a_row_that_defines_a_word_tells_no_outcome() -> None:
    table = "\n\n| Term | Meaning |\n| --- | --- |\n| Refractory | No complete responses achieved after two courses |\n"
    assert not facts(TRIAL + table, "outcome")


@pytest.mark.parametrize(
    "text",
    [
        "Patients with prior pain had a similar outcome to those without pain (survival rates, 50% vs. 45%).",
        "The share of thymoma among men was much higher than among women (10.8% vs. 5.7%).",
    ],
)
def test_figures_of_people_who_fare_alike_are_not_given_to_the_arms(text: str) -> None:
    assert not any(given(f) for f in facts(TRIAL + text, "outcome"))


def test_a_treatment_that_did_harm_in_some_keeps_them() -> None:
    text = "Sorafenib in patients with bulky tumors was detrimental, with a 5-year overall survival rate of 20%."
    assert {f.one("population") for f in facts(TRIAL + text, "outcome")} == {"patients with bulky tumors"}


def test_a_day_says_when() -> None:
    text = "Overall, 40% of patients in the sorafenib group had an improvement in quality of life at day 10."
    assert {f.one("timepoint") for f in facts(TRIAL + text, "outcome")} == {"day 10"}


def test_the_share_of_one_event_of_a_list_is_not_that_of_all() -> None:
    text = "Common adverse events in the sorafenib group included rash (52.8%), anemia (38.4%), and bleeding (42%)."
    assert "adverse events" not in {name(f, "measure") for f in facts(TRIAL + text, "outcome")}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (
            "After a median follow-up of 5 years, 61% of patients were alive with sorafenib versus 42% with placebo.",
            {"median follow-up of 5 years"},
        ),
        ("With a mean follow-up of 5 years, the 2-year survival rate was 61% with sorafenib.", {"2 year"}),
        ("With a mean follow-up of 5 years, median overall survival was 61 months with sorafenib.", {"None"}),
        (
            "At a median follow-up of 5 years with sorafenib and at a median follow-up of 6 years with placebo, "
            "61% and 42% were alive.",
            {"None"},
        ),
    ],
)
def test_a_share_without_a_time_of_its_own_has_that_of_the_follow_up(text: str, times: set[str]) -> None:
    assert {str(f.one("timepoint")) for f in facts(TRIAL + text, "outcome")} <= times


def test_a_comparison_of_people_with_a_variant_who_were_treated_holds_for_them() -> None:
    text = "Women with variants in repair genes who were treated with sorafenib had an increased risk of melanoma."
    assert {str(f.one("population")) for f in facts(TRIAL + text, "comparison")} == {
        "Women with variants in repair genes"
    }
    plain = "Women with thymoma who were treated with sorafenib had an increased risk of melanoma."
    assert {str(f.one("population")) for f in facts(TRIAL + plain, "comparison")} == {"None"}


def test_who_stopped_for_other_reasons_too_did_not_all_stop_for_side_effects() -> None:
    text = "Fourteen patients in the sorafenib group discontinued treatment for {}because of side effects."
    mixed = facts(TRIAL + text.format("medical reasons or "), "outcome")
    assert {name(f, "measure") for f in mixed} == {"treatment discontinuation"}
    alone = facts(TRIAL + text.replace("for {}", ""), "outcome")
    assert {name(f, "measure") for f in alone} == {"discontinuation due to adverse events"}
