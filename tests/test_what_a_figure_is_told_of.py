"""Figures of one thing are told of no other, and verdicts of nothing that the sentence does not speak of."""

from __future__ import annotations

import pytest
from prose import facts, given, name

TWO = "Patients were randomly assigned to lenvatinib or sorafenib. "


def outcomes(text: str, before: str = TWO) -> set[tuple[str, str, str]]:
    """Measures with the first treatment of their arm, "" without one, and their figures."""
    found = facts(before + text, "outcome", "abstract")
    return {(name(f, "measure"), "+".join(given(f)), str(f.one("value"))) for f in found}


def verdicts(text: str, before: str = TWO) -> set[tuple[str, str]]:
    """Measures with what is said of the direction."""
    found = facts(before + text, "comparison", "abstract")
    return {(name(f, "measure"), str(f.one("verdict"))) for f in found if f.one("effect") == "verdict"}


def times(text: str, kind: str = "outcome") -> set[str]:
    """The times of the facts of a kind."""
    return {str(f.one("timepoint") or "") for f in facts(TWO + text, kind, "abstract")}


def test_a_mean_length_of_life_is_reckoned_up_to_a_time_and_a_median_is_not() -> None:
    arms = "was 8.5 years with sorafenib and 5.5 years with lenvatinib."
    assert times(f"The mean overall survival at 15 years after diagnosis {arms}") == {"15 years"}
    assert times(f"At 15 years after diagnosis, mean overall survival {arms}") == {"15 years"}
    assert times(f"At 15 years after diagnosis, median overall survival {arms}") == {""}


def test_when_a_benefit_began_is_told_with_it() -> None:
    assert times("Sorafenib reduced mortality beginning 5 to 10 years after randomization.", "comparison") == {
        "5 to 10 years"
    }
    assert times("Sorafenib reduced mortality 6 years after randomization.", "comparison") == {"6 years"}


def test_for_all_patients_combined_is_no_share_of_all() -> None:
    text = "For all patients combined the response rate was 28% with sorafenib and 44% with lenvatinib."
    assert {value for _, _, value in outcomes(text)} == {"28", "44"}


def test_what_is_added_behind_a_figure_is_not_told_by_it() -> None:
    text = (
        "The overall response rate was 52% with sorafenib and 74% with lenvatinib (P = .02), with complete remission "
        "being observed in 25% and 43% of patients, respectively (P = .07)."
    )
    assert outcomes(text) == {
        ("objective response rate", "sorafenib", "52"),
        ("objective response rate", "lenvatinib", "74"),
        ("complete response", "sorafenib", "25"),
        ("complete response", "lenvatinib", "43"),
    }


def test_the_parts_of_a_share_in_its_bracket_are_none_of_its_own() -> None:
    before = "Forty-six patients were treated with lenvatinib. "
    text = "The objective response rate was 39% (9 complete responses [CRs] and 9 partial responses [PRs])."
    found = outcomes(text, before)
    assert ("objective response rate", "lenvatinib", "39") in found
    assert ("complete response", "lenvatinib", "39") not in found


def test_a_bound_that_chose_what_is_listed_is_no_outcome() -> None:
    before = "Forty-six patients were treated with lenvatinib. "
    assert not outcomes("Grade 3 toxicities (> 15% of patients) included hypertension and fatigue.", before)


def test_who_left_a_study_because_of_toxicity_stopped_because_of_it() -> None:
    before = "Forty-six patients were treated with lenvatinib. "
    found = outcomes("Nine patients (19%) were removed from study because of toxicities.", before)
    assert {measure for measure, _, _ in found} == {"discontinuation due to adverse events"}


def test_a_difference_with_its_sign_is_no_outcome() -> None:
    text = "The 5-year survival rates were 36% for lenvatinib and 33% for sorafenib (difference -3%)."
    assert {value for _, _, value in outcomes(text)} == {"36", "33"}


