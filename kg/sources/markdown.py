"""Any other Markdown with front matter."""

from kg.sources.source import Raw, Source


def _accepts(raw: Raw) -> bool:
    return True


SOURCE = Source("markdown", "Markdown with front matter", _accepts, rank=2)
