"""What stands beside a node: short words for results, dates, endpoints and trials without a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kg import cells, names
from kg.draw.text import clean

Row = Mapping[str, object]
"""A row of a query's answer: values by column; None or "" where nothing is bound."""

SHORT: Final[Mapping[str, str]] = {
    "progression-free survival": "PFS",
    "overall survival": "OS",
    "disease-free survival": "DFS",
    "invasive disease-free survival": "iDFS",
    "event-free survival": "EFS",
    "relapse-free survival": "RFS",
    "time to progression": "TTP",
    "objective response rate": "ORR",
    "disease control rate": "DCR",
    "duration of response": "DOR",
    "pathologic complete response": "pCR",
}
"""The usual abbreviations of endpoints; pictures that use one say what it means."""

EFFICACY: Final = (*SHORT, "complete response", "partial response", "stable disease", "overall survival rate")
"""Measures of whether a treatment works, in the order in which results are listed."""

_EFFECTS: Final = {"hazard_ratio": "HR", "odds_ratio": "OR", "risk_ratio": "RR", "p_value": "p"}
_VERDICTS: Final = {"improved": "improved", "no_difference": "no difference", "worsened": "worsened"}
_SIGNS: Final = {"<=": "≤", ">=": "≥", "~": "~", "<": "<", ">": ">"}


def field(row: Row, key: str) -> str:
    """A row's value as text; "" where it has none.

    >>> field({"a": None}, "a"), field({"a": 5}, "a"), field({}, "a")
    ('', '5', '')
    """
    found = row.get(key)
    return "" if found is None else str(found)


