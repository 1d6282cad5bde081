"""How abstracts of journals tell trials: groups by brackets, the group under observation, who took part, endpoints."""

from __future__ import annotations

import pytest
from prose import facts, given, name

from kg.model import Fact

BRACKETED = [
    "We randomly assigned 90 patients to supervised training (training group, TG; n = 43) or to usual care (UC; n = "
    "47). Overall survival was 80% in TG and 70% in UC.",
    "We randomly assigned 90 patients to supervised training (TG arm) or usual care every week (UC arm). "
    "Overall survival was 80% in the TG arm and 70% in the UC arm.",
]


@pytest.mark.parametrize("text", BRACKETED)
def test_a_group_is_known_by_what_stands_in_its_bracket(text: str) -> None:
    told = facts(text, "outcome", "abstract")
    assert {(*given(f), float(str(f.one("value")))) for f in told} == {("supervised training", 80), ("usual care", 70)}


ARMS = [
    ("Patients were randomly assigned to receive cisplatin either alone (n = 40) or with etoposide (n = 42).",
     [["cisplatin"], ["cisplatin", "etoposide"]]),
    ("Patients were randomly assigned to docetaxel (A) or capecitabine (B); surgery was planned for week 12 in both.",
     [["capecitabine"], ["docetaxel"]]),
    ("In a randomized trial, 90 adults received tacrolimus on top of methotrexate and cyclosporine, or the same "
     "prophylaxis without tacrolimus.",
     [["cyclosporine", "methotrexate"], ["cyclosporine", "methotrexate", "tacrolimus"]]),
    ("We compared docetaxel plus radiotherapy (DRT) with cisplatin/etoposide plus radiotherapy (CERT). Patients were "
     "randomly assigned into the DRT (n = 30) or CERT (n = 31) group. Survival was longer in DRT than in CERT.",
     [["cisplatin", "etoposide", "radiation therapy"], ["docetaxel", "radiation therapy"]]),
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), ARMS)
def test_what_each_arm_is_given(text: str, arms: list[list[str]]) -> None:
    assert sorted(sorted(given(f)) for f in facts(text, "arm", "abstract")) == arms


def test_the_observation_group_of_a_trial_of_a_drug_is_the_group_that_was_given_it() -> None:
    text = (
        "Patients were randomly divided into an observation group and a control group. The control group received "
        "gemcitabine, and the observation group received gemcitabine plus thalidomide. The overall response rate was "
        "59% in the observation group and 34% in the control group."
    )
    told = {tuple(sorted(given(f))): int(str(f.one("value"))) for f in facts(text, "outcome", "abstract")}
    assert told == {("gemcitabine", "thalidomide"): 59, ("gemcitabine",): 34}


def _comparisons(text: str, effect: str) -> list[Fact]:
    trial = "We randomly assigned 90 patients to cetuximab or cisplatin. "
    return [f for f in facts(trial + text, "comparison", "abstract") if f.one("effect") == effect]


def test_a_ratio_that_was_set_beforehand_is_no_result() -> None:
    endpoint = "The primary endpoint was overall survival with cetuximab; the critical hazard ratio"
    assert not _comparisons(f"{endpoint} for non-inferiority was set at 1.25.", "hazard_ratio")
    assert _comparisons("Overall survival was longer with cetuximab (hazard ratio 0.80).", "hazard_ratio")


NO_DIRECTION = [
    "A trend in overall survival was seen; the trend favored cetuximab (P = 0.18).",
]


@pytest.mark.parametrize("text", NO_DIRECTION)
def test_no_verdict_of_one_arm_where_both_went_the_same_way_and_none_of_a_trend(text: str) -> None:
    assert not _comparisons(text, "verdict")


def test_neither_denies_what_is_said_of_both() -> None:
    text = "Neither cetuximab (HR 0.86) nor docetaxel was superior to cisplatin with respect to overall survival."
    assert "improved" not in {f.one("verdict") for f in _comparisons(text, "verdict")}


def test_more_of_a_harm_is_no_improvement() -> None:
    (told,) = _comparisons("Cetuximab enhanced the risk of diarrhea compared with cisplatin.", "verdict")
    assert told.one("verdict") == "worsened"


def test_what_people_got_besides_is_no_arm_of_a_trial_of_something_else() -> None:
    text = "This randomized trial examined an enriched supplement in 90 patients receiving cisplatin for lung cancer."
    assert not facts(text, "arm", "abstract")


def test_when_a_gain_was_seen_is_not_how_much_it_was() -> None:
    assert not _comparisons("The trial demonstrated a 5-year survival gain with cetuximab.", "difference")


def test_a_change_in_each_arm_is_no_verdict_between_them() -> None:
    assert not _comparisons("Fatigue rose by 1.1 points with cetuximab and by 2.7 points with cisplatin.", "verdict")


