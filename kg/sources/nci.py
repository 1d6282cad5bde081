"""What the pages of the National Cancer Institute (cancer.gov) have in common."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kg.sources.source import Raw

BOILERPLATE = ("Placeholder slot", "Enlarge Image", "Credit: ©")
"""What the site puts into all pages."""

DRUGS = "/about-cancer/treatment/drugs/"
"""Where the pages on drugs, regimens and lists of approved drugs stand."""

_PDQ = re.compile(r"\bPDQ\b")


def path(raw: Raw) -> str:
    """The path of a page of cancer.gov, or "" for any other document."""
    try:
        address = urlsplit(raw.get("url"))
    except ValueError:
        return ""
    return address.path if (address.hostname or "").endswith("cancer.gov") else ""


def is_page(raw: Raw) -> bool:
    """Whether a document is a page of the institute."""
    return bool(path(raw)) or (raw.get("source") == "NCI" and not raw.get("url"))


def is_pdq(raw: Raw) -> bool:
    """Whether a page is one of the summaries of the Physician Data Query."""
    return is_page(raw) and _PDQ.search(raw.get("title")) is not None


def is_drug(raw: Raw) -> bool:
    """Whether a page stands among those on drugs."""
    return path(raw).startswith(DRUGS) and not is_pdq(raw)
