"""The shapes, and that they check something: an engine passes over what it does not know without a word."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import resources, schema, terms
from kg.errors import ValidationError
from kg.terms import SH
from kg.validate.data import Data

if TYPE_CHECKING:
    from rdflib import Graph

_SHACL: Final = frozenset(
    SH + name
    for name in """
    NodeShape PropertyShape Shape PropertyGroup SPARQLConstraint Violation Warning Info
    IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
    targetClass targetNode targetSubjectsOf targetObjectsOf property path inversePath alternativePath
    zeroOrMorePath oneOrMorePath zeroOrOnePath name description order group defaultValue message severity
    deactivated class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
    minLength maxLength pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals
    not and or xone node qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint
    closed ignoredProperties hasValue in sparql select prefixes declare prefix namespace
    """.split()  # noqa: SIM905 - as sentences they can be compared with the specification
)
"""The terms of SHACL Core and SHACL-SPARQL (W3C Recommendation, 20 July 2017) that are applied here."""

_DESCRIPTIVE: Final = frozenset(
    SH + name
    for name in (
        "targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "path", "name", "description", "order",
        "group", "defaultValue", "message", "severity", "ignoredProperties",
    )
)  # fmt: skip
"""Terms of SHACL that constrain nothing."""


@cache
def own() -> tuple[Path, ...]:
    """The project's own shapes."""
    return tuple(resources.files("shapes", ".ttl"))


@cache
def load(files: tuple[Path, ...]) -> Graph:
    """The shapes as one graph, every one of their terms known."""
    from rdflib import Graph  # noqa: PLC0415 - imported late: 0.4 s

    shapes = Graph()
    for file in files:
        try:
            shapes.parse(data=file.read_text(encoding="utf-8"), format="turtle")
        except Exception as error:  # rdflib's parser raises whatever its parts raise
            raise ValidationError(f"this is not Turtle: {error}", file.name, "mend it there") from error
    if not shapes:
        raise ValidationError("there are no shapes, so that nothing would be checked", "shapes", "add some")
    _check_spelling(shapes)
    _check_content(shapes)
    return shapes


def _check_spelling(shapes: Graph) -> None:
    """Refuse terms that SHACL or the ontology does not have: an engine passes over them without a word."""
    known = schema.declared_terms()
    used = {str(term) for triple in shapes for term in triple}
    for term in sorted(used):
        if term.startswith(SH) and term not in _SHACL:
            raise ValidationError(f"sh:{term.removeprefix(SH)} is no term of SHACL", "shapes", "mend its spelling")
        if term.startswith(terms.KG) and term != terms.KG and term not in known:
            raise ValidationError(
                f"kg:{term.removeprefix(terms.KG)} is not declared",
                "shapes",
                "mend it, or declare it in ontology/kg.ttl",
            )


def _check_content(shapes: Graph) -> None:
    """Refuse shapes that ask for nothing: every graph keeps them."""
    from rdflib import URIRef  # noqa: PLC0415

    for marker in ("targetClass", "targetNode", "path"):
        for shape in sorted(set(shapes.subjects(URIRef(SH + marker))), key=str):
            asked = {str(term) for term in shapes.predicates(shape)} & _SHACL - _DESCRIPTIVE
            if not asked:
                raise ValidationError(
                    f"the shape {shape} has no constraint, so that nothing would be checked", "shapes", "add one"
                )


def focus_nodes(shapes: Graph, data: Data) -> int:
    """How many nodes of the graph the shapes speak of; a ValidationError where there are none."""
    from rdflib import URIRef  # noqa: PLC0415

    classes = {str(cls) for cls in shapes.objects(None, URIRef(SH + "targetClass"))}
    below = {sub for sub, above in schema.hierarchy() if above in classes}
    nodes = {node for cls in classes | below for node in data.instances(cls)}
    if not nodes:
        raise ValidationError(
            "the graph holds nothing that a shape speaks of, so that nothing would be checked",
            "the graph",
            "build it from documents first",
        )
    return len(nodes)
