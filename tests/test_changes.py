"""Changes in time within an arm, which set no arm against another."""

from __future__ import annotations

import pytest
from prose import facts, given, name

TRIAL = "Patients were randomly assigned to exercise or usual care. "

Row = tuple[str, list[str], list[str], str]
"""Measure, arm, what it is set against, verdict or p value."""


def told(text: str) -> list[Row]:
    found = facts(text, "comparison", "abstract")
    return sorted(
        (name(f, "measure"), given(f), given(f, "comparator"), str(f.one("verdict") or f.one("value"))) for f in found
    )


@pytest.mark.parametrize(
    "text",
    [
        "Fatigue was lower than at baseline with exercise compared with usual care (P = .004).",
        "The change in fatigue from baseline differed between exercise and usual care (P = .004).",
        "There was a reduction in fatigue in the exercise group compared with the usual care group (P = .004).",
    ],
)
def test_a_change_that_is_set_against_that_of_another_arm_is_a_contrast(text: str) -> None:
    assert ("fatigue", ["exercise"], ["usual care"], "0.004") in told(TRIAL + text)


@pytest.mark.parametrize(
    "text",
    [
        "In the exercise group, fatigue decreased significantly from baseline to week 12 (P = .01).",
        "Quality of life improved in the exercise group (P = .001) but not in usual care (P = .4).",
    ],
)
def test_a_change_in_time_sets_no_arm_against_another(text: str) -> None:
    assert told(TRIAL + text) == []
