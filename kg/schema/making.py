"""Facts are checked against their kind when they are made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from kg import names
from kg.errors import SchemaError
from kg.model import Arm, Concept, Fact, Value
from kg.schema.kinds import Role
from kg.schema.read import signature

Given = Value | int | Sequence[Value | int] | None
"""What `make` takes for a role: a value, several, or None for a role that is not filled."""

_MOST_DIGITS: Final = 18
"""Digits on either side of the point that triple stores keep of an xsd:decimal."""


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
    filled = [(name, _checked(kind, role, _values(roles.get(name)))) for name, role in sorted(sig.roles.items())]
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


_SURROGATE = re.compile("[\ud800-\udfff]")


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
            return bool(value.strip()) and not _SURROGATE.search(value)
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