def test_relapses_and_deaths_together_are_no_deaths() -> None:
    text = "In all, 590 patients relapsed or died (300 on lenvatinib and 290 on sorafenib), and 480 died (240 and 240)."
    found = outcomes(text)
    assert ("relapse or death", "lenvatinib", "300") in found
    assert ("deaths", "lenvatinib", "300") not in found
    assert ("deaths", "", "480") in found


def test_one_share_of_two_measures_is_told_of_neither() -> None:
    assert not outcomes("Partial and complete response rates were similar in the two arms (56%).")


def test_a_share_and_another_behind_it_each_have_their_own_thing() -> None:
    before = "A study followed 40 children with glioma. "
    text = "The 5-year cumulative incidence of visual acuity decline was 11.5% and improvement was 10.6%."
    assert "10.6" not in {value for _, _, value in outcomes(text, before)}


def test_another_share_parts_a_figure_from_an_arm() -> None:
    text = (
        "In the lenvatinib group, 41% of patients completed at least six cycles as against 23% of the "
        "sorafenib patients, and time to progression was longer with lenvatinib."
    )
    found = {(arm, value) for measure, arm, value in outcomes(text) if measure.startswith("completion")}
    assert found == {("lenvatinib", "41"), ("sorafenib", "23")}


def test_the_disease_for_which_people_took_part_is_no_outcome() -> None:
    assert not outcomes("In all, 410 survivors took part (96% female; 70% had breast cancer).", "")


def test_a_time_stands_before_the_drug_of_a_measure_or_counts_from_a_relapse() -> None:
    text = "The 5-year lenvatinib failure-free survival rate was 87% with lenvatinib and 84% with sorafenib."
    assert times(text) == {"5 year"}
    text = "There was no difference in survival between groups 12 months after disease progression (79% v 77%)."
    assert times(text) == times(text, "comparison") == {"12 months after disease progression"}


def test_a_verdict_is_of_what_was_not_different() -> None:
    text = (
        "Toxicity was mainly neutropenia: severe leukopenia was seen in 48% with lenvatinib and 55% with "
        "sorafenib, the difference being not significant."
    )
    assert ("toxicity", "no_difference") not in verdicts(text)
    text = (
        "Although patients on lenvatinib had a higher response rate and better survival than patients on "
        "sorafenib, the differences were not statistically significant."
    )
    assert verdicts(text) == {("objective response rate", "no_difference"), ("overall survival", "no_difference")}


def test_what_goes_with_what_befell_some_is_no_verdict_on_their_treatment() -> None:
    text = (
        "More thrombocytopenia occurred with lenvatinib, but this was not associated with increased hospital admission."
    )
    assert {measure for measure, _ in verdicts(text)} == {"thrombocytopenia"}
    before = "A study followed 150 children with ependymoma who received lenvatinib. "
    text = "Spinal cord tumor locations and a dose of 54 Gy or less were associated with inferior local control."
    assert not verdicts(text, before)
    text = "Longer durations of lenvatinib therapy were associated with higher survival rates."
    assert not verdicts(text, before)
    assert verdicts("Lenvatinib was associated with higher survival rates.", before)


def test_a_change_of_a_control_alone_speaks_for_nothing() -> None:
    before = "Patients were randomly assigned to lenvatinib or usual care. "
    text = (
        "Patients in the control group had an increase in mean fatigue score from 4.2 to 5.4, while those in "
        "the lenvatinib group had a decrease from 4.2 to 2.5."
    )
    assert ("fatigue score", "worsened") not in verdicts(text, before)


def test_only_in_one_arm_is_told_of_no_two_arms() -> None:
    text = (
        "Only in the lenvatinib arm did those patients with a good health status survive longer than patients"
        " with a poor one (P = .007)."
    )
    assert not [f for f in facts(TWO + text, "comparison", "abstract") if f.one("comparator")]


def test_how_people_fared_is_no_group() -> None:
    text = "Survival was also associated with reduction of immunosuppression."
    assert not verdicts(text, "A study followed 90 children with lymphoma. ")