def quotes(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """The documents' names and the quotes of rows, each pair once, sorted; addresses of Markdown links left out.

    >>> quotes([{"quote": "A [b](/c)", "document": "http://x/document/page"}, {"quote": None, "document": "x"}])
    (('page', 'A b'),)
    """
    pairs = {(field(row, "document").rsplit("/", 1)[-1], clean(cells.readable(field(row, "quote")))) for row in rows}
    return tuple(sorted((document, quote) for document, quote in pairs if quote))


def measure(name: str) -> str:
    """A measure's abbreviation, or its name with a capital letter.

    >>> measure("overall survival"), measure("stable disease")
    ('OS', 'Stable disease')
    """
    return SHORT.get(name) or capital(name)


def capital(text: str) -> str:
    """The text with its first letter raised, where the word is in lower case.

    >>> capital("kidney cancer"), capital("mTOR"), capital("")
    ('Kidney cancer', 'mTOR', '')
    """
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first == first.lower() else text


def abbreviations(texts: Iterable[str]) -> str:
    """What the abbreviations in the texts mean, for a picture's note; "" where there are none.

    >>> abbreviations(["PFS 10.8 months (sorafenib)"])
    'PFS: progression-free survival.'
    """
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    known = {short: name for name, short in SHORT.items()} | {
        "HR": "hazard ratio", "OR": "odds ratio", "RR": "risk ratio", "CI": "confidence interval",
    }  # fmt: skip
    said = [f"{short}: {name}" for short, name in known.items() if short in words]
    return "; ".join(said) + "." if said else ""


def quantity(value: str, unit: str, qualifier: str) -> str:
    """A figure as it was said.

    >>> quantity("10.8", "months", ""), quantity("1", "percent", "<"), quantity("", "", "not reached")
    ('10.8 months', '<1%', 'not reached')
    >>> quantity("1", "participants", "")
    '1 participant'
    """
    if not value:
        return qualifier or "no figure"
    number = value.replace("-", "−", 1) if value.startswith("-") else value
    singular = unit[:-1] if number == "1" and unit.endswith("s") else unit
    return _SIGNS.get(qualifier, "") + number + ("%" if unit == "percent" else f" {singular}" if unit else "")


def interval(row: Row) -> str:
    """A confidence interval, with its level where that was said; or "".

    >>> interval({"ciLow": "0.45", "ciHigh": "0.76", "quote": "(95% CI, 0.45 to 0.76)"})
    '95% CI 0.45–0.76'
    >>> interval({"ciLow": "1", "ciLevel": "90"})
    '90% CI 1–…'
    """
    low, high = field(row, "ciLow"), field(row, "ciHigh")
    level = cells.level(field(row, "ciLevel"), field(row, "quote"))
    return f"{level and f'{level}% '}CI {low or '…'}–{high or '…'}" if low or high else ""


def result(row: Row) -> tuple[str, str]:
    """The label and the small print of an outcome or a comparison.

    >>> result({"measure": "progression-free survival", "value": "10.8", "unit": "months", "arm": "sorafenib"})
    ('PFS 10.8 months (sorafenib)', '')
    >>> result({"measure": "overall survival", "effect": "verdict", "value": "no_difference", "arm": "sorafenib",
    ...         "comparator": "placebo", "population": "women"})
    ('OS no difference (sorafenib vs placebo)', 'women')
    >>> result({"measure": "overall survival", "effect": "hazard_ratio", "value": "0.7", "ciHigh": "0.9"})
    ('OS HR 0.7', 'CI …–0.9')
    """
    arms = " vs ".join(part for part in (field(row, "arm"), field(row, "comparator")) if part)
    words = [measure(field(row, "measure")), finding(row), f"({arms})" if arms else ""]
    small = [interval(row), field(row, "population"), field(row, "timepoint")]
    return " ".join(word for word in words if word), "; ".join(part for part in small if part)


def control(arm: str) -> bool:
    """Whether an arm is what others are compared with, by its words.

    >>> control("placebo"), control("placebo + letrozole"), control("sorafenib"), control("best supportive care")
    (True, True, False, True)
    """
    return bool(_CONTROLS.search(arm))


_CONTROLS: Final = re.compile(
    r"\b(placebo|observation|no (?:\w+ )?treatment|supportive care|sham|control|usual care|watchful waiting"
    r"|standard (?:of )?(?:care|therapy|treatment))\b", re.IGNORECASE)  # fmt: skip


def finding(row: Row) -> str:
    """What was found, without the measure and the arms.

    >>> finding({"effect": "p_value", "value": "0.001", "qualifier": "<"}), finding({"value": "5", "unit": "years"})
    ('p <0.001', '5 years')
    >>> finding({"effect": "relative_change", "value": "-37", "unit": "percent"})
    'change −37%'
    """
    effect, value = field(row, "effect"), field(row, "value") or field(row, "verdict")
    if effect == "verdict":
        return _VERDICTS.get(value, value)
    said = quantity(value, field(row, "unit"), field(row, "qualifier"))
    lead = _EFFECTS.get(effect) or {"relative_change": "change"}.get(effect, effect.replace("_", " "))
    return f"{lead} {said}" if lead else said


_PUBLISHER: Final = re.compile(r"(\s*\([^()]*®\))?(\s+[-–—|]\s+[A-Z]{2,6})?$")
"""A series in brackets and the site's initials, which stand behind the titles of web pages."""


def trial(label: str, title: str = "") -> str:
    """A trial's name; one that its document does not name is called after the document's title, or after its name.

    >>> trial("DECISION"), trial("a-page/study-2", "Olaparib in Ovarian Cancer"), trial("a-page-1a2b3c4d/study")
    ('DECISION', 'Study-2 of “Olaparib in Ovarian Cancer”', 'Study of “a page”')
    >>> trial("a-page/study", "Ovarian Cancer Treatment (ABC®) - XYZ")
    'Study of “Ovarian Cancer Treatment”'
    """
    if not names.is_unnamed(label):
        return label
    page, _, study = label.rpartition("/")
    words = _PUBLISHER.sub("", title) or re.sub(r"(-[0-9a-f]{8})+$", "", page).replace("-", " ")
    return f"{capital(study)} of “{words}”"


def day(text: str) -> str:
    """A date as people write it, as exact as it is given.

    >>> day("2013-11-22"), day("2013-11"), day("2013"), day("soon")
    ('22 Nov 2013', 'Nov 2013', '2013', 'soon')
    """
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if parts is None or not 1 <= int(parts[2] or 1) <= 12:
        return text
    month = _MONTHS[int(parts[2]) - 1] if parts[2] else ""
    return " ".join(part for part in ((parts[3] or "").lstrip("0"), month, parts[1]) if part)


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def dated(text: str) -> str:
    """A text with the ISO dates in it written as people do.

    >>> dated("approved 2013-11-22")
    'approved 22 Nov 2013'
    """
    return re.sub(r"\b\d{4}-\d\d(?:-\d\d)?\b", lambda m: day(m[0]), text)


def span(text: str) -> tuple[float, float]:
    """From when to when a date may mean, in years (2013.89): a day, a month or a year.

    Raises:
        ValueError: where the text is no date.

    >>> [round(year, 2) for year in span("2013-11-22")], [round(year, 2) for year in span("2013")]
    ([2013.89, 2013.89], [2013.0, 2014.0])
    """
    year, month, number = (int(part) if part else 0 for part in [*text.split("-"), "", ""][:3])
    start = _years(date(year, month or 1, number or 1))
    if number:
        return start, start
    following = date(year + (month == 12), month % 12 + 1, 1) if month else date(year + 1, 1, 1)
    return start, _years(following)


def _years(moment: date) -> float:
    first, following = date(moment.year, 1, 1), date(moment.year + 1, 1, 1)
    return moment.year + (moment - first).days / (following - first).days


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> count(1, "drug"), count(2, "drug"), count(2, "country", "countries")
    ('1 drug', '2 drugs', '2 countries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
