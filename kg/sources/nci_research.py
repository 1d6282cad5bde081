"""NCI research pages: the results of trials in prose, with background and quoted experts."""

from kg.sources import nci
from kg.sources.source import Raw, Source


def _accepts(raw: Raw) -> bool:
    return "/research/" in nci.path(raw) and not nci.is_drug(raw) and not nci.is_pdq(raw)


SOURCE = Source(
    "nci_research",
    "NCI page on research results",
    _accepts,
    sections=("related resources", "related posts"),
    boilerplate=nci.BOILERPLATE,
)
