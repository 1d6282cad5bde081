"""Who is compared in studies of many designs: lists, groups by name, procedures by their initials, people counted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose import document, facts, given, lexicon

from kg.facts import to_json
from kg.reading.read import read


def arms(text: str) -> list[tuple[tuple[str, ...], int | None]]:
    """The arms of an abstract with their sizes, in order."""
    found = facts(f"# A study\n\n{text}", "arm", "abstract")
    sizes = [f.one("size") for f in found]
    return [(tuple(given(f)), int(s) if isinstance(s, Decimal) else None) for f, s in zip(found, sizes, strict=True)]


def listed(text: str) -> list[dict[str, object]]:
    """The facts of an abstract as the exchange format lists them."""
    found = document(f"# A study\n\n{text}", "abstract")
    return [to_json(f, found) for f in read(found, lexicon()).findings]


def attributes(text: str) -> dict[str, object]:
    """The attributes of an abstract's trial."""
    return {str(f["attribute"]): f["value"] for f in listed(text) if f["kind"] == "trial"}


def test_arms_that_begin_with_the_same_drugs_are_parted_at_the_comma_before_them() -> None:
    text = (
        "Women were randomly assigned to carboplatin and docetaxel plus placebo, carboplatin and docetaxel plus "
        "pazopanib, or carboplatin and docetaxel plus pazopanib and niraparib."
    )
    assert [set(names) for names, _ in arms(text)] == [
        {"carboplatin", "docetaxel", "placebo"},
        {"carboplatin", "docetaxel", "pazopanib"},
        {"carboplatin", "docetaxel", "pazopanib", "niraparib"},
    ]


def test_what_all_groups_of_a_list_are_given_belongs_to_each() -> None:
    text = (
        "In all, 420 patients were randomized to arm A (cisplatin weekly), arm B (cisplatin every 3 weeks), or arm C "
        "(cetuximab), all with radiation therapy."
    )
    assert arms(text) == [
        (("cisplatin", "radiation therapy"), None),
        (("cisplatin", "radiation therapy"), None),
        (("cetuximab", "radiation therapy"), None),
    ]


def test_dose_levels_are_no_groups_of_people() -> None:
    text = "In this phase 1 study, adults with solid tumors received alisertib at 20, 40, 60, or 80 mg twice daily."
    assert arms(text) == [(("alisertib",), None)]


def test_a_group_by_its_name_and_its_control_are_two_arms() -> None:
    text = "The 90 women were randomly divided into a prehabilitation group (n = 44) and a control group (n = 46)."
    assert arms(text) == [(("prehabilitation",), 44), (("control",), 46)]


def test_a_clause_that_tells_again_what_the_control_group_got_makes_no_third_arm() -> None:
    text = "Women were randomised to letrozole or placebo in a 2:1 ratio; the control group received a placebo."
    assert [names for names, _ in arms(text)] == [("letrozole",), ("placebo",)]


def test_those_who_underwent_one_thing_or_another_are_counted_apart() -> None:
    text = "Of 210 patients with liver cancer, 112 underwent liver resection and 98 underwent radiofrequency ablation."
    assert [size for _, size in arms(text)] == [112, 98]


def test_drugs_that_were_compared_are_arms_and_their_kind_is_none() -> None:
    text = "Two antiemetics, granisetron and ondansetron, were compared in a randomized study of 80 women."
    assert [names for names, _ in arms(text)] == [("granisetron",), ("ondansetron",)]


def test_operations_that_a_model_sets_against_each_other_are_no_arms() -> None:
    text = (
        "We studied 90 adults with rectal cancer. In multivariate analysis, the type of operation (abdominoperineal "
        "resection vs. low anterior resection) was associated with recurrence."
    )
    assert arms(text) == []


def test_procedures_go_by_their_initials_where_no_table_has_them() -> None:
    text = (
        "We randomised 300 patients to laparoscopic distal gastrectomy (LDG, n = 148) or open distal gastrectomy "
        "(ODG, n = 152). Morbidity was 11% in the LDG group and 16% in the ODG group."
    )
    names = ["laparoscopic distal gastrectomy"], ["open distal gastrectomy"]
    told = listed(text)
    assert [f["arm"] for f in told if f["kind"] == "arm"] == list(names)
    assert {f["value"]: f["arm"] for f in told if f["kind"] == "outcome"} == {11: names[0], 16: names[1]}


def test_of_two_procedures_the_head_may_be_said_once() -> None:
    text = "We randomised 300 patients to laparoscopic (LDG, n = 148) or open distal gastrectomy (ODG, n = 152)."
    assert [(f["arm"], f["size"]) for f in listed(text) if f["kind"] == "arm"] == [
        (["laparoscopic distal gastrectomy"], 148),
        (["open distal gastrectomy"], 152),
    ]


def test_a_placebo_is_one_whatever_it_matches() -> None:
    text = "Patients were randomly assigned to sorafenib or matching placebo."
    assert [f["arm"] for f in listed(text) if f["kind"] == "arm"] == [["sorafenib"], ["placebo"]]


@pytest.mark.parametrize(
    ("people", "disease"),
    [
        ("patients with previously treated metastatic colorectal cancer", "previously treated metastatic colorectal"),
        ("women undergoing breast cancer surgery", "breast cancer"),
        ("adults with chronic myeloid leukaemia", "chronic myeloid leukaemia"),
    ],
)
def test_the_disease_of_those_who_took_part_is_told_in_their_words(people: str, disease: str) -> None:
    told = str(attributes(f"In this trial, 60 {people} were enrolled.")["condition"])
    assert told.startswith(disease)
    assert not told.endswith("leukaemia leukemia")
