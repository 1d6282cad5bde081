"""Approvals and targets as items of news tell them: by dates below a title, by what the next paragraph says."""

from __future__ import annotations

import pytest
from prose import facts, name

LINE = "# {title}\n\nJune 25, 2021, by A Writer\n\n{text}\n"


def approvals(text: str, title: str = "Sorafenib for Thymoma") -> list[tuple[str, ...]]:
    """Drug, disease, date and status of the approvals of an item of news."""
    found = facts(LINE.format(title=title, text=text), "approval")
    return [(name(f, "drug"), name(f, "cancer"), str(f.one("date") or ""), str(f.one("status"))) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "FDA has approved avelumab (Bavencio) for people with bladder cancer that did not get worse on platinum.",
            [("avelumab", "bladder cancer", "", "approved")],
        ),
        (
            "FDA approved nivolumab for melanoma that cannot be removed by surgery.",
            [("nivolumab", "melanoma", "", "approved")],
        ),
        (
            "They were the basis for the Food and Drug Administration's August 2017 approval of imatinib for thymoma.",
            [("imatinib", "thymoma", "2017-08", "approved")],
        ),
        (
            "Early results led to FDA's 2017 approval of imatinib, the first drug of its class to be approved.",
            [("imatinib", "thymoma", "2017", "approved")],
        ),
        (
            "Imatinib's approval for breast cancer was revoked in 2011.",
            [("imatinib", "breast cancer", "2011", "revoked")],
        ),
        ("FDA has approved a trial of nivolumab in melanoma.", []),
        ("FDA approved nivolumab for any tumor that has a high number of mutations.", []),
    ],
)
def test_what_was_approved_for_whom_and_when(text: str, expected: list[tuple[str, ...]]) -> None:
    assert approvals(text) == expected


def targets(text: str) -> set[tuple[str, str]]:
    found = facts(LINE.format(title="Sotorasib Shrinks Tumors", text=text), "drug_target")
    return {(name(f, "drug"), name(f, "target")) for f in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tisagenlecleucel is made from patients' own T cells, which are engineered to recognize the CD19 protein.",
            {("tisagenlecleucel", "CD19")},
        ),
        (
            "FDA has approved sotorasib for lung cancer.\n\nIt is the first drug that directly targets any form of the "
            "KRAS protein.",
            {("sotorasib", "KRAS")},
        ),
        (
            "FDA has approved imatinib and, later, docetaxel.\n\nIt is the first drug that targets the KRAS protein.",
            set(),
        ),
        (
            "Sorafenib, an oral inhibitor of RAF kinase and of VEGFR, was tested.",
            {("sorafenib", "RAF"), ("sorafenib", "VEGFR")},
        ),
        ("The dual EGFR and HER2 inhibitor lapatinib was tested.", {("lapatinib", "EGFR"), ("lapatinib", "ERBB2")}),
    ],
)
def test_what_a_drug_acts_on(text: str, expected: set[tuple[str, str]]) -> None:
    assert targets(text) == expected
