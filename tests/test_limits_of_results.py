"""What a fact leaves out that its sentence says makes it untrue: times, people, doses, what is set apart by them."""

from __future__ import annotations

import pytest
from prose import facts, given, name

TWO = "Patients were randomly assigned to lenvatinib or placebo. "
Told = set[tuple[str, tuple[str, ...], str, str]]


def outcomes(text: str, limit: str) -> Told:
    """Measures with their arms, figures and one limit of them."""
    found = facts(TWO + text, "outcome", "abstract")
    return {(name(f, "measure"), tuple(given(f)), str(f.one("value")), str(f.one(limit) or "")) for f in found}


def effects(text: str, limit: str = "timepoint", before: str = TWO) -> set[tuple[str, str, str, str]]:
    """Measures with what is told of the arms, and one limit of it."""
    found = facts(before + text, "comparison", "abstract")
    told = {(f, f.one("value") or f.one("verdict")) for f in found}
    return {(name(f, "measure"), str(f.one("effect")), str(value), str(f.one(limit) or "")) for f, value in told}


def test_two_figures_of_one_thing_are_neither_told() -> None:
    doses = "The response rate was 12% with lenvatinib and 30% with lenvatinib given twice."
    assert not [o for o in outcomes(doses, "population") if o[1] == ("lenvatinib",)]
    assert len(outcomes("The response rate was 12% with lenvatinib and 30% with placebo.", "population")) == 2


def test_the_bounds_of_a_range_are_no_two_figures_of_one_thing() -> None:
    found = facts("In children with neuroblastoma, the 5-year overall survival rate is 33% to 55%.", "outcome")
    assert {str(f.one("value")) for f in found} == {"33", "55"}


def test_a_figure_has_the_time_that_stands_before_its_bracket_or_begins_its_sentence() -> None:
    text = "The risk of relapse was reduced with lenvatinib at 4 years (HR, 0.71) but not at 2 years (HR, 1.02)."
    assert {(v, t) for _, e, v, t in effects(text) if e == "hazard_ratio"} == {("0.71", "4 years"), ("1.02", "2 years")}
    assert ("pain", "p_value", "0.03", "6 months") in effects(
        "At 6 months, less pain was felt with lenvatinib (P = .03)."
    )
    text = "Two years after the end of treatment, there were 12 deaths with lenvatinib and 19 with placebo."
    assert {t for _, _, _, t in outcomes(text, "timepoint")} == {"two years after the end of treatment"}


def test_the_people_of_a_clause_are_told() -> None:
    text = (
        "In patients with low levels, median overall survival was 17.1 months with lenvatinib and 11.3 months with "
        "placebo; in those with high levels it was 5.3 months with lenvatinib and 10.3 months with placebo."
    )
    assert {p for _, _, _, p in outcomes(text, "population")} == {
        "patients with low levels",
        "those with high levels",
    }
    text = "In the high expression group the response rate was 44% with lenvatinib and 28% with placebo."
    assert {p for _, _, _, p in outcomes(text, "population")} == {"high expression group"}


def test_what_does_not_depend_on_a_treatment_is_not_told_of_it() -> None:
    text = "Those who had a first cancer had an increased risk of infection, independent of treatment with lenvatinib."
    assert not effects(text)
    assert effects("Treatment with lenvatinib increased the risk of infection.")


def test_what_one_of_two_drugs_did_alone_is_not_told_of_both() -> None:
    both = "The trial tested lenvatinib plus everolimus against placebo. "
    assert not effects("It showed a higher risk of bleeding with everolimus alone.", before=both)


def test_a_change_of_each_arm_is_no_change_against_the_other() -> None:
    text = "Those on lenvatinib had a 28% reduction in pain as compared with a reduction of 5% in the placebo group."
    assert not [e for e in effects(text) if e[1] == "relative_change"]
    assert [e for e in effects("Lenvatinib gave a 28% reduction in the risk of death.") if e[1] == "relative_change"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Risk factors for gastric cancer include the presence of conditions such as anemia and obesity.", {"obesity"}),
        ("Various other syndromes have been found to be associated with thymoma.", set()),
    ],
)
def test_a_group_that_is_cut_short_or_is_any_is_none(text: str, who: set[str]) -> None:
    assert {n for f in facts(text, "comparison") for n in given(f)} == who


