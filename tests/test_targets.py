"""What is promised of drug targets: what a text says that a drug acts on, and nothing it only supposes."""

from __future__ import annotations

from pathlib import Path

import pytest
from prose import lexicon

from kg.model import Concept, Document
from kg.reading import targets, trials
from kg.reading.annotate import annotate
from kg.reading.arms.referring import arms
from kg.reading.context import Context
from kg.reading.text.markdown import passages

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"


def told(text: str) -> set[tuple[str, str, str]]:
    """Drug, action and target of each fact read from a text."""
    document = Document("page", "https://example.org/page", "nci_page", "", {}, text, passages(text), "")
    annotated = annotate(document, lexicon().for_text(text))
    known = trials.trials(annotated)
    found = targets.read(Context(annotated, known, arms.Arms(known)))
    return {(name(p.roles["drug"]), str(p.roles["action"]), name(p.roles["target"])) for p in found}


def name(value: object) -> str:
    assert isinstance(value, Concept)
    return value.name


@pytest.mark.parametrize(
    "sentence",
    [
        "Sorafenib may inhibit BRAF.",
        "It is unclear whether sorafenib blocks BRAF.",
        "Sorafenib does not inhibit HER2.",
        "Unlike lapatinib, which was not tested, sorafenib could target HER2.",
        "Patients received sorafenib, PARP inhibitors, or chemotherapy.",
        "Sorafenib improved survival in patients with a BRAF mutation.",
        "Other drugs may help (topical steroids, sorafenib, lenalidomide, PARP inhibitors).",
    ],
)
def test_what_is_supposed_denied_or_merely_listed_is_no_target(sentence: str) -> None:
    assert told(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Bevacizumab works by blocking a protein called VEGF.", {("bevacizumab", "inhibits", "VEGF")}),
        (
            "Nivolumab and ipilimumab target PD-1 and CTLA-4, respectively.",
            {("nivolumab", "targets", "PDCD1"), ("ipilimumab", "targets", "CTLA4")},
        ),
        (
            "The BRAF-targeted drugs dabrafenib and trametinib, which targets a protein called MEK, were tested.",
            {("dabrafenib", "targets", "BRAF"), ("trametinib", "targets", "MEK")},
        ),
        ("Drugs that block PD-1 or PD-L1, including nivolumab and atezolizumab, were tested.", set()),
        ("Letrozole lowers levels of estrogen by blocking aromatase.", {("letrozole", "inhibits", "CYP19A1")}),
        (
            "Palbociclib is an oral agent that inhibits CDK4 and CDK6.",
            {("palbociclib", "inhibits", "CDK4"), ("palbociclib", "inhibits", "CDK6")},
        ),
        (
            "Nivolumab works by binding to and blocking the protein PD-1 on immune cells.",
            {("nivolumab", "binds", "PDCD1"), ("nivolumab", "inhibits", "PDCD1")},
        ),
        ("They received the BRAF inhibitor vemurafenib.", {("vemurafenib", "inhibits", "BRAF")}),
        ("Ramucirumab, a monoclonal antibody that binds to EGFR, was given.", {("ramucirumab", "binds", "EGFR")}),
        ("Patients received the anti-EGFR antibody panitumumab.", {("panitumumab", "targets", "EGFR")}),
        ("Olaparib belongs to a class of drugs called PARP inhibitors.", {("olaparib", "inhibits", "PARP")}),
        ("Clofarabine, anti-CD52 antibody alemtuzumab, or both.", {("alemtuzumab", "targets", "CD52")}),
        (
            "Cabozantinib blocks several receptors, including MET and AXL.",
            {("cabozantinib", "inhibits", "MET"), ("cabozantinib", "inhibits", "AXL")},
        ),
        (
            "Letrozole is a hormone therapy and targeted therapy drug that blocks aromatase.",
            {("letrozole", "inhibits", "CYP19A1")},
        ),
        ("Exemestane is an aromatase inhibitor.", {("exemestane", "inhibits", "CYP19A1")}),
        ("Regorafenib is a type of drug called a kinase inhibitor.", {("regorafenib", "inhibits", "kinase")}),
        (
            "PD-1 inhibitors, such as pembrolizumab or nivolumab, may help.",
            {("pembrolizumab", "inhibits", "PDCD1"), ("nivolumab", "inhibits", "PDCD1")},
        ),
    ],
)
def test_targets_are_read_with_what_the_drug_does(sentence: str, facts: set[tuple[str, str, str]]) -> None:
    assert told(sentence) == facts


def test_it_is_the_one_drug_of_the_sentence_before_or_of_the_page() -> None:
    before = "Avelumab is given by infusion. It works by binding to the protein PD-L1 on some cancer cells."
    assert told(before) == {("avelumab", "binds", "CD274")}
    page = "# Avelumab\n\nThis drug is given by infusion.\n\nIt works by binding to the protein PD-L1."
    assert told(page) == {("avelumab", "binds", "CD274")}


