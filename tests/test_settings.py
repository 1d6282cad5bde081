"""The genes and proteins that an approval's setting asks for, and those that it does not."""

from __future__ import annotations

import pytest

from kg.reading.settings import biomarkers

ASKED = {
    "adults; unresectable or metastatic; BRAF V600E or V600K mutations, as detected by a test": ["BRAF"],
    "locally advanced or metastatic; epidermal growth factor receptor exon 20 insertion mutations": ["EGFR"],
    "adults; hormone receptor positive and HER2 negative; stage II": ["hormone receptor"],
    "abnormal IDH1 or IDH2 gene, and has been treated with surgery": ["IDH1", "IDH2"],
    "adults whose cancer has the CD30 protein": ["TNFRSF8"],
    "has the PD-L1 protein but does not have an abnormal EGFR or ALK gene": ["CD274"],
    "not progressed after chemoradiation and whose tumors have ALK rearrangements": ["ALK"],
}
NOT_ASKED = [
    "first-line; no EGFR or ALK genomic tumor aberrations",
    "adults; HER2-negative; advanced",
    "received a PD-1 inhibitor and anti-VEGF therapy",
    "progressed on a BRAF inhibitor and, if BRAF V600 variant-positive, a MEK inhibitor",
    "abnormal ALK gene should receive it only after other treatment",
    "regardless of PD-L1 expression",
    "wild-type KRAS gene",
]


@pytest.mark.parametrize("setting", ASKED)
def test_a_target_is_a_biomarker_where_the_setting_asks_for_it_or_for_its_change(setting: str) -> None:
    assert [target.name for target in biomarkers(setting)] == ASKED[setting]


@pytest.mark.parametrize("setting", NOT_ASKED)
def test_a_target_is_none_where_it_is_to_be_absent_was_aimed_at_before_or_is_told_of_others(setting: str) -> None:
    assert biomarkers(setting) == ()
