"""Lists of references, which tell what other documents are called."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Passage

_REFERENCES = re.compile(r"(?:selected\s)?references?", re.IGNORECASE)


def is_reference(passage: Passage) -> bool:
    """Whether a passage is an item of a list of references."""
    return passage.block == "bullet" and bool(passage.path) and _heads_references(passage.path[-1])


@lru_cache(maxsize=1024)
def _heads_references(heading: str) -> bool:
    return _REFERENCES.fullmatch(heading.strip(" :*")) is not None
