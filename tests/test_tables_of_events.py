"""What the figures of untoward events in tables count, and whose they are."""

from __future__ import annotations

import pytest
from prose import facts, given, name

TRIAL = "# Prevention (PDQ)\n\nThe HARBOR trial compared tamoxifen and raloxifene in 900 women.\n\n"
HEAD = "|  | Tamoxifen | Raloxifene |\n| --- | --- | --- |\n"


def told(table: str) -> set[tuple[str, ...]]:
    """Event, arm, value and unit of the events of a table below a trial of two arms."""
    found = facts(TRIAL + table, "adverse_event", "nci_pdq")
    return {
        (name(f, "event"), *given(f), str(f.one("value")), str(f.one("unit")))
        for f in found
        if f.one("value") is not None
    }


@pytest.mark.parametrize(
    ("table", "unit"),
    [
        (f"Table 1. Harms per 1,000 Women\n\n{HEAD}| Leg cramps | 12.5 | 8.1 |\n", "per 1,000 women"),
        (
            f"Table 1. Harms\n\n{HEAD}| **Symptoms (0–4 scale)** | | |\n| Leg cramps | 12.5 | 8.1 |\n",
            "points (0–4 scale)",
        ),
        (
            "Table 1. Harms\n\n|  | Tamoxifen (%) | Raloxifene (%) |\n| --- | --- | --- |\n"
            "| Leg cramps | 12.5 | 8.1 |\n",
            "percent",
        ),
    ],
)
def test_a_table_tells_what_its_bare_numbers_count_and_its_columns_are_arms(table: str, unit: str) -> None:
    assert told(table) == {("muscle cramps", "tamoxifen", "12.5", unit), ("muscle cramps", "raloxifene", "8.1", unit)}


def test_a_number_of_which_nothing_tells_what_it_counts_is_no_figure() -> None:
    assert told(f"Table 1. Harms\n\n{HEAD}| Leg cramps | 12.5 | 8.1 |\n") == set()
