"""The lexicon finds what a reader marked: precision and recall of names on public documents."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.reading.grounding import vocabulary
from kg.reading.grounding.vocabulary import TABLES

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
GOLD = ROOT / "tests" / "gold"
BARS = {"drug": (0.97, 0.92), "target": (0.95, 0.90), "cancer": (0.95, 0.90)}
"""Least precision and recall of a kind."""


def test_marked_mentions_lie_in_their_passages_and_apart() -> None:
    listed = vocabulary.rows(GOLD / "mentions.passages.tsv")
    passages = {(row["document"], int(row["start"]), int(row["end"])) for row in listed}
    end: dict[str, int] = {}
    for row in vocabulary.rows(GOLD / "mentions.tsv"):
        start, stop = int(row["start"]), int(row["end"])
        assert any(d == row["document"] and low <= start < stop <= high for d, low, high in passages)
        assert start >= end.get(row["document"], 0)
        assert row["kind"] in TABLES.values()
        end[row["document"]] = stop


@pytest.mark.skipif(not CORPUS.exists(), reason="the documents are not at hand")
def test_names_are_found_as_a_reader_marked_them() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from score_mentions import score  # noqa: PLC0415 - the scripts are no package
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    scores = score(CORPUS)
    for kind, (precision, recall) in BARS.items():
        assert scores[kind].precision >= precision, scores[kind].errors
        assert scores[kind].recall >= recall, scores[kind].errors
