"""NCI summaries of the Physician Data Query: long, sectioned, with citations and levels of evidence."""

from kg.sources import nci
from kg.sources.source import Source

SOURCE = Source(
    "nci_pdq",
    "NCI summary of the evidence (PDQ)",
    nci.is_pdq,
    sections=(*nci.SUMMARY_SECTIONS, "current clinical trials", "latest updates to this summary"),
    lists=("references",),
    boilerplate=nci.BOILERPLATE,
)
