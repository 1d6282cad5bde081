"""How often facts were right, as a recorded evaluation measured it: by rule, and by how much was left unread."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from importlib import resources
from typing import Final

from kg.model import Finding

Counts = Mapping[str, Mapping[str, tuple[int, int]]]
"""Right and other counts by kind and, within it, by rule or by the least number of unread words."""

UNREAD: Final = (0, 1, 2, 4, 6, 9, 16)
"""The least numbers of unread words of facts that are counted together."""


def few_or_many(unread: int) -> str:
    """What facts with so many unread words are counted under.

    >>> few_or_many(0), few_or_many(8), few_or_many(40)
    ('0', '6', '16')
    """
    return str(UNREAD[bisect_right(UNREAD, unread) - 1])


@dataclass(frozen=True, slots=True)
class Precision:
    """Measured shares of right facts.

    Attributes:
        kinds: of all facts of a kind; a kind that nobody measured is not listed.
        rules: of the facts of a rule, among those of its kind.
        unread: of the facts of a kind of whose words so many were unread (`few_or_many`).

    """

    kinds: Mapping[str, Decimal] = field(default_factory=dict)
    rules: Mapping[str, Decimal] = field(default_factory=dict)
    unread: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    def weighed(self, finding: Finding) -> Finding:
        """A finding with its confidence; without one where its kind was not measured."""
        fact, evidence = finding.fact, finding.evidence
        if (kind := self.kinds.get(fact.kind)) is None:
            return finding
        rule = self.rules.get(evidence.method, kind)
        left = self.unread.get((fact.kind, few_or_many(len(evidence.unread))), kind)
        return replace(finding, evidence=replace(evidence, confidence=both(rule, left, kind)))


UNMEASURED: Final = Precision()
"""Where nothing was measured: no fact has a confidence."""


@cache
def measured() -> Precision:
    """What `kg/rules/precision.json` records, which `make evaluate` writes: counts by rule and by unread words."""
    file = resources.files("kg").joinpath("rules", "precision.json")
    return estimated(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else UNMEASURED


def estimated(rules: Counts, unread: Counts) -> Precision:
    """The precision of each kind, rule and number of unread words from right and other counts."""
    kinds = {kind: _prior(counts) for kind, counts in rules.items()}
    by_rule = {rule: estimate(*n, kinds[kind]) for kind, counts in rules.items() for rule, n in counts.items()}
    left = {(kind, few): estimate(*n, kinds[kind]) for kind, counts in unread.items() for few, n in counts.items()}
    return Precision(kinds, by_rule, left)


def _prior(rules: Mapping[str, tuple[int, int]]) -> Decimal:
    """The precision of all rules of a kind, by the rule of succession: where none was wrong, the next may be.

    >>> _prior({"a": (8, 0), "b": (1, 0)})
    Decimal('0.9090909090909090909090909091')
    """
    right, wrong = (sum(counts[i] for counts in rules.values()) for i in (0, 1))
    return Decimal(right + 1) / Decimal(right + wrong + 2)


WEIGHT = 4
"""Finds that the precision of a rule's kind counts as beside the rule's own.

Of counts by rule that are taken as drawn from one distribution a kind (beta-binomial) this makes the recorded ones
nearly the likeliest: 4 to 8 do for each kind, and 1 falls far behind.
"""


def estimate(right: int, wrong: int, prior: Decimal) -> Decimal:
    """A precision from its counts and a few more, at the precision of all facts of its kind.

    So a lucky find is no certainty, and an unlucky one or two no verdict (an empirical Bayes estimate; Efron and
    Morris 1975); the kind's own precision is that of Laplace's rule of succession.

    >>> estimate(18, 0, Decimal("0.8")).quantize(_TWO), estimate(0, 2, Decimal("0.6")).quantize(_TWO)
    (Decimal('0.96'), Decimal('0.40'))
    """
    return (Decimal(right) + WEIGHT * prior) / Decimal(right + wrong + WEIGHT)


_TWO = Decimal("0.01")


def both(rule: Decimal, unread: Decimal, kind: Decimal) -> Decimal:
    """How sure a fact is by its rule and by its unread words, as if neither knew of the other.

    The odds of each over those of the kind are multiplied (naive Bayes). Two decimals, rounded down, so that no count
    of finds makes a certainty.

    >>> both(Decimal("0.9"), Decimal("0.8"), Decimal("0.8")), both(Decimal("0.9"), Decimal("0.5"), Decimal("0.8"))
    (Decimal('0.90'), Decimal('0.69'))
    """
    odds = _odds(rule) * _odds(unread) / _odds(kind)
    return (odds / (1 + odds)).quantize(_TWO, ROUND_FLOOR)


def _odds(share: Decimal) -> Decimal:
    return share / (1 - share)
