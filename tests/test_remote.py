"""A graph in a store over HTTP: a real server, the same answers, only what changed, and on from where it broke off."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pages import page, pages

from kg import names, pipeline, query
from kg.cli import main
from kg.errors import QueryError, StoreError, UsageError
from kg.pipeline import Options
from kg.store import Remote, Store, remote, sending
from kg.store.remote import LEDGER, Address, shown

httpx = pytest.importorskip("httpx")


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def oxigraph(*words: str) -> Iterator[str]:
    """An Oxigraph server on a free port, in memory."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server is not installed")
    address = f"127.0.0.1:{_free()}"
    with subprocess.Popen([program, "serve", "--bind", address, *words], stderr=subprocess.DEVNULL) as server:
        try:
            yield _answering(f"http://{address}", f"http://{address}/query?query=ASK%7B%7D")
        finally:
            server.terminate()


@contextmanager
def fuseki() -> Iterator[str]:
    """An Apache Jena Fuseki server, where one is installed."""
    program = shutil.which("fuseki-server")
    if program is None:
        pytest.skip("no fuseki-server is installed")
    port = _free()
    command = [program, "--port", str(port), "--localhost", "--update", "--mem", "/ds"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as server:
        try:
            yield _answering(f"http://127.0.0.1:{port}/ds", f"http://127.0.0.1:{port}/ds/query?query=ASK%7B%7D")
        finally:
            server.terminate()


def _answering(address: str, probe: str) -> str:
    for _ in range(300):
        try:
            if httpx.get(probe).status_code == 200:
                return address
        except httpx.HTTPError:
            time.sleep(0.05)
    raise TimeoutError(address)


SERVERS: dict[str, Callable[[], object]] = {
    "oxigraph": oxigraph,
    "oxigraph with a union default graph": lambda: oxigraph("--union-default-graph"),
    "fuseki": fuseki,
}


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    with SERVERS[request.param]() as address:  # type: ignore[attr-defined]
        yield address


@pytest.fixture
def plain() -> Iterator[str]:
    with oxigraph() as address:
        yield address


def built(home: Path, folder: Path, address: str) -> sending.Sent:
    made = pipeline.build_into(home, [folder], Options(workers=0, store=address))
    assert made.sent is not None
    return made.sent


def assert_same(address: str, home: Path) -> None:
    """The store holds what the folder holds, in its named graphs and in its default graph."""
    with Store.open(address) as far, Store.open(home) as near:
        ours = [graph for graph in far.graphs() if graph != LEDGER]
        assert ours == near.graphs()
        assert sorted(far.lines()) == sorted(near.lines())
        assert set(far.triples()) == set(near.triples())
        counted = far.query("SELECT (COUNT(*) AS ?n) WHERE { { SELECT DISTINCT * { ?s ?p ?o } } }")
        ((count,),) = counted.rows
        ledger = len(ours) if far.manifest["statements"] > near.manifest["statements"] else 0
        assert int(str(count).split('"')[1]) == near.manifest["statements"] + ledger


def test_a_store_holds_the_graph_and_gets_only_what_changed(server: str, tmp_path: Path) -> None:
    folder = pages(tmp_path / "d", 8)
    first = built(tmp_path / "g", folder, server)
    assert (first.sent, first.removed, first.known) == (10, 0, 0), "eight documents, the vocabulary and the build"
    assert_same(server, tmp_path / "g")
    assert built(tmp_path / "g", folder, server) == sending.Sent(0, 0, 10)
    (folder / "page-00003.md").unlink()
    (folder / "page-00004.md").write_text(page(4, edition=2))
    again = built(tmp_path / "g", folder, server)
    assert again.removed == 1 and 1 <= again.sent <= 2
    assert_same(server, tmp_path / "g")


def test_every_shipped_question_has_the_same_answer(plain: str, seeds_store: Store, tmp_path: Path) -> None:
    pipeline.build_into(tmp_path / "g", ["seeds"], Options(workers=0, store=plain))
    with Store.open(plain) as far, Store.open(tmp_path / "g") as near:
        for question in query.catalogue():
            assert query.run(far, question).terms == query.run(near, question).terms, question.name


def test_what_others_keep_in_the_store_is_not_touched(plain: str, tmp_path: Path) -> None:
    with closing(Remote(plain)) as far:
        far.update("INSERT DATA { <urn:s> <urn:p> 1 . GRAPH <urn:g> { <urn:s> <urn:p> 2 } }")
    folder = pages(tmp_path / "d", 2)
    built(tmp_path / "g", folder, plain)
    (folder / "page-00001.md").unlink()
    built(tmp_path / "g", folder, plain)
    with closing(Remote(plain)) as far:
        theirs = "ASK { <urn:s> <urn:p> 1 GRAPH <urn:g> { <urn:s> <urn:p> 2 } }"
        assert next(far.query(theirs).rows)[0] == '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
        assert not any("urn:" in line for line in far.lines())


@pytest.mark.parametrize("when", ["put", "update"])
@pytest.mark.parametrize("after", [0, 2, 5])
def test_sending_goes_on_from_where_it_broke_off(
    plain: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str, after: int
) -> None:
    monkeypatch.setattr(sending, "_AT_ONCE", 2)
    folder = pages(tmp_path / "d", 8)
    built(tmp_path / "g", folder, plain)
    for number in range(8):
        (folder / f"page-{number:05}.md").write_text(page(number, edition=1))
    calls = 0
    whole = getattr(Remote, when)

    def breaking(self: Remote, *given: object) -> None:
        nonlocal calls
        calls += 1
        if calls > after:
            raise StoreError("the network is gone")
        whole(self, *given)

    with monkeypatch.context() as patch:
        patch.setattr(Remote, when, breaking)
        with pytest.raises(StoreError, match="the network is gone"):
            built(tmp_path / "g", folder, plain)
    again = built(tmp_path / "g", folder, plain)
    assert again.sent <= 10 - max(0, after - 3) // 2
    assert_same(plain, tmp_path / "g")


class Moody(BaseHTTPRequestHandler):
    """A store that is busy at first, wants a password, and then answers as Oxigraph does."""

    asked: list[str]

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self._answer()

    def _answer(self) -> None:
        self.server.asked.append(self.headers.get("authorization", ""))  # type: ignore[attr-defined]
        busy = len(self.server.asked) <= 2  # type: ignore[attr-defined]
        if busy:
            self._say(503, "text/plain", "busy")
        elif not self.headers.get("authorization"):
            self._say(401, "text/plain", "who are you?")
        elif self.path.startswith("/store"):
            self._say(404, "text/plain", "no such graph")
        else:
            self._say(200, "application/sparql-results+json", json.dumps({"head": {}, "boolean": True}))

    def _say(self, status: int, kind: str, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def moody(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    monkeypatch.setattr(remote, "_FIRST_WAIT", 0.01)
    server = HTTPServer(("127.0.0.1", 0), Moody)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_busy_store_is_asked_again_and_told_who_asks(moody: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    port = moody.server_address[1]
    with closing(Remote(f"http://ada:s3cret@127.0.0.1:{port}")) as far:
        assert next(far.query("ASK {}").rows)[0] == '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    assert moody.asked[-1].startswith("Basic ")  # type: ignore[attr-defined]
    monkeypatch.setenv("KG_STORE_TOKEN", "t0ken")
    with closing(Remote(f"http://127.0.0.1:{port}")):
        assert moody.asked[-1] == "Bearer t0ken"  # type: ignore[attr-defined]


def test_a_store_that_refuses_is_an_error_without_the_password(moody: HTTPServer) -> None:
    with pytest.raises(StoreError) as caught:
        Remote(f"http://127.0.0.1:{moody.server_address[1]}")
    assert "401: who are you?" in caught.value.what and "check the name and password" in caught.value.remedy
    assert shown("https://ada:s3cret@h/ds") == "https://h/ds"


def test_what_is_no_store_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(remote, "_FIRST_WAIT", 0.001)
    with pytest.raises(StoreError, match="the store does not answer"):
        Remote(f"http://127.0.0.1:{_free()}")
    for text in ("ftp://host/ds", "http://a|http://b", "http://[::1", "http://me:s3cret@host:port/ds"):
        with pytest.raises(UsageError, match=r"address of (a|the) store") as caught:
            Address.of(text)
        assert "s3cret" not in str(caught.value)
    assert main(["query", "approvals", "--store", f"http://me:s3cret@127.0.0.1:{_free()}"]) == 2
    assert "s3cret" not in capsys.readouterr().err


def test_a_foreign_query_is_guarded_and_ends_at_its_deadline(
    plain: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(tmp_path / "g", pages(tmp_path / "d", 3), plain)
    monkeypatch.setattr(remote, "_FIRST_WAIT", 0.01)
    with Store.open(plain) as far:
        assert far.remote
        count = query.run(far, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert count["n"] == (far.manifest["statements"],)
        with pytest.raises(QueryError, match="SERVICE"):
            query.run(far, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
        with pytest.raises(QueryError, match=r"from “\?s” on this is no SPARQL"):
            query.run(far, "SELECT ?s WHERE { ?s ?p }")
        product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a = ?i || ?c = ?f) }"
        begun = time.monotonic()
        with pytest.raises(QueryError, match=r"took longer than 0\.5 seconds"):
            query.run(far, product, timeout=0.5)
        assert time.monotonic() - begun < 5


def test_the_ledger_is_none_of_the_graph(plain: str, tmp_path: Path) -> None:
    built(tmp_path / "g", pages(tmp_path / "d", 2), plain)
    with Store.open(plain) as far, Store.open(tmp_path / "g") as near:
        assert LEDGER in far.graphs() and LEDGER.startswith(names.BASE)
        assert len(far) == len(near)
