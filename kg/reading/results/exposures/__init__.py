"""Groups of people that no treatment makes: who they are, what befalls them, and against whom."""

from __future__ import annotations

from kg.reading.results.exposures.factors import of_a_list
from kg.reading.results.exposures.reader import told

__all__ = ["of_a_list", "told"]