def test_it_is_nothing_where_two_drugs_could_be_meant() -> None:
    assert told("Avelumab was compared with sorafenib. It works by binding to the protein PD-L1.") == set()


def test_a_class_after_two_joined_classes_belongs_to_neither() -> None:
    assert told("They received BRAF and MEK inhibitors (dabrafenib and trametinib).") == set()


def test_references_are_not_read() -> None:
    text = "# Page\n\n## References\n\n1. Doe J, Roe R, et al.: The BRAF inhibitor vemurafenib in melanoma."
    assert told(text) == set()


def test_the_seed_has_its_three_targets() -> None:
    assert told(SEED.read_text(encoding="utf-8").split("---\n", 2)[2]) == {
        ("sorafenib", "inhibits", "VEGFR"),
        ("sorafenib", "inhibits", "BRAF"),
        ("sorafenib", "targets", "kinase"),
    }


def test_hostile_text_is_read_in_reasonable_time() -> None:
    assert told("Sorafenib " + "is a kinase, " * 8000 + "inhibitor of " * 4000 + "BRAF.") is not None


def test_parts_of_a_conjugate_act_for_the_page_s_drug() -> None:
    text = (
        "# Brentuximab vedotin\n\nIt is an antibody linked to a drug. The monoclonal antibody portion "
        "binds to CD30. The linked drug enters these cells and blocks an enzyme called topoisomerase I.\n"
    )
    assert {(drug, target) for drug, _, target in told(text)} >= {
        ("brentuximab vedotin", "TNFRSF8"), ("brentuximab vedotin", "TOP1"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (
            "The anti-PD-1 antibody nivolumab plus anlotinib was given.",
            {("nivolumab", "targets", "PDCD1")},
        ),
        (
            "They received nivolumab (anti-PD-1) and ipilimumab (anti-CTLA-4).",
            {("nivolumab", "targets", "PDCD1"), ("ipilimumab", "targets", "CTLA4")},
        ),
        ("Osimertinib, a third-generation EGFR-TKI, was used.", {("osimertinib", "inhibits", "EGFR")}),
        (
            "The CD20 × CD3 bispecific antibody glofitamab was given.",
            {("glofitamab", "targets", "MS4A1"), ("glofitamab", "targets", "CD3")},
        ),
    ],
)
def test_a_drug_keeps_its_own_target_beside_others(sentence: str, facts: set[tuple[str, str, str]]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Agents that inhibit EGFR (e.g., gefitinib and erlotinib) have been studied.",
            {("gefitinib", "inhibits", "EGFR"), ("erlotinib", "inhibits", "EGFR")},
        ),
        ("The anti-PD-L1 immune checkpoint inhibitor, avelumab, was given.", {("avelumab", "targets", "CD274")}),
        ("Mosunetuzumab is a CD20-directed BiTE.", {("mosunetuzumab", "targets", "MS4A1")}),
        (
            "| Drug | Class |\n| --- | --- |\n| Etoposide | Topoisomerase II inhibitor |\n",
            {("etoposide", "inhibits", "TOP2")},
        ),
        (
            "| Class | Drug |\n| --- | --- |\n| Dopamine antagonists | Metoclopramide |\n",
            {("metoclopramide", "inhibits", "DRD")},
        ),
    ],
)
def test_a_class_and_its_drug_in_brackets_or_cells_tell_a_target(text: str, facts: set[tuple[str, str, str]]) -> None:
    assert told(text) == facts


def test_a_class_among_the_items_of_a_list_is_not_what_the_drugs_before_it_are() -> None:
    assert told("Drugs (such as vorinostat, azacitidine, PARP inhibitors, or clofarabine) were added.") == set()
    assert told("Trastuzumab and pertuzumab, HER2 antagonists, and docetaxel were given.") == {
        ("trastuzumab", "inhibits", "ERBB2"),
        ("pertuzumab", "inhibits", "ERBB2"),
    }


def test_who_blocks_a_messenger_acts_on_its_receptor() -> None:
    assert told("Cabergoline is a dopamine agonist.") == {("cabergoline", "activates", "DRD")}


