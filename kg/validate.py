"""Whether a graph keeps the shapes, told so that a person can mend it. The only room that knows pyshacl.

Two things are checked beside the shapes, because SHACL cannot say them: each quote stands in its document to
the letter, and each number of a fact stands in every quote that supports it. They are reported alike.

An engine says *conforms* where it had nothing to check or did not know a constraint; here that is an error
(`ValidationError`), so that silence means that all was checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import figures, nquads, resources, schema, terms
from kg.errors import ValidationError
from kg.terms import OA, RDF, RDFS, SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Lines = Iterable[str]
"""N-Quads, a statement a line; the graphs are merged for validation."""

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

_NUMBER_ROLES: Final = (terms.value, terms.upper, terms.ciLow, terms.ciHigh, terms.ciLevel, terms.size)
_NOT_IN_DOCUMENT: Final = (
    "A quote stands in its document to the letter",
    "give the words and offsets as they stand in the file, or build the graph again from this file",
)
_NOT_IN_QUOTE: Final = (
    "A fact's number stands in its quote",
    "quote the words that state it, or read it again",
)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where the graph breaks a rule.

    Attributes:
        what: the rule.
        remedy: what to do; may be "".
        document: the IRI of the document that says it; "" where none does.
        quote: the words it was read from; "" where there are none.
        fact: the IRI of the node that is wrong: a fact, evidence, a document or an entity.
        found: what stands there in place of what the rule asks for; may be "".
        constraint: the shape's name and the constraint in it (`Approval-date or`); "" for what no shape says.
    """

    what: str
    remedy: str = ""
    document: str = ""
    quote: str = ""
    fact: str = ""
    found: str = ""
    constraint: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found, in order.

    Attributes:
        violations: none where the graph conforms.
        nodes: how many nodes the shapes spoke of.
        quotes: how many quotes were there.
        compared: how many of them were compared with their document's text.
    """

    violations: tuple[Violation, ...]
    nodes: int
    quotes: int
    compared: int

    @property
    def conforms(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.violations

    def grouped(self) -> list[tuple[str, str, list[Violation]]]:
        """Each broken rule with its remedy and the places that break it."""
        by_rule = groupby(self.violations, key=lambda v: (v.what, v.remedy))
        return [(what, remedy, list(places)) for (what, remedy), places in by_rule]

    def __str__(self) -> str:
        """The report as people read it."""
        checked = (
            f"{self.nodes} nodes and {self.quotes} quotes, {self.compared} of them compared with their text"
        )
        if self.conforms:
            return f"The graph keeps its shapes: {checked}."
        lines = [f"The graph breaks its shapes in {len(self.violations)} places: {checked}."]
        for what, remedy, places in self.grouped():
            lines += ["", f"{what} ({len(places)})", *([f"  → {remedy}"] if remedy else [])]
            lines += [f"  {_place(place)}" for place in places]
        return "\n".join(lines)


def _place(violation: Violation) -> str:
    """Where a violation is, on one line."""
    quote = " ".join(violation.quote.split())
    words = f"“{quote[:117]}…”" if len(quote) > 120 else f"“{quote}”" if quote else ""
    document = violation.document.rpartition("/")[2]
    found = f"found {' '.join(violation.found.split())[:80]}" if violation.found else ""
    return "  ".join(part for part in (document, words, found, f"<{violation.fact}>") if part)


def validate(
    graph: Lines | Path | str, texts: Mapping[str, str] | None = None, shapes: Sequence[Path] | None = None
) -> Report:
    """Check a graph against the shapes, and its quotes against their documents.

    Args:
        graph: N-Quads lines, or the path of a file of them.
        texts: the documents' texts by their IRIs; quotes of other documents are not compared.
        shapes: Turtle files of shapes; those of the project where None.

    Raises:
        ValidationError: where there is nothing to check, a shape is misspelt, or the graph cannot be read.
    """
    data = _Data(_lines(graph))
    checked = _load_shapes(tuple(shapes) if shapes is not None else _own_shapes())
    nodes = _focus_nodes(checked, data)
    found = {
        *_shape_violations(checked, data),
        *_quotes_in_documents(data, texts or {}),
        *_numbers_in_quotes(data),
    }
    quotes = data.instances(terms.Evidence)
    compared = sum(data.one(quote, OA + "hasSource") in (texts or {}) for quote in quotes)
    return Report(tuple(sorted(found)), nodes, len(quotes), compared)


def _lines(graph: Lines | Path | str) -> Iterator[str]:
    if isinstance(graph, str | Path):
        with Path(graph).open(encoding="utf-8") as file:
            yield from file
    else:
        yield from graph


class _Data:
    """The merged statements of N-Quads lines by subject and property, with the class hierarchy."""

    def __init__(self, lines: Lines) -> None:
        self.triples: set[tuple[str, str, str]] = set()
        self._values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for number, line in enumerate(lines, 1):
            self._add(line.strip(), number)
        for sub, above in schema.hierarchy():
            self.triples.add((f"<{sub}>", f"<{RDFS}subClassOf>", f"<{above}>"))

    def _add(self, line: str, number: int) -> None:
        if not line or line.startswith("#"):
            return
        try:
            subject, term, value, _ = nquads.split(line)
            plain = _plain(value)
        except (ValueError, IndexError, KeyError) as error:
            raise ValidationError(
                f"line {number} is not N-Quads: {line[:80]}", "the graph", "build it again"
            ) from error
        if (subject, term, value) not in self.triples:
            self.triples.add((subject, term, value))
            self._values[_plain(subject), term[1:-1]].append(plain)
            self._subjects[term[1:-1], plain].append(_plain(subject))

    def all(self, subject: str, term: str) -> list[str]:
        """The texts of a property's values, sorted."""
        return sorted(self._values.get((subject, term), ()))

    def one(self, subject: str, term: str) -> str:
        """The text of a property's first value, or ""."""
        return next(iter(self.all(subject, term)), "")

    def subjects(self, term: str, value: str) -> list[str]:
        return sorted(self._subjects.get((term, value), ()))

    def instances(self, cls: str) -> list[str]:
        """The nodes that are said to be of a class, sorted."""
        return self.subjects(RDF + "type", cls)


