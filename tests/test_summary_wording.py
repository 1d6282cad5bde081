"""Ordinary wordings of summaries: lists of risk factors, whose figure it is, what a heading says of its trials."""

from __future__ import annotations

import pytest
from prose import TRIAL, facts, figures, given, sized

SOURCE = "nci_pdq"


def factors(text: str) -> dict[tuple[str, ...], set[str]]:
    """What is told of each group of a sentence: the kind of each comparison, and which way its verdict goes."""
    told: dict[tuple[str, ...], set[str]] = {}
    for fact in facts(text, "comparison", SOURCE):
        told.setdefault(tuple(given(fact)), set()).add(str(fact.one("verdict") or fact.one("effect")))
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Factors associated with the risk of stroke in this study included smoking (P = .02), neck dissection "
            "(P < .001), and PSA greater than 30 (P = .01).",
            {("smoking",): {"worsened", "p_value"}, ("PSA greater than 30",): {"worsened", "p_value"},
             ("neck dissection",): {"worsened", "p_value"}},
        ),
        (
            "In this study, risk factors for stroke were a large tumor and anemia.",
            {("large tumor",): {"worsened"}, ("anemia",): {"worsened"}},
        ),
        ("In this study, a risk factor for stroke was loss of weight and strength.",
         {("loss of weight and strength",): {"worsened"}}),
        ("In a study of 80 patients treated with cisplatin, risk factors for stroke included old age and smoking.",
         {("old age",): {"worsened"}, ("smoking",): {"worsened"}}),
    ],
)  # fmt: skip
def test_each_member_of_a_list_of_risk_factors_is_one_be_it_a_treatment(
    text: str, expected: dict[tuple[str, ...], set[str]]
) -> None:
    assert factors(text) == expected


@pytest.mark.parametrize(
    ("named", "conditions"),
    [("(NCT01234567)", ["thymic carcinoma"]), ("of two drugs", [])],
)
def test_a_named_trial_below_a_heading_is_of_its_disease(named: str, conditions: list[str]) -> None:
    text = f"# Treatment\n\n## Options for Thymic Carcinoma\n\nIn a phase II trial {named}, 66% of 58 patients lived."
    told = [str(f.one("value")) for f in facts(text, "trial", SOURCE) if str(f.one("attribute")) == "condition"]
    assert told == conditions


def test_what_a_hypothesis_requires_is_no_design_of_its_study() -> None:
    text = "A review of 84 patients was done. The finding requires confirmation in a randomized trial."
    assert "allocation" not in {str(f.one("attribute")) for f in facts(text, "trial", SOURCE)}


@pytest.mark.parametrize("organ", ["graft", "ocular", "implant"])
def test_how_long_an_organ_lasts_is_not_how_long_people_live(organ: str) -> None:
    text = f"A series of 60 patients was treated. The 5-year {organ} survival rate was 62%."
    assert [measure for measure, *_ in figures(text, SOURCE)] == [f"{organ} survival"]


@pytest.mark.parametrize("people", ["those with a complete response", "patients who achieved a partial response"])
def test_what_people_had_is_not_what_their_figure_tells(people: str) -> None:
    text = TRIAL + f"The 5-year event-free survival rate among {people} was 91% with sorafenib and 83% with placebo."
    assert {measure for measure, *_ in figures(text, SOURCE)} == {"event-free survival"}


def test_each_of_two_measures_of_a_test_has_its_own_range() -> None:
    text = "A study of 80 patients was done. Cytology has a specificity of 97%, but sensitivity ranges from 57% to 80%."
    assert [(m, v) for m, _, v in figures(text, SOURCE)] == [
        ("specificity", "97"), ("sensitivity", "57"), ("sensitivity", "80"),
    ]  # fmt: skip


def test_a_part_of_those_of_whom_a_figure_tells_is_no_figure_of_its_arm() -> None:
    text = TRIAL + "Rash was seen in 57% of patients in the sorafenib arm (including 12% of those with a severe one)."
    assert "12" not in {value for *_, value in figures(text, SOURCE)}


