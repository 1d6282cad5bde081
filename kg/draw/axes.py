"""Scales of plots: from figures to inches, with round ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from `low` to `high` over `length` inches; `ticks` are round figures within."""

    low: float
    high: float
    length: float
    ticks: tuple[float, ...]
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """Where a figure lies, in inches from the left; figures outside go to the ends."""
        inside = min(self.high, max(self.low, value))
        if self.logarithmic:
            return self.length * (log(inside) - log(self.low)) / (log(self.high) - log(self.low))
        return self.length * (inside - self.low) / (self.high - self.low)


def linear(values: Iterable[float], length: float, most: float | None = None) -> Scale:
    """A scale from 0 (or below, where a figure is) to a round figure above all; at most to `most`.

    >>> linear([10.8, 5.8], 3).ticks
    (0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0)
    """
    found = [*values, 0.0]
    low, high = min(found), max(found) or 1.0
    step = rounded((high - low) / 6)
    first, last = floor(low / step), -floor(-high / step)
    if most is not None and last * step > most:
        last = round(most / step)
    ticks = tuple(round(i * step, 9) for i in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], length, ticks)


def rounded(step: float) -> float:
    """The next of 1, 2, 5, 10, … that is no less than a step.

    >>> rounded(1.8), rounded(0.3), rounded(60)
    (2.0, 0.5, 100.0)
    """
    power = 10.0 ** floor(log10(step))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= step * 0.999999)


_RATIOS: Sequence[float] = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20)


def ratio(values: Iterable[float], length: float) -> Scale:
    """A logarithmic scale around 1 for ratios; figures beyond 0.05 or 20 go to its ends.

    >>> ratio([0.58, 0.45, 0.75], 3).ticks
    (0.3, 0.5, 0.7, 1, 1.5)
    """
    found = [value for value in values if value > 0] or [1.0]
    low = max((tick for tick in _RATIOS if tick <= min(found)), default=_RATIOS[0])
    high = min((tick for tick in _RATIOS if tick >= max(found)), default=_RATIOS[-1])
    low, high = min(low, 0.5), max(high, 1.5)
    ticks = [tick for tick in _RATIOS if low <= tick <= high]
    if len(ticks) > 8:
        ticks = [tick for tick in ticks if tick not in (0.3, 0.7, 1.5, 3)]
    return Scale(low, high, length, tuple(ticks), logarithmic=True)
