"""The ids of NCI's glossary that the documents link to, with the concept each stands for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from kg.reading.lexicon import Lexicon

from .inputs import Inputs
from .tables import _write

COLUMNS: Final = ("id", "anchor", "kind", "name", "source", "licence")
_LINK: Final = re.compile(r"\[([^\]\[]{2,120})\]\(/Common/PopUps/popDefinition\.aspx\?id=(?:CDR0*)?(\d+)&")


def write(inputs: Inputs, folder: Path) -> None:
    """The table of glossary ids: the anchor in most use, and what the lexicon grounds it to."""
    anchors: dict[str, Counter[str]] = defaultdict(Counter)
    for text in inputs.pages.values():
        for words, number in _LINK.findall(text):
            anchors[number][re.sub(r"\s+", " ", words.replace("*", "")).strip().lower()] += 1
    lexicon = Lexicon.load(folder)
    rows = []
    for number, count in anchors.items():
        anchor = min(count, key=lambda a: (-count[a], a))
        concept = next((c for a in sorted(count, key=lambda a: (-count[a], a))[:3] for c in lexicon.whole(a)), None)
        rows.append(
            {
                "id": f"CDR{int(number):010d}", "anchor": anchor, "kind": concept.kind if concept else "",
                "name": concept.name if concept else "", "source": "nci", "licence": "public domain",
            }
        )  # fmt: skip
    _write(folder / "glossary.tsv", COLUMNS, rows, ("id",))
