"""Results told whole: measures with what they are of, figures with their people, trials that are pooled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from prose import TRIAL, document, facts, given, lexicon, name

from kg.reading.read import read

PDQ = "nci_pdq"


def measured(text: str, source: str = PDQ) -> set[str]:
    """The measures of the outcomes that are read from a text."""
    return {name(f, "measure") for f in facts(text, "outcome", source)}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        (
            "The cumulative incidence of recurrence within 4 years was 17% for women with stage I disease and 36% for "
            "women with stage II disease.",
            "cumulative incidence of recurrence",
        ),
        (
            "The review reported a pooled incidence of bone metastasis of 5.2% in all patients.",
            "pooled incidence of bone metastasis",
        ),
        (
            "The cumulative risk of adenoma or cancer by age 50 years was 71.5% in men and 52.5% in women.",
            "risk of adenoma or cancer",
        ),
        (
            TRIAL + "The 5-year OS rate, a secondary end point, was 61% with sorafenib versus 52% with placebo.",
            "overall survival",
        ),
        (
            TRIAL + "In the sorafenib group, 6% of patients, compared with 3% in the placebo group, discontinued the "
            "trial because of drug-related adverse events.",
            "discontinuation due to adverse events",
        ),
        (
            "In one study, 52 patients received sorafenib; 15 (29%) had cardiac, renal, or soft tissue response.",
            "cardiac, renal, or soft tissue response",
        ),
        (
            "In one study, 40% of patients had discordance between their wishes and their care.",
            "discordance between their wishes and their care",
        ),
        (
            "In one study of 640 people, 69% of patients did not understand that the drug was unlikely to cure cancer.",
            "did not understand that the drug was unlikely to cure cancer",
        ),
        (TRIAL + "A groin recurrence was seen in 17% with sorafenib and 9% with placebo.", "groin recurrence"),
        (
            TRIAL + "Recurrence in the central nervous system occurred in 4% with sorafenib and 11% with placebo.",
            "recurrence in the central nervous system",
        ),
        (
            "In a study of 640 people, the sensitivity for large adenomas was 37% for the RNA test and 19% for FIT.",
            "sensitivity for large adenomas",
        ),
        (
            "In one study, 52 patients received sorafenib, and 35% of patients experienced an improvement in "
            "quality of life.",
            "improvement in quality of life",
        ),
        (
            "In one study, 52 patients received sorafenib. Of these, 62% were eligible for modest dose reduction.",
            "eligible for modest dose reduction",
        ),
    ],
)
def test_a_measure_is_told_with_what_it_is_of(text: str, measure: str) -> None:
    assert measured(text) == {measure}


@pytest.mark.parametrize(
    "text",
    [
        "Cumulative incidence rates were 12% in the sorafenib group and 16% in the placebo group.",
        "Of the patients who received sorafenib, 44% achieved the goal.",
        "Self-reported rates increased from 40% with sorafenib to 52% with placebo.",
        "Benefit was similar with sorafenib (5%), with a trend towards significance (P = .07).",
    ],
)
def test_what_does_not_say_what_was_measured_is_no_measure(text: str) -> None:
    assert not measured(TRIAL + text) & {"cumulative incidence", "goal", "self-reported", "trend towards"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "For patients with slow responses, the 5-year PFS rate was 80% with sorafenib and 64% with placebo.",
            "patients with slow responses",
        ),
        (
            "Patients who achieved a complete response (n = 34) had a 3-year OS rate of 73% with sorafenib.",
            "Patients who achieved a complete response",
        ),
        (
            "Patients with wild-type tumors: PFS of 13.1 months in the sorafenib group versus 5.2 months in the "
            "placebo group.",
            "Patients with wild-type tumors",
        ),
    ],
)
def test_figures_are_of_the_people_with_whom_their_sentence_begins(text: str, people: str) -> None:
    assert {f.one("population") for f in facts(TRIAL + text, "outcome", PDQ)} == {people}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Only 7% of children with CML who were treated with a TKI met the criteria for a pause.",
            {"children with CML who were treated with a TKI"},
        ),
        (
            "One-fifth of patients with thick tumors who had previously received ipilimumab had tumor shrinkage.",
            {"patients with thick tumors who had previously received ipilimumab"},
        ),
        (
            "Sorafenib had a 31.5% response rate in patients with carcinosarcomas, and a 14.5% partial response rate "
            "in patients with leiomyosarcomas.",
            {"patients with carcinosarcomas", "patients with leiomyosarcomas"},
        ),
        (
            "Patients with thick tumors have had poor outcomes, with a median PFS of under 2 years.",
            {"Patients with thick tumors"},
        ),
        (
            "Median survival for patients whose tumors lacked the deletion was less than 3 years with sorafenib.",
            {"patients whose tumors lacked the deletion"},
        ),
    ],
)
def test_people_are_told_of_in_whole_clauses(text: str, people: set[str]) -> None:
    found = facts("In a study, 90 patients with sarcoma received sorafenib. " + text, "outcome", PDQ)
    assert {f.one("population") for f in found} == people


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Survival was longer with sorafenib than with placebo (26% vs. 16% at 5 years).", "5 years"),
        ("The 3- to 5-year OS rate was 90% with sorafenib and 80% with placebo.", "3 to 5 year"),
        ("The response rate was 62% with sorafenib, and the largest decrease was seen at 24 weeks.", None),
        ("The response rate (no growth at 6 weeks) was 62% with sorafenib.", None),
    ],
)
def test_a_time_is_that_of_the_figures_beside_which_it_stands(text: str, time: str | None) -> None:
    assert {f.one("timepoint") for f in facts(TRIAL + text, "outcome", PDQ)} == {time}


@pytest.mark.parametrize(
    "text",
    [
        "Side effects affecting more than 30% of patients included headache.",
        "Of the surgeons, 29% of the trial surgeons had a low detection rate.",
        "The disease accounts for 12% of mortality in patients with sarcoma.",
        "All patients had a partial response or were stable.",
        "Those who completed treatment filled in two surveys (94.5% retention).",
        "The mean scheduled duration of treatment was 3 years.",
        "Of these, 4 of the 12 studies (33%) found better function.",
        "Sorafenib had a greater survival benefit (8%).",
        "Nearly all recurrences were seen within 3 years.",
        "The rate of vaccination rose from 2% to 7% for men.",
        "Improved DFS was associated with a shorter interval (<130 days) between diagnosis and surgery.",
        "The study found that the 18.5% of patients with thick tumors had shorter OS.",
        "For 12% of the patients there were problems that required major surgery.",
    ],
)
def test_what_is_no_share_of_people_is_no_outcome(text: str) -> None:
    assert not facts("In a study, 90 patients with sarcoma received sorafenib. " + text, "outcome", PDQ)


def test_those_who_were_given_a_trial_s_treatment_are_its_arm() -> None:
    text = TRIAL + "Patients who received sorafenib had a median PFS of 13.1 months."
    assert [(given(f), f.one("population")) for f in facts(text, "outcome", PDQ)] == [(["sorafenib"], None)]


ANOTHER = "\n\n1. The ZETA-1 trial randomly assigned 90 patients to sorafenib or a placebo.\n"


@pytest.mark.parametrize("words", ["In the KETA-1 and LETA-2 studies", "In two randomized trials (KETA-1 and LETA-2)"])
def test_what_trials_found_together_is_told_of_neither(words: str) -> None:
    text = f"{words}, sorafenib improved overall survival compared with placebo (HR, 0.7; P = .03).{ANOTHER}"
    trials = {name(f, "trial") for f in facts(text, "comparison", PDQ)}
    assert trials
    assert not trials & {"KETA-1", "LETA-2"}


def test_the_arm_of_a_trial_whose_backbone_is_another_s_is_of_the_first() -> None:
    text = f"The second arm of the KETA-1 study added sorafenib to the LETA-2 trial chemotherapy backbone.{ANOTHER}"
    assert "LETA-2" not in {name(f, "trial") for f in facts(text, "arm", PDQ)}


def test_an_analysis_of_a_trial_s_own_data_opens_no_other() -> None:
    text = (
        "1. The KETA-1 trial randomly assigned 90 patients with melanoma to sorafenib or a placebo.\n"
        "   - In an exploratory analysis of patients with thick tumors, the median OS was 15 months with sorafenib "
        "and 10 months with placebo.\n\n"
        "2. The LETA-2 trial randomly assigned 80 patients with melanoma to sunitinib or a placebo.\n"
    )
    assert {name(f, "trial") for f in facts(text, "outcome", PDQ)} == {"KETA-1"}


def arms(text: str) -> set[tuple[str, ...]]:
    """What each arm that is read from a text was given."""
    return {tuple(sorted(given(f))) for f in facts(text, "arm", PDQ)}


@pytest.mark.parametrize(
    ("text", "both"),
    [
        (
            "Patients were randomly assigned to receive either cisplatin alone or with concurrent docetaxel.",
            {("cisplatin",), ("cisplatin", "docetaxel")},
        ),
        (
            "Patients were randomly assigned to receive standard chemotherapy alone (n = 75) or standard chemotherapy "
            "with nivolumab (n = 76).",
            {("standard chemotherapy",), ("nivolumab", "standard chemotherapy")},
        ),
        (
            "Patients were randomly assigned to receive cisplatin plus paclitaxel (the control arm) or the "
            "experimental arm, which added nivolumab to the control regimen.",
            {("cisplatin", "paclitaxel"), ("cisplatin", "nivolumab", "paclitaxel")},
        ),
        (
            "Patients were randomly assigned to receive either nivolumab and a dacarbazine-matched placebo or "
            "dacarbazine (every 3 weeks with a nivolumab-matched placebo).",
            {("nivolumab", "placebo"), ("dacarbazine",)},
        ),
        (
            "Patients were randomly assigned to receive chemotherapy with cisplatin or radiation therapy.",
            {("cisplatin",), ("radiation therapy",)},
        ),
    ],
)
def test_what_is_added_to_an_arm_is_given_with_it(text: str, both: set[tuple[str, ...]]) -> None:
    assert {tuple("placebo" if "placebo" in n else n for n in arm) for arm in arms(text)} == both


def compared(text: str) -> set[tuple[str, str]]:
    """Measure and effect of each comparison that is read from a text."""
    return {(name(f, "measure"), str(f.one("effect"))) for f in facts(TRIAL + text, "comparison", PDQ)}


@pytest.mark.parametrize(
    "text",
    [
        "Outcomes after sorafenib did not vary significantly according to HER2 status.",
        "There were no differences in sleep or side effects across age or gender.",
        "The board used adjusted efficacy boundaries for actual events (2-sided P < .0314 for efficacy).",
    ],
)
def test_factors_and_plans_compare_no_arms(text: str) -> None:
    assert compared(text) == set()


def test_deaths_that_were_not_attributed_to_treatment_are_not_treatment_related() -> None:
    assert not measured(TRIAL + "There were five deaths that were not attributed to sorafenib toxicity.")


def test_what_was_given_before_is_no_arm_of_a_result() -> None:
    text = "In a review of 74 patients, those who had received prior bendamustine had a poorer response rate."
    assert ("bendamustine",) not in arms(text)


def test_people_are_named_by_a_word_before_them() -> None:
    text = TRIAL + "Among high-risk patients, the 3-year OS rate was 61% with sorafenib versus 42% with placebo."
    assert {f.one("population") for f in facts(text, "outcome", PDQ)} == {"high-risk patients"}


def test_what_a_disease_was_like_is_no_outcome_of_an_arm() -> None:
    text = "In a study of sorafenib, 75 patients were treated. Of the 75 patients, 29 (41%) had leukemic involvement."
    assert not measured(text)


def test_a_p_value_says_whom_it_sets_apart() -> None:
    text = (
        "Median survival was 66 months for patients on the XQ arm versus 50 months for patients who received zilatamab "
        "(P = .03)."
    )
    for fact in facts(text, "comparison", PDQ):
        assert fact.one("arm") is not None or fact.one("population") is not None


def test_a_trial_of_which_a_bracket_gives_a_figure_is_not_told_of() -> None:
    text = (
        "Patients given 12 months of sorafenib had a lower relapse rate (37%) than patients in the past (52% [KETA-1] "
        f"and 48% [KETA-2]).{ANOTHER}\n\nThe KETA-1 and KETA-2 trials gave sunitinib.\n"
    )
    assert not {name(f, "trial") for f in facts(text, "outcome", PDQ)} & {"KETA-1", "KETA-2"}


def test_a_direction_and_figures_that_go_against_each_other_are_both_left_out() -> None:
    text = (
        TRIAL + "The addition of sorafenib led to an increase in the OS rate with sorafenib over placebo (30% vs. 36%)."
    )
    assert not measured(text)
    assert ("overall survival", "verdict") not in compared(text.removeprefix(TRIAL))


def test_what_is_said_of_both_arms_sets_neither_against_the_other() -> None:
    text = "Both the sorafenib group and the placebo group reported improvement in quality of life."
    assert compared(text) == set()


KINDS = [
    ("The 3-year OS rate was 93.5% for pediatric patients.", "pediatric patients"),
    ("For the melanoma series, the median OS was 14.5 months.", "melanoma series"),
    ("In addition, 13 of the 24 female patients had a partial response.", "female patients"),
    ("The 5-year OS rate for children with thick tumors was markedly better, at 69%.", "children with thick tumors"),
]


@pytest.mark.parametrize(("text", "people"), KINDS)
def test_a_kind_of_people_is_told_with_their_figure(text: str, people: str) -> None:
    found = facts("In a study, 90 patients with sarcoma received sorafenib. " + text, "outcome", PDQ)
    assert {f.one("population") for f in found} == {people}


def test_a_figure_is_not_that_of_the_clause_before_its_own() -> None:
    text = "The response rate was 61%, and the largest decrease occurred mostly at 24 weeks (58% of patients)."
    found = facts("In a study, 90 patients with sarcoma received sorafenib. " + text, "outcome", PDQ)
    assert {str(f.one("value")) for f in found} == {"61"}


def test_a_bracket_that_both_figures_share_is_not_of_the_arm_before_it() -> None:
    text = "Patients were randomly assigned to sorafenib, sunitinib, or a placebo. "
    told = "OS was longer in the combined arm than in the sorafenib arm (25.5 months vs. 15.4 months; HR, 0.51)."
    assert (["sorafenib"], "25.5") not in [(given(f), str(f.one("value"))) for f in facts(text + told, "outcome", PDQ)]


def test_what_three_trials_found_is_told_of_none() -> None:
    text = (
        "The median DFS was 41 months for the KETA-1 trial, 38 months for the LETA-2 trial and 27 for the ZETA-3 trial."
    )
    assert not facts(text, "outcome", PDQ)


def test_figures_of_two_measures_are_told_of_two_parts_of_the_people() -> None:
    text = (
        "In one study, 170 patients with sarcoma received sorafenib. The 1-year RFS and OS rates were 24.5% and 6.5%, "
        "respectively, for patients with anemia, compared with 81.5% and 58.5%, respectively, for patients without "
        "anemia."
    )
    found = {(name(f, "measure"), str(f.one("value")), f.one("population")) for f in facts(text, "outcome", PDQ)}
    assert found == {
        ("recurrence-free survival", "24.5", "patients with anemia"),
        ("recurrence-free survival", "81.5", "patients without anemia"),
        ("overall survival", "6.5", "patients with anemia"),
        ("overall survival", "58.5", "patients without anemia"),
    }


def test_those_of_a_share_are_told_of_as_a_part_of_the_people() -> None:
    text = "A study followed 90 patients. In the 16.5% of patients who were MRD positive, the DFS rate was 74.5%."
    found = [(str(f.one("value")), f.one("population")) for f in facts(text, "outcome", PDQ)]
    assert found == [("74.5", "patients who were MRD positive")]


def test_times_of_one_list_are_no_arms() -> None:
    assert not facts(TRIAL + "The pooled 1/2-year OS rates were 71% and 33%.", "outcome", PDQ)


def test_an_item_that_goes_on_with_the_study_before_it_opens_no_other() -> None:
    text = (
        "1. A pooled analysis of 5,300 patients with sarcoma from 41 series demonstrated the following:\n\n"
        "- The local control rate was 79% for surgery versus 60% for radiation therapy.\n\n"
        "2. In the same study, the results for patients with melanoma were as follows:\n\n"
        "- The local control rate was 70% for surgery versus 65% for radiation therapy.\n"
    )
    assert len({name(f, "trial") for f in facts(text, "outcome", PDQ)}) == 1


ITEM = "1. A phase II study included 83 patients with relapsed melanoma.\n\n- The response rate was 41%{}.\n"


@pytest.mark.parametrize(
    ("line", "told", "arms"),
    [
        ("Evidence (sorafenib):", "", [["sorafenib"]]),
        ("Evidence (sorafenib in children):", "", [["sorafenib"]]),
        ("Evidence (sorafenib versus sunitinib):", "", [[]]),
        ("Evidence (chemotherapy):", "", [[]]),
        ("Evidence (sorafenib):", " in patients with disease that was refractory to sorafenib", []),
    ],
)
def test_a_study_that_names_no_treatment_gave_what_its_list_is_about(
    line: str, told: str, arms: list[list[str]]
) -> None:
    found = facts(f"## Melanoma\n\n{line}\n\n{ITEM.format(told)}", "outcome", PDQ)
    assert [given(f) for f in found] == arms


def test_what_people_were_given_before_is_no_outcome() -> None:
    text = (
        "In a study, 90 patients with melanoma received sorafenib. The response rate was 21% in a heavily pretreated "
        "population in which 39% of the patients had received five or more regimens previously."
    )
    found = facts(text, "outcome", PDQ)
    assert {str(f.one("value")) for f in found} == {"21"}


def test_deaths_are_told_with_their_cause() -> None:
    text = (
        "Men were randomly assigned to annual screening or usual care. There were 37 CRC deaths in the screening arm "
    )
    found = facts(text + "compared with 27 deaths in the usual-care arm.", "outcome", PDQ)
    assert {(name(f, "measure"), str(f.one("value"))) for f in found} == {("CRC deaths", "37"), ("CRC deaths", "27")}


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("A complete response or partial response was seen", "objective response rate"),
        ("Stable disease or partial response was seen", "stable disease or partial response"),
        ("Minimal response or stable disease was seen", "minimal response or stable disease"),
        ("Stable disease or minor response was seen", "stable disease or minor response"),
        (
            "Complete remission or very good partial remission was seen",
            "complete response or very good partial response",
        ),
        ("A partial response was seen", "partial response"),
    ],
)
def test_a_figure_of_either_of_two_responses_is_that_of_both(said: str, measure: str) -> None:
    text = f"# A trial\n\nMen with thymoma received sunitinib. {said} in 40% of patients."
    assert [name(f, "measure") for f in facts(text, "outcome", "abstract")] == [measure]


def test_a_bare_risk_is_that_of_the_nearest_heading_that_names_a_cancer() -> None:
    said = "A study of 90 adults reported that daily heartburn was associated with an increase in risk (OR, 8.1)."
    for lead, of in (("", "esophageal cancer"), ("## Esophageal adenocarcinoma\n\n", "esophageal adenocarcinoma")):
        page = document(f"# Esophageal Cancer Prevention\n\n{lead}{said}", "nci_pdq")
        told = read(replace(page, title="Esophageal Cancer Prevention"), lexicon()).findings
        assert {name(f.fact, "measure") for f in told if f.fact.kind == "comparison"} == {of}
