"""Endpoints with their role; the measures are an open class."""

from __future__ import annotations

from pathlib import Path

import pytest
from prose import context, facts, name

from kg import sources
from kg.model import Concept, Document
from kg.reading.text.markdown import passages
from kg.reading.trial_facts import endpoints

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"
OS, PFS = "overall survival", "progression-free survival"


def told(document: Document) -> set[tuple[str, str]]:
    found = set()
    for p in endpoints.read(context(document)):
        measure, role = p.roles["measure"], p.roles.get("role", "")
        assert isinstance(measure, Concept)
        assert isinstance(role, str)
        found.add((role, measure.name))
    return found


def read(text: str) -> set[tuple[str, str]]:
    full = f"**The Study**\n\n{text}\n"
    return told(Document("example", "https://example.org/e", "nci_page", "", {}, full, passages(full), ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The primary endpoint of the trial was overall survival.", {("primary", "overall survival")}),
        ("Progression-free survival was the primary end point.", {("primary", "progression-free survival")}),
        (
            "Secondary endpoints included quality of life, time to first skeletal event, and safety.",
            {("secondary", "quality of life"), ("secondary", "time to first skeletal event"), ("secondary", "safety")},
        ),
        (
            "The primary endpoint was overall survival, and the secondary endpoints were safety and response duration.",
            {("primary", "overall survival"), ("secondary", "safety"), ("secondary", "duration of response")},
        ),
        (
            "The primary end point was overall survival; secondary end points included safety and quality of life.",
            {("primary", "overall survival"), ("secondary", "safety"), ("secondary", "quality of life")},
        ),
        ("The primary outcome was the hospital readmission rate.", {("primary", "hospital readmission")}),
        ("Primary outcomes, assessed at 12 weeks, included working memory.", {("primary", "working memory")}),
        (
            "The trial did not meet its primary efficacy end point of overall survival.",
            {("primary", "overall survival")},
        ),
        ("The trial found fewer falls, which was the trial’s primary end point.", {("primary", "falls")}),
        ("Relief of pain in the trial was assessed as a secondary outcome measure.", {("secondary", "relief")}),
        (
            "The primary outcome was severe (grades 3–5) infections.",
            {("primary", "severe infections")},
        ),
        (
            "Secondary endpoints included how long patients lived without any growth (progression-free survival).",
            {("secondary", "progression-free survival")},
        ),
        ("Endpoints were quality of life and safety.", {("", "quality of life"), ("", "safety")}),
        (
            "The primary end point was overall survival at 3 years; however, the trial found no gain in safety.",
            {("primary", "overall survival")},
        ),
        (
            "The primary end point was overall survival, and the study was powered to detect a fall in recurrence.",
            {("primary", "overall survival")},
        ),
        (
            "The trial was stopped early, with dual primary end points of overall survival and quality of life.",
            {("primary", "overall survival"), ("primary", "quality of life")},
        ),
        (
            "The principal end point was the proportion of eligible adults with a complete response at week 12.",
            {("primary", "complete response")},
        ),
        (
            "The primary outcome was grip strength, assessed twice by a blinded nurse, on both hands.",
            {("primary", "grip strength")},
        ),
        (
            "Secondary end points were the impact of dose on sleep and freedom from metastasis.",
            {("secondary", "sleep"), ("secondary", "freedom from metastasis")},
        ),
        (
            "The secondary endpoints included comfort, e.g., the comfort scale, and an exploratory analysis.",
            {("secondary", "comfort"), ("secondary", "comfort scale")},
        ),
        ("The primary end point was a prespecified benchmark of overall survival.", {("primary", "overall survival")}),
        ("The trial met its primary end point of overall survival benefit.", {("primary", "overall survival")}),
        ("The primary endpoint was intracranial PFS.", {("primary", "intracranial progression-free survival")}),
    ],
)
def test_measures_with_their_role(text: str, expected: set[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The primary endpoint was not met.",
        "The primary tumor was removed.",
        "These were the secondary endpoints of HARBOR 2 (NCT01234567).",
        "Because there were three primary end points, the overall alpha level was divided.",
        "Survival was longer in the treated group.",
    ],
)
def test_what_is_no_endpoint(text: str) -> None:
    assert read(text) == set()


