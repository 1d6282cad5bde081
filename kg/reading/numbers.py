"""Numbers as texts say them: percentages, durations, counts, doses, dates, p values, intervals.

A quantity keeps what was said: `<1 percent` is not 1, "nearly 42 percent" is not 42, "18 to 24 months" has
two ends. `quantities` finds them in a compact text (`Passage.text`), in order and without overlaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Span
from kg.reading.number_forms import (
    BEGINS,
    FRACTIONS,
    MONTH_NUMBER,
    QUALIFIED_AFTER,
    QUALIFIED_BEFORE,
    QUANTITY,
    SIGNS,
    UNIT_NAMES,
    number,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as it was said.

    Attributes:
        kind: `percent`, `duration`, `count` (of people), `dose`, `date`, `p_value`, `interval`, `number`.
        value: the number; for an interval or a range its lower end; None for a date.
        upper: the upper end of a range or an interval, else None.
        unit: `percent`, `months`, `participants`, … ; for a date or a dose the text that stands there.
        qualifier: `<`, `>`, `<=`, `>=`, `~`, or "".
        of: for a count "9 of 33 patients", the 33.
        level: for a confidence interval, its level in percent (95 where none is given).

    """

    kind: str
    span: Span
    value: Decimal | None
    upper: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    of: Decimal | None = None
    level: Decimal | None = None


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a compact text, in order, none within another.

    >>> [(q.kind, str(q.value), q.unit, q.qualifier) for q in quantities("nearly 42 percent and <1% of 417 patients")]
    [('percent', '42', 'percent', '~'), ('percent', '1', 'percent', '<'), ('count', '417', 'participants', '')]
    >>> [(q.kind, str(q.value), q.qualifier) for q in quantities("in about 4 in 10 people; grade 3 in 10 patients")]
    [('percent', '40', '~'), ('number', '3', ''), ('count', '10', '')]
    >>> [str(q.value) for q in quantities("No one died, and one had a fever.")]
    ['1']
    >>> [(str(q.value), str(q.upper), q.unit) for q in quantities("from 26 to 7%; 7% to 26%")]
    [('26', 'None', 'percent'), ('7', 'None', 'percent'), ('7', '26', 'percent')]
    >>> [(q.kind, str(q.value)) for q in quantities("neutropenia (12/29%) and 3/4 had it")]
    [('percent', '12'), ('percent', '29'), ('count', '3')]
    >>> [(q.kind, str(q.value), str(q.upper)) for q in quantities("HR 0.59 (95% CI, 0.45 to 0.76; P < .0001)")]
    [('number', '0.59', 'None'), ('interval', '0.45', '0.76'), ('p_value', '0.0001', 'None')]
    >>> [(q.kind, str(q.upper)) for q in quantities("54% (95% confidence interval (95% CI) 44.1%–63.9%)")]
    [('percent', 'None'), ('interval', '63.9')]
    >>> [(q.kind, str(q.value), q.qualifier) for q in quantities("(P = .34, .15, and <.01, respectively)")]
    [('p_value', '0.34', ''), ('p_value', '0.15', ''), ('p_value', '0.01', '<')]
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    end = 0
    for begin in BEGINS.finditer(text):
        match = QUANTITY.match(text, begin.start()) if begin.start() >= end else None
        if match is not None:
            made = _falling(match, text) or _made(match, text)
            end = min(made.span.end, match.end())
            yield made
            for more in _listed_p_values(made, text):
                end = more.span.end
                yield more


def _listed_p_values(first: Quantity, text: str) -> Iterator[Quantity]:
    """The further p values of a list in which "P" stands once: "(P = .34 and .15, respectively)"."""
    listed = _MORE_P.match(text, first.span.end) if first.kind == "p_value" and "=" in first.span.of(text) else None
    for each in _ONE_P.finditer(listed.group()) if listed else ():
        start = first.span.end + each.start("sign")
        sign = _P_SIGNS.get(each["sign"], "")
        yield Quantity("p_value", Span(start, first.span.end + each.end()), number(each["p"]), qualifier=sign)


_ONE_P = re.compile(r"(?:,|,?\sand)\s(?P<sign>[=<>≤⩽≥]?)\s?(?P<p>0?[.·]\d+)")
_MORE_P = re.compile(r"(?:(?:,|,?\sand)\s[=<>≤⩽≥]?\s?0?[.·]\d+)+(?=\s?[);\]]|,?\s(?:all\s)?respectively)")
"""Behind a p value, others of the same list, up to its end."""


def _falling(match: re.Match[str], text: str) -> Quantity | None:
    """The first of two numbers of one unit that something fell from and to: "from 26 to 7%" is no range."""
    first, last = ("pa", "pb") if match.group("percent") else ("da", "db")
    if not match.group(first) or not number(match.group(first)) > number(match.group(last)):
        return None
    to = re.search(r"\sto\s", text[match.end(first) : match.start(last)])
    span = Span(match.start(first), match.end(first) + (to.start() if to else 0))
    return replace(_made(match, text), span=span, value=number(match.group(first))) if to else None


