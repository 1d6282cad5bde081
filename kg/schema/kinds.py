"""What a kind of fact is: its roles, what they take, and the direct edges drawn from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kg.model import Arm, Concept, Value
from kg.terms import XSD

_DATES: Final = {
    XSD + "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    XSD + "gYearMonth": re.compile(r"\d{4}-\d{2}"),
    XSD + "gYear": re.compile(r"\d{4}"),
}


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