def test_the_seed_s_endpoints() -> None:
    assert told(sources.read(SEED)) == {
        ("primary", "progression-free survival"),
        ("secondary", "overall survival"),
        ("secondary", "objective response rate"),
    }


LISTED = [
    (
        "Tumor size was the primary objective of the trial, while urine output, serum lactate, and changes in serum "
        "sodium were the secondary objectives.",
        {("urine output", "secondary"), ("serum lactate", "secondary"), ("serum sodium", "secondary")},
    ),
    (
        "The primary endpoint of the trial was safety. Efficacy endpoints included overall survival.",
        {("overall survival", "secondary"), ("safety", "primary")},
    ),
    (
        "The primary outcome of the trial was complete tumor resection, assessed on scans by two readers.",
        {("complete tumor resection", "primary")},
    ),
]


@pytest.mark.parametrize(("text", "told"), LISTED)
def test_a_list_without_a_last_comma_is_one_and_its_role_is_known_from_others(
    text: str, told: set[tuple[str, str]]
) -> None:
    found = {(name(f, "measure"), str(f.one("role"))) for f in facts(f"# A trial\n\n{text}", "endpoint", "abstract")}
    assert told <= found


def test_what_one_set_out_to_measure_is_told_where_nothing_else_tells_of_a_trial() -> None:
    title, lead = "Melanoma Treatment (PDQ)", "#### Evidence\n\n1. Swelling is common.\n\n   - "
    stated = "The primary end point was overall survival."
    general = "Most studies evaluate fatigue as a secondary outcome."
    for text, expected in ((stated, {("primary", "overall survival")}), (general, set())):
        found = Document("e", "https://example.org/e", "nci_pdq", title, {}, lead + text, passages(lead + text), "")
        assert told(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fatigue was an exploratory endpoint in the trial, a global, double-blind, phase 3 trial.",
            {("exploratory", "fatigue")},
        ),
        ("The primary endpoint of the trial was to confirm noninferiority of A for survival.", {("primary", OS)}),
        ("The trial was designed to show the superiority of A in terms of overall survival.", {("primary", OS)}),
        ("The trial's primary endpoint was overall survival, calculated from diagnosis to death.", {("primary", OS)}),
        (
            "Secondary endpoints for the experimental arm of the trial are toxicity and radiologic and pathologic "
            "response.",
            {("secondary", "toxicity"), ("secondary", "radiologic response"), ("secondary", "pathologic response")},
        ),
        (
            "The primary endpoints of the trial were progression-free survival, as assessed by central review, and "
            "overall survival.",
            {("primary", PFS), ("primary", OS)},
        ),
        (
            "The primary endpoint of the trial was response assessed by a panel, and survival was longer.",
            {("primary", "response")},
        ),
        ("Overall survival, the primary endpoint of the trial, was 12.1 months.", {("primary", OS)}),
        (
            "The primary and secondary endpoints of the trial were PFS and overall survival, respectively.",
            {("primary", PFS), ("secondary", OS)},
        ),
        ("The primary and secondary endpoints of the trial were PFS and overall survival.", set()),
        (
            "The trial's primary endpoint was PFS; distant relapse was the key secondary end point.",
            {("primary", PFS), ("secondary", "distant relapse")},
        ),
        ("We used overall survival as the primary endpoint of the trial.", {("primary", OS)}),
        ("The trial's main goal was to find out whether the drug makes tumors shrink.", set()),
    ],
)
def test_roles_aims_and_how_a_measure_was_taken_are_no_measures(text: str, expected: set[tuple[str, str]]) -> None:
    assert read(text) == expected
