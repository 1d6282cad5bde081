"""What summaries of many trials find: whose figures are whose, where several treatments and studies are told of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, given, name

HEAD = "# Thymoma Treatment (PDQ®)\n\n## Treatment of stage III thymoma\n\n"


def arms(text: str) -> list[tuple[str, ...]]:
    """The arms of a section of a summary, each arm's treatments in alphabetical order."""
    return [tuple(sorted(given(f))) for f in facts(HEAD + text, "arm", "nci_pdq")]


def outcomes(text: str) -> set[tuple[tuple[str, ...], Decimal]]:
    """The figures of a section, each with what its arm was given."""
    found = facts(HEAD + text, "outcome", "nci_pdq")
    return {(tuple(sorted(given(f))), v) for f in found if isinstance(v := f.one("value"), Decimal)}


def compared(text: str, effect: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str, object]]:
    """The comparisons of one effect: the arm, the comparator, the measure and the value or verdict."""
    found = [f for f in facts(HEAD + text, "comparison", "nci_pdq") if f.one("effect") == effect]
    return [
        (
            tuple(sorted(given(f))),
            tuple(sorted(given(f, "comparator"))),
            name(f, "measure"),
            f.one("verdict" if effect == "verdict" else "value"),
        )
        for f in found
    ]


def test_drugs_of_one_arm_that_are_set_against_each_other_are_not_the_arms_of_the_trial() -> None:
    text = (
        "A trial compared salvage chemotherapy (either docetaxel or irinotecan) with best supportive care alone in 90 "
        "men. Overall survival did not differ between docetaxel and irinotecan (5.1 months vs. 6.2 months; P = .2)."
    )
    assert outcomes(text) == set()
    assert compared(text, "p_value") == compared(text, "verdict") == []


def test_a_treatment_with_something_more_is_the_arm_that_is_given_more() -> None:
    text = (
        "A meta-analysis of trials of radiation therapy with or without adjuvant goserelin found a difference in "
        "overall survival in favor of radiation therapy plus prolonged hormone suppression (hazard ratio [HR], 0.61)."
    )
    both, alone = ("goserelin", "radiation therapy"), ("radiation therapy",)
    assert compared(text, "hazard_ratio") == [(both, alone, "overall survival", Decimal("0.61"))]


def test_what_all_who_took_part_were_receiving_is_no_part_of_the_arms() -> None:
    text = (
        "A trial compared olanzapine with placebo, in combination with dexamethasone, in 380 patients receiving "
        "highly emetogenic chemotherapy."
    )
    assert arms(text) == [("dexamethasone", "olanzapine"), ("dexamethasone", "placebo")]


def test_a_change_is_that_of_the_arm_of_which_its_sentence_speaks() -> None:
    text = (
        "A meta-analysis compared mitomycin with bacillus Calmette-Guérin and found that bacillus Calmette-Guérin "
        "reduced the risk of recurrence by 31% compared with mitomycin (P < .001)."
    )
    ((arm, comparator, _, value),) = compared(text, "relative_change")
    assert (arm, comparator, value) == (("bacillus Calmette-Guérin",), ("mitomycin",), Decimal(-31))


def test_a_difference_below_zero_keeps_its_sign() -> None:
    text = (
        "Patients were randomly assigned to radiation therapy or no further treatment. Progression-free survival was "
        "90.8% in the radiation therapy group and 94.6% with no further therapy, an absolute difference of −3.8%."
    )
    assert outcomes(text) == {(("radiation therapy",), Decimal("90.8")), (("no treatment",), Decimal("94.6"))}
    assert [value for *_, value in compared(text, "difference")] == [Decimal("-3.8")]


@pytest.mark.parametrize(
    "text",
    [
        "In a trial, 1 year of neoadjuvant and adjuvant pembrolizumab improved event-free survival over surgery.",
        "A trial gave nivolumab to 60 patients. Those who had a partial response (11%–50%) received no more of it.",
    ],
)
def test_how_long_people_are_treated_and_what_a_class_of_response_is_are_no_figures(text: str) -> None:
    assert outcomes(text) == set()


