"""NCI pages on drug combinations (FOLFIRI and the like): their parts and what they are used for.

A product of two drugs, with brand and approval of its own, is a drug and has a page like one.
"""

import re

from kg.sources import nci
from kg.sources.source import Raw, Source

_SAYS = re.compile(r"\b(?:chemotherapy|drug) combination\b|^Drugs in the .{1,80} combination", re.MULTILINE)


def _accepts(raw: Raw) -> bool:
    return nci.is_drug(raw) and raw.says(_SAYS) and not raw.says(nci.DRUG_BLOCK)


SOURCE = Source("nci_regimen", "NCI page on a drug combination", _accepts, boilerplate=nci.BOILERPLATE)
