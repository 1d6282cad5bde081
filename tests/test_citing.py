"""What is promised of citations: each row of an answer leads to its words in its document, and to the document."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.errors import QueryError

PAGE = """---
title: Sorafenib in Thyroid Cancer
source: NCI
url: https://example.org/sorafenib
lastReviewed: 2026-05-04
license: public_domain
---

Sorafenib inhibits BRAF. The FDA approved sorafenib for thyroid cancer in November 2013.
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cited")
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    kg.build([folder / "page.md"]).save(folder / "graph")
    return folder / "graph"


def test_a_row_is_cited_by_its_document_and_the_place_of_its_quote(graph: Path) -> None:
    opened = kg.open(graph)
    (row,) = opened.cite(opened.query("approvals", drug="sorafenib"))
    assert (row["title"], row["url"]) == ("Sorafenib in Thyroid Cancer", "https://example.org/sorafenib")
    assert (str(row["lastReviewed"]), row["license"]) == ("2026-05-04", "public_domain")
    assert PAGE[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]
    assert row["drug"] == "sorafenib"  # what the answer had stays


def test_an_answer_that_has_a_column_keeps_its_own(graph: Path) -> None:
    opened = kg.open(graph)
    told = opened.query("about", thing="sorafenib")
    cited = opened.cite(told)
    assert cited.columns[: len(told.columns)] == told.columns
    assert len(set(cited.columns)) == len(cited.columns)
    assert [row["start"] for row in cited] == [row["start"] for row in told]


def test_a_quote_whose_document_the_answer_does_not_name_is_cited_from_where_it_stands(graph: Path) -> None:
    opened = kg.open(graph)
    (row,) = opened.cite(opened.query("targets-of-drug", drug="sorafenib"))
    assert (str(row["document"]).rpartition("/")[2], row["title"]) == ("page", "Sorafenib in Thyroid Cancer")
    assert PAGE[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


def _differing(folder: Path) -> kg.Graph:
    """A graph of two pages that give the same arm two medians, and two verdicts."""
    for name, months, day in (("first", "11.4", "2026-01-02"), ("second", "14.9", "2026-02-03")):
        text = (
            f"---\ntitle: The {name} page\nlastReviewed: {day}\n---\n\nThe ORCHARD trial (NCT01234567) randomized "
            f"patients with thyroid cancer to sorafenib or placebo. In ORCHARD, median progression-free survival was "
            f"{months} months with sorafenib versus 5.8 months with placebo.\n"
        )
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return kg.build(folder)


def test_each_of_several_quotes_in_a_cell_is_cited(tmp_path: Path) -> None:
    graph = _differing(tmp_path)
    told = graph.query("disagreements")
    assert len(told) == 1
    cited = graph.cite(told)
    assert cited["title"] == ("The first page", "The second page")
    for row in cited:
        text = (tmp_path / f"{str(row['document']).rpartition('/')[2]}.md").read_text(encoding="utf-8")
        assert text[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]
        assert row["highest"] == told["highest"][0]


def test_both_of_two_quotes_side_by_side_are_cited(tmp_path: Path) -> None:
    graph = _differing(tmp_path)
    made = graph.query(
        """PREFIX kg: <https://w3id.org/oncology-kg/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?document ?quote ?otherDocument ?otherQuote WHERE {
          ?one kg:supports/kg:value 11.4 ; oa:exact ?quote ; oa:hasSource ?document .
          ?two kg:supports/kg:value 14.9 ; oa:exact ?otherQuote ; oa:hasSource ?otherDocument }"""
    )
    (row,) = graph.cite(made)
    assert (row["title"], row["otherTitle"]) == ("The first page", "The second page")
    assert isinstance(row["otherStart"], int)


def test_an_answer_without_quotes_cannot_be_cited(graph: Path) -> None:
    opened = kg.open(graph)
    for question in ("documents-due", "document-facts"):
        with pytest.raises(QueryError, match="no quotes"):
            opened.cite(opened.query(question))


def test_words_that_stand_in_no_document_are_cited_from_none(graph: Path) -> None:
    opened = kg.open(graph)
    made = opened.query('SELECT ?document ?quote WHERE { BIND("made up" AS ?quote) ?document a ?any } LIMIT 1')
    (row,) = opened.cite(made)
    assert row["start"] is row["title"] is None


def test_each_line_of_a_trials_card_is_cited_by_the_words_of_the_first_document_that_says_so(tmp_path: Path) -> None:
    graph = _differing(tmp_path)
    card = graph.cite(graph.query("trial-card", trial="ORCHARD"))
    (row,) = (row for row in card if row["attribute"] == "allocation")
    assert (row["documents"], row["title"]) == (2, "The first page")
    assert str(row["quote"]).startswith("The ORCHARD trial (NCT01234567) randomized patients") and row["start"]


def test_a_misspelt_term_is_told_before_the_quotes_that_the_answer_lacks(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.rq"
    asked.write_text("PREFIX kg: <https://w3id.org/oncology-kg/ontology#> SELECT ?f WHERE { ?f a kg:Aproval }")
    assert main(["query", str(asked), "--cite", "--graph", str(graph)]) == 2
    told = capsys.readouterr().err
    assert told.index("near it: kg:Approval") < told.index("no quotes")


def test_the_command_line_cites(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "approvals", "--cite", "-f", "json", "--graph", str(graph)]) == 0
    assert '"url": "https://example.org/sorafenib"' in capsys.readouterr().out
    assert main(["query", "--all", "--cite", "--graph", str(graph)]) == 2
    assert "one question" in capsys.readouterr().err


def test_a_thing_is_asked_for_by_any_of_its_names(graph: Path) -> None:
    opened = kg.open(graph)
    by_name, by_iri = (
        opened.query("about", thing=thing).terms
        for thing in ("Sorafenib", "https://w3id.org/oncology-kg/drug/sorafenib")
    )
    assert by_name == by_iri
    assert by_name
    with pytest.raises(QueryError, match="nothing in the graph is called 'sorafenab'"):
        opened.query("about", thing="sorafenab")
