"""Names of trials in titles, in pairs and with dots; what only looks like one; the sections that a name heads."""

from __future__ import annotations

import pytest
from prose import facts, name

from kg.model import Document, OffsetMap, Passage
from kg.reading.annotate import annotate
from kg.reading.grounding.lexicon import Lexicon
from kg.reading.text.markdown import passages
from kg.reading.trials.flow import trials
from kg.reading.trials.names import names


def found(text: str) -> list[str]:
    return [name.name for name in names(Passage((), "paragraph", text, OffsetMap((0,), (0,))))]


def whose(text: str) -> dict[str, str]:
    """For each sentence of a page about one study (by its first three words) the trial that it speaks of."""
    address = "https://www.cancer.gov/types/x/research/nodes"
    document = Document("example", address, "nci_research", "", {"url": address}, text, passages(text), "")
    annotated = annotate(document, Lexicon.load())
    read = trials(annotated)
    return {" ".join(s.text.split()[:3]): read.of(s).name for s in annotated}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TOPAZ 3: a randomised multicentre phase III trial of two drugs", ["TOPAZ 3"]),
        ("ABT-888: a phase I study in adults", []),
        ("The MA.31 trial compared two drugs.", ["MA.31"]),
        ("A study of a drug in 640 patients with thymoma (BR.33).", ["BR.33"]),
        ("Findings from the trials, ORBITAL and CASCADIA, were presented.", ["ORBITAL", "CASCADIA"]),
        ("Results of two phase III trials (ORBITAL and CASCADIA) were alike.", ["ORBITAL", "CASCADIA"]),
        ("The two trials, in Spain and Italy, were alike.", []),
        ("Our results come from the largest TC-specific trial.", []),
        ("Tumors shrank in the Anti-PD-L1 trial.", []),
        ("It is in the Netherlands National Trial Register.", []),
        ("Breast Cancer Trial of Abemaciclib Draws Praise", []),
        ("The Lung-TRACK Clinical Trial is under way.", ["Lung-TRACK"]),
        ("Within the NCRI AML99 predecessor, patients were given a drug.", []),
        ("The Longer Life Initiative, a large, randomized trial, was stopped.", ["Longer Life Initiative"]),
        ("The Program in Thymoma and Sleep Study was a randomized trial.", ["Program in Thymoma and Sleep Study"]),
        ("The Longer Life Initiative, a program of the state, was stopped.", []),
        ("In the National Thymoma Treatment Group (GOG) trial B-99, women lived longer.", ["GOG B-99"]),
        ("It was done by the National Thymoma Treatment Group (GOG) in 2004.", []),
        ("The NORDLIS-LATER 2 heart analysis, a nationwide cohort study, told of 900.", ["NORDLIS-LATER 2"]),
        ("Harbor-Lung is a clinical trial for people with thymoma.", ["Harbor-Lung"]),
        ("Harbor-Lung is a town on the coast.", []),
        ("The Thymoma Master Protocol, or Thymo-MAP, is a research study.", ["Thymo-MAP"]),
        ("In the Nordic Investigation into Thymoma and Food (NITAF) cohort, 900 died.", ["NITAF"]),
        ("They were treated in the FAR HIGH study.", ["FAR HIGH"]),
        ("They were treated in the EORTC HARBOR study.", ["HARBOR"]),
        ("It is a randomised 'ORBITAL' trial.", ["ORBITAL"]),
        ("The Orbital trial was stopped.", ["Orbital"]),
        ("The Danish trial was stopped.", []),
        ("The Randomized trial was stopped.", []),
        ("An analysis of ORB2 data found that fewer died.", ["ORB2"]),
        ("An analysis of ORB2 in 40 tumors was done.", []),
        ("ORBCS investigators reported a risk of 30%.", ["ORBCS"]),
        ("COG investigators reported a risk of 30%.", []),
        ("The Nordic Thymoma Screening Project compared 900 children.", ["Nordic Thymoma Screening Project"]),
        ("The Nordic Thymoma Screening Project closed.", []),
        ("It was the Nordic Thymoma Group 4711 protocol.", ["Nordic Thymoma Group 4711"]),
        ("It was done by the Nordic Thymoma Group 2004 and later.", []),
        ("ORB XVIII (NCT01234567) was small.", ["ORB XVIII"]),
    ],
)
def test_a_name_stands_in_a_frame_that_only_a_trial_has(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_group_s_acronym_is_no_trial_s_name() -> None:
    text = "The *PALB2* Interest Group (PALB2-IG) told of 154 families. The PALB2-IG study found more."
    assert set(whose(text).values()) == {"study"}
    text = "Researchers in the Division of Cancer Causes and Genes (DCCG) conduct studies on thymoma."
    assert set(whose(text).values()) == {"study"}


def test_a_heading_that_names_one_trial_gives_it_the_section_below() -> None:
    read = whose(
        "# Two trials of a drug\n\n## For men with thymoma\n\nResults from two trials are in.\n\n"
        "Findings from the trials, ORBITAL and CASCADIA, were presented.\n\n"
        "## ORBITAL: Advanced Disease\n\nMen were randomly assigned to two groups.\n\n"
        "## CASCADIA: Early Disease\n\nAt 3 years, most men were alive.\n\n"
        "## Side Effects\n\nIn CASCADIA, rash was common.\n"
    )
    assert read["Men were randomly"] == "ORBITAL"
    assert read["At 3 years,"] == "CASCADIA"
    assert read["In CASCADIA, rash"] == "CASCADIA"


def test_a_number_before_a_title_tells_of_no_other_trial() -> None:
    read = whose(
        "# Nodes\n\n## Fewer operations\n\nA large trial has shown that fewer do.\n\nMost people have a biopsy.\n\n"
        "The second Selective Node Surgery Trial (SNST-II) enrolled 1,500 patients.\n\nSurvival was the same.\n\n"
        "A smaller Dutch trial, NODUS, found the same.\n"
    )
    assert read["Survival was the"] == "SNST-II"
    assert read["A smaller Dutch"] == "NODUS"


def test_a_trial_that_is_under_way_is_not_the_one_that_a_page_tells_of() -> None:
    read = whose(
        "# A drug\n\n## A drug shrinks tumors\n\nThe approval was based on the HARBOR trial.\n\n"
        "All 126 people took pills.\n\nMost had been treated before.\n\nTumors shrank in 46 people.\n\n"
        "Rash was common.\n\nA phase 3 trial is comparing sorafenib with docetaxel.\n"
    )
    assert read["Rash was common."] == "HARBOR"
    assert read["A phase 3"] != "HARBOR"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We report this phase II trial (NCT01234567, Study 12).", [("Study 12", "NCT01234567")]),
        ("We report this phase II trial (NCT01234567; HARBOR-2 trial).", [("HARBOR-2", "")]),
    ],
)
def test_an_id_and_a_name_that_fill_one_bracket_are_one_trial_s(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(n.name, n.registry) for n in names(Passage((), "paragraph", text, OffsetMap((0,), (0,))))]
    assert [pair for pair in found if not pair[0].startswith("NCT")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Thymoma Cancer Prevention Trial (TCPT) assigned 900 women to two groups.",
        "The Breast Cancer Delay Trial (BCDT) assigned 900 women to two groups.",
    ],
)
def test_a_title_that_begins_with_a_disease_is_a_trial_s(text: str) -> None:
    short = text.partition("(")[2].partition(")")[0]
    assert set(whose(f"# Nodes\n\n## Fewer deaths\n\n{text}\n\nFewer women died.\n").values()) == {short}


