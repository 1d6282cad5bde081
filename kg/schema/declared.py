"""The ontology and the shapes as they are declared: classes, their kinds and their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg import resources, terms
from kg.errors import SchemaError
from kg.terms import RDF, RDFS


class Terms:
    """Triples by subject and property, as strings: enough of RDF to read the ontology and the shapes."""

    def __init__(self) -> None:
        self._values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def read(self, file: str, text: bytes) -> None:
        """Take in a Turtle file."""
        import pyoxigraph  # noqa: PLC0415 - imported late: most commands read no Turtle

        try:
            quads = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True))
        except SyntaxError as error:
            raise SchemaError(f"this is not Turtle: {error}", file, "mend it there") from error
        for quad in quads:
            subject, value = _plain(quad.subject), _plain(quad.object)
            self._values[subject, quad.predicate.value].append(value)
            self._subjects[quad.predicate.value, value].append(subject)

    def all(self, subject: str, term: str) -> list[str]:
        """The values of a property."""
        return self._values.get((subject, term), [])

    def one(self, subject: str, term: str) -> str:
        """The first value of a property, or ""."""
        return next(iter(self.all(subject, term)), "")

    def subjects(self, term: str, value: str) -> list[str]:
        """What has this value of a property."""
        return self._subjects.get((term, value), [])

    def pairs(self, term: str) -> Iterator[tuple[str, str]]:
        """Each subject with each value of a property."""
        return ((s, value) for (s, t), values in self._values.items() if t == term for value in values)

    def list(self, head: str) -> list[str]:
        """The members of an RDF collection."""
        members = []
        while head and head != RDF + "nil":
            members.append(self.one(head, RDF + "first"))
            head = self.one(head, RDF + "rest")
        return members


def _plain(term: object) -> str:
    """A term's text; blank nodes keep their mark so that they are no one's name."""
    return term.value if hasattr(term, "value") and not str(term).startswith("_:") else str(term)


@cache
def declared() -> Terms:
    """All that the ontology and the shapes declare."""
    read = Terms()
    for file in [resources.path("ontology", "kg.ttl"), *resources.files("shapes", ".ttl")]:
        read.read(file.name, file.read_bytes())
    return read


@cache
def concept_kinds(class_iri: str = terms.Entity) -> tuple[str, ...]:
    """The kinds of concept that are instances of a class or of its subclasses, the class's own first.

    >>> concept_kinds(terms.Intervention)
    ('intervention', 'drug')
    """
    read = declared()
    own = read.all(class_iri, terms.conceptKind)
    below = sorted(read.subjects(RDFS + "subClassOf", class_iri))
    return tuple(dict.fromkeys([*own, *(kind for sub in below for kind in concept_kinds(sub))]))


@cache
def hierarchy() -> tuple[tuple[str, str], ...]:
    """Each class of the ontology with its superclass, sorted.

    >>> (terms.Drug, terms.Intervention) in hierarchy()
    True
    """
    return tuple(sorted(declared().pairs(RDFS + "subClassOf")))


@cache
def declared_terms() -> frozenset[str]:
    """The IRIs of all classes and properties that the ontology declares."""
    return frozenset(term for term, _ in declared().pairs(RDF + "type") if term.startswith(terms.KG))


@cache
def class_of(concept_kind: str) -> str:
    """The class of a concept kind.

    Raises:
        SchemaError: where no class has this kind.

    >>> class_of("drug") == terms.Drug
    True

    """
    found = declared().subjects(terms.conceptKind, concept_kind)
    if not found:
        known = ", ".join(sorted(concept_kinds()))
        raise SchemaError(f"{concept_kind!r} is no kind of concept; there are {known}", "ontology/kg.ttl")
    return found[0]
