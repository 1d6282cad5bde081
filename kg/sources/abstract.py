"""Abstracts of journal articles as Markdown."""

from kg.sources.source import Raw, Source


def _accepts(raw: Raw) -> bool:
    return raw.get("sourceType") == "journal_abstract"


SOURCE = Source("abstract", "abstract of a journal article", _accepts)