def test_a_title_that_begins_with_a_name_is_that_trial_s() -> None:
    read = whose("# Harbor-Lung Thymoma Treatment Trial\n\nHarbor-Lung is a phase 3 clinical trial.\n\nIt is open.\n")
    assert set(read.values()) == {"Harbor-Lung"}


def test_a_trial_is_not_the_one_whose_drugs_it_gave() -> None:
    read = whose(
        "# Harbor-Lung\n\nHarbor-Lung is a phase 3 clinical trial.\n\nThe combination of sorafenib and docetaxel that "
        "is being studied in Harbor-Lung was tested in an earlier phase 2 trial. In that trial, people lived longer.\n"
    )
    assert read["The combination of"] == read["In that trial,"] != "Harbor-Lung"


def test_trials_whose_data_a_study_used_are_not_the_study() -> None:
    read = whose(
        "# A tool\n\nResearchers have made an index of risk.\n\nThey used data from a registry and two trials: the "
        "Long Life Thymoma Trial (LLTT) and the ORBITAL trial.\n\nThe tool weighs both.\n"
    )
    assert read["The tool weighs"] == "study"


def test_a_link_to_a_registry_may_show_a_name_of_two_words() -> None:
    read = whose("# Nodes\n\nIn [De-HARBOR HPV](https://www.clinicaltrials.gov/NCT01234567), 90 people were treated.\n")
    assert "De-HARBOR HPV" in read.values()


