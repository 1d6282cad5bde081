"""What every export says of itself: what it is, its version, its licences, and what it is not for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from kg import cells, names, provenance, terms
from kg.nquads import RDF_TYPE, split, value
from kg.terms import DCAT, DCTERMS, OWL, PROV, RDF, RDFS

VOID = "http://rdfs.org/ns/void#"
TITLE = "Oncology knowledge graph"
DESCRIPTION = (
    "What cancer documents say of drugs, targets, cancers and trials, each fact with the words it was read from."
)
RIGHTS = (
    "Quotes, and the facts read from them, are under the licence of their document; names and identifiers of "
    "things are under the licence of the vocabulary they were taken from."
)

_LONGEST = 200  # characters of licences that a heading repeats


class Source(Protocol):
    """What an export needs of a graph."""

    def lines(self) -> Iterator[str]:
        """Sorted N-Quads lines of the named graphs."""

    def triples(self) -> Iterator[str]:
        """Every statement once, sorted."""


def iri() -> str:
    """The IRI of the dataset.

    >>> iri()
    'https://w3id.org/oncology-kg/dataset'
    """
    return names.BASE + "dataset"


def licences(graph: Source) -> list[str]:
    """The licences of the documents, sorted."""
    found = set()
    for line in graph.triples():
        _, predicate, thing, _ = split(line)
        if predicate == f"<{DCTERMS}license>":
            found.add(str(value(thing)))
    return sorted(found)


def heading(graph: Source) -> str:
    """One line for the head of a file."""
    found = licences(graph)
    held = " ".join("; ".join(found).split()) or "not stated"
    if len(held) > _LONGEST:
        held = f"{len(found)} different ones, on the node <{iri()}> or beside each document"
    version = provenance.software_version()
    return f"{provenance.NOTE} {TITLE}, version {version}. Licences of its documents: {held}"


def describe(graph: Source) -> list[str]:
    """The description of the dataset (VoID, DCAT) as sorted N-Triples lines."""
    subject, statements, documents, build = f"<{iri()}>", 0, 0, ""
    for line in graph.triples():
        statements += 1
        thing, predicate, kind, _ = split(line)
        if predicate == RDF_TYPE:
            documents += kind == f"<{terms.Document}>"
            build = thing if kind == f"<{terms.Build}>" else build
    said = [
        (RDF + "type", f"<{VOID}Dataset>"),
        (RDF + "type", f"<{DCAT}Dataset>"),
        (DCTERMS + "title", names.literal(TITLE)),
        (DCTERMS + "description", names.literal(f"{DESCRIPTION} {provenance.NOTE}")),
        (RDFS + "comment", names.literal(provenance.NOTE)),
        (DCTERMS + "rights", names.literal(RIGHTS)),
        (OWL + "versionInfo", names.literal(provenance.software_version())),
        (VOID + "triples", names.literal(statements)),
        (VOID + "documents", names.literal(documents)),
        (VOID + "uriSpace", names.literal(names.BASE)),
        (VOID + "vocabulary", f"<{terms.KG}>"),
        *((DCTERMS + "license", names.literal(licence)) for licence in licences(graph)),
        *([(PROV + "wasGeneratedBy", build)] if build else []),
    ]
    return sorted(f"{subject} <{predicate}> {thing} ." for predicate, thing in said)


_RANKS = {
    DCAT + "Dataset": 0,
    terms.Document: 1,
    terms.Fact: 3,
    terms.Evidence: 4,
    terms.Lead: 4,
    terms.Link: 5,
    terms.Build: 6,
}


@dataclass(frozen=True)
class Nodes:
    """A graph by subject, for formats that write node by node.

    Attributes:
        said: for each subject's term, its predicates' terms with the objects' terms, all sorted.

    """

    said: dict[str, dict[str, list[str]]]

    @classmethod
    def of(cls, triples: Iterator[str]) -> Nodes:
        """The nodes of N-Triples lines."""
        said: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        for line in triples:
            subject, predicate, thing, _ = split(line)
            said[subject].setdefault(predicate, []).append(thing)
        return cls(dict(said))

    def all(self, subject: str, predicate: str) -> list[str]:
        """The objects of a subject (a term) and a predicate (an IRI)."""
        return self.said.get(subject, {}).get(f"<{predicate}>", [])

    def one(self, subject: str, predicate: str) -> str:
        """The first object, as text; "" where there is none."""
        found = self.all(subject, predicate)
        return str(value(found[0])) if found else ""

    def of_kind(self, kind: str) -> list[str]:
        """The subjects of a class (an IRI), sorted."""
        return [subject for subject, said in self.said.items() if f"<{kind}>" in said.get(RDF_TYPE, ())]

    def label(self, term: str) -> str:
        """How a term is shown: a literal's text, a thing's label or title, or its IRI without the base."""
        if not term.startswith("<"):
            return str(value(term))
        named = self.one(term, RDFS + "label") or self.one(term, DCTERMS + "title")
        return named or term[1:-1].removeprefix(names.BASE)

    def ordered(self) -> list[str]:
        """The subjects as one reads: the dataset, documents, things, facts with their evidence, the rest."""
        evidence = self.evidence()
        place: dict[str, tuple[int, str, int]] = {}
        for subject, said in self.said.items():
            kinds = said.get(RDF_TYPE, [])
            rank = next((n for kind, n in _RANKS.items() if f"<{kind}>" in kinds), 2)
            place[subject] = (rank, subject, 0)
        for fact, members in evidence.items():
            if fact in self.said:
                place.update({one: (_RANKS[terms.Fact], fact, n) for n, one in enumerate(members, 1)})
        return sorted(self.said, key=lambda subject: place[subject])

    def evidence(self) -> dict[str, list[str]]:
        """For each fact, the evidence that supports it, in the order of documents and places."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for subject in self.of_kind(terms.Evidence):
            for fact in self.all(subject, terms.supports):
                found[fact].append(subject)
        for members in found.values():
            members.sort(key=self._place)
        return dict(found)

    def under(self, evidence: str) -> str:
        """The words that an evidence's quote stands under, in the order of the text; "" where it needs none."""
        leads = sorted(self.all(evidence, terms.under), key=self._place)
        return cells.under(self.one(lead, terms.OA + "exact") for lead in leads)

    def quote(self, evidence: str) -> str:
        """An evidence's quote, behind the words that it stands under."""
        return cells.under((self.under(evidence), self.one(evidence, terms.OA + "exact")))

    def _place(self, evidence: str) -> tuple[str, int, str]:
        start = self.one(evidence, terms.OA + "start")
        return self.one(evidence, terms.OA + "hasSource"), int(start or 0), evidence
