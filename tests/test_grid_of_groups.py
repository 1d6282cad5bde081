"""Ordinary sentences of how groups fared that no treatment makes, multiplied: arrangements × groups × measures.

What is promised of a cell: each group's figure is found with its measure and its people, and no other outcome is made
up. The sentences stand in `grids/groups.toml`, the measures in `grids/outcomes.toml`.
"""

from __future__ import annotations

import pytest
from grid_facts import Told, side, told
from gridding import Row, assert_read, fitting, rows
from prose import facts
from test_grid_of_outcomes import MEASURES, cells

from kg.model import Fact

EVERY = 13
"""Of the cells of an arrangement, one in so many is read, another one for each arrangement."""
STUDY = "# Treatment of Thymoma (PDQ®)\n\n## Evidence\n\nA retrospective study included 90 patients. "


def _of_people(fact: Fact) -> Told:
    """An outcome whose side are its people; it has no treatment."""
    ((kind, measure, _, value, _),) = told(fact)
    return (kind, measure, (side(fact)[0], str(fact.one("population") or "").lower()), value)


@pytest.mark.parametrize(("_number", "row"), rows("groups"))
def test_each_figure_is_its_group_s_and_none_is_made_up(_number: int, row: Row) -> None:
    missed = []
    for cell in cells(row, fitting("groups", row, 1), MEASURES, EVERY):
        read = facts(f"{STUDY}{cell.sentence}\n", "outcome", "nci_pdq")
        missed.append(cell.has({_of_people(fact) for fact in read}))
    assert_read(row, missed)
