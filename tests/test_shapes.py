"""Every constraint of every shape has an example that breaks it, and is told by its own message.

`fixtures/shapes/things.ttl` holds what facts speak of, `valid.trig` a fact of each kind that keeps its shape,
and the other files one named graph for each constraint, called `case:SHAPE.CONSTRAINT` after what it breaks.
All are validated at once; a case's nodes are its own, so that what is reported of them is the case's doing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import pytest

from kg import resources, terms
from kg.schema import signatures
from kg.terms import OA, RDF, SH, SHAPE
from kg.validate import Violation, validate

FIXTURES = Path(__file__).parent / "fixtures" / "shapes"
Term = TypeVar("Term")
CASE = "https://example.org/case/"
SAYS_ALL = "10.8 9.5 12.5 99.7 0.59 0.45 0.76 12 10 20 207 417 100 0.46 0.77 0.6 11 1.5 120 99 0.1"
NOT_CONSTRAINTS = {
    "path", "name", "order", "message", "targetClass", "targetNode", "property", "ignoredProperties",
}  # fmt: skip


def quads(file: Path) -> list[ox.Quad]:
    """A file's quads, its blank nodes named after the file: the same names in every run."""
    found: dict[ox.BlankNode, ox.BlankNode] = {}

    def named(term: Term) -> Term | ox.BlankNode:
        if not isinstance(term, ox.BlankNode):
            return term
        return found.setdefault(term, ox.BlankNode(f"{file.stem}{len(found)}"))

    return [ox.Quad(named(q.subject), q.predicate, named(q.object), q.graph_name) for q in ox.parse(path=str(file))]


def text(term: object) -> str:
    """A term's text; blank nodes keep their mark."""
    return str(term) if isinstance(term, ox.BlankNode) else str(getattr(term, "value", ""))


def evidence(fact: ox.NamedNode | ox.BlankNode, number: int) -> Iterator[ox.Quad]:
    """Evidence whose quote states whatever numbers the cases hold."""
    node = ox.NamedNode(f"https://example.org/evidence/{number}")
    integer = ox.NamedNode(terms.XSD + "integer")
    for term, value in (
        (RDF + "type", ox.NamedNode(terms.Evidence)),
        (terms.supports, fact),
        (OA + "hasSource", ox.NamedNode("https://example.org/document")),
        (OA + "exact", ox.Literal(SAYS_ALL)),
        (OA + "start", ox.Literal("0", datatype=integer)),
        (OA + "end", ox.Literal(str(len(SAYS_ALL)), datatype=integer)),
        (terms.method, ox.Literal("test")),
    ):
        yield ox.Quad(node, ox.NamedNode(term), value)


def facts(own: list[ox.Quad]) -> list[ox.NamedNode | ox.BlankNode]:
    found = [q.subject for q in own if text(q.predicate) == RDF + "type" and text(q.object) == terms.Fact]
    return [node for node in found if isinstance(node, ox.NamedNode | ox.BlankNode)]


@cache
def cases() -> dict[str, list[ox.Quad]]:
    """The quads of each named graph of the fixtures, with evidence where a case is not about evidence."""
    found: defaultdict[str, list[ox.Quad]] = defaultdict(list)
    for file in sorted(FIXTURES.glob("*.trig")):
        for quad in quads(file):
            found[text(quad.graph_name).removeprefix(CASE)].append(quad)
    number = count()
    for case, own in found.items():
        for fact in facts(own) if not case.startswith("Fact-evidence") else []:
            own.extend(evidence(fact, next(number)))
    return dict(found)


def spare_facts() -> list[ox.Quad]:
    """Facts for the evidence of `evidence.trig` to support."""
    turtle = "@prefix kg: <https://w3id.org/oncology-kg/ontology#> . @prefix ex: <https://example.org/> .\n"
    for name in ("fact", "fact2"):
        turtle += f'ex:{name} a kg:BrandName , kg:Fact ; kg:drug ex:drug ; kg:name "{name}" .\n'
    own = list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    return own + [quad for number, fact in enumerate(facts(own), 10_000) for quad in evidence(fact, number)]


@cache
def graph() -> tuple[tuple[str, ...], dict[str, str]]:
    """All cases and the shared things as one graph, and whose each node is (the shared things' is "")."""
    lines: list[str] = []
    owners: dict[str, str] = {}
    for case, own in [("", quads(FIXTURES / "things.ttl") + spare_facts()), *cases().items()]:
        for quad in own:
            lines.append(f"{quad.subject} {quad.predicate} {quad.object} .")
            owners.setdefault(text(quad.subject), case)
    return tuple(lines), owners


@cache
def reported() -> dict[str, list[Violation]]:
    """What is reported of each case when all are validated at once; of the shared things under ""."""
    lines, owners = graph()
    found: defaultdict[str, list[Violation]] = defaultdict(list)
    for violation in validate(lines).violations:
        node = violation.fact
        found[owners[node if node in owners else "_:" + node]].append(violation)
    return found


def shape_quads() -> Iterator[tuple[str, str, str]]:
    """Subject, SHACL term and value of the shapes, those of a query under the shape that asks it."""
    for file in resources.files("shapes", ".ttl"):
        for quad in ox.parse(path=str(file)):
            subject, term = text(quad.subject), text(quad.predicate)
            if subject.startswith(SHAPE) and term.startswith(SH):
                yield subject.removeprefix(SHAPE), term.removeprefix(SH), text(quad.object)


def constraints() -> dict[str, set[str]]:
    """The constraints of each shape that has a name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for shape, term, _ in shape_quads():
        if not shape.endswith("-query"):
            found[shape].add(term)
    return {shape: names - NOT_CONSTRAINTS for shape, names in found.items()}


def messages() -> dict[str, str]:
    """The message of each shape."""
    return {shape.removesuffix("-query"): value for shape, term, value in shape_quads() if term == "message"}


def test_a_fact_of_each_kind_with_all_its_roles_keeps_its_shape() -> None:
    valid = {case for case in cases() if "." not in case}
    assert valid == {signature.iri.removeprefix(terms.KG) for signature in signatures().values()}
    assert [violation for case in sorted(valid) for violation in reported()[case]] == []


def test_the_things_that_facts_speak_of_keep_their_shapes() -> None:
    assert reported()[""] == []


def test_every_constraint_has_a_case_that_breaks_it() -> None:
    wanted = {f"{shape}.{name}" for shape, names in constraints().items() for name in names}
    assert wanted - cases().keys() == set()


@pytest.mark.parametrize("case", sorted(case for case in cases() if "." in case))
def test_the_case_breaks_its_constraint_and_is_told_by_its_message(case: str) -> None:
    shape, _, constraint = case.rpartition(".")
    found = [v for v in reported()[case] if v.constraint == f"{shape} {constraint}"]
    assert found, [v.constraint for v in reported()[case]]
    message = messages()[shape].removesuffix(".").removesuffix(" (found {?found})")
    assert {f"{v.what}: {v.remedy}" for v in found} == {message}


def test_every_shape_says_what_is_wrong_and_what_to_do() -> None:
    said = messages()
    assert [shape for shape, names in constraints().items() if names and ": " not in said.get(shape, "")] == []
