"""The tables of `kg/rules/outcomes.toml` that the readers of results share, each as one pattern by its name."""

from __future__ import annotations

from functools import partial

from kg.reading.patterns import one_of

words = partial(one_of, "outcomes")
"""The table of a name: the first of its entries that matches."""
