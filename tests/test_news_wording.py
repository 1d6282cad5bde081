"""How news pages word what journals put in symbols: shares of people, halves, "the drug", those who were watched."""

from __future__ import annotations

import pytest
from prose import TRIAL, facts, given, name

ALLOTTED = "In the trial, patients were randomly assigned to imatinib or a placebo. "
CONTROLLED = "In the trial, patients were randomly assigned to imatinib or no additional treatment. "

ARMS = [
    ("Patients were randomly selected to receive imatinib every 8 weeks for 2 years or to be observed.",
     [["imatinib"], ["observation"]]),
    ("Patients were randomly assigned to two checkpoint inhibitors, nivolumab (Opdivo) and ipilimumab, or sunitinib.",
     [["ipilimumab", "nivolumab"], ["sunitinib"]]),
    ("Patients were randomly assigned to an immunotherapy drug (nivolumab) plus two chemotherapy drugs (cisplatin and "
     "etoposide) or a placebo.", [["cisplatin", "etoposide", "nivolumab"], ["placebo"]]),
    ("Patients were randomly assigned to chemotherapy, nivolumab, and ipilimumab or to imatinib.",
     [["chemotherapy", "ipilimumab", "nivolumab"], ["imatinib"]]),
    ("The trial tested imatinib plus rituximab against rituximab alone in 300 patients.",
     [["imatinib", "rituximab"], ["rituximab"]]),
    ("All of the men received docetaxel; half were randomly assigned to also receive imatinib and half to receive "
     "a placebo.",
     [["docetaxel", "imatinib"], ["docetaxel", "placebo"]]),
    ("All of the men received docetaxel. Half of them were randomly assigned to imatinib and half to a placebo.",
     [["docetaxel", "imatinib"], ["docetaxel", "placebo"]]),
    ("In the study, women were assigned by chance to radiation therapy or no radiation therapy; all took tamoxifen.",
     [["no radiation therapy"], ["radiation therapy"]]),
    # which of two drugs "the drug" is, nobody says
    ("Imatinib and nilotinib slow a rare tumor. In a study, people were randomly assigned to the drug or a placebo.",
     []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), ARMS)
def test_arms_are_found_by_what_a_news_page_calls_them(text: str, arms: list[list[str]]) -> None:
    assert sorted(sorted(given(f)) for f in facts(text, "arm")) == sorted(arms)


def test_a_year_is_no_size_of_an_arm() -> None:
    text = "In the trial, 867 patients were randomized between 1995 and 2000 to imatinib or a placebo."
    assert [f.one("size") for f in facts(text, "arm")] == [None, None]


