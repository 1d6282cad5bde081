"""What a row of a forest plot holds, and the sections that rows stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.draw.scene import Words

RATIOS: Final = {"hazard_ratio": "Hazard ratio", "odds_ratio": "Odds ratio", "risk_ratio": "Risk ratio"}
TIME, SHARE, VERDICT = "Time", "Percent", "Direction"
SECTIONS: Final = (*RATIOS.values(), TIME, SHARE, VERDICT)
"""The sections in their order."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure to be marked.

    Attributes:
        value: on the scale of its section; None where it was not reached.
        low, high: the ends of its confidence interval on the same scale, where they are given.
        arm: whose it is; "" for all of a trial.
        said: the figure as the document gives it, without its unit where the row has one unit.
    """

    value: float | None
    low: float | None
    high: float | None
    arm: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the plot.

    Attributes:
        section: one of `SECTIONS`.
        trial: the trial's name.
        measure: the endpoint's name in full.
        small: arms, population and time, as small print.
        role: whether the endpoint was primary, secondary, exploratory; "" where nothing says so.
        points: what is marked; the experimental arm's first.
        said: the figures in words.
        more: what else was found, in words: medians beside a ratio, p values, verdicts.
        rank: what rows are sorted by within a section.
        documents: the IRIs of the documents that state it.
        words: what shows it.
    """

    section: str
    trial: str
    measure: str
    small: str
    role: str
    points: tuple[Point, ...]
    said: str
    more: str
    rank: tuple[object, ...]
    documents: frozenset[str] = frozenset()
    words: tuple[Words, ...] = ()
