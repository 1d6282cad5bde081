"""The single results that the rows of a forest plot are made of, and where two of them speak against each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Final

from kg.draw import labels
from kg.draw.labels import Row, field
from kg.draw.result_lines import RATIOS
from kg.draw.text import clean

_CHANCE: Final = 0.05
"""Below this p value a difference is seldom by chance."""
ROLES: Final = ("primary", "secondary", "exploratory", "")


@dataclass(frozen=True, slots=True)
class Result:
    """One outcome or comparison, its rows merged."""

    row: Row
    role: str
    documents: frozenset[str]
    quotes: tuple[tuple[str, str], ...]

    def text(self, key: str) -> str:
        """A value of its row."""
        return clean(field(self.row, key))

    @property
    def group(self) -> tuple[str, ...]:
        """What a row of the plot is about."""
        return tuple(self.text(key) for key in ("trialIri", "measure", "population", "timepoint"))

    @property
    def arm(self) -> str:
        """Whose it is; "" for all of a trial."""
        return _named(self.text("arm"), self.text("armDetail"))

    @property
    def comparator(self) -> str:
        """The arm that it is compared with; "" where there is none."""
        return _named(self.text("comparator"), self.text("comparatorDetail"))


def _named(arm: str, detail: str) -> str:
    return arm if not detail or detail in arm else f"{arm} ({detail})"


def merged(rows: Iterable[Row]) -> list[Result]:
    """The results of rows that give each once for each thing that it is about and each of its quotes."""
    facts: dict[str, list[Row]] = {}
    for row in rows:
        facts.setdefault(field(row, "fact"), []).append(row)
    found = []
    for _, same in sorted(facts.items()):
        roles = {field(row, "role") for row in same}
        first = min(same, key=lambda row: sorted((key, field(row, key)) for key in row))
        documents = frozenset(field(row, "document") for row in same)
        role = next((role for role in ROLES if role in roles), "")
        found.append(Result(first, role, documents, labels.quotes(same)))
    return found


def denies(verdict: Result, other: Result) -> bool:
    """Whether a result of the same arms, told in other words than a verdict of no difference, shows one."""
    value, low, high = (number(other.text(key)) for key in ("value", "ciLow", "ciHigh"))
    likely = (
        other.text("effect") == "p_value" and other.text("qualifier") in ("", "<", "<=") and not _of_a_margin(other)
    )
    chance = likely and value is not None and (value < _CHANCE or (value == _CHANCE and other.text("qualifier") == "<"))
    ratio = other.text("effect") in RATIOS and ((low or 0) > 1 or (high is not None and high < 1))
    alike = {verdict.arm, verdict.comparator} == {other.arm, other.comparator}
    return (chance or ratio) and alike and not {*verdict.quotes} & {*other.quotes}


def _of_a_margin(result: Result) -> bool:
    """Whether a p value is one of non-inferiority: the question `null-results` asks so too."""
    return any("inferior" in quote.lower() for _, quote in result.quotes)


def opposed(effect: Result, figures: list[Result]) -> bool:
    """Whether a ratio is below 1 where its first arm's percentage is the higher, or above 1 where it is the lower."""
    shares = {r.arm: number(r.text("value")) for r in figures if r.text("unit") == "percent"}
    one, other, ratio = shares.get(effect.arm), shares.get(effect.comparator), number(effect.text("value"))
    if one is None or other is None or ratio is None or effect.text("effect") == "hazard_ratio":
        return False
    return len(figures) == len(shares) == 2 and (one - other) * (ratio - 1) < 0


def number(text: str) -> float | None:
    """A figure, or None where the text is none.

    >>> number("10.80"), number(""), number("not reached")
    (10.8, None, None)
    """
    try:
        found = float(Decimal(text))
    except InvalidOperation:
        return None
    return found if isfinite(found) else None
