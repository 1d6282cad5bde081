"""Adverse events: lists, contrasts and rates, each with the group or drug that it is told of."""

from __future__ import annotations

from kg.reading.events.reader import read

__all__ = ["read"]
