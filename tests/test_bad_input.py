"""What cannot be read is refused with the file, the place in it, what was found and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg import sources
from kg.errors import DocumentError
from kg.model import Span

FRONT = b"---\ntitle: A leaflet\n---\n"
BODY = b"\nSomanib helped in thyroid cancer.\n"


def refused(path: Path) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        sources.read(path)
    assert caught.value.where.startswith(str(path))
    return caught.value


def given(folder: Path, data: bytes) -> Path:
    path = folder / "leaflet.md"
    path.write_bytes(data)
    return path


NESTED = b"---\na: " + b"[" * 100_000 + b"]" * 100_000 + b"\n---\n"
MERGES = b"---\n" + b"a: &a {x: y}\n" + b"b: {<<: *a}\n---\n"
CASES = {
    "empty": (b"", "is empty", ""),
    "only a byte order mark": (b"\xef\xbb\xbf\n", "is empty", ""),
    "binary": (FRONT + b"\x89PNG\x00\x01", "binary: byte 29", ""),
    "UTF-16": ("---\ntitle: x\n---\nIt helped.".encode("utf-16"), "UTF-16", ""),
    "not UTF-8": (FRONT + b"na\xefve words", "byte 27 is 0xef", ""),
    "not UTF-8 after a byte order mark": (b"\xef\xbb\xbf" + FRONT + b"na\xefve words", "byte 30 is 0xef", ""),
    "cut off within a character": (FRONT + BODY + b"\xe2\x80", "cut off within a character, at byte 60", ""),
    "no front matter": (b"# Words\n\nand more\n", "no front matter", ":1"),
    "front matter that is not closed": (b"---\ntitle: x\n\nWords.\n", "not closed", ":1"),
    "front matter cut off": (b"---\ntitle: x", "not closed", ":1"),
    "empty front matter": (b"---\n---\n" + BODY, "empty", ":1"),
    "a list": (b"---\n- a\n- b\n---\n" + BODY, "a list", ":1"),
    "a single value": (b"---\njust words\n---\n" + BODY, "a single value", ":1"),
    "a duplicate key": (b"---\ntitle: a\nurl: b\ntitle: c\n---\n" + BODY, "'title' twice", ":4"),
    "a duplicate key within": (b"---\na:\n  b: c\n  b: d\n---\n" + BODY, "'b' twice", ":4"),
    "a tab": (b"---\na:\n\tb: c\n---\n" + BODY, "tab", ":3"),
    "an anchor": (b"---\na: &x b\n---\n" + BODY, "anchor", ":2"),
    "an alias": (b"---\na: b\nc: *x\n---\n" + BODY, "alias", ":3"),
    "a merge": (b"---\nb: {<<: {x: y}}\n---\n" + BODY, "merge", ":2"),
    "merges of anchors": (MERGES, "anchor", ":2"),
    "deep nesting": (NESTED, "deeper than 64", ":2"),
    "a key that is a list": (b"---\n? [a]\n: b\n---\n" + BODY, "a key", ":2"),
    "broken YAML": (b"---\ntitle: a: b\n---\n" + BODY, "a value without quotation marks holds a colon", ":2"),
    "an unclosed string": (b"---\ntitle: 'a\nurl: b\n---\n" + BODY, "not YAML", ":"),
    "a control character": (b"---\ntitle: a\x07b\n---\n" + BODY, "not YAML", ":"),
    "two YAML documents": (b"---\ntitle: a\n...\nb: c\n---\n" + BODY, "`...`", ":3"),
    "no body": (FRONT, "no prose", ""),
    "only headings": (FRONT + b"# One\n\n## Two\n", "no prose", ""),
    "only an image": (FRONT + b"![a drawing](/x.png)\n", "no prose", ""),
    "only links": (FRONT + b"# T\n\n- [About us](/a)\n- [Contact](/b) | [Home](/c)\n", "only links", ""),
    "only a script": (FRONT + b"# T\n\nYou need to enable JavaScript to run this app.\n", "JavaScript", ""),
    "another language": (b"---\nlanguage: es\n---\nSomanib inhibe BRAF.\n", "its language is es", ""),
    "a language by its name": (b"---\nlanguage: Spanish\n---\nSomanib inhibe BRAF.\n", "its language is Spanish", ""),
    "a binary read as text": (FRONT + "BOOKMOBI \ufffd\ufffdx".encode() * 30, "damaged", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_with_the_place_and_the_reason(tmp_path: Path, case: str) -> None:
    data, what, place = CASES[case]
    error = refused(given(tmp_path, data))
    assert what in error.what
    assert place in error.where.removeprefix(str(tmp_path))


@pytest.mark.parametrize("case", CASES)
def test_a_reason_comes_with_what_to_do(tmp_path: Path, case: str) -> None:
    assert refused(given(tmp_path, CASES[case][0])).remedy


def test_a_missing_file_a_foreign_ending_and_a_missing_folder_are_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text("{}")
    for name, what in (("none.md", "no such file"), ("none", "no such file"), ("facts.jsonl", "ends in .md")):
        with pytest.raises(DocumentError, match=what):
            list(sources.documents([tmp_path / name]))
    assert "No such file" in refused(tmp_path / "none.md").what


def test_a_link_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    given(tmp_path, FRONT + BODY)
    for target in (tmp_path / "leaflet.md", Path("/dev/zero")):
        link = inner / "link.md"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        assert list(sources.documents([inner])) == [link]
        assert "leads out of its folder" in refused(link).what


def test_links_that_lead_nowhere_or_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.md").symlink_to(tmp_path / "none.md")
    (tmp_path / "circle.md").symlink_to(tmp_path / "circle.md")
    refused(tmp_path / "broken.md")
    refused(tmp_path / "circle.md")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert refused(tmp_path / "pipe.md").what == "not a regular file"


def test_a_folder_named_like_a_document_is_walked_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    assert list(sources.documents([tmp_path])) == []
    refused(tmp_path / "folder.md")


def test_a_file_of_100_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    with path.open("wb") as file:
        file.write(FRONT)
        file.truncate(100_000_000)
    assert "100,000,000 bytes" in refused(path).what


def test_a_name_that_is_not_utf_8_is_refused_and_can_be_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.md"
    try:
        with open(name, "wb") as file:  # noqa: PTH123 - a name in bytes
            file.write(FRONT + BODY)
    except OSError:
        pytest.skip("this file system takes no such names")
    (path,) = sources.documents([tmp_path])
    with pytest.raises(DocumentError, match="name is not UTF-8") as caught:
        sources.read(path)
    str(caught.value).encode()


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = given(tmp_path, FRONT + BODY)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read all files")
    assert "Permission denied" in refused(path).what


GOOD = {
    "a byte order mark": b"\xef\xbb\xbf" + FRONT + BODY,
    "carriage returns": (FRONT + BODY).replace(b"\n", b"\r"),
    "carriage returns and line feeds": (FRONT + BODY).replace(b"\n", b"\r\n"),
    "a body that opens with a rule": FRONT + b"---\n" + BODY + b"---\n\nMore words.\n",
    "a key named content": b"---\ntitle: A leaflet\ncontent: x\n---\n" + BODY,
    "spaces after the marks": b"---  \ntitle: A leaflet\n--- \n" + BODY,
    "no line end at the end": FRONT + BODY.rstrip(),
    "separators that end no line": FRONT + BODY + "\nA line\u2028separator\u0085 here.".encode(),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_is_only_unusual_is_read_with_offsets_into_its_text(tmp_path: Path, case: str) -> None:
    document = sources.read(given(tmp_path, GOOD[case]))
    assert document.title == "A leaflet"
    passage = next(p for p in document.passages if "Somanib" in p.text)
    assert passage.text == "Somanib helped in thyroid cancer."
    assert passage.source_span(Span(0, len(passage.text))).of(document.text) == passage.text
    assert document.text.encode() == GOOD[case].removeprefix(b"\xef\xbb\xbf")