def test_in_how_many_something_improved_sets_no_arms_against_each_other() -> None:
    assert (
        facts(TRIAL + "Pain improved in 12 of 40 patients with sorafenib and 5 of 38 with placebo.", "comparison") == []
    )
    assert facts(TRIAL + "Pain improved with sorafenib compared with placebo.", "comparison") != []


def test_an_arm_is_called_by_what_it_has_or_by_what_it_lacks() -> None:
    text = (
        "In a randomized trial, 400 patients received either FOLFOX followed by autologous SCT or FOLFOX alone. The "
        "median overall survival was 42 months in the nontransplant arm and 67 months in the transplant arm."
    )
    assert figures(text, SOURCE) == [
        ("overall survival", ["FOLFOX"], "42"),
        ("overall survival", ["FOLFOX", "autologous stem cell transplant"], "67"),
    ]


def test_what_leads_a_list_of_studies_in_is_what_their_people_were_given_up_to_where_the_list_ends() -> None:
    text = """# Treatment

Evidence (neoadjuvant lenvatinib in adults with refractory thymoma):

1. In a study of 31 adults with thymoma refractory to sorafenib, results were told.

   - The response rate was 40% at 12 months.

Little else is known. Another study of 12 patients showed a response rate of 30%."""
    assert [(arm, str(size)) for arm, size in sized(text, SOURCE)] == [(("lenvatinib",), "31")]
    assert ("objective response rate", ["lenvatinib"], "40") in figures(text, SOURCE)


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        (
            "A review of 61 patients with thymoma (52 adults) who underwent hepatic transplant reported a 5-year "
            "survival rate of 82%.",
            [(("liver transplant",), 61)],
        ),
        (
            "In a phase II study, 66% of 58 patients attained a complete response with lenvatinib.",
            [(("lenvatinib",), 58)],
        ),
        (
            "A phase II trial evaluated nivolumab, a PD-1 inhibitor, and ipilimumab in 40 patients with melanoma.",
            [(("ipilimumab", "nivolumab"), 40)],
        ),
    ],
)
def test_how_many_underwent_what_a_study_tells_of(text: str, arms: list[tuple[tuple[str, ...], int]]) -> None:
    assert sized(text, SOURCE) == arms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The overall survival rate was 88% for the 273 patients with a complete response.",
            {("overall survival", "88")},
        ),
        (
            "Forty percent of the patients had any response (complete response or partial response), and the complete "
            "response rate was 33%.",
            {("objective response rate", "40"), ("complete response", "33")},
        ),
        ("There was an exceptionally high rate of multiple ailments (43%).", set()),
    ],
)
def test_a_figure_is_of_what_its_words_tell(text: str, expected: set[tuple[str, str]]) -> None:
    told = figures("A study of 300 patients with thymoma was done. " + text, SOURCE)
    assert {(measure, value) for measure, _, value in told} == expected


def test_a_part_of_a_part_is_not_the_other_arm_and_whose_risk_it_is_is_no_risk() -> None:
    text = TRIAL + "Rejection occurred in 55% of patients, 22% of whom received a second graft."
    assert [arm for _, arm, _ in figures(text, SOURCE) if arm] == []
    assert facts("In a cohort study, male risks were higher in childhood.", "comparison", SOURCE) == []


def test_a_ratio_of_each_step_of_something_is_not_that_of_the_people_beside_it() -> None:
    ratio = "In a study, the relative risk of breast cancer was 1.4 among nonusers"
    assert ("nonusers",) in factors(ratio + ".")
    assert ("nonusers",) not in factors(ratio + " for each 5 kg increase in adult weight.")


def test_a_disease_among_people_is_not_the_people() -> None:
    text = "The study found an RR of 1.4 (95% CI, 1.3–1.5) for breast cancer among nonusers."
    assert factors(text) == {("nonusers",): {"risk_ratio"}}
