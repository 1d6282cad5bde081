"""What a sentence takes back or leaves open is no finding, of whatever kind it would be."""

from __future__ import annotations

import pytest
from prose import TRIAL, document, lexicon, name

from kg.model import Fact
from kg.reading.annotate import annotate
from kg.reading.matching.prefilter import prefiltered
from kg.reading.passed_over import heard
from kg.reading.read import read

DESIGN = ("trial", "arm", "endpoint")


def found(text: str) -> list[Fact]:
    """What a text tells but for the design of its trials."""
    facts = (finding.fact for finding in read(document(text), lexicon()).findings)
    return [fact for fact in facts if fact.kind not in DESIGN]


@pytest.mark.parametrize(
    "text",
    [
        "Neither study showed that lenvatinib prolonged overall survival.",
        "No trial has found that lenvatinib improves overall survival.",
        "No trial has demonstrated a survival advantage with lenvatinib over placebo.",
        "None of the trials found that 30 percent of patients given lenvatinib had a response.",
        "It is a myth that lenvatinib inhibits EGFR.",
        "Myth: Lenvatinib causes hair loss.",
        "Rumors that the FDA approved lenvatinib for melanoma are false.",
        "That lenvatinib inhibits EGFR is untrue.",
        "Oncologists doubted that lenvatinib was approved by the FDA for breast cancer.",
        "The company wrongly claimed that lenvatinib was approved by the FDA for melanoma.",
        "It was wrongly reported in 2015 that the FDA approved lenvatinib for melanoma.",
        "Doctors once thought that lenvatinib inhibits EGFR.",
        "Many people believe that lenvatinib causes hair loss.",
        "The hypothesis was that lenvatinib would prolong progression-free survival to 20 months.",
        "The goal was to show that lenvatinib inhibits EGFR.",
        "It has never been proven that lenvatinib inhibits EGFR.",
        "There is no proof that lenvatinib causes hair loss.",
        "The trial did not prove that 40 percent of patients given lenvatinib responded.",
        "An older study had reported that lenvatinib improved overall survival; BEACON-9 could not confirm this.",
        "Lenvatinib was said to improve overall survival, but this was not confirmed.",
    ],
)
def test_what_is_denied_doubted_or_hoped_for_is_no_finding(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Both studies showed that lenvatinib prolonged overall survival.", ["comparison"]),
        ("Few people know that the FDA approved lenvatinib for melanoma.", ["approval"]),
        ("Contrary to the claim that lenvatinib blocks EGFR, lenvatinib inhibits RET.", ["drug_target"]),
        ("A second study confirmed this: lenvatinib inhibits RET.", ["drug_target"]),
    ],
)
def test_what_is_beyond_doubt_or_outside_the_clause_is_found(text: str, kinds: list[str]) -> None:
    facts = found(text)
    assert [fact.kind for fact in facts] == kinds
    assert all(name(fact, "target") == "RET" for fact in facts if fact.kind == "drug_target")


def test_a_sentence_that_turns_is_heard_from_there_on() -> None:
    text = "Neither trial showed that sorafenib improved overall survival, but it prolonged progression-free survival."
    assert [(name(f, "measure"), f.one("verdict")) for f in found(TRIAL + text)] == [
        ("progression-free survival", "improved")
    ]
    text = "We expected that sorafenib would help, and the trial showed that it improved overall survival."
    assert [(name(f, "measure"), f.one("verdict")) for f in found(TRIAL + text)] == [("overall survival", "improved")]


def test_a_hypothesis_still_tells_who_was_given_what() -> None:
    text = "We hypothesized that patients randomly assigned to sorafenib or placebo would live for 20 months."
    facts = [finding.fact for finding in read(document(text), lexicon()).findings]
    assert {fact.kind for fact in facts} <= {*DESIGN}
    assert [fact for fact in facts if fact.kind == "arm"]


def test_a_sentence_that_lost_a_mark_is_not_sought_for_it() -> None:
    page = annotate(
        document("It is a myth that lenvatinib inhibits EGFR. It rained.\n\nSunitinib was given."), lexicon()
    )
    assert [s.text.split()[0] for s in page.holding(kinds=("drug",))] == ["It", "Sunitinib"]
    assert [s.text.split()[0] for s in heard(page).holding(kinds=("drug",))] == ["Sunitinib"]
    assert len(heard(page).indices(prefiltered("rain"), kinds=("drug",))) == 2


ARMS = "In the BEACON-9 trial, patients were randomly assigned to everolimus or a placebo. "


@pytest.mark.parametrize(
    "text",
    [
        "Everolimus improved overall survival. The improvement in overall survival was not statistically significant.",
        "Overall survival was longer in the everolimus group. This difference did not reach statistical significance.",
        "Patients given everolimus lived longer than those given placebo. The gain in overall survival was not "
        "statistically significant, they said, because many crossed over.",
    ],
)
def test_a_gain_that_the_next_sentence_calls_insignificant_is_no_difference(text: str) -> None:
    told = {(name(f, "measure"), f.one("verdict")) for f in found(ARMS + text) if f.one("effect") == "verdict"}
    assert told == {("overall survival", "no_difference")}


def test_which_of_two_gains_was_insignificant_is_not_guessed() -> None:
    text = "Everolimus improved progression-free survival and overall survival. The difference was not significant."
    assert not found(ARMS + text)


@pytest.mark.parametrize(
    "text",
    [
        "The difference in quality of life was not significant.",
        "The difference was not significant in older patients.",
        "The difference was significant.",
    ],
)
def test_what_is_insignificant_elsewhere_takes_nothing_back(text: str) -> None:
    told = found(ARMS + "Overall survival was longer in the everolimus group. " + text)
    assert ("overall survival", "improved") in {(name(f, "measure"), f.one("verdict")) for f in told}
