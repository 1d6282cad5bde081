"""How often each rule was right on gold facts, as a recorded evaluation measured it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def measured() -> Mapping[str, Decimal]:
    """The measured precision of each rule, two decimals; a rule that was not measured is not listed.

    `kg/rules/precision.json` holds right and wrong counts by rule, written by `make evaluate`. The estimate
    is Laplace's, (right + 1) / (right + wrong + 2), so that one lucky find is no certainty.
    """
    file = resources.files("kg").joinpath("rules", "precision.json")
    counts = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return MappingProxyType({rule: estimate(right, wrong) for rule, (right, wrong) in sorted(counts.items())})


def estimate(right: int, wrong: int) -> Decimal:
    """Laplace's estimate of a precision from counts, two decimals.

    >>> estimate(18, 0), estimate(1, 1)
    (Decimal('0.95'), Decimal('0.50'))
    """
    return (Decimal(right + 1) / Decimal(right + wrong + 2)).quantize(Decimal("0.01"))
