"""What summaries tell of surveys, series and screening: shares of people asked or seen, cases counted in groups."""

from __future__ import annotations

import pytest
from prose import facts, given, name

HEAD = "# Treatment of Sarcoma (PDQ)\n\n## Evidence\n\n"
SERIES = "A review of 88 patients with sarcoma was published in 2011. "

Told = list[tuple[str, str]]


def shares(text: str) -> Told:
    """The measure and the value of each outcome of a summary."""
    return [(name(f, "measure"), str(f.one("value"))) for f in facts(HEAD + text, "outcome", source="nci_pdq")]


SHARES: list[tuple[str, Told]] = [
    (
        "Raised calcium levels were seen in 41% of patients and rib fractures were seen in 7% of patients.",
        [("raised calcium levels", "41"), ("rib fractures", "7")],
    ),
    ("The pelvis (44%) and the spine (38%) were the most common sites.", [("pelvis", "44"), ("spine", "38")]),
    ("Reasons for late diagnosis were travel (30%) and cost (12%).", [("travel", "30"), ("cost", "12")]),
    (
        "Most patients had swelling of the leg (71%) and a palpable mass (52%).",
        [("swelling of the leg", "71"), ("palpable mass", "52")],
    ),
    ("Of the tumors, 61% were lipid-producing.", [("lipid-producing", "61")]),
]


@pytest.mark.parametrize(("text", "expected"), SHARES)
def test_each_thing_of_a_list_has_its_own_share(text: str, expected: Told) -> None:
    assert sorted(shares(SERIES + text)) == sorted(expected)


def test_adverse_events_of_a_list_are_no_shares_of_a_study() -> None:
    text = (
        "A phase II trial tested pazopanib in 40 patients with sarcoma. "
        "Nausea (44%) and rash (38%) were the most common adverse events."
    )
    assert shares(text) == []


SURVEY = "A survey of 520 patients at one hospital was published in 2011. "
ASKED: list[tuple[str, Told]] = [
    (
        "Among users, 64% used turmeric for sleep, and 51% felt that turmeric was safe with their medicines.",
        [("used turmeric for sleep", "64"), ("felt that turmeric was safe with their medicines", "51")],
    ),
    (
        "Most patients (58%) stated that they would prefer to ask a nurse, but only 14% reported talking with one.",
        [("stated that they would prefer to ask a nurse", "58"), ("reported talking with one", "14")],
    ),
    (
        "Thirty percent considered themselves regular turmeric users.",
        [("considered themselves regular turmeric users", "30")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_what_people_said_in_a_survey_is_told_whole(text: str, expected: Told) -> None:
    assert sorted(shares(SURVEY + text)) == sorted(expected)


def test_a_survey_gives_its_people_nothing() -> None:
    text = "A survey of 520 patients with sarcoma found that 44% of patients received curcumin from a relative."
    assert facts(HEAD + text, "arm", source="nci_pdq") == []


TRIAL = (
    "The ORK-12 randomized, placebo-controlled, double-blind study enrolled 300 women with dense breasts. "
    "Women received raloxifene 60 mg daily or placebo for 5 years. "
)


def test_a_trial_is_called_by_the_name_before_adjectives_that_commas_part() -> None:
    assert {name(f, "trial") for f in facts(HEAD + TRIAL, "trial", source="nci_pdq")} == {"ORK-12"}


def test_cancers_are_counted_in_each_arm_and_their_ratio_is_of_them() -> None:
    text = (
        TRIAL + "There were 14 breast cancers in the raloxifene group and 31 in the placebo group "
        "(HR, 0.45; 95% CI, 0.24–0.84)."
    )
    found = facts(HEAD + text, "outcome", source="nci_pdq")
    told = {(name(f, "measure"), tuple(given(f)), str(f.one("value"))) for f in found}
    cancers = "incidence of breast cancers"
    assert told == {(cancers, ("raloxifene",), "14"), (cancers, ("placebo",), "31")}
    ratios = facts(HEAD + text, "comparison", source="nci_pdq")
    assert [(name(f, "measure"), str(f.one("value"))) for f in ratios] == [(cancers, "0.45")]


def test_a_ratio_for_a_disease_is_of_no_other_measure_of_its_sentence() -> None:
    text = (
        "A trial compared aspirin with placebo in 900 men. "
        "The risk ratio for colon cancer was 0.71 (95% CI, 0.55–0.90), "
        "and the risk ratio for death from any cause was 0.92 (95% CI, 0.80–1.05)."
    )
    found = facts(HEAD + text, "comparison", source="nci_pdq")
    told = [(name(f, "measure"), str(f.one("value"))) for f in found if f.one("effect") == "risk_ratio"]
    assert sorted(told) == [("colon cancer", "0.71"), ("overall survival", "0.92")]


def test_those_who_reported_an_event_and_had_something_else_are_not_so_many_with_the_event() -> None:
    text = (
        "A phase II trial tested pazopanib in 40 patients with sarcoma. "
        "Only 35% of patients who reported dyspnea had lung metastases."
    )
    assert facts(HEAD + text, "adverse_event", source="nci_pdq") == []


def test_parts_of_one_group_by_how_well_they_did_are_not_two_arms() -> None:
    text = (
        "A trial randomly assigned 150 women to yoga or usual care. "
        "Adherence to yoga was high, with 70% of participants "
        "who were at least 80% adherent and 56% who were fully adherent."
    )
    assert shares(text) == []
    text = (
        "A trial compared imatinib with nilotinib in 90 women. "
        "The incidence was 61% for patients who had achieved puberty "
        "and 40% for those who had not achieved puberty."
    )
    assert shares(text) == []
