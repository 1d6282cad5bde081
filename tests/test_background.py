"""Background facts are read where they are asserted of a cancer, and only there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from prose import context, document

from kg import sources
from kg.model import Concept
from kg.reading import background
from kg.reading.context import Proposal

SEED = Path(__file__).parent.parent / "seeds" / "sorafenib-thyroid-nci.md"


def read(text: str) -> list[Proposal]:
    return list(background.read(context(document(text, "nci_page"))))


def shown(value: object) -> str | None:
    return value.name if isinstance(value, Concept) else value if isinstance(value, str) else None


def findings(proposals: list[Proposal]) -> set[tuple[str | None, ...]]:
    roles = ("target", "alteration", "relation", "cancer")
    return {tuple(shown(p.roles[r]) for r in roles) for p in proposals if p.kind == "biomarker_finding"}


def test_an_alteration_is_linked_to_what_becomes_of_the_cancer() -> None:
    text = "Mutations in the BRAF gene are associated with the development and progression of thyroid cancer."
    both = {("BRAF", "mutation", r, "thyroid cancer") for r in ("development", "progression")}
    assert findings(read(text)) == both


def test_where_an_alteration_is_found_needs_no_relation() -> None:
    assert findings(read("EGFR mutations occur in 10 percent of lung cancers.")) == {
        ("EGFR", "mutation", None, "lung cancer")
    }


@pytest.mark.parametrize(
    "text",
    [
        "BRAF mutations may be associated with the development of thyroid cancer.",
        "Mutations in the KRAS gene were not found in thyroid cancer.",
        "It is unclear whether BRAF mutations are associated with poor prognosis in thyroid cancer.",
        "Mutations in these genes were not associated with longer survival in thyroid cancer.",
    ],
)
def test_doubt_and_denial_are_no_findings(text: str) -> None:
    assert findings(read(text)) == set()


def test_how_common_a_thing_is_keeps_its_range_and_qualifier() -> None:
    (fact,) = read("Only 10 to 20 percent of patients with thyroid cancer are still alive 10 years after diagnosis.")
    assert (fact.roles["value"], fact.roles["upper"]) == (Decimal(10), Decimal(20))
    assert fact.roles["condition"] == "still alive 10 years after diagnosis"
    (other,) = read("About 4 percent of thyroid cancers are of the medullary type.")
    assert (other.roles["value"], other.roles["qualifier"]) == (Decimal(4), "~")


def test_what_a_trials_patients_did_is_no_prevalence() -> None:
    assert read("In the drug group, 40 percent of patients with thyroid cancer are still alive.") == []
    assert read("Approximately 95 percent of the patients with thyroid cancer received the drug.") == []


def test_the_seeds_background_is_found() -> None:
    found = list(background.read(context(sources.read(SEED))))
    both = ("development", "progression")
    wanted = {(t, "mutation", r, "thyroid cancer") for t in ("BRAF", "RAS") for r in both}
    wanted |= {(t, "overexpression", r, "thyroid cancer") for t in ("VEGF", "VEGFR") for r in both}
    assert findings(found) == wanted
    assert sorted(str(p.roles["value"]) for p in found if p.kind == "prevalence") == ["10", "95"]
