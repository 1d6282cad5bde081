"""Whom a trial took and what it was set against, where several things might be meant."""

from __future__ import annotations

import pytest
from prose import context, facts

from kg.model import Document
from kg.reading.text.markdown import passages
from kg.reading.trial_facts import reader as attributes

SUMMARY = "# Thymoma Treatment (PDQ®)\n\n"


def told(text: str, attribute: str, source: str) -> list[tuple[str, str]]:
    """The trials of a text, each with the value of an attribute."""
    found = [f for f in facts(text, "trial", source) if f.one("attribute") == attribute]
    return [(str(getattr(f.one("trial"), "name", "")), str(f.one("value"))) for f in found]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("A 2011 study with twelve cancer patients investigated echinacea.", "cancer"),
        ("In one trial, investigators examined the effect of yoga on sleep in 410 cancer survivors.", "cancer"),
        ("A trial of 43 cancer patients with dyspnea tested oxygen.", "dyspnea"),
        ("A Danish cohort of 290 patients with chronic HBV infection had lower rates of HCC.", "chronic hbv infection"),
        ("A randomized trial enrolled 500 people with hepatitis C infection.", "hepatitis c infection"),
        ("In one study, 230 melanoma families were screened for variants.", "melanoma"),
    ],
)
def test_a_summary_s_study_is_of_those_whom_it_took(text: str, condition: str) -> None:
    assert [value for _, value in told(SUMMARY + text, "condition", "nci_pdq")] == [condition]


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("A cohort study of 4,200 Dutch nurses found that shift work was linked with lower thymoma risk.", []),
        ("In a study of 88 women who took tamoxifen, one woman developed acute myeloid leukemia.", []),
        ("In a series of 75 men who smoked, a higher incidence of bladder cancer was seen.", []),
        ("In a large review of hospital records, 12% of the men had a bladder cancer diagnosis.", []),
        (
            "One cohort study of women who developed edema after treatment of ovarian cancers was small.",
            ["ovarian cancer"],
        ),
        ("A systematic review of 12 studies of bladder cancer found that coffee did no harm.", ["bladder cancer"]),
    ],
)
def test_what_befell_people_of_a_study_is_not_what_it_was_of(text: str, conditions: list[str]) -> None:
    assert [value for _, value in told("# Cancer Prevention (PDQ®)\n\n" + text, "condition", "nci_pdq")] == conditions


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        (
            "The SCULPTOR trial tested chemoradiation in patients with resected gastric cancer. In the subgroup of "
            "patients with lymph node metastasis, survival was longer.",
            [("SCULPTOR", "resected gastric cancer")],
        ),
        (
            "The SCULPTOR trial took patients with stage III gastric cancer. A later trial (SCULPTOR-II) in patients "
            "with node-positive gastric cancer is planned.",
            [("SCULPTOR", "stage iii gastric cancer")],
        ),
        (
            "The SCULPTOR trial enrolled 1,305 men. All had newly diagnosed metastatic prostate cancer.",
            [("SCULPTOR", "newly diagnosed metastatic prostate cancer")],
        ),
    ],
)
def test_some_of_a_trial_s_people_are_not_all_of_them(text: str, conditions: list[tuple[str, str]]) -> None:
    assert told(f"# A trial\n\n{text}\n", "condition", "abstract") == conditions


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("Patients were randomly assigned to the gemcitabine group or the surgery-only group after resection.", "none"),
        ("Patients were randomised to surgery alone or chemotherapy followed by surgery.", "active"),
        ("Patients were randomly assigned to receive five vaccinations or follow-up over a 10-week period.", "none"),
        ("Men were randomly assigned to ADT plus darolutamide or to ADT plus two placebos.", "placebo"),
        ("In this trial, all patients took larotinib; there was no comparison group.", "none"),
        ("A total of 240 patients were randomly assigned between May 1998 and June 2002.", ""),
    ],
)
def test_what_a_trial_was_set_against(text: str, control: str) -> None:
    assert [value for _, value in told(f"# A trial\n\n{text}\n", "control", "abstract")] == (
        [control] if control else []
    )


