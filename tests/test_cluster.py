"""Reading on a Dask cluster: real processes on this machine, the same bytes as without one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import poison
import pytest
from pages import pages

from kg import pipeline
from kg.cli import main
from kg.errors import UsageError
from kg.pipeline import Options
from kg.workers import Limits

pytest.importorskip("distributed")
fsspec = pytest.importorskip("fsspec")


class Cluster:
    """A scheduler and two workers, each a process."""

    def __init__(self, folder: Path, nanny: bool) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address, self._folder = f"dask://127.0.0.1:{port}", folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        self._await(port)
        words = () if nanny else ("--no-nanny",)
        for _ in range(2):
            self._start("worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1", "--no-dashboard", *words)
        self.workers = self._processes[1:]

    def _await(self, port: int) -> None:
        """Wait until the scheduler listens, which takes a busy machine long."""
        end = time.monotonic() + 120
        while self._processes[0].poll() is None and time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.1)

    def _start(self, *words: str) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parent),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            "DASK_TEMPORARY_DIRECTORY": str(self._folder),
        }
        command = [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]]
        log = (self._folder / f"{words[0]}-{len(self._processes)}.log").open("wb")
        with log:
            self._processes.append(subprocess.Popen(command, stdout=log, stderr=log, env=environment))

    def end(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def cluster(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "dask").mkdir()
    made = Cluster(tmp_path / "dask", nanny=getattr(request, "param", False))
    try:
        yield made
    finally:
        made.end()


def lines(folder: Path) -> bytes:
    return (folder / "current" / "graph.nq").read_bytes()


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed_in_the_middle(
    cluster: Cluster, tmp_path: Path
) -> None:
    folder = pages(tmp_path / "d", 60)
    killed: list[int] = []

    def kill(what: str, done: int, *_: float) -> None:
        if what == "reading" and done == 10:
            cluster.workers[0].send_signal(signal.SIGKILL)
            killed.append(cluster.workers[0].pid)

    where = f"file://{folder}"
    built = pipeline.build_into(tmp_path / "g", [where], Options(cluster=cluster.address), kill)
    assert killed and built.read == built.documents == 60 and not built.set_aside
    pipeline.build_into(tmp_path / "local", [where], Options(workers=0))
    assert lines(tmp_path / "g") == lines(tmp_path / "local")
    assert cluster.workers[0].wait(10) == -signal.SIGKILL and cluster.workers[1].poll() is None


@pytest.mark.parametrize("cluster", [True], indirect=True)
def test_a_document_that_kills_the_workers_of_a_cluster_costs_itself(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_job", poison.job)
    folder = pages(tmp_path / "d", 6)
    for kind in ("crashing", "hanging"):
        (folder / f"{kind}-1.md").write_text((folder / "page-00001.md").read_text())
    options = Options(cluster=cluster.address, limits=Limits(8.0))
    built = pipeline.build_into(tmp_path / "g", [folder], options)
    assert built.documents == 6
    assert {Path(a.path).stem: a.reason for a in built.set_aside} == {
        "crashing-1": "reading it ends the process (on each worker of the cluster that tried)",
        "hanging-1": "reading it ends the process (on each worker of the cluster that tried)",
    }


def test_documents_may_lie_at_an_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = pages(tmp_path / "d", 4)
    store = fsspec.filesystem("memory")
    store.makedirs("/pages/.hidden", exist_ok=True)
    for path in folder.glob("*.md"):
        store.pipe(f"/pages/{path.name}", path.read_bytes())
    store.pipe("/pages/.hidden/x.md", b"x")
    store.pipe("/pages/notes.txt", b"x")
    command = ["build", "memory://pages", "memory://nowhere", "--workers", "0", "--graph", str(tmp_path / "g")]
    assert main(command) == 3
    assert "memory://nowhere: " in capsys.readouterr().err
    pipeline.build_into(tmp_path / "local", [folder], Options(workers=0))
    assert lines(tmp_path / "g") == lines(tmp_path / "local")
    store.pipe("/pages/page-00002.md", b"\xff\xfe")
    again = pipeline.build_into(tmp_path / "g", ["memory://pages"], Options(workers=0))
    assert again.documents == 3 and again.read == 1
    assert [a.path for a in again.set_aside] == ["memory:///pages/page-00002.md"]


def test_what_is_wrong_with_a_cluster_or_an_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pages(tmp_path / "d", 1)
    with pytest.raises(UsageError, match="no address of a cluster"):
        pipeline.build_into(tmp_path / "g", [folder], Options(cluster="spark://here:1"))
    monkeypatch.setattr("kg.workers.cluster._PATIENCE", 0.5)
    with pytest.raises(UsageError, match="no cluster with workers answers"):
        pipeline.build_into(tmp_path / "g", [folder], Options(cluster="dask://127.0.0.1:9"))
    built = pipeline.build_into(tmp_path / "g", ["nosuch://bucket/pages", folder], Options(workers=0))
    assert built.documents == 1 and "Protocol not known" in built.set_aside[0].reason
