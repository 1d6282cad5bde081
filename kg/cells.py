"""Values as the text of a cell: exact, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kg.nquads import Value


def text(one: Value) -> str:
    """A value in full: IRIs whole, numbers without exponents, nothing for None.

    >>> text(Decimal("1E+2")), text(True), text(None)
    ('100', 'true', '')
    """
    match one:
        case None:
            return ""
        case bool():
            return "true" if one else "false"
        case Decimal():
            return format(one, "f")
        case date():
            return one.isoformat()
        case _:
            return str(one)


def cell(one: Value) -> str:
    """A value for a spreadsheet: text that would be run as a formula gets an apostrophe before it.

    Numbers are typed, so a negative one stays as it is.

    >>> cell("=1+1"), cell(Decimal("-37")), cell("plain")
    ("'=1+1", '-37', 'plain')
    """
    full = text(one)
    dangerous = isinstance(one, str) and full[:1] in set("=+-@\t\r\n")
    return "'" + full if dangerous else full


def line(values: Iterable[Value], mark: str = ",") -> str:
    r"""A line of a table with its cells parted by `mark`, quoted as RFC 4180 has it and disarmed.

    >>> line(["=1+1", "a, b", None])
    '\'=1+1,"a, b",\n'
    """
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerow([cell(one) for one in values])
    return out.getvalue().removesuffix("\r\n") + "\n"