@pytest.mark.parametrize(
    ("text", "control"),
    [
        (
            "In a large trial, people with thymoma who received sorafenib lived a median of 30.5 months, compared "
            "with 15.1 months for those who received standard chemotherapy.",
            "active",
        ),
        ("Women who received sorafenib lived longer than those who got a placebo in the HARBOR trial.", "placebo"),
        (
            "The HARBOR trial tested sorafenib. People in it lived longer than people given sunitinib in published "
            "data on similar patients.",
            "",
        ),
    ],
)
def test_news_tells_the_control_by_whom_it_sets_against_whom(text: str, control: str) -> None:
    found = [value for _, value in told(f"# A drug for thymoma\n\n{text}\n", "control", "nci_research")]
    assert found == ([control] if control else [])


PAGE = "# A drug\n\nThe HARBOR trial enrolled 900 people with thymoma, researchers report.\n\n"


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            "They were also published as a [research letter in *JAMA*](https://pubmed.ncbi.nlm.nih.gov/28586822/).",
            ["28586822"],
        ),
        (
            "The findings were presented June 4 in Chicago and published simultaneously in the "
            "[*Lancet*](https://pubmed.ncbi.nlm.nih.gov/37272535/).",
            ["37272535"],
        ),
        ("An editorial was published in the [*Lancet*](https://pubmed.ncbi.nlm.nih.gov/37272513/).", []),
        ("A study of cells was published in the [*Lancet*](https://pubmed.ncbi.nlm.nih.gov/37272511/).", []),
    ],
)
def test_a_journal_in_which_a_page_s_study_was_published_leads_to_its_report(text: str, papers: list[str]) -> None:
    address = "https://www.cancer.gov/types/x/research/harbor"
    document = Document(
        "example", address, "nci_research", "", {"url": address}, PAGE + text, passages(PAGE + text), ""
    )
    read = attributes.read(context(document))
    assert [str(p.roles["value"]) for p in read if p.roles["attribute"] == "publication"] == papers


@pytest.mark.parametrize(
    ("title", "text", "conditions"),
    [
        ("Radiotherapy for cT4 or fixed cT3 rectal cancer", "Ninety patients were randomised to one or two courses.",
         ["ct4 or fixed ct3 rectal cancer"]),
        ("Two drugs in prevention of cisplatin-induced emesis", "Ninety patients were randomised to one or the other.",
         ["cisplatin-induced emesis"]),
        ("Epoetin alfa and quality of life", "Anaemic patients with malignant disease were randomised to epoetin alfa.",
         ["malignant disease"]),
        ("Brachytherapy", "Patients with high-risk (stage I grade 3) endometrial carcinoma were randomised to it.",
         ["high-risk endometrial carcinoma"]),
        ("Vinorelbine in elderly patients with lung cancer",
         "Eligible patients had stage IIIB or IV non-small-cell lung cancer. They were randomly assigned to A or "
         "supportive care.", ["stage iiib or iv non-small-cell lung cancer"]),
        ("Chemoradiation after surgery",
         "In all, 559 patients with resected stage IB to stage IV (M0) adenocarcinoma of the stomach were randomised "
         "to surgery alone or followed by chemoradiation.",
         ["resected stage ib to stage iv adenocarcinoma of the stomach"]),
    ],
)  # fmt: skip
def test_an_abstract_tells_of_which_stage_or_cause_its_people_s_disease_was(
    title: str, text: str, conditions: list[str]
) -> None:
    assert [value for _, value in told(f"# {title}\n\n{text}", "condition", "abstract")] == conditions


def test_people_given_one_of_a_trial_s_regimens_are_not_all_of_its_people() -> None:
    text = (
        "The SCULPTOR trial was a randomized study where patients received one of the following regimens: cisplatin "
        "for patients with gastric cancer, or carboplatin for patients with esophageal cancer."
    )
    assert told(text, "condition", "nci_research") == []
