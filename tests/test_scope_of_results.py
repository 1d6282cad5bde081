"""For whom, and of what, a result is told: the people of a clause, responses of no tumor, heads that are shared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparing import verdicts
from prose import TRIAL, document, facts, given, lexicon, name

from kg.reading.read import read


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("In adults, the 5-year overall survival rate was 71%.", "adults"),
        ("Among children and adolescents, the 5-year overall survival rate was 71%.", "children and adolescents"),
        ("In patients, the 5-year overall survival rate was 71%.", None),
        ("In adults, children, and infants, the 5-year overall survival rate was 71%.", None),
    ],
)
def test_people_by_their_age_or_sex_before_a_rate_are_whom_it_is_told_of(text: str, people: str | None) -> None:
    (fact,) = facts(f"# Gland tumors\n\nIn one retrospective study, 90 people were followed. {text}\n", "outcome")
    assert fact.one("population") == people


def test_people_behind_a_bracket_are_those_of_all_that_it_holds() -> None:
    text = (
        "Overall survival improved by 8% (HR 0.71; P = .03) in eligible patients and by 3% (HR 0.94) in all patients."
    )
    told = {str(f.one("value")): f.one("population") for f in facts(TRIAL + text, "comparison") if f.one("value")}
    assert told["0.71"] == told["0.03"] == "eligible patients"
    assert told["0.94"] is None


@pytest.mark.parametrize(
    ("title", "text", "measure"),
    [
        ("Bone Pain", "The response rate was 61% with sorafenib and 40% with a placebo.", "response"),
        ("Lung cancer", "Of the patients, 61% responded to pleurodesis.", "response"),
        ("Lung cancer", "The response rate was 61% with sorafenib and 40% with a placebo.", "objective response rate"),
        ("No pain", "The response rate was 61% with sorafenib and 40% with a placebo.", "objective response rate"),
    ],
)
def test_a_response_of_no_tumor_is_no_objective_response(title: str, text: str, measure: str) -> None:
    page = replace(document(f"# {title}\n\n{TRIAL}{text}\n"), title=title)
    found = (finding.fact for finding in read(page, lexicon()).findings)
    assert {name(f, "measure") for f in found if f.kind == "outcome"} == {measure}


def test_two_adjectives_of_one_sort_share_all_that_stands_behind_them() -> None:
    told = verdicts("Sorafenib reduced the incidence of proximal and distal colon cancer.")
    assert told == {"proximal colon cancer": "improved", "distal colon cancer": "improved"}
    told = verdicts("Sorafenib reduced the incidence of renal and bladder cancer.")
    assert "renal bladder cancer" not in told


def test_more_of_something_in_a_trial_of_one_treatment_is_measured_against_nothing() -> None:
    assert verdicts("Doctors noted increased liver toxicity in a small trial of sorafenib.") == {}
    assert verdicts("Doctors noted increased liver toxicity with sorafenib than with a placebo.")


@pytest.mark.parametrize("made_of", ["", " (etoposide, ifosfamide, and cisplatin)"])
def test_two_regimens_that_are_compared_are_no_combination_though_a_bracket_says_what_one_is(made_of: str) -> None:
    text = f"A randomized study comparing BEP with VIP{made_of} showed similar overall survival for the two regimens."
    told = [(given(f), given(f, "comparator")) for f in facts(text, "comparison")]
    assert told == [(["BEP"], ["VIP"])]


def test_what_a_conclusion_tells_is_of_whom_it_names_alone() -> None:
    text = "One observation that these drinkers fell ill leads to the conclusion that obesity raises cancer risk."
    assert {name for f in facts(text, "comparison") for name in given(f)} <= {"obesity"}


def test_a_gain_among_those_who_had_an_operation_is_that_of_the_tested_arm() -> None:
    trial = "Patients were randomly assigned to sorafenib and surgery or to surgery alone. "
    text = "The increase in overall survival was 7.3% (HR 0.79); and 9.2% (HR 0.73) in patients undergoing resection."
    told = [given(f) for f in facts(trial + text, "comparison", "abstract") if str(f.one("effect")) == "difference"]
    assert told and all(arm == ["sorafenib", "surgery"] for arm in told)