def test_an_endpoint_shares_the_head_of_the_next() -> None:
    found = facts(
        TWO + "The primary outcome measures were arm and shoulder morbidity and pain.", "endpoint", "abstract"
    )
    assert "arm" not in {name(f, "measure") for f in found} and "arm morbidity" in {name(f, "measure") for f in found}


@pytest.mark.parametrize(
    "text",
    [
        "Only one patient presented with metastatic disease.",
        "Of the 43 patients, 12 (28%) had stage III disease.",
        "Nine patients had high-risk disease, and none of the patients had distant metastases.",
        "Twelve of the 43 patients had tumors larger than 5 cm.",
        "Four of these patients had a previous malignancy.",
        "Before treatment, 12 of the 43 patients had jaundice.",
        "Most children had disseminated disease (40%).",
    ],
)
def test_what_people_brought_with_them_is_no_outcome(text: str) -> None:
    before = "A registry identified 43 children with solid tumors of the pancreas. "
    for source in ("abstract", "nci_pdq"):
        assert not facts(before + text, "outcome", source), text


def test_what_a_disease_was_like_is_no_outcome_where_it_was_treated() -> None:
    study = "In a trial, 43 children with neuroblastoma were treated with topotecan. "
    found = facts(
        study + "Nine patients had MYCN amplification. Four patients had recurrent disease.", "outcome", "nci_pdq"
    )
    assert not found
    found = facts(study + "Nine patients developed distant metastases.", "outcome", "nci_pdq")
    assert [str(f.one("value")) for f in found] == ["9"]


@pytest.mark.parametrize(
    "text",
    [
        "In one study, 167 women who were interviewed by telephone reported mild worry.",
        "A cohort study, which included 6,000 carriers, reported an increased risk of prostate cancer.",
        "A study found that when more than two people in a family had tumors, the risk was higher.",
        "A study of 90 families included adults who were at 50% risk of having a TP53 variant.",
        "A study of late effects followed 718 adults who lived longer than 2 years; the prevalence of these was 24.8%.",
        "A trial treated 90 patients with imatinib. All patients with rapid responses were given surgery.",
        "In one study of 38 patients, only 18 of the 38 patients stayed in the study until they died.",
        "A study tested 90 families. A TP53 variant was found in 2 of 3 children whose disease relapsed.",
        "The ABC-1 trial had 90 patients. The relapse rate was 1.5% (1.0%–2.1%) in ABC-1 and 2.1% in the ABC-2 trial.",
    ],
)
def test_those_of_whom_something_is_told_are_no_outcome(text: str) -> None:
    assert not facts(text, "outcome", "nci_pdq")


def test_both_of_three_arms_are_not_known() -> None:
    arms = "Patients were randomly assigned to sorafenib, to lenvatinib, or to placebo. "
    assert not facts(arms + "Grade 3 events occurred in 62% of patients in both arms.", "outcome", "abstract")
    found = facts(TWO + "Grade 3 events occurred in 62% of patients in both arms.", "outcome", "abstract")
    assert sorted(given(fact)[0] for fact in found) == ["lenvatinib", "sorafenib"]


def test_what_was_the_most_common_site_is_told_as_a_site() -> None:
    before = "A cohort study described the features of 981 patients with oropharyngeal cancer. "
    text = "The base of the tongue (47%) and the tonsil (46%) were the most common primary sites."
    found = facts(before + text, "outcome", "nci_pdq")
    assert {name(f, "measure") for f in found} == {"base of the tongue as primary site", "tonsil as primary site"}


def test_such_side_effects_are_those_told_of_before() -> None:
    text = (
        "Patients in the lenvatinib group had lower incidences of treatment-related grade 3-4 adverse events than "
        "patients in the sorafenib group. Such side effects were seen in 20 patients who received lenvatinib and in 45 "
        "patients who received sorafenib."
    )
    assert {measure for measure, _, _ in outcomes(text)} == {"treatment-related grade 3-4 adverse events"}
    text = "Side effects were seen in 20 patients who received lenvatinib and in 45 patients who received sorafenib."
    assert {measure for measure, _, _ in outcomes(text)} == {"side effects"}


