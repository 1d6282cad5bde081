"""What is printed for people fits a terminal of 80 columns, and stays whole in a pipe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.arguments import _COMMANDS
from kg.cli.words import folded

pty = pytest.importorskip("pty")  # of Unix alone

COLUMNS = 80
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
BAD = "---\ntitle: A page\nlastReviewed: 2024-13-45\n---\n\n# A page\n\nSomanib inhibits BRAF.\n"


def on_terminal(*arguments: str, folder: Path, columns: int = COLUMNS) -> list[str]:
    """The lines that a terminal of so many columns shows of a command, without the bar of its progress."""
    import fcntl  # noqa: PLC0415  (of Unix alone)
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    unset = {"COLUMNS", "LINES", "KG_GRAPH"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    path = os.pathsep.join([str(Path.cwd()), *filter(None, [environment.get("PYTHONPATH")])])
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments], cwd=folder, stdin=its, stdout=its, stderr=its,
        env={**environment, "PYTHONPATH": path},
    ) as child:  # fmt: skip
        os.close(its)
        shown = b""
        while part := _next(ours):
            shown += part
    os.close(ours)
    assert child.returncode in {0, 1, 3}, shown.decode()
    lines = re.split(r"[\r\n]+", ESCAPES.sub("", shown.decode()))
    return [line for line in lines if "━" not in line]


def _next(terminal: int) -> bytes:
    """What a terminal shows next; nothing where its program has ended."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two graphs, the second with a page more, of which something is amiss, and files set aside."""
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "pages").mkdir()
    for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.md")):
        (folder / "pages" / path.name).write_bytes(path.read_bytes())
    on_terminal("build", "pages", folder=folder)
    (folder / "pages" / "somanib.md").write_text(BAD, "utf-8")
    (folder / "pages" / "bare.md").write_text("# A page without front matter\n\nText.\n", "utf-8")
    on_terminal("build", "pages", "--graph", "second", folder=folder)
    return folder


@pytest.mark.parametrize("command", ["", *sorted(_COMMANDS)])
def test_help_fits(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    with pytest.raises(SystemExit):
        main([*filter(None, [command]), "--help"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 4 and max(map(len, lines)) <= COLUMNS


@pytest.mark.parametrize("command", [
    "build pages --graph new", "build pages --graph second", "check --graph second", "status --graph second",
    "diff kg-graph second", "query", "coverage pages", "facts pages/sorafenib-thyroid-nci.md --explain",
    "show sorafenib", "query approvals", "ground Nexavar", "vocabulary",
])  # fmt: skip
def test_what_is_printed_fits(place: Path, command: str) -> None:
    lines = on_terminal(*command.split(), folder=place)
    assert any(lines) and [line for line in lines if len(line) > COLUMNS] == []


def test_the_words_that_explain_a_question_fit(place: Path) -> None:
    lines = on_terminal("query", "disagreements", "--explain", folder=place)
    prose = lines[: next(i for i, line in enumerate(lines) if line.startswith("PREFIX"))]
    assert len(prose) > 4 and max(map(len, prose)) <= COLUMNS


def test_a_line_stays_whole_in_a_pipe(place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "facts", "pages/sorafenib-thyroid-nci.md", "--explain"],
        cwd=place, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert max(map(len, done.stdout.splitlines())) > COLUMNS


def test_nothing_says_that_all_was_read_where_files_were_set_aside(place: Path) -> None:
    told = "\n".join(on_terminal("build", "pages", "--graph", "third", folder=place))
    assert "9 documents, " in told and "1 file set aside" in told and "all of them" not in told


def test_a_line_that_is_folded_loses_no_word_and_long_words_stay_whole() -> None:
    text = (
        "  pages/a-name-that-is-long.md:1: no front matter (begin the file with a line)\n\n      “quote that goes on”"
    )
    for columns in (10, 20, 33, 80):
        made = folded(text, columns)
        assert made.split() == text.split()
        assert all(len(line) <= columns or len(line.split()) == 1 for line in made.splitlines())
