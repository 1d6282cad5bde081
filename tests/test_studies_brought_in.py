"""Surveys, registers, series and groups of investigators are studies of a summary, as trials are."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.names import is_unnamed
from kg.reading.annotate import annotate
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.read import read
from kg.reading.text.markdown import passages
from kg.reading.trials.flow import trials


def document(text: str) -> Document:
    """A summary of many studies."""
    return Document("example", "https://example.org/x-pdq", "nci_pdq", "Thymoma (PDQ)", {}, text, passages(text), "")


def is_told(text: str) -> bool:
    """Whether a paragraph tells of a study."""
    annotated = annotate(document(text + "\n"), Lexicon.load())
    return trials(annotated).told(annotated.sentences[0])


@pytest.mark.parametrize(
    "text",
    [
        "In a Danish thymoma series, 61% of the tumors were benign.",
        "In one report, 7 of 19 tumors had spread.",
        "In a large series from two hospitals, 1,150 patients with thymoma were identified.",
        "In a cohort of carriers (n = 86), 71% told their sisters.",
        "In an analysis of 900 scans from 340 patients with thymoma, most showed one tumor.",
        "In the Thymoma Registry series, the 5-year survival rate was 64%.",
        "Review of the Nordic Tumor Database identified 31 patients younger than 20 years.",
        "A Dutch registry with 88 patients showed that 40% had one tumor.",
        "Data on 512 men with thymoma found an odds ratio of 3.1.",
        "Data from 1,940 patients with thymoma who used herbs were collected over a year.",
        "Data from the Nordic Thymoma Registry showed that 44% of patients lived for 5 years.",
        "Members of the Nordic Thymoma Group (NTG) reviewed 75 patients with thymoma.",
        "A survey of prescriptions over a year found that opioids were given to 23% of patients.",
        "A mailed survey of patients with thymoma was conducted in 2009.",
        "Ninety-one women who had been counseled responded to a survey on their choices.",
        "A report from one hospital described 12 patients with thymoma.",
        "The first intravenous trial of mistletoe is completed.",
        "Likewise, a study of a part of these patients explored changes in nausea.",
        "On the basis of a home-based intervention, one trial used a factorial design.",
        "Investigators reviewed the records of 230 women who had surgery.",
        "The study enrolled 310 women with thymoma.",
        "However, a Leiden report identified 12 patients with thymoma.",
        "The Danish trial in Odense, Denmark, entered 31,000 women.",
    ],
)
def test_a_study_is_brought_in(text: str) -> None:
    assert is_told(text)


@pytest.mark.parametrize(
    "text",
    [
        "In a series of steps, 3 drugs are given.",
        "In most series, 70% of the tumors are benign.",
        "In a subsequent report, 44% of patients were alive.",
        "In a multivariate analysis of 3 factors, age told most.",
        "Your doctor may ask you to fill out a survey about pain.",
        "A clinical trial of surgery followed by chemotherapy.",
        "The study of genes in 3 families is hard.",
        "Patients with a report of pain described 3 kinds.",
        "Data on this question are few.",
    ],
)
def test_what_only_sounds_like_a_study_is_none(text: str) -> None:
    assert not is_told(text)


@pytest.mark.parametrize(
    "text",
    [
        "An intention-to-treat analysis included 118 patients.",
        "A safety analysis included 118 patients.",
        "A landmark analysis included 60 patients alive at 2 years.",
        "An updated analysis identified 20 patients with a late relapse.",
        "A central pathology review identified 20 patients with thymoma.",
        "An analysis that included 60 patients with brain metastases was done.",
        "An updated report described 60 patients with brain metastases.",
    ],
)
def test_what_a_trial_s_own_analysis_looked_at_takes_none_of_its_results_away(text: str) -> None:
    trial = "In one trial, patients were randomly assigned to docetaxel or gemcitabine."
    result = "Median overall survival was 12 months with docetaxel and 8 months with gemcitabine."
    found = [f.fact for f in read(document(f"{trial} {text} {result}"), Lexicon.load()).findings]
    assert {f.one("trial").name for f in found if f.one("trial")} == {"study"}  # type: ignore[union-attr]
    assert [f.kind for f in found].count("outcome") == 2


def test_two_trials_in_which_people_were_assigned_are_two() -> None:
    text = (
        "In two controlled trials, patients with thymoma who were randomly assigned to oxygen therapy breathed better."
    )
    found = [f.fact for f in read(document(text), Lexicon.load()).findings if f.fact.kind == "trial"]
    assert {f.one("trial").name for f in found if f.one("attribute") == "allocation"} == {"study", "study-2"}  # type: ignore[union-attr]


def test_whoever_answers_a_survey_has_no_response() -> None:
    text = "Ninety-one women with thymoma responded to a survey on their choices."
    assert not [f for f in read(document(text), Lexicon.load()).findings if f.fact.kind == "outcome"]


def test_a_tumor_outside_an_organ_is_not_the_organ_s() -> None:
    text = "A phase III trial included 210 patients with extra-appendiceal neuroendocrine tumors."
    found = [f.fact for f in read(document(text), Lexicon.load()).findings if f.fact.kind == "trial"]
    assert "appendiceal neuroendocrine tumor" not in {f.one("value") for f in found}


NAMED = "The ABC-01 trial compared surgery with radiation therapy in 90 patients with thymoma. "
LATER = " The 5-year survival rate was 61%."


@pytest.mark.parametrize(
    ("text", "trial"),
    [
        (NAMED + "However, a Leiden report identified a high rate of relapse.", ""),
        (NAMED + "\n\nThe Danish trial enrolled 310 women.", ""),
        ("The DCOG-81, -86, and -91 trials treated 62 patients.", ""),
        ("In a retrospective analysis, 210 adults were followed. These trials included ABC-01 and, later, ABC-02.", ""),
        (
            "In the ABC-03 trial, 90 patients had surgery, as had similar patients treated in the ABC-01 trial.",
            "ABC-03",
        ),
        (NAMED + "Patients on the standard arm of the ABC-02 trial received 50 Gy.", "ABC-02"),
    ],
)
def test_a_figure_is_of_the_study_that_is_told_of_and_of_none_named_beside_it(text: str, trial: str) -> None:
    annotated = annotate(document(f"{text}{LATER}\n"), Lexicon.load())
    last, known = annotated.sentences[-1], trials(annotated)
    told = known.of(last)
    assert known.told(last) and (told.name == trial if trial else is_unnamed(told.name))
