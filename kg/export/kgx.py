"""KGX tables (<https://github.com/biolink/kgx>): nodes and edges in the terms of the Biolink model.

An edge is a direct edge of the ontology between two things, with the facts it is drawn from, their quotes
and documents. Categories and predicates are what `ontology/alignment.ttl` matches ours to.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg import names, provenance, resources, schema, terms
from kg.export import dataset
from kg.export.dataset import Nodes, Source
from kg.nquads import RDF_TYPE
from kg.schema import Shortcut
from kg.terms import OA, PREFIXES, SKOS

_BIOLINK = "https://w3id.org/biolink/vocab/"
_NODE = ("id", "category", "name", "iri", "xref", "provided_by")
_EDGE = ("id", "subject", "predicate", "object", "category", "relation", "knowledge_level", "agent_type",
         "primary_knowledge_source", "has_evidence", "publications", "supporting_text")  # fmt: skip
_SOURCE = "infores:oncology-kg"
_OWN = "OKG."
_GENES = {"HGNC": "biolink:Gene", "UNIPROT": "biolink:Gene", "FPLX": "biolink:GeneFamily"}
"""Classes of targets by what they match; KGX takes no mixin, which `biolink:GeneOrGeneProduct` is."""


def _rooms() -> list[str]:
    """The kinds of thing that IRIs of nodes and facts begin with."""
    return sorted({*schema.concept_kinds(), "arm", "document", "fact"})


def kgx(graph: Source) -> dict[str, Iterator[str]]:
    """`nodes.tsv`, `edges.tsv`, and `metadata.json` with licence, version and note."""
    nodes = Nodes.of(graph.triples())
    return {"nodes.tsv": _nodes(nodes), "edges.tsv": _edges(nodes), "metadata.json": _metadata(graph)}


def _metadata(graph: Source) -> Iterator[str]:
    said = {
        "name": dataset.TITLE,
        "description": provenance.NOTE,
        "license": dataset.licences(graph),
        "rights": dataset.RIGHTS,
        "version": provenance.software_version(),
        "prefixes": {**{_OWN + room: f"{names.BASE}{room}/" for room in _rooms()}, "kg": terms.KG},
    }
    yield json.dumps(said, ensure_ascii=False, indent=2) + "\n"


@cache
def _biolink() -> dict[str, str]:
    """For each of our terms the Biolink term that matches it best: exact, close, then broader."""
    found: dict[str, tuple[int, str]] = {}
    strengths = ["exactMatch", "closeMatch", "broadMatch"]
    for ours, match, theirs in _alignments():
        if match in strengths and theirs.startswith(_BIOLINK):
            found[ours] = min(found.get(ours, (9, "")), (strengths.index(match), theirs))
    return {ours: "biolink:" + theirs.removeprefix(_BIOLINK) for ours, (_, theirs) in found.items()}


def _alignments() -> Iterator[tuple[str, str, str]]:
    import pyoxigraph  # noqa: PLC0415  (its parser; only this format needs it)

    text = resources.path("ontology", "alignment.ttl").read_bytes()
    for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE):
        ours, match, theirs = (str(term)[1:-1] for term in (quad.subject, quad.predicate, quad.object))
        if match.startswith(SKOS):
            yield ours, match.removeprefix(SKOS), theirs


def _category(nodes: Nodes, subject: str) -> str:
    found = {_biolink()[kind[1:-1]] for kind in nodes.said[subject][RDF_TYPE] if kind[1:-1] in _biolink()}
    if f"<{terms.Target}>" in nodes.said[subject][RDF_TYPE]:
        matched = {_curie(term).partition(":")[0] for term in nodes.all(subject, SKOS + "exactMatch")}
        return next((category for prefix, category in _GENES.items() if prefix in matched), "biolink:BiologicalEntity")
    return "|".join(sorted(found)) or "biolink:NamedThing"


def _nodes(nodes: Nodes) -> Iterator[str]:
    yield _row(_NODE)
    classes = {f"<{schema.class_of(kind)}>" for kind in schema.concept_kinds()} | {f"<{terms.Arm}>"}
    for subject, said in nodes.said.items():
        if classes & set(said.get(RDF_TYPE, ())):
            matches = "|".join(_curie(term) for term in nodes.all(subject, SKOS + "exactMatch"))
            named = _curie(subject), _category(nodes, subject), nodes.label(subject)
            yield _row((*named, subject[1:-1], matches, _SOURCE))


def _edges(nodes: Nodes) -> Iterator[str]:
    yield _row(_EDGE)
    evidence = nodes.evidence()
    for (subject, predicate, thing), facts in sorted(_drawn(nodes).items()):
        proof = [one for fact in sorted(facts) for one in evidence.get(fact, [])]
        documents = sorted({nodes.one(one, OA + "hasSource") for one in proof})
        quotes = sorted({nodes.quote(one).replace("|", "/") for one in proof})
        ends = _curie(subject), _curie(f"<{predicate}>"), _curie(thing)
        yield _row((" ".join(ends), ends[0], _biolink().get(predicate, "biolink:related_to"), ends[2],
                    "biolink:Association", ends[1], "knowledge_assertion", "text_mining_agent", _SOURCE,
                    "|".join(_curie(fact) for fact in sorted(facts)), "|".join(documents),
                    "|".join(quotes)))  # fmt: skip


def _drawn(nodes: Nodes) -> dict[tuple[str, str, str], set[str]]:
    """Every direct edge between two things, with the facts it is drawn from."""
    found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for shortcut in schema.shortcuts():
        if "fact" in shortcut.objects:
            continue
        for fact in nodes.of_kind(schema.signature(shortcut.kind).iri):
            for subject in _ends(nodes, fact, shortcut, shortcut.subjects):
                for thing in _ends(nodes, fact, shortcut, shortcut.objects):
                    if thing in nodes.all(subject, shortcut.iri):
                        found[subject, shortcut.iri, thing].add(fact)
    for subject, said in nodes.said.items():
        for thing in said.get(f"<{terms.sameTrialAs}>", ()):
            found[subject, terms.sameTrialAs, thing] = set()
    return dict(found)


def _ends(nodes: Nodes, fact: str, shortcut: Shortcut, paths: tuple[str, ...]) -> Iterator[str]:
    roles = schema.signature(shortcut.kind).roles
    for path in paths:
        role, _, step = path.partition(".")
        for thing in nodes.all(fact, roles[role].iri):
            yield from nodes.all(thing, terms.intervention) if step else [thing]


@cache
def _curie(term: str) -> str:
    """A CURIE as KGX takes it, without a slash behind its colon: our own IRIs have a prefix for each kind of thing.

    >>> _curie("<https://w3id.org/oncology-kg/drug/sorafenib>"), _curie("<https://w3id.org/oncology-kg/trial/page/study>")
    ('OKG.drug:sorafenib', 'OKG.trial:page%2Fstudy')
    """
    iri = term[1:-1]
    if iri.startswith(names.BASE) and not iri.startswith(terms.KG):
        room, slash, local = iri.removeprefix(names.BASE).partition("/")
        if slash:
            return f"{_OWN}{room}:{local.replace('/', '%2F')}"
    for prefix, space in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def _row(cells: tuple[str, ...]) -> str:
    return "\t".join(re.sub(r"\s+", " ", cell) for cell in cells) + "\n"