def test_a_name_keeps_what_it_is_of() -> None:
    text = "The hematologic complete response rate was 53% with lenvatinib and 18% with placebo."
    assert {m for m, *_ in outcomes(text, "population")} == {"hematologic complete response"}
    found = facts("Prophylactic surgery was associated with a lower risk of ovarian cancer.", "comparison")
    assert {n for f in found for n in given(f)} == {"prophylactic surgery"}


def test_weight_lost_for_good_is_a_gain() -> None:
    found = facts("Bariatric surgery is associated with more sustained weight loss.", "comparison")
    assert {f.one("verdict") for f in found} == {"improved"}


def test_what_is_set_against_a_treatment_alone_was_given_with_it() -> None:
    text = "Patients who received lenvatinib lived longer than patients who received chemotherapy alone."
    assert {tuple(sorted(given(f))) for f in facts(text, "arm")} == {("chemotherapy",), ("chemotherapy", "lenvatinib")}
    text = "Patients who received lenvatinib lived longer than patients who received chemotherapy."
    assert {tuple(given(f)) for f in facts(text, "arm")} == {("chemotherapy",), ("lenvatinib",)}
    text = "Patients were randomly assigned to lenvatinib or to chemotherapy alone."
    assert {tuple(given(f)) for f in facts(text, "arm")} == {("chemotherapy",), ("lenvatinib",)}
    text = "Patients who received lenvatinib and everolimus lived longer than patients who received sorafenib alone."
    assert {len(given(f)) for f in facts(text, "arm")} == {1, 2}


def test_longer_use_of_a_drug_is_not_its_use() -> None:
    text = "A study enrolled 200 patients. Longer durations of imatinib therapy were associated with higher survival."
    assert not facts(text, "comparison", "abstract")


def test_as_high_as_is_at_most() -> None:
    found = facts("In patients who receive chemotherapy, 2-year survival rates have been as high as 50%.", "outcome")
    assert {f.one("qualifier") for f in found} == {"<="}


def test_what_was_seen_in_both_arms_sets_neither_against_the_other() -> None:
    both = "An improvement in fatigue was seen in both the placebo and the lenvatinib groups."
    assert not facts(TWO + both, "comparison", "abstract")


def test_a_change_has_the_time_behind_it() -> None:
    found = effects("The risk of relapse was reduced by 20% after 12 years with lenvatinib.")
    assert {t for _, e, _, t in found if e == "relative_change"} == {"12 years"}


def test_those_whom_a_study_s_people_are_set_beside_have_no_condition_of_it() -> None:
    text = "A study enrolled 40 children with leukemia. Their outcomes were similar to those of patients with lymphoma."
    conditions = {f.one("value") for f in facts(text, "trial") if f.one("attribute") == "condition"}
    assert "lymphoma" not in conditions and conditions


@pytest.mark.parametrize(
    "text",
    [
        "Overall survival was 10.7 months with lenvatinib and 12 in the placebo group died.",
        "Overall survival was 10 months with lenvatinib and 3 in the placebo group withdrew.",
        "The response rate was 12.5% with lenvatinib and 1.6 in the placebo group was the mean number of lesions.",
    ],
)
def test_a_number_of_something_else_is_not_the_other_arms(text: str) -> None:
    assert len(outcomes(text, "population")) < 2


@pytest.mark.parametrize("arm", ["lenvatinib", "placebo"])
def test_two_figures_of_an_arm_and_of_what_is_none_are_neither_told(arm: str) -> None:
    text = f"Median overall survival was 10.7 versus 7.9 months for {arm} and chemotherapy."
    assert not outcomes(text, "population")


