"""Indications from the labels of drugs that the FDA approved, as Markdown."""

from kg.sources.source import Raw, Source


def _accepts(raw: Raw) -> bool:
    return raw.get("sourceType") == "fda_label_indications"


SOURCE = Source("label", "indications of an FDA drug label", _accepts)