def test_each_bracket_tells_what_its_own_drug_acts_on() -> None:
    assert told("Trametinib (a MEK inhibitor) plus dabrafenib (a BRAF inhibitor) was given.") == {
        ("trametinib", "inhibits", "MEK"),
        ("dabrafenib", "inhibits", "BRAF"),
    }


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Other TKIs (i.e., pazopanib or ponatinib) may help.",
            {("pazopanib", "inhibits", "tyrosine kinase"), ("ponatinib", "inhibits", "tyrosine kinase")},
        ),
        (
            "LHRH agonists that are approved include goserelin (Zoladex) and triptorelin.",
            {("goserelin", "activates", "GNRHR"), ("triptorelin", "activates", "GNRHR")},
        ),
    ],
)
def test_a_list_of_a_class_tells_what_its_drugs_act_on(text: str, facts: set[tuple[str, str, str]]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "genes"),
    [
        ("Futibatinib is an inhibitor of FGFR1–3.", "FGFR1 FGFR2 FGFR3"),
        ("Futibatinib is an inhibitor of FGFR1 through FGFR4, KIT, and RET.", "FGFR1 FGFR2 FGFR3 FGFR4 KIT RET"),
        ("Axitinib is an inhibitor of VEGF receptors 1, 2, and 3.", "FLT1 KDR FLT4"),
        ("Axitinib, a VEGF receptor (VEGFR) 1, 2, and 3 inhibitor, was added.", "FLT1 KDR FLT4"),
        ("Axitinib, an inhibitor (TKI) of VEGFR-1, -2, and -3, was added.", "FLT1 KDR FLT4"),
        ("Cobimetinib is a MEK1/2 inhibitor.", "MAP2K1 MAP2K2"),
        ("They took the JAK1/2 inhibitor baricitinib.", "JAK1 JAK2"),
        ("Erdafitinib inhibits FGFR1 and 2 of 5 patients responded.", "FGFR1"),
        ("Erdafitinib inhibits FGFR1 and 2 patients responded.", "FGFR1"),
    ],
)
def test_numbers_behind_a_name_are_genes_of_their_own(text: str, genes: str) -> None:
    assert {target for _, _, target in told(text)} == set(genes.split())


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("We asked whether adding the MEK inhibitor cobimetinib would help.", {"cobimetinib"}),
        ("We asked whether cobimetinib, an inhibitor of MEK, would help.", {"cobimetinib"}),
        ("It is unknown whether the MEK inhibitor cobimetinib prolongs survival.", {"cobimetinib"}),
        ("We asked whether cobimetinib inhibits MEK.", set()),
        ("It is unknown whether cobimetinib is a MEK inhibitor.", set()),
    ],
)
def test_what_is_asked_of_a_drug_leaves_what_it_is_called_by_its_target(text: str, drugs: set[str]) -> None:
    assert {drug for drug, _, _ in told(text)} == drugs


def test_a_gene_behind_its_class_is_what_is_acted_on() -> None:
    assert told("Tazemetostat blocks the histone methyltransferase EZH2.") == {("tazemetostat", "inhibits", "EZH2")}
    assert told("Erlotinib inhibits EGFR tyrosine kinase activity.") == {("erlotinib", "inhibits", "EGFR")}


def test_a_tyrosine_kinase_is_no_second_kinase() -> None:
    text = "Sunitinib is a multitargeted receptor tyrosine kinase inhibitor."
    assert told(text) == {("sunitinib", "inhibits", "tyrosine kinase")}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Isatuximab and daratumumab both target CD38.",
            {("isatuximab", "targets", "CD38"), ("daratumumab", "targets", "CD38")},
        ),
        (
            "Neratinib blocks HER2 and another protein called EGFR.",
            {("neratinib", "inhibits", "ERBB2"), ("neratinib", "inhibits", "EGFR")},
        ),
        (
            "Epcoritamab binds to CD20 on cancer cells and CD3 on T cells.",
            {("epcoritamab", "binds", "MS4A1"), ("epcoritamab", "binds", "CD3")},
        ),
        ("Adagrasib is a drug that tightly and irreversibly binds KRAS.", {("adagrasib", "binds", "KRAS")}),
    ],
)
def test_several_ways_of_telling_a_target(text: str, facts: set[tuple[str, str, str]]) -> None:
    assert told(text) == facts


def test_a_bracket_behind_an_inhibitor_lists_what_it_acts_on() -> None:
    text = "Sunitinib is an oral multikinase inhibitor (VEGFR-2, PDGFRA, and KIT)."
    assert {t for _, _, t in told(text)} == {"kinase", "KDR", "PDGFRA", "KIT"}


@pytest.mark.parametrize("both", ["PDGFRα/β", "PDGFR-α/-β", "PDGFR-alpha and -beta"])
def test_two_genes_of_a_family_may_go_by_their_letters(both: str) -> None:
    text = f"Sunitinib is an oral multikinase inhibitor of VEGFR1–3, {both}, c-Kit and FGFR."
    assert {t for _, _, t in told(text)} == {"FLT1", "KDR", "FLT4", "PDGFRA", "PDGFRB", "KIT", "FGFR"}
