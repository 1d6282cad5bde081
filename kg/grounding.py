"""What names stand for in the vocabulary, and how many it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.query import tables
from kg.reading.grounding import explained, qualifiers, vocabulary
from kg.reading.grounding.explained import Explained
from kg.reading.grounding.lexicon import Lexicon


def table(asked: Sequence[str], width: int | None = None) -> str:
    """What each name may stand for, as a table for a terminal: kind, name, identifiers elsewhere, conditions, rows.

    A name that the vocabulary does not know gets a row that says so.
    """
    lexicon = Lexicon.load()
    rows: list[tuple[str, ...]] = []
    for name in asked:
        unknown = [(name, "", "", "", "unknown to the vocabulary")]
        rows += _meanings(name, lexicon) or _qualified(name, lexicon) or unknown
    return tables.table(("name", "kind", "stands for", "known as", "why"), rows, width)


def _meanings(name: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    return [_meaning(name, one) for one in explained.explain(name, lexicon)]


def _meaning(name: str, one: Explained) -> tuple[str, ...]:
    """The row of a meaning: why it is one, from which rows of the tables, and what it is made of."""
    concept = one.meaning.concept
    made = f" ({', '.join(one.members)})" if one.members else ""
    rows = f"; {'; '.join(one.rows[:_ROWS])}" if one.rows else ""
    return name, concept.kind, concept.shown + made, " ".join(concept.matches), one.meaning.why + rows


_ROWS: Final = 3
"""Rows of the tables that are told for each meaning."""


def _qualified(name: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """What a disease stands for whose name begins with what is no part of it ("metastatic breast cancer")."""
    before, rest = qualifiers.parted(name)
    if not before:
        return []
    told = ", ".join(f"{q.text} ({q.kind})" for q in before)
    rows = _meanings(rest, lexicon)
    return [(name, *row[1:-1], f"{row[-1]}, less what is said of it: {told}") for row in rows if row[1] == "cancer"]


def figures(width: int | None = None) -> str:
    """The vocabulary's tables: concepts, names, how many of them have an identifier elsewhere, sources, licences."""
    where = vocabulary.folder()
    versions = {row["source"]: f" ({row['version']})" for row in vocabulary.sources(where) if row["version"] != "1"}
    rows = []
    for name, kind in vocabulary.TABLES.items():
        concepts = list(vocabulary.entries(where, name))
        called = list(vocabulary.names(where, name))
        matched = sum(1 for one in concepts if one.concept.matches)
        sources = Counter(one.source for one in called).most_common()
        told = ", ".join(f"{source} {count:,}{versions.get(source, '')}" for source, count in sources)
        licences = ", ".join(sorted({one.licence for one in called} | {one.licence for one in concepts}))
        rows.append((name, kind, f"{len(concepts):,}", f"{len(called):,}", f"{matched:,}", told, licences))
    columns = ("table", "kind", "concepts", "names", "matched", "names by source", "licences")
    return tables.table(columns, rows, width)


def mappings() -> str:
    """The identifiers elsewhere of all concepts, as SSSOM (https://mapping-commons.github.io/sssom/)."""
    return explained.sssom()
