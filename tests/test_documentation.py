"""The tutorial and the notebook run as they stand, from an empty folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kg.cli import main
from kg.draw import VIEWS

DOCS = Path(__file__).parent.parent / "docs"
TUTORIAL = (DOCS / "tutorial.md").read_text("utf-8")
STEPS = re.findall(r"(?:<!-- (\S+) -->\n)?```(console|markdown|python)\n(.*?)```", TUTORIAL, re.DOTALL)
DIFFERS = "kg diff"
"""The one command whose exit code 1 is its answer."""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that has the seed documents in it and nothing else."""
    (tmp_path / "seeds").symlink_to(DOCS.parent / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_GRAPH", raising=False)
    return tmp_path


def test_the_tutorial_runs_as_it_stands(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said: dict[str, str] = {}
    for file, language, text in STEPS:
        if language == "markdown":
            path = elsewhere / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        elif language == "console":
            for command in (line.removeprefix("$ ") for line in text.splitlines()):
                wanted = 1 if command.startswith(DIFFERS) else 0
                assert main(shlex.split(command)[1:]) == wanted, command
                said[command] = capsys.readouterr().out
        else:
            exec(compile(text, "tutorial.md", "exec"), {})  # noqa: S102
    assert "30.5 months" in said["kg query disagreements"]
    assert "16.5 months" not in said["kg query disagreements"]
    assert "16.5 months" in said["kg query disagreements --graph kg-graph-2"]
    assert "16.5" in said["kg diff kg-graph kg-graph-2"]
    assert "not for clinical use" in (elsewhere / "lenvatinib.html").read_text("utf-8")


def test_the_notebook_runs_and_is_committed_without_outputs(elsewhere: Path) -> None:
    notebook = nbformat.read(DOCS / "notebooks" / "across-trials.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.get("outputs") for cell in notebook.cells)
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(elsewhere)}}
    ).execute()
    told = "".join(str(cell.get("outputs", "")) for cell in notebook.cells)
    assert "DECISION" in told
    assert "Traceback" not in told


def test_every_view_has_its_picture_in_the_documentation() -> None:
    page = (DOCS / "pictures.md").read_text("utf-8")
    assert set(re.findall(r"--view (\w+)", page)) == set(VIEWS)
    assert len(re.findall(r"!\[", page)) == len(VIEWS)
