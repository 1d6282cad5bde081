"""A cancer is found together with the site beside it, in whichever form and order the two stand."""

from __future__ import annotations

import pytest

from kg.reading.grounding.lexicon import Lexicon

LEXICON = Lexicon.load()


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("an ulcerated melanoma of the vulva", "melanoma of the vulva", "vulvar melanoma"),
        ("two hepatic angiosarcomas", "hepatic angiosarcomas", "hepatic angiosarcoma"),
        ("CNS neuroblastoma in a child", "CNS neuroblastoma", "cerebral neuroblastoma"),
        ("treated cancer of the thyroid", "cancer of the thyroid", "thyroid cancer"),
        ("prostate adenocarcinoma", "prostate adenocarcinoma", "prostate adenocarcinoma"),
        ("adenomas in the stomach", "adenomas in the stomach", "gastric adenoma"),
        ("an appendiceal cancer", "appendiceal cancer", "appendix cancer"),
        ("cardiac malignancies", "cardiac malignancies", "heart cancer"),
        ("malignancy of the larynx", "malignancy of the larynx", "larynx cancer"),
        ("a metastasis to the kidneys", "metastasis to the kidneys", "renal metastasis"),
        ("metastases in the pancreas", "metastases in the pancreas", "pancreatic metastasis"),
        ("scrotal cancer", "scrotal cancer", "scrotum cancer"),
    ],
)
def test_a_cancer_is_found_with_its_site(text: str, name: str, meant: str) -> None:
    assert {m.text: m.concept.name for m in LEXICON.find(text) if m.concept} == {name: meant}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("it spread to the lung; lymphoma was ruled out", ["lymphoma"]),
        ("surgery of the kidney, sarcoma, and scans", ["sarcoma"]),
        ("melanoma of the sort that spreads", ["melanoma"]),
        ("lung brain metastases", ["brain metastases"]),
        ("an extra-skeletal angiosarcoma", ["angiosarcoma"]),
        ("carcinoma of the tonsillar region", ["carcinoma"]),
    ],
)
def test_a_site_that_makes_no_longer_name_is_no_part_of_one(text: str, names: list[str]) -> None:
    assert [m.text for m in LEXICON.find(text) if m.concept and m.concept.kind == "cancer"] == names
