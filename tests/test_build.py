"""The build: it reads only what changed, loses only what is broken, and leaves the old graph or the new one."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import poison
import pyoxigraph as ox
import pytest
from pages import page, pages

from kg import announcing, making, parts, pipeline, provenance, store
from kg.cli import main
from kg.errors import KgError, StoreError
from kg.pipeline import Built, Options
from kg.store import Store
from kg.store.keeping import NAME
from kg.workers import Job, Limits, Lost, late, local, stuck

HERE = Options(workers=0)
SEEDS = sorted(Path("seeds").glob("*.md"))


def built(folder: Path, *paths: Path, options: Options = HERE) -> Built:
    return pipeline.build_into(folder, paths, options)


def bytes_of(folder: Path) -> tuple[bytes, bytes]:
    """The canonical lines and the manifest of a graph."""
    home = folder / "current"
    return (home / "graph.nq").read_bytes(), (home / "manifest.json").read_bytes()


def held(folder: Path) -> list[str]:
    """All that the engine has, named graphs and default graph."""
    engine = ox.Store.read_only(str(folder / "current" / "store"))
    return sorted(map(str, engine))


def assert_as_fresh(folder: Path, *paths: Path, options: Options = HERE) -> None:
    """A graph is, byte for byte, what a first build of the same documents gives."""
    fresh = folder.with_name(folder.name + "-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    built(fresh, *paths, options=options)
    assert bytes_of(folder) == bytes_of(fresh)
    assert held(folder) == held(fresh)


# ---- incremental ----


def test_a_second_build_of_unchanged_documents_reads_nothing_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(tmp_path / "g", pages(tmp_path / "d", 5))
    assert (first.read, first.changed) == (5, True)
    before = sorted((p, p.stat().st_mtime_ns) for p in (tmp_path / "g").rglob("graph-*/*"))

    def none(*_: object) -> None:
        raise AssertionError("nothing is to be read")

    monkeypatch.setattr(making, "read", none)
    monkeypatch.setattr(announcing, "by", none)
    second = built(tmp_path / "g", tmp_path / "d")
    assert (second.read, second.changed, second.documents, second.facts) == (0, False, 5, first.facts)
    assert second.statements == first.statements == len(Store.open(tmp_path / "g"))
    assert sorted((p, p.stat().st_mtime_ns) for p in (tmp_path / "g").rglob("graph-*/*")) == before


def test_a_build_in_which_nothing_changed_loads_no_rules_and_no_vocabulary(tmp_path: Path) -> None:
    built(tmp_path / "g", pages(tmp_path / "d", 3))
    code = (
        "import sys; from kg import pipeline; from kg.pipeline import Options\n"
        f"made = pipeline.build_into({str(tmp_path / 'g')!r}, [{str(tmp_path / 'd')!r}], Options())\n"
        "assert (made.documents, made.changed) == (3, False)\n"
        "print({'kg.reading.patterns', 'kg.reading.grounding.lexicon'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


def test_one_changed_document_costs_one_reading_and_gives_what_a_fresh_build_gives(tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 12)
    built(tmp_path / "g", folder)
    (folder / "page-00004.md").write_text(page(4, edition=3))
    again = built(tmp_path / "g", folder)
    assert (again.read, again.changed) == (1, True)
    assert_as_fresh(tmp_path / "g", folder)


def test_a_removed_document_takes_with_it_only_what_no_other_says(tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 12)
    (folder / "twin.md").write_text(page(4))
    built(tmp_path / "g", folder)
    (folder / "page-00004.md").unlink()
    assert built(tmp_path / "g", folder).read == 0
    assert_as_fresh(tmp_path / "g", folder)
    with Store.open(tmp_path / "g") as graph:
        assert not any("page-00004" in line for line in graph.lines())
        assert any("HARBOR-4" in line for line in graph.triples())


def test_any_history_of_changes_gives_what_a_fresh_build_gives(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311
    folder = pages(tmp_path / "d", 14)
    built(tmp_path / "g", folder, *SEEDS[:2])
    for step in range(6):
        number = chance.randrange(18)
        path = folder / f"page-{number:05}.md"
        if path.exists() and chance.random() < 0.4:
            path.unlink()
        else:
            path.write_text(page(number, edition=step))
        made = built(tmp_path / "g", folder, *SEEDS[: chance.randrange(1, 3)])
        assert made.read <= 2
    assert_as_fresh(tmp_path / "g", folder, *[Path(p) for p, _ in made.parts if p.startswith("seeds")])


def test_links_that_come_and_go_with_a_document_are_derived_anew(tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 10)
    built(tmp_path / "g", folder)
    other = page(3).replace("HARBOR-3", "Harbor 3")
    (folder / "other.md").write_text(other)
    built(tmp_path / "g", folder)
    with Store.open(tmp_path / "g") as graph:
        assert any("sameTrialAs" in line for line in graph.lines())
    assert_as_fresh(tmp_path / "g", folder)
    (folder / "other.md").unlink()
    built(tmp_path / "g", folder)
    with Store.open(tmp_path / "g") as graph:
        assert not any("sameTrialAs" in line for line in graph.lines())
    assert_as_fresh(tmp_path / "g", folder)


def test_moved_documents_are_known_again_and_the_manifest_tells_where_they_are(tmp_path: Path) -> None:
    built(tmp_path / "g", pages(tmp_path / "d", 4))
    (tmp_path / "d").rename(tmp_path / "e")
    again = built(tmp_path / "g", tmp_path / "e")
    assert (again.read, again.changed) == (0, True)
    assert_as_fresh(tmp_path / "g", tmp_path / "e")


def test_another_threshold_other_rules_or_another_program_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pages(tmp_path / "d", 3)
    built(tmp_path / "g", folder)
    assert built(tmp_path / "g", folder, options=Options(Decimal("0.9"), workers=0)).read == 3
    assert_as_fresh(tmp_path / "g", folder, options=Options(Decimal("0.9"), workers=0))
    settings = parts.settings("0.5")
    monkeypatch.setattr(provenance, "digests", lambda: {"rules": "x", "vocabulary": "y"})
    parts.settings.cache_clear()
    assert parts.settings("0.5") != settings
    again = built(tmp_path / "g", folder)
    assert (again.read, again.changed) == (3, True)
    monkeypatch.undo()
    parts.settings.cache_clear()


def test_what_is_refused_is_known_too_and_told_again_under_its_path(tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 2)
    (folder / "bare.md").write_text("no front matter")
    first = built(tmp_path / "g", folder)
    second = built(tmp_path / "g", folder)
    assert second.read == 0 and second.set_aside == first.set_aside
    folder.rename(tmp_path / "e")
    (moved,) = built(tmp_path / "g", tmp_path / "e").set_aside
    assert moved.path == f"{tmp_path / 'e' / 'bare.md'}:1"


def test_a_damaged_graph_is_made_again_without_reading(tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 4)
    built(tmp_path / "g", folder)
    good = bytes_of(tmp_path / "g")
    path = tmp_path / "g" / "current" / "graph.nq"
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path / "g")
    again = built(tmp_path / "g", folder)
    assert (again.read, again.changed) == (0, True)
    assert bytes_of(tmp_path / "g") == good


@pytest.mark.parametrize("harm", ["torn", "garbage", "flipped", "lost", "emptied"])
def test_damaged_readings_are_read_again(tmp_path: Path, harm: str) -> None:
    folder = pages(tmp_path / "d", 4)
    built(tmp_path / "g", folder)
    cache = tmp_path / "g" / NAME
    whole = cache.read_bytes()
    if harm == "torn":
        cache.write_bytes(whole[: len(whole) // 2])
    elif harm == "garbage":
        cache.write_bytes(b"no database at all" * 500)
    elif harm == "flipped":
        with sqlite3.connect(cache) as db:
            db.execute("UPDATE entries SET body = substr(body, 1, 40) || x'00' || substr(body, 42)")
        db.close()
    elif harm == "lost":
        cache.unlink()
    else:
        cache.write_bytes(b"")
    shutil.rmtree(tmp_path / "g" / "graph-000001")
    built(tmp_path / "g", folder)
    assert_as_fresh(tmp_path / "g", folder)


def test_readings_that_no_document_needs_are_forgotten(tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 4)
    built(tmp_path / "g", folder)
    (folder / "page-00001.md").unlink()
    (folder / "page-00002.md").write_text(page(2, edition=1))
    built(tmp_path / "g", folder)
    with sqlite3.connect(tmp_path / "g" / NAME) as db:
        assert db.execute("SELECT count(*) FROM entries").fetchone() == (3 + 1,), "and what they announced"
    db.close()


# ---- workers ----


def test_the_bytes_do_not_depend_on_the_number_of_workers_or_the_order_of_the_files(tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 10)
    (folder / "bare.md").write_text("no front matter")
    files = sorted(folder.glob("*.md"))
    built(tmp_path / "g", folder)
    for workers in (1, 2, 8):
        random.Random(workers).shuffle(files)  # noqa: S311
        home = tmp_path / f"g{workers}"
        again = built(home, *files, options=Options(workers=workers))
        assert again.documents == 10
        assert bytes_of(home) == bytes_of(tmp_path / "g")


def test_a_document_that_ends_its_worker_costs_itself_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_job", poison.job)
    folder = pages(tmp_path / "d", 20)
    for kind in poison.KINDS:
        (folder / f"{kind}-1.md").write_text(page(1))
    made = built(tmp_path / "g", folder, options=Options(workers=2, limits=Limits(2.0, 512 << 20, clock=30.0)))
    assert {Path(a.path).stem: a.reason for a in made.set_aside} == {
        "crashing-1": "reading it ends the process (SIGSEGV)",
        "exiting-1": "reading it ends the process (exit code 7)",
        "hanging-1": "reading it takes longer than 2 seconds",
        "sleeping-1": "reading it is not done after 30 seconds",
        "greedy-1": "reading it takes more than 512 MB of memory",
    }
    assert all(aside.remedy for aside in made.set_aside)
    assert made.documents == 21, "what ended its worker once was put back"


def test_poisoned_documents_are_named_and_the_exit_code_is_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "_job", poison.job)
    folder = pages(tmp_path / "d", 60)
    bad = [f"{('crashing', 'exiting')[n % 2]}-{n}" for n in range(5)]
    for name in bad:
        (folder / f"{name}.md").write_text(page(1))
    code = main(["build", str(folder), "--graph", str(tmp_path / "g"), "--workers", "2", "--json"])
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert code == 3 and summary["documents"] == 60
    assert sorted(Path(one["path"]).stem for one in summary["set_aside"]) == sorted(bad)
    assert all(f"{name}.md: reading it ends the process" in err for name in bad)
    again = built(tmp_path / "g", folder, options=Options(workers=2))
    assert (again.read, again.changed) == (0, False), "only the poisoned ones were tried again"


@pytest.mark.parametrize(
    ("work", "limits", "why"),
    [(poison.sleeping, Limits(clock=1.5), stuck), (poison.computing, Limits(1.0, clock=60.0), late)],
)
def test_what_runs_out_of_time_is_not_tried_again_and_who_waits_is_told(
    work: Callable[[str], str],
    limits: Limits,
    why: Callable[[Limits], Lost],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(local, "_BEAT", 0.1)
    told: list[float] = []
    mark = tmp_path / "mark"
    results = local.run(Job(work, poison.begin), [str(mark)], 1, limits, lambda: told.append(time.monotonic()))
    assert list(results) == [(str(mark), why(limits))]
    assert mark.read_text(encoding="utf-8") == "begun\n"
    assert len(told) > 3


def test_workers_that_cannot_begin_are_an_error_that_says_why() -> None:
    with pytest.raises(KgError, match=r"cannot start \(ModuleNotFoundError: No module named 'kidney'\)"):
        list(local.run(Job(poison.nothing, poison.broken_begin), ["a"], 1))


def test_no_worker_outlives_its_iterator() -> None:
    results = local.run(Job(poison.nothing, poison.begin), [str(n) for n in range(100)], 2)
    name, result = next(results)
    assert result == name.upper() and not isinstance(result, Lost)
    assert _children()
    results.close()  # type: ignore[attr-defined]
    assert not _children()


def _children(of: int | None = None) -> list[int]:
    """The worker processes of a process."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes()
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if b"kg.workers.child" in words and parent == (of or os.getpid()):
            found.append(int(path.name))
    return found


