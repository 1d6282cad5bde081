"""The whole way of the data: what fails costs only itself, and nothing depends on the order of the files."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from kg import making, pipeline
from kg.model import Document, Reading, SetAside

SEEDS = sorted(Path("seeds").glob("*.md"))
ALL = Decimal(0)


def test_the_order_of_the_files_does_not_matter() -> None:
    forth, back = pipeline.build(SEEDS[:4], ALL), pipeline.build([*SEEDS[3::-1], SEEDS[0].parent / SEEDS[1].name], ALL)
    assert forth.lines == back.lines and forth.manifest() == back.manifest()
    assert forth.lines == sorted(set(forth.lines))


def test_every_statement_is_in_a_named_graph_and_no_node_is_blank() -> None:
    built = pipeline.build(SEEDS[:2])
    assert all(line.endswith("> .") and line.count(" <") >= 2 for line in built.lines)
    assert not any("_:" in line.split(' "')[0] for line in built.lines)


def test_of_two_documents_of_one_name_the_first_is_built(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.md").write_text(SEEDS[0].read_text())
    built = pipeline.build([tmp_path / "b", tmp_path / "a"])
    assert built.documents == 1
    first = tmp_path / "a/page.md"
    assert built.set_aside == [
        SetAside(str(tmp_path / "b/page.md"), f"another document has the same name: {first}", "rename one")
    ]


def test_a_fault_of_the_program_costs_one_document_and_says_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    read = making.__dict__["read"]

    def faulty(document: Document, *rest: object) -> Reading:
        if document.name == SEEDS[0].stem:
            raise LookupError("no such rule")
        return read(document, *rest)  # type: ignore[no-any-return]

    monkeypatch.setattr(making, "read", faulty)
    built = pipeline.build(SEEDS[:2])
    assert built.documents == 1
    (aside,) = built.set_aside
    assert aside.path == str(SEEDS[0])
    assert aside.reason.startswith("a fault of the program: LookupError: no such rule (test_pipeline.py:")


def test_what_is_less_sure_than_asked_is_kept_out_and_counted() -> None:
    everything, sure = pipeline.build(SEEDS[:2], ALL), pipeline.build(SEEDS[:2], Decimal("0.99"))
    assert everything.withheld == 0
    assert sure.facts + sure.withheld == everything.facts


def test_progress_is_told_after_each_document_also_after_one_that_failed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("no front matter")
    told: list[tuple[str, int, int, float]] = []
    pipeline.build([tmp_path, SEEDS[0]], progress=lambda *said: told.append(said))
    assert [said[:3] for said in told] == [("reading", 1, 2), ("reading", 2, 2)]


def test_progress_is_the_share_of_the_bytes_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("no front matter" * 100)
    (tmp_path / "short.md").write_text("no front matter")
    told: list[float] = []
    pipeline.build([tmp_path], progress=lambda *said: told.append(said[3]))
    assert told == [pytest.approx(0.99, abs=0.001), 1.0]


def test_the_manifest_names_the_files_with_their_digests_and_no_clock() -> None:
    said = pipeline.build(SEEDS[:1]).manifest()
    (document,) = said["documents"]
    assert document["iri"] == "https://w3id.org/oncology-kg/document/decision-digest"
    assert document["path"] == str(SEEDS[0])
    assert document["sha256"] == hashlib.sha256(SEEDS[0].read_bytes()).hexdigest()
    assert set(document) == {"iri", "path", "sha256", "digest", "part", "facts", "statements"}
    assert set(said) == {"rules", "vocabulary", "links", "documents", "set_aside", "withheld"}