def test_some_of_the_people_of_a_trial_are_told_of_behind_its_results_and_are_not_all_of_them() -> None:
    text = (
        "1. A trial randomly assigned 500 patients to surgery or radiation therapy.\n\n"
        "- Overall survival was 70% with surgery and 60% with radiation therapy.\n\n"
        "Among the 90 patients with large tumors, overall survival was 50% with surgery and 40% with radiation "
        "therapy.\n"
    )
    found = facts(HEAD + text, "outcome", "nci_pdq")
    assert len(found) == 4
    assert {name(f, "trial") for f in found} == {"study"}
    enrolled = [f.one("value") for f in facts(HEAD + text, "trial", "nci_pdq") if f.one("attribute") == "enrollment"]
    assert [str(value) for value in enrolled] == ["500"]


def test_a_trial_of_so_many_people_is_named_in_the_bracket_behind_them() -> None:
    text = "A randomized trial of 600 patients (QUICKSTEP) assigned 420 to surgery or observation."
    assert {name(f, "trial") for f in facts(HEAD + text, "arm", "nci_pdq")} == {"QUICKSTEP"}


def test_what_both_arms_go_on_with_is_no_arm_of_its_own() -> None:
    text = (
        "In a randomized trial, patients received carboplatin and etoposide with either atezolizumab or placebo, "
        "followed by maintenance atezolizumab or placebo."
    )
    assert arms(text) == [("atezolizumab", "carboplatin", "etoposide"), ("carboplatin", "etoposide", "placebo")]


@pytest.mark.parametrize(
    "said",
    ["There was no evidence that lenvatinib improved", "The study did not demonstrate that lenvatinib prolonged"],
)
def test_a_gain_for_which_there_was_no_evidence_is_no_difference(said: str) -> None:
    text = f"A trial randomly assigned 90 men to lenvatinib or placebo. {said} overall survival."
    assert compared(text, "verdict") == [(("lenvatinib",), ("placebo",), "overall survival", "no_difference")]


def test_doses_of_radiation_are_called_by_their_grays_alone() -> None:
    text = (
        "A trial randomly assigned women to 50 Gy in 25 fractions or to 40 Gy in 15 fractions. The rate of relapse was "
        "similar in the 40 Gy and 50 Gy groups (4.1% vs. 5.2%)."
    )
    found = facts(HEAD + text, "outcome", "nci_pdq")
    told = {getattr(f.one("arm"), "detail", None): f.one("value") for f in found}
    assert told == {"40 Gy in 15 fractions": Decimal("4.1"), "50 Gy in 25 fractions": Decimal("5.2")}


def test_a_ratio_of_what_was_detected_is_no_survival() -> None:
    text = (
        "A trial assigned women to screening by HPV testing (410 women), cytologic testing (420 women), or a control "
        "group (430 women) who received standard care. The HR for the detection of advanced cancer in the HPV-testing "
        "group was 0.47 (95% CI, 0.32–0.69), and there was a reduction in deaths from cervical cancer (HR, 0.52)."
    )
    assert {(measure, value) for _, _, measure, value in compared(text, "hazard_ratio")} == {
        ("detection of advanced cancer", Decimal("0.47")),
        ("deaths from cervical cancer", Decimal("0.52")),
    }


def test_deaths_from_an_event_are_told_by_their_cause_and_are_not_that_event() -> None:
    text = (
        "In a trial, men were randomly assigned to R-CHOP or CHOP. The infection-related death rate was 14% for R-CHOP "
        "versus 2% for CHOP."
    )
    assert outcomes(text) == {(("R-CHOP",), Decimal(14)), (("CHOP",), Decimal(2))}
    assert facts(HEAD + text, "adverse_event", "nci_pdq") == []


