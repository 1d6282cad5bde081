"""Findings to quads: one loop for all kinds of fact.

A document's named graph holds the document's description, its facts with their roles, the evidence of each,
the things that facts speak of, and the direct edges that the ontology declares. What is written is N-Quads
text, sorted, so that the same findings give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kg import names, schema, terms
from kg.cells import as_written
from kg.model import Arm, Concept, Document, Evidence, Fact, Finding, Lead, Reading, Value
from kg.reading.grounding import taxonomy
from kg.reading.settings import biomarkers
from kg.schema import Shortcut
from kg.terms import DCTERMS, OA, PROV, RDF, RDFS, XSD

Triple = tuple[str, str, str]
"""Subject, property and object as N-Triples terms."""

_TYPE: Final = f"<{RDF}type>"
_AGENTS: Final = {"person": terms.Person, "model": PROV + "SoftwareAgent"}
"""What a method of the form `person:…` or `model:…` is attributed to."""


def describe(reading: Reading) -> list[str]:
    """A document's named graph as sorted N-Quads lines, without line ends."""
    triples = {*_document(reading.document), *_counts(reading)}
    for finding in reading.findings:
        triples.update(_finding(finding))
    graph = f"<{reading.document.iri}>"
    return sorted(f"{s} {p} {o} {graph} ." for s, p, o in triples)


def vocabulary(concepts: Iterable[Concept]) -> list[str]:
    """The vocabulary's graph for the concepts in use: other names, what they are elsewhere, kinds of, made of.

    What they are kinds of is followed to the top. Matches whose prefix the project does not map are left out.
    Sorted N-Quads lines, without line ends.
    """
    return sorted({line for concept in taxonomy.closed(concepts) for line in _vocabulary_lines(concept)})


@lru_cache(maxsize=65536)
def _vocabulary_lines(concept: Concept) -> tuple[str, ...]:
    """The same for one concept, of which many documents speak."""
    return tuple(f"{s} {p} {o} <{names.VOCABULARY_GRAPH}> ." for s, p, o in _vocabulary(concept))


def concepts(reading: Reading) -> frozenset[Concept]:
    """All concepts that a document's facts and its title speak of."""
    facts = [finding.fact for finding in reading]
    values = (value for fact in facts for _, filled in fact.roles for value in filled)
    named = {concept for value in values for concept in _parts(value)}
    return frozenset(named.union(taxonomy.topics(reading.document.title), *map(_biomarkers, facts)))


def _parts(value: Value) -> Iterator[Concept]:
    match value:
        case Concept():
            yield value
        case Arm():
            yield value.trial
            yield from value.interventions
        case _:
            pass


def _node(iri: str) -> str:
    return f"<{iri}>"


def _document(document: Document) -> Iterator[Triple]:
    subject = _node(document.iri)
    yield subject, _TYPE, _node(terms.Document)
    for term, text in (
        (DCTERMS + "title", document.title),
        (terms.sourceKind, document.source),
        (terms.contentDigest, document.digest),
        *((terms.note, note) for note in document.notes),
    ):
        if text:
            yield subject, _node(term), names.literal(text)
    for key in schema.front_matter().values():
        if key.name != "title":
            yield from (
                (subject, _node(key.iri), key.literal(text)) for text in schema.values(document.metadata, key.name)
            )


def _counts(reading: Reading) -> Iterator[Triple]:
    """How many sentences hold a figure, and how many of those gave no fact; what the title is about."""
    subject, reached = _node(reading.document.iri), reading.reached()
    missed = sum(not reached(place) for place in reading.figures)
    yield subject, _node(terms.figureSentences), names.literal(len(reading.figures))
    yield subject, _node(terms.unmappedFigureSentences), names.literal(missed)
    for topic in taxonomy.topics(reading.document.title):
        yield subject, _node(terms.topic), _node(names.iri(topic))
        yield _node(names.iri(topic)), _node(RDFS + "label"), names.literal(_label(topic))


def _finding(finding: Finding) -> Iterator[Triple]:
    fact = names.fact_iri(finding.fact)
    yield from _fact(fact, finding.fact)
    yield from _evidence(fact, finding.evidence)
    yield from _digits(_node(names.evidence_iri(finding.evidence, fact)), finding)
    for shortcut in schema.shortcuts():
        if shortcut.kind == finding.fact.kind:
            yield from _shortcut(fact, finding.fact, shortcut)


