"""What is kept from one process to the next: whole or not at all, and not for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg import kept


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_what_is_kept_is_found_under_what_it_was_made_from() -> None:
    kept.keep("names", "abc", "text")
    assert kept.place("names", "abc").read_text() == "text"
    assert not kept.place("names", "abd").exists()


def test_the_oldest_of_a_name_are_removed_and_other_names_left() -> None:
    kept.keep("others", "0", "text")
    for n in range(kept.MOST + 3):
        kept.keep("names", str(n), "text")
        os.utime(kept.place("names", str(n)), (n, n))
    left = [n for n in range(kept.MOST + 3) if kept.place("names", str(n)).exists()]
    assert left == list(range(3, kept.MOST + 3))
    assert kept.place("others", "0").exists()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    kept.keep("names", "abc", "text")
    assert not kept.place("names", "abc").exists()


def test_who_has_no_home_folder_keeps_nothing_and_is_not_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    kept.keep("names", "abc", "text")
    kept.add("names", "abc", ["line"])
    assert not kept.place("names", "abc").exists()


def test_lines_are_kept_behind_those_that_are_kept_even_where_the_last_was_cut() -> None:
    kept.add("names", "abc", ["one", "two"])
    place = kept.place("names", "abc")
    place.write_bytes(place.read_bytes()[:-2])
    kept.add("names", "abc", ["three"])
    assert place.read_text().split() == ["one", "tw", "three"]