def _plain(term: str) -> str:
    """The text of a term: an IRI's, a literal's characters, or a blank node's name."""
    if term[0] == "<":
        return nquads.unescape(term[1:-1])
    return term if term.startswith("_:") else nquads.parts(term)[0]


def _quotes_in_documents(data: _Data, texts: Mapping[str, str]) -> Iterator[Violation]:
    for evidence in data.instances(terms.Evidence):
        document, quote = data.one(evidence, OA + "hasSource"), data.one(evidence, OA + "exact")
        start, end = data.one(evidence, OA + "start"), data.one(evidence, OA + "end")
        if document in texts and start.isdecimal() and end.isdecimal():
            words = texts[document][int(start) : int(end)]
            if words != quote:
                yield Violation(
                    *_NOT_IN_DOCUMENT, document, quote, evidence, f"“{words[:60]}” at {start} to {end}"
                )


def _numbers_in_quotes(data: _Data) -> Iterator[Violation]:
    for fact in data.instances(terms.Fact):
        numbers = [
            text
            for role in _NUMBER_ROLES
            for text in data.all(fact, role)
            if _is_number(fact, role, text, data)
        ]
        for evidence in data.subjects(terms.supports, fact) if numbers else ():
            quote = data.one(evidence, OA + "exact")
            for number in numbers:
                if not figures.states(quote, Decimal(number)):
                    document = data.one(evidence, OA + "hasSource")
                    yield Violation(*_NOT_IN_QUOTE, document, quote, fact, number)


def _is_number(fact: str, role: str, text: str, data: _Data) -> bool:
    """Whether a role's value is a number and not a text of digits (a phase, a publication)."""
    typed = any(
        (f"<{fact}>", f"<{role}>", f'"{text}"^^<{terms.XSD}{t}>') in data.triples
        for t in ("decimal", "integer")
    )
    return typed and figures.is_number(text)


@cache
def _own_shapes() -> tuple[Path, ...]:
    return tuple(resources.files("shapes", ".ttl"))


@cache
def _load_shapes(files: tuple[Path, ...]) -> Graph:
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
    return shapes


