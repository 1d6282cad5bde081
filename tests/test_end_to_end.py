"""From files to files: the same documents give the same bytes, and what leaves is what went in."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.store import Store

SEEDS = sorted(Path("seeds").glob("*.md"))[-3:-1]

_RUN = """
import sys
import kg
from pathlib import Path
folder, *documents = map(Path, sys.argv[1:])
graph = kg.build(documents)
graph.save(folder / "graph")
for name in ("graph.ttl", "graph.jsonld", "graph.nq", "graph.trig", "graph.graphml", "graph.csv", "kgx"):
    graph.export(folder / name, "kgx" if name == "kgx" else None)
for view in ("ego", "layered", "forest", "timeline"):
    graph.draw(folder / f"{view}.svg", view=view)
graph.draw(folder / "ego.png", "sorafenib")
for question in kg.questions():
    (folder / f"{question.name}.json").write_text(graph.query(question.name).to_json())
"""


def everything(folder: Path, documents: Sequence[Path], seed: str) -> dict[str, str]:
    """The digests of all that leaves a fresh process."""
    folder.mkdir()
    command = [sys.executable, "-c", _RUN, str(folder), *map(str, documents)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    (folder / "graph/current").unlink()
    own = {"checksums.sha256", "files.tsv"}  # of the store's files too, which differ
    files = [p for p in folder.rglob("*") if p.is_file() and p.parent.name != "store" and p.name not in own]
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(files)}


def test_two_runs_with_other_hash_seeds_and_another_order_of_files_give_the_same_bytes(tmp_path: Path) -> None:
    one = everything(tmp_path / "one", SEEDS, "1")
    two = everything(tmp_path / "two", SEEDS[::-1], "2025")
    assert {"graph/graph-000001/graph.nq", "graph/graph-000001/manifest.json", "graph.ttl", "kgx/nodes.tsv",
            "ego.png", "layered.svg", "approvals.json"} < set(one)  # fmt: skip
    assert {name for name in one if one[name] != two.get(name)} == set() and one.keys() == two.keys()


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    graph = kg.build(SEEDS[0])
    first, second = graph.save(tmp_path / "g") / "current/graph.nq", tmp_path / "g/current/graph.nq"
    before = first.read_bytes()
    kg.build(SEEDS[0]).save(tmp_path / "g")
    assert second.read_bytes() == before
    assert not (tmp_path / "g/graph-000001").exists(), "what nobody reads is swept away"


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads"])
def test_what_is_exported_is_what_is_stored_and_a_description_of_it(
    seeds: kg.Graph, seeds_store: Store, tmp_path: Path, name: str
) -> None:
    formats = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}
    out = seeds.export(tmp_path / "out", name)
    stored = {str(q.triple) for q in ox.parse("\n".join(seeds_store.lines()), format=formats["nquads"])}
    exported = {str(q.triple) for q in ox.parse(path=out, format=formats[name])}
    assert stored <= exported
    assert all(triple.startswith("<https://w3id.org/oncology-kg/dataset>") for triple in exported - stored)
