"""NCI lists of the drugs approved for a cancer: brand names with generic names under headings."""

import re

from kg.sources import nci
from kg.sources.source import Raw, Source

_TITLE = re.compile(r"\bDrugs Approved (?:for|to)\b|\bApproved Drugs\b|\bDrug List by Cancer Type\b", re.IGNORECASE)


def _accepts(raw: Raw) -> bool:
    return nci.is_treatment(raw) and _TITLE.search(raw.get("title")) is not None


SOURCE = Source("nci_drug_list", "NCI list of drugs approved for a cancer", _accepts, boilerplate=nci.BOILERPLATE)
