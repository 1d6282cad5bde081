"""Every question, asked of the seed documents and of the made-up pages of `fixtures/pages/`.

A person found the answers by reading them, not the program.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import query
from kg.query.tables import shown

OS, PFS = "overall survival", "progression-free survival"
ATC, DTC, MTC = "anaplastic thyroid cancer", "differentiated thyroid cancer", "medullary thyroid cancer"
RCC, STS = "renal cell carcinoma", "soft tissue sarcoma"
SEED, BRAF = "sorafenib-thyroid-nci", "abstract-page"
OLARATUMAB, DOXORUBICIN = "doxorubicin + olaratumab", "doxorubicin"

Answer = tuple[str, dict[str, str], list[tuple[str, ...]]]
"""Columns, parameters, and the rows in their order."""

ANSWERS: dict[str, Answer] = {
    # agreement
    "corroborated": (
        "said document",
        {"documents": "2"},
        [  # of 14 facts that two documents share, those with a figure
            (f"arm placebo; measure {PFS}; trial DECISION; unit months; value 5.8", "decision-digest"),
            (f"arm placebo; measure {PFS}; trial DECISION; unit months; value 5.8", SEED),
            (f"arm sorafenib; measure {PFS}; trial DECISION; unit months; value 10.8", "decision-digest"),
            (f"arm sorafenib; measure {PFS}; trial DECISION; unit months; value 10.8", SEED),
        ],
    ),
    "said-by-different-kinds": (
        "said kinds sourceKind document",
        {},
        [
            (f"arm placebo; measure {PFS}; trial DECISION; unit months; value 5.8", "2", "markdown", "decision-digest"),
            (f"arm placebo; measure {PFS}; trial DECISION; unit months; value 5.8", "2", "nci_research", SEED),
        ],
    ),
    "disagreements": (
        "trial effect arm lowest highest unit values",
        {},
        [
            (
                "ZETA",
                "",
                "placebo",
                "16.4",
                "19.3",
                "months",
                "16.4 months (zeta-label-period-digest); 19.3 months (zeta-digest)",
            ),
            (
                "ZETA",
                "",
                "vandetanib",
                "22.6",
                "30.5",
                "months",
                "22.6 months (zeta-label-period-digest); 30.5 months (zeta-digest)",
            ),
            (
                "ZETA",
                "hazard_ratio",
                "vandetanib",
                "0.35",
                "0.46",
                "",
                "0.35 (zeta-label-period-digest); 0.46 (zeta-digest)",
            ),
        ],
    ),
    # two pages give one trial's figures differently, and no two say another thing of one trial or approval otherwise
    "disagreements-on-approvals": ("drug date otherDate", {}, []),
    "disagreements-on-endpoints": ("trial role otherRole", {}, []),
    "disagreements-on-events": ("trial rate otherRate", {}, []),
    "disagreements-on-trials": ("trial value otherValue", {}, []),
    "disagreements-on-verdicts": ("trial verdict otherVerdict", {}, []),
    "linked-trials": ("trial same", {}, []),  # every trial of the seeds has one name
    "listed-not-on-own-page": ("drug cancer", {}, []),  # no seed is a list of approved drugs
    "own-page-not-listed": ("drug cancer", {}, []),
    "pages-before-approval": ("document drug", {}, []),  # each was reviewed after the last approval, of May 2018
    "revoked-still-told": (
        "drug cancer revoked revokedIn status date document lastReviewed",
        {},
        [("olaratumab", STS, "2020", "dipper-page", "accelerated", "2016-10-19", "wren-page", "2018-06-01")],
    ),
    "unconfirmed-approvals": (  # the label confirms dabrafenib; of the other drugs there is no page
        "drug cancer date pages document",
        {},
        [
            ("lenvatinib", DTC, "2015", "0", "select-digest"),
            ("olaratumab", STS, "2016-10-19", "0", "wren-page"),
            ("sorafenib", DTC, "2013-11-22", "0", SEED),
            ("sorafenib", "kidney cancer", "", "0", SEED),
            ("sorafenib", "liver cancer", "", "0", SEED),
            ("sorafenib", RCC, "2005-12-01", "0", "target-digest"),
            ("vandetanib", MTC, "2011", "0", "zeta-label-period-digest"),
        ],
    ),
    "unsupported-tags": ("document tag", {}, [(SEED, "skin")]),  # for a skin reaction
    "who-read": ("fact kind", {"readers": "2"}, []),  # no seed has a sidecar: rules alone read them
    # approvals
    "approvals": (
        "cancer drug with date status trial document",
        {"cancer": "thyroid cancer"},
        [
            (ATC, "dabrafenib", "trametinib", "", "approved", "", "label-page"),
            (ATC, "dabrafenib", "trametinib", "2018-05-04", "approved", "", BRAF),
            (DTC, "lenvatinib", "", "2015", "approved", "", "select-digest"),
            (DTC, "sorafenib", "", "2013-11-22", "approved", "DECISION", SEED),
            (MTC, "vandetanib", "", "2011", "approved", "", "zeta-label-period-digest"),
        ],
    ),
    "approval-basis": (
        "drug cancer status trial phase masking enrollment measure",
        {"drug": "olaratumab"},
        [("olaratumab", STS, "accelerated", "WREN", "2", "open-label", "141", "")],
    ),
    # documents
    "document-facts": (
        "kind facts",
        {"document": "label-page"},
        [("Approval", "1"), ("BrandName", "1"), ("DrugTarget", "1")],
    ),
    "citations": (
        "title lastReviewed license start quote",
        {"document": "label-page"},
        [
            ("TAFINLAR (dabrafenib): indications for thyroid cancer", "2026-11-02", "CC0-1.0", "327", quote)
            for quote in (
                "Dabrafenib (Tafinlar)",
                "Dabrafenib (Tafinlar) is a kinase inhibitor indicated, in combination with trametinib, for the "
                "treatment of adult patients with metastatic anaplastic thyroid cancer with a BRAF V600E mutation.",
            )
        ],
    ),
    "statements": (
        "speaker text",
        {"speaker": "Electron Kebebew"},
        [("Electron Kebebew", "is good news for patients")],
    ),
    # drugs
    "adverse-events": (
        "event value unit trial document",
        {"drug": "sorafenib", "serious": "true"},
        [("diarrhea", "8", "percent", "SHARP", "sharp-digest")],
    ),
    "brand-names": (
        "drug brand document",
        {},
        [
            ("dabrafenib", "Tafinlar", "label-page"),
            ("olaratumab", "Lartruvo", "wren-page"),
            ("sorafenib", "Nexavar", SEED),
        ],
    ),
    "sentences-about-drug": (
        "kinds quote",
        {"drug": "trametinib", "document": BRAF},
        [
            ("DrugTarget", "Dabrafenib inhibits BRAF, and trametinib inhibits MEK."),
            (
                "ArmDescription",
                "In this open-label phase 2 trial (NCT09999903), 16 patients with BRAF V600E-mutated anaplastic "
                "thyroid cancer received dabrafenib 150 mg twice daily plus trametinib 2 mg once daily.",
            ),
            ("Outcome", "The overall response rate was 71% (95% CI 41%-89%)."),  # "dabrafenib … plus trametinib"
            (
                "Approval",
                "On May 4, 2018, the FDA approved dabrafenib in combination with trametinib for the treatment "
                "of patients with locally advanced or metastatic anaplastic thyroid cancer with a BRAF V600E mutation.",
            ),
        ],
    ),
    "targets-of-drug": (
        "drug action target",
        {"target": "VEGFR"},
        [("cabozantinib", "inhibits", "KDR"), ("sorafenib", "inhibits", "VEGFR"), ("vandetanib", "inhibits", "VEGFR")],
    ),
    # keeping
    "approval-strength": (  # one document each; a date, a trial, randomised, over 100 participants
        "drug cancer date trial allocation masking enrollment documents",
        {"drug": "olaratumab"},
        [
            ("olaratumab", STS, "2020", "", "", "", "", "1"),
            ("olaratumab", STS, "2016-10-19", "WREN", "randomized", "open-label", "141", "1"),
        ],
    ),
    "coverage-by-source": (
        "sourceKind documents withFacts",
        {},
        [("markdown", "9", "9"), ("abstract", "1", "1"), ("label", "1", "1"), ("nci_research", "1", "1")],
    ),
    "documents-due": (
        "document lastReviewed monthsOverdue",
        {"day": "2026-11-28"},
        [("wren-page", "2018-06-01", "89"), (SEED, "2025-12-30", "7"), ("target-digest", "2025-06-02", "5")],
    ),
    "evidence-strength": (  # randomised, double-blind, over 100 participants, two documents, sure rules
        "strength said",
        {"trial": "ZETA", "least": "5"},
        [("5", "attribute registry_id; value NCT00410761")],
    ),
    "review-next": (
        "document points reasons",
        {"day": "2026-11-28", "least": "2"},
        [
            (
                "wren-page",
                "2",
                "it tells of an approval of olaratumab that another document calls revoked; "
                "its review is overdue by 89 months",
            )
        ],
    ),
    "unmapped-figures": (  # partial response and stable disease were read; which sentence gave nothing is not asked
        "document figures",
        {"document": "sharp-digest", "least": "0"},
        [("sharp-digest", "7")],
    ),
    # science
    "approvals-by-target-class": (
        "date class drug targets cancer",
        {"target": "VEGFR"},
        [
            ("2005-12-01", "VEGFR", "sorafenib", "VEGFR", RCC),
            ("2011", "VEGFR", "vandetanib", "VEGFR", MTC),
            ("2013-11-22", "VEGFR", "sorafenib", "VEGFR", DTC),
        ],
    ),
    "biomarkers-in-approvals": (
        "biomarker cancer drug acts date others",
        {},
        [
            ("BRAF", ATC, "dabrafenib", "true", "", "dabrafenib, sorafenib"),
            ("BRAF", ATC, "dabrafenib", "true", "2018-05-04", "dabrafenib, sorafenib"),
        ],
    ),
    "crossover-blurs-survival": (
        "trial crossover survival",
        {},
        [
            ("DECISION", "~70 percent", "no_difference"),
            ("SELECT", "83 percent", ""),
            ("TARGET", "allowed", "no_difference"),
            ("ZETA", "allowed", ""),
        ],
    ),
    "mutated-not-approved": (
        "cancer target alteration drug actsOn approved",
        {"cancer": ATC},
        [(ATC, "BRAF", "mutation", "sorafenib", "BRAF", f"{DTC}; kidney cancer; liver cancer; {RCC}")],
    ),
    "regimens": (
        "regimen parts knownFrom uses trials",
        {"drug": "olaratumab"},
        [("", OLARATUMAB, "arm", "2", "2"), ("", OLARATUMAB, "approval", "1", "0")],
    ),
    "shared-target-events": ("target event", {}, []),  # only of sorafenib do the seeds name events
    "surrogate-endpoints": (
        "drug cancer status trial endpoint because survival",
        {},
        [
            ("olaratumab", STS, "accelerated", "WREN", PFS, "primary endpoint", ""),
            ("sorafenib", DTC, "approved", "DECISION", PFS, "primary endpoint", "no_difference"),
        ],
    ),
    "survival-gains": (
        "gain arm months comparator comparatorMonths trial enrollment masking",
        {"measure": OS},
        [
            ("11.5", OLARATUMAB, "25.4", DOXORUBICIN, "13.9", "WREN", "141", "open-label"),
            ("5.5", "cabozantinib", "26.6", "placebo", "21.1", "EXAM", "330", "double-blind"),
            ("2.8", "sorafenib", "10.7", "placebo", "7.9", "SHARP", "602", "double-blind"),
            ("2.6", "sorafenib", "17.8", "placebo", "15.2", "TARGET", "903", "double-blind"),
            ("1.2", OLARATUMAB, "21.3", "doxorubicin + placebo", "20.1", "DIPPER", "521", "double-blind"),
        ],
    ),
    # trials
    "endpoints": (
        "trial measure",
        {"role": "primary"},
        [
            ("DECISION", PFS),  # told by two pages, each with its words
            ("DECISION", PFS),
            ("DIPPER", OS),
            ("NCT09999903", "objective response rate"),
            ("SHARP", OS),
            ("SHARP", "time to symptomatic progression"),
            ("TARGET", OS),
            ("WREN", PFS),
            ("ZETA", PFS),
        ],
    ),
    "null-results": (
        "trial measure arm comparator",
        {"trial": "DIPPER"},
        [("DIPPER", OS, OLARATUMAB, "doxorubicin + placebo")],
    ),
    "progression-without-survival": (
        "trial arm cancer overall reason",
        {},
        [
            (
                "DECISION",
                "sorafenib",
                DTC,
                "no_difference",
                "so many patients in the placebo group crossed over and began receiving sorafenib",
            )
        ],
    ),
    "target-to-results": (
        "drug trial arm effect value unit",
        {"target": "PDGFRA", "measure": OS},
        [
            ("olaratumab", "DIPPER", OLARATUMAB, "", "21.3", "months"),
            ("olaratumab", "DIPPER", OLARATUMAB, "hazard_ratio", "1.07", ""),
            ("olaratumab", "DIPPER", OLARATUMAB, "p_value", "0.71", ""),
            ("olaratumab", "DIPPER", OLARATUMAB, "verdict", "no_difference", ""),
            ("olaratumab", "WREN", OLARATUMAB, "", "25.4", "months"),
            ("olaratumab", "WREN", OLARATUMAB, "hazard_ratio", "0.48", ""),
            ("olaratumab", "WREN", OLARATUMAB, "p_value", "0.0004", ""),
        ],
    ),
    "trial-card": (
        "attribute value documents",
        {"trial": "EXAM"},
        [
            ("allocation", "randomized", "1"),
            ("arm", "cabozantinib, 140 mg, orally, daily, 219 participants", "1"),
            ("arm", "placebo, 111 participants", "1"),
            ("condition", "progressive metastatic medullary thyroid cancer", "1"),
            ("control", "placebo", "1"),
            ("enrollment", "330", "1"),
            ("masking", "double-blind", "1"),
            ("phase", "3", "1"),
            ("registry_id", "NCT00704730", "1"),
        ],
    ),
    "trial-results": (
        "role arm effect value unit",
        {"trial": "WREN", "measure": PFS},
        [
            ("primary", OLARATUMAB, "", "6.9", "months"),
            ("primary", DOXORUBICIN, "", "4.1", "months"),
            ("primary", OLARATUMAB, "hazard_ratio", "0.69", ""),
            ("primary", OLARATUMAB, "p_value", "0.0715", ""),
        ],
    ),
    "about": (
        "kind role value",
        {"thing": "https://w3id.org/oncology-kg/target/PDGFRA"},
        [
            ("DrugTarget", "action", "targets"),
            ("DrugTarget", "drug", "olaratumab"),
            ("DrugTarget", "target", "PDGFRA"),
        ],
    ),
}

AMONG_OTHERS = {"corroborated", "said-by-different-kinds", "adverse-events", "evidence-strength",
                "statements"}  # fmt: skip
"""Questions whose answers have more rows than stand above, in the same order."""


def test_every_question_has_an_answer_that_a_person_found() -> None:
    assert ANSWERS.keys() == {q.name for q in query.catalogue() if q.theme != "draw"}
    assert len(ANSWERS) >= 30


@pytest.fixture(scope="module")
def pages() -> kg.Graph:
    here = Path(__file__).parent
    return kg.build([here.parent / "seeds", here / "fixtures" / "pages"])


@pytest.mark.parametrize("name", ANSWERS)
def test_the_question_finds_what_the_documents_say(name: str, pages: kg.Graph) -> None:
    columns, given, rows = ANSWERS[name]
    result = pages.query(name, None, **given)
    told = [[shown(v).removeprefix("document/") for v in result[column]] for column in columns.split()]
    found = list(zip(*told, strict=True))
    if name in AMONG_OTHERS:
        found = [row for row in found if row in rows]
    assert found == rows