FIGURES: list[tuple[str, list[tuple[str, list[str], float, str]]]] = [
    ("More than 80% of people in the imatinib group saw their tumors shrink.",
     [("objective response rate", ["imatinib"], 80, "percent")]),
    ("Tumors shrank in 42 percent of patients in the imatinib group and 27 percent of those in the placebo group.",
     [("objective response rate", ["imatinib"], 42, "percent"),
      ("objective response rate", ["placebo"], 27, "percent")]),
    ("About 1 in 10 patients who received imatinib stopped treatment because of side effects.",
     [("discontinuation due to adverse events", ["imatinib"], 10, "percent")]),
    ("People in the imatinib group remained cancer-free for a median of 21.5 months, compared with 12.5 months for "
     "the placebo group.",
     [("disease-free survival", ["imatinib"], 21.5, "months"), ("disease-free survival", ["placebo"], 12.5, "months")]),
    ("People who received imatinib lived for a median of 19.5 months, versus 17.5 months in the placebo group.",
     [("overall survival", ["imatinib"], 19.5, "months"), ("overall survival", ["placebo"], 17.5, "months")]),
    ("People who got imatinib went a median of 9 months without their cancer getting worse, compared with 7 months in "
     "the placebo group.",
     [("progression-free survival", ["imatinib"], 9, "months"),
      ("progression-free survival", ["placebo"], 7, "months")]),
    # what is counted are studies
    ("Five of six trials in children found that imatinib reduced fatigue.", []),
    ("Imatinib shrank thyroid cancer tumors in more than 40% of patients.",
     [("objective response rate", ["imatinib"], 40, "percent")]),
    ("In the imatinib group, 32% of patients were alive without their cancer having worsened at 6 months.",
     [("progression-free survival", ["imatinib"], 32, "percent")]),
    ("Eight patients who got imatinib died as a result of treatment, compared with four in the placebo group.",
     [("treatment-related deaths", ["imatinib"], 8, "participants"),
      ("treatment-related deaths", ["placebo"], 4, "participants")]),
    ("The tumor had returned in 12 percent of those taking the drug and 18 percent of those taking the placebo.",
     [("recurrence", ["imatinib"], 12, "percent"), ("recurrence", ["placebo"], 18, "percent")]),
    ("Patients taking imatinib had half the risk of recurrence.", []),
    ("At 8 years, 69% of those in the imatinib group and 55% in the placebo group were alive without recurrence.",
     [("recurrence-free survival", ["imatinib"], 69, "percent"),
      ("recurrence-free survival", ["placebo"], 55, "percent")]),
    ("In the imatinib group, 94% of people had no signs that their cancer had returned.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), FIGURES)
def test_figures_are_read_as_news_pages_word_them(text: str, told: list[tuple[str, list[str], float, str]]) -> None:
    found = [(name(f, "measure"), given(f), f.one("value"), f.one("unit")) for f in facts(ALLOTTED + text, "outcome")]
    assert sorted(found, key=str) == sorted(told, key=str)


EFFECTS = [
    ("Imatinib lowered the risk of death by about half.", -50),
    ("The risk of death fell by 11 percent among those who got imatinib.", -11),
    ("Imatinib was followed by a 16 percent drop in the absolute risk of death.", None),
]


@pytest.mark.parametrize(("text", "change"), EFFECTS)
def test_changes_are_read_as_news_pages_word_them(text: str, change: int | None) -> None:
    found = [f for f in facts(CONTROLLED + text, "comparison") if f.one("effect") == "relative_change"]
    assert [f.one("value") for f in found] == ([] if change is None else [change])


FINDINGS = [
    ("A large trial showed that imatinib can prolong survival.", [("overall survival", "improved")]),
    ("In the trial, imatinib increased how long people lived.", [("overall survival", "improved")]),
    ("Imatinib increased the length of time people with melanoma lived without their disease getting worse.",
     [("progression-free survival", "improved")]),
    ("Imatinib substantially increased how long people with melanoma lived without their cancer worsening.",
     [("progression-free survival", "improved")]),
    ("People who took imatinib were less likely to have their cancer come back than those who got a placebo.",
     [("recurrence", "improved")]),
    ("Imatinib was no benefit in patients with a rapid response (defined as >60% reduction in tumor burden).", []),
    # what is hoped for or only asked is no finding
    ("Findings from a small study suggest that imatinib can prolong survival.", []),
    ("A trial tested whether imatinib can prolong survival.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), FINDINGS)
def test_findings_are_read_as_news_pages_word_them(text: str, told: list[tuple[str, str]]) -> None:
    verdicts = [f for f in facts(ALLOTTED + text, "comparison") if f.one("effect") == "verdict"]
    assert [(name(f, "measure"), f.one("verdict")) for f in verdicts] == told


def test_people_who_had_not_lived_longer_are_no_gain() -> None:
    text = "People in the imatinib group had not lived significantly longer overall than those in the placebo group."
    (fact,) = facts(ALLOTTED + text, "comparison")
    assert (fact.one("effect"), fact.one("verdict")) == ("verdict", "no_difference")


def test_a_risk_to_be_alive_stands_behind_a_long_subject() -> None:
    text = (
        "Patients who took imatinib for a year after surgery were more likely to be alive than those given the placebo."
    )
    (fact,) = facts(ALLOTTED + text, "comparison")
    assert (name(fact, "measure"), given(fact), fact.one("verdict")) == ("overall survival", ["imatinib"], "improved")


def test_months_of_treatment_are_no_arm_and_no_survival() -> None:
    text = "Disease-free survival was 75.9 percent with 3 months of therapy and 74.8 percent with 6 months."
    assert facts(ALLOTTED + text, "outcome") == []


STUDIED = "A trial tested imatinib in women. "
ATTRIBUTES = [
    ("The study, led by Ann Roe, M.D., of the Institute of Cancer Research in London, included 1,836 patients.",
     "enrollment", {1836}),
    ("The trial, known as WALK, involved 512 men.", "enrollment", {512}),
    ("A study of nearly 1.7 million women looked at imatinib.", "enrollment", {1_700_000}),
    ("Neither the patients nor their doctors knew which treatment they were getting.",
     "masking", {"double-blind"}),
    ("The trial, called WALK, was funded by Acme, which makes imatinib, and the Society for Walking.",
     "sponsor", {"Acme", "Society for Walking"}),
    ("Acme, the vaccine's manufacturer, paid for the trial.", "sponsor", {"Acme"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "attribute", "values"), ATTRIBUTES)
def test_attributes_of_a_trial_are_found_behind_what_stands_between(
    text: str, attribute: str, values: set[object]
) -> None:
    assert {f.one("value") for f in facts(STUDIED + text, "trial") if f.one("attribute") == attribute} == values


TARGETS = [
    ("Erlotinib is a tyrosine kinase inhibitor that blocks the activity of EGFR.", {"EGFR", "tyrosine kinase"}),
    ("Sunitinib blocks several receptors, among them KIT and PDGFRA.", {"KIT", "PDGFRA"}),
    ("Pexidartinib inhibits CSF1R, as well as two other proteins known as KIT and FLT3.", {"CSF1R", "KIT", "FLT3"}),
]


@pytest.mark.parametrize(("text", "targets"), TARGETS)
def test_targets_are_found_behind_what_joins_them(text: str, targets: set[str]) -> None:
    assert {name(f, "target") for f in facts(text, "drug_target")} == targets


def test_it_was_granted_a_second_approval() -> None:
    text = (
        "In May the FDA approved imatinib for melanoma. At the same time, the FDA granted regular approval to the drug "
        "for patients with thyroid cancer."
    )
    assert [name(f, "cancer") for f in facts(text, "approval")] == ["melanoma", "thyroid cancer"]


def test_a_drug_that_the_trial_did_not_give_is_none_of_its_arms() -> None:
    text = "Raloxifene works as well as imatinib, and it does not increase the risk of stroke."
    assert facts(ALLOTTED + text, "comparison") == []


def test_a_kind_of_drugs_stands_for_those_it_was_told_of() -> None:
    text = (
        "Treatment with two immune checkpoint inhibitors, nivolumab and ipilimumab, extended survival compared with "
        "sunitinib, results of a trial show. Tumors shrank in 42 percent of those who received the immunotherapy drugs "
        "and 27 percent of those who received sunitinib. Severe side effects occurred in fewer patients treated with "
        "the immunotherapy combination than in patients treated with sunitinib (46 percent versus 63 percent)."
    )
    both = ["ipilimumab", "nivolumab"]
    found = {(tuple(sorted(given(f))), f.one("value")) for f in facts(text, "outcome")}
    assert found == {(tuple(both), 42), (("sunitinib",), 27), (tuple(both), 46), (("sunitinib",), 63)}


MORE = [
    ("Nearly two-thirds of those who took imatinib had no sign of cancer after treatment.",
     [("no sign of cancer", ["imatinib"], 66.7)]),
    ("In patients who took imatinib, responses lasted a median of 9 months.",
     [("duration of response", ["imatinib"], 9)]),
    ("Deaths from treatment toxicity occurred in 1 percent of patients who took imatinib.",
     [("treatment-related deaths", ["imatinib"], 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MORE)
def test_what_became_of_people_is_read_in_plain_words(text: str, told: list[tuple[str, list[str], float]]) -> None:
    found = [(name(f, "measure"), given(f), float(str(f.one("value")))) for f in facts(ALLOTTED + text, "outcome")]
    assert found == told


LONGER = [
    ("Those assigned to imatinib lived a median of 9.2 months, 3 months longer than those assigned to the placebo.", 3),
]


@pytest.mark.parametrize(("text", "months"), LONGER)
def test_how_much_longer_people_lived(text: str, months: int) -> None:
    found = [f.one("value") for f in facts(ALLOTTED + text, "comparison") if f.one("effect") == "difference"]
    assert found == [months]


def test_people_were_less_likely_to_have_their_cancer_get_worse() -> None:
    text = "Patients who took imatinib were less likely to have their cancer get worse than those given the placebo."
    (fact,) = facts(ALLOTTED + text, "comparison")
    assert (name(fact, "measure"), fact.one("verdict")) == ("disease progression", "improved")


UNDERGONE = "In the trial, women were randomly assigned to have lymph node dissection or no surgery. "


def test_women_who_did_not_are_those_who_went_without() -> None:
    text = "At 5 years, 91 percent of women who had the dissection and 92 percent of women who did not were alive."
    found = [(given(f), f.one("value")) for f in facts(UNDERGONE + text, "outcome")]
    assert found == [(["lymph node dissection"], 91), (["no surgery"], 92)]


def test_what_stands_after_before_is_not_what_was_given() -> None:
    text = (
        "In a study, treating patients with imatinib before surgery led to a pathologic complete "
        "response in 57% of patients."
    )
    assert [given(f) for f in facts(text, "outcome")] == [["imatinib"]]


def test_those_who_died_of_cancer_are_told_apart_from_all_who_died() -> None:
    text = "People who took imatinib had a higher risk of dying from cancer than those who took the placebo."
    (fact,) = facts(ALLOTTED + text, "comparison")
    assert (name(fact, "measure"), fact.one("verdict")) == ("death from cancer", "worsened")


EVENTS = [
    ("Infections were the most common side effect; they occurred in 39 percent of patients who got imatinib and 24 "
     "percent of those who got the placebo.", [("infection", ["imatinib"], 39), ("infection", ["placebo"], 24)]),
    ("Severe nausea was rare, affecting 2 percent of men in the imatinib group and 1 percent of men in the placebo "
     "group.", [("nausea", ["imatinib"], 2), ("nausea", ["placebo"], 1)]),
    ("There was one case of heart failure in the imatinib group.", [("heart failure", ["imatinib"], 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), EVENTS)
def test_events_are_counted_in_plain_words(text: str, told: list[tuple[str, list[str], int]]) -> None:
    found = [(name(f, "event"), given(f), f.one("value")) for f in facts(ALLOTTED + text, "adverse_event")]
    assert found == told


def test_events_of_a_trial_of_one_arm_are_its_arm_s() -> None:
    text = (
        "In a trial, 21 patients with leukemia were treated with CAR T-cell therapy. Severe pneumonitis developed in "
        "six patients, three of whom also had a fever."
    )
    assert [(given(f), f.one("value")) for f in facts(text, "adverse_event")] == [(["CAR T-cell therapy"], 6)]


def test_how_many_crossed_over_is_no_survival() -> None:
    text = "Survival was similar, in part because 76 percent of those in the placebo group crossed over to imatinib."
    assert facts(ALLOTTED + text, "outcome") == []


def test_a_placebo_is_part_of_no_combination() -> None:
    text = (
        "In the trial, survival was 39 months in patients assigned to the combination and 14 months in patients given "
        "rituximab and a placebo."
    )
    assert [(sorted(given(f)), f.one("value")) for f in facts(text, "outcome")] == [(["placebo", "rituximab"], 14)]


def test_people_were_less_likely_to_die() -> None:
    text = "Patients taking imatinib were 21 percent less likely to die than those taking the placebo."
    found = {(name(f, "measure"), f.one("effect")) for f in facts(ALLOTTED + text, "comparison")}
    assert found == {("overall survival", "relative_change"), ("overall survival", "verdict")}
    assert facts(ALLOTTED + text, "outcome") == []


def test_deaths_that_were_laid_to_the_treatment() -> None:
    text = "Five deaths in the imatinib group and two in the placebo group were considered related to treatment."
    found = [(name(f, "measure"), given(f), f.one("value")) for f in facts(ALLOTTED + text, "outcome")]
    assert found == [("treatment-related deaths", ["imatinib"], 5), ("treatment-related deaths", ["placebo"], 2)]


def test_those_on_older_drugs_are_not_those_on_the_new_one() -> None:
    text = (
        "In a trial, osimertinib stopped tumor growth. Severe side effects were seen in 34 percent of those who took "
        "osimertinib, compared with 45 percent of those taking the older drugs."
    )
    assert [f.one("value") for f in facts(text, "outcome")] == [34]


def test_the_months_that_people_lived_are_no_time_of_measuring() -> None:
    text = "Patients who received imatinib lived a median of 29 months without their cancer returning or getting worse."
    (told,) = facts(ALLOTTED + text, "outcome")
    assert (name(told, "measure"), told.one("value"), told.one("timepoint")) == ("progression-free survival", 29, None)


def test_what_a_drug_improved_ends_where_the_next_clause_begins() -> None:
    text = "An analysis found that imatinib did not improve survival, and the trial was stopped early."
    verdicts = [f for f in facts(ALLOTTED + text, "comparison") if f.one("effect") == "verdict"]
    assert [name(f, "measure") for f in verdicts] == ["overall survival"]


def test_what_an_approval_rests_on_is_the_trial_in_which_it_was_found() -> None:
    text = (
        "The approval was based on the results of the BORA-3 trial, in which median progression-free survival was "
        "24 months for patients in the imatinib group and 13 months for those in the placebo group."
    )
    assert {name(f, "trial") for f in facts(text, "outcome")} == {"BORA-3"}


def test_a_change_whose_sides_nobody_names_gives_no_figures() -> None:
    text = "Adding imatinib to radiation raised median survival from 12.1 to 14.6 months."
    assert facts(text, "outcome") == []
    assert {name(f, "measure") for f in facts(text, "comparison")} == {"overall survival"}


@pytest.mark.parametrize(
    "told",
    [
        "Patients given imatinib had fewer visits (27% vs. 35%) and lived 5.5 months longer than with a placebo.",
        "Patients given imatinib had fewer visits than with a placebo (27% vs. 35%), but overall survival was alike.",
    ],
)
def test_a_figure_in_brackets_is_none_of_what_the_next_clause_measures(told: str) -> None:
    assert [f for f in facts(ALLOTTED + told, "outcome") if name(f, "measure") == "overall survival"] == []


def test_a_way_of_treating_that_is_no_known_arm_is_not_the_known_one() -> None:
    text = (
        "In the trial, the 5-year survival rate was 98.5% in children who received the standard regimen. "
        "Infections were less common with the less intensive regimen."
    )
    assert facts(text, "comparison") == []


def test_those_who_crossed_over_were_of_the_arm_that_they_left() -> None:
    text = "In the placebo group, 83 percent of patients crossed over to imatinib."
    assert [given(f) for f in facts(ALLOTTED + text, "outcome")] == [["placebo"]]


def test_a_rate_of_a_cancer_is_told_of_each_arm_in_their_order() -> None:
    text = "Women were randomly assigned to lapatinib, erlotinib, or imatinib. "
    told = "The rate of contralateral breast cancer was 7.5%, 7.9%, and 8.2%, respectively."
    found = [(name(f, "measure"), given(f), str(f.one("value"))) for f in facts(text + told, "outcome")]
    assert found == [
        ("contralateral breast cancer", ["lapatinib"], "7.5"),
        ("contralateral breast cancer", ["erlotinib"], "7.9"),
        ("contralateral breast cancer", ["imatinib"], "8.2"),
    ]


def test_the_time_of_a_figure_tells_no_arms_apart() -> None:
    text = (
        "In a randomized comparison of imatinib versus nilotinib in 400 patients, with a median follow-up of "
        "47 months, the 3-year PFS rate was 57% versus 35%, and the 5-year OS rate was 61% versus 48%."
    )
    arms = [getattr(f.one("arm"), "detail", None) for f in facts(text, "arm")]
    assert arms == ["", ""]


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (
            "At 1 year, 94% of those given sorafenib were alive and their cancer had not returned, versus 86% of "
            "those given placebo.",
            {("disease-free survival", "sorafenib", "94"), ("disease-free survival", "placebo", "86")},
        ),
        (
            "At 3 years, 85% of patients in the sorafenib group were alive without invasive disease, compared with 77% "
            "of those in the placebo group.",
            {
                ("invasive disease-free survival", "sorafenib", "85"),
                ("invasive disease-free survival", "placebo", "77"),
            },
        ),
        (
            "39% of people given sorafenib no longer needed transfusions, compared with 29% of those given placebo.",
            {("no transfusions", "sorafenib", "39"), ("no transfusions", "placebo", "29")},
        ),
        (
            "Side effects led 16% of patients in the sorafenib group to stop treatment, compared with 8% of the "
            "placebo group.",
            {
                ("discontinuation due to adverse events", "sorafenib", "16"),
                ("discontinuation due to adverse events", "placebo", "8"),
            },
        ),
        (
            "The percentage of patients alive 10 years after treatment was 60% in the sorafenib group and 40% in the "
            "placebo group.",
            {("overall survival", "sorafenib", "60"), ("overall survival", "placebo", "40")},
        ),
        ("About 30% of people given sorafenib had their cancer come back.", {("recurrence", "sorafenib", "30")}),
        (
            "Overall survival was nearly identical in the two groups, at about 81%.",
            {("overall survival", "sorafenib", "81"), ("overall survival", "placebo", "81")},
        ),
    ],
)
def test_what_news_says_people_did_is_the_measure(result: str, told: set[tuple[str, str, str]]) -> None:
    found = facts(f"{TRIAL}{result}", "outcome")
    assert {(name(f, "measure"), *given(f), str(f.one("value"))) for f in found} == told
