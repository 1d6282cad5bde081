"""The description of the dataset alone: VoID, DCAT and PROV terms, as Turtle.

It is what a catalogue of datasets harvests (<https://www.w3.org/TR/void/>, <https://www.w3.org/TR/vocab-dcat-3/>).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg import names
from kg import turtle as writer
from kg.export import dataset
from kg.export.dataset import VOID, Source
from kg.nquads import RDF_TYPE, split
from kg.terms import DCAT, DCTERMS, RDF

MEDIA_TYPES = {
    "turtle": "text/turtle",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "json-ld": "application/ld+json",
    "graphml": "application/graphml+xml",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}
"""The formats that the description names as ways to have the dataset."""


def void(graph: Source) -> Iterator[str]:
    """What the dataset is, how many things of which class it holds, and in which forms it is to be had."""
    said = sorted({*dataset.describe(graph), *_partitions(graph), *_distributions(graph)})
    yield writer.turtle(said, dataset.heading(graph))


def _partitions(graph: Source) -> Iterator[str]:
    classes, properties = Counter[str](), Counter[str]()
    for line in graph.triples():
        _, predicate, thing, _ = split(line)
        properties[predicate] += 1
        if predicate == RDF_TYPE:
            classes[thing] += 1
    whole = f"<{dataset.iri()}>"
    for counts, link, of, count in (
        (classes, "classPartition", "class", "entities"),
        (properties, "propertyPartition", "property", "triples"),
    ):
        for term, number in counts.items():
            part = f"<{dataset.iri()}/{of}/{names.slug(term[1:-1])}>"
            yield f"{whole} <{VOID}{link}> {part} ."
            yield f"{part} <{VOID}{of}> {term} ."
            yield f"{part} <{VOID}{count}> {names.literal(number)} ."


def _distributions(graph: Source) -> Iterator[str]:
    whole, licences = f"<{dataset.iri()}>", dataset.licences(graph)
    for form, media in MEDIA_TYPES.items():
        one = f"<{dataset.iri()}/{form}>"
        yield f"{whole} <{DCAT}distribution> {one} ."
        yield f"{one} <{RDF}type> <{DCAT}Distribution> ."
        yield f"{one} <{DCTERMS}title> {names.literal(f'{dataset.TITLE} as {form}')} ."
        yield f"{one} <{DCAT}mediaType> <https://www.iana.org/assignments/media-types/{media}> ."
        yield from (f"{one} <{DCTERMS}license> {names.literal(licence)} ." for licence in licences)