def test_what_one_arm_was_inferior_in_is_the_measure() -> None:
    (told,) = _comparisons("Cetuximab is inferior to cisplatin as to locoregional control.", "verdict")
    assert (name(told, "measure"), told.one("verdict")) == ("locoregional control", "worsened")


def test_a_difference_that_failed_to_attain_significance_is_none() -> None:
    (told,) = _comparisons("The decline in mortality with cetuximab failed to attain significance.", "verdict")
    assert told.one("verdict") == "no_difference"


def test_neither_progressed_nor_died_is_progression_free_survival() -> None:
    text = (
        "We randomly assigned 90 patients to cetuximab or cisplatin. At 5 years, 47% of patients on cetuximab and 16% "
        "of those on cisplatin had neither progressed nor died."
    )
    assert {name(f, "measure") for f in facts(text, "outcome", "abstract")} == {"progression-free survival"}


ENROLLED = [
    ("A randomised crossover study has been carried out in 76 chemotherapy-naive in-patients.", "76"),
    ("Women (n = 204) scheduled for chemotherapy were randomly allocated to training (n = 103) or to usual care "
     "(n = 101).", "204"),
    ("Patients were randomly assigned. The intention-to-treat population numbered 291.", "291"),
    ("This was a phase II study. Thirty-eight patients were treated and 14 achieved a partial response.", "38"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "size"), ENROLLED)
def test_how_many_took_part(text: str, size: str) -> None:
    told = [f for f in facts(text, "trial", "abstract") if f.one("attribute") == "enrollment"]
    assert [str(f.one("value")) for f in told] == [size]


def test_an_abstract_that_allots_patients_tells_of_a_trial_of_its_own() -> None:
    told = facts("Ninety patients were allocated at random to cetuximab or cisplatin.", "trial", "abstract")
    assert "allocation" in {f.one("attribute") for f in told}


def test_usual_care_and_no_screening_are_no_treatment() -> None:
    for nothing in ("usual care", "no screening"):
        told = facts(f"We randomly assigned 90 women to supervised training or to {nothing}.", "trial", "abstract")
        assert [f.one("value") for f in told if f.one("attribute") == "control"] == ["none"]


def test_a_performance_status_is_no_trial() -> None:
    told = facts("This trial took 31 patients (ECOG 0/1: 12/19) with breast cancer.", "trial", "abstract")
    assert not [f for f in told if "ECOG" in str(f.one("trial"))]


def test_an_inhibitor_that_targets_a_protein_inhibits_it() -> None:
    told = facts("Lenvatinib is an oral multikinase inhibitor targeting VEGFR and RET.", "drug_target", "abstract")
    assert {(name(f, "target"), f.one("action")) for f in told} >= {("VEGFR", "inhibits"), ("RET", "inhibits")}
    assert "targets" not in {f.one("action") for f in told}


