"""The ids of NCI's glossary that the documents link to, with the concept each stands for.

A link's anchor is often an adjective ("papillary"); the same id is linked from "papillary thyroid cancer"
elsewhere, and what most of its anchors that name something name is what the id stands for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from kg.reading.grounding.lexicon import Lexicon

from .inputs import Inputs
from .tables import HAND, Row, read, write_rows

COLUMNS: Final = ("id", "anchor", "kind", "name", "source", "licence")
_LINK: Final = re.compile(r"\[([^\]\[]{2,120})\]\(/Common/PopUps/popDefinition\.aspx\?id=(?:CDR0*)?(\d+)&")
SHARE: Final = 0.75
"""The share of an id's grounded anchors that must name one concept."""
NAMED: Final = 0.5
"""The share of all its anchors that must: "adjuvant therapy" is not what few anchors "adjuvant chemotherapy" say."""


def write(inputs: Inputs, folder: Path) -> None:
    """The table of glossary ids; hand-made rows are kept."""
    anchors: dict[str, Counter[str]] = defaultdict(Counter)
    for text in inputs.pages.values():
        for words, number in _LINK.findall(text):
            anchors[f"CDR{int(number):010d}"][re.sub(r"\s+", " ", words.replace("*", "")).strip().lower()] += 1
    lexicon = Lexicon.load(folder)
    rows = {row["id"]: row for row in read(inputs.tables / "glossary.tsv") if row["source"] == HAND}
    for number in sorted(anchors):
        row = grounded(number, anchors[number], lexicon)
        if row is not None:
            rows.setdefault(number, row)
    write_rows(folder / "glossary.tsv", COLUMNS, rows.values(), ("id",))


def grounded(number: str, anchors: Counter[str], lexicon: Lexicon) -> Row | None:
    """The row of an id, or None where its anchors name nothing or several things."""
    meant: Counter[tuple[str, str]] = Counter()
    for anchor, count in anchors.items():
        for concept in lexicon.whole(anchor)[:1]:
            meant[concept.kind, concept.name] += count
    if not meant:
        return None
    (kind, name), count = min(meant.items(), key=lambda pair: (-pair[1], pair[0]))
    if count < max(SHARE * sum(meant.values()), NAMED * sum(anchors.values())):
        return None
    anchor = min(anchors, key=lambda a: (-anchors[a], a))
    return {"id": number, "anchor": anchor, "kind": kind, "name": name, "source": "nci", "licence": "public domain"}
