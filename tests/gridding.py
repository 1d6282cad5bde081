"""What the grids of ordinary sentences share: rows that are not read yet, and what is missed of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest


def rows(arrangements: Sequence[Mapping[str, Any]]) -> list[Any]:
    """A parameter for each arrangement; one with `reads = false` must fail."""
    return [
        pytest.param(
            arrangement,
            id=arrangement["text"],
            marks=[] if arrangement.get("reads", True) else [pytest.mark.xfail(strict=True)],
        )
        for arrangement in arrangements
    ]


def assert_read(arrangement: Mapping[str, Any], missed: Sequence[str]) -> None:
    """An arrangement misses nothing in its cells, or says that it does: `reads = false`."""
    if arrangement.get("reads", True):
        assert not missed, "\n".join(missed)
    else:
        assert missed, "all of it is read: take `reads = false` away"
