"""A small document of the project's own, and facts that it states."""

from __future__ import annotations

from collections.abc import Mapping

from kg import facts, names
from kg.model import Concept, Document, Finding, Reading

TEXT = """---
title: A leaflet
---

The drug [somanib](/drugs/somanib) blocks BRAF. In the HARBOR trial, 120 women took somanib twice daily and 118
took a placebo. Survival was 10.8 months versus 5.8 months (hazard ratio 0.59, 95% CI 0.45 to 0.76; p<0.001).
Nearly two-thirds had a rash. The FDA approved somanib for thyroid cancer on May 4, 2012.
"A step forward," said Ada Byron of the Institute.
"""

OBJECTS: tuple[dict[str, object], ...] = (
    {"kind": "drug_target", "drug": "somanib", "target": "BRAF", "action": "inhibits",
     "quote": "The drug [somanib](/drugs/somanib) blocks BRAF."},
    {"kind": "approval", "drug": "somanib", "with": [], "cancer": "thyroid cancer", "agency": "FDA",
     "date": "2012-05-04", "status": "approved", "setting": None, "trial": None,
     "quote": "The FDA approved somanib for thyroid cancer on May 4, 2012."},
    {"kind": "arm", "trial": "HARBOR", "arm": ["somanib"], "dose": None, "schedule": "twice daily", "size": 120,
     "quote": "120 women took somanib twice daily"},
    {"kind": "outcome", "trial": "HARBOR", "measure": "overall survival", "arm": ["placebo"], "value": 5.8,
     "unit": "months", "qualifier": None, "timepoint": None, "ci": None, "population": None,
     "quote": "Survival was 10.8 months versus 5.8 months"},
    {"kind": "comparison", "trial": "HARBOR", "measure": "overall survival", "arm": ["somanib"],
     "comparator": ["placebo"], "effect": "hazard_ratio", "value": 0.59, "unit": None, "ci": [0.45, 0.76],
     "population": None, "quote": "hazard ratio 0.59, 95% CI 0.45 to 0.76"},
    {"kind": "comparison", "trial": "HARBOR", "measure": "overall survival", "arm": ["somanib"],
     "comparator": ["placebo"], "effect": "verdict", "value": "improved", "unit": None, "ci": None,
     "population": None, "quote": "Survival was 10.8 months versus 5.8 months"},
    {"kind": "adverse_event", "trial": "HARBOR", "drug": "somanib", "event": "rash", "serious": None,
     "value": 66.7, "unit": "percent", "qualifier": "~", "quote": "Nearly two-thirds had a rash."},
    {"kind": "endpoint", "trial": "study", "measure": "overall survival", "role": "primary",
     "quote": "Survival was 10.8 months"},
    {"kind": "statement", "speaker": "Ada Byron", "text": "A step forward", "about": ["trial:HARBOR"],
     "affiliation": "Institute", "quote": "\"A step forward,\" said Ada Byron of the Institute."},
)  # fmt: skip
"""Facts in the exchange format; the last of a trial that the document does not name."""

_INTERVENTIONS = {"placebo": "intervention", "none": "intervention"}


def leaflet(name: str = "leaflet", text: str = TEXT) -> Document:
    metadata: Mapping[str, str | tuple[str, ...]] = {
        "source": "the project",
        "license": "CC0-1.0",
        "lastReviewed": "2020-06-30",
        "tags": ("a", "b"),
    }
    return Document(name, names.document_iri(name), "nci_page", "A leaflet", metadata, text, (), "0" * 64)


def ground(kind: str, name: str) -> Concept | None:
    """Knows every name, as what it is asked for; controls are no drugs."""
    if kind == "drug" and name in _INTERVENTIONS:
        return None
    return Concept(kind, name)


def findings(document: Document) -> tuple[Finding, ...]:
    return tuple(facts.from_json(obj, document, ground, "test.rule") for obj in OBJECTS)


def reading(name: str = "leaflet") -> Reading:
    document = leaflet(name)
    return Reading(document, findings(document))
