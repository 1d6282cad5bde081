"""The kinds of fact as the ontology and the shapes declare them; a fact is checked when it is made.

A kind is a class of ontology/kg.ttl with a `kg:kindName`; its roles are the property shapes of the node shape
that targets it (`sh:name`, `sh:order`, datatype or class, counts, enumeration). So a new kind needs one class
and one shape, and no code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from kg import names, resources, terms
from kg.errors import SchemaError
from kg.model import Arm, Concept, Fact, Value
from kg.terms import RDF, RDFS, SH, SKOS, XSD

Given = Value | int | Sequence[Value | int] | None
"""What `make` takes for a role: a value, several, or None for a role that is not filled."""

_DATES: Final = {
    XSD + "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    XSD + "gYearMonth": re.compile(r"\d{4}-\d{2}"),
    XSD + "gYear": re.compile(r"\d{4}"),
}
_MOST_DIGITS: Final = 18
"""Digits on either side of the point that triple stores keep of an xsd:decimal."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a kind of fact.

    Attributes:
        name: as in JSON and in `make`.
        iri: the property's IRI.
        kinds: the concept kinds it takes, those of subclasses included; () for literals and arms.
        arm: whether it takes arms.
        datatypes: the datatypes it takes, the preferred one first; () for things.
        minimum, maximum: how often it is filled; `maximum` is None where there is no limit.
        choices: the values it takes; () where it takes any.
        low, high: the least and the greatest number it takes.
        label, definition: from the ontology.
    """

    name: str
    iri: str
    kinds: tuple[str, ...] = ()
    arm: bool = False
    datatypes: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int | None = None
    choices: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    label: str = ""
    definition: str = ""

    @property
    def many(self) -> bool:
        """Whether it may be filled more than once."""
        return self.maximum is None or self.maximum > 1

    @property
    def expectation(self) -> str:
        """What it takes, in words."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.arm:
            return "an arm"
        return " or ".join(self.kinds or [datatype.removeprefix(XSD) for datatype in self.datatypes])

    def datatype(self, value: str | Decimal | bool) -> str | None:
        """The datatype that the value has in this role, or None where the role does not take it."""
        return next((datatype for datatype in self.datatypes if _is(value, datatype)), None)

    def takes(self, value: Value) -> bool:
        """Whether this value may stand in the role."""
        match value:
            case Concept():
                return value.kind in self.kinds
            case Arm():
                return self.arm
            case _:
                return self.datatype(value) is not None and self._bounds(value)

    def _bounds(self, value: str | Decimal | bool) -> bool:
        if isinstance(value, Decimal):
            return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        return not self.choices or value in self.choices


def _is(value: str | Decimal | bool, datatype: str) -> bool:
    """Whether the value has the datatype."""
    match value:
        case bool():
            return datatype == XSD + "boolean"
        case Decimal():
            whole = datatype == XSD + "integer" and value == value.to_integral_value()
            return whole or datatype == XSD + "decimal"
        case _:
            return datatype == XSD + "string" or is_date(value, datatype)


