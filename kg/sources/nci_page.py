"""All other NCI pages: for patients and the public; little to extract, but documents nonetheless."""

from kg.sources import nci
from kg.sources.source import Source

SOURCE = Source(
    "nci_page",
    "NCI page",
    nci.is_page,
    rank=1,
    sections=(*nci.SUMMARY_SECTIONS, "related resources"),
    boilerplate=nci.BOILERPLATE,
)
