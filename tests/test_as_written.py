"""Figures keep the digits that documents give them, and what bears on a figure stands beside it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

import kg
from kg import terms
from kg.card import card
from kg.export import facts

PAGE = """---
title: Lenvatinib in Medullary Thyroid Cancer
---

# Lenvatinib in Medullary Thyroid Cancer

In the HARBOR trial, patients with medullary thyroid cancer were randomly assigned to lenvatinib or placebo.
Median progression-free survival was 12.0 months with lenvatinib and {months} months with placebo (hazard ratio
{ratio}; {level}CI, 0.50–0.70; p = 0.24).
"""


@pytest.fixture
def graph(tmp_path: Path) -> kg.Graph:
    """Two pages on one trial, whose figures would agree if 4.0 were 4 and 0.60 were 0.6."""
    (tmp_path / "tern.md").write_text(PAGE.format(months="4.0", ratio="0.60", level="99% "))
    (tmp_path / "wren.md").write_text(PAGE.format(months="4.4", ratio="0.64", level=""))
    return kg.build([tmp_path])


def test_tables_and_exports_print_the_digits_of_the_document(graph: kg.Graph) -> None:
    rows = graph.query("trial-results", trial="HARBOR")
    assert {str(row["value"]) for row in rows} == {"12.0", "4.0", "4.4", "0.60", "0.64", "0.24"}
    assert "0.60" in rows.to_table() and ",0.60," in rows.to_csv() and "| 0.60 |" in rows.to_markdown()
    assert {(str(row["ciLow"]), str(row["ciHigh"])) for row in rows if row["ciLow"]} == {("0.50", "0.70")}
    table = csv.DictReader(io.StringIO("".join(facts.csv(graph._store))))
    assert {row["value"] for row in table if row["kind"] == "outcome"} == {"12.0", "4.0", "4.4"}
    shown = card(graph._store, "HARBOR")
    assert "4.0 months" in shown and "0.60 (99% CI 0.50 to 0.70)" in shown


def test_digits_make_no_other_number(graph: kg.Graph) -> None:
    rows = graph.query("trial-results", trial="HARBOR").records()
    assert Decimal("0.6") in {row["value"] for row in rows}
    asked = (
        f"SELECT ?d {{ ?e <{terms.digits}> ?d ; <{terms.supports}>/<{terms.value}> ?v . FILTER(?v = 0.6) }} ORDER BY ?d"
    )
    assert graph.query(asked)["d"] == ("0.50", "0.60", "0.70")


def test_a_rounding_is_told_by_the_digits_as_written(graph: kg.Graph) -> None:
    rows = graph.query("disagreements")
    assert {(str(row["lowest"]), str(row["highest"])) for row in rows} == {("4.0", "4.4"), ("0.60", "0.64")}
    assert "4.0 months (tern); 4.4 months (wren)" in rows["values"]


def test_one_fact_with_two_ways_to_write_its_number_is_one_fact(tmp_path: Path) -> None:
    told = "The hazard ratio for progression-free survival with lenvatinib versus placebo was {}."
    page = PAGE.partition("Median")[0] + told.format("0.6") + " " + told.format("0.60")
    (tmp_path / "page.md").write_text(page)
    graph = kg.build([tmp_path])
    asked = f'SELECT DISTINCT ?f {{ ?f <{terms.effect}> "hazard_ratio" ; <{terms.value}> 0.6 }}'
    assert len(graph.query(asked)) == 1


def test_an_interval_has_the_level_that_was_said(graph: kg.Graph) -> None:
    words = {node["detail"] for _, node in graph.to_networkx().nodes(data=True) if node["kind"] == "comparison"}
    assert {"99% CI 0.50–0.70", "CI 0.50–0.70"} <= words


def test_a_gain_has_its_p_value_beside_it(graph: kg.Graph) -> None:
    rows = graph.query("survival-gains")
    assert {(str(row["months"]), str(row["comparatorMonths"]), row["p"]) for row in rows} == {
        ("12.0", "4.0", "0.24"),
        ("12.0", "4.4", "0.24"),
    }


def test_a_trial_is_shown_and_drawn_by_its_registry_id(tmp_path: Path) -> None:
    page = PAGE.replace("HARBOR trial", "HARBOR trial (NCT09990001)").format(months="4.0", ratio="0.6", level="")
    (tmp_path / "page.md").write_text(page)
    graph = kg.build([tmp_path])
    assert "HARBOR" in graph.query("trial-results", trial="NCT09990001")["trial"]
    assert card(graph._store, "nct09990001").startswith("HARBOR, trial")
    assert "HARBOR" in graph.draw(tmp_path / "trial.svg", "NCT09990001").read_text()
