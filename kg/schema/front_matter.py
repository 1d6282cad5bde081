"""The keys of a document's front matter that the graph keeps, and what their values must look like.

A key is a `kg:frontMatterKey` of a property of ontology/kg.ttl; its form is the property shape of shapes/document.ttl
with this property as its path, whose message says what is amiss and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from kg import names, terms
from kg.schema.declared import declared
from kg.schema.kinds import is_date
from kg.terms import SH, SKOS, XSD

_NOTHING: Final = frozenset({"", "~", "null", "none", "nan", "n/a", "na", "undefined"})
"""How exports of other programs write that a key has no value, in small letters."""

_TRUTHS: Final = frozenset({"true", "false"})


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the front matter.

    Attributes:
        name: as it stands there.
        iri: the property that keeps its value.
        datatype: of its values; "" where they are IRIs or no shape says it.
        address: whether its values are web addresses.
        pattern: a regular expression that its values match; "" where they need not.
        once: whether it has one value at most.
        rule, remedy: what its shape asks for, and what to do where that is not so; "" where it has none.
        definition, example: from the ontology.

    """

    name: str
    iri: str
    datatype: str
    address: bool
    pattern: str
    once: bool
    rule: str
    remedy: str
    definition: str
    example: str

    def keeps_to(self, text: str) -> bool:
        """Whether a value has the form that is asked for."""
        if self.address:
            return names.web_iri(text) is not None
        if self.datatype == XSD + "date":
            return is_date(text)
        if self.datatype == XSD + "boolean":
            return text.lower() in _TRUTHS
        return not self.pattern or re.search(self.pattern, text) is not None

    def literal(self, text: str) -> str:
        """A value as an N-Triples term; what has not the form of its type stays text, for the shapes to complain of."""
        if self.address:
            return f"<{text}>" if self.keeps_to(text) else names.literal(text)
        if self.datatype == XSD + "boolean" and self.keeps_to(text):
            return names.literal(text.lower() == "true")
        return names.literal(text, self.datatype if self.datatype == XSD + "date" and self.keeps_to(text) else None)


@cache
def front_matter() -> Mapping[str, Key]:
    """The keys by name, sorted.

    >>> front_matter()["lastReviewed"].keeps_to("2024-13-45"), front_matter()["audienceLevel"].iri == terms.audience
    (False, True)
    """
    found = {name: _key(name, iri) for iri, name in declared().pairs(terms.frontMatterKey)}
    return MappingProxyType(dict(sorted(found.items())))


def _key(name: str, iri: str) -> Key:
    read = declared()
    of_documents = {
        p for node in read.subjects(SH + "targetClass", terms.Document) for p in read.all(node, SH + "property")
    }
    shape = next(iter(of_documents & set(read.subjects(SH + "path", iri))), "")
    rule, _, remedy = read.one(shape, SH + "message").removesuffix(".").partition(": ")
    return Key(
        name=name,
        iri=iri,
        datatype=read.one(shape, SH + "datatype"),
        address=read.one(shape, SH + "nodeKind") == SH + "IRI",
        pattern=read.one(shape, SH + "pattern"),
        once=read.one(shape, SH + "maxCount") == "1",
        rule=rule,
        remedy=remedy,
        definition=read.one(iri, SKOS + "definition"),
        example=read.one(iri, SKOS + "example"),
    )


def values(metadata: Mapping[str, str | tuple[str, ...]], name: str) -> tuple[str, ...]:
    """The values that a key has in a front matter; those by which exports say that there is none are left out.

    >>> values({"status": "null", "tags": ("a", "")}, "status"), values({"tags": ("a", "")}, "tags")
    ((), ('a',))
    """
    given = metadata.get(name, ())
    return tuple(t for t in ((given,) if isinstance(given, str) else given) if t.strip().casefold() not in _NOTHING)


def amiss(metadata: Mapping[str, str | tuple[str, ...]]) -> list[tuple[Key, str]]:
    """The keys of a front matter that have not the form that is asked for, each with what stands there.

    >>> [(key.name, found, key.remedy) for key, found in amiss({"lastReviewed": "2024-13-45", "language": "en"})]
    [('lastReviewed', '2024-13-45', 'write lastReviewed as 2025-12-30')]
    """
    found = []
    for key in front_matter().values():
        given = tuple(dict.fromkeys(values(metadata, key.name)))
        wrong = [text for text in given if not key.keeps_to(text)] or (given if key.once and len(given) > 1 else ())
        if wrong and key.name != "title":  # of a title that is no text, the first heading is taken in its place
            found.append((key, ", ".join(wrong)))
    return found