TWO = "We randomly assigned 90 patients to cetuximab or cisplatin. "
COUNTED = [
    ("Complete responses were seen in 9/19 patients with cetuximab and in 2/17 with cisplatin.",
     {("complete response", "cetuximab", 9), ("complete response", "cisplatin", 2)}),
    # what changed in the same people is no figure of two arms
    ("Treatment compliance was 91% and fell to 79% at the fifth cycle.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "outcomes"), COUNTED)
def test_whose_the_counts_are(text: str, outcomes: set[tuple[str, str, int]]) -> None:
    told = [f for f in facts(TWO + text, "outcome", "abstract") if given(f)]
    assert {(name(f, "measure"), *given(f), int(str(f.one("value")))) for f in told} == outcomes


def test_a_group_s_own_name_goes_before_treatment_too() -> None:
    text = (
        "Patients were randomly assigned to docetaxel (short-course group) or capecitabine (long-course group). "
        "Complete responses were seen in 20% with short-course treatment and 30% with long-course treatment."
    )
    told = {given(f)[0]: int(str(f.one("value"))) for f in facts(text, "outcome", "abstract")}
    assert told == {"docetaxel": 20, "capecitabine": 30}


def test_deaths_from_any_cause_are_told_of_survival() -> None:
    (told,) = _comparisons("Deaths from any cause were fewer with cetuximab (RR 0.91; 95% CI 0.73-1.12).", "risk_ratio")
    assert name(told, "measure") == "overall survival"


def test_how_trials_differ_from_each_other_is_no_comparison_of_arms() -> None:
    text = "No heterogeneity between trials was found (I2 = 0% for overall survival, P = 0.63) with cetuximab."
    assert not _comparisons(text, "p_value")


def test_what_earlier_trials_found_is_not_told_of_an_abstract_s_own_arms() -> None:
    own = "Patients were randomly assigned to sorafenib or placebo."
    for text in (
        "Previous trials had shown a 30% reduction in the risk of death with lenvatinib.",
        "In an earlier study, lenvatinib prolonged overall survival (HR 0.70).",
    ):
        told = facts(f"{own} {text}", "comparison", "abstract")
        assert "sorafenib" not in {drug for f in told for drug in given(f)}


def test_an_arm_that_a_bracket_s_p_value_names_takes_none_of_the_figures_before_it() -> None:
    text = (
        "Patients were randomly assigned to sorafenib, lenvatinib, or placebo. Median progression-free survival was "
        "5.5, 7.3 and 2.8 months, respectively (P < .001 for both comparisons with placebo)."
    )
    told = {given(f)[0]: float(str(f.one("value"))) for f in facts(text, "outcome", "abstract")}
    assert told == {"sorafenib": 5.5, "lenvatinib": 7.3, "placebo": 2.8}


@pytest.mark.parametrize(
    "text",
    [
        "The median age was 63 years, 58% were women and 44% had an ECOG performance status of 0.",
        "Of these, 58% were women and 44% were current smokers.",
    ],
)
def test_what_people_were_like_at_the_beginning_is_no_outcome(text: str) -> None:
    assert facts(TWO + text, "outcome", "abstract") == []


def test_two_figures_that_are_each_the_subject_of_a_clause_are_told_apart() -> None:
    text = "A study of 90 people was done. 0.3% had thymoma, and 4.8% had visible shrinkage of the gland."
    told = {(name(f, "measure"), float(str(f.one("value")))) for f in facts(text, "outcome", "abstract")}
    assert told == {("thymoma", 0.3), ("visible shrinkage of the gland", 4.8)}


def test_a_treatment_s_dose_and_schedule_do_not_part_it_from_what_is_given_with_it() -> None:
    text = (
        "In this phase 2 study, 88 patients with myeloma received carfilzomib 56 mg/m2 twice weekly with dexamethasone."
    )
    assert [sorted(given(f)) for f in facts(text, "arm", "abstract")] == [["carfilzomib", "dexamethasone"]]


def test_a_figure_with_a_verb_of_its_own_is_not_the_event_s() -> None:
    text = (
        "Forty patients received carfilzomib. Hypertension was seen in 12%, and 9% discontinued carfilzomib because of "
        "adverse events."
    )
    assert [int(str(f.one("value"))) for f in facts(text, "adverse_event", "abstract")] == [12]


ONE_GROUP = "# Outcomes of older patients treated with sorafenib\n\nWe enrolled 25 patients treated with sorafenib. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The median survival was longer for fit and frail patients than expected, 19 and 12 months, respectively.",
            set(),
        ),
    ],
)
def test_counts_go_on_from_clause_to_clause(text: str, expected: set[tuple[str, str]]) -> None:
    told = facts(ONE_GROUP + text, "outcome", "abstract")
    assert {(name(f, "measure"), str(f.one("value"))) for f in told} == expected
    assert all(given(f) == ["sorafenib"] for f in told)


def test_initials_stand_for_the_whole_name_of_a_measure_where_they_are_defined() -> None:
    text = "We treated 56 patients with cisplatin. Surgical complete remission (SCR) was achieved in 31 (55%) patients."
    assert {name(f, "measure") for f in facts(text, "outcome", "abstract")} == {"surgical complete remission"}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("There were no grade 3-4 adverse events.", "grade 3-4 adverse events"),
        ("No marginal recurrences were identified.", "marginal recurrences"),
        ("No postoperative mortality was registered.", "postoperative mortality"),
    ],
)
def test_what_nobody_had_is_counted_as_nobody(text: str, measure: str) -> None:
    told = facts(f"We enrolled 45 patients treated with cisplatin. {text}", "outcome", "abstract")
    assert [(name(f, "measure"), given(f), str(f.one("value"))) for f in told] == [(measure, ["cisplatin"], "0")]


def test_figures_of_two_cohorts_of_one_treatment_are_of_that_treatment() -> None:
    text = (
        "We enrolled 78 patients (53 in cohort A and 25 in cohort B), who received sorafenib. In cohort A, the "
        "response rate was 31%. The median progression-free survival was 9 months, and 11% were not evaluable."
    )
    told = [(given(f), str(f.one("value"))) for f in facts(text, "outcome", "abstract")]
    assert (["sorafenib"], "9") in told
    assert "11" not in {value for _, value in told}


def test_an_event_that_was_more_common_with_the_group_named_behind_its_figures_has_that_group_s_first() -> None:
    text = (
        "We randomly assigned 90 patients to ondansetron or metoclopramide. Akathisia appeared in 8 patients on "
        "metoclopramide and in none on ondansetron, whereas headache (15% vs 4%) was reported more often during "
        "ondansetron."
    )
    found = [f for f in facts(text, "adverse_event", "abstract") if name(f, "event") == "headache"]
    told = {(given(f) or [name(f, "drug")])[0]: int(str(f.one("value"))) for f in found}
    assert told == {"ondansetron": 15, "metoclopramide": 4}