def test_a_number_before_the_next_arm_has_the_unit_of_the_one_before() -> None:
    text = "Overall survival was 10.7 months with lenvatinib and 7.9 in the placebo group (P = .01)."
    assert {(a, v) for _, a, v, _ in outcomes(text, "unit")} == {(("lenvatinib",), "10.7"), (("placebo",), "7.9")}


def test_figures_in_a_bracket_behind_treatment_are_the_arms() -> None:
    text = "Overall survival was longer with active treatment (12 months vs 9 months)."
    assert {(a, v) for _, a, v, _ in outcomes(text, "unit")} == {(("lenvatinib",), "12"), (("placebo",), "9")}


def details(design: str, text: str) -> set[tuple[tuple[str, ...], str, str]]:
    """What each figure's arm is given, what tells it apart, and the figure."""
    found = [f for kind in ("outcome", "adverse_event") for f in facts(f"{design} {text}", kind, "abstract")]
    arms = [(f, f.one("arm")) for f in found if f.one("value") is not None]
    return {(tuple(given(f)), str(getattr(arm, "detail", "")), str(f.one("value"))) for f, arm in arms}


NUMBERED = "Patients were randomly assigned to arm I (lenvatinib) or arm II (placebo)."


@pytest.mark.parametrize("group", ["stage II and III groups", "stage I and II groups", "Child-Pugh I and II cohorts"])
def test_stages_and_classes_of_people_are_no_arms(group: str) -> None:
    told = details(NUMBERED, f"Overall survival was 12 months in the {group}.")
    assert not {arm for arm, _, _ in told} & {("lenvatinib",), ("placebo",)}
    told = details(NUMBERED, "The response rate was 12% and 7% in the I and II groups.")
    assert told == {(("lenvatinib",), "", "12"), (("placebo",), "", "7")}


COURSES = "Women with breast cancer were randomly assigned to eight courses or four courses of docetaxel."
MONTHS = "Women with breast cancer were randomly assigned to 6 months or 12 months of tamoxifen."


@pytest.mark.parametrize(
    ("design", "text"),
    [
        (COURSES, "Nausea developed in 12% of patients over four courses."),
        (COURSES, "Nausea was seen in 10% of women who had received four courses, before randomization."),
        (MONTHS, "At 6 months treatment was stopped because of nausea in 10% of women."),
    ],
)
def test_a_length_that_says_when_is_no_arm(design: str, text: str) -> None:
    assert not [detail for _, detail, _ in details(design, text) if detail]


def test_so_many_courses_that_people_received_are_their_arm() -> None:
    told = details(COURSES, "The response rate was 58% for women who received four courses.")
    assert {(detail, value) for _, detail, value in told} == {("four courses", "58")}


def test_v_sets_sides_behind_two_figures_as_versus_does() -> None:
    design = "Men were randomly assigned to intermittent or continuous androgen deprivation therapy."
    told = details(design, "Overall survival was 7.9 v 10.7 months for continuous therapy v intermittent therapy.")
    assert {value for arm, _, value in told if arm and "intermittent" in arm[0]} <= {"10.7"}


def test_chemotherapy_that_all_receive_is_no_arm_s() -> None:
    design = "Patients receiving chemotherapy were randomly assigned to dexamethasone or placebo."
    told = details(design, "Nausea occurred in 30% with chemotherapy.")
    assert not {arm for arm, _, _ in told} & {("dexamethasone",), ("placebo",)}
    told = details(
        "Patients were randomly assigned to docetaxel or gefitinib.", "Nausea occurred in 30% with chemotherapy."
    )
    assert {arm for arm, _, _ in told} == {("docetaxel",)}


@pytest.mark.parametrize(
    "text",
    [
        "Nausea was more common in older patients.",
        "Overall survival was longer in the younger groups.",
        "Response rates were higher in the high-risk group.",
        "Nausea was more common in the stage II and III groups.",
    ],
)
def test_what_is_more_in_some_people_is_no_verdict_on_the_arms(text: str) -> None:
    assert effects(text) == set()
    assert effects(text.replace(".", " with lenvatinib than with placebo.")) != set()
