"""Arms that news tells by "the drug", by how many drugs they have, or by a choice, and what follows from these."""

from __future__ import annotations

import pytest
from prose import facts, figures, given, name

from kg.model import Concept

ALLOTTED = "In the trial, patients were randomly assigned to {}. "


def arms(text: str) -> list[list[str]]:
    """What each arm was given, in order."""
    return [sorted(given(f)) for f in facts(text, "arm")]


THE_DRUG = [
    (
        "FDA approved sorafenib for thymoma. In the trial that led to the approval, people who received the drug lived "
        "a median of 20 months, compared with 15 months for those who received docetaxel.",
        [["sorafenib"], ["docetaxel"]],
    ),
    (
        "FDA approved sorafenib for thymoma. The approval was based on improved overall survival in a trial that "
        "compared patients treated with the drug with those who received a placebo.",
        [["sorafenib"], ["placebo"]],
    ),
    (
        "Results of the trial that led to sorafenib's approval showed that people treated with this RAF inhibitor "
        "lived longer than people who received docetaxel.",
        [["sorafenib"], ["docetaxel"]],
    ),
    # which of two drugs it was, nobody says
    (
        "FDA approved sorafenib and imatinib for thymoma. In the trial that led to the approval, people who received "
        "the drug lived a median of 20 months, compared with 15 months for those who received docetaxel.",
        [["docetaxel"]],
    ),
]


@pytest.mark.parametrize(("text", "expected"), THE_DRUG)
def test_the_drug_that_is_set_against_a_control_is_what_was_approved(text: str, expected: list[list[str]]) -> None:
    assert arms(text) == expected


def test_either_of_two_drugs_is_given_in_an_arm_of_its_own() -> None:
    text = ALLOTTED.format("sunitinib plus either imatinib or nilotinib")
    assert arms(text) == [["imatinib", "sunitinib"], ["nilotinib", "sunitinib"]]


CHEMOTHERAPY = ALLOTTED.format("sunitinib plus pembrolizumab or gemcitabine plus cisplatin")
ADDED = ALLOTTED.format("bevacizumab plus capecitabine or capecitabine alone")
SHARES = [
    (
        CHEMOTHERAPY + "Tumors shrank in 30% of those who received the combination and 12% of those who received "
        "chemotherapy.",
        ["30", "12"],
    ),
    (
        ADDED + "Those who got the two drugs together lived a median of 10 months, whereas those who got capecitabine "
        "only lived a median of 7 months.",
        ["10", "7"],
    ),
]


@pytest.mark.parametrize(("text", "values"), SHARES)
def test_each_figure_is_of_the_arm_that_its_words_count(text: str, values: list[str]) -> None:
    told = {tuple(sorted(given)): value for _, given, value in figures(text)}
    assert [told[tuple(arm)] for arm in arms(text)] == values


def test_who_got_both_had_the_combination() -> None:
    text = ALLOTTED.format("sunitinib, imatinib, or both drugs")
    text += (
        "Tumors shrank in 20 percent of people who got sunitinib, 30 percent of those who got imatinib, and 50 percent "
    )
    text += "of those who got both."
    told = {tuple(sorted(given)): value for _, given, value in figures(text)}
    assert told == {("sunitinib",): "20", ("imatinib",): "30", ("imatinib", "sunitinib"): "50"}


def test_those_who_responded_and_were_then_allotted_are_no_outcome() -> None:
    text = "The 1,019 patients who responded were then randomly assigned to rituximab for 2 years or to observation."
    assert not figures(text)


def test_people_whose_response_could_be_evaluated_had_what_they_had() -> None:
    text = "The single-arm trial enrolled 46 patients with sarcoma. Patients took cediranib once a day. Of the 43 "
    text += "patients whose response could be evaluated, 15 had a partial response."
    assert [value for _, _, value in figures(text)] == ["15"]


def test_all_of_the_women_who_took_something_are_no_arm() -> None:
    text = ALLOTTED.format("sunitinib or a placebo") + "All of the women took tamoxifen."
    assert arms(text) == [["sunitinib"], ["placebo"]]


APPROVALS = [
    ("FDA approved nivolumab in combination with certain chemotherapies for thymoma.", [("thymoma", ["chemotherapy"])]),
    ("FDA approved ibrutinib for thymoma. In 2013, it had approved the drug for melanoma.",
     [("thymoma", []), ("melanoma", [])]),
    ("FDA approved ibrutinib for thymoma. In 2013, it had refused the drug for melanoma.", [("thymoma", [])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), APPROVALS)
def test_what_an_agency_had_approved_before_and_with_what(text: str, expected: list[tuple[str, list[str]]]) -> None:
    found = facts(text, "approval")
    assert [
        (name(f, "cancer"), [c.name for k, each in f.roles if k == "with" for c in each if isinstance(c, Concept)])
        for f in found
    ] == expected