def _fact(iri: str, fact: Fact) -> Iterator[Triple]:
    signature, subject = schema.signature(fact.kind), _node(iri)
    yield subject, _TYPE, _node(signature.iri)
    yield subject, _TYPE, _node(terms.Fact)
    for name, values in fact.roles:
        role = signature.roles[name]
        for value in values:
            if isinstance(value, Concept | Arm):
                yield subject, _node(role.iri), _node(names.value_key(value)[1])
                yield from _entity(value)
            else:
                yield subject, _node(role.iri), names.literal(value, role.datatype(value))
    yield from _canonical(subject, fact.one("value"), fact.one("unit"))
    for target in _biomarkers(fact):
        yield subject, _node(terms.biomarker), _node(names.iri(target))
        yield from _entity(target)


def _biomarkers(fact: Fact) -> tuple[Concept, ...]:
    """The targets that an approval's setting asks for."""
    setting = fact.one("setting") if fact.kind == "approval" else None
    return biomarkers(setting) if isinstance(setting, str) else ()


def _canonical(subject: str, value: Value | None, unit: Value | None) -> Iterator[Triple]:
    """The value in the unit in which values are compared, where there is such a unit."""
    canonical = names.canonical(value, unit) if isinstance(value, Decimal) and isinstance(unit, str) else None
    if canonical:
        yield subject, _node(terms.canonicalValue), names.literal(canonical[0])
        yield subject, _node(terms.canonicalUnit), names.literal(canonical[1])


def _entity(entity: Concept | Arm) -> Iterator[Triple]:
    if isinstance(entity, Arm):
        yield from _arm(entity)
        return
    subject = _node(names.iri(entity))
    yield subject, _TYPE, _node(schema.class_of(entity.kind))
    yield subject, _node(RDFS + "label"), names.literal(_label(entity))
    if not entity.known:
        yield subject, _node(terms.minted), names.literal(True)
    if entity.scope:
        yield subject, _node(terms.unnamedIn), _node(names.document_iri(entity.scope))


def _label(concept: Concept) -> str:
    """The label of a thing, one for all documents; an event's own label is only its wording in one of them.

    What one document alone knows, as a study without a name, goes by that document.

    >>> _label(Concept("trial", "study-2", scope="a-page"))
    'a-page/study-2'
    """
    if concept.scope:
        return f"{names.document_name(names.document_iri(concept.scope))}/{concept.name}"
    return concept.name if concept.kind == "event" else concept.shown


def _arm(arm: Arm) -> Iterator[Triple]:
    subject = _node(names.arm_iri(arm))
    yield subject, _TYPE, _node(terms.Arm)
    yield subject, _node(RDFS + "label"), names.literal(arm_label(arm))
    yield subject, _node(terms.inTrial), _node(names.iri(arm.trial))
    yield from _entity(arm.trial)
    for part in arm.interventions:
        shared = terms.exposure if part.kind == "exposure" else terms.intervention
        yield subject, _node(shared), _node(names.iri(part))
        yield from _entity(part)
    if arm.detail:
        yield subject, _node(terms.detail), names.literal(arm.detail)


def arm_label(arm: Arm) -> str:
    """How an arm is called: its interventions, and what tells it from others with the same.

    >>> arm_label(Arm(Concept("trial", "X"), (Concept("drug", "a"), Concept("drug", "b")), "weekly"))
    'a + b (weekly)'
    """
    given = " + ".join(part.shown for part in arm.interventions) or "unnamed arm"
    return f"{given} ({arm.detail})" if arm.detail else given