# ---- interrupted ----


def _build(folder: Path, home: Path, *more: str, **how: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "build", str(folder), "--graph", str(home), "--workers", "2", *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)  # type: ignore[call-overload,no-any-return]


def _documents(home: Path) -> list[str]:
    with Store.open(home) as graph:
        assert len(graph) + graph.manifest["statements"] == len(held(home))
        return [one["digest"] for one in graph.manifest["documents"]]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions of some documents, each built: folders `old` and `new`, graphs `g-old` and `g-new`."""
    home = tmp_path_factory.mktemp("editions")
    pages(home / "old", 40)
    (home / "new").mkdir()
    for number in range(40):
        (home / "new" / f"page-{number:05}.md").write_text(page(number, edition=1))
    for edition in ("old", "new"):
        built(home / f"g-{edition}", home / edition)
    return home


def test_kill_9_at_any_moment_of_a_build_leaves_the_old_graph_or_the_new_one(editions: Path, tmp_path: Path) -> None:
    shutil.copytree(editions / "g-old", tmp_path / "g", symlinks=True)
    wholes = [_documents(editions / "g-old"), _documents(editions / "g-new")]
    chance = random.Random(7)  # noqa: S311
    for n in range(6):
        (tmp_path / "g" / NAME).unlink(missing_ok=True)
        with _build(editions / ("new" if n % 2 else "old"), tmp_path / "g") as child:
            time.sleep(chance.uniform(0, 2.0))  # the moment is the point
            workers = _children(child.pid)
            child.kill()
        assert _documents(tmp_path / "g") in wholes
        assert _gone(workers, 30)  # they notice that nobody waits for them when they are done with a document
    built(tmp_path / "g", editions / "new")
    assert bytes_of(tmp_path / "g")[0] == bytes_of(editions / "g-new")[0]
    assert sorted(re.sub(r"\d+", "N", p.name) for p in (tmp_path / "g").iterdir()) == [
        "build.lock", "current", "graph-N", NAME,
    ]  # fmt: skip


def _gone(workers: list[int], seconds: float = 2) -> bool:
    """Whether processes end in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(Path(f"/proc/{worker}/stat").exists() and _alive(worker) for worker in workers):
            return True
        time.sleep(0.02)
    return False


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


