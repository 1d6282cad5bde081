"""Rows of the tables, and how they are written: sorted, UTF-8, tabs, one table of concepts and one of names.

Rows whose source is `kg` are written by hand. They are read from the tables and kept; everything else is made
again. A hand-made name with the flag `drop` takes the same name out of what is made.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.reading.grounding.normal import key, variants

HAND: Final = "kg"
CONCEPTS: Final = ("name", "label", "matches", "parents", "source", "version", "licence", "note")
NAMES: Final = ("synonym", "name", "flags", "source", "row", "licence")
EXTRA: Final = {"drugs": "parts", "regimens": "parts", "targets": "members"}
Row = dict[str, str]


@dataclass
class Table:
    """A table of concepts and its table of names, keyed so that a row is there once."""

    name: str
    concepts: dict[str, Row] = field(default_factory=dict)
    names: dict[tuple[str, str], Row] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table of concepts."""
        extra = EXTRA.get(self.name)
        return (*CONCEPTS[:4], *((extra,) if extra else ()), *CONCEPTS[4:])

    def concept(self, name: str, source: tuple[str, str, str], **fields: str) -> None:
        """Take a concept in, unless it is there; `source` is its key, version and licence."""
        key, version, licence = source
        row = dict.fromkeys(self.columns, "") | {"name": name, "source": key, "version": version, "licence": licence}
        self.concepts.setdefault(name, row | fields)

    def add(self, synonym: str, name: str, source: tuple[str, str], flags: str = "", row: str = "") -> None:
        """Take a name in, unless it is there; `source` is its key and licence."""
        text = clean(synonym)
        if text and name in self.concepts:
            fields = (text, name, flags, source[0], row, source[1])
            self.names.setdefault((text, name), dict(zip(NAMES, fields, strict=True)))

    def matched(self, name: str, *curies: str) -> None:
        """Add matches to a concept."""
        row = self.concepts[name]
        row["matches"] = "|".join(sorted({*filter(None, row["matches"].split("|")), *filter(None, curies)}))

    def finish(self) -> None:
        """Take out the names that a hand-made row drops, and give each concept its own name."""
        dropped = {(r["synonym"].lower(), r["name"]) for r in self.names.values() if "drop" in r["flags"]}
        self.names = {
            k: r
            for k, r in self.names.items()
            if r["source"] == HAND or (r["synonym"].lower(), r["name"]) not in dropped
        }
        for name, row in self.concepts.items():  # own names of hand-made concepts that no row gives
            if row["source"] == HAND and (name.lower(), name) not in dropped and (name, name) not in self.names:
                self.add(name, name, (HAND, row["licence"]), "" if name.islower() else "exact")

    def settle(self, kind: str) -> None:
        """Of generated names that several concepts claim, keep the one that bears it as its own name."""
        claims: dict[str, set[str]] = {}
        keys = {k: {key(v) for v in variants(r["synonym"], kind)} for k, r in self.names.items() if r["source"] != HAND}
        for (_, name), spellings in keys.items():
            for spelling in spellings:
                claims.setdefault(spelling, set()).add(name)
        for row_key, spellings in keys.items():
            name = row_key[1]
            own = key(name)
            if any(len(claims[s]) > 1 and own != s and any(key(n) == s for n in claims[s]) for s in spellings):
                del self.names[row_key]

    def write(self, folder: Path) -> None:
        """Both tables as files."""
        write_rows(folder / f"{self.name}.tsv", self.columns, self.concepts.values(), ("name",))
        write_rows(folder / f"{self.name}.names.tsv", NAMES, self.names.values(), ("name", "synonym"))


def by_hand(folder: Path, name: str) -> Table:
    """A table with its hand-made rows and nothing else.

    Of a hand-made concept its table holds the name and the label; ids, parents, members and parts that a person
    states stand in `hand.tsv`, so that they are told from those that are added by the script.
    """
    table = Table(name)
    for row in read(folder / f"{name}.tsv"):
        if row["source"] == HAND:
            empty = dict.fromkeys(table.columns, "")
            table.concepts[row["name"]] = empty | {c: row[c] for c in ("name", "label", "source", "version", "licence")}
    for row in read(folder / f"{name}.names.tsv"):
        if row["source"] == HAND:
            table.names[row["synonym"], row["name"]] = row
    for row in read(folder / "hand.tsv"):
        if row["table"] == name:
            values = [*filter(None, table.concepts[row["name"]][row["column"]].split("|")), row["value"]]
            table.concepts[row["name"]][row["column"]] = "|".join(values)
    return table


def read(path: Path) -> list[Row]:
    """The rows of a table; none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_rows(path: Path, columns: Iterable[str], rows: Iterable[Row], by: tuple[str, ...]) -> None:
    """Rows as a table, sorted by the given columns, letters before case."""
    head = tuple(columns)
    lines = ["\t".join(head)]
    ordered = sorted(rows, key=lambda r: (*(r[c].lower() for c in by), *(r[c] for c in by)))
    lines += ["\t".join(clean(row.get(c, "")) for c in head) for row in ordered]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def clean(text: str) -> str:
    r"""A field's text without tabs, line ends and doubled spaces.

    >>> clean(" a\tb  c ")
    'a b c'
    """
    return re.sub(r"\s+", " ", text).strip()
