"""Arms are gathered before results are read, and every reference is resolved against them or left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import facts, given

INTRODUCED = [
    ("Patients were randomly assigned to receive 400 mg of sorafenib taken orally twice daily or a placebo.",
     [["sorafenib"], ["placebo"]]),
    ("Patients were randomized to nab-paclitaxel plus gemcitabine or gemcitabine alone.",
     [["gemcitabine", "nab-paclitaxel"], ["gemcitabine"]]),
    ("Patients were randomized to receive gemcitabine with or without erlotinib.",
     [["gemcitabine"], ["erlotinib", "gemcitabine"]]),
    ("Patients who were treated with sorafenib lived longer than patients who received a placebo.",
     [["sorafenib"], ["placebo"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "arms"), INTRODUCED)
def test_a_sentence_introduces_the_arms_of_its_trial(text: str, arms: list[list[str]]) -> None:
    assert sorted(given(f) for f in facts(text, "arm")) == sorted(arms)


def test_an_arm_has_dose_schedule_and_size() -> None:
    text = "Patients were randomly assigned to sorafenib 400 mg orally twice daily (n = 207) or placebo (n = 210)."
    told = {tuple(given(f)): (f.one("dose"), f.one("schedule"), f.one("size")) for f in facts(text, "arm")}
    assert told == {
        ("sorafenib",): ("400 mg", "orally, twice daily", Decimal(207)),
        ("placebo",): (None, None, Decimal(210)),
    }


def test_the_number_enrolled_is_no_arms_size() -> None:
    text = "In all, 191 patients were randomized to receive sorafenib or placebo."
    assert all(f.one("size") is None for f in facts(text, "arm"))


@pytest.mark.parametrize(
    "reference",
    ["the combination", "both drugs", "nab-paclitaxel", "nab-paclitaxel plus gemcitabine", "the two-drug arm"],
)
def test_references_are_resolved_against_the_inventory(reference: str) -> None:
    text = (
        "Patients were randomized to nab-paclitaxel plus gemcitabine or gemcitabine alone. "
        f"The median overall survival was 8.5 months for {reference} and 6.7 months for gemcitabine alone."
    )
    assert [given(f) for f in facts(text, "outcome")] == [["gemcitabine", "nab-paclitaxel"], ["gemcitabine"]]


def test_a_name_that_the_document_gives_a_treatment_is_the_treatment() -> None:
    text = (
        "Patients were randomized to irinotecan plus fluorouracil and leucovorin (ILX) or placebo. "
        "The response rate was 30% for ILX and 17% for placebo."
    )
    assert [given(f) for f in facts(text, "outcome")] == [["ILX"], ["placebo"]]


def test_earlier_treatment_is_no_arm() -> None:
    text = "Patients who had previously been treated with imatinib or sunitinib were enrolled."
    assert not facts(text, "arm")


def test_lists_of_uses_on_a_drug_page_are_no_arms() -> None:
    assert not facts("It is used with paclitaxel and either cisplatin or topotecan.", "arm", source="nci_drug")
