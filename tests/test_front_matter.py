"""The keys of the front matter: what their values look like, who is told where they do not, the page on them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import kg
from kg import resources, schema, sources
from kg.cli import main

ROOT = Path(__file__).parent.parent
TEXT = "\n\n# A page\n\nSomanib inhibits BRAF.\n"

AMISS = {
    "lastReviewed": ["2024-13-45", "2023-02-29", "yesterday", "[2024-01-01, 2024-01-02]"],
    "language": ["the English of New York", "[en, fr]"],
    "url": ["www.cancer.gov/types", "ftp://example.org/a", "https://a b/"],
    "complete": ["perhaps", "[true, false]"],
    "reviewFrequency": ["[yearly, quarterly]", "every 6 months"],
    "source": ["[NCI, FDA]"],
}
WELL = {
    "lastReviewed": ["2024-02-29", "''", "null", "n/a"],
    "language": ["en", "en-US", "none"],
    "url": ["https://www.cancer.gov/types/thyroid"],
    "complete": ["true", "False"],
    "reviewFrequency": ["yearly", "annual", "n/a"],
    "tags": ["[a, b]"],
    "another": ["2024-13-45"],
}


def page(folder: Path, key: str, value: str, name: str = "page") -> Path:
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: A page\n{key}: {value}\n---{TEXT}", "utf-8")
    return path


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, values in AMISS.items() for v in values])
def test_what_breaks_a_shape_is_told_when_it_is_read(tmp_path: Path, key: str, value: str) -> None:
    path = page(tmp_path, key, value)
    graph = kg.build(path)
    (warned,) = graph.warnings
    assert warned.path == f"{path}:3" and warned.what.startswith(f"{key} is ") and warned.remedy
    assert {broken.remedy for broken in graph.check().violations} == {warned.remedy}
    assert sources.read(path).metadata[key], "the value stays as it stands"


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, values in WELL.items() for v in values])
def test_what_keeps_its_form_or_is_no_value_is_not_told(tmp_path: Path, key: str, value: str) -> None:
    graph = kg.build(page(tmp_path, key, value))
    assert graph.warnings == () and graph.check().conforms


def test_a_day_that_does_not_exist_is_told_by_build_and_facts_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    bad = page(folder, "lastReviewed", "2024-13-45")
    page(folder, "lastReviewed", "2024-12-05", "good")
    wanted = (
        f"{bad}:3: lastReviewed is 2024-13-45; a document's last review is one day that exists (write lastReviewed as"
    )
    build = ["build", str(folder), "--graph", str(tmp_path / "g"), "--workers", "0"]
    for _ in ("anew", "unchanged"):
        assert main(build) == 0
        err = capsys.readouterr().err
        assert "2 documents" in err and "1 warning:" in err and wanted in err and "set aside" not in err
    assert main([*build, "--json", "--quiet"]) == 0
    told = capsys.readouterr()
    assert told.err == "" and json.loads(told.out)["warnings"][0]["path"] == f"{bad}:3"
    assert main(["facts", str(folder)]) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2 and wanted in told.err
    assert main(["status", "--graph", str(tmp_path / "g")]) == 0
    out = capsys.readouterr().out
    assert "last reviewed: 2024-12-05" in out and "2024-13" not in out


def test_the_line_is_that_of_the_key_however_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"\r\n---\r\ntitle: 'on url: words'\r\n\"url\" : nowhere\r\n---\r\n" + TEXT.encode())
    assert [w.path for w in sources.read(path).warnings] == [f"{path}:4"]


def test_every_key_that_the_program_reads_is_declared() -> None:
    files = [*(ROOT / "kg" / "sources").rglob("*.py"), *(ROOT / "kg" / "reading").rglob("*.py")]
    asked = re.compile(r'\b(?:raw|file|metadata)\.get\(\s*"(\w+)"')
    found = {key for file in files for key in asked.findall(file.read_text("utf-8"))}
    assert {"title", "url", "source", "sourceType"} <= found <= set(schema.front_matter())


def test_every_key_is_explained_and_kept_by_one_property() -> None:
    keys = schema.front_matter().values()
    assert all(key.definition and key.example for key in keys)
    assert len({key.iri for key in keys}) == len(keys)
    text = resources.path("shapes", "document.ttl").read_text("utf-8")
    assert all(key.remedy for key in keys if key.once) and text.count("sh:maxCount 1") >= sum(key.once for key in keys)


def test_the_page_on_documents_lists_every_key_and_every_kind() -> None:
    page_ = (ROOT / "docs" / "documents.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \|", page_, re.MULTILINE))
    assert listed == {*schema.front_matter(), *(source.name for source in sources.SOURCES)}
    assert "docs/documents.md" in (ROOT / "README.md").read_text("utf-8")


def test_seed_documents_have_nothing_amiss() -> None:
    assert all(not sources.read(path).warnings for path in sorted((ROOT / "seeds").glob("*.md")))
