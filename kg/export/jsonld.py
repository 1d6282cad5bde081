"""JSON-LD with the shipped context: things, then facts, each with its evidence inside it.

It is made by hand rather than by framing, so that numbers keep their digits, the order is always the same,
and no library needs to hold the graph twice. It follows <https://www.w3.org/TR/json-ld11/>: a value is
written plain where the context gives its term the value's type, and as an object with its type otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from kg import names, resources, schema, terms
from kg.export import dataset
from kg.export.dataset import Nodes, Source
from kg.nquads import RDF_TYPE, XSD, parts
from kg.terms import PREFIXES

_FIRST = ("id", "type", "label", "title")


def jsonld(graph: Source) -> Iterator[str]:
    """The graph as one JSON-LD document, node by node; safe inside a web page's script."""
    nodes, evidence, inside = _parted(graph)
    yield from _whole(_node(nodes, subject, evidence, inside) for subject in nodes.ordered() if subject not in inside)


def _parted(graph: Source) -> tuple[Nodes, dict[str, list[str]], set[str]]:
    """The graph's nodes, each fact's evidence, and the evidence that is written within its only fact."""
    nodes = Nodes.of(iter(sorted({*graph.triples(), *dataset.describe(graph)})))
    evidence = nodes.evidence()
    inside = {one for fact, members in evidence.items() if fact in nodes.said for one in members}
    return nodes, evidence, {one for one in inside if len(nodes.all(one, terms.supports)) == 1}


def _whole(nodes: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A document of these nodes, with the context."""
    context = ({"@base": names.BASE} | context_of()).items()
    yield ('{"@context": {\n' + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in context) + "\n},\n")
    yield '"@graph": ['
    mark = "\n"
    for node in nodes:
        yield mark + _indented(_dumped(node), 2)
        mark = ",\n"
    yield "\n]}\n"


@cache
def context_of() -> dict[str, Any]:
    """The shipped context."""
    read: dict[str, Any] = json.loads(resources.path("ontology", "context.jsonld").read_text("utf-8"))
    return dict(read["@context"])


def _node(nodes: Nodes, subject: str, evidence: dict[str, list[str]], inside: set[str]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _relative(subject[1:-1])}
    for predicate, things in nodes.said[subject].items():
        if subject in inside and predicate == f"<{terms.supports}>":
            continue
        if predicate == RDF_TYPE:
            node["type"] = _single([_vocabulary(thing[1:-1]) for thing in things])
            continue
        key = _vocabulary(predicate[1:-1])
        node[key] = _single([_value(key, thing) for thing in things])
    nested = [one for one in evidence.get(subject, ()) if one in inside]
    if nested:
        node["evidence"] = [_node(nodes, one, {}, inside) for one in nested]
    return dict(sorted(node.items(), key=lambda item: _place(item[0])))


def _place(key: str) -> tuple[int, str]:
    return (_FIRST.index(key) if key in _FIRST else len(_FIRST) + (key == "evidence")), key


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _relative(iri: str) -> str:
    """An IRI below the base as the reference that `@base` resolves; others as they are."""
    local = iri.removeprefix(names.BASE)
    plain = local != iri and local[:1].isalpha() and ":" not in local.split("/")[0]
    return local if plain else iri


@cache
def _vocabulary(iri: str) -> str:
    """The context's term for a class or property, or its IRI with a prefix, or all of it."""
    for term, meaning in context_of().items():
        named = meaning.get("@id", "") if isinstance(meaning, dict) else meaning
        prefix, colon, local = named.partition(":")
        if colon and prefix in PREFIXES and PREFIXES[prefix] + local == iri:
            return term
    for prefix, space in PREFIXES.items():
        if prefix in context_of() and iri.startswith(space) and iri[len(space) :].isidentifier():
            return f"{prefix}:{iri[len(space) :]}"
    return iri


@cache
def _coercion(key: str) -> str:
    meaning = context_of().get(key)
    coerced = meaning.get("@type", "") if isinstance(meaning, dict) else ""
    return XSD + coerced.removeprefix("xsd:") if coerced.startswith("xsd:") else coerced


def _value(key: str, term: str) -> Any:
    if term.startswith("<"):
        reference = _relative(term[1:-1])
        return reference if _coercion(key) == "@id" else {"id": reference}
    text, datatype, language = parts(term)
    if language:
        return {"@value": text, "@language": language}
    if datatype == _coercion(key):
        return _native(text, datatype)
    if datatype == XSD + "string":
        return text if not _coercion(key) else {"@value": text}
    return {"@value": text, "type": datatype.replace(XSD, "xsd:")}


def _native(text: str, datatype: str) -> Any:
    """Booleans and whole numbers as JSON has them; decimals stay text, or they become doubles."""
    if datatype == XSD + "boolean" and text in {"true", "false"}:
        return text == "true"
    if datatype == XSD + "integer" and str(int(text)) == text and len(text) < 16:
        return int(text)
    return text


def _dumped(node: dict[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False, indent=2).replace("</", "<\\/")


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.split("\n"))


def framed(graph: Source) -> Iterator[str]:
    """JSON-LD framed by entity: each thing with the facts that speak of it, and each fact with its evidence.

    A thing holds its facts under `@reverse`, by the role that it plays in them, so that one node tells all that
    is known of it. A fact stands in each of its things; read as RDF it is the same fact once.
    """
    nodes, evidence, inside = _parted(graph)
    spoken = _spoken(nodes)
    held = {fact for roles in spoken.values() for facts in roles.values() for fact in facts}

    apart = inside | held

    def node(subject: str) -> dict[str, Any]:
        return _node(nodes, subject, evidence, inside)

    def entity(subject: str) -> dict[str, Any]:
        about = sorted(spoken.get(subject, {}).items())
        told = {_vocabulary(role): [node(fact) for fact in sorted(facts)] for role, facts in about}
        return {**node(subject), "@reverse": told} if told else node(subject)

    yield from _whole(entity(subject) for subject in nodes.ordered() if subject not in apart)


def _spoken(nodes: Nodes) -> dict[str, dict[str, set[str]]]:
    """For each thing the facts that speak of it, by role."""
    found: dict[str, dict[str, set[str]]] = {}
    kinds = {f"<{schema.class_of(kind)}>" for kind in schema.concept_kinds()} | {f"<{terms.Arm}>"}
    for fact in nodes.of_kind(terms.Fact):
        for predicate, things in nodes.said[fact].items():
            for thing in things:
                if kinds & set(nodes.said.get(thing, {}).get(RDF_TYPE, ())):
                    found.setdefault(thing, {}).setdefault(predicate[1:-1], set()).add(fact)
    return found