def _evidence(fact: str, evidence: Evidence) -> Iterator[Triple]:
    subject = _node(names.evidence_iri(evidence, fact))
    yield from _place(subject, terms.Evidence, evidence.document, evidence)
    yield subject, _node(terms.supports), _node(fact)
    for term, text in (
        (OA + "prefix", evidence.before),
        (OA + "suffix", evidence.after),
        (terms.method, evidence.method),
        (terms.pointer, evidence.pointer),
        (terms.note, evidence.note),
    ):
        if text:
            yield subject, _node(term), names.literal(text)
    for lead in evidence.under:
        above = _node(names.lead_iri(evidence.document, lead.span))
        yield subject, _node(terms.under), above
        yield from _place(above, terms.Lead, evidence.document, lead)
    if evidence.confidence is not None:
        yield subject, _node(terms.confidence), names.literal(evidence.confidence)
    if evidence.on:
        yield subject, _node(DCTERMS + "created"), names.literal(evidence.on, XSD + "date")
    yield from _attribution(subject, evidence.method)


def _place(subject: str, kind: str, document: str, words: Evidence | Lead) -> Iterator[Triple]:
    """Where in a document words stand, and how they read there."""
    for each in (kind, OA + "TextQuoteSelector", OA + "TextPositionSelector"):
        yield subject, _TYPE, _node(each)
    yield subject, _node(OA + "hasSource"), _node(document)
    yield subject, _node(OA + "start"), names.literal(words.span.start)
    yield subject, _node(OA + "end"), names.literal(words.span.end)
    yield subject, _node(OA + "exact"), names.literal(words.quote)


def _digits(evidence: str, finding: Finding) -> Iterator[Triple]:
    """The numbers of a fact as the words write them, where those write zeros at the end, which no value has."""
    for number in (value for _, filled in finding.fact.roles for value in filled if isinstance(value, Decimal)):
        digits = format(as_written(number, finding.evidence.quote), "f")
        if digits != names.decimal_text(number):
            yield evidence, _node(terms.digits), names.literal(digits)


def _attribution(subject: str, method: str) -> Iterator[Triple]:
    """Who read it, where a person or a model did."""
    kind, colon, name = method.partition(":")
    if colon and name and kind in _AGENTS:
        agent = _node(names.iri(Concept(kind, name)))
        yield subject, _node(PROV + "wasAttributedTo"), agent
        yield agent, _TYPE, _node(_AGENTS[kind])
        yield agent, _node(RDFS + "label"), names.literal(name)


def _shortcut(iri: str, fact: Fact, shortcut: Shortcut) -> Iterator[Triple]:
    if not all((value in fact[role]) == equal for role, equal, value in shortcut.when):
        return
    for path in shortcut.subjects:
        for subject in _ends(iri, fact, path, shortcut.subject_kinds):
            for other in shortcut.objects:
                for end in _ends(iri, fact, other, shortcut.object_kinds):
                    yield _node(subject), _node(shortcut.iri), _node(end)


def _ends(iri: str, fact: Fact, path: str, kinds: tuple[str, ...]) -> Iterator[str]:
    """The IRIs at the end of a shortcut's path (see `schema.Shortcut`)."""
    if path == "fact":
        yield iri
        return
    role, _, step = path.partition(".")
    for value in fact[role]:
        found: tuple[Value, ...] = (value,)
        if isinstance(value, Arm) and step:
            found = value.interventions if step == "intervention" or len(value.interventions) == 1 else ()
        for end in found:
            if isinstance(end, Arm) or (isinstance(end, Concept) and end.kind in kinds):
                yield names.value_key(end)[1]


def _vocabulary(concept: Concept) -> Iterator[Triple]:
    subject = _node(names.iri(concept))
    for curie in concept.matches:
        prefix, colon, local = curie.partition(":")
        if colon and prefix in terms.PREFIXES and names.web_iri(terms.PREFIXES[prefix] + local):
            yield subject, _node(terms.SKOS + "exactMatch"), _node(terms.PREFIXES[prefix] + local)
    for parent in concept.parents:
        yield subject, _node(terms.SKOS + "broader"), _node(names.iri(Concept(concept.kind, parent)))
    parts = taxonomy.parts(concept)
    for part in parts:
        yield subject, _node(terms.hasPart), _node(names.iri(part))
        yield _node(names.iri(part)), _node(RDFS + "label"), names.literal(_label(part))
    others = taxonomy.other_names(concept)
    for other in others:
        yield subject, _node(terms.SKOS + "altLabel"), names.literal(other)
    if concept.matches or concept.parents or parts or others:
        yield subject, _node(RDFS + "label"), names.literal(_label(concept))
