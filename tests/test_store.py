"""What the store promises: the old graph or the new one, never parts, never an empty one instead."""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import store
from kg.errors import QueryError, StoreError, UsageError
from kg.nquads import split, triples
from kg.store import Store, building, loading, opening
from kg.store import lines as sorted_lines

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
OF_GRAPHS = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


def lines(name: str, count: int = 50) -> list[str]:
    """A graph of two documents that say some of the same."""
    return sorted(
        f'<https://e.org/s{n}> <https://e.org/{name}> "{n}" <https://e.org/document/{d}> .'
        for n in range(count)
        for d in (("a", "b") if n % 2 else ("a",))
    )


def number(graph: Store, query: str = COUNT) -> int:
    (row,) = graph.query(query).rows
    return int(str(row[0]).split('"')[1])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    store.write(tmp_path / "graph", lines("old"), {"rules": "abc"})
    return tmp_path / "graph"


def test_memory_and_disk_hold_each_statement_once_in_the_default_graph_and_in_each_graph_that_says_it(
    home: Path,
) -> None:
    for graph in (Store.memory(lines("old")), Store.open(home)):
        assert (number(graph), number(graph, OF_GRAPHS), len(graph)) == (50, 75, 75)
        assert list(graph.lines()) == lines("old")
        assert list(graph.triples()) == list(triples(lines("old")))
        assert graph.graphs() == ["https://e.org/document/a", "https://e.org/document/b"]


def test_the_manifest_says_what_is_in_and_no_more(home: Path) -> None:
    manifest = json.loads((home / "current" / "manifest.json").read_text("utf-8"))
    assert manifest["quads"] == 75
    assert manifest["statements"] == 50
    assert manifest["rules"] == "abc"
    assert set(manifest) == {"format", "quads", "statements", "digest", "software", "rules"}
    assert Store.memory(lines("old")).manifest["digest"] == manifest["digest"]


def test_the_canonical_bytes_do_not_depend_on_the_order_of_the_lines_or_on_how_they_were_sorted(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed = lines("old") * 2
    random.Random(3).shuffle(mixed)  # noqa: S311
    monkeypatch.setattr(sorted_lines, "_CHUNK", 7)
    monkeypatch.setattr(sorted_lines, "_BLOCK", 3)
    monkeypatch.setattr(loading, "_PIECE", 100)
    other = store.write(tmp_path / "other", iter(mixed), {"rules": "abc"})
    assert number(Store.open(tmp_path / "other")) == 50
    for name in ("graph.nq", "manifest.json"):
        assert (other / name).read_bytes() == (home / "current" / name).read_bytes()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=60), st.integers(1, 9), st.integers(1, 4))
def test_lines_sorted_in_parts_are_those_sorted_at_once(texts: list[str], chunk: int, block: int) -> None:
    told = [json.dumps(text, ensure_ascii=False) for text in texts]  # no line holds a line end
    with TemporaryDirectory() as room, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorted_lines, "_CHUNK", chunk)
        patch.setattr(sorted_lines, "_BLOCK", block)
        assert list(sorted_lines.ordered(told, Path(room))) == sorted(set(told))


def test_a_line_that_is_none_is_told_though_others_are_loaded_behind_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_PIECE", 10)
    with pytest.raises(StoreError, match="no N-Quads"):
        store.write(home, ["<a:a> is no statement <a:g> .", *lines("new")])
    assert list(Store.open(home).lines()) == lines("old")


def test_checksums_are_those_of_sha256sum(home: Path) -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("sha256sum is not here")
    command = [tool, "-c", "--quiet", "checksums.sha256"]
    subprocess.run(command, cwd=home / "current", check=True)


def test_no_graph_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no graph here \(run `kg build` first\)"):
        Store.open(tmp_path / "nowhere")


def test_a_flipped_byte_in_any_file_is_an_error_that_names_it(home: Path) -> None:
    for path in sorted(p for p in (home / "current").rglob("*") if p.is_file() and p.stat().st_size):
        whole = path.read_bytes()
        at = len(whole) // 2
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(StoreError) as caught:
            Store.open(home)
        if path.name != "checksums.sha256":  # there, another file's checksum is what is wrong
            assert path.name in caught.value.where
        path.write_bytes(whole)
    assert number(Store.open(home)) == 50


def test_a_missing_file_is_an_error_that_names_it(home: Path) -> None:
    for path in sorted(p for p in (home / "current").rglob("*") if p.is_file()):
        aside = path.rename(home.parent / "aside")
        with pytest.raises(StoreError) as caught:
            Store.open(home)
        assert path.name in caught.value.where
        aside.rename(path)


def test_large_files_are_still_checked_for_being_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_CHECKED", 0)
    assert number(Store.open(home)) == 50
    next((home / "current" / "store").glob("*.sst")).unlink()
    with pytest.raises(StoreError, match="missing"):
        Store.open(home)


def test_a_failed_build_leaves_the_old_graph_and_nothing_else(home: Path) -> None:
    before = sorted(p.name for p in home.iterdir())

    def broken() -> Iterator[str]:
        yield from lines("new")
        yield "this is no statement <https://e.org/document/a> ."

    def stopped() -> Iterator[str]:
        yield from lines("new")
        raise KeyboardInterrupt

    with pytest.raises(StoreError, match="no N-Quads"):
        store.write(home, broken())
    with pytest.raises(KeyboardInterrupt):
        store.write(home, stopped())
    assert sorted(p.name for p in home.iterdir()) == before
    assert list(Store.open(home).lines()) == lines("old")


