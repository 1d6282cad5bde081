"""What the pages of the National Cancer Institute (cancer.gov) have in common."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kg.sources.source import Raw

BOILERPLATE = (
    "Placeholder slot",
    "Enlarge",
    "Credit:",
    "Go to Health Professional Version",
    "Go to Patient Version",
)
"""What passages of the site begin with that are none of the page's own words."""

SUMMARY_SECTIONS = (
    "about pdq",
    "about this pdq summary",
    "clinical trial information",
    "contact us",
    "disclaimer",
    "get more information from nci",
    "permission to use this summary",
    "purpose of this summary",
    "reviewers and updates",
)
"""Sections in which a summary of the Physician Data Query, for whichever readers, speaks of itself."""

DRUG_BLOCK = re.compile(r"^(?:US Brand Name|FDA Approved)", re.MULTILINE)
"""A line of the block that a page on one drug begins with."""

DRUGS = "/about-cancer/treatment/drugs/"
"""Where the pages on drugs, regimens and lists of approved drugs stand."""
TREATMENT = "/about-cancer/treatment/"
"""Where those on treatments of every kind stand, lists of targeted drugs among them."""

_PDQ = re.compile(r"\bPDQ\b")


def path(raw: Raw) -> str:
    """The path of a page of cancer.gov, or "" for any other document."""
    try:
        address = urlsplit(raw.get("url"))
    except ValueError:
        return ""
    host = address.hostname or ""
    return address.path if host == "cancer.gov" or host.endswith(".cancer.gov") else ""


def is_page(raw: Raw) -> bool:
    """Whether a document is a page of the institute."""
    return bool(path(raw)) or (raw.get("source") == "NCI" and not raw.get("url"))


def is_pdq(raw: Raw) -> bool:
    """Whether a page is one of the summaries of the Physician Data Query."""
    return is_page(raw) and _PDQ.search(raw.get("title")) is not None


def is_treatment(raw: Raw) -> bool:
    """Whether a page stands among those on treatment."""
    return _stands_below(TREATMENT, raw)


def is_drug(raw: Raw) -> bool:
    """Whether a page stands among those on drugs."""
    return _stands_below(DRUGS, raw)


def _stands_below(place: str, raw: Raw) -> bool:
    return path(raw).startswith(place) and not is_pdq(raw)
