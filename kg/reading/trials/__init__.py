"""Trials: which a document tells of, and which of them a sentence speaks of."""

from __future__ import annotations

from kg.reading.trials.flow import Trials, trials

__all__ = ["Trials", "trials"]
