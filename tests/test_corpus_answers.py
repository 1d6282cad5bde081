"""An answer to each question on pages that the rules were not written for, found by a person in their sentences.

The pages stand beside the project (`../shared/corpus`), not in it; without them these tests are skipped. A row here is
one that must be among the answer's: other rows may join it as reading gets better. Each was read on its page.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg import pipeline, query
from kg.store import Store

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the pages of ../shared are not here")

PAGES = (
    "about-cancer-treatment-drugs-childhood-cancer-fda-approved-drugs",
    "about-cancer-treatment-drugs-cytarabine",
    "about-cancer-treatment-drugs-famtrastuzumabderuxtecan-nxki",
    "about-cancer-treatment-drugs-olaparib",
    "about-cancer-treatment-drugs-ovarian",
    "about-cancer-treatment-drugs-sorafenibtosylate",
    "about-cancer-treatment-types-targeted-therapies-approved-drug-list",
    "evaluation-of-angiopoietin-2-as-a-biomarker-in-gastric-cancer-results-pmc4984795",
    "label-keytruda",
    "label-lynparza",
    "label-tibsovo",
    "label-xalkori",
    "types-bladder-research",
    "types-brain-hp-child-astrocytoma-glioma-treatment-pdq",
    "types-brain-hp-adult-brain-treatment-pdq",
    "types-breast-research-two-drugs-one-target",
    "types-head-and-neck-head-neck-fact-sheet",
    "types-head-and-neck-hp-adult-hypopharyngeal-treatment-pdq",
    "types-head-and-neck-hp-adult-oropharyngeal-treatment-pdq",
    "types-leukemia-hp-adult-aml-treatment-pdq",
    "types-liver-hp-bile-duct-treatment-pdq",
    "types-lung-research-articles",
    "types-mesothelioma-hp-child-mesothelioma-treatment-pdq",
    "types-ovarian-hp-ovarian-epithelial-treatment-pdq",
    "types-prostate-research",
    "types-skin-hp-melanoma-treatment-pdq",
    "types-skin-research-advanced-melanoma-therapies",
    "types-skin-research-vismodegib-basal-cell",
    "types-thyroid-research",
)  # fmt: skip

DRUG, TRIAL = "https://w3id.org/oncology-kg/drug/", "https://w3id.org/oncology-kg/trial/"

ANSWERS: tuple[tuple[str, dict[str, str], str, tuple[str, ...]], ...] = (
    ("corroborated", {}, "kind said document", ("BrandName", "drug pembrolizumab; name Keytruda", "label-keytruda")),
    ("corroborated", {}, "kind said document", ("BrandName", "drug sorafenib; name Nexavar", "types-thyroid-research")),
    ("linked-trials", {"trial": "ClarIDHy"}, "reason", ("both have the registry id NCT02989857",)),
    (  # its own page says that it may also be used for it, which is no approval
        "listed-not-on-own-page",
        {"drug": "cytarabine"},
        "cancer page",
        ("acute lymphoblastic leukemia", "about-cancer-treatment-drugs-cytarabine"),
    ),
    (
        "own-page-not-listed",
        {"drug": "pembrolizumab"},
        "cancer list page",
        ("ovarian epithelial cancer", "about-cancer-treatment-drugs-ovarian", "label-keytruda"),
    ),
    (
        "pages-before-approval",
        {"drug": "pembrolizumab"},
        "document lastReviewed date saidIn",
        ("about-cancer-treatment-drugs-ovarian", "2025-12-30", "2026-02-10", "label-keytruda"),
    ),
    (
        "revoked-still-told",
        {"drug": "olaparib"},
        "cancer revokedIn document",
        ("ovarian cancer", *2 * ("types-ovarian-hp-ovarian-epithelial-treatment-pdq",)),
    ),
    (
        "said-by-different-kinds",
        {},
        "kind said sourceKind",
        ("DrugTarget", "action inhibits; drug olaparib; target PARP", "label"),
    ),
    (
        "unconfirmed-approvals",
        {"cancer": "prostate cancer"},
        "drug document",
        ("dostarlimab", "types-prostate-research"),
    ),
    (
        "unsupported-tags",
        {"document": "types-mesothelioma-hp-child-mesothelioma-treatment-pdq"},
        "tag speaksOf",
        ("breast", "peritoneal mesothelioma; mesothelioma"),
    ),
    ("approvals", {"drug": "trastuzumab deruxtecan"}, "cancer agency status", ("breast cancer", "FDA", "approved")),
    ("document-facts", {"document": "about-cancer-treatment-drugs-sorafenibtosylate"}, "kind facts", ("Approval", "3")),
    (
        "document-facts",
        {"document": "about-cancer-treatment-drugs-sorafenibtosylate"},
        "kind facts",
        ("BrandName", "1"),
    ),
    ("statements", {"speaker": "Aleksandar Sekulic"}, "affiliation about", ("Mayo Clinic", "basal cell carcinoma")),
    ("edges", {}, "source edge target label", ("olaparib", "targets", "PARP", "inhibits")),
    ("nodes", {}, "iri kind label", ("sorafenib", "drug", "sorafenib")),
    (
        "forest",
        {"thing": TRIAL + "RTOG-1016"},
        "measure arm comparator effect value",
        ("overall survival", "cetuximab + radiation therapy", "cisplatin + radiation therapy", "hazard_ratio", "1.45"),
    ),
    ("timeline", {"thing": DRUG + "pembrolizumab"}, "cancer date", ("ovarian epithelial cancer", "2026-02-10")),
    (
        "brand-names",
        {"drug": "sorafenib"},
        "brand document",
        ("Nexavar", "about-cancer-treatment-drugs-sorafenibtosylate"),
    ),
    (
        "sentences-about-drug",
        {"drug": "olaparib", "document": "about-cancer-treatment-drugs-olaparib"},
        "kinds",
        ("DrugTarget",),
    ),
    ("targets-of-drug", {"drug": "olaparib"}, "action target", ("inhibits", "PARP")),
    (
        "approval-strength",
        {"drug": "pembrolizumab", "cancer": "ovarian epithelial cancer"},
        "date status documents",
        ("2026-02-10", "approved", "1"),
    ),
    ("coverage-by-source", {}, "sourceKind documents withFacts", ("label", "4", "4")),
    (
        "documents-due",
        {"day": "2026-11-28"},
        "document lastReviewed monthsSince monthsOverdue",
        ("types-head-and-neck-head-neck-fact-sheet", "2021-05-25", "66", "63"),
    ),
    (
        "evidence-strength",
        {"trial": "CheckMate 066", "least": "3"},
        "kind said enrollment masking",
        ("Endpoint", "measure overall survival; role primary", "418", "double-blind"),
    ),
    ("approvals-by-target-class", {}, "date class drug", ("2012-01", "Hedgehog signaling pathway", "vismodegib")),
    (
        "biomarkers-in-approvals",
        {},
        "biomarker cancer drug date",
        ("ALK", "anaplastic large cell lymphoma", "crizotinib", "2021-01-14"),
    ),
    ("crossover-blurs-survival", {"trial": "CLEOPATRA"}, "crossover survival", ("allowed", "improved")),
    ("mutated-not-approved", {}, "cancer target drug", ("anaplastic astrocytoma", "IDH1", "ivosidenib")),
    ("regimens", {"drug": "bevacizumab"}, "parts knownFrom", ("bevacizumab + olaparib", "approval")),
    ("survival-gains", {"measure": "overall survival"}, "months comparatorMonths trial", ("75", "26", "RATIFY")),
    ("about", {"thing": DRUG + "sorafenib"}, "kind role value", ("BrandName", "name", "Nexavar")),
    ("endpoints", {"trial": "CheckMate 066"}, "measure role", ("overall survival", "primary")),
    ("null-results", {"trial": "AVAGAST"}, "measure", ("overall survival",)),
    ("progression-without-survival", {}, "trial overall", ("AVAGAST", "no_difference")),
    (
        "target-to-results",
        {"target": "EGFR"},
        "drug trial measure effect value",
        ("cetuximab", "RTOG-1016", "overall survival", "hazard_ratio", "1.45"),
    ),
    (
        "adverse-events",
        {"drug": "vismodegib"},
        "event document",
        ("muscle cramps", "types-skin-research-vismodegib-basal-cell"),
    ),
    ("approval-basis", {"drug": "atezolizumab"}, "cancer trial", ("non-small cell lung cancer", "IMpower010")),
    (  # reviewed on 2025-12-30 and due every quarter, so since 2026-03-30
        "review-next",
        {"day": "2026-11-28"},
        "document reasons",
        (
            "about-cancer-treatment-drugs-ovarian",
            "it tells of an approval of rucaparib that another document calls revoked; "
            "its review is overdue by 7 months",
        ),
    ),
    (
        "surrogate-endpoints",
        {"drug": "dacarbazine"},
        "cancer date endpoint because",
        ("melanoma", "1970", "objective response rate", "said"),
    ),
    ("shared-target-events", {"target": "PARP"}, "target event names", ("PARP", "fatigue", "niraparib, olaparib")),
    (  # three of its sentences hold a number that is in no name; the one on "almost 60% of US men" gave no fact
        "unmapped-figures",
        {},
        "document unmapped figures",
        ("types-prostate-research", "1", "3"),
    ),
    ("trial-card", {"trial": "CheckMate 066"}, "attribute value", ("enrollment", "418")),
    ("trial-results", {"trial": "RTOG-1016"}, "measure effect value", ("overall survival", "hazard_ratio", "1.45")),
)


@cache
def graph() -> Store:
    """A graph of the pages."""
    found = {path.stem: path for path in CORPUS.rglob("*.md")}
    return Store.memory(pipeline.build([found[name] for name in PAGES if name in found]).lines)


@pytest.mark.parametrize(("question", "given", "columns", "row"), ANSWERS, ids=[a[0] for a in ANSWERS])
def test_what_a_person_read_on_the_page_is_among_the_answers(
    question: str, given: dict[str, str], columns: str, row: tuple[str, ...]
) -> None:
    answer = query.run(graph(), question, given)
    told = zip(*(answer[name] for name in columns.split()), strict=True)
    assert row in {tuple(map(plain, values)) for values in told}


def plain(value: object) -> str:
    """A cell as it reads: of an IRI its last part, of a number its figures."""
    text = "" if value is None else f"{value}"
    return text.rsplit("/", 1)[-1] if text.startswith("https://w3id.org/") else text


def test_nobody_but_the_rules_read_these_pages() -> None:
    assert len(query.run(graph(), "who-read")) == 0