_P_SIGNS = {"<": "<", "&lt;": "<", "less than": "<", ">": ">", "&gt;": ">", "≤": "<=", "⩽": "<=", "≥": ">="}
_NO_TEST = re.compile(r"(?i:interaction|heterogeneity)|(?<![.·\d])0\d+$")
"""P values that test no contrast of two sides, and those whose point got lost ("P < 001"): they have no value."""


def _made(match: re.Match[str], text: str) -> Quantity:  # noqa: PLR0911  (one return a kind)
    group = match.group
    span = Span(*match.span())
    if group("date"):
        return Quantity("date", span, None, unit=_iso(match))
    if group("pvalue"):
        tested = None if _NO_TEST.search(group("pvalue")) else number(group("p"))
        return Quantity("p_value", span, tested, qualifier=_P_SIGNS.get(group("psign").lower(), ""))
    if group("interval"):
        high = number(group("high")) if re.search(r"\d", group("high")) else None
        return Quantity("interval", span, number(group("low")), high, level=number(group("level") or group("behind")))
    if group("dose"):
        return Quantity("dose", span, None, unit=group("dose"))
    if group("verbed") or group("beside"):  # "15.5% (43) of patients"
        counted = number(group("cv") or group("beside"))
        return _with_qualifier(text, Quantity("count", span, counted, unit="participants"))
    if group("fraction"):
        share = FRACTIONS[re.sub(r"^a[- ]", "one-", group("fraction").lower()).replace(" ", "-")]
        return _with_qualifier(text, Quantity("percent", span, share, unit="percent"))
    if group("share"):
        part = (100 * number(group("sa")) / number(group("sof"))).quantize(Decimal("0.1")).normalize()
        return _with_qualifier(text, Quantity("percent", span, Decimal(f"{part:f}"), unit="percent"))
    if group("paired"):
        return Quantity("percent", span, number(group("paired")), unit="percent")
    if group("percent"):
        return _ranged(text, Quantity("percent", span, number(group("pb")), unit="percent"), group("pa"))
    if group("duration"):
        unit = group("du").lower().rstrip(".")
        unit = UNIT_NAMES.get(unit, unit if unit.endswith("s") else unit + "s")
        return _ranged(text, Quantity("duration", span, number(group("db")), unit=unit), group("da"))
    if group("count"):
        of = group("cof") or group("cnof")
        value = group("ca") or group("cb") or group("cn")
        base = Quantity("count", span, number(value), unit="participants", of=number(of) if of else None)
        return _with_qualifier(text, base)
    if group("nb"):
        return Quantity("number", span, number(group("na")), number(group("nb")))
    return _with_qualifier(text, Quantity("number", span, number(group("na"))))


def _ranged(text: str, high: Quantity, low: str | None) -> Quantity:
    """A quantity that may be the end of a range; a range has no other qualifier than its two ends."""
    if low is not None and high.value is not None and number(low) < high.value:
        return replace(high, value=number(low), upper=high.value)
    return _with_qualifier(text, high)


_LAST_WORDS = frozenset(
    "than under below over exceeding exceeded exceeds of most to as least nearly about approximately around "  # noqa: SIM905
    "roughly almost estimated some".split()
)
_LAST_MARKS = "<>;≤⩽≥⩾~∼≈."


def _may_be_qualified(text: str, start: int) -> bool:
    """Whether what stands before a place can be the end of a qualifier; quicker than looking for one.

    >>> _may_be_qualified("in about 12", 9), _may_be_qualified("in nine 12", 8), _may_be_qualified("(<12", 2)
    (True, False, True)
    """
    end = start - 1 if text[start - 1 : start].isspace() else start
    at = end
    while at and text[at - 1].isalpha():
        at -= 1
    if at == end:
        return text[end - 1 : end] in _LAST_MARKS
    return text[at:end].lower() in _LAST_WORDS or not text[at:end].isascii()


def _with_qualifier(text: str, quantity: Quantity) -> Quantity:
    """The same quantity with "nearly", "at least", "<" or "or more" taken in."""
    start, end = quantity.span.start, quantity.span.end
    before = QUALIFIED_BEFORE.search(text, max(0, start - 28), start) if _may_be_qualified(text, start) else None
    sign = ""
    if before:
        start = before.start()
        sign = next(SIGNS[i] for i in range(len(SIGNS)) if before.group(f"q{i}"))
    elif after := QUALIFIED_AFTER.match(text, end):
        end, sign = after.end(), ">=" if after.group("more") else "<="
    else:
        return quantity
    return replace(quantity, span=Span(start, end), qualifier=sign)


def _iso(match: re.Match[str]) -> str:
    """A date as `YYYY-MM-DD` or `YYYY-MM`."""
    if match.group("iso"):
        return match.group("iso")
    year = match.group("year") or match.group("year2") or match.group("year3")
    word = re.search(r"[A-Za-z]{3,}", match.group("date"))
    month = MONTH_NUMBER[word.group()[:3].capitalize()] if word else 1
    day = match.group("day") or match.group("day2")
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
