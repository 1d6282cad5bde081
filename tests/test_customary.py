"""Treatments and cancers are written out in the document's own words, and stay one thing in the graph."""

from __future__ import annotations

from prose import document, lexicon

from kg.reading.annotate import annotate
from kg.reading.customary import customary


def said(text: str, kind: str) -> dict[str, str]:
    """What the document calls the things of a kind, by their names in the vocabulary."""
    annotated = customary(annotate(document(text), lexicon().for_text(text)))
    marks = (mark for sentence in annotated for mark in sentence.of_kind(kind))
    return {mark.concept.name: mark.concept.said for mark in marks if mark.concept is not None}


def test_a_cancer_is_called_as_the_document_calls_it_mostly() -> None:
    text = (
        "Adults with chronic myeloid leukemia (CML) were treated. CML in its chronic phase is slow. "
        "Two more had CML, and one a second chronic myeloid leukemia."
    )
    assert said(text, "cancer") == {"chronic myelogenous leukemia": "chronic myeloid leukemia"}


def test_an_abbreviation_alone_stays_one_in_the_singular() -> None:
    assert said("The drug is for GISTs that have grown, and not for other GISTs.", "cancer") == {
        "gastrointestinal stromal tumor": "GIST"
    }


def test_a_word_that_shares_its_head_with_another_is_no_name() -> None:
    text = "It is given for kidney and liver cancer. Other people with kidney and liver cancer may wait."
    assert said(text, "cancer") == {"kidney cancer": "", "liver cancer": ""}


def test_a_name_that_the_document_uses_needs_no_other() -> None:
    assert said("Thyroid cancers are treated as thyroid cancer is.", "cancer") == {"thyroid cancer": ""}


def test_a_kind_of_treatment_is_called_as_the_document_calls_it() -> None:
    assert said("Ten people had radiotherapy, and ten had no radiotherapy.", "intervention") == {
        "radiation therapy": "radiotherapy"
    }


def test_a_cancer_at_the_head_of_a_bullet_is_called_as_it_stands_there() -> None:
    assert said("It is used for:\n\n- Acute non-lymphocytic leukemia in adults.\n", "cancer") == {
        "acute myeloid leukemia": "acute non-lymphocytic leukemia"
    }


def test_a_name_in_square_brackets_is_no_part_of_the_one_before() -> None:
    assert "[" not in said("They had fluorouracil [5-FU]; ten had fluorouracil [5-FU].", "drug").get("fluorouracil", "")


def test_a_drug_that_stands_by_its_initials_alone_goes_by_them_and_one_by_a_code_does_not() -> None:
    text = "Patients received GM-CSF or a placebo. In another study, they received MTX with GM-CSF."
    assert said(text, "drug") == {"granulocyte-macrophage colony-stimulating factor": "GM-CSF", "methotrexate": ""}


def test_the_dose_that_one_arm_is_given_is_no_part_of_a_drug_s_name() -> None:
    text = "The low-dose dexamethasone arm did better than the high-dose dexamethasone arm. Low-dose dexamethasone won."
    assert said(text, "drug") == {"dexamethasone": ""}


def test_capitals_within_a_name_stay() -> None:
    text = "After an Autologous SCT, ten had an autologous SCT again. Skin was treated with ultraviolet B radiation."
    told = said(text, "intervention")
    assert sorted(told.values()) == ["autologous SCT", "ultraviolet B radiation"]