def test_doses_were_reduced_or_interrupted_because_of_events() -> None:
    text = (
        "Dose-reduction or interruption because of adverse events occurred in 14% of patients in the lenvatinib arm "
        "and 3% of patients in the sorafenib arm."
    )
    assert {measure for measure, _, _ in outcomes(text)} == {"dose-reduction or interruption because of adverse events"}


def test_how_long_people_were_followed_is_told_with_what_befell_them() -> None:
    before = "A registry identified 16 patients with thymoma. "
    for text, when in (
        ("Fourteen of the 16 patients were alive at a median of 5 years from diagnosis.", "median of 5 years"),
        (
            "At follow-up (median, 8.4 years), one recurrence occurred, and all patients were alive.",
            "follow-up (median, 8.4 years",
        ),
    ):
        found = facts(before + text, "outcome", "abstract")
        assert found and all(str(f.one("timepoint")).startswith(when) for f in found)


def test_a_rate_that_goes_on_has_the_time_of_the_first() -> None:
    text = (
        "The 5-year actuarial rate of local control with lenvatinib was 85% (± 11%; 95% CI), and the OS rate was 92%."
    )
    assert times(text) == {"5 year"}


def test_a_verdict_has_the_time_that_its_sentence_begins_with_or_that_a_change_took() -> None:
    assert times("After 7 years, fewer patients in the lenvatinib arm had a relapse.", "comparison") == {"7 years"}
    text = "Lenvatinib was associated with a reduction in cancer incidence during a period of 15 years."
    assert times(text, "comparison") == {"15 years"}


def test_trials_that_are_taken_together_are_none_of_them() -> None:
    text = (
        "Two trials tested lenvatinib. In the REFLECT trial, patients were 50 years old. Together, the trials enrolled "
        "166,000 participants."
    )
    sizes = [f for f in facts(text, "trial", "nci_pdq") if str(f.one("attribute")) == "enrollment"]
    assert all(name(f, "trial") != "REFLECT" for f in sizes)


def test_a_family_history_befalls_nobody() -> None:
    before = "A study tested 900 women for variants. "
    text = "PALB2 carriers were more likely to have family histories of breast cancer than noncarriers."
    assert not verdicts(text, before)


def test_a_factor_is_told_with_what_it_is_measured_against() -> None:
    before = "A registry followed 300 children who received lenvatinib. "
    text = (
        "Compared with localized disease, distant metastasis was associated with worse event-free survival and overall "
        "survival, with HRs of 4.2 (95% CI, 2.4–7.4) and 4.7 (95% CI, 2.5–8.8), respectively."
    )
    told = facts(before + text, "comparison", "abstract")
    assert {str(f.one("population")) for f in told if f.one("effect") == "hazard_ratio"} == {
        "distant metastasis vs localized disease"
    }


def test_the_stage_at_which_people_were_diagnosed_is_no_incidence_of_an_arm() -> None:
    before = "A phase II trial gave lenvatinib to 14 patients with prostate cancer. "
    text = "Thirteen patients were diagnosed with stage IV prostate cancer, and one with stage II prostate cancer."
    assert not [o for o in outcomes(text, before) if o[1] or o[0].startswith("incidence")]


def test_what_people_had_been_exposed_to_is_no_outcome() -> None:
    before = "In a study of 33 patients with mesothelioma, outcomes were reviewed. "
    assert not outcomes("Only one patient had a documented asbestos exposure.", before)
    assert not outcomes("Twelve of 33 patients had a history of lymphoma.", before)


def test_events_that_are_laid_to_something_are_told_with_it() -> None:
    text = (
        "Adverse events related to chemotherapy were reported by 79% of patients in the lenvatinib group and 77% of "
        "patients in the sorafenib group."
    )
    assert {measure for measure, _, _ in outcomes(text)} == {"adverse events related to chemotherapy"}


def test_what_others_had_with_whom_outcomes_compare_is_no_outcome() -> None:
    before = "A consortium identified 40 infants with spindle cell rhabdomyosarcoma. The 5-year OS rate was 91%. "
    text = (
        "These outcomes compare favorably with those of all infants with localized rhabdomyosarcoma, for whom the "
        "5-year failure-free survival rates range from 42% to 72%."
    )
    assert {value for _, _, value in outcomes(text, before)} == {"91"}


