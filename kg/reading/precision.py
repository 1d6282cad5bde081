"""How often each rule was right on gold facts, as a recorded evaluation measured it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def measured() -> Mapping[str, Decimal]:
    """The measured precision of each rule, two decimals, and under a kind's own name that of all its rules.

    A kind that gold facts do not cover is not listed, and nor are its rules. `kg/rules/precision.json` holds right
    and wrong counts by kind and rule, written by `make evaluate`.
    """
    file = resources.files("kg").joinpath("rules", "precision.json")
    counted = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    found = {kind: _prior(rules) for kind, rules in counted.items()}
    for kind, rules in counted.items():
        found |= {rule: estimate(right, wrong, found[kind]) for rule, (right, wrong) in rules.items()}
    return MappingProxyType({name: share.quantize(_TWO, ROUND_FLOOR) for name, share in sorted(found.items())})


def _prior(rules: Mapping[str, tuple[int, int]]) -> Decimal:
    """The precision of all rules of a kind, by the rule of succession: where none was wrong, the next may be.

    >>> _prior({"a": (8, 0), "b": (1, 0)})
    Decimal('0.9090909090909090909090909091')
    """
    right, wrong = (sum(counts[i] for counts in rules.values()) for i in (0, 1))
    return Decimal(right + 1) / Decimal(right + wrong + 2)


_TWO = Decimal("0.01")
WEIGHT = 4
"""Finds that the precision of a rule's kind counts as beside the rule's own.

Of counts by rule that are taken as drawn from one distribution a kind (beta-binomial) this makes the recorded ones
nearly the likeliest: 4 to 8 do for each kind, and 1 falls far behind.
"""


def estimate(right: int, wrong: int, prior: Decimal) -> Decimal:
    """A rule's precision from its counts and a few more, at the precision of all rules of its kind.

    So a lucky find is no certainty, and an unlucky one or two no verdict (an empirical Bayes estimate; Efron and
    Morris 1975); the kind's own precision is that of Laplace's rule of succession. Two decimals, rounded down, so
    that no count of finds makes a certainty.

    >>> estimate(18, 0, Decimal("0.8")), estimate(1, 0, Decimal("0.6")), estimate(0, 2, Decimal("0.6"))
    (Decimal('0.96'), Decimal('0.68'), Decimal('0.40'))
    >>> estimate(900, 0, Decimal("0.99"))
    Decimal('0.99')
    """
    return ((Decimal(right) + WEIGHT * prior) / Decimal(right + wrong + WEIGHT)).quantize(_TWO, ROUND_FLOOR)
