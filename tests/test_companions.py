"""What figures of a list count each for itself, and whose they are where a drug's companion changes."""

from __future__ import annotations

import pytest
from figuring import ALONE, BOTH, TWO, Told, told


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "There were 18% complete responses, 22% minor shrinkage, and 41% stable growth with chemotherapy alone.",
            {("complete response", ALONE, "18")},
        ),
        (
            "We saw 12.5% complete response, 30% more than 40% shrinkage, and 57.5% no response with trastuzumab.",
            {("complete response", BOTH, "12.5")},
        ),
        (
            "There were 18% complete responses with chemotherapy alone and 33% with trastuzumab.",
            {("complete response", ALONE, "18"), ("complete response", BOTH, "33")},
        ),
    ],
)
def test_figures_of_a_list_that_each_count_a_thing_of_their_own_tell_no_one_measure(
    sentence: str, expected: Told
) -> None:
    assert told(TWO + sentence) == expected


ONE = "# Cetuximab again: a single-arm phase II trial\n\nPatients received FOLFOX plus cetuximab until progression. "


@pytest.mark.parametrize(
    ("given_later", "arm"),
    [
        ("FOLFIRI plus cetuximab", ("FOLFIRI", "cetuximab")),
        ("capecitabine plus cetuximab", ("capecitabine", "cetuximab")),
        ("cetuximab plus FOLFOX", ("FOLFOX", "cetuximab")),
        ("cetuximab plus chemotherapy", ("FOLFOX", "cetuximab")),
    ],
)
def test_a_drug_with_another_companion_is_no_arm_of_its_first_one(given_later: str, arm: tuple[str, ...]) -> None:
    text = ONE + f"Of these, 31 patients went on to receive {given_later} and achieved a response rate of 27.6%."
    assert told(text) == {("objective response rate", arm, "27.6")}