def test_rates_for_others_are_what_a_group_is_measured_against() -> None:
    text = (
        "Cohort studies have shown a twofold increase in the risk of esophageal cancer in individuals with alcohol "
        "addiction, compared with rates for the general population."
    )
    told = facts(text, "comparison", "nci_pdq")
    assert told and all(given(f, "comparator") == ["general population"] for f in told)


def test_one_of_a_sum_or_of_two_is_not_what_a_figure_tells() -> None:
    text = (
        "Clinical benefit (CR + PR + stabilization) rates were 56% and 55% for lenvatinib and sorafenib, respectively."
    )
    assert not outcomes(text)
    text = (
        "33% of lenvatinib and 32% of sorafenib patients achieved a complete response [CR] or a partial response [PR]."
    )
    assert "complete response" not in {measure for measure, _, _ in outcomes(text)}


def test_the_most_frequent_of_a_kind_is_not_the_kind() -> None:
    before = "Forty-six patients were treated with lenvatinib. "
    assert not outcomes(
        "The profile was mild, with neutropenia being the most frequent grade 3/4 toxicity (15%).", before
    )
    text = (
        "Incidence of nausea was the only non-hematologic toxicity that was reduced in the lenvatinib group (14% "
        "versus 35%)."
    )
    assert not outcomes(text)


def test_what_a_new_clause_speaks_of_is_not_told_by_the_figure_before() -> None:
    text = (
        "Hypertension was reported in 4% of the patients, and the overall incidence of adverse events was "
        "similar in both groups."
    )
    assert "adverse events" not in {measure for measure, _, _ in outcomes(text)}


def test_units_and_degrees_are_no_measures() -> None:
    text = "Weight gain of >5 kg occurred in 47% of the lenvatinib group."
    assert "kg" not in {measure for measure, _, _ in outcomes(text)}
    text = (
        "Outlook improved significantly stronger in the lenvatinib group compared with the sorafenib group (P = .047)."
    )
    assert "stronger" not in {measure for measure, _ in verdicts(text)}


def test_a_trial_that_is_under_way_at_the_end_of_an_abstract_is_another() -> None:
    text = "This phase II trial gave lenvatinib to 40 patients. A randomized phase III study is ongoing."
    told = {(name(f, "trial"), str(f.one("value"))) for f in facts(text, "trial", "abstract")}
    assert ("study", "2") in told and ("study", "3") not in told


@pytest.mark.parametrize(
    "text",
    [
        "Lenvatinib did not change the incidence of cancers other than melanoma compared with sorafenib.",
        "With lenvatinib, PSA levels fell by 50% in 13 of 17 men.",
        "Lenvatinib increased absolute survival by 5% compared with sorafenib, the estimate being rough.",
    ],
)
def test_no_change_is_told_of_more_or_less_than_its_words_are_of(text: str) -> None:
    found = facts(TWO + text, "comparison", "abstract")
    assert not [f for f in found if f.one("effect") != "verdict" or name(f, "measure") == "cancers"]


def test_what_happens_at_the_time_of_something_does_not_measure_that() -> None:
    assert not outcomes("Of the patients, 43% had a response when treated with chemotherapy at the time of relapse.")


def test_a_ratio_of_a_table_is_of_the_arm_whose_rates_have_it() -> None:
    table = (
        "| | Lenvatinib | Sorafenib | RR, 95% CI |\n| --- | --- | --- | --- |\n"
        "| Stroke | 3.8 | 2.6 | 0.68, 0.50–0.92 |\n| Fracture | 2.6 | 3.9 | 0.67, 0.50–0.90 |\n"
    )
    found = facts(f"{TWO}\n\n{table}", "comparison", "nci_pdq")
    assert {(name(f, "measure"), given(f)[0]) for f in found} == {("stroke", "sorafenib"), ("fracture", "lenvatinib")}