@pytest.mark.parametrize("moment", [0.0, 1.0])
def test_ctrl_c_ends_a_build_at_once_with_the_old_graph_and_no_orphan(
    editions: Path, tmp_path: Path, moment: float
) -> None:
    shutil.copytree(editions / "g-old", tmp_path / "g", symlinks=True)
    before = bytes_of(tmp_path / "g")
    slow = pages(tmp_path / "many", 600)
    with _build(slow, tmp_path / "g") as child:
        while not (workers := _children(child.pid)) and child.poll() is None:
            time.sleep(0.01)
        time.sleep(moment)
        child.send_signal(signal.SIGINT)
        begun = time.monotonic()
        _, err = child.communicate(timeout=20)
        assert time.monotonic() - begun < 2
    assert child.returncode in {130, -signal.SIGALRM} and "Traceback" not in err
    assert _gone(workers)
    assert bytes_of(tmp_path / "g") == before


def test_a_full_disk_is_an_error_and_the_old_graph_stays(editions: Path, tmp_path: Path) -> None:
    shutil.copytree(editions / "g-old", tmp_path / "g", symlinks=True)
    before = bytes_of(tmp_path / "g")

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 18, 1 << 18))

    with _build(editions / "new", tmp_path / "g", preexec_fn=small) as child:
        _, err = child.communicate(timeout=60)
    assert child.returncode == 2, err
    assert err.splitlines()[-1].startswith("kg: ") and "Traceback" not in err
    assert bytes_of(tmp_path / "g") == before
    assert not list((tmp_path / "g").glob(".new-*"))


