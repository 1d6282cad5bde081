"""The trials that a document does not name are numbered without gaps, in the order in which it tells of them."""

from __future__ import annotations

from prose import document, lexicon

from kg.model import Arm, Concept
from kg.reading.read import read

PAGES = (
    "# Treatment of Sarcoma (PDQ)\n\n## Evidence\n\n"
    "In one study, nothing was found.\n\n"
    "A randomized trial compared imatinib with placebo. Survival was longer with imatinib than with placebo.\n\n"
    "In another study, people were asked about their lives.\n\n"
    "A second randomized trial compared sorafenib with placebo. Survival did not differ between sorafenib and placebo."
)


def numbered(text: str, source: str) -> list[str]:
    """The names of the trials of a text's facts, each once, in the order of the text."""
    found = read(document(text, source), lexicon()).findings
    told = [v.trial if isinstance(v, Arm) else v for f in found for role in ("trial", "arm") for v in f.fact[role]]
    return list(dict.fromkeys(v.name for v in told if isinstance(v, Concept)))


def test_studies_of_which_nothing_is_told_take_no_number() -> None:
    assert numbered(PAGES, "nci_pdq") == ["study", "study-2"]


def test_a_document_s_own_trial_is_its_first() -> None:
    text = (
        "# Imatinib helps\n\n## Background\n\nChemotherapy has been shown to reduce pain.\n\n## The Study\n\n"
        "Patients were randomly assigned to imatinib or placebo.\n\n## Results\n\nSurvival was longer with imatinib."
    )
    assert numbered(text, "nci_research")[-1] == "study"
    assert numbered(text.replace("were randomly", "of the HARBOR trial were randomly"), "nci_research")[-1] == "HARBOR"
