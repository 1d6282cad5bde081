"""NCI drug pages: what one drug does, its brand names and what it is approved for."""

from kg.sources import nci, nci_drug_list, nci_regimen
from kg.sources.source import Raw, Source


def _accepts(raw: Raw) -> bool:
    others = nci_drug_list.SOURCE.accepts(raw) or nci_regimen.SOURCE.accepts(raw)
    return nci.is_drug(raw) and raw.says(nci.DRUG_BLOCK) and not others


SOURCE = Source(
    "nci_drug",
    "NCI page on one drug",
    _accepts,
    sections=("research results and related resources", "clinical trials accepting patients"),
    boilerplate=(
        *nci.BOILERPLATE,
        "Drugs are often studied to find out",
        "MedlinePlus Information on",
        "warnings about this drug",
        "what this drug is used for and how",
        "what you should tell your doctor before",
        "what you should know about this drug",
        "other drugs that may interact with this drug",
        "possible side effects.",
    ),
)
