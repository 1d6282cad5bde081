"""The KGX tables are what `kgx` itself takes for valid; it has an environment of its own (`make .venv-kgx/.made`)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from worlds import world

import kg
from kg.export import export

ROOT = Path(__file__).parent.parent
PYTHON = ROOT / ".venv-kgx" / "bin" / "python"
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="kgx is not there: make .venv-kgx/.made")


def validated(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(PYTHON), str(ROOT / "scripts" / "validate_kgx.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_kgx_finds_nothing_amiss_in_the_tables_of_the_seed_documents(seeds: kg.Graph, tmp_path: Path) -> None:
    done = validated(seeds.export(tmp_path / "kgx", "kgx"))
    assert (done.stdout.strip(), done.returncode) == ("{}", 0), done.stderr[-2000:]


def test_kgx_is_asked_in_earnest(tmp_path: Path) -> None:
    folder = export(world(), tmp_path / "kgx", "kgx")
    nodes = folder / "nodes.tsv"
    nodes.write_text(nodes.read_text("utf-8").replace("biolink:Drug", "biolink:Potion"), "utf-8")
    done = validated(folder)
    assert done.returncode == 1 and "Potion" in done.stdout, done.stderr[-2000:]
