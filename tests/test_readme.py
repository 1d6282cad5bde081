"""The documentation says what is: its commands run, its answers are the program's, its generated pages are fresh."""

from __future__ import annotations

import re
import runpy
import shlex
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.cli.arguments import _COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that has the seed documents in it and nothing else."""
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_GRAPH", raising=False)
    return tmp_path


def test_its_commands_run_and_its_answer_is_the_programs(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = [line.removeprefix("$ ") for block in blocks("console") for line in block.splitlines()]
    assert commands
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out.strip() in README


def test_its_python_runs(elsewhere: Path) -> None:
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102
    assert {"graph.ttl", "sorafenib.svg", "kg-graph"} <= {path.name for path in elsewhere.iterdir()}


def test_every_command_and_every_recipe_it_names_is_there_and_none_is_missing() -> None:
    assert {name for name in _COMMANDS if f"`kg {name}" in README} == set(_COMMANDS)
    recipes = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= recipes


def test_the_commands_that_the_makefile_runs_are_the_programs() -> None:
    used = set(re.findall(r"\$\(KG\) ([a-z]+)", MAKEFILE))
    assert used and used <= set(_COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    prose = re.sub(r"`[^`]*`|^\|.*$", "", page.read_text("utf-8"), flags=re.MULTILINE)
    links = re.findall(r"\]\(([^)#:]+)\)", prose)
    assert all((page.parent / link).exists() for link in links)


def test_the_generated_pages_are_up_to_date(seeds: kg.Graph) -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_docs.py"))["pages"](seeds)
    stale = [path.name for path, text in made.items() if path.read_text("utf-8") != text]
    assert stale == [], "run `make docs`"


PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_the_pictures_say_what_the_seed_documents_do(picture: Path, seeds: kg.Graph, tmp_path: Path) -> None:
    about, _, view = picture.stem.partition("-")
    drawn = seeds.draw(tmp_path / "drawn.svg", about, view)
    assert _words(picture) == _words(drawn), "run `make docs`, and look"


def _words(picture: Path) -> list[str]:
    root = ET.parse(picture)  # noqa: S314  (drawn by this very program)
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
