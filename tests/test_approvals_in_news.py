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
            "FDA has granted accelerated approval to imatinib for some people with thymoma.\n\nThe drug is new.\n\n"
            "The May 28 approval covers adults with thymoma who have had one other therapy.",
            [("imatinib", "thymoma", "2021-05-28", "accelerated")],
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
            "They compared the anti-EGFR monoclonal antibodies cetuximab or panitumumab plus chemotherapy.",
            {("cetuximab", "EGFR"), ("panitumumab", "EGFR")},
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


def approved(text: str) -> list[str]:
    """Each approval of a text: drug, companions, cancer, agency, date and status."""
    told = []
    for fact in facts(text, "approval"):
        words = ["+".join(sorted(getattr(v, "name", str(v)) for v in fact[role])) for role in ROLES]
        told.append(" | ".join(filter(None, words)))
    return sorted(told)


ROLES = ("drug", "with", "cancer", "agency", "date", "status")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dinutuximab, in combination with temozolomide and irinotecan, was approved by FDA for neuroblastoma.",
            ["dinutuximab | irinotecan+temozolomide | neuroblastoma | FDA | approved"],
        ),
        (
            "Trabectedin is approved in Europe for sarcoma and, together with bevacizumab, for ovarian cancer.",
            ["trabectedin | bevacizumab | ovarian cancer | approved", "trabectedin | sarcoma | approved"],
        ),
        (
            "Nivolumab won accelerated approval for liver cancer in 2017, but the approval was revoked in 2021.",
            ["nivolumab | liver cancer | 2017 | accelerated", "nivolumab | liver cancer | 2021 | revoked"],
        ),
        (
            "Although idelalisib was previously used for follicular lymphoma, this indication has been withdrawn.",
            ["idelalisib | follicular lymphoma | revoked"],
        ),
        (
            "Two drugs are approved for thyroid cancer: vandetanib and cabozantinib.",
            ["cabozantinib | thyroid cancer | approved", "vandetanib | thyroid cancer | approved"],
        ),
        (
            "The FDA has approved two ALK inhibitors (ceritinib and alectinib) for lung cancer.",
            ["alectinib | lung cancer | FDA | approved", "ceritinib | lung cancer | FDA | approved"],
        ),
        (
            "FDA-approved treatments for melanoma include ipilimumab.",
            ["ipilimumab | melanoma | FDA | approved"],
        ),
        ("Pemigatinib is still the only approved drug for melanoma.", ["pemigatinib | melanoma | approved"]),
        ("Originally approved in 2006 for melanoma, sunitinib is rare.", ["sunitinib | melanoma | 2006 | approved"]),
        (
            "The FDA approval of lenvatinib for thyroid cancer was based on one trial.",
            ["lenvatinib | thyroid cancer | FDA | approved"],
        ),
        (
            "Niraparib was approved by the FDA and the European Medicines Agency for ovarian cancer.",
            ["niraparib | ovarian cancer | EMA | approved", "niraparib | ovarian cancer | FDA | approved"],
        ),
        (
            "Enzalutamide, which blocks what drives tumors, including those in bone, was approved for prostate cancer.",
            ["enzalutamide | prostate cancer | approved"],
        ),
        (
            "Amifostine was approved to reduce dry mouth in patients with head and neck cancer.",
            ["amifostine | dry mouth | approved"],
        ),
        ("The study of sunitinib, which was in liver cancer, was approved by the ethics committee.", []),
        ("Patients could receive any approved therapy for melanoma, including ipilimumab.", []),
    ],
)  # fmt: skip
def test_approvals_are_told_in_many_ways(text: str, expected: list[str]) -> None:
    assert approved(text) == expected