def test_a_second_builder_is_told_before_anything_is_read(tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 2)
    with store.site(tmp_path / "g"), pytest.raises(StoreError, match="another build is at work here"):
        built(tmp_path / "g", folder)


# ---- progress ----


def test_progress_is_plain_lines_in_a_log_and_never_on_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pages(tmp_path / "d", 5)
    assert main(["build", str(folder), "--graph", str(tmp_path / "g"), "--workers", "0"]) == 0
    out, err = capsys.readouterr()
    assert out == "" and "\r" not in err and "\x1b" not in err
    assert "5 documents, " in err and "unchanged" not in err
    main(["build", str(folder), "--graph", str(tmp_path / "g"), "--workers", "0"])
    assert "nothing changed since the last build" in capsys.readouterr().err


def test_a_summary_for_programs_says_what_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pages(tmp_path / "d", 3)
    command = ["build", str(folder), "--graph", str(tmp_path / "g"), "--workers", "0", "--json", "--quiet"]
    main(command)
    (folder / "page-00001.md").write_text(page(1, edition=2))
    capsys.readouterr()
    main(command)
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert err == "" and (summary["documents"], summary["read"], summary["changed"]) == (3, 1, True)


# ---- what is in a graph, and what changed ----


def test_the_status_tells_how_old_the_graph_is_and_what_changed_since(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pages(tmp_path / "d", 4)
    built(tmp_path / "g", folder)
    command = ["status", "--graph", str(tmp_path / "g")]
    assert main(command) == 0
    told = capsys.readouterr().out
    assert "(today)" in told and "since the build" not in told
    assert "4 documents say when they were last reviewed: the oldest 2021-01-01" in told
    (folder / "page-00001.md").write_text(page(1, edition=2))
    (folder / "page-00002.md").unlink()
    main([*command, "--json"])
    since = json.loads(capsys.readouterr().out)["since"]
    assert since == {"changed": [str(folder / "page-00001.md")], "gone": [str(folder / "page-00002.md")]}
    main(command)
    told = capsys.readouterr().out
    assert "1 document changed since the build" in told and "1 document no longer where" in told


def test_a_thorough_check_reads_every_file_and_names_what_is_damaged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path / "g", pages(tmp_path / "d", 2))
    command = ["status", "--verify", "--graph", str(tmp_path / "g")]
    assert main(command) == 0
    assert "all are as they were written" in capsys.readouterr().err
    monkeypatch.setattr("kg.store.opening._CHECKED", 0)
    monkeypatch.setattr("kg.store.opening._SMALL", 0)
    table = max((tmp_path / "g" / "current" / "store").glob("*.sst"), key=lambda path: path.stat().st_size)
    whole = bytearray(table.read_bytes())
    whole[len(whole) // 3] ^= 4
    table.write_bytes(whole)
    assert main(command) == 2
    assert f"{table.name}: a file of the graph is damaged" in capsys.readouterr().err


def test_a_large_graph_that_is_not_read_on_opening_still_never_gives_a_wrong_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path / "g", pages(tmp_path / "d", 30))
    whole = held(tmp_path / "g")
    monkeypatch.setattr("kg.store.opening._CHECKED", 0)
    monkeypatch.setattr("kg.store.opening._SMALL", 0)
    home = tmp_path / "g" / "current"
    chance = random.Random(13)  # noqa: S311
    for path in [*(home / "store").glob("*.sst"), home / "graph.nq"]:
        good = path.read_bytes()
        bad = bytearray(good)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        path.write_bytes(bad)
        try:
            with Store.open(tmp_path / "g") as graph:
                lines = list(graph.lines())
                queries = ("SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }")
                rows = sum(len(list(graph.query(text).rows)) for text in queries)
            assert rows == len(whole) and len(lines) == len(graph)
            assert path.name != "graph.nq"
        except StoreError as error:
            assert path.name in str(error)
        path.write_bytes(good)


def test_a_difference_names_the_documents_and_counts_facts_by_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = pages(tmp_path / "d", 5)
    built(tmp_path / "old", folder)
    (folder / "page-00001.md").write_text(page(1, edition=2))
    (folder / "page-00002.md").unlink()
    pages(folder, 1, first=7)
    built(tmp_path / "new", folder)
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "new")]) == 1
    told = capsys.readouterr().out
    assert "documents: 1 new (page-00007); 1 changed (page-00001); 1 gone (page-00002)" in told
    assert "— page-00002 (gone)" in told and "— page-00001 (changed)" in told and "— page-00007 (new)" in told
    assert re.search(r"^changed: 1 outcome$", told, re.MULTILINE)
    main(["diff", "--brief", str(tmp_path / "old"), str(tmp_path / "new")])
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert main(["diff", str(tmp_path / "new"), str(tmp_path / "new")]) == 0
