"""One arm by all of its names: the letters of its drugs, its kind of treatment, the length of its course."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, figures

from kg.model import Arm


def arms(text: str) -> list[tuple[list[str], str, int | None]]:
    """What each arm of an abstract is given, what tells it apart, and its size."""
    found = [(f.one("arm"), f.one("size")) for f in facts(f"# A trial\n\n{text}", "arm", "abstract")]
    return [
        ([c.shown for c in arm.interventions], arm.detail, int(size) if isinstance(size, Decimal) else None)
        for arm, size in found
        if isinstance(arm, Arm)
    ]


@pytest.mark.parametrize(
    "told", ["DT group (docetaxel 60 mg/m2 on day 1 and oral topotecan 2 mg)", "DT (docetaxel and topotecan)"]
)
def test_a_group_s_drugs_stand_behind_it(told: str) -> None:
    text = f"They were assigned to {told} or topotecan alone. The response rate was 40% with DT and 20% with topotecan."
    assert [(arm, value) for _, arm, value in figures(f"# A trial\n\n{text}", "abstract")] == [
        (["docetaxel + topotecan"], "40"),
        (["topotecan"], "20"),
    ]


ONE_OF_CHEMOTHERAPY = "Patients were randomly allocated to gefitinib or to cisplatin plus docetaxel. "


def test_chemotherapy_is_the_arm_of_such_drugs_where_the_other_has_none() -> None:
    text = ONE_OF_CHEMOTHERAPY + "In all, 85 were treated (48 with gefitinib, 37 with chemotherapy)."
    assert {(*which,) for which, _, _ in arms(text)} == {("gefitinib",), ("cisplatin", "docetaxel")}


def test_chemotherapy_is_no_arm_s_where_both_have_such_drugs() -> None:
    text = "Patients were randomly allocated to {} or to cisplatin plus docetaxel. The response rate was 12%"
    text += " with chemotherapy."
    measure = "objective response rate"
    assert figures(text.format("sorafenib"), "abstract") == [(measure, ["cisplatin", "docetaxel"], "12")]
    assert figures(text.format("carboplatin"), "abstract") == [(measure, ["chemotherapy"], "12")]


def test_arms_of_radiation_go_by_the_length_of_their_course() -> None:
    text = (
        "Women were randomly assigned to 48 Gy in 24 fractions over 33 days (long arm) or 40 Gy in 15 fractions over "
        "19 days (short arm). Of 90 women, 46 were assigned to the long arm, and 44 were assigned to the short arm."
    )
    assert arms(text) == [
        (["radiation therapy"], "48 Gy in 24 fractions over 33 days", 46),
        (["radiation therapy"], "40 Gy in 15 fractions over 19 days", 44),
    ]


def test_what_only_says_how_long_a_course_was_is_no_treatment() -> None:
    assert arms("In all, 46 women were assigned to the long arm, and 44 were assigned to the short arm.") == []


def test_a_procedure_whose_head_stands_behind_the_other() -> None:
    text = (
        "We compared patients who underwent partial (PN) versus total nephrectomy (TN). Sixty patients were randomized "
        "to undergo either PN (n = 31) or TN (n = 29). Five-year survival probability was 71% for PN and 72% for TN."
    )
    assert [value for _, _, value in figures(f"# A trial\n\n{text}", "abstract")] == ["71", "72"]


def test_bounds_of_an_interval_in_a_bracket_within_its_bracket_are_no_figures() -> None:
    text = (
        "Patients were randomly assigned to cisplatin or to topotecan. The response rate was 51% (95% confidence "
        "interval (95% CI) 42.3%–60.2%) with cisplatin compared to 33% (95% CI: 25.1%–42.2%) with topotecan."
    )
    assert [value for _, _, value in figures(f"# A trial\n\n{text}", "abstract")] == ["51", "33"]


def test_figures_better_with_what_no_arm_is_called_are_not_placed() -> None:
    text = (
        "Patients were randomly assigned to cisplatin or to radiation therapy. The relapse-free survival rate was "
        "significantly improved with grafting (46% vs. 12%)."
    )
    assert figures(f"# A trial\n\n{text}", "abstract") == []


TWO = "# A trial\n\nPatients were randomly assigned to cisplatin or to topotecan. "


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        # so many of those in a bracket were women
        ("Of the 312 patients (mean age, 61 years; 118 [37.8%] women), all completed the trial.", []),
        # a difference of a measure stands beside its figures
        ("The response rate was 40% with cisplatin and 41% with topotecan (ORR difference -0.6%).", ["40", "41"]),
        # people of whom a clause says that they are the ones looked at
        (
            "It was of 90 women (44 in the cisplatin group and 46 in the topotecan group) who were relapse free.",
            [],
        ),
    ],
)
def test_numbers_that_are_no_outcome(sentence: str, values: list[str]) -> None:
    assert [value for _, _, value in figures(TWO + sentence, "abstract")] == values


def test_who_judged_a_measure_is_no_part_of_it() -> None:
    text = (
        "Independent response review committee-assessed PFS was longer in the topotecan group (9.1 versus 7.2 months)."
    )
    assert [(measure, value) for measure, _, value in figures(TWO + text, "abstract")] == [
        ("progression-free survival", "9.1"),
        ("progression-free survival", "7.2"),
    ]


def test_what_came_late_was_not_delayed_by_an_arm() -> None:
    text = "Topotecan caused more toxicity, mainly delayed thrombocytopenia."
    found = facts(TWO + text, "comparison", "abstract")
    assert all(f.one("verdict") != "improved" for f in found)
