"""A figure is told of the trial that the document says it of, and of none by name where it does not say.

`grids/whose.toml` has the arrangements; each is read with several ways of naming trials.
"""

from __future__ import annotations

import pytest
from gridding import Row, assert_read, grid, rows
from prose import facts, name

from kg import names


def _trials(text: str) -> set[tuple[str, str]]:
    """The trial ("?" for one without a name) and the value of each outcome."""
    told = [(name(fact, "trial"), str(fact.one("value"))) for fact in facts(text, "outcome", "nci_page")]
    return {("?" if names.is_unnamed(trial) else trial, value) for trial, value in told}


@pytest.mark.parametrize(("_number", "row"), rows("whose"))
def test_a_figure_is_told_of_the_trial_that_it_is_said_of(_number: int, row: Row) -> None:
    missed: list[str] = []
    for given in grid("whose")["names"]:
        text = row["text"].format(**given)
        wanted = {(given.get(trial, trial), value) for trial, value in map(str.split, row["facts"])}
        found = _trials(text)
        assert found <= wanted, f"told of another trial: {text}"
        missed.append(f"{text}\n  not read: {sorted(wanted - found)}" if wanted - found else "")
    assert_read(row, missed)
