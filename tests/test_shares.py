"""Shares of a study's people without an arm: what they had, were and did, and what was found in so many of them."""

from __future__ import annotations

import pytest
from prose import facts, given, name

HEAD = "# Treatment of Sarcoma (PDQ)\n\n## Evidence\n\n"
STUDY = "In one study, 88 patients with sarcoma were interviewed. "

Told = tuple[str, str, str, str]


def told(text: str, source: str = "nci_pdq") -> list[Told]:
    """Measure, value, unit and people of each outcome in a summary of many trials; all without an arm."""
    found = facts(HEAD + text, "outcome", source=source)
    assert not any(given(fact) for fact in found)
    return [
        (name(f, "measure"), str(f.one("value")), str(f.one("unit")), str(f.one("population") or "")) for f in found
    ]


HAD: list[tuple[str, list[Told]]] = [
    ("Raised calcium levels were noted in 31% of the patients.", [("raised calcium levels", "31", "percent", "")]),
    ("Of the patients, 31% carried a TP53 variant.", [("TP53 variant", "31", "percent", "")]),
    (
        "Only 9% of patients younger than 40 years had tumors in both legs.",
        [("tumors in both legs", "9", "percent", "patients younger than 40 years")],
    ),
    (
        "Twelve families were found to have changes in RB1, and three families had changes in TP53.",
        [("changes in RB1", "12", "families", ""), ("changes in TP53", "3", "families", "")],
    ),
    ("Bone scans were abnormal in 30 of 88 patients.", [("abnormal bone scans", "30", "participants", "")]),
    (
        "Growth was seen in most tumors, with 6% having smooth edges, 40% lobed edges, and 21% ragged edges.",
        [
            ("smooth edges", "6", "percent", ""),
            ("lobed edges", "40", "percent", ""),
            ("ragged edges", "21", "percent", ""),
        ],
    ),
    (
        "TP53 and RB1 variants were detected in 9% and 4% of the families with sarcoma, respectively.",
        [
            ("TP53 variants", "9", "percent", "the families with sarcoma"),
            ("RB1 variants", "4", "percent", "the families with sarcoma"),
        ],
    ),
    (
        "KIT mutations were found in 20 of 80 (25%) and PDGFRA mutations in 8 of 80 (10%) samples.",
        [
            ("KIT mutations", "20", "participants", ""),
            ("KIT mutations", "25", "percent", ""),
            ("PDGFRA mutations", "8", "participants", ""),
            ("PDGFRA mutations", "10", "percent", ""),
        ],
    ),
    (
        "Hoarse voice was seen in 12 patients, flat feet occurred in 4 patients, and webbed toes in 2 patients.",
        [
            ("hoarse voice", "12", "participants", ""),
            ("flat feet", "4", "participants", ""),
            ("webbed toes", "2", "participants", ""),
        ],
    ),
    ("No patient had lung involvement.", [("lung involvement", "0", "participants", "")]),
    ("Seven of 20 tumors were positive for desmin.", [("positive for desmin", "7", "tumors", "")]),
    ("As many as 44% of the women had not had a mammogram.", [("no mammogram", "44", "percent", "the women")]),
]


@pytest.mark.parametrize(("text", "expected"), HAD)
def test_what_people_had_is_told_of_all_of_them_or_of_those_who_are_named(text: str, expected: list[Told]) -> None:
    assert sorted(told(STUDY + text)) == sorted(expected)


def test_what_a_study_found_in_so_many_goes_on_with_the_next() -> None:
    text = (
        "One study of 88 survivors of sarcoma found valvular disease in 22% of survivors and coronary disease in 11%."
    )
    assert told(text) == [
        ("valvular disease", "22", "percent", "survivors"),
        ("coronary disease", "11", "percent", "survivors"),
    ]
    families = "One study of 83 families found KIT variants in 22 families (27%) and RB1 variants in 9 families (11%)."
    assert [(what, value) for what, value, unit, _ in told(families) if unit == "families"] == [
        ("KIT variants", "22"),
        ("RB1 variants", "9"),
    ]
    assert told(STUDY + "The patch found favor in 22% of survivors.") == []


