"""Figures whose groups stand beside them: treatments and tests that no inventory of arms holds."""

from __future__ import annotations

import pytest
from prose import facts, given, name


def told(text: str) -> list[tuple[str, list[str], str]]:
    """Measure, arm and value of each outcome of a page that sums up many studies."""
    return [(name(f, "measure"), given(f), str(f.one("value"))) for f in facts(text, "outcome", "nci_pdq")]


OS = "overall survival"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In one study, the median overall survival was 31.2 months for patients who underwent splenectomy compared "
            "with 17.5 months for those treated with systemic therapy alone.",
            [(OS, ["splenectomy"], "31.2"), (OS, ["systemic therapy"], "17.5")],
        ),
        (
            "In one study, median overall survival with early treatment (n = 90) was 21.1 months compared with 20.8 "
            "months for patients in the delayed-treatment group.",
            [(OS, ["early treatment"], "21.1"), (OS, ["delayed-treatment"], "20.8")],
        ),
        (
            "The sensitivity for thyroid cancer was 71% (50/70) for the QX test and 44% for XYT.",
            [("sensitivity", ["QX test"], "71"), ("sensitivity", ["XYT"], "44")],
        ),
    ],
)
def test_each_figure_has_the_group_beside_it(text: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In one study, overall survival was 31% for patients with lung metastases and 17% for stage IV disease.",
        "Overall survival is generally 31 months for systemic therapy and 17 months for surgery.",
        "In one study, overall survival was 31% at 2 years and 17% at 5 years.",
    ],
)
def test_people_and_times_are_no_treatments(text: str) -> None:
    assert not any(arm for _, arm, _ in told(text))


def test_an_age_or_a_risk_group_does_not_part_the_people_of_a_study() -> None:
    text = (
        "A retrospective study described 44 children younger than 9 years in three risk groups. Some children also "
        "received radiation therapy. The overall survival rate was 88%."
    )
    assert told(text) == [(OS, [], "88")]
