"""Abstracts of journal articles as Markdown."""

import re

from kg.sources.source import Raw, Source

_ADDRESS = re.compile(
    r"https?://(?:(?:www\.)?pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed|europepmc\.org)/"
)


def _accepts(raw: Raw) -> bool:
    """By what the front matter calls it, else by an address where abstracts are kept."""
    return raw.get("sourceType") == "journal_abstract" or _ADDRESS.match(raw.get("url")) is not None


SOURCE = Source("abstract", "abstract of a journal article", _accepts)
