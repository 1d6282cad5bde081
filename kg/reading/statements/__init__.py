"""What named people said, and why a result is as it is."""

from __future__ import annotations

from kg.reading.statements.reader import read

__all__ = ["read"]
