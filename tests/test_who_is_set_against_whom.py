"""Whose side a comparison is told of: what words belong to an arm, and when a trial's arms are not meant."""

from __future__ import annotations

import pytest
from comparing import told
from prose import facts, given, name

from kg.model import Arm

ALLOTTED = "In a trial, patients were randomly assigned to receive radiation therapy or chemotherapy. "


def sides(text: str) -> set[tuple[str, str, str, str]]:
    """Measure, arm, comparator and value of each comparison."""
    return {
        (
            name(f, "measure"),
            "+".join(given(f)),
            "+".join(given(f, "comparator")),
            str(f.one("verdict") or f.one("value")),
        )
        for f in facts(text, "comparison", "nci_pdq")
    }


@pytest.mark.parametrize(
    "text",
    [
        "The risk of nausea was lower than planned for the study.",
        "The risk of nausea was lower after split radiation therapy, as opposed to single-dose radiation therapy.",
        "The risk of nausea did not differ between patients receiving radiation therapy or busulfan (P = .48).",
        "Patients who were prepubertal before undergoing radiation therapy had a reduced risk of nausea.",
    ],
)
def test_a_trials_arms_are_not_meant_where_something_else_is_set_against_something(text: str) -> None:
    assert sides(ALLOTTED + text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Men who had undergone prostatectomy reported more nausea; men who received radiation therapy had more "
            "fatigue; and men who received chemotherapy reported the lowest levels.",
            {("fatigue", "radiation therapy", "chemotherapy", "worsened")},
        ),
        (
            "Overall survival was longer in patients who had radiation therapy compared with matched pairs (P = .03).",
            {
                ("overall survival", "radiation therapy", "", "improved"),
                ("overall survival", "radiation therapy", "", "0.03"),
            },
        ),
    ],
)
def test_the_other_arm_is_no_comparator_where_another_is_named(text: str, expected: set[object]) -> None:
    assert sides(ALLOTTED + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Oophorectomy and hysterectomy were associated with reduced stroke risk.",
            [("stroke", ["hysterectomy"], [], "improved"), ("stroke", ["oophorectomy"], [], "improved")],
        ),
        ("Several trials reported improved survival with the use of aspirin and/or chemotherapy.", []),
        (
            "Treatment with selpercatinib led to longer overall survival than treatment with cisplatin or cisplatin "
            "plus pembrolizumab.",
            [("overall survival", ["selpercatinib"], [], "improved")],
        ),
        (
            "Patients treated with aspirin before and after resection had no difference in overall survival when "
            "compared with patients who received surgery alone.",
            [("overall survival", ["aspirin"], ["surgery"], "no_difference")],
        ),
        (
            "Use of oral contraceptives reduced the risk of stroke.",
            [("stroke", ["oral contraceptive"], [], "improved")],
        ),
        (
            "Women who used hormonal contraceptives had a higher risk of stroke than did women who had never used "
            "hormonal contraceptives.",
            [("stroke", ["contraception"], ["no hormonal contraceptives"], "worsened")],
        ),
    ],
)
def test_what_several_had_or_one_of_several_is_no_arm_of_all(text: str, expected: list[object]) -> None:
    assert sorted(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Impaired general and health-related life satisfaction were associated with depression.",
         {"impaired general and health-related life satisfaction"}),
        ("Age 10 years and older at diagnosis and tumor size larger than 5 cm were unfavorable prognostic features.",
         {"age 10 years and older at diagnosis", "tumor size larger than 5 cm"}),
        ("In a study, there was no increased risk of thymoma in those who had H. pylori and a pathogenic variant.",
         {"those who had H. pylori and a pathogenic variant"}),
        ("In a study, elapsed time since diagnosis was a risk factor for stroke.", {"elapsed time since diagnosis"}),
        ("In a study, the rate of stroke was increased in unirradiated (25%) and irradiated (35%) people.", set()),
        ("In one series, thymoma behaves more moderately than sarcoma, and patients with thymoma have better outcomes.",
         set()),
        ("In a study, patients with large tumors had an improved overall survival with ponatinib.", set()),
        ("A study found an increased risk of melanoma in women with red hair relative to those with dark hair.",
         {"women with red hair"}),
        ("In a study, substitution of ponatinib for imatinib results in a low risk of stroke.", set()),
    ],
)  # fmt: skip
def test_a_group_is_told_by_all_of_its_words(text: str, groups: set[str]) -> None:
    assert {"+".join(given(f)) for f in facts(text, "comparison", "nci_pdq")} == groups


def test_a_study_with_a_number_behind_its_name_is_not_the_one_without() -> None:
    text = (
        "The Thymus Cancer Intervention Study (TCIS-I) randomly assigned women to imatinib or placebo.\n\n"
        "The Thymus Cancer Intervention Study II (TCIS-II) randomly assigned women to ponatinib or placebo. "
        "Ponatinib improved overall survival."
    )
    (found,) = facts(text, "comparison", "nci_pdq")
    assert name(found, "trial") != "TCIS-I"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Higher carboplatin systemic exposures correlated with an increased risk of ototoxicity.", []),
        (
            "Adding thoracic radiation therapy increased overall survival over chemotherapy alone.",
            [("overall survival", ["chemotherapy", "thoracic radiation therapy"], ["chemotherapy"], "improved")],
        ),
        (
            "The addition of thoracic radiation therapy increased overall survival over placebo.",
            [("overall survival", ["thoracic radiation therapy"], ["placebo"], "improved")],
        ),
    ],
)
def test_how_much_was_given_and_what_it_was_added_to_are_told_or_nothing_is(text: str, expected: list[object]) -> None:
    assert told(text) == expected


def test_how_often_those_took_it_who_fared_worse_is_told_of_their_arm() -> None:
    text = "In a study, an increased risk of stroke was seen among men who took aspirin more than seven times a week."
    (found,) = facts(text, "comparison")
    (arm,) = found["arm"]
    assert isinstance(arm, Arm) and arm.detail == "more than seven times a week"
