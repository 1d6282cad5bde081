"""Literals as XML Schema reads them: whether their characters fit their datatype, and which of two is less."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kg.terms import RDF, XSD

_ZONE: Final = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_DAY: Final = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d){_ZONE}")


def _fits(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    """Whether a text is a day that exists.

    >>> _is_day("2024-02-29"), _is_day("2025-02-29"), _is_day("2025-2-9")
    (True, False, False)
    """
    found = _DAY.fullmatch(text)
    try:
        return found is not None and bool(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return False


LEXICAL: Final[Mapping[str, Callable[[str], bool]]] = {
    XSD + "string": lambda _: True,
    RDF + "langString": lambda _: True,
    XSD + "boolean": _fits(r"true|false|0|1"),
    XSD + "decimal": _fits(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)"),
    XSD + "integer": _fits(r"[+-]?[0-9]+"),
    XSD + "anyURI": lambda _: True,
    XSD + "gYear": _fits(rf"-?(?:[1-9]\d{{4,}}|\d{{4}}){_ZONE}"),
    XSD + "gYearMonth": _fits(rf"-?(?:[1-9]\d{{4,}}|\d{{4}})-(?:0[1-9]|1[0-2]){_ZONE}"),
    XSD + "date": _is_day,
}
"""The datatypes that shapes may ask for, and which characters fit them (XML Schema 1.1, part 2)."""

_NUMBERS: Final = (XSD + "decimal", XSD + "integer")
_COMPARED: Final = (*_NUMBERS, XSD + "string", XSD + "date")


def less(one: tuple[str, str, str], other: tuple[str, str, str], or_equal: bool) -> bool:
    """Whether a literal is less than another (or equal to it); what cannot be compared is not.

    Args:
        one: a literal's characters, datatype and language.
        other: another's.
        or_equal: whether an equal one will do.

    """
    kinds = (one[1], other[1])
    if not all(kind in _COMPARED and LEXICAL[kind](text) for text, kind, _ in (one, other)):
        return False
    if all(kind in _NUMBERS for kind in kinds):
        first, second = Decimal(one[0]), Decimal(other[0])
        return first < second or (or_equal and first == second)
    return kinds[0] == kinds[1] and (one[0] < other[0] or (or_equal and one[0] == other[0]))
