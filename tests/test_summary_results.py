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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A randomized trial compared true acupuncture with sham acupuncture or a waitlist control in 60 women.",
            [("acupuncture",), ("sham acupuncture",), ("wait-list control",)],
        ),
        (
            "A trial compared exercise with cognitive behavioral therapy or usual care in 80 survivors.",
            [("exercise",), ("cognitive behavioral therapy",), ("usual care",)],
        ),
        (
            "A trial compared docetaxel with bevacizumab or placebo in 80 men.",
            [("bevacizumab", "docetaxel"), ("placebo",)],
        ),
    ],
)
def test_compared_with_one_or_a_control_tells_of_three_arms(text: str, expected: list[tuple[str, ...]]) -> None:
    assert arms(text) == expected


def test_a_regimen_that_is_compared_with_the_same_part_of_it_is_no_more_than_that_part() -> None:
    text = "In a trial, the efficacy of FOLFOX4 was compared with the same 5-FU/LV regimen without oxaliplatin."
    assert arms(text) == [("FOLFOX4",), ("FU-LV",)]
    assert compared(text, "verdict") == []


def test_lengths_of_whichever_of_two_treatments_do_not_set_these_against_each_other() -> None:
    text = (
        "One group pooled six randomized trials comparing 3 months with 6 months of FOLFOX or CAPOX in 900 patients. "
        "Disease-free survival was 74% in the 3-month group and 75% in the 6-month group (HR, 1.07)."
    )
    assert compared(text, "hazard_ratio") == []


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