def test_figures_that_hardly_differ_do_not_turn_a_ratio_near_one() -> None:
    text = (
        "A trial randomly assigned 351 patients to doxorubicin or observation. Overall survival was 66.5% in the "
        "doxorubicin group and 67.8% in the observation group (HR, 0.94)."
    )
    assert compared(text, "hazard_ratio") == [(("doxorubicin",), ("observation",), "overall survival", Decimal("0.94"))]


def test_the_screening_group_is_not_the_one_without_screening() -> None:
    text = (
        "A trial randomly assigned 900 men and women to flexible sigmoidoscopy or to no screening. Colorectal cancer "
        "mortality was lower in the screening group than in the control group."
    )
    ((arm, comparator, _, verdict),) = compared(text, "verdict")
    assert (arm, comparator, verdict) == (("flexible sigmoidoscopy",), ("no screening",), "improved")


def test_the_ratio_of_people_whom_figures_set_apart_is_told_of_them() -> None:
    text = (
        "A retrospective study included 300 patients. The 5-year overall survival rate was 70% for patients with "
        "negative margins and 40% for patients with positive margins (HR, 2.1; 95% CI, 1.2–3.4; P = .01)."
    )
    assert compared(text, "hazard_ratio") == [((), (), "overall survival", Decimal("2.1"))]
    assert compared(text, "p_value") == [((), (), "overall survival", Decimal("0.01"))]


def test_the_ratio_of_treatments_that_no_table_knows_has_them_as_its_arms() -> None:
    text = (
        "A trial tried early treatment. Overall survival for patients assigned to early treatment (n = 65) was 25.7 "
        "months compared with 27.1 months for patients in the delayed-treatment group (n = 64) (HR, 0.98; 95% CI, "
        "0.8–1.2)."
    )
    ((arm, comparator, _, value),) = compared(text, "hazard_ratio")
    assert (arm, comparator, value) == (("early treatment",), ("delayed-treatment",), Decimal("0.98"))


def test_what_is_told_first_of_each_arm_tells_them_apart_though_both_go_on_with_it() -> None:
    text = (
        "Patients were randomly assigned to receive either three cycles of neoadjuvant pembrolizumab (200 mg every 3 "
        "weeks) followed by surgery and adjuvant pembrolizumab (n = 54) or primary surgery followed by adjuvant "
        "pembrolizumab (n = 59)."
    )
    assert [getattr(f.one("arm"), "detail", "") for f in facts(HEAD + text, "arm", "nci_pdq")] == [
        "neoadjuvant",
        "adjuvant",
    ]


def test_what_is_given_with_words_on_how_hard_is_one_list() -> None:
    text = (
        "A study followed a cohort of 156 patients with medulloblastoma who were treated with surgery, risk-adapted "
        "craniospinal irradiation, and dose-intensive chemotherapy."
    )
    assert arms(text) == [("chemotherapy", "craniospinal irradiation", "surgery")]


def test_a_measure_is_not_called_by_its_role() -> None:
    text = (
        "A trial randomly assigned 80 men to methylphenidate or placebo. Methylphenidate improved the primary end "
        "point of fatigue."
    )
    assert [measure for _, _, measure, _ in compared(text, "verdict")] == ["fatigue"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The addition of rituximab to CHOP resulted in an improvement in overall survival.",
            [(("CHOP", "rituximab"), ("CHOP",), "overall survival", "improved")],
        ),
        (
            "The addition of bevacizumab and erlotinib to cisplatin plus pemetrexed led to an improvement in "
            "overall survival.",
            [
                (
                    ("bevacizumab", "cisplatin", "erlotinib", "pemetrexed"),
                    ("cisplatin", "pemetrexed"),
                    "overall survival",
                    "improved",
                )
            ],
        ),
        ("The addition of a taxane to doxorubicin and cyclophosphamide produced better overall survival.", []),
        ("CHOP resulted in an improvement in overall survival.", [(("CHOP",), (), "overall survival", "improved")]),
    ],
)
def test_what_another_is_added_to_did_not_do_what_both_did(text: str, expected: list[object]) -> None:
    assert compared(text, "verdict") == expected


