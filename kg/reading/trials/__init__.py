"""Trials: which a document tells of, which of them a sentence speaks of, and what it says of each."""

from __future__ import annotations

from kg.reading.trials.flow import Trials, trials

__all__ = ["Trials", "trials"]
