"""Arms that a sentence describes and does not name, multiplied: what introduces arms × descriptions × places.

What is promised of a cell: its figure is that of the arm that the words describe; of none, where none or several fit.
The descriptions stand in `grids/descriptions.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from gridding import grid
from prose import detail, facts, given


def _cells() -> Iterator[Any]:
    """Each description with the sentence that introduces its arms and the arm that it means."""
    for row in grid("descriptions")["arms"]:
        for arm, described in row["means"].items():
            for words in described:
                yield pytest.param(row["design"], words, arm, id=f"{words}: {arm}")


@pytest.mark.parametrize(("design", "words", "arm"), list(_cells()))
def test_a_description_means_the_one_arm_that_fits(design: str, words: str, arm: str) -> None:
    for place in grid("descriptions")["places"]:
        read = facts(f"# A trial\n\n{design} {place.format(a=words)}\n", "outcome")
        told = {" | ".join(filter(None, (" + ".join(sorted(given(fact))), detail(fact)))) for fact in read}
        assert told - {""} == ({arm} - {"nobody"}), place.format(a=words)