@pytest.mark.parametrize(
    "text",
    [
        "A trial compared the efficacy of imatinib to sunitinib for the reduction of pain.",
        "Small series reported lower relapse rates when imatinib was added.",
        "Results in matched pairs of patients showed a longer overall survival.",
    ],
)
def test_what_was_looked_for_and_what_reports_show_of_no_one_are_no_verdicts(text: str) -> None:
    assert compared(text, "verdict") == []


@pytest.mark.parametrize(
    ("behind", "verdict"),
    [
        (".", "worsened"),
        (", although the difference did not reach statistical significance.", "no_difference"),
        (", but the relapse rate did not change in other people.", "worsened"),
    ],
)
def test_a_difference_that_did_not_reach_significance_is_none_between_groups_either(behind: str, verdict: str) -> None:
    said = "In one study, relapse was more common in patients in the high-risk group than in patients with thymoma"
    text = f"{said}{behind}"
    assert [told for _, _, _, told in compared(text, "verdict")] == [verdict]


CHOICE = (
    "Patients were randomly assigned to receive sorafenib (n = 201) or sunitinib, nilotinib, or imatinib (n = 102). "
)


def test_what_any_of_a_list_was_given_for_is_told_of_all_who_had_one_of_them() -> None:
    text = "The response rate was 68% for patients who received sorafenib and 49% for those who received "
    others = ("imatinib", "nilotinib", "sunitinib")
    known = {(("sorafenib",), Decimal(68)), (others, Decimal(49))}
    assert outcomes(f"{CHOICE}{text}sunitinib, nilotinib, or imatinib.") == known
    unknown = "Patients were randomly assigned to receive sorafenib (n = 201) or sunitinib (n = 102). "
    assert outcomes(f"{unknown}{text}sunitinib, nilotinib, or imatinib.") == known
    assert outcomes(f"{unknown}{text}sunitinib.") == {(("sorafenib",), Decimal(68)), (("sunitinib",), Decimal(49))}


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ("a complete and partial response rate of 70%", "objective response rate"),
        ("a partial response rate of 70%", "partial response"),
        ("a complete response rate of 70%", "complete response"),
    ],
)
def test_a_rate_of_complete_and_partial_responses_is_that_of_all(said: str, measure: str) -> None:
    text = f"In one study, 41 patients received imatinib. The investigators observed {said}."
    assert [name(f, "measure") for f in facts(HEAD + text, "outcome", "nci_pdq")] == [measure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sunitinib and the combination of bevacizumab plus imatinib have each been associated with longer "
            "progression-free survival than imatinib alone.",
            [],
        ),
        (
            "The combination of bevacizumab plus imatinib has been associated with longer progression-free survival "
            "than imatinib alone.",
            [(("bevacizumab", "imatinib"), ("imatinib",), "progression-free survival", "improved")],
        ),
        ("In one study, survivors had no more than two complications that exceeded what was expected.", []),
        (
            "In one study, smokers had no more complications than nonsmokers.",
            [((), (), "complications", "no_difference")],
        ),
    ],
)
def test_what_each_of_two_did_and_how_many_at_most_are_no_verdict_on_both(text: str, expected: list[object]) -> None:
    found = compared(text, "verdict")
    assert [row if row[0] != ("smokers",) else ((), (), *row[2:]) for row in found] == expected


def test_the_people_whom_a_sentence_begins_with_are_not_those_whom_it_turns_to() -> None:
    text = (
        "For patients with thymoma, survival was similar with ponatinib and imatinib; however, for patients with "
        "thymic carcinoma, overall survival was worse for those who received ponatinib."
    )
    worse = [f for f in facts(HEAD + text, "comparison", "nci_pdq") if f.one("verdict") == "worsened"]
    assert "thymoma" not in [str(f.one("population")).split()[-1] for f in worse]
