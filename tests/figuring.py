"""Helpers for tests of the figures of two arms: chemotherapy with and without trastuzumab."""

from __future__ import annotations

from prose import facts, given, name

TWO = "Women were randomly assigned to chemotherapy plus trastuzumab or chemotherapy alone. "
BOTH, ALONE = ("chemotherapy", "trastuzumab"), ("chemotherapy",)
Told = set[tuple[str, tuple[str, ...], str]]


def told(text: str) -> Told:
    """Measures with the arm (none for everybody) and the value."""
    found = facts(text, "outcome", "abstract")
    return {(name(f, "measure"), tuple(given(f)) if f.one("arm") else (), str(f.one("value"))) for f in found}
