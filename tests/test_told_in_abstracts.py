"""What an abstract's words tell, and of what: kinds with their examples, denials, aims, and lists told in order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from comparing import changes, verdicts
from prose import TRIAL, facts, figures, given, name


def test_figures_of_a_kind_are_not_those_of_what_it_mainly_was() -> None:
    text = (
        "Bleeding events, mainly epistaxis and gum bleeding, were more frequent with sorafenib (31% v 12%; P < .001)."
    )
    assert changes(text) == [("bleeding events", "p_value", "0.001")]
    assert verdicts(text) == {"bleeding events": "worsened"}
    text = "Sorafenib increased the risk of cardiac events, in particular arrhythmia (HR 2.1, 95% CI 1.4 to 3.2)."
    assert changes(text) == [("cardiac events", "hazard_ratio", "2.1")]
    text = "Rash and mild fatigue were more frequent with sorafenib (P < .001)."
    assert verdicts(text) == {"rash": "worsened", "mild fatigue": "worsened"}


@pytest.mark.parametrize(
    "text",
    [
        "These data do not suggest that sorafenib is significantly better than placebo in terms of overall survival.",
        "There is no proof that sorafenib is better than placebo in terms of overall survival.",
    ],
)
def test_what_data_do_not_indicate_is_no_gain(text: str) -> None:
    assert verdicts(text) == {"overall survival": "no_difference"}


def test_what_data_indicate_is_one() -> None:
    text = "These data indicate that sorafenib is significantly better than placebo in terms of overall survival."
    assert verdicts(text) == {"overall survival": "improved"}


def test_a_noninferiority_that_is_to_be_shown_is_no_finding() -> None:
    assert not verdicts("We set out to confirm noninferiority of sorafenib to placebo for overall survival.")
    assert not verdicts("Results confirmed the noninferiority of sorafenib to placebo in advanced thyroid cancer.")
    text = "Results confirmed the noninferiority of sorafenib to placebo for overall survival."
    assert verdicts(text) == {"overall survival": "no_difference"}


def test_who_had_more_without_a_verb_is_the_arm_right_before() -> None:
    text = "Sorafenib was associated with more rash than placebo, and placebo with more nausea than sorafenib."
    assert verdicts(text) == {"rash": "worsened", "nausea": "improved"}


def test_a_risk_reduction_is_that_of_whatever_came_first() -> None:
    text = "Sorafenib gave a 30% risk reduction of disease progression (DP) or death (HR 0.70, 95% CI 0.5-0.9)."
    assert set(changes(text)) == {
        ("progression-free survival", "relative_change", "-30"),
        ("progression-free survival", "hazard_ratio", "0.7"),
    }


def test_two_risks_that_were_reduced_each_have_their_change() -> None:
    text = "Sorafenib reduced the risk of relapse by 52% (P = .01) and mortality by 46% (P = .02)."
    told = [(measure, value) for measure, effect, value in changes(text) if effect == "relative_change"]
    assert told == [("relapse", "-52"), ("overall survival", "-46")]


def test_what_goes_with_an_outcome_is_none_of_the_arms() -> None:
    text = "Male sex (P = .003) and nodal spread (P = .02), but not age (P = .7), were adverse features for survival."
    assert not [f for f in facts(TRIAL + text, "comparison") if given(f) == ["sorafenib"]]


LISTED = (
    "# A trial\n\nPatients were randomly assigned to sorafenib (group A) or lenvatinib (group B). At 3 years, the "
    "rates of overall survival and disease-free survival in groups A and B were, respectively, 70% versus 66%, "
    "P = 0.04, and 55% versus 54%, P = 0.8, and the cumulative incidence of local failure and distant metastases "
    "being, respectively, 12% versus 11%, P = 0.7, and 30% versus 28%, P = 0.3."
)


def test_lists_told_in_order_each_have_their_p_values() -> None:
    found = [f for f in facts(LISTED, "comparison", "abstract") if f.one("effect") == "p_value"]
    assert {(name(f, "measure"), str(f.one("value"))) for f in found} == {
        ("overall survival", "0.04"),
        ("disease-free survival", "0.8"),
        ("cumulative incidence of local failure", "0.7"),
        ("cumulative incidence of distant metastases", "0.3"),
    }


def test_two_incidences_told_at_once_each_have_their_figures() -> None:
    found = [f for f in facts(LISTED, "outcome", "abstract") if "metastases" in name(f, "measure")]
    assert [(given(f), f.one("value")) for f in found] == [(["sorafenib"], Decimal(30)), (["lenvatinib"], Decimal(28))]


def test_weeks_of_a_list_are_no_people() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to chlorambucil or to a combination of chlorambucil and "
        "rituximab (375 mg/m2 intravenously on day 1 of weeks 1, 2, 9, 13, 17, and 21)."
    )
    assert [f.one("size") for f in facts(text, "arm", "abstract")] == [None, None]


def test_what_any_ratio_above_a_bound_would_mean_is_no_ratio() -> None:
    text = "The odds ratio for overall survival was 1.27 (P = .006), with an odds ratio >1 favoring sorafenib."
    assert [value for _, effect, value in changes(text) if effect == "odds_ratio"] == ["1.27"]


def test_more_of_a_gain_is_one() -> None:
    assert verdicts("Fatigue improved more in the sorafenib group than in the placebo group.") == {
        "fatigue": "improved"
    }
    assert verdicts("Fatigue improved less in the sorafenib group than in the placebo group.") == {
        "fatigue": "worsened"
    }


def test_people_with_a_verb_of_their_own_are_not_those_of_the_clause_before() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to gefitinib or docetaxel. EGFR mutation-positive patients had "
        "longer overall survival (hazard ratio, 0.16; P = .001), and patients with high scores had a higher response "
        "rate (13% v 7%) with gefitinib versus docetaxel."
    )
    found = [f for f in facts(text, "comparison", "abstract") if f.one("effect") != "verdict"]
    assert {(name(f, "measure"), f.one("population")) for f in found} == {
        ("overall survival", "EGFR mutation-positive patients")
    }


def test_people_classified_so_are_a_part() -> None:
    text = (
        "In the 378 patients classified as unresponsive there was no difference in overall survival (HR 0.88; P=.42)."
    )
    found = [f for f in facts(TRIAL + text, "comparison") if f.one("effect") != "verdict"]
    assert {f.one("population") for f in found} == {"378 patients classified as unresponsive"}


def test_some_of_a_number_are_an_arms_and_not_all_of_it() -> None:
    text = "There were 12 treatment-related deaths, 7 of them in the sorafenib arm."
    assert [given(f) for f in facts(TRIAL + text, "outcome") if f.one("value") == 12] == [[]]
    text = "There were 12 treatment-related deaths in the sorafenib arm."
    assert [given(f) for f in facts(TRIAL + text, "outcome")] == [["sorafenib"]]


def test_no_deaths_deemed_related_to_treatment_are_such_deaths() -> None:
    text = "No deaths in the sorafenib group were deemed to be treatment related."
    assert [name(f, "measure") for f in facts(TRIAL + text, "outcome")] == ["treatment-related deaths"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Complete remission was seen in 57% with placebo and 64% with sorafenib (N.S.).", "complete response"),
        ("Response rates were 34% and 42% respectively (p = n.s.).", "objective response rate"),
        ("No impairment of quality of life was observed.", "quality of life"),
        ("The gains with sorafenib did not translate into longer overall survival.", "overall survival"),
    ],
)
def test_what_made_no_difference(text: str, expected: str) -> None:
    assert verdicts(text) == {expected: "no_difference"}


def test_names_behind_with_and_without_are_those_of_the_arms() -> None:
    text = (
        "# A trial\n\nPatients were randomly assigned to capecitabine and oxaliplatin (CB) with or without cetuximab "
        "(CBC). Progression-free survival did not differ between CB and CBC (10.8 and 10.1 months, p=0.28)."
    )
    told = [(sorted(given(f)), str(f.one("value"))) for f in facts(text, "outcome", "abstract")]
    assert told == [(["capecitabine", "oxaliplatin"], "10.8"), (["capecitabine", "cetuximab", "oxaliplatin"], "10.1")]


def outcomes(text: str) -> list[tuple[str, list[str], str]]:
    """Measure, arm and value of each figure of an abstract."""
    return figures(f"# A trial\n\n{text}", "abstract")


def test_a_bracket_may_give_each_arm_its_share_right_behind_its_name() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo. Overall, 22% had a complete remission (sorafenib "
        "23%, placebo 21%, P=0.8)."
    )
    assert [(which, value) for _, which, value in outcomes(text) if which] == [
        (["sorafenib"], "23"),
        (["placebo"], "21"),
    ]
    text = "Patients were randomly assigned to sorafenib or placebo. Relapse was seen with (sorafenib 23%) cream."
    assert not outcomes(text)


def test_those_who_got_all_cycles_had_no_response_by_that() -> None:
    text = (
        "Patients were randomly assigned to surgery alone or chemotherapy followed by surgery. Chemotherapy was "
        "feasible (75% of patients received all three cycles) and resulted in a good response rate (49%)."
    )
    assert "75" not in [value for _, _, value in outcomes(text)]


def test_a_time_in_a_bracket_behind_a_disease_tells_which_it_was() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo. The gain with sorafenib was larger in patients with "
        "sensitive disease (progression-free survival 6-12 months)."
    )
    assert not outcomes(text)


THREE = "# A trial\n\nPatients were randomly assigned to sorafenib, lenvatinib or placebo. "


def test_a_bracket_that_names_two_arms_tells_of_these() -> None:
    text = (
        "Overall survival was better with sorafenib and with lenvatinib than with placebo (HR for sorafenib vs placebo "
        "0.35, p=0.001; HR for lenvatinib vs placebo 0.59, p=0.02)."
    )
    found = [f for f in facts(THREE + text, "comparison", "abstract") if f.one("effect") != "verdict"]
    assert {(given(f)[0], given(f, "comparator")[0], str(f.one("value"))) for f in found} == {
        ("sorafenib", "placebo", "0.35"),
        ("sorafenib", "placebo", "0.001"),
        ("lenvatinib", "placebo", "0.59"),
        ("lenvatinib", "placebo", "0.02"),
    }


def test_people_of_one_arm_set_against_each_other_are_not_its_arms() -> None:
    text = (
        "Patients treated with sorafenib who had a high score had longer overall survival than those without a high "
        "score (9.7 months vs 6.8 months; HR 0.56, p=0.02)."
    )
    told = facts(TRIAL + text, "comparison")
    assert not [f for f in told if given(f, "comparator")]
    assert not [f for f in facts(TRIAL + text, "outcome") if given(f) == ["placebo"]]


def test_the_people_right_behind_what_was_added_are_those_of_the_gain() -> None:
    text = (
        "The addition of sorafenib in patients with high scores resulted in longer overall survival (HR 0.8, P = .01)."
    )
    assert {f.one("population") for f in facts(TRIAL + text, "comparison")} == {"patients with high scores"}


def test_the_arm_that_stands_behind_a_figure_of_the_two_groups_owns_it() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo. Overall survival was similar in the two groups (86 "
        "percent in the placebo group and 85 percent in the sorafenib group)."
    )
    assert {(arm[0], value) for _, arm, value in outcomes(text) if arm} == {("placebo", "86"), ("sorafenib", "85")}


def test_an_improvement_behind_a_lower_risk_of_death_is_of_survival() -> None:
    text = (
        "Patients were randomly assigned to sorafenib or placebo. Sorafenib gave a 34% reduction in the risk of dying "
        "(improvement at 2 years from 19% with placebo to 33% with sorafenib)."
    )
    assert {(measure, value) for measure, _, value in outcomes(text)} == {
        ("overall survival", "19"),
        ("overall survival", "33"),
    }


def test_people_right_before_a_subject_are_whom_it_is_told_of() -> None:
    text = "In postmenopausal women disease-free survival was longer with sorafenib (HR 0.77, 95% CI 0.63-0.96)."
    told = facts(TRIAL + text, "comparison")
    assert {f.one("population") for f in told} == {"postmenopausal women"}
    assert verdicts(text) == {"disease-free survival": "improved"}
    text = "In the present study disease-free survival was longer with sorafenib (HR 0.77, 95% CI 0.63-0.96)."
    assert {f.one("population") for f in facts(TRIAL + text, "comparison")} == {None}


def test_a_time_behind_how_often_something_was_given_is_no_second_of_its_kind() -> None:
    text = (
        "Patients were randomly assigned to paclitaxel every 3 weeks, docetaxel every 3 weeks or docetaxel weekly. "
        "Median survival was 16.5 months in the group given paclitaxel every 3 weeks, 18.9 months in the group given "
        "docetaxel every 3 weeks, and 17.4 months in the group given weekly docetaxel."
    )
    assert [value for _, _, value in outcomes(text)] == ["16.5", "18.9", "17.4"]


def test_an_arm_far_behind_a_bracket_is_not_whom_its_figures_are_told_of() -> None:
    text = (
        "Patients were randomised to receive epirubicin either 50 mg m-2 or 100 mg m-2, both with prednisolone 10 mg "
        "daily. The response rate in the 103 patients given 100 mg m-2 was 41%, compared with 23% for the 106 given 50 "
        "mg m-2. There was no difference in either the duration of response (8.3 vs 9 months) or survival, the median "
        "survival being 44 weeks and 46 weeks for the high and low dose arms, respectively."
    )
    assert [value for measure, _, value in outcomes(text) if measure == "duration of response"] == ["8.3", "9"]
