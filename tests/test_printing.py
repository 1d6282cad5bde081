"""Facts as words: complete, in the order of their shape, and harmless."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from kg import pipeline, printing, schema
from kg.errors import UsageError
from kg.model import Arm, Concept, Fact, Reading

SEED = Path("seeds/sorafenib-thyroid-nci.md")
TRIAL = Concept("trial", "X")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return next(iter(pipeline.readings([SEED], [])))


def test_a_fact_is_told_with_its_roles_in_the_order_of_their_shape() -> None:
    fact = schema.make(
        "adverse_event", event=Concept("event", "rash"), serious=True, trial=TRIAL,
        arm=Arm(TRIAL, (Concept("drug", "a"),)), value=Decimal(8), unit="percent",
    )  # fmt: skip
    assert printing.told(fact) == "trial X, arm a, event rash, serious yes, value 8, unit percent"


def test_kinds_are_the_named_ones_else_those_of_the_exchange_format_else_all() -> None:
    brand = schema.make("brand_name", drug=Concept("drug", "a"), name="B")
    assert not printing.kinds([], False)(brand)
    assert printing.kinds([], True)(brand)
    assert printing.kinds(["brand_name"], False)(brand)
    with pytest.raises(UsageError, match="no kind of fact called 'brand'"):
        printing.kinds(["brand"], False)


def test_a_line_of_csv_cannot_run_as_a_formula_and_holds_every_fact(reading: Reading) -> None:
    rows = list(csv.DictReader(printing.lines([reading], lambda _: True, "csv")))
    assert len(rows) == len(reading.findings)
    assert not any(value[:1] in "=+-@" for row in rows for value in (row["fact"], row["quote"]) if value)
    assert {row["document"] for row in rows} == {SEED.stem}


def test_explained_each_fact_stands_above_its_sentence_with_the_values_marked(reading: Reading) -> None:
    def dated(fact: Fact) -> bool:
        return fact.kind == "approval" and bool(fact["date"])

    (block,) = printing.lines([reading], dated, explain=True)
    assert block.startswith(
        "approval: drug sorafenib, cancer differentiated thyroid cancer, agency FDA, date 2013-11-22"
    )
    block = " ".join(block.split())
    assert "the «FDA» «approved» «sorafenib»" in block
    assert "««" not in block


def test_a_folder_gets_one_file_a_document(reading: Reading, tmp_path: Path) -> None:
    assert printing.to_folder([reading], printing.kinds([], False), tmp_path) == 1
    (file,) = tmp_path.iterdir()
    assert file.name == f"{SEED.stem}.facts.jsonl"
    assert all(json.loads(line)["quote"] for line in file.read_text().splitlines())


def test_an_explanation_marks_what_was_meant_by_whatever_name_and_leaves_out_links(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "---\ntitle: A page\n---\n\n[Nexavar](/drugs/nexavar) inhibits the **B-RAF** protein.\n", encoding="utf-8"
    )
    found = "\n".join(
        printing.lines(pipeline.readings([path], []), lambda fact: fact.kind == "drug_target", explain=True)
    )
    assert "«Nexavar» «inhibits» the «B-RAF protein»" in found
    assert "/drugs/nexavar" not in found


def test_an_explanation_lists_the_words_that_no_fact_of_the_sentence_holds(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "---\ntitle: A page\n---\n\nNexavar durably inhibits the B-RAF and VEGFR proteins.\n", encoding="utf-8"
    )
    (one, other) = printing.lines(pipeline.readings([path], []), lambda fact: fact.kind == "drug_target", explain=True)
    assert "unread: durably, proteins\n" in one and "unread: durably, proteins\n" in other
