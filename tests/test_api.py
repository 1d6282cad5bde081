"""`import kg`: build, ask, take elsewhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import QueryError, StoreError, UsageError


def test_build_stays_the_function_whatever_is_imported() -> None:
    import kg.cli.commands.build  # noqa: PLC0415
    import kg.pipeline  # noqa: PLC0415

    assert isinstance(kg.build, Callable) and kg.build.__module__ == "kg.api"  # type: ignore[arg-type]


def test_importing_is_quick_and_offers_what_it_says() -> None:
    code = "import sys, kg; print(len(sys.modules)); print(sorted(set(kg.__all__) - set(dir(kg))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules, missing = done.stdout.splitlines()
    assert int(modules) < 90 and missing == "[]"
    assert all(getattr(kg, name) for name in kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        kg.biuld  # noqa: B018


def test_a_graph_says_what_it_is(seeds: kg.Graph) -> None:
    assert repr(seeds) == f"<kg.Graph: 8 documents, {len(seeds)} statements>"
    assert seeds.set_aside == ()


def test_it_is_asked_by_name_by_file_and_in_sparql(seeds: kg.Graph, tmp_path: Path) -> None:
    file = tmp_path / "drugs.rq"
    file.write_text("SELECT DISTINCT ?d WHERE { ?d a <https://w3id.org/oncology-kg/ontology#Drug> } ORDER BY ?d")
    assert "BRAF" in seeds.query("targets-of-drug", drug="Nexavar")["target"]
    assert seeds.query(file).rows == seeds.query(file.read_text()).rows
    with pytest.raises(QueryError, match="near it: approvals"):
        seeds.query("approvls")


def test_an_answer_is_printed_as_a_table(seeds: kg.Graph) -> None:
    answer = seeds.query("targets-of-drug", drug="sorafenib")
    assert str(answer) + "\n" == answer.to_table()
    assert repr(answer) == f"<kg.Result targets-of-drug: {len(answer)} rows of drug, action, target, documents, quote>"
    assert "… and 300 more rows" in str(seeds.query("SELECT ?s { ?s ?p ?o } LIMIT 500"))


def test_what_is_no_path_is_told(tmp_path: Path) -> None:
    for wrong in (7, [tmp_path, None]):
        with pytest.raises(UsageError, match="is no file or folder"):
            kg.build(wrong)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="7 is no folder"):
        kg.open(7)  # type: ignore[arg-type]


def test_what_has_no_value_is_none_in_every_question(seeds: kg.Graph) -> None:
    (row, *_) = seeds.query("disagreements")
    assert "" not in row.values() and row["effect"] is None


def test_an_answer_becomes_a_frame(seeds: kg.Graph) -> None:
    frame = seeds.query("approvals", drug="sorafenib").to_pandas()
    assert {"drug", "cancer", "date", "quote"} <= set(frame.columns)
    assert set(frame.drug) == {"sorafenib"}


def test_networkx_gets_typed_things_and_edges_with_their_quotes(seeds: kg.Graph) -> None:
    network = seeds.to_networkx()
    drug, target = "https://w3id.org/oncology-kg/drug/sorafenib", "https://w3id.org/oncology-kg/target/BRAF"
    assert network.nodes[drug]["kind"] == "drug" and network.nodes[drug]["label"] == "sorafenib"
    assert "inhibits the activities" in network[drug][target]["targets"]["quote"]


def test_rdflib_gets_every_statement_in_its_graph(seeds: kg.Graph) -> None:
    assert sum(1 for _ in seeds.to_rdflib().quads()) == len(seeds)


def test_it_is_saved_and_opened_again(seeds: kg.Graph, tmp_path: Path) -> None:
    seeds.save(tmp_path / "g")
    opened = kg.open(tmp_path / "g")
    assert len(opened) == len(seeds)
    opened.save(tmp_path / "h")
    names = ("graph.nq", "manifest.json")
    assert [(tmp_path / "g/current" / n).read_bytes() for n in names] == [
        (tmp_path / "h/current" / n).read_bytes() for n in names
    ]
    with pytest.raises(StoreError, match="no graph here"):
        kg.open(tmp_path / "nothing")


def test_it_is_checked_also_after_it_was_opened(seeds: kg.Graph, seeds_folder: Path) -> None:
    report = seeds.check()
    assert report.conforms and report.compared == report.quotes > 100
    assert kg.open(seeds_folder).check().conforms


def test_it_leaves_as_files_and_pictures(seeds: kg.Graph, tmp_path: Path) -> None:
    assert seeds.export(tmp_path / "graph.ttl").read_text().startswith(("#", "@prefix"))
    assert seeds.export(tmp_path / "graph.data", "nquads").stat().st_size > 100_000
    assert seeds.draw(tmp_path / "x.png", "Nexavar").read_bytes().startswith(b"\x89PNG")
    assert "DECISION" in seeds.draw(tmp_path / "x.svg", view="layered").read_text()
    with pytest.raises(UsageError, match="no view 'pie'"):
        seeds.draw(tmp_path / "x.svg", view="pie")


def test_what_cannot_be_read_is_set_aside_or_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.md").write_text("no front matter")
    built = kg.build([tmp_path, "seeds/exam-digest.md"])
    assert [one.path for one in built.set_aside] == [f"{tmp_path / 'bare.md'}:1"]
    with pytest.raises(UsageError, match=r"no document could be read.*no front matter"):
        kg.build(tmp_path)
    for share in (2, -0.1, float("nan"), "much"):
        with pytest.raises(UsageError, match="not between 0 and 1"):
            kg.build("seeds", min_confidence=share)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="-1 processes cannot read"):
        kg.build("seeds", workers=-1)


def test_the_questions_can_be_listed() -> None:
    assert "approvals" in {question.name for question in kg.questions()}


def test_a_notebook_shows_what_a_graph_holds(seeds: kg.Graph) -> None:
    shown = seeds._repr_html_()
    assert "<td>documents</td><td>8</td>" in shown and "<td>approval</td>" in shown
    assert "not for clinical use" in shown