def test_values_that_the_store_would_merge_are_an_error_and_not_lost(tmp_path: Path) -> None:
    decimal = "<http://www.w3.org/2001/XMLSchema#decimal>"
    twice = [f'<https://e.org/s> <https://e.org/p> "{n}"^^{decimal} <https://e.org/g> .' for n in (1.1, "1.10")]
    with pytest.raises(StoreError, match="two literals may be one value"):
        store.write(tmp_path / "graph", twice)


def test_two_builders_do_not_meet(home: Path) -> None:
    def second() -> Iterator[str]:
        with pytest.raises(StoreError, match="another build is at work here"):
            store.write(home, lines("third"))
        yield from lines("new")

    store.write(home, second())
    assert list(Store.open(home).lines()) == lines("new")


def test_a_reader_keeps_its_graph_while_others_are_built_and_it_goes_when_nobody_reads_it(home: Path) -> None:
    with Store.open(home) as reader:
        store.write(home, lines("new", 30))
        store.write(home, lines("newer", 20))
        assert number(reader) == 50
        assert list(reader.lines()) == lines("old")
        assert number(reader.opener()()) == 50
        assert number(Store.open(home)) == 20
    store.write(home, lines("newest", 10))
    assert sorted(p.name for p in home.iterdir()) == ["build.lock", "current", "graph-000004"]


def test_a_folder_with_other_files_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(StoreError, match=r"holds other files \(thesis.txt\)"):
        store.write(tmp_path, lines("old"))
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_other_files_in_a_graphs_folder_are_neither_counted_nor_swept_away(home: Path) -> None:
    for name in ("graph-backup", "graph-2024-01-01"):
        (home / name).mkdir()
        (home / name / "notes.txt").write_text("years of work", "utf-8")
    store.write(home, lines("new"))
    assert sorted(p.parent.name for p in home.glob("*/notes.txt")) == ["graph-2024-01-01", "graph-backup"]
    assert list(Store.open(home).lines()) == lines("new")


def test_a_store_over_http_is_no_folder_to_build_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"http://host/ds: .*address \(name a folder"):
        store.write("http://me:secret@host/ds", lines("new"))
    assert not list(tmp_path.iterdir())


def test_a_graph_that_may_not_be_read_is_told_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", refused)
    for read in (Store.open, opening.check):
        with pytest.raises(StoreError, match=r"cannot be read: Permission denied \(see to its rights\)"):
            read(home)


def test_a_full_disk_is_an_error_and_the_old_graph_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building, "sync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        store.write(home, lines("new"))
    monkeypatch.undo()
    assert list(Store.open(home).lines()) == lines("old")


KILLED = """
import sys
sys.path.insert(0, {tests!r})
from test_store import lines
from kg import store
print("ready", flush=True)
while True:
    for name in ("old", "new"):
        store.write({home!r}, lines(name, 500))
"""


def test_kill_9_at_any_moment_leaves_the_old_graph_or_the_new_one(home: Path) -> None:
    script = KILLED.format(tests=str(Path(__file__).parent), home=str(home))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    wholes = {tuple(lines("old")), tuple(lines("old", 500)), tuple(lines("new", 500))}
    chance = random.Random(11)  # noqa: S311
    for _ in range(5):
        command = [sys.executable, "-c", script]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0, 0.4))  # the moment is the point
            child.send_signal(signal.SIGKILL)
        with Store.open(home) as graph:
            assert tuple(graph.lines()) in wholes
            assert number(graph, OF_GRAPHS) == len(graph)
    store.write(home, lines("new"))
    assert sorted(p.name for p in home.iterdir())[:2] == ["build.lock", "current"]
    assert len(list(home.iterdir())) == 3  # what the killed ones left is swept away


def test_a_graph_can_be_opened_in_another_process(home: Path) -> None:
    for graph in (Store.memory(lines("old")), Store.open(home)):
        again = pickle.loads(pickle.dumps(graph.opener()))()  # noqa: S301
        assert list(again.lines()) == lines("old")


def test_queries_that_fail_are_query_errors() -> None:
    graph = Store.memory(lines("old"))
    with pytest.raises(QueryError, match="not well-formed"):
        graph.query("SELECT ?s WHERE {")
    assert list(graph.query("ASK { ?s ?p ?o }").rows) == [('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',)]


@pytest.mark.parametrize(
    "thing",
    [
        "<a:o>",
        '"x"',
        '"with <a:g>"',
        '"ends <a:g"',
        '"quoted \\" <a:x>"',
        '"1"^^<a:t>',
        '"x <a"^^<a:t>',
        '"x"@en',
    ],
)
def test_lines_are_split_at_their_terms_and_nowhere_else(thing: str) -> None:
    assert split(f"<a:s> <a:p> {thing} <a:g> .") == ("<a:s>", "<a:p>", thing, "<a:g>")
    assert split(f"<a:s> <a:p> {thing} .") == ("<a:s>", "<a:p>", thing, "")