@pytest.mark.parametrize(
    ("block", "text", "expected"),
    [
        ("paragraph", "In LANTERNA, median progression-free survival was 11.2 months with sorafenib.", ["LANTERNA"]),
        ("paragraph", "It works late. In MIRA4, the objective response rate was 64% with sorafenib.", ["MIRA4"]),
        ("paragraph", "In LANTERNA, people came from 9 countries.", []),
        ("paragraph", "In QTCLB, the objective response rate was 64%.", []),
        ("paragraph", "In RECIST 1.1, a response is a decrease of 30%.", []),
        ("paragraph", "In Norway, median overall survival was 14 months.", []),
        ("bullet", "TRIM-5: response rate 41% with sorafenib.", ["TRIM-5"]),
        ("bullet", "LANTERNA: median OS 21 months vs 16 months with placebo.", ["LANTERNA"]),
        ("paragraph", "LANTERNA: median OS 21 months vs 16 months with placebo.", []),
        ("bullet", "QTCL: response rate 41% with sorafenib.", []),
        ("bullet", "LANTERNA: a lamp that the team carried to 4 towns.", []),
    ],
)
def test_what_is_spoken_like_a_trial_s_name_is_one_where_results_follow(
    block: str, text: str, expected: list[str]
) -> None:
    assert [name.name for name in names(Passage((), block, text, OffsetMap((0,), (0,))))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Nordic Long Investigation into Diet and Lymphoma observed fewer lymphomas (HR, 0.7).",
            ["Nordic Long Investigation into Diet and Lymphoma"],
        ),
        ("The Rare Thymoma/ABC2 Registry reported the outcomes of 41 children.", ["Rare Thymoma/ABC2 Registry"]),
        ("The Rare Thymoma Registry reported the outcomes of children.", ["Rare Thymoma Registry"]),
        ("The Northern Coast Survey found that 12% smoked.", ["Northern Coast Survey"]),
        ("The Rare Thymoma Registry reported on its new home.", []),
        ("The Southern Coast Cancer Registry reported 400 lymphomas in 1999.", []),
        ("The Lantern-Lung Study is a randomized trial of sorafenib.", ["Lantern-Lung"]),
        ("The Follow-Up Study is a randomized trial of sorafenib.", []),
    ],
)
def test_a_long_name_in_capitals_is_a_study_s_where_it_found_something(text: str, expected: list[str]) -> None:
    assert [name.name for name in names(Passage((), "paragraph", text, OffsetMap((0,), (0,))))] == expected


def test_a_questionnaire_that_a_study_made_is_no_trial() -> None:
    text = (
        "# Exercise in thymoma\n\nQuality of life was told by the Harbour Outcomes Study 36-Item Short Form. Sixty "
        "patients were randomly assigned to exercise or usual care."
    )
    assert {name(f, "trial") for f in facts(text, "trial", "abstract")} == {"study"}


def test_a_trial_without_a_name_has_the_id_that_its_link_leads_to() -> None:
    page = "https://clinicaltrials.gov/study/NCT01234567"
    text = f"A phase 3 trial is [testing lenvatinib in adults]({page}) with liver cancer."
    assert {name(f, "trial") for f in facts(text, "trial", "nci_page")} == {"NCT01234567"}
    text = "This trial of lenvatinib in liver cancer is registered, number ISRCTN 46020948."
    assert "ISRCTN46020948" in {str(f.one("value")) for f in facts(text, "trial", "abstract")}
    text = f"The approval rests on a trial called REFLECT, which [showed much]({page}) in liver cancer."
    assert "NCT01234567" not in {name(f, "trial") for f in facts(text, "trial", "nci_page")}
