"""Ordinary sentences whose people are a part of a study's, multiplied: places where they stand × who they are.

What is promised of a cell: each fact of the place's kind has the people as the sentence tells them; everybody, and
people of whom another clause speaks, are nobody's population.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from prose import facts

GRID: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "grids" / "people.toml").read_text("utf-8")
)
PEOPLE, EVERYBODY = ([one["said"] for one in GRID[kind]] for kind in ("people", "everybody"))
STUDY = (
    "# Treatment of Thymoma (PDQ®)\n\n## Evidence\n\nIn a trial, 313 patients with thymoma were randomly assigned to "
    "receive sorafenib or placebo. "
)
LEADS = ("In ", "Among ", "Even among ", "For ", "\n\n- For ", "The results for ", "{P}")
"""How a place begins whose people are told as it tells them, even where they are everybody."""


def told(place: dict[str, Any], people: str) -> set[str]:
    """The people of the facts that are read of a place, in small letters; "" for everybody."""
    text = place["text"].format(p=people, P=people[0].upper() + people[1:])
    return {str(f.one("population") or "").lower() for f in facts(f"{STUDY}{text}\n", place["kind"], "nci_pdq")}


@pytest.mark.parametrize("place", GRID["place"], ids=lambda place: place["text"])
def test_a_part_of_the_people_is_told_with_what_is_told_of_it(place: dict[str, Any]) -> None:
    cells = {people: told(place, people) for people in PEOPLE}
    assert any(cells.values())
    assert {people: found for people, found in cells.items() if found - {people.lower()}} == {}


@pytest.mark.parametrize("place", [one for one in GRID["place"] if not one["text"].startswith(LEADS)])
def test_everybody_is_no_part(place: dict[str, Any]) -> None:
    cells = {people: told(place, people) for people in EVERYBODY}
    assert {people: found for people, found in cells.items() if found - {""}} == {}


@pytest.mark.parametrize("place", GRID["elsewhere"], ids=lambda place: place["text"])
def test_people_of_another_clause_are_not_those_of_a_result(place: dict[str, Any]) -> None:
    cells = {people: told(place, people) for people in PEOPLE}
    assert any(cells.values())
    assert {people: found for people, found in cells.items() if found - {""}} == {}


@pytest.mark.parametrize(
    ("before", "people"),
    [
        ("Of the 313 patients, 66 had bulky tumors.", "patients who had bulky tumors"),
        ("Approximately 45% of patients responded to induction.", "patients who responded to induction"),
        ("The trial lasted 5 years.", ""),
    ],
)
def test_this_population_is_what_the_sentence_before_counts(before: str, people: str) -> None:
    text = "For this population, overall survival did not differ between sorafenib and placebo (P = .11)."
    assert told({"text": f"{before} {text}", "kind": "comparison"}, "x") == {people}


def test_of_ten_with_a_kind_before_them_those_are_counted() -> None:
    text = "Of the ten low-risk patients, four had a complete response with sorafenib."
    assert told({"text": text, "kind": "outcome"}, "x") == {"ten low-risk patients"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("60% for those with lung and chest wall tumors", "those with lung and chest wall tumors"),
        ("60% for those with bulky tumors and healthy controls", "those with bulky tumors"),
        ("60% for those with tumors that were seen at baseline", "those with tumors that were seen at baseline"),
        ("60% for those with bulky tumors at 5 years", "those with bulky tumors"),
    ],
)
def test_the_words_that_tell_who_people_are_are_told_whole(text: str, people: str) -> None:
    study = "# Treatment of Thymoma (PDQ®)\n\nIn a retrospective study, 313 patients with thymoma received sorafenib. "
    found = facts(f"{study}The 5-year overall survival rate was {text}.\n", "outcome", "nci_pdq")
    assert {f.one("population") for f in found} == {people}


def test_a_bracket_that_holds_brackets_does_not_part_people_from_what_they_had() -> None:
    text = "Patients with high-risk changes (KIT (exon 9) or KRAS) had longer survival with sorafenib than placebo."
    assert told({"text": text, "kind": "comparison"}, "x") == {"patients with high-risk changes"}


def test_figures_in_a_row_are_not_of_people_of_another_sentence_of_it() -> None:
    row = (
        "| Study | Results |\n|---|---|\n| Lee 2011 | Overall survival was longer with sorafenib (HR, 0.48; P = .03). "
    )
    found = facts(f"{STUDY}\n\n{row}No gain was seen in men with bulky tumors. |\n", "comparison", "nci_pdq")
    assert {str(f.one("population") or "") for f in found} <= {""}
