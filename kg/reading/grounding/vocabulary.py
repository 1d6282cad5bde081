"""The tables of `ontology/vocabulary`: concepts, their names, and where each row comes from.

Two files a kind: `drugs.tsv` holds a concept a row, `drugs.names.tsv` a surface name a row. To add a synonym
is to add one row to the latter, with `kg` for its source.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg import resources
from kg.errors import KgError
from kg.model import Concept

TABLES: Final = {
    "drugs": "drug",
    "regimens": "drug",
    "interventions": "intervention",
    "targets": "target",
    "cancers": "cancer",
    "measures": "measure",
    "adverse_events": "event",
    "agencies": "agency",
}
"""The tables whose names are found in texts, and the kind of concept each holds."""

FLAGS: Final = frozenset({"exact", "proper", "ambiguous", "common", "quiet", "drop"})
"""What may stand in a name's `flags`: see `ontology/vocabulary/README.md`."""

HAND: Final = "kg"
"""The source of rows that were written by hand."""

SEPARATOR: Final = "|"
"""Between the values of a column that holds several."""


@dataclass(frozen=True, slots=True)
class Name:
    """A row of a table of names.

    Attributes:
        table: the table it stands in (`drugs`).
        text: the name as it is written.
        concept: the canonical name it leads to.
        flags: of `FLAGS`.
        source: where the row comes from: a key of `sources.tsv`, `kg` where it was written by hand.
        row: the source's own id of the row; "" where it has none.

    """

    table: str
    text: str
    concept: str
    flags: frozenset[str]
    source: str
    licence: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table of concepts: the concept, and what else the row says of it.

    Attributes:
        members: the members of a family, the parts of a regimen: canonical names.

    """

    table: str
    concept: Concept
    members: tuple[str, ...] = ()
    source: str = ""
    version: str = ""
    licence: str = ""
    note: str = ""


def folder() -> Path:
    """Where the tables lie."""
    return resources.path("ontology", "vocabulary")


def digest(where: Path) -> str:
    """SHA-256 over all tables, hexadecimal."""
    total = hashlib.sha256()
    for path in sorted(where.glob("*.tsv")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table by column.

    Raises:
        KgError: where a row has not as many fields as the head.

    """
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        head = next(reader)
        for number, fields in enumerate(reader, 2):
            if len(fields) != len(head):
                raise KgError(
                    f"{len(fields)} fields where the table has {len(head)} columns",
                    f"{path.name}:{number}",
                    "fields are parted by tabs; an empty field still has its tab",
                )
            yield dict(zip(head, fields, strict=True))


def entries(where: Path, table: str) -> Iterator[Entry]:
    """The concepts of a table, in its order."""
    for row in rows(where / f"{table}.tsv"):
        concept = Concept(
            TABLES[table],
            row["name"],
            row["label"],
            tuple(sorted(split(row["matches"]))),
            parents=tuple(sorted(split(row["parents"]))),
        )
        members = split(row.get("members") or row.get("parts") or "")
        yield Entry(table, concept, members, row["source"], row["version"], row["licence"], row["note"])


def names(where: Path, table: str) -> Iterator[Name]:
    """The names of a table, in its order; rows that drop a name are left out."""
    path = where / f"{table}.names.tsv"
    for number, row in enumerate(rows(path), 2):
        flags = frozenset(split(row["flags"]))
        if flags - FLAGS:
            wrong, known = ", ".join(sorted(flags - FLAGS)), ", ".join(sorted(FLAGS))
            raise KgError(f"{wrong} is no flag", f"{path.name}:{number}", f"use {known}")
        if "drop" not in flags:
            yield Name(table, row["synonym"], row["name"], flags, row["source"], row["licence"], row["row"])


def named(where: Path, table: str) -> dict[str, list[list[str]]]:
    """The rows of a table of names by the concept they lead to: synonym, name, flags, source, …, as they stand.

    For who asks for the names of a few concepts: `names` makes all of them, which takes ten times as long.
    """
    found: dict[str, list[list[str]]] = {}
    for line in (where / f"{table}.names.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]:
        fields = line.split("\t")
        found.setdefault(fields[1], []).append(fields)
    return found


def split(field: str) -> tuple[str, ...]:
    """The values of a column that holds several.

    >>> split("a|b"), split("")
    (('a', 'b'), ())
    """
    return tuple(part for part in field.split(SEPARATOR) if part)


@cache
def sources(where: Path) -> tuple[dict[str, str], ...]:
    """The rows of `sources.tsv`: source, title, version, licence, url, digest."""
    return tuple(rows(where / "sources.tsv"))
