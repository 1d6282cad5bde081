"""The verdicts of people on facts that were read: their file, and how a reader's verdicts join it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
try:
    import judged
finally:
    sys.path.pop(0)


def test_each_verdict_is_one_that_the_readme_explains_and_stands_once_in_order() -> None:
    explained = set(re.findall(r"\b[A-Z]{3,5}\b", judged.VERDICTS.with_name("README.md").read_text()))
    every = judged.verdicts()
    assert {one.verdict for one in every} == {judged.RIGHT, judged.DOUBTFUL, judged.WRONG}
    assert {one.fault for one in every if one.verdict != judged.RIGHT} <= explained
    assert all(not one.fault for one in every if one.verdict == judged.RIGHT)
    places = [(one.document, one.kind, one.digest) for one in every]
    assert places == sorted(set(places))


def test_a_readers_verdicts_on_what_was_drawn_join_those_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged, "VERDICTS", tmp_path / "verdicts.tsv")
    judged.VERDICTS.write_text("\t".join(judged.Verdict._fields) + "\n")
    drawn, again = tmp_path / "drawn.txt", tmp_path / "again.txt"
    judged.draw(ROOT / "seeds", 1, 0, ["outcome"], drawn)
    numbers = re.findall(r"^  (\d+)\toutcome\t", drawn.read_text(), re.MULTILINE)
    assert numbers and "   SENTENCE: " in drawn.read_text()
    (tmp_path / "said.tsv").write_text("".join(f"{n}\tD\tPART\tonly some of them\n" for n in numbers))
    judged.add(drawn, tmp_path / "said.tsv")
    assert [(one.verdict, one.fault) for one in judged.verdicts()] == [("D", "PART")] * len(numbers)
    tally = judged.Tally()
    judged.count(ROOT / "seeds", tally)
    for counts in tally.counts().values():
        found = counts["outcome"].values()
        assert (sum(right for right, _ in found), sum(wrong for _, wrong in found)) == (0, len(numbers))
    judged.draw(ROOT / "seeds", 1000, 0, ["outcome"], again)
    sentence = drawn.read_text().partition("SENTENCE: ")[2].partition("\n")[0]
    assert sentence not in again.read_text()