def _check_spelling(shapes: Graph) -> None:
    """Refuse terms that SHACL or the ontology does not have: an engine passes over them without a word."""
    known = schema.declared_terms()
    used = {str(term) for triple in shapes for term in triple}
    for term in sorted(used):
        if term.startswith(SH) and term not in _SHACL:
            raise ValidationError(
                f"sh:{term.removeprefix(SH)} is no term of SHACL", "shapes", "mend its spelling"
            )
        if term.startswith(terms.KG) and term != terms.KG and term not in known:
            raise ValidationError(
                f"kg:{term.removeprefix(terms.KG)} is not declared",
                "shapes",
                "mend it, or declare it in ontology/kg.ttl",
            )


def _focus_nodes(shapes: Graph, data: _Data) -> int:
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


def _shape_violations(shapes: Graph, data: _Data) -> Iterator[Violation]:
    import pyshacl  # noqa: PLC0415 - imported late: 0.7 s

    conforms, results, text = pyshacl.validate(
        _rdflib(data.triples),
        shacl_graph=shapes,
        advanced=False,
        js=False,
        do_owl_imports=False,
        inplace=False,
    )
    if isinstance(results, Exception | bytes | str):
        raise ValidationError(
            f"the shapes could not be applied: {text}", "shapes", "mend the shape that it names"
        )
    violations = list(_results(results, data))
    if conforms != (not violations):
        raise ValidationError(f"the engine's report cannot be read: {text[:300]}", "shapes")
    yield from violations


def _rdflib(triples: Iterable[tuple[str, str, str]]) -> Graph:
    from rdflib import Graph, Literal, URIRef  # noqa: PLC0415
    from rdflib.term import BNode  # noqa: PLC0415

    @cache
    def node(term: str) -> Node:
        if term[0] == "<":
            return URIRef(nquads.unescape(term[1:-1]))
        if term[0] == "_":
            return BNode(term[2:])
        text, datatype, language = nquads.parts(term)
        plain = language or datatype == terms.XSD + "string"
        return Literal(text, lang=language or None, datatype=None if plain else URIRef(datatype))

    graph = Graph()
    for subject, term, value in triples:
        graph.add((node(subject), node(term), node(value)))
    return graph


def _results(results: Graph, data: _Data) -> Iterator[Violation]:
    """The validation results (SHACL, section 3.6.2) as violations, one for each piece of evidence."""
    from rdflib import URIRef  # noqa: PLC0415

    def said(result: Node, name: str) -> str:
        return next((str(value) for value in results.objects(result, URIRef(SH + name))), "")

    for result in results.subjects(URIRef(RDF + "type"), URIRef(SH + "ValidationResult")):
        focus, value = said(result, "focusNode"), said(result, "value")
        what, remedy, found_there = _told(said(result, "resultMessage"))
        component = (
            said(result, "sourceConstraintComponent").removeprefix(SH).removesuffix("ConstraintComponent")
        )
        name = component.lower() if component.isupper() else component[:1].lower() + component[1:]
        constraint = f"{said(result, 'sourceShape').removeprefix(terms.SHAPE)} {name}"
        fact, found = (focus, value if value != focus else "")
        if component == "SPARQL" and value:
            fact, found = value, found_there
        elif component == "Closed":
            found = f"{said(result, 'resultPath')} {value}"
        for document, quote in _evidence(fact, data):
            yield Violation(what, remedy, document, quote, fact, found, constraint)


def _told(message: str) -> tuple[str, str, str]:
    """A shape's message as the rule, the remedy and what was found.

    >>> _told("Sizes are numbers: read it again (found many).")
    ('Sizes are numbers', 'read it again', 'many')
    """
    rule, _, rest = message.removesuffix(".").partition(": ")
    remedy, _, found = rest.removesuffix(")").partition(" (found ") if rest.endswith(")") else (rest, "", "")
    return rule, remedy, found


def _evidence(node: str, data: _Data) -> list[tuple[str, str]]:
    """The documents and words that a node was read from: its own, or those of the facts that speak of it."""
    places = [node] if data.one(node, OA + "exact") else data.subjects(terms.supports, node)
    found = [(data.one(place, OA + "hasSource"), data.one(place, OA + "exact")) for place in places]
    return found or [(node if node in data.instances(terms.Document) else "", "")]
