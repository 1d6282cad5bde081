"""Signatures and shortcuts, read from what is declared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from kg import terms
from kg.errors import SchemaError
from kg.schema.declared import Terms, concept_kinds, declared
from kg.schema.kinds import Role, Shortcut, Signature
from kg.terms import RDFS, SH, SKOS


@cache
def signatures() -> Mapping[str, Signature]:
    """All kinds of fact by their name, sorted.

    Raises:
        SchemaError: where the ontology and the shapes do not fit each other.

    >>> signatures()["drug_target"].roles["action"].choices[:2]
    ('inhibits', 'binds')

    """
    read = declared()
    kinds = {read.one(cls, terms.kindName): cls for cls in read.subjects(RDFS + "subClassOf", terms.Fact)}
    return MappingProxyType({kind: _signature(read, kind, kinds[kind]) for kind in sorted(kinds)})


def _signature(read: Terms, kind: str, cls: str) -> Signature:
    shapes = read.subjects(SH + "targetClass", cls)
    if not kind or not shapes:
        raise SchemaError(
            f"the kind {kind or cls!r} has no {'shape' if kind else 'kg:kindName'}",
            "ontology/kg.ttl",
            f"add {'shapes/' + kind + '.ttl' if kind else 'a kg:kindName'}",
        )
    properties = {prop for shape in shapes for prop in read.all(shape, SH + "property")}
    ordered = sorted((int(read.one(prop, SH + "order")), prop) for prop in properties if read.one(prop, SH + "order"))
    roles = [_role(read, prop) for _, prop in ordered]
    return Signature(
        kind=kind,
        iri=cls,
        roles=MappingProxyType({role.name: role for role in roles}),
        exchange=read.one(cls, terms.exchange) == "true",
        keys=frozenset(read.all(cls, terms.exchangeKey)),
        label=read.one(cls, RDFS + "label"),
        definition=read.one(cls, SKOS + "definition"),
    )


def _role(read: Terms, prop: str) -> Role:
    path = read.one(prop, SH + "path")
    options = [prop, *read.list(read.one(prop, SH + "or"))]
    classes = [cls for option in options for cls in read.all(option, SH + "class")]
    maximum = read.one(prop, SH + "maxCount")
    return Role(
        name=read.one(prop, SH + "name"),
        iri=path,
        kinds=tuple(dict.fromkeys(kind for cls in classes for kind in concept_kinds(cls))),
        arm=terms.Arm in classes,
        datatypes=tuple(datatype for option in options for datatype in read.all(option, SH + "datatype")),
        minimum=int(read.one(prop, SH + "minCount") or 0),
        maximum=int(maximum) if maximum else None,
        choices=tuple(read.list(read.one(prop, SH + "in"))),
        low=_number(read.one(prop, SH + "minInclusive")),
        high=_number(read.one(prop, SH + "maxInclusive")),
        label=read.one(path, RDFS + "label"),
        definition=read.one(path, SKOS + "definition"),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@cache
def shortcuts() -> tuple[Shortcut, ...]:
    """The direct edges that the ontology declares, for each kind they are drawn from; sorted.

    >>> [s.kind for s in shortcuts() if s.iri == terms.targets]
    ['drug_target']
    """
    read = declared()
    found = [
        _shortcut(read, edge, signature)
        for signature in signatures().values()
        for edge in read.subjects(terms.shortcutOf, signature.iri)
    ]
    return tuple(sorted(found, key=lambda shortcut: (shortcut.iri, shortcut.kind)))


def _shortcut(read: Terms, edge: str, signature: Signature) -> Shortcut:
    def ends(term: str) -> tuple[str, ...]:
        return tuple(p for p in sorted(read.all(edge, term)) if p.split(".")[0] in {"fact", *signature.roles})

    def kinds(term: str) -> tuple[str, ...]:
        return tuple(kind for cls in read.all(edge, term) for kind in concept_kinds(cls))

    return Shortcut(
        iri=edge,
        kind=signature.kind,
        subjects=ends(terms.shortcutSubject),
        objects=ends(terms.shortcutObject),
        subject_kinds=kinds(RDFS + "domain"),
        object_kinds=kinds(RDFS + "range"),
        when=tuple(_condition(text) for text in sorted(read.all(edge, terms.shortcutWhen))),
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
        raise SchemaError(f"there is no kind of fact {kind!r}; there are {known}", kind, "choose one of these")
    return found
