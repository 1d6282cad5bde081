"""Changes in time within an arm, which set no arm against another."""

from __future__ import annotations

import pytest
from prose import facts, given, name

TRIAL = "Patients were randomly assigned to exercise or usual care. "
ONE_ARM = "Twenty patients received sorafenib. "

Row = tuple[str, list[str], list[str], str]
"""Measure, arm, what it is set against, verdict or p value."""


def told(text: str) -> list[Row]:
    found = facts(text, "comparison", "abstract")
    return sorted(
        (name(f, "measure"), given(f), given(f, "comparator"), str(f.one("verdict") or f.one("value"))) for f in found
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{TRIAL}In the exercise group, fatigue decreased significantly from baseline to week 12 (P = .01).",
            [("fatigue", ["exercise"], ["baseline"], "0.01"), ("fatigue", ["exercise"], ["baseline"], "improved")],
        ),
        (
            f"{TRIAL}Quality of life improved in the exercise group (P = .001) but not in usual care (P = .4).",
            [
                ("quality of life", ["exercise"], ["baseline"], "0.001"),
                ("quality of life", ["exercise"], ["baseline"], "improved"),
                ("quality of life", ["usual care"], ["baseline"], "0.4"),
                ("quality of life", ["usual care"], ["baseline"], "no_difference"),
            ],
        ),
        (
            f"{ONE_ARM}Pain scores improved from 6.2 at baseline to 3.1 at week 4 (P = .01).",
            [
                ("pain scores", ["sorafenib"], ["baseline"], "0.01"),
                ("pain scores", ["sorafenib"], ["baseline"], "improved"),
            ],
        ),
        (
            f"{ONE_ARM}No significant change in quality of life was observed from baseline to week 12 (P = .4).",
            [
                ("quality of life", ["sorafenib"], ["baseline"], "0.4"),
                ("quality of life", ["sorafenib"], ["baseline"], "no_difference"),
            ],
        ),
    ],
)
def test_a_change_in_time_is_told_of_its_arm_against_what_it_was_before(text: str, expected: list[Row]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fatigue was lower than at baseline with exercise compared with usual care (P = .004).",
        "The change in fatigue from baseline differed between exercise and usual care (P = .004).",
        "There was a reduction in fatigue in the exercise group compared with the usual care group (P = .004).",
    ],
)
def test_a_change_that_is_set_against_that_of_another_arm_is_a_contrast(text: str) -> None:
    assert [row for row in told(TRIAL + text) if row[2] == ["baseline"]] == []
    assert ("fatigue", ["exercise"], ["usual care"], "0.004") in told(TRIAL + text)
