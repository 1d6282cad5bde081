"""Approvals, and the names that drugs are sold under: from prose, lists of uses, lists of drugs and labels."""

from __future__ import annotations

from kg.reading.approvals.reader import read

__all__ = ["read"]
