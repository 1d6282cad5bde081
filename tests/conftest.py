"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")
"""The same examples on every machine, and none fails because the machine was busy."""