DID: list[tuple[str, Told]] = [
    ("Two-thirds of caregivers did not discuss money.", ("did not discuss money", "66.7", "percent", "caregivers")),
    (
        "Most survivors of sarcoma (71%) considered themselves healthy.",
        ("considered themselves healthy", "71", "percent", "survivors of sarcoma"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), DID)
def test_what_people_did_is_told_with_its_verb(text: str, expected: Told) -> None:
    assert told(STUDY + text) == [expected]


NOTHING = [
    # the world, a guideline, a plan
    "About 31% of patients with sarcoma have raised calcium levels.",
    "About 31% of patients had raised calcium levels.",
    STUDY + "It was expected that 31% of the patients had raised calcium levels.",
    STUDY + "If 31% of the patients had raised calcium levels, the drug would help.",
    # who they were and how the study was made
    STUDY + "Of the patients, 31% were women and 12% were older than 60 years.",
    STUDY + "Of the patients, 31% were excluded and 12% had incomplete follow-up.",
    STUDY + "Of the patients, 31% were treated with surgery.",
    STUDY + "Of the patients, 31% had ever used snuff.",
    "One trial randomly assigned 88 patients to sorafenib or imatinib. KIT variants were seen in 31% of the patients.",
    STUDY + "Local recurrence occurred in two patients treated with a wide margin.",
    # a list of which a name would be but a part, a clause torn from its end
    STUDY + "Pain, a limp, and swelling were noted in 31% of the patients.",
    STUDY + "Of the patients, 31% had tumors of the arm, leg, or trunk.",
    # some of a part
    STUDY + "Some had a biopsy. Of these, 31% carried a TP53 variant.",
    # a sentence that counts those whom a study looked at
    "A study of 88 patients who previously had a biopsy showed no benefit.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_finding_of_a_study_gives_nothing(text: str) -> None:
    assert told(text) == []


def test_a_share_of_exactly_so_many_is_a_finding_without_a_study_being_named() -> None:
    assert told("A missense TP53 variant was found in 5 of 56 unrelated families from Norway.") == [
        ("missense TP53 variant", "5", "families", "unrelated families from Norway")
    ]


def test_a_share_of_women_beside_that_of_men_is_theirs_and_not_everybody_s() -> None:
    found = told(STUDY + "Relapses were diagnosed in 11 of 18 women (61%) and 8 of 10 men (80%).")
    assert set(found) == {
        ("relapses", "11", "participants", "women"),
        ("relapses", "61", "percent", "women"),
        ("relapses", "8", "participants", "men"),
        ("relapses", "80", "percent", "men"),
    }


def test_what_people_had_before_a_study_is_no_incidence() -> None:
    text = "Two hundred women answered. Ninety (45%) of the women had been diagnosed with breast cancer."
    assert told(text) == [
        ("diagnosed with breast cancer", "90", "participants", "the women"),
        ("diagnosed with breast cancer", "45", "percent", "the women"),
    ]


def test_a_series_that_gave_this_and_that_tells_of_all_whom_it_followed() -> None:
    text = (
        "A retrospective review identified 88 patients with sarcoma. Most had surgery and many had radiation therapy. "
    )
    assert told(text + "The 5-year event-free survival rate was 75%.") == [("event-free survival", "75", "percent", "")]
    assert told(text + "Using this approach, the 5-year event-free survival rate was 75%.") == []
    compared = text + "Those given sorafenib did no better than the control group. "
    assert told(compared + "The 5-year event-free survival rate was 75%.") == []


TRIAL = "One trial randomly assigned 600 patients with sarcoma to receive sorafenib or imatinib. "
TOTALS = [
    (
        "The response rate was 51%, with no difference between sorafenib and imatinib.",
        ("objective response rate", "51"),
    ),
    ("The 5-year overall survival rate was 51% and did not differ between the arms.", ("overall survival", "51")),
    ("The response rate was 51%; 44% for sorafenib and 58% for imatinib.", ("objective response rate", "51")),
    ("At the data cutoff, 51 deaths (20 with sorafenib and 31 with imatinib) had been recorded.", ("deaths", "51")),
    (
        "We noted five treatment-related deaths, two in the sorafenib arm and three in the imatinib arm.",
        ("treatment-related deaths", "5"),
    ),
    ("By then, 268 deaths had been reported.", ("deaths", "268")),
]


@pytest.mark.parametrize(("text", "expected"), TOTALS)
def test_a_figure_before_those_of_the_arms_is_the_whole_trials(text: str, expected: tuple[str, str]) -> None:
    found = facts(HEAD + TRIAL + text, "outcome", source="nci_pdq")
    assert [(name(f, "measure"), str(f.one("value"))) for f in found if not given(f)] == [expected]


PARTS = [
    "The response rate with sorafenib was 51%, with no difference from imatinib.",
    "We noted five treatment-related deaths, two in the sorafenib arm and two in the imatinib arm.",
    "The response rate was 51% with sorafenib and 44% with imatinib.",
]


@pytest.mark.parametrize("text", PARTS)
def test_a_figure_of_one_arm_or_that_is_no_sum_is_no_total(text: str) -> None:
    assert all(map(given, facts(HEAD + TRIAL + text, "outcome", source="nci_pdq")))


def of_abstract(text: str) -> list[tuple[str, list[str], str, str]]:
    """Measure, arm, value and people of each outcome in an abstract of a series of patients."""
    found = facts(f"# Sarcoma in the elderly: an institutional series\n\n{text}\n", "outcome", source="abstract")
    return [(name(f, "measure"), given(f), str(f.one("value")), str(f.one("population") or "")) for f in found]


DESCRIBED: list[tuple[str, list[tuple[str, list[str], str, str]]]] = [
    (
        "Records of 94 patients were reviewed. Bulky disease was present at diagnosis in 41 patients.",
        [("bulky disease", [], "41", "")],
    ),
    (
        "A questionnaire was mailed to 400 survivors. Nearly half (46%) reported sleep disturbance.",
        [("sleep disturbance", [], "46", "")],
    ),
    (  # a treatment that only some were given is no arm of all
        "Ninety-four patients were seen. Sixty-six percent of the patients received radiotherapy. Median overall "
        "survival was 6.1 months.",
        [("overall survival", [], "6.1", "")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DESCRIBED)
def test_an_abstract_of_a_series_tells_what_it_found_of_all(
    text: str, expected: list[tuple[str, list[str], str, str]]
) -> None:
    assert of_abstract(text) == expected


def test_what_all_of_a_series_were_given_is_its_arm() -> None:
    text = "Ninety-four patients received radiotherapy. Median overall survival was 6.1 months."
    assert of_abstract(text) == [("overall survival", ["radiation therapy"], "6.1", "")]
