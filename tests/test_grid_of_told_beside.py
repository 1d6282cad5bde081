"""What stands right beside a treatment is its arm's detail, whatever is told of those who had it.

The ways of naming a treatment and the sentences stand in `grids/told_beside.toml`. What is promised of a cell: each
fact of the arm has the words that tell which treatment it is, and at least one is found in most sentences.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from prose import detail, facts, given

GRID = tomllib.loads((Path(__file__).parent / "grids" / "told_beside.toml").read_text())
OTHER = (("total-body irradiation",), "")
"""The arm that some sentences tell of besides."""
STUDY = "# Late Effects of Treatment (PDQ®)\n\n## Evidence\n\nA retrospective study included 900 survivors. "


@pytest.mark.parametrize("way", GRID["way"], ids=lambda way: str(way["said"]))
def test_each_fact_of_a_treatment_says_which_one_it_is(way: dict[str, object]) -> None:
    said = str(way["said"])
    silent, wrong = [], []
    for frame in GRID["frames"]:
        text = frame.replace("{A}", said).replace("{Aa}", said[0].upper() + said[1:])
        told = {(tuple(given(f)), detail(f)) for f in facts(STUDY + text, "comparison", "nci_pdq") if given(f)}
        silent += [text] if not told else []
        wrong += [(text, *each) for each in told - {(tuple(way["given"]), way["detail"]), OTHER}]  # type: ignore[arg-type]
    assert wrong == []
    assert len(silent) <= 3, silent
