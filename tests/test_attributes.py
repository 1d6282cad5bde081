"""What a trial is: each attribute from words that nobody's page holds, and from the seed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from prose import context

from kg import sources
from kg.model import Concept, Document
from kg.reading.text.markdown import passages
from kg.reading.trial_facts import reader as attributes

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"
Told = set[tuple[str, str, str | Decimal]]


def page(text: str, heading: str = "The Study", **metadata: str) -> Document:
    full = f"**{heading}**\n\n{text}\n"
    return Document("example", "https://example.org/example", "nci_page", "", metadata, full, passages(full), "")


def told(document: Document, kind: str = "trial") -> Told:
    """Trial, attribute and value of all that is read of a kind."""
    found: Told = set()
    for p in attributes.read(context(document)):
        trial, attribute, value = p.roles["trial"], p.roles["attribute"], p.roles["value"]
        assert isinstance(trial, Concept)
        assert isinstance(attribute, str)
        assert isinstance(value, str | Decimal)
        if p.kind == kind:
            found.add((trial.name, attribute, value))
    return found


def values(text: str, attribute: str, heading: str = "The Study") -> set[str | Decimal]:
    return {v for _, a, v in told(page(text, heading)) if a == attribute}


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("This phase III trial began.", "3"),
        ("It was a phase 1/2 study.", "1/2"),
        ("It was a phase II–III trial.", "2/3"),
        ("The phase IIb trial ended.", "2b"),
    ],
)
def test_phases_are_figures(text: str, phase: str) -> None:
    assert values(text, "phase") == {phase}


@pytest.mark.parametrize("text", ["Phase III trials are needed.", "Several phase II trials were small."])
def test_phases_of_trials_in_general_are_nobody_s(text: str) -> None:
    assert values(text, "phase") == set()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("The trial enrolled nearly 350 patients from 12 centers.", 350),
        ("More than 520 women with breast cancer were enrolled in the trial.", 520),
        ("The 171-patient trial was stopped early.", 171),
        ("Researchers randomly assigned 1,630 patients to one drug or another.", 1630),
        ("In the study, a total of 790 patients were randomly assigned to surgery or observation.", 790),
        ("From 1993 to 2001, 61,300 healthy men ages 55 to 74 joined the study.", 61300),
        ("Between May 2012 and June 2014, 334 patients were recruited (166 in group A and 168 in group B).", 334),
        ("Of the 987 patients enrolled, 849 were randomly assigned.", 987),
        ("In a single-arm study, 15 of 45 adults with glioma had a response.", 45),
        ("The study assigned 936 women to receive treatment with either a wide or a narrow margin.", 936),
        ("In a retrospective review, 39 patients with relapsed disease were found.", 39),
        ("In a trial of 427 patients, 166 patients had surgery, and 261 patients were allocated to drugs.", 427),
    ],
)
def test_the_size_of_a_trial(text: str, size: int) -> None:
    assert values(text, "enrollment") == {Decimal(size)}


@pytest.mark.parametrize(
    "text",
    [
        "Of the 260 patients in the trial who finished, 40 were older.",
        "In the trial, 85 percent of patients crossed over.",
        "The trial will enroll patients in 40 countries.",
        "In the trial, 30 patients were enrolled in each arm.",
        "In a subset analysis of the study, 39 patients with sarcoma were followed.",
        "In the study, users were followed for 855,324 women-years.",
        "In the study, patients with gout were compared with 1,932 people without it.",
        "In a cohort study, 1,420 women who had surgery and 1,447 matched controls were followed.",
        "In the study, a total of 311 women, or 14 percent, had positive margins.",
    ],
)
def test_a_part_of_the_participants_is_not_the_size(text: str) -> None:
    assert values(text, "enrollment") == set()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "The trial enrolled 90 patients with bulky (≥8 cm) stage II follicular lymphoma.",
            "bulky stage ii follicular lymphoma",
        ),
        ("The trial enrolled 90 patients with relapsed or refractory MCL.", "relapsed or refractory mcl"),
        ("A retrospective study of 78 cases of hypopharyngeal cancer was published.", "hypopharyngeal cancer"),
        ("The trial enrolled 7,100 women at increased risk of breast cancer.", "breast cancer"),
        ("The trial enrolled 1,200 women with osteoporosis.", "osteoporosis"),
        (
            "The trial enrolled 90 patients with carcinoma of the upper or middle third of the stomach.",
            "carcinoma of the upper or middle third of the stomach",
        ),
        ("The trial enrolled 90 patients with carcinoma of the lower esophagus.", "carcinoma of the lower esophagus"),
        ("It is a randomized lung cancer screening trial.", "lung cancer"),
        ("The trial enrolled 80 patients with advanced cancer who had pain.", "advanced cancer"),
    ],
)
def test_the_condition_of_those_who_took_part(text: str, condition: str) -> None:
    assert values(text, "condition") == {condition}


def test_either_of_two_diseases_is_told_by_itself() -> None:
    text = "The trial enrolled 80 patients with acute myeloid leukemia (AML) or high-risk myelodysplastic syndrome."
    assert values(text, "condition") == {"acute myeloid leukemia", "high-risk myelodysplastic syndrome"}


@pytest.mark.parametrize(
    "text",
    [
        "The trial enrolled women with a family history of breast cancer.",
        "In the trial, 19% (n = 31/163) of participants had prostate cancer.",
    ],
)
def test_the_disease_of_relatives_or_of_a_part_is_not_the_condition(text: str) -> None:
    assert values(text, "condition") == set()


@pytest.mark.parametrize(
    "text",
    [
        "It is a person's choice to take part in a randomized trial of sorafenib.",
        "These trials can be double-blind or open-label.",
        "A retrospective case series is an uncontrolled study of consecutive cases.",
        "Cohorts have not the strength of evidence of a randomized trial.",
    ],
)
def test_what_a_kind_of_study_is_tells_of_no_study(text: str) -> None:
    assert told(page(text)) == set()


def test_design_words() -> None:
    text = "This randomized, double-blind, placebo-controlled trial enrolled 80 patients with breast cancer."
    found = {(a, v) for _, a, v in told(page(text))}
    assert {("allocation", "randomized"), ("masking", "double-blind"), ("control", "placebo")} <= found
    assert ("condition", "breast cancer") in found


def test_a_study_that_was_not_randomized() -> None:
    assert values("The study was not randomized.", "allocation") == {"non-randomized"}


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("Participants were randomly assigned to receive either one drug or surgery.", "active"),
        ("Women were randomly assigned to tamoxifen or to observation.", "none"),
        ("This single-arm trial enrolled 30 patients.", "none"),
        ("One study randomly assigned 298 patients to receive either placebo or dexamethasone.", "placebo"),
    ],
)
def test_what_the_treatment_was_compared_with(text: str, control: str) -> None:
    assert values(text, "control") == {control}


def test_sponsors_are_told_one_by_one_with_their_full_names() -> None:
    text = "The trial was funded by Acme Pharma Co., Ltd., and the National Institute of Cells and Tissues."
    assert values(text, "sponsor") == {"Acme Pharma Co., Ltd.", "National Institute of Cells and Tissues"}


def test_funding_for_a_trial_by_its_name_is_its_sponsor_s() -> None:
    text = "The trial is randomized. Funding for the trial was provided by Acme Pharma and Newbio."
    assert values(text, "sponsor") == {"Acme Pharma", "Newbio"}


def test_a_treatment_before_a_registry_id_names_no_trial() -> None:
    assert "NCT01234567" in {name for name, _, _ in told(page("- Sorafenib (NCT01234567) in people with thymoma."))}
    assert "HARBOR" in {name for name, _, _ in told(page("- HARBOR (NCT01234567) in people with thymoma."))}


def test_people_with_metastases_of_an_organ_do_not_have_the_organ() -> None:
    text = "In a study, 300 people with bone and/or bone marrow metastases received sorafenib."
    assert values(text, "condition") == {"bone metastasis"}


def test_the_maker_of_the_drug_is_the_sponsor_where_it_paid() -> None:
    assert values("The study was sponsored by the maker of the drug, Newbio U.S.A., Inc.", "sponsor") == {
        "Newbio U.S.A., Inc."
    }
    assert values("Newbio makes the drug that the trial tested.", "sponsor") == set()
    assert values("The trial was funded by Acme and the drug's maker, Newbio.", "sponsor") == {"Acme", "Newbio"}
    assert values("The trial was funded by the drug's maker, Newbio, and by Acme.", "sponsor") == {"Acme", "Newbio"}


@pytest.mark.parametrize(
    ("text", "sponsor"),
    [
        ("The trial was supported by grants CA1234 and CA5678 from the Cell Institute.", "Cell Institute"),
        ("The trial’s sponsor, Newbio, agreed.", "Newbio"),
        ("This NCI-funded Children’s Tumor Group trial tested one drug.", "NCI"),
        ("The study was conducted with support from Newbio.", "Newbio"),
        ("It ends next year, according to Newbio, which makes the drug and funded the trial.", "Newbio"),
    ],
)
def test_who_paid_in_other_words(text: str, sponsor: str) -> None:
    assert values(text, "sponsor") == {sponsor}


@pytest.mark.parametrize(
    "text",
    [
        "The researchers, led by Dr. Ada B. Field from the John C. Doe Center, found a difference in the trial.",
        "In the trial, Dr. Ada B. Field and colleagues randomly assigned 80 patients.",
        "Ada B. Field, M.D., of Elsewhere, who is leading the trial, spoke of it.",
    ],
)
def test_who_led_in_other_words(text: str) -> None:
    assert values(text, "investigator") == {"Ada B. Field"}


def test_who_led_is_the_investigator_and_who_comments_is_not() -> None:
    text = (
        "The trial was led by Ada van Beek, M.D., Ph.D., of the University of Elsewhere Cancer Center. "
        "The findings are good news, said Otto Field, M.D., of Another Hospital, who was not involved in the study."
    )
    assert values(text, "investigator") == {"Ada van Beek"}
    assert ("study", "affiliation", "University of Elsewhere Cancer Center") in told(page(text), "trial_detail")


@pytest.mark.parametrize(
    ("text", "crossed"),
    [
        ("Patients in the placebo group could “cross over” and receive the drug.", True),
        ("In the trial, crossover to the drug was allowed on progression.", True),
        ("No patient crossed over to the other arm.", False),
        ("The crossover design was new.", False),
    ],
)
def test_crossover(text: str, crossed: bool) -> None:
    assert bool(values(text, "crossover")) is crossed


def test_the_abstract_under_source_is_the_report_and_a_comment_never_is() -> None:
    text = (
        "**Source**\n\n*The Journal*, May 2, 2015 (See the [abstract](http://www.ncbi.nlm.nih.gov/pubmed/11111111).)\n\n"
        "**The Study**\n\nThe trial enrolled 80 patients.\n\n**Comments**\n\nThe results matter, "
        "wrote Ada Beek, M.D., in an accompanying [editorial](http://www.ncbi.nlm.nih.gov/pubmed/22222222).\n"
    )
    document = Document("example", "https://example.org/e", "nci_page", "", {}, text, passages(text), "")
    assert {v for _, a, v in told(document) if a == "publication"} == {"11111111"}
    details = {(a, v) for _, a, v in told(document, "trial_detail")}
    assert {("commentary", "22222222"), ("journal", "The Journal"), ("published", "2015-05-02")} <= details


def summary(body: str) -> Document:
    full = "# Skin Cancer Treatment (PDQ®)\n\n## Evidence\n\n" + body
    title = "Skin Cancer Treatment (PDQ®)"
    return Document("example", "https://example.org/e", "nci_pdq", title, {}, full, passages(full), "")


def test_the_paper_that_a_summary_cites_where_it_brings_in_a_trial_is_its_report() -> None:
    link = "[[PUBMED Abstract]](http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids={})"
    listed = "".join(f"{n}. Doe J: A study. {link.format(f'1111111{n}')}\n" for n in (1, 2, 3, 4))
    body = (
        "A randomized trial of 90 patients was done.[[1](#cit/section_2.1)]\n\n"
        "A phase II trial of 40 patients was small.[[2](#cit/section_2.2),[3](#cit/section_2.3)]\n\n"
        "Rates rose,[[1](#cit/section_2.1)] but a cohort study of 80 people found none.[[4](#cit/section_2.4)]\n\n"
        f"###### References\n\n{listed}"
    )
    found = {(t, v) for t, a, v in told(summary(body)) if a == "publication"}
    assert found == {("study", "11111111")}  # of two that are cited together nobody tells which is its report


def test_a_paper_that_tells_what_no_trial_did_is_no_trial_s_report() -> None:
    link = (
        "[[PUBMED Abstract]](http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=11111111)"
    )
    body = (
        "Although not directly compared in a randomized trial, the gain was alike.[[1](#cit/section_2.1)]\n\n"
        f"###### References\n\n1. Doe J: A gain. {link}\n"
    )
    assert not [v for _, a, v in told(summary(body)) if a == "publication"]


def test_other_people_s_work_on_a_trial_s_data_is_not_its_report() -> None:
    link = "[[PUBMED Abstract]](http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids={})"
    titles = enumerate(("A randomized trial", "Cost-effectiveness of screening: a simulation study"), 1)
    listed = "".join(f"{n}. Doe J: {title}. {link.format(f'1111111{n}')}\n" for n, title in titles)
    body = (
        "The ABC-2 trial (NCT12345678) enrolled 90 patients.[[1](#cit/section_2.1)]\n\n"
        "The gain in the ABC-2 trial was small.[[2](#cit/section_2.2)]\n\n"
        f"###### References\n\n{listed}"
    )
    assert {v for _, a, v in told(summary(body)) if a == "publication"} == {"11111111"}


def test_a_review_of_patients_in_a_summary_is_a_study() -> None:
    found = told(summary("A review of 38 patients with melanoma found that most were young.\n"))
    assert {("study", "enrollment", Decimal(38)), ("study", "condition", "melanoma")} <= found


def test_background_about_other_people_s_trials_is_not_the_page_s_own() -> None:
    text = (
        "Previous studies enrolled 900 patients with lung cancer.\n\n**The Study**\n\nThe study enrolled 50 patients."
    )
    assert {v for t, a, v in told(page(text, "Background")) if a == "enrollment" and t == "study"} == {Decimal(50)}


def test_the_seed_s_trial_in_full() -> None:
    found = {(a, v) for t, a, v in told(sources.read(SEED)) if t == "DECISION"}
    assert {
        ("phase", "3"), ("enrollment", Decimal(417)), ("allocation", "randomized"), ("masking", "double-blind"),
        ("control", "placebo"), ("crossover", "allowed"), ("publication", "24768112"), ("investigator", "Marcia Brose"),
        ("sponsor", "Bayer Healthcare Pharmaceuticals"), ("sponsor", "Onyx Pharmaceuticals"),
        ("condition", "radioactive iodine-refractory locally advanced or metastatic differentiated thyroid cancer"),
    } == found  # fmt: skip


def test_the_seed_s_details() -> None:
    found = {(a, v) for _, a, v in told(sources.read(SEED), "trial_detail")}
    assert {
        ("location", "international"), ("location", "Europe, Asia, and the United States"), ("journal", "The Lancet"),
        ("published", "2014-04-24"), ("commentary", "24768111"), ("eligibility", "progressed in the prior 14 months"),
        ("histology", "papillary"), ("histology", "follicular"), ("histology", "poorly differentiated"),
        ("affiliation", "University of Pennsylvania Abramson Cancer Center"),
    } == found  # fmt: skip


def test_a_paper_whose_title_names_another_trial_is_reported_for_that_one() -> None:
    link = "[[PUBMED Abstract]](http://www.ncbi.nlm.nih.gov/pubmed/{})"
    text = (
        "The HARBOR-1 trial (NCT12345678) enrolled 90 patients.[[1](#cit/section_2.1)]\n\n"
        "The LANTERN trial (NCT12345679) enrolled 70 patients.[[2](#cit/section_2.2)]\n\n"
        "In a separate study, 60 patients were asked how they felt.[[3](#cit/section_2.3)]\n\n"
        "###### References\n\n"
        f"1. Doe J: Prevention with sorafenib (OTHERWAY): a trial. {link.format(11111)}\n"
        f"2. Doe J: Sorafenib for thymoma: the LANTERN trial. {link.format(22222)}\n"
        f"3. Doe J: Quality of life with sorafenib (LANTERN). {link.format(33333)}\n"
    )
    found = {(trial, paper) for trial, attribute, paper in told(summary(text)) if attribute == "publication"}
    assert found == {("LANTERN", "22222"), ("LANTERN", "33333")}
