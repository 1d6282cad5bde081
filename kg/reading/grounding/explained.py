"""What the vocabulary says of a name, of itself, and of the ids that others give its concepts.

Reads the tables themselves, not their compiled form, so that every answer names the row it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg import names, terms
from kg.model import Concept
from kg.reading.grounding import normal, vocabulary
from kg.reading.grounding.lexicon import Lexicon, Meaning
from kg.reading.grounding.vocabulary import HAND, TABLES, Entry, Name


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing that a name may stand for, with the rows of the tables that say so.

    Attributes:
        meaning: the concept, the conditions on which the name is found, and why.
        rows: the rows, as `table: written name (source, id of the source's row)`.
        members: of a family its genes, of a regimen its parts.
    """

    meaning: Meaning
    rows: tuple[str, ...]
    members: tuple[str, ...]


def explain(name: str, lexicon: Lexicon | None = None) -> list[Explained]:
    """What a name is grounded to, why, and what else it could be; [] where nothing knows it.

    >>> [(e.meaning.concept.name, e.rows[0]) for e in explain("Nexavar")]
    [('sorafenib', 'drugs: Nexavar (kg)')]
    """
    found = []
    for meaning in (lexicon or Lexicon.load()).lookup(name):
        entry = entries().get((meaning.concept.kind, meaning.concept.name))
        rows = tuple(_row(row) for row in _rows(normal.key(name), meaning.concept))
        found.append(Explained(meaning, rows, entry.members if entry else ()))
    return found


def _row(row: Name) -> str:
    return f"{row.table}: {row.text} ({', '.join(filter(None, (row.source, row.row)))})"


@cache
def entries() -> dict[tuple[str, str], Entry]:
    """The concepts of all tables by kind and name."""
    where = vocabulary.folder()
    listed = (entry for table in TABLES for entry in vocabulary.entries(where, table))
    return {(entry.concept.kind, entry.concept.name): entry for entry in listed}


@cache
def _names() -> tuple[Name, ...]:
    return tuple(row for table in TABLES for row in vocabulary.names(vocabulary.folder(), table))


def _rows(key: str, concept: Concept) -> Iterator[Name]:
    """The rows by which a key leads to a concept."""
    for row in _names():
        theirs = row.concept == concept.name and TABLES[row.table] == concept.kind
        if theirs and any(normal.key(spelling) == key for spelling in normal.variants(row.text, concept.kind)):
            yield row


def digest() -> str:
    """SHA-256 of the tables: the version of the vocabulary that a build was made with."""
    return vocabulary.digest(vocabulary.folder())


def sssom() -> str:
    """The mappings to other vocabularies as SSSOM (https://mapping-commons.github.io/sssom/), sorted.

    Hand-made concepts are matched by equal names, or by a person; those of a source keep the source's own ids.
    """
    head = [
        "#mapping_set_id: " + names.BASE + "mappings",
        "#mapping_set_version: " + digest()[:20],
        "#license: https://creativecommons.org/licenses/by/4.0/",
        "#mapping_set_title: Oncology knowledge graph to public vocabularies",
        "#curie_map:",
        f"#  KG: {names.BASE}",
        "#  semapv: https://w3id.org/semapv/vocab/",
        f"#  skos: {terms.SKOS}",
        *(f"#  {prefix}: {terms.PREFIXES[prefix]}" for prefix in sorted(_prefixes_in_use())),
        "\t".join(_COLUMNS),
    ]
    return "\n".join([*head, *sorted(set(_mappings()))]) + "\n"


_COLUMNS: Final = ("subject_id", "subject_label", "predicate_id", "object_id", "mapping_justification")


def _prefixes_in_use() -> set[str]:
    return {curie.partition(":")[0] for entry in entries().values() for curie in entry.concept.matches}


def _mappings() -> Iterator[str]:
    for entry in entries().values():
        concept = entry.concept
        local = "KG:" + names.iri(concept).removeprefix(names.BASE)
        how = "semapv:LexicalMatching" if entry.source == HAND else "semapv:UnspecifiedMatching"
        for curie in concept.matches:
            yield "\t".join((local, concept.shown, "skos:exactMatch", curie, how))
