"""The tables of `kg/rules` that the readers of results share, each as one pattern by its name."""

from __future__ import annotations

from functools import partial

from kg.reading.patterns import one_of

words = partial(one_of, "outcomes")
"""A table of `outcomes.toml`: the first of its entries that matches."""
findings = partial(one_of, "findings")
"""A table of `findings.toml`, on what is said of two arms."""
sides = partial(one_of, "sides")
"""A table of `sides.toml`, on whom a sentence sets against whom."""
