"""Values as the text of a cell: exact, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kg.nquads import Value

_NUMBER = re.compile(r"-\d+(?:\.\d+)?")
_FIGURE = re.compile(r"(?<![\d.,·])\d+(?:[.·]\d+)?(?![\d·]|[.,]\d)")


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


def as_written(number: Decimal, words: str) -> Decimal:
    """The number with the zeros at its end that words write it with; unchanged where they write it in two ways.

    The store knows numbers and not their digits; a quote of the number has them.

    >>> as_written(Decimal("0.6"), "HR 0.60 (95% CI, 0.5-0.7)"), as_written(Decimal(4), "in 4 of 9, for 4.0 months")
    (Decimal('0.60'), Decimal('4'))
    """
    plain = (figure.replace("·", ".") for figure in _FIGURE.findall(words))
    said = {figure for figure in plain if Decimal(figure) == abs(number)}
    return Decimal(said.pop()).copy_sign(number) if len(said) == 1 else number


def level(given: str, quote: str) -> str:
    """The level of a confidence interval in percent: the graph leaves out 95, which is said where the quote says it.

    >>> level("99", "(99% CI, 1 to 2)"), level("", "(95% CI, 1 to 2)"), level("", "(CI, 1 to 2)")
    ('99', '95', '')
    """
    return given or ("95" if re.search(r"\b95\s?%", quote) else "")


def cell(one: Value) -> str:
    """A value for a spreadsheet: text that would be run as a formula gets an apostrophe before it.

    A negative number stays as it is, also one that is given as text.

    >>> cell("=1+1"), cell(Decimal("-37")), cell("-37"), cell("-37-1"), cell("plain")
    ("'=1+1", '-37', '-37', "'-37-1", 'plain')
    """
    full = text(one)
    dangerous = isinstance(one, str) and full[:1] in set("=+-@\t\r\n") and not _NUMBER.fullmatch(full)
    return "'" + full if dangerous else full


def line(values: Iterable[Value], mark: str = ",") -> str:
    r"""A line of a table with its cells parted by `mark`, quoted as RFC 4180 has it and disarmed.

    >>> line(["=1+1", "a, b", None])
    '\'=1+1,"a, b",\n'
    """
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerow([cell(one) for one in values])
    return out.getvalue().removesuffix("\r\n") + "\n"


_MARKUP = re.compile(
    r"\[(?P<words>(?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*\)"
    r"|(?<!\w)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\w)|\\(?=[\[\]_*\\])"
)


def readable(quote: str) -> str:
    r"""A document's words as they read, on one line: no addresses of links, emphasis, escapes or line ends.

    >>> readable("a [phase [III] trial](/x?id=1)\n of **BRAF** and 2 * 3")
    'a phase [III] trial of BRAF and 2 * 3'
    """
    return " ".join(_MARKUP.sub(lambda found: found["words"] or "", quote).split())


def under(words: Iterable[str]) -> str:
    """Words that stand apart in a document, such as a heading and what stands under it, in one text.

    >>> under(["Drugs Approved for Thyroid Cancer", "", "Sorafenib"])
    'Drugs Approved for Thyroid Cancer … Sorafenib'
    """
    return " … ".join(filter(None, words))