def is_date(text: str, datatype: str = XSD + "date") -> bool:
    """Whether the text is a day, month or year of the calendar, written as the datatype asks.

    >>> is_date("2013-11", XSD + "gYearMonth"), is_date("2013-02-30")
    (True, False)
    """
    form = _DATES.get(datatype)
    if form is None or not form.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Signature:
    """A kind of fact with its roles, in the order of their shape.

    `exchange` says whether it is printed in the exchange format unasked; `keys` are the JSON keys that are
    printed for each of its facts, null where the role is not filled.
    """

    kind: str
    iri: str
    roles: Mapping[str, Role]
    exchange: bool
    keys: frozenset[str]
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A direct edge that is written beside the facts of a kind.

    Attributes:
        iri: the edge's property.
        kind: the kind of fact it is drawn from.
        subjects, objects: where its ends are found: a role, `ROLE.intervention` for each intervention of an
            arm, `ROLE.sole` for the intervention of an arm that has but one, `fact` for the fact itself.
        subject_kinds, object_kinds: the concept kinds its ends may have; () where any may stand.
        when: conditions of role, whether it must be equal, and value; all must hold.
    """

    iri: str
    kind: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    subject_kinds: tuple[str, ...]
    object_kinds: tuple[str, ...]
    when: tuple[tuple[str, bool, str], ...]


class _Terms:
    """Triples by subject and property, as strings: enough of RDF to read the ontology and the shapes."""

    def __init__(self) -> None:
        self._values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def read(self, file: str, text: bytes) -> None:
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
        return self._values.get((subject, term), [])

    def one(self, subject: str, term: str) -> str:
        return next(iter(self.all(subject, term)), "")

    def subjects(self, term: str, value: str) -> list[str]:
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
def _declared() -> _Terms:
    read = _Terms()
    for file in [resources.path("ontology", "kg.ttl"), *resources.files("shapes", ".ttl")]:
        read.read(file.name, file.read_bytes())
    return read


@cache
def concept_kinds(class_iri: str = terms.Entity) -> tuple[str, ...]:
    """The kinds of concept that are instances of a class or of its subclasses, the class's own first.

    >>> concept_kinds(terms.Intervention)
    ('intervention', 'drug')
    """
    declared = _declared()
    own = declared.all(class_iri, terms.conceptKind)
    below = sorted(declared.subjects(RDFS + "subClassOf", class_iri))
    return tuple(dict.fromkeys([*own, *(kind for sub in below for kind in concept_kinds(sub))]))


@cache
def hierarchy() -> tuple[tuple[str, str], ...]:
    """Each class of the ontology with its superclass, sorted.

    >>> (terms.Drug, terms.Intervention) in hierarchy()
    True
    """
    return tuple(sorted(_declared().pairs(RDFS + "subClassOf")))


@cache
def declared_terms() -> frozenset[str]:
    """The IRIs of all classes and properties that the ontology declares."""
    return frozenset(term for term, _ in _declared().pairs(RDF + "type") if term.startswith(terms.KG))


@cache
def class_of(concept_kind: str) -> str:
    """The class of a concept kind.

    Raises:
        SchemaError: where no class has this kind.

    >>> class_of("drug") == terms.Drug
    True
    """
    found = _declared().subjects(terms.conceptKind, concept_kind)
    if not found:
        known = ", ".join(sorted(concept_kinds()))
        raise SchemaError(f"{concept_kind!r} is no kind of concept; there are {known}", "ontology/kg.ttl")
    return found[0]


@cache
def signatures() -> Mapping[str, Signature]:
    """All kinds of fact by their name, sorted.

    Raises:
        SchemaError: where the ontology and the shapes do not fit each other.

    >>> signatures()["drug_target"].roles["action"].choices[:2]
    ('inhibits', 'binds')
    """
    declared = _declared()
    kinds = {
        declared.one(cls, terms.kindName): cls for cls in declared.subjects(RDFS + "subClassOf", terms.Fact)
    }
    return MappingProxyType({kind: _signature(declared, kind, kinds[kind]) for kind in sorted(kinds)})


def _signature(declared: _Terms, kind: str, cls: str) -> Signature:
    shapes = declared.subjects(SH + "targetClass", cls)
    if not kind or not shapes:
        raise SchemaError(
            f"the kind {kind or cls!r} has no {'shape' if kind else 'kg:kindName'}",
            "ontology/kg.ttl",
            f"add {'shapes/' + kind + '.ttl' if kind else 'a kg:kindName'}",
        )
    properties = {prop for shape in shapes for prop in declared.all(shape, SH + "property")}
    ordered = sorted(
        (int(declared.one(prop, SH + "order")), prop)
        for prop in properties
        if declared.one(prop, SH + "order")
    )
    roles = [_role(declared, prop) for _, prop in ordered]
    return Signature(
        kind=kind,
        iri=cls,
        roles=MappingProxyType({role.name: role for role in roles}),
        exchange=declared.one(cls, terms.exchange) == "true",
        keys=frozenset(declared.all(cls, terms.exchangeKey)),
        label=declared.one(cls, RDFS + "label"),
        definition=declared.one(cls, SKOS + "definition"),
    )


def _role(declared: _Terms, prop: str) -> Role:
    path = declared.one(prop, SH + "path")
    options = [prop, *declared.list(declared.one(prop, SH + "or"))]
    classes = [cls for option in options for cls in declared.all(option, SH + "class")]
    maximum = declared.one(prop, SH + "maxCount")
    return Role(
        name=declared.one(prop, SH + "name"),
        iri=path,
        kinds=tuple(dict.fromkeys(kind for cls in classes for kind in concept_kinds(cls))),
        arm=terms.Arm in classes,
        datatypes=tuple(datatype for option in options for datatype in declared.all(option, SH + "datatype")),
        minimum=int(declared.one(prop, SH + "minCount") or 0),
        maximum=int(maximum) if maximum else None,
        choices=tuple(declared.list(declared.one(prop, SH + "in"))),
        low=_number(declared.one(prop, SH + "minInclusive")),
        high=_number(declared.one(prop, SH + "maxInclusive")),
        label=declared.one(path, RDFS + "label"),
        definition=declared.one(path, SKOS + "definition"),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@cache
def shortcuts() -> tuple[Shortcut, ...]:
    """The direct edges that the ontology declares, for each kind they are drawn from; sorted.

    >>> [s.kind for s in shortcuts() if s.iri == terms.targets]
    ['drug_target']
    """
    declared = _declared()
    found = [
        _shortcut(declared, edge, signature)
        for signature in signatures().values()
        for edge in declared.subjects(terms.shortcutOf, signature.iri)
    ]
    return tuple(sorted(found, key=lambda shortcut: (shortcut.iri, shortcut.kind)))


def _shortcut(declared: _Terms, edge: str, signature: Signature) -> Shortcut:
    def ends(term: str) -> tuple[str, ...]:
        return tuple(
            p for p in sorted(declared.all(edge, term)) if p.split(".")[0] in {"fact", *signature.roles}
        )

    def kinds(term: str) -> tuple[str, ...]:
        return tuple(kind for cls in declared.all(edge, term) for kind in concept_kinds(cls))

    return Shortcut(
        iri=edge,
        kind=signature.kind,
        subjects=ends(terms.shortcutSubject),
        objects=ends(terms.shortcutObject),
        subject_kinds=kinds(RDFS + "domain"),
        object_kinds=kinds(RDFS + "range"),
        when=tuple(_condition(text) for text in sorted(declared.all(edge, terms.shortcutWhen))),
    )


def _condition(text: str) -> tuple[str, bool, str]:
    role, unequal, value = re.fullmatch(r"(\w+)(!?)=(.*)", text).groups()  # type: ignore[union-attr]
    return role, not unequal, value


def signature(kind: str) -> Signature:
    """The kind of fact of this name.

    Raises:
        SchemaError: where there is none.
    """
    found = signatures().get(kind)
    if found is None:
        known = ", ".join(signatures())
        raise SchemaError(
            f"there is no kind of fact {kind!r}; there are {known}", kind, "choose one of these"
        )
    return found


def make(kind: str, **roles: Given) -> Fact:
    """A fact, checked against its kind; roles that are None or empty sequences are not filled.

    Whole numbers may be given as int. Equal content makes equal facts: values are put in order.

    Raises:
        SchemaError: names the kind, the role, the value and what was expected.

    >>> brand = make("brand_name", drug=Concept("drug", "sorafenib"), name="Nexavar")
    >>> brand.one("name")
    'Nexavar'
    """
    sig = signature(kind)
    for name in roles:
        if name not in sig.roles:
            raise SchemaError(f"the kind has no role {name!r}; its roles are {', '.join(sig.roles)}", kind)
    filled = [
        (name, _checked(kind, role, _values(roles.get(name)))) for name, role in sorted(sig.roles.items())
    ]
    return Fact(kind, tuple((name, values) for name, values in filled if values))


def _values(given: Given) -> list[Value]:
    if given is None:
        return []
    several: Iterable[Value | int] = given if isinstance(given, list | tuple) else [given]  # type: ignore[list-item]
    return [Decimal(v) if isinstance(v, int) and not isinstance(v, bool) else v for v in several]


def _checked(kind: str, role: Role, values: list[Value]) -> tuple[Value, ...]:
    """The role's values in order and each once, or a SchemaError."""
    where = f"{kind}.{role.name}"
    for value in values:
        if not _writable(value) or not role.takes(value):
            raise SchemaError(f"{_shown(value)} was given where {role.expectation} is expected", where)
    distinct = {names.value_key(value): value for value in values}
    if len(distinct) < role.minimum:
        raise SchemaError(f"nothing was given where {role.expectation} is expected", where)
    if role.maximum is not None and len(distinct) > role.maximum:
        given = ", ".join(_shown(value) for value in values)
        raise SchemaError(f"{given} were given where one value is expected", where, "make a fact for each")
    return tuple(_settled(distinct[key]) for key in sorted(distinct))


def _settled(value: Value) -> Value:
    """Numbers as their shortest decimal, so that equal facts are equal in Python as well."""
    return Decimal(names.decimal_text(value)) if isinstance(value, Decimal) else value


def _writable(value: object) -> bool:
    """Whether the value can stand in a graph unchanged: Unicode without lone surrogates, finite numbers."""
    match value:
        case Concept():
            return bool(value.name) and _writable(value.name)
        case Arm():
            return all(_writable(part) for part in (value.trial, *value.interventions))
        case bool():
            return True
        case Decimal():
            return value.is_finite() and _digits(value) <= _MOST_DIGITS
        case str():
            return bool(value.strip()) and not any("\ud800" <= c <= "\udfff" for c in value)
        case _:
            return False


def _digits(number: Decimal) -> int:
    """The digits before or after the point, whichever are more."""
    _, digits, exponent = number.as_tuple()
    return max(len(digits) + int(exponent), -int(exponent))


def _shown(value: object) -> str:
    match value:
        case Concept():
            return f"the {value.kind} {value.name!r}"
        case Arm():
            return "an arm"
        case _:
            return repr(value)[:80]
