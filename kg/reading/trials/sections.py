"""The section that each sentence of a document stands in."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Passage
from kg.reading.annotate import Annotated
from kg.reading.patterns import table


@lru_cache(maxsize=1)
def sections(annotated: Annotated) -> tuple[str, ...]:
    """For each sentence the section it stands in, lower case: a heading, or a short line that acts as one."""
    known = {*table("trials", "own"), *table("trials", "elsewhere")}
    path: tuple[str, ...] = ()
    passage: Passage | None = None
    current, here, made = "", "", []
    for sentence in annotated.sentences:
        if sentence.passage is not passage:
            passage = sentence.passage
            label = passage.text[:60].strip(" :*").lower()
            if passage.path != path:
                path = passage.path
                current = path[-1].strip(" :*").lower() if path else ""
                current = "references" if current.startswith("key references") else current
            current = label if label in known else current
            here = "update" if re.match(r"update\b", label) else current
        made.append(here)
    return tuple(made)
