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


def test_an_answer_without_quotes_cannot_be_cited(graph: Path) -> None:
    opened = kg.open(graph)
    with pytest.raises(QueryError, match="no quotes"):
        opened.cite(opened.query("targets-of-drug", drug="sorafenib"))


def test_words_that_stand_in_no_document_are_cited_from_none(graph: Path) -> None:
    opened = kg.open(graph)
    made = opened.query('SELECT ?document ?quote WHERE { BIND("made up" AS ?quote) ?document a ?any } LIMIT 1')
    (row,) = opened.cite(made)
    assert row["start"] is row["title"] is None


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
